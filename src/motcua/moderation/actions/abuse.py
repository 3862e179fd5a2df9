"""People say what is wrong with a public text; an officer decides within one working day."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.accounts.permissions import demand
from motcua.accounts.queries import scope_of
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.folding import clean
from motcua.kernel.outbox import announce
from motcua.kernel.refusals import NotFound, Refusal
from motcua.ledger.actions import Entry, append
from motcua.moderation.actions.admitting import admit
from motcua.moderation.events import AbuseConfirmed
from motcua.moderation.models import Abuse, AbuseNotice
from motcua.moderation.queries.challenges import Sender, digest_of
from motcua.moderation.queries.subjects import public_text
from motcua.work import actions as work
from motcua.worktime.queries import due_at

KIND = "moderation.abuse"
LIMIT = "working 1d"
GONE = gettext_lazy("Nội dung này không còn công khai.")
SAME_SENDER = "one notice of an address about a text"


@transaction.atomic
def report_abuse(*, kind: str, code: str, abuse: str, note: str, sender: Sender) -> None:
    """Notes what somebody finds wrong; the same address about the same text is one notice."""
    text = public_text(kind, code)
    if text is None:
        raise NotFound(GONE)
    if abuse not in Abuse.values:
        raise Refusal(_("Hãy chọn điều không ổn."), fields={"abuse": _("Chọn một điều")})
    who = digest_of(sender.phone or sender.address, "abuse")
    rows = AbuseNotice.objects.regardless(SAME_SENDER).open().filter(subject=text.subject)
    if rows.filter(sender=who).exists():
        return
    admit(kind="moderation.abuse", sender=sender, unit_id=text.unit_id)
    now = clock.now()
    first = not rows.exists()
    AbuseNotice.objects.create(
        unit_id=text.unit_id, subject=text.subject, title=text.title[:200], address=text.address,
        abuse=abuse, note=clean(note)[:500], sender=who, at=now,
    )  # fmt: skip
    if first:
        open_work(text.subject, text.title, text.unit_id)


def open_work(subject: str, title: str, unit_id: int) -> None:
    """One item however many people say it."""
    now = clock.now()
    work.open_item(
        kind=KIND,
        subject=f"abuse:{subject}",
        title=_("Báo vi phạm: %(title)s") % {"title": title[:150]},
        unit_id=unit_id,
        address="/can-bo/kiem-duyet/",
        opened_at=now,
        due_at=due_at(LIMIT, unit_id, now).due,
    )


@transaction.atomic
def decide_abuse(*, actor: Actor, subject: str, take_down: bool, answer: str) -> int:
    """Decides about all open notices of a text; what must go is announced to the room that published it. Answers how many."""
    demand(actor, "moderation.decide")
    answer = clean(answer)[:500]
    if not answer:
        raise Refusal(_("Ghi lý do quyết định."), fields={"answer": _("Ghi lý do quyết định")})
    now = clock.now()
    rows = AbuseNotice.objects.within(scope_of(actor)).open().filter(subject=subject)
    number = rows.update(taken_down=take_down, decided_at=now, decided_by=actor.snapshot(), answer=answer)
    if not number:
        raise NotFound(_("Không còn báo vi phạm nào chờ quyết định ở nội dung này."))
    work.close_items(subject=f"abuse:{subject}", kinds=[KIND], at=now)
    append(subject, Entry("abuse.decided", actor, data={"taken_down": take_down, "reason": answer}, at=now))
    if take_down:
        announce(AbuseConfirmed(subject, answer, now.isoformat()))
    return number
