"""What is tidied by the clock: old codes, accounts nobody uses."""

from datetime import timedelta
from importlib import import_module

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from motcua.accounts.events import AccountClosed
from motcua.accounts.models import Duty, OneTimeCode, Role, User
from motcua.kernel import clock, outbox


@transaction.atomic
def forget_codes() -> int:
    """Erases codes and the destinations they went to a day after they were asked for."""
    count, _detail = OneTimeCode.objects.filter(created_at__lt=clock.now() - timedelta(days=1)).delete()
    return count


def forget_sessions() -> None:
    """Erases sessions that have ended."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()


@transaction.atomic
def close_unused() -> int:
    """Closes officers' accounts without a sign-in for 45 days (MOTCUA_STAFF_UNUSED_DAYS, 0 for never; TCVN 14423 practice).

    Operators are left open, so that somebody can always let the others in again. Duties stay: the head sees who is away.
    """
    if not settings.STAFF_UNUSED_DAYS or settings.DEMO:
        return 0
    before = clock.now() - timedelta(days=settings.STAFF_UNUSED_DAYS)
    unused = Q(last_login__lt=before) | Q(last_login__isnull=True, created_at__lt=before)
    operators = Duty.objects.filter(role=Role.OPERATOR).values("user_id")
    ids = list(
        User.objects.staff().filter(unused, is_active=True).exclude(pk__in=operators).values_list("pk", flat=True)
    )
    for user_id in ids:
        User.objects.filter(pk=user_id).update(is_active=False)
        outbox.announce(AccountClosed(user_id=user_id, reason="unused"))
    return len(ids)
