"""What happened, appended and never changed: one hash-chained stream of events per dossier, report or task.

Nouns: Stream, Event, Entry, Digest. Doors: the command `verify-ledger` and a nightly job that signs a digest.
"""
