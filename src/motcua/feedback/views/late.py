"""From a dossier past its date to a report about it: prefilled, and straight to the leader."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.accounts.permissions import client_address, public
from motcua.dossiers.queries import public_progress
from motcua.feedback.queries.categories import late_category
from motcua.feedback.views.status import TOO_MANY_LOOKS
from motcua.kernel import limits
from motcua.units.queries import unit_by_id


def way_from_late_dossier(code: str) -> tuple[str, str]:
    """(words, address) of the way from a late dossier's page to a report about it."""
    return _("Phản ánh hồ sơ quá hẹn tới lãnh đạo"), reverse("feedback:late", args=[code])


@public
@require_safe
def late_dossier(request: HttpRequest, code: str) -> HttpResponse:
    """To the form of the place in charge with the code filled in; to the choice of places where none has such a category."""
    limits.demand("feedback.look", client_address(request), times=60, seconds=60, message=TOO_MANY_LOOKS)
    progress = public_progress(code)
    if progress is None:
        raise Http404
    category = late_category(progress.code)
    if category is None:
        return redirect("feedback:start")
    address = reverse("feedback:write", args=[unit_by_id(category.unit_id).code, category.key])
    return redirect(f"{address}?{urlencode({'ma': progress.code})}")
