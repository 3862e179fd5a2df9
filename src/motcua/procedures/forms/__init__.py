"""A section of a form as HTML: GOV.UK markup built in Python, since a template per control costs ten times the time."""

from motcua.procedures.forms.elements import own_words, say
from motcua.procedures.forms.section import draw_section, error_links

__all__ = ["draw_section", "error_links", "own_words", "say"]
