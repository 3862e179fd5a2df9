"""Official slips as PDF, for the officer's printer."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from motcua.accounts.permissions import officer
from motcua.dossiers.actions import freeze_slip
from motcua.dossiers.slips import printing, typeset
from motcua.dossiers.slips.builders import build
from motcua.dossiers.slips.contents import SlipKind
from motcua.dossiers.views.desk.opening import opened_desk
from motcua.kernel import clock


def as_pdf(content: bytes, name: str) -> HttpResponse:
    """A PDF shown in the browser, kept by nobody on the way."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


@officer("dossiers.view")
@require_safe
def slip(request: HttpRequest, dossier_id: int, slip_id: int) -> HttpResponse:
    """A slip of the dossier; once issued, every print is the sheet that was printed first."""
    desk = opened_desk(request, dossier_id)
    row = next((each for each in desk.slips if each.pk == slip_id), None)
    if row is None:
        raise Http404
    row.dossier = desk.dossier
    contents = printing.contents_of(row)
    if row.issued_at is not None:
        contents = dict(freeze_slip(slip_id=row.pk, contents=contents))
    return as_pdf(typeset.pdf(contents), f"phieu-0{row.kind}-{desk.dossier.code}")


@officer("dossiers.view")
@require_safe
def control(request: HttpRequest, dossier_id: int) -> HttpResponse:
    """Slip 06: every hand-over so far, from the ledger."""
    desk = opened_desk(request, dossier_id)
    sheet = build(SlipKind.CONTROL, desk.dossier, number="", at=clock.now(), actor=desk.actor)
    return as_pdf(typeset.pdf(sheet), f"phieu-06-{desk.dossier.code}")
