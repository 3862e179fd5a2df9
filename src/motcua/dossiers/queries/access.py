"""Who may do what with a dossier: verbs by role, and what speaks against an act on one dossier."""

import hmac

from django.utils.translation import gettext_lazy as _

from motcua.accounts.permissions import NO_DUTY, holds
from motcua.accounts.queries import scope_of
from motcua.dossiers.models import Consultation, Dossier
from motcua.kernel.actors import Actor
from motcua.kernel.refusals import NotAllowed, NotFound, Refusal
from motcua.units.queries import place_of

RECEIVER, SPECIALIST, DEPARTMENT_HEAD = "receiver", "specialist", "department_head"
UNIT_HEAD, CLERK, CASHIER, AUDITOR = "unit_head", "clerk", "cashier", "auditor"
LEADERS = frozenset({DEPARTMENT_HEAD, UNIT_HEAD})
WORKERS = frozenset({RECEIVER, SPECIALIST, DEPARTMENT_HEAD, UNIT_HEAD, CLERK, CASHIER})
VERBS: dict[str, frozenset[str]] = {
    "dossiers.view": WORKERS | {AUDITOR},
    "dossiers.submit_at_counter": frozenset({RECEIVER}),
    "dossiers.accept": frozenset({RECEIVER}),
    "dossiers.refuse": frozenset({RECEIVER}),
    "dossiers.request_supplement": frozenset({RECEIVER, SPECIALIST, DEPARTMENT_HEAD}),
    "dossiers.answer_supplement": frozenset({RECEIVER}),
    "dossiers.assign": frozenset({RECEIVER, SPECIALIST, DEPARTMENT_HEAD, UNIT_HEAD, CLERK}),
    "dossiers.complete_step": WORKERS,
    "dossiers.return_to_step": frozenset({SPECIALIST, DEPARTMENT_HEAD, UNIT_HEAD, CLERK}),
    "dossiers.consult": frozenset({SPECIALIST, DEPARTMENT_HEAD, UNIT_HEAD}),
    "dossiers.answer_consultation": frozenset({SPECIALIST, DEPARTMENT_HEAD, UNIT_HEAD}),
    "dossiers.demand_payment": frozenset({SPECIALIST, DEPARTMENT_HEAD, CASHIER}),
    "dossiers.record_payment": frozenset({CASHIER, RECEIVER}),
    "dossiers.reject_as_ineligible": frozenset({SPECIALIST, DEPARTMENT_HEAD, UNIT_HEAD}),
    "dossiers.propose_apology": frozenset({RECEIVER, SPECIALIST, DEPARTMENT_HEAD, UNIT_HEAD}),
    "dossiers.apologise": frozenset({UNIT_HEAD}),
    "dossiers.request_withdrawal": frozenset({RECEIVER}),
    "dossiers.withdraw": frozenset({RECEIVER, DEPARTMENT_HEAD, UNIT_HEAD}),
    "dossiers.decline_withdrawal": LEADERS,
    "dossiers.stop": LEADERS,
    "dossiers.sign": LEADERS,
    "dossiers.issue": frozenset({CLERK, RECEIVER}),
    "dossiers.hand_over": frozenset({RECEIVER, CLERK}),
    "dossiers.archive": frozenset({RECEIVER, CLERK}),
    "dossiers.propose_correction": frozenset({RECEIVER, SPECIALIST}),
    "dossiers.decide_correction": frozenset({RECEIVER}),
    "dossiers.add_note": WORKERS,
}
PERSON_VERBS = frozenset(
    {"answer_supplement", "withdraw", "request_withdrawal", "decide_correction", "rate"},
)
"""Verbs of the person whose dossier it is; a receiver may record some of them at the counter."""
STEP_VERBS = frozenset(
    {"complete_step", "return_to_step", "consult", "demand_payment", "reject_as_ineligible", "sign", "issue"}
)
"""Verbs of the unit that holds the dossier; the others belong to the unit that received it."""
STANDS_IN = {SPECIALIST: frozenset({DEPARTMENT_HEAD}), RECEIVER: frozenset(), CLERK: frozenset({RECEIVER})}
"""Who besides the named role may do a step: a head does a specialist's work, a receiver stamps where no clerk is."""

DEPARTMENT_ROLES = frozenset({SPECIALIST, DEPARTMENT_HEAD})
"""Roles that count in one department only; the others serve their whole house (one stamp, one desk)."""

