"""The door for programs: one OpenAPI description, each room's `api.router` mounted under /api/v1/.

Nouns: none of its own. Doors: /api/v1/openapi.json, /api/v1/docs.
"""
