"""Officers' accounts: make, close, give a new first password, change one's own."""

import re

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from motcua.accounts import queries
from motcua.accounts.actions.duties import end_duty, renew_directory
from motcua.accounts.events import AccountClosed
from motcua.accounts.models import Duty, Kind, User
from motcua.accounts.permissions import demand
from motcua.accounts.providers.destinations import read_email, read_phone
from motcua.kernel import clock, outbox
from motcua.kernel.actors import Actor
from motcua.kernel.folding import clean
from motcua.kernel.ids import readable_secret
from motcua.kernel.refusals import NotAllowed, NotFound, Refusal

USERNAME = re.compile(r"[a-z0-9]+([._-][a-z0-9]+)*")


@transaction.atomic
def create_staff(
    *, actor: Actor, username: str, full_name: str, email: str = "", phone: str = "", password: str = ""
) -> tuple[User, str]:
    """Makes an officer's account and answers it with its first password, which must be changed at the first sign-in.

    Refuses a username that is taken or not made of a–z, 0–9, dots and dashes, and an empty name. A `password` given by
    an operator's command is kept as it is.
    """
    demand(actor, "accounts.staff")
    username, full_name = clean(username).lower(), clean(full_name)
    if not USERNAME.fullmatch(username) or len(username) > 60:
        message = _("Tên đăng nhập chỉ gồm chữ thường không dấu, chữ số, dấu chấm, gạch ngang.")
        raise Refusal(message, fields={"username": message})
    if not full_name:
        raise Refusal(_("Nhập họ và tên."), fields={"full_name": _("Nhập họ và tên.")})
    if User.objects.filter(username=username).exists():
        raise Refusal(_("Tên đăng nhập đã được dùng."), fields={"username": _("Chọn tên đăng nhập khác.")})
    first = password or f"{readable_secret(5)}-{readable_secret(5)}-{readable_secret(5)}"
    user = User(kind=Kind.STAFF, username=username, full_name=full_name, must_change_password=not password)
    user.email = read_email(email) if email else None
    user.phone = read_phone(phone) if phone else None
    user.set_password(first)
    user.save()
    return user, first


def _staff_within(actor: Actor, user_id: int) -> User:
    """The officer's account, when every duty of theirs in force lies within the actor's reach."""
    demand(actor, "accounts.staff")
    user = User.objects.select_for_update().filter(pk=user_id, kind=Kind.STAFF).first()
    if user is None:
        raise NotFound(_("Không tìm thấy tài khoản cán bộ."))
    scope = queries.scope_of(actor)
    where = Duty.objects.in_force(clock.now()).filter(user=user).values_list("unit_id", flat=True)
    if not all(scope.covers(unit_id) for unit_id in where):
        raise NotAllowed(_("Cán bộ có nhiệm vụ tại đơn vị không thuộc phạm vi phụ trách."))
    return user


@transaction.atomic
def reset_staff(*, actor: Actor, user_id: int) -> str:
    """A new first password for an officer who lost the way in; their second factor and all sessions end."""
    user = _staff_within(actor, user_id)
    first = f"{readable_secret(5)}-{readable_secret(5)}-{readable_secret(5)}"
    user.set_password(first)
    user.must_change_password = True
    user.session_epoch += 1
    user.save(update_fields=["password", "must_change_password", "session_epoch"])
    Authenticator.objects.filter(user=user).delete()
    return first


@transaction.atomic
def close_account(*, actor: Actor, user_id: int, reason: str = "") -> User:
    """Closes an officer's account: no sign-in, all sessions and duties end. What they did stays as it was."""
    user = _staff_within(actor, user_id)
    if user.pk == actor.user_id:
        raise Refusal(_("Không thể tự khóa tài khoản của chính mình."))
    for duty in Duty.objects.in_force(clock.now()).filter(user=user):
        end_duty(actor=actor, duty_id=duty.pk)
    user.refresh_from_db()
    user.is_active = False
    user.session_epoch += 1
    user.duties_version += 1
    user.save(update_fields=["is_active", "session_epoch", "duties_version"])
    renew_directory()
    outbox.announce(AccountClosed(user_id=user.pk, reason=reason or "operator"))
    return user


@transaction.atomic
def change_password(*, user: User, old: str, new: str) -> None:
    """An officer's own new password; all other sessions end. Refuses a wrong old one and a weak new one."""
    if not user.check_password(old):
        raise Refusal(_("Mật khẩu hiện tại không đúng."), fields={"old": _("Nhập lại mật khẩu hiện tại.")})
    if old == new:
        raise Refusal(_("Mật khẩu mới phải khác mật khẩu cũ."), fields={"new": _("Chọn mật khẩu khác.")})
    try:
        validate_password(new, user)
    except ValidationError as error:
        raise Refusal(_("Mật khẩu mới chưa đủ mạnh."), fields={"new": " ".join(error.messages)}) from None
    user.set_password(new)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    User.objects.filter(pk=user.pk).update(session_epoch=F("session_epoch") + 1)
    user.refresh_from_db()
