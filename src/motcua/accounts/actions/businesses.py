"""A citizen acts for a business they represent."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from motcua.accounts import queries, rules
from motcua.accounts.actions.profiles import own_account
from motcua.accounts.models import Business, Representation
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.folding import clean
from motcua.kernel.refusals import NotAllowed, Refusal


@transaction.atomic
def represent(
    *, actor: Actor, tax_code: str, name: str, address: str = "", title: str = "", confirmed_by: str = ""
) -> Representation:
    """Notes that the citizen represents a business: on their word, or confirmed by an identity provider.

    A business known already keeps its name; the officer who receives a dossier checks the power of representation.
    Refuses a tax code with a wrong check digit and an empty name.
    """
    user, code = own_account(actor), clean(tax_code).replace(" ", "")
    if not rules.is_tax_code(code):
        message = _("Mã số thuế không đúng. Mã gồm 10 chữ số (chi nhánh thêm “-001”), hoặc 12 chữ số của hộ, cá nhân.")
        raise Refusal(message, fields={"tax_code": message})
    if not clean(name):
        raise Refusal(_("Nhập tên doanh nghiệp, hộ kinh doanh."), fields={"name": _("Nhập tên theo giấy đăng ký.")})
    business, _made = Business.objects.get_or_create(
        tax_code=code, defaults={"name": clean(name)[:300], "address": clean(address)[:300]}
    )
    row, _made = Representation.objects.get_or_create(user=user, business=business, valid_until=None)
    row.title = clean(title)[:120] or row.title
    row.confirmed_by = confirmed_by or row.confirmed_by
    row.save(update_fields=["title", "confirmed_by"])
    return row


@transaction.atomic
def stop_representing(*, actor: Actor, business_id: int) -> None:
    """From now on the citizen no longer acts for the business."""
    user = own_account(actor)
    Representation.objects.filter(user=user, business_id=business_id, valid_until=None).update(valid_until=clock.now())


def choose_business(*, request: Any, business_id: int) -> None:
    """From now on this session acts for the business (0: for oneself); NotAllowed when the citizen does not represent it."""
    if not business_id:
        request.session.pop(queries.BUSINESS_KEY, None)
    elif not queries.represented(request.user, business_id):
        raise NotAllowed(_("Tài khoản này không đại diện cho doanh nghiệp đó."))
    else:
        request.session[queries.BUSINESS_KEY] = business_id
