"""What the national portal is told of a dossier, and what it should know."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, QuerySet

from motcua.dossiers.models import Dossier, PaymentState, SyncState
from motcua.dossiers.rules.national import CHANNELS, Difference, differences, national_code
from motcua.kernel import clock
from motcua.units.queries import unit_by_id

REPORTING = "the national portal hears of the whole installation's dossiers"
BATCH = 500


def moment(at: datetime | None) -> str:
    """ISO 8601 on the local clock; empty when there is none."""
    return clock.local(at).isoformat(timespec="seconds") if at else ""


def report_of(dossier: Dossier) -> dict[str, Any]:
    """The present state under the portal's own names; no person is named, an adapter that must do so asks for it itself."""
    unit = unit_by_id(dossier.unit_id)
    return {
        "MaHoSo": dossier.code,
        "MaTTHC": dossier.procedure_code,
        "MaDonViTiepNhan": unit.eid_code or unit.code,
        "KenhThucHien": CHANNELS[dossier.channel],
        "NgayNop": moment(dossier.submitted_at),
        "NgayTiepNhan": moment(dossier.received_at),
        "NgayHenTra": moment(dossier.due_at),
        "NgayKetThuc": moment(dossier.closed_at),
        "TrangThai": national_code(dossier.state),
        "PhongBanXuLy": unit_by_id(dossier.holder_unit_id).name,
        "NoiDungXuLy": dossier.progress.get("step_title", ""),
        "TrangThaiThanhToan": int(dossier.payment_state == PaymentState.PAID),
        "LanCapNhat": dossier.revision,
    }


def sync_counts() -> dict[str, int]:
    """How many dossiers are told, owed, refused and never to be told."""
    rows = Dossier.objects.regardless(REPORTING).values_list("sync_state").annotate(Count("pk"))
    return {state.value: 0 for state in SyncState} | dict(rows)


def refused_codes() -> list[str]:
    """Codes of the dossiers the portal refused to hear of."""
    rows: QuerySet[Dossier] = Dossier.objects.regardless(REPORTING).filter(sync_state=SyncState.FAILED)
    return list(rows.order_by("pk").values_list("code", flat=True))


def reconciled(there: dict[str, int], first: date, last: date) -> list[Difference]:
    """What the portal tells differently of the dossiers submitted from `first` to `last`; `there` is national codes by code."""
    start = datetime.combine(first, datetime.min.time(), tzinfo=clock.LOCAL)
    end = datetime.combine(last + timedelta(days=1), datetime.min.time(), tzinfo=clock.LOCAL)
    rows = Dossier.objects.regardless(REPORTING)
    period = rows.filter(submitted_at__gte=start, submitted_at__lt=end).exclude(sync_state=SyncState.NONE)
    here = {code: national_code(state) for code, state in period.values_list("code", "state")}
    return differences(here | states_of(there.keys() - here.keys()), there)


def states_of(codes: Iterable[str]) -> dict[str, int]:
    """National codes of these dossiers, whenever they were submitted."""
    found: dict[str, int] = {}
    for some in batched(sorted(codes), BATCH):
        rows = Dossier.objects.regardless(REPORTING).filter(code__in=some)
        found |= {code: national_code(state) for code, state in rows.values_list("code", "state")}
    return found


def batched(codes: list[str], size: int) -> Iterator[list[str]]:
    """The codes in lists that a statement can carry."""
    return (codes[start : start + size] for start in range(0, len(codes), size))
