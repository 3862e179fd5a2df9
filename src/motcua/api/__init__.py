"""The door for programs: one OpenAPI description, each room's `api.router` mounted under /api/v1/, and reports by Open311.

Nouns: ApiKey (khóa kết nối), Posting (phản ánh chờ ghi nhận). Doors: /api/v1/openapi.json, /open311/v2/, `motcua open311`.
"""
