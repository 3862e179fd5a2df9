"""The API object: mounts rooms, maps refusals to problem details (RFC 9457) in the person's language."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, ValidationError

from motcua.kernel.refusals import Refusal, TooMany

api = NinjaAPI(
    title="Một cửa",
    version="1",
    description="Tra cứu, nộp và xử lý hồ sơ thủ tục hành chính. / Track, file and process administrative dossiers.",
    urls_namespace="api",
    docs_url=None,
)


WORDS = {
    "missing": _lazy("Thiếu thông tin này"),
    "string_type": _lazy("Phải là chữ"),
    "string_too_long": _lazy("Dài quá mức cho phép"),
    "string_pattern_mismatch": _lazy("Không đúng dạng cho phép"),
    "int_parsing": _lazy("Phải là số nguyên"),
    "int_type": _lazy("Phải là số nguyên"),
    "bool_type": _lazy("Phải là đúng hoặc sai"),
    "bool_parsing": _lazy("Phải là đúng hoặc sai"),
    "dict_type": _lazy("Phải là một đối tượng JSON"),
    "list_type": _lazy("Phải là một danh sách"),
    "datetime_parsing": _lazy("Phải là thời điểm theo ISO 8601, có múi giờ"),
    "datetime_from_date_parsing": _lazy("Phải là thời điểm theo ISO 8601, có múi giờ"),
    "greater_than_equal": _lazy("Nhỏ quá mức cho phép"),
    "less_than_equal": _lazy("Lớn quá mức cho phép"),
    "json_invalid": _lazy("Không phải JSON hợp lệ"),
}


def in_words(found: dict[str, Any]) -> str:
    """What is wrong with a value, in the person's language."""
    return str(WORDS.get(found["type"], _("Giá trị không hợp lệ")))


def problem(request: HttpRequest, status: int, title: str, **more: Any) -> HttpResponse:
    """A problem document: `type` (about:blank), `status`, `title`, and `errors` as a list of {field, message}."""
    response = api.create_response(
        request, {"type": "about:blank", "status": status, "title": title, **more}, status=status
    )
    response["Content-Type"] = "application/problem+json; charset=utf-8"
    return response


@api.exception_handler(Refusal)
def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """A refusal of an action: its words, its status, its fields."""
    errors = [{"field": name, "message": str(message)} for name, message in refusal.fields.items()]
    response = problem(request, refusal.status, str(refusal.message), code=refusal.code, errors=errors)
    if isinstance(refusal, TooMany):
        response["Retry-After"] = str(refusal.retry_after)
    return response


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Input that does not fit the schema: each place with what is wrong."""
    errors = [
        {"field": ".".join(str(part) for part in found["loc"][1:]), "message": in_words(found)}
        for found in error.errors
    ]
    return problem(request, 422, _("Dữ liệu gửi lên chưa đúng"), code="invalid", errors=errors)


@api.exception_handler(AuthenticationError)
def unknown_person(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    """Nobody has signed in."""
    return problem(request, 401, _("Cần đăng nhập"), code="sign-in")


@api.exception_handler(Http404)
def missing(request: HttpRequest, error: Http404) -> HttpResponse:
    """There is no such thing."""
    return problem(request, 404, _("Không tìm thấy"), code="not-found")


def mount() -> None:
    """Adds the router of every installed room that has one."""
    for room in settings.ROOMS:
        if room != "api" and find_spec(f"motcua.{room}.api") is not None:
            api.add_router("", import_module(f"motcua.{room}.api").router, tags=[room])


mount()
