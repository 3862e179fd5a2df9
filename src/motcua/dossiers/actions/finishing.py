"""The result: signed, issued (the clock stops), handed over."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from motcua.dossiers.actions.case import Case, opened
from motcua.dossiers.actions.holding import close_items
from motcua.dossiers.actions.moving import advance, write_results
from motcua.dossiers.actions.paying import settle_at_return
from motcua.dossiers.events import DossierReturned
from motcua.dossiers.models import Delivery, DeliveryState, Dossier, Result
from motcua.dossiers.permissions import demand_step
from motcua.kernel.actors import Actor
from motcua.kernel.folding import clean
from motcua.kernel.refusals import Refusal


def demand_kind(case: Case, kind: str) -> None:
    """Refuses unless the dossier stands at a step of this kind and the actor does it."""
    if case.step is None or case.step.kind != kind:
        words = {"sign": _("Hồ sơ không ở bước ký."), "issue": _("Hồ sơ không ở bước phát hành.")}
        raise Refusal(words[kind], code=f"not-at-{kind}")
    demand_step(case.actor, case.dossier, case.step.role)


def sign(
    *,
    actor: Actor,
    dossier_id: int,
    files: Sequence[str] = (),
    note: str = "",
    expected_revision: int | None = None,
    at: datetime | None = None,
) -> Dossier:
    """The competent person signs the results; it goes on to issuing, or is ready when nothing follows.

    `files` are the signed results in the order of the version's results; a later signature replaces an earlier one.
    """
    with opened(dossier_id, "sign", actor=actor, expected_revision=expected_revision, at=at) as case:
        demand_kind(case, "sign")
        write_results(case, files)
        case.tell("dossier.signed", {"signer": actor.name, "post": actor.post, "note": clean(note)[:1000]})
        advance(case, "sign")
    return case.dossier


def issue(
    *,
    actor: Actor,
    dossier_id: int,
    number: str = "",
    expected_revision: int | None = None,
    at: datetime | None = None,
) -> Dossier:
    """Numbers and stamps the result (phát hành); `number` is the document's own number where the field gives one."""
    with opened(dossier_id, "issue", actor=actor, expected_revision=expected_revision, at=at) as case:
        demand_kind(case, "issue")
        Result.objects.filter(dossier=case.dossier).update(issued_at=case.at, number=clean(number)[:60])
        advance(case, "issue")
    return case.dossier


def hand_over(
    *,
    actor: Actor,
    dossier_id: int,
    receiver: str = "",
    delivery: str = "",
    note: str = "",
    fee_document: str = "",
    expected_revision: int | None = None,
    at: datetime | None = None,
) -> Dossier:
    """Gives the person the result: at the counter, by post, electronically. Late is an attribute, never a block.

    A fee still due is settled with it: `fee_document` is the number of its receipt.
    """
    with opened(dossier_id, "hand_over", actor=actor, expected_revision=expected_revision, at=at) as case:
        dossier = case.dossier
        how = delivery if delivery in Delivery.values else dossier.delivery_method
        case.go("hand_over")
        settle_at_return(case, clean(fee_document)[:200])
        dossier.delivery_method = how
        dossier.delivery_state = DeliveryState.DELIVERED
        dossier.returned_at = case.at
        dossier.step = len(dossier.route)
        close_items(case)
        told = {"delivery": how, "receiver": clean(receiver)[:200], "note": clean(note)[:1000]}
        case.tell("dossier.returned", told, public=True)
        case.write_to_person("dossier.returned", at=case.at)
        case.fact(DossierReturned, delivery=how)
    return case.dossier
