"""Making and ending keys."""

from django.utils.translation import gettext_lazy as _

from motcua.api.models import ApiKey
from motcua.api.queries.keys import digest_of
from motcua.kernel import clock, ids
from motcua.kernel.folding import clean
from motcua.kernel.refusals import NotFound, Refusal

PER_HOUR = 100
BY_OPERATOR = "an operator's command for the whole installation"


def make_key(*, unit_id: int, name: str, contact: str = "", per_hour: int = PER_HOUR) -> tuple[ApiKey, str]:
    """Makes a key for a place; the key itself is answered here and never again."""
    name = clean(name)[:120]
    if not name:
        raise Refusal(_("Ghi tên chương trình dùng khóa."), fields={"name": _("Ghi tên")})
    if per_hour < 1:
        raise Refusal(_("Số phản ánh mỗi giờ phải từ 1 trở lên."), fields={"per_hour": _("Từ 1 trở lên")})
    secret = ids.token(24)
    key = ApiKey.objects.create(
        unit_id=unit_id,
        name=name,
        contact=clean(contact)[:200],
        digest=digest_of(secret),
        hint=secret[:6],
        per_hour=per_hour,
        made_at=clock.now(),
    )
    return key, secret


def end_key(*, key_id: int) -> ApiKey:
    """Ends a key; ending it again changes nothing."""
    rows = ApiKey.objects.regardless(BY_OPERATOR).filter(pk=key_id)
    rows.filter(ended_at=None).update(ended_at=clock.now())
    key = rows.first()
    if key is None:
        raise NotFound(_("Không có khóa này."))
    return key
