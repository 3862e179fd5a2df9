"""One letter a morning for whom there is something new."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import takewhile

from django.db import transaction
from django.db.models import Min

from motcua.feedback.queries.open_data import Published, published_between
from motcua.kernel import clock
from motcua.kernel.outbox import enqueue
from motcua.kernel.sealing import unseal
from motcua.notifications.actions import send
from motcua.subscriptions.actions.subscribing import PURPOSE
from motcua.subscriptions.models import Kind, Subscription
from motcua.subscriptions.queries import wants
from motcua.units.queries import unit_by_id

NIGHTLY = "all subscriptions, every morning"
LONGEST = timedelta(days=14)
UNCONFIRMED = timedelta(days=7)


def send_digest() -> int:
    """Looks what was published since the last letters and asks for one letter each; answers how many were asked for."""
    now = clock.now()
    rows = Subscription.objects.regardless(NIGHTLY).standing().filter(kind=Kind.REPORTS).order_by("pk")
    earliest = rows.aggregate(first=Min("told_until"))["first"] or now
    reports = by_unit(published_between(max(earliest, now - LONGEST), now))
    asked = 0
    for found in rows.iterator():
        since = found.told_until or now
        fresh = takewhile(lambda report: report.published_at > since, reports.get(found.unit_id, ()))  # noqa: B023
        number = sum(1 for report in fresh if wants(found, report))
        if number:
            enqueue(
                "subscriptions.tell",
                key=f"subscription:{found.pk}:{now:%Y-%m-%d}",
                subscription_id=found.pk, number=number, until=now.isoformat(),
            )  # fmt: skip
            asked += 1
    return asked


def by_unit(reports: Iterable[Published]) -> dict[int, list[Published]]:
    """Reports under each unit that they concern, in their order."""
    found: dict[int, list[Published]] = defaultdict(list)
    for report in reports:
        for unit_id in report.unit_ids:
            found[unit_id].append(report)
    return found


@transaction.atomic
def tell_one(*, subscription_id: int, number: int, until: str) -> bool:
    """Sends one letter, unless the subscription was ended or told meanwhile."""
    moment = datetime.fromisoformat(until)
    rows = Subscription.objects.regardless(NIGHTLY).standing().filter(pk=subscription_id, told_until__lt=moment)
    found = rows.first()
    if found is None or not rows.update(told_until=moment):
        return False
    unit = unit_by_id(found.unit_id)
    send(
        "subscription.news",
        email=unseal(found.mail, purpose=PURPOSE),
        language=found.language,
        context={"unit": unit.name, "count": number},
        link=f"/nhan-tin/{found.token}/",
        related=f"subscription:{found.pk}",
        key=f"subscription:{found.pk}:{until}",
        unsubscribe=f"/nhan-tin/{found.token}/huy/",
        holders=[found.holder],
    )
    return True


def forget_unconfirmed() -> int:
    """Takes wishes that nobody confirmed in a week away, and ended ones after as long; answers how many."""
    before = clock.now() - UNCONFIRMED
    rows = Subscription.objects.regardless(NIGHTLY)
    gone = rows.filter(confirmed_at=None, asked_at__lt=before).delete()[0]
    return int(gone + rows.filter(ended_at__lt=before).delete()[0])