NOT_HELD = _("Hồ sơ này do bộ phận khác đang giữ, nên chưa thực hiện được việc này.")
NOT_STEP = _("Bước này do người có nhiệm vụ khác thực hiện.")
NOT_ASSIGNED = _("Hồ sơ này đã được phân công cho người khác.")
PERSONS_OWN = _("Việc này do người nộp hồ sơ tự thực hiện.")
NO_SUCH = _("Không tìm thấy hồ sơ.")


def may_see(actor: Actor, dossier: Dossier) -> bool:
    """Whether an officer's scope reaches one of the dossier's organisations, or a unit asked for its opinion."""
    if not holds(actor, "dossiers.view"):
        return False
    scope = scope_of(actor)
    units = (dossier.unit_id, dossier.holder_unit_id, dossier.competent_unit_id, dossier.seat_unit_id)
    return any(unit_id is not None and scope.covers(unit_id) for unit_id in units) or is_asked(actor, dossier)


def is_asked(actor: Actor, dossier: Dossier) -> bool:
    """Whether an opinion of the actor's house is waited for."""
    waiting = Consultation.objects.filter(dossier=dossier, unit__isnull=False, answered_at__isnull=True)
    return any(works_in(actor, unit_id) for unit_id in waiting.values_list("unit_id", flat=True))


def house(unit_id: int | None) -> int | None:
    """The people's committee a unit belongs to: nobody acts in another one's house, however far they may see."""
    place = place_of(unit_id) if unit_id is not None else None
    return place.pk if place else None


def works_in(actor: Actor, unit_id: int | None) -> bool:
    """Whether the actor's duty is in the same house as the unit."""
    return actor.kind == "system" or (actor.unit_id is not None and house(actor.unit_id) == house(unit_id))


def is_person(actor: Actor, dossier: Dossier, secret: str = "") -> bool:
    """Whether this is the person whose dossier it is: signed in as the one who filed, or with the receipt's secret."""
    signed_in = actor.kind == "citizen" and actor.user_id is not None and dossier.applicant_id == actor.user_id
    return signed_in or same_secret(secret, dossier.secret)


def same_secret(given: str, secret: str) -> bool:
    """Constant-time comparison of what a person typed (spaces, dashes and case don't count) with the receipt's secret."""
    typed = "".join(char for char in given.upper() if char.isalnum())
    return hmac.compare_digest(typed.encode(), secret.encode()) and bool(secret)


def objection(actor: Actor, verb: str, dossier: Dossier, secret: str = "") -> Refusal | None:
    """What speaks against `verb` on this dossier: role, house, and for the person's verbs ownership; None for nothing.

    Who may not even see the dossier gets NotFound, so that nothing is said about other units' dossiers.
    """
    if actor.kind == "system":
        return None
    if not actor.is_staff:
        own = verb in PERSON_VERBS and is_person(actor, dossier, secret)
        return None if own else NotFound(NO_SUCH)
    if not may_see(actor, dossier):
        return NotFound(NO_SUCH)
    if f"dossiers.{verb}" not in VERBS:
        return NotAllowed(PERSONS_OWN)
    if not holds(actor, f"dossiers.{verb}"):
        return NotAllowed(NO_DUTY)
    if works_in(actor, dossier.holder_unit_id) or (verb == "answer_consultation" and is_asked(actor, dossier)):
        return None
    return None if verb not in STEP_VERBS and works_in(actor, dossier.unit_id) else NotAllowed(NOT_HELD)


def step_objection(actor: Actor, dossier: Dossier, role: str) -> Refusal | None:
    """What speaks against doing the present step: the role (or who stands in for it) in the unit that holds it."""
    if actor.kind == "system":
        return None
    if actor.role != role and actor.role not in STANDS_IN.get(role, frozenset()):
        return NotAllowed(NOT_STEP)
    near = actor.unit_id in (dossier.holder_unit_id, house(dossier.holder_unit_id))
    if not near and (role in DEPARTMENT_ROLES or not works_in(actor, dossier.holder_unit_id)):
        return NotAllowed(NOT_HELD)
    mine = dossier.holder_user_id in (None, actor.user_id) or actor.role in LEADERS or bool(actor.on_behalf_of)
    return None if mine else NotAllowed(NOT_ASSIGNED)


def may(actor: Actor, verb: str, dossier: Dossier, role: str = "") -> bool:
    """Whether nothing speaks against it; `role` is the present step's, for the verbs that finish a step."""
    if objection(actor, verb, dossier) is not None:
        return False
    return verb not in ("complete_step", "sign", "issue") or not role or step_objection(actor, dossier, role) is None
