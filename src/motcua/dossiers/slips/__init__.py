"""The seven official slips of TT 03/2025/TT-VPCP, Annex I: kinds and numbers, frozen contents, and the printed sheet.

`builders` turns a dossier into the frozen contents (plain JSON kept in a Slip row), `typeset.pdf` turns frozen contents
into a PDF/A-2b file. The same contents give the same bytes years later: the layout's number is part of the contents.
"""
