"""What of this room stands on versions of procedures: for the editor who ends one."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from motcua.dossiers.models import Dossier, Draft
from motcua.dossiers.rules.states import CLOSED
from motcua.procedures.queries.ending import Affected


def standing_on(version_ids: Sequence[int]) -> list[Affected]:
    """Drafts not filed yet and dossiers under way, of all units: counts only, nobody's data."""
    drafts = Draft.objects.filter(version_id__in=version_ids, submitted=None)
    dossiers = Dossier.objects.regardless("counts for the editor who ends a version").filter(version_id__in=version_ids)
    return [
        Affected("drafts", _("Bản khai chưa nộp của người dân"), drafts.count()),
        Affected("dossiers", _("Hồ sơ đang giải quyết"), dossiers.exclude(state__in=CLOSED).count()),
    ]
