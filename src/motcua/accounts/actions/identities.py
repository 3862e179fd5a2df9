"""Somebody vouched for by an outside provider: find or make their account."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from motcua.accounts import queries
from motcua.accounts.actions.businesses import represent
from motcua.accounts.actions.codes import unusable
from motcua.accounts.models import ExternalIdentity, Kind, Profile, User
from motcua.accounts.rules import is_tax_code
from motcua.kernel import clock
from motcua.kernel.folding import clean
from motcua.kernel.ids import keyed_hash
from motcua.kernel.refusals import NotAllowed


@dataclass(frozen=True, slots=True)
class Claims:
    """What a provider says of a person, in our words. Phone and e-mail are not taken as proof of who holds an account."""

    subject: str
    full_name: str = ""
    id_number: str = ""
    birth_date: date | None = None
    address: str = ""
    level: str = ""
    tax_code: str = ""
    business_name: str = ""


@transaction.atomic
def recognise(*, provider: str, claims: Claims, signed_in: User | None = None) -> User:
    """The account of an outside identity: the linked one, the one signed in at this moment, or a new one.

    Never an account that merely has the same phone or e-mail: a provider's unverified claim must not open it.
    """
    digest = keyed_hash(f"{provider}:{claims.subject}", purpose="identity")
    row = ExternalIdentity.objects.select_related("user").filter(provider=provider, subject_hash=digest).first()
    if row is None:
        user = signed_in if signed_in is not None and not signed_in.is_staff else _new_citizen(claims)
        row = ExternalIdentity.objects.create(user=user, provider=provider, subject_hash=digest)
    if not row.user.is_active:
        raise NotAllowed(_("Tài khoản này đã bị khóa. Xin liên hệ bộ phận một cửa để được hỗ trợ."))
    row.level, row.used_at = claims.level[:40], clock.now()
    row.save(update_fields=["level", "used_at"])
    _keep(row.user, provider, claims)
    return row.user


def _new_citizen(claims: Claims) -> User:
    return User.objects.create(kind=Kind.CITIZEN, full_name=clean(claims.full_name)[:160], password=unusable())


def _keep(user: User, provider: str, claims: Claims) -> None:
    """What the provider confirms goes into the profile and is marked as confirmed."""
    profile = Profile.objects.filter(user=user).first() or Profile(user=user)
    if claims.full_name:
        user.full_name = clean(claims.full_name)[:160]
        user.save(update_fields=["full_name"])
    if claims.id_number:
        profile.id_number, profile.id_confirmed_by = claims.id_number, provider
    profile.birth_date = claims.birth_date or profile.birth_date
    profile.address = profile.address or clean(claims.address)[:300]
    profile.updated_at = clock.now()
    profile.save()
    if is_tax_code(claims.tax_code) and claims.business_name:
        represent(
            actor=queries.citizen_actor(user),
            tax_code=claims.tax_code,
            name=claims.business_name,
            confirmed_by=provider,
        )
