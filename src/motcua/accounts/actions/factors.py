"""The second factor: authenticator app, passkeys, recovery codes. The building blocks are django-allauth's."""

from typing import Any

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt
from allauth.mfa.webauthn.internal import auth as webauthn
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from motcua.accounts.events import SecondFactorChanged
from motcua.accounts.models import User
from motcua.accounts.providers.registry import carrier_for
from motcua.kernel import limits, outbox
from motcua.kernel.folding import clean
from motcua.kernel.refusals import Refusal

Type = Authenticator.Type
WRONG = _("Mã không đúng hoặc đã được dùng. Xin nhập mã mới đang hiện trên ứng dụng.")
WRONG_PASSKEY = _("Không xác nhận được khóa truy cập. Xin thử lại hoặc dùng cách khác.")
TOO_OFTEN = _("Đã nhập sai quá nhiều lần. Xin đợi 15 phút rồi thử lại.")


def _changed(user: User, what: str) -> None:
    outbox.announce(SecondFactorChanged(user_id=user.pk, what=what))
    if user.email:
        outbox.enqueue("accounts.tell_factor_changed", user_id=user.pk, what=what)


def _matching_counter(secret: str, code: str) -> int | None:
    """The time step whose code was typed, within one step before and after now."""
    for counter in totp.yield_hotp_counters_from_time():
        if compare_user_code(actual=code, expected=totp.format_hotp_value(totp.hotp_value(secret, counter))):
            return int(counter)
    return None


@transaction.atomic
def set_up_totp(*, user: User, secret: str, code: str) -> None:
    """Ties an authenticator app to the account once it shows the right code; replaces a former app, makes recovery codes."""
    limits.demand("factor-new", str(user.pk), times=10, seconds=900, message=TOO_OFTEN)
    counter = _matching_counter(secret, clean(code))
    if counter is None:
        raise Refusal(WRONG, fields={"code": WRONG})
    Authenticator.objects.filter(user=user, type=Type.TOTP).delete()
    instance = totp.TOTP.activate(user, secret).instance
    instance.data["last_counter"] = counter
    instance.save(update_fields=["data"])
    RecoveryCodes.activate(user)
    _changed(user, "totp-added")


def check_code(*, user: User, code: str) -> str:
    """Which factor the code proves: "totp" or "recovery". A code counts once; five wrong tries stop for 15 minutes."""
    limits.demand("factor", str(user.pk), times=5, seconds=900, message=TOO_OFTEN)
    digits = clean(code).replace(" ", "")
    with transaction.atomic():
        rows = {row.type: row for row in Authenticator.objects.select_for_update().filter(user=user)}
        if Type.TOTP in rows and _use_totp(rows[Type.TOTP], digits):
            return "totp"
        if Type.RECOVERY_CODES in rows and RecoveryCodes(rows[Type.RECOVERY_CODES]).validate_code(digits):
            rows[Type.RECOVERY_CODES].refresh_from_db()
            rows[Type.RECOVERY_CODES].record_usage()
            return "recovery"
    raise Refusal(WRONG, fields={"code": WRONG})


def _use_totp(row: Authenticator, code: str) -> bool:
    """Whether the code is right and of a later time step than the last one used."""
    counter = _matching_counter(decrypt(row.data["secret"]), code)
    if counter is None or counter <= row.data.get("last_counter", 0):
        return False
    row.data["last_counter"] = counter
    row.save(update_fields=["data"])
    row.record_usage()
    return True


def begin_passkey(*, user: User | None, making: bool, address: str = "") -> dict[str, Any]:
    """What the browser's passkey dialog needs; the challenge stays in the session.

    Without a user any officer's passkey may answer (sign-in without a username); an address that asks too often gets
    TooMany.
    """
    if not making:
        limits.demand("passkey-begin", address, times=100, seconds=600, message=TOO_OFTEN)
    return dict(webauthn.begin_registration(user, True) if making else webauthn.begin_authentication(user))


@transaction.atomic
def add_passkey(*, user: User, name: str, credential: dict[str, Any]) -> None:
    """Keeps a new passkey; makes recovery codes when there are none."""
    try:
        parsed = webauthn.parse_registration_response(credential)
        webauthn.complete_registration(credential)
    except (ValidationError, ValueError, KeyError, TypeError):
        raise Refusal(WRONG_PASSKEY, fields={"credential": WRONG_PASSKEY}) from None
    key_id = parsed.raw_id
    if any(row.credential_id == key_id for row in webauthn.get_credentials(user)):
        raise Refusal(_("Khóa truy cập này đã được thêm."), fields={"credential": _("Khóa này đã có.")})
    webauthn.WebAuthn.add(user, clean(name)[:60] or str(_("Khóa truy cập")), credential)
    RecoveryCodes.activate(user)
    _changed(user, "passkey-added")


def check_passkey(*, credential: dict[str, Any], user: User | None = None, address: str = "") -> User:
    """The officer whose passkey answered the challenge; `user` when a password named them before."""
    limits.demand("passkey", address, times=100, seconds=600, message=TOO_OFTEN)
    try:
        webauthn.parse_authentication_response(credential)
        owner = user or webauthn.extract_user_from_response(credential)
        row = webauthn.complete_authentication(owner, credential)
    except (ValidationError, ValueError, KeyError, TypeError, AttributeError):
        raise Refusal(WRONG_PASSKEY, fields={"credential": WRONG_PASSKEY}) from None
    if not owner.is_active or not owner.is_staff:
        raise Refusal(WRONG_PASSKEY, fields={"credential": WRONG_PASSKEY})
    row.record_usage()
    return owner


@transaction.atomic
def new_recovery_codes(*, user: User) -> list[str]:
    """Ten fresh recovery codes; the former ones no longer count."""
    Authenticator.objects.filter(user=user, type=Type.RECOVERY_CODES).delete()
    codes = RecoveryCodes.activate(user).get_unused_codes()
    _changed(user, "recovery-renewed")
    return codes


@transaction.atomic
def remove_factor(*, user: User, factor_id: int) -> None:
    """Removes an authenticator app or passkey; with the last of them the recovery codes go too."""
    Authenticator.objects.filter(user=user, pk=factor_id, type__in=[Type.TOTP, Type.WEBAUTHN]).delete()
    if not Authenticator.objects.filter(user=user, type__in=[Type.TOTP, Type.WEBAUTHN]).exists():
        Authenticator.objects.filter(user=user).delete()
    _changed(user, "removed")


def tell_factor_changed(*, user_id: int, what: str) -> None:
    """Writes to the officer, so that a change they did not make does not stay unseen."""
    user = User.objects.filter(pk=user_id, email__isnull=False).first()
    if user is None:
        return
    with translation.override(user.language):
        text = gettext(
            "Cách xác thực hai bước của tài khoản %(name)s vừa thay đổi. Nếu không phải ông, bà thực hiện, xin báo ngay"
            " cho quản trị hệ thống."
        ) % {"name": user.username}
        subject = gettext("Xác thực hai bước đã thay đổi")
    carrier_for("email").send(destination=str(user.email), subject=subject, text=text)
