"""Dossiers (hồ sơ): drafts, filing, reception, the way through the version's steps, slips' data, results, tracking.

Nouns: Draft, Dossier, Revision, Paper, Supplement, Consultation, Slip, Result, Note. Doors: `/nop-ho-so/` and
`/tra-cuu/` for citizens, `/can-bo/ho-so/` for officers, `/api/v1/…` for programs. The life of a dossier is the table
`rules.states.TRANSITIONS`; every verb is one file in `actions/`.
"""
