"""Files that people bring: received in pieces, told by their content, scanned, kept privately, never lost.

Nouns: StoredFile, Owner, Reconciliation. Doors: `/tep/` (resumable uploads, reading, previews).
"""
