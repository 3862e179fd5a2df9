"""The same verb for several dossiers of the inbox: reviewed first, then one action each, with a result for each."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from motcua.accounts.permissions import holds, officer, safe_next
from motcua.dossiers import actions
from motcua.dossiers.forms.desk.bulk import BulkAssignForm, BulkForm, BulkHandOverForm, BulkNoteForm
from motcua.kernel.actors import Actor
from motcua.kernel.refusals import Refusal
from motcua.kernel.typed import number_typed
from motcua.work.queries import colleagues, items_by_ids, loads

MOST = 100
TAKEN = _("Đã có người xử lý trước; mở hồ sơ để xem")


@dataclass(frozen=True, kw_only=True)
class Bulk:
    """A verb that makes sense for many: the kinds of work it answers and the words of its pages."""

    verb: str
    slug: str
    title: Any
    question: Any
    kinds: tuple[str, ...]
    form: type[BulkForm] = BulkForm
    icon: str = ""

    @property
    def url_name(self) -> str:
        """The name of its address."""
        return f"dossiers:bulk-{self.verb.replace('_', '-')}"


RECEIVE = ("dossier.receive", "dossier.supplement_check")
BULKS: dict[str, Bulk] = {
    bulk.verb: bulk
    for bulk in (
        Bulk(
            verb="accept", slug="tiep-nhan", title=_("Tiếp nhận"), kinds=RECEIVE, icon="check",
            question=_("Các hồ sơ này đầy đủ, hợp lệ, đúng thẩm quyền?"),
        ),
        Bulk(
            verb="assign", slug="phan-cong", title=_("Phân công"), kinds=("dossier.step", "dossier.sign"),
            question=_("Giao các hồ sơ này cho ai?"), form=BulkAssignForm, icon="person",
        ),
        Bulk(
            verb="complete_step", slug="chuyen-buoc", title=_("Hoàn thành, chuyển bước"), kinds=("dossier.step",),
            question=_("Bước hiện tại của các hồ sơ này đã xong?"), form=BulkNoteForm, icon="right",
        ),
        Bulk(
            verb="hand_over", slug="tra-ket-qua", title=_("Trả kết quả"), kinds=("dossier.return",),
            question=_("Các kết quả này đã trao, đã gửi?"), form=BulkHandOverForm, icon="check",
        ),
    )
}  # fmt: skip


@dataclass(frozen=True)
class Outcome:
    """What became of one dossier."""

    item: dict[str, Any]
    done: bool
    words: str


def offers(actor: Actor) -> list[dict[str, Any]]:
    """The bulk buttons of the inbox for this officer (registered under "desk-bulk")."""
    return [
        {"title": bulk.title, "url": reverse(bulk.url_name), "kinds": bulk.kinds, "icon": bulk.icon}
        for bulk in BULKS.values()
        if holds(actor, f"dossiers.{bulk.verb}")
    ]


def dossier_id_of(item: dict[str, Any]) -> int:
    """The dossier an item is about."""
    return int(item["subject"].removeprefix("dossier:"))


def ticked(request: HttpRequest) -> list[int]:
    """The ids of the ticked items."""
    typed = map(number_typed, request.POST.getlist("viec"))
    return [number for number in typed if number is not None][:MOST]


def taken_meanwhile(request: HttpRequest, actor: Actor) -> list[Outcome]:
    """Ticked items that a colleague finished before: each is named, none just disappears."""
    return [Outcome(item, False, str(TAKEN)) for item in items_by_ids(actor, ticked(request), closed=True)]


def chosen_items(request: HttpRequest, actor: Actor, kinds: tuple[str, ...]) -> tuple[list[Any], list[Any]]:
    """The ticked items the verb applies to, and those it does not."""
    items = items_by_ids(actor, ticked(request))
    fitting = [item for item in items if item["kind"] in kinds and item["subject"].startswith("dossier:")]
    return fitting, [item for item in items if item not in fitting]


def one_by_one(items: list[dict[str, Any]], act: Callable[[int], Any], done: Any) -> list[Outcome]:
    """Calls the action for each item; one that is refused stops none of the others."""
    outcomes = []
    for item in items:
        try:
            act(dossier_id_of(item))
        except Refusal as refusal:
            words = "; ".join([str(refusal.message), *(str(text) for text in refusal.fields.values())])
            outcomes.append(Outcome(item, False, words))
        else:
            outcomes.append(Outcome(item, True, str(done)))
    return outcomes


def people_for(actor: Actor) -> list[tuple[int, str]]:
    """Colleagues with their load."""
    found = colleagues(actor)
    numbers = loads({person.unit_id for person in found} or {0})
    words = {
        who.user_id: f"{who.name} – {who.post}, {who.unit} ({numbers.get(who.user_id, 0)})" for who in reversed(found)
    }
    return sorted(words.items(), key=lambda pair: pair[1])


def page_for(bulk: Bulk) -> Callable[..., HttpResponse]:
    """The view of a bulk verb: first POST reviews the choice, the second (with `chac`) does it."""

    @officer(f"dossiers.{bulk.verb}")
    @require_POST
    def page(request: HttpRequest) -> HttpResponse:
        actor: Actor = request.actor  # type: ignore[attr-defined]
        back = safe_next(request, reverse("desk:home"))
        gone = taken_meanwhile(request, actor)
        items, others = chosen_items(request, actor, bulk.kinds)
        if not items and not others and not gone:
            return redirect(back)
        sure = request.POST.get("chac") == "1"
        people = people_for(actor) if "user_id" in bulk.form.base_fields else []
        form = bulk.form(request.POST if sure else None, people=people)
        context = {"bulk": bulk, "title": bulk.title, "items": items, "others": others, "form": form, "back": back}
        if not sure or not form.is_valid():
            return render(request, "dossiers/desk/bulk.html", context, status=422 if sure else 200)
        verb = getattr(actions, bulk.verb)
        given = {name: value for name, value in form.cleaned_data.items() if value not in ("", None)}
        outcomes = one_by_one(items, lambda pk: verb(dossier_id=pk, actor=actor, **given), _("Đã xong"))
        return render(request, "dossiers/desk/bulk_done.html", {**context, **summary(gone + outcomes)})

    page.__name__ = f"bulk_{bulk.verb}"
    page.__doc__ = f"The verb {bulk.verb} for several dossiers."
    return page


def summary(outcomes: list[Outcome]) -> dict[str, Any]:
    """Outcomes with their numbers, failures first."""
    failed = [outcome for outcome in outcomes if not outcome.done]
    return {"failed": failed, "succeeded": [outcome for outcome in outcomes if outcome.done]}
