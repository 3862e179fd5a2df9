"""After every change of a category or routing rule."""

from motcua.feedback.models import ArrangementVersion
from motcua.feedback.queries.arrangement import ARRANGEMENTS, PLACES


def changed() -> None:
    """The arrangement of a place changed in this transaction: everybody reads it anew after the commit."""
    ArrangementVersion.grow()
    ARRANGEMENTS.forget()
    PLACES.forget()
