"""A citizen's own data: keep it, change it, erase it."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from motcua.accounts import rules
from motcua.accounts.models import Profile, User
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.folding import clean
from motcua.kernel.refusals import NotAllowed, Refusal

TEXTS = {"ethnicity": 40, "nationality": 40, "id_issued_by": 200, "address": 300}
VALUES = ("birth_date", "sex", "id_issued_on", "ward_id")


def own_account(actor: Actor) -> User:
    """The citizen's account, locked for the change; NotAllowed for anybody else."""
    user = User.objects.select_for_update().filter(pk=actor.user_id or 0, kind="citizen").first()
    if actor.kind != "citizen" or user is None:
        raise NotAllowed(_("Chỉ chủ tài khoản mới thay đổi được thông tin này."))
    return user


@transaction.atomic
def save_profile(*, actor: Actor, full_name: str = "", id_number: str = "", **details: Any) -> Profile:
    """Keeps what the citizen wants filled in for them; an empty value erases what was there.

    Refuses a personal number that is not 12 digits and dates in the future. Details: birth_date, sex, ethnicity,
    nationality, id_issued_on, id_issued_by, address, ward_id. What a card confirmed is confirmed no longer once the
    name or number changes.
    """
    user = own_account(actor)
    number = clean(id_number).replace(" ", "")
    _check(number, details.get("birth_date"), details.get("id_issued_on"))
    profile = Profile.objects.filter(user=user).first() or Profile(user=user)
    if (user.full_name, profile.id_number) != (clean(full_name), number):
        profile.id_confirmed_by = ""
    user.full_name = clean(full_name)[:160]
    user.save(update_fields=["full_name"])
    if profile.id_number != number:
        profile.id_number = number
    for name, length in TEXTS.items():
        setattr(profile, name, clean(details.get(name) or "")[:length])
    for name in VALUES:
        setattr(profile, name, details.get(name) or ("" if name == "sex" else None))
    profile.updated_at = clock.now()
    profile.save()
    return profile


def _check(number: str, birth_date: date | None, issued_on: date | None) -> None:
    if number and rules.personal_number_complaint(number) == "form":
        message = _("Số định danh cá nhân gồm đúng 12 chữ số, ghi trên thẻ căn cước.")
        raise Refusal(message, fields={"id_number": message})
    for name, day in (("birth_date", birth_date), ("id_issued_on", issued_on)):
        if day is not None and not date(1880, 1, 1) <= day <= clock.today():
            raise Refusal(_("Ngày không hợp lệ."), fields={name: _("Ngày này chưa tới hoặc quá xa trong quá khứ.")})


@transaction.atomic
def erase_profile(*, actor: Actor) -> None:
    """Forgets all kept data; dossiers already filed keep what was filed."""
    user = own_account(actor)
    Profile.objects.filter(user=user).delete()
    user.full_name = ""
    user.save(update_fields=["full_name"])
