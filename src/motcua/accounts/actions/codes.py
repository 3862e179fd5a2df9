"""A citizen signs in with a one-time code: ask for one, deliver it, check it."""

import hmac
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.accounts import rules
from motcua.accounts.models import Kind, OneTimeCode, User
from motcua.accounts.providers.destinations import Destination, read_destination
from motcua.accounts.providers.registry import carrier_for
from motcua.accounts.queries.codes import PURPOSE, code_for
from motcua.kernel import clock, ids, limits, outbox
from motcua.kernel.ids import keyed_hash
from motcua.kernel.refusals import NotAllowed, Refusal
from motcua.kernel.sealing import seal, unseal

TOO_OFTEN = gettext_lazy("Đã yêu cầu mã quá nhiều lần. Xin đợi ít phút rồi thử lại.")
COMPLAINTS = {
    rules.CodeVerdict.WRONG: gettext_lazy("Mã không đúng. Xin kiểm tra lại và nhập đủ 6 chữ số."),
    rules.CodeVerdict.EXPIRED: gettext_lazy("Mã đã hết hiệu lực. Xin yêu cầu mã mới."),
    rules.CodeVerdict.USED: gettext_lazy("Mã này đã được dùng. Xin yêu cầu mã mới."),
    rules.CodeVerdict.EXHAUSTED: gettext_lazy("Mã đã bị nhập sai quá 5 lần. Xin yêu cầu mã mới."),
}


@dataclass(frozen=True, slots=True)
class Requested:
    """A code is on its way; `token` goes into the browser's signed cookie."""

    token: str
    channel: str
    masked: str


def _limit(destination: Destination, address: str) -> str:
    """Counts the request against the destination, the address and both together; answers the destination's hash."""
    who = keyed_hash(destination.value, purpose=PURPOSE)
    limits.demand("code-pair", f"{who}:{address}", times=4, seconds=600, message=TOO_OFTEN)
    limits.demand("code-address", address, times=40, seconds=600, message=TOO_OFTEN)
    limits.demand("code-hour", who, times=10, seconds=3600, message=TOO_OFTEN)
    limits.demand("code-day", who, times=30, seconds=86_400, message=TOO_OFTEN)
    return who


def request_code(*, destination: str, address: str, language: str = "vi") -> Requested:
    """Sends a code to a phone or mailbox; the answer is the same whether an account exists or not.

    Refuses what is neither a Vietnamese mobile number nor an e-mail address (field "destination"), and with TooMany
    when the destination or the client's address asked too often.
    """
    return _send(read_destination(destination), address, language)


def request_again(*, token: str, address: str) -> Requested:
    """Sends a new code to where the former one went; refuses when that is forgotten already."""
    row = OneTimeCode.objects.filter(token=token).first()
    if row is None:
        raise Refusal(COMPLAINTS[rules.CodeVerdict.EXPIRED])
    return _send(Destination(row.channel, unseal(row.destination, purpose=PURPOSE)), address, row.language)


def _send(where: Destination, address: str, language: str) -> Requested:
    who = _limit(where, address)
    now = clock.now()
    with transaction.atomic():
        row = OneTimeCode.objects.create(
            token=ids.token(24),
            channel=where.channel,
            destination=seal(where.value, purpose=PURPOSE),
            destination_hash=who,
            language=language,
            created_at=now,
            expires_at=now + rules.CODE_LIFE,
        )
        outbox.enqueue("accounts.deliver_code", key=f"code:{row.pk}", code_id=row.pk)
    return Requested(row.token, where.channel, where.masked)


def deliver_code(*, code_id: int) -> None:
    """Puts a code that still counts onto its way; done once, whoever asks again."""
    row = OneTimeCode.objects.filter(pk=code_id, sent_at__isnull=True, expires_at__gt=clock.now()).first()
    if row is None:
        return
    with translation.override(row.language):
        subject = _("Mã đăng nhập Một cửa điện tử")
        text = _("%(code)s là mã đăng nhập Một cửa điện tử, có hiệu lực 10 phút. Không đưa mã này cho bất kỳ ai.")
        text = text % {"code": code_for(row.token)}
    carrier_for(row.channel).send(
        destination=unseal(row.destination, purpose=PURPOSE), subject=str(subject), text=str(text)
    )
    OneTimeCode.objects.filter(pk=row.pk).update(sent_at=clock.now())


@transaction.atomic
def _judge(code_token: str, typed: str) -> tuple[rules.CodeVerdict, OneTimeCode | None]:
    """Notes the try before anything else becomes known of it."""
    row = OneTimeCode.objects.select_for_update().filter(token=code_token).first()
    matches = hmac.compare_digest(code_for(code_token), typed)
    if row is None:
        return rules.CodeVerdict.EXPIRED, None
    now = clock.now()
    verdict = rules.judge_code(rules.CodeState(row.expires_at, row.attempts, row.used_at), matches=matches, at=now)
    if verdict == rules.CodeVerdict.GOOD and row.used_at is None:
        OneTimeCode.objects.filter(pk=row.pk).update(used_at=now)
    elif verdict != rules.CodeVerdict.GOOD:
        OneTimeCode.objects.filter(pk=row.pk, attempts__lt=100).update(attempts=F("attempts") + 1)
    return verdict, row


def verify_code(*, token: str, typed: str, address: str) -> User:
    """The citizen who proved to read the phone or mailbox; their account is made when it is the first time.

    Refuses with words that say what to do (field "code"); a wrong try counts even so. TooMany when the address tried
    too often.
    """
    limits.demand("code-try", address, times=100, seconds=600, message=TOO_OFTEN)
    digits = "".join(char for char in typed if char.isdigit() and char.isascii())
    verdict, row = _judge(token, digits)
    if verdict != rules.CodeVerdict.GOOD or row is None:
        raise Refusal(COMPLAINTS[verdict], fields={"code": COMPLAINTS[verdict]}, code=verdict.value)
    return citizen_at(Destination(row.channel, unseal(row.destination, purpose=PURPOSE)), language=row.language)


@transaction.atomic
def citizen_at(where: Destination, *, language: str) -> User:
    """The citizen known by this phone or address, or a new account; NotAllowed when the account was closed."""
    field = "email" if where.channel == "email" else "phone"
    user, _created = User.objects.get_or_create(
        kind=Kind.CITIZEN, **{field: where.value}, defaults={"language": language, "password": unusable()}
    )
    if not user.is_active:
        raise NotAllowed(gettext_lazy("Tài khoản này đã bị khóa. Xin liên hệ bộ phận một cửa để được hỗ trợ."))
    return user


def unusable() -> str:
    """A password nobody has."""
    person = User()
    person.set_unusable_password()
    return person.password
