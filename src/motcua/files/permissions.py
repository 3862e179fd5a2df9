"""Whose file it is: the signed-in person's, or the browser session's that uploaded it."""

from django.http import HttpRequest

from motcua.files.models import Owner, StoredFile
from motcua.kernel import ids
from motcua.kernel.registry import registry

SESSION_KEY = "files-owner"


def owner_of(request: HttpRequest, *, create: bool = False) -> Owner:
    """The owner behind a request; with `create` a browser without a mark gets one (its session is then saved)."""
    secret = request.session.get(SESSION_KEY, "")
    user_id = request.user.pk if request.user.is_authenticated else None
    if create and not secret and user_id is None:
        secret = request.session[SESSION_KEY] = ids.token()
    return Owner(user_id=user_id, mark=ids.keyed_hash(secret, purpose="files-owner") if secret else "")


def may_read(file: StoredFile, request: HttpRequest) -> bool:
    """Whether the file may be shown: to its owner, or when a room that keeps it says so.

    Rooms say so with `registry.add_section("file-access", fn)`, where `fn(file, request) -> bool` looks at
    `file.kept_for`.
    """
    if file.owned_by(owner_of(request)):
        return True
    return bool(file.kept_for) and any(allows(file, request) for allows in registry.sections.get("file-access", ()))
