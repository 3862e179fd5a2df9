"""Dossiers for programs: tracking, filing, the officers' verbs and the inbox, mounted under /api/v1/.

Signed-in endpoints use the session cookie with its CSRF token. The receipt's secret travels in the header `X-Secret`,
never in an address.
"""

from ninja import Router

from motcua.dossiers.api import filing, tracking, verbs
from motcua.dossiers.api.tracking import quick_tracking

router = Router()
for part in (tracking, filing, verbs):
    router.add_router("", part.router)

__all__ = ["quick_tracking", "router"]
