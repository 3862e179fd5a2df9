"""Procedures (thủ tục hành chính): what a person can ask of the administration, in versions that never change once published.

Nouns: field (lĩnh vực), procedure, version, offering (which unit takes it). Doors: `/thu-tuc/`, the API, `motcua search`.
The form engine of `rules` reads one JSON Schema for the page, the API and the officer's view alike.
"""
