"""Every address has a permission; every template and every job is used."""

import ast
import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from motcua.kernel.outbox import HANDLERS, SCHEDULES
from tests.architecture.source import SOURCE, modules

# Machine-readable addresses guarded by the API's own rules, and Django's own.
OTHER_GUARDS = ("ninja.", "django.views.static", "allauth.")
OPEN_BY_DESIGN = {"api/v1/", "api/v1/openapi.json"}


def views(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, object]]:
    """(address, view) of every address below a resolver."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from views(pattern, prefix + str(pattern.pattern))
        elif isinstance(pattern, URLPattern):
            yield prefix + str(pattern.pattern), pattern.callback


def test_every_address_says_who_may_come_in() -> None:
    open_ones = [
        address
        for address, view in views(get_resolver())
        if address not in OPEN_BY_DESIGN
        and not hasattr(view, "access")
        and not getattr(view, "__module__", "").startswith(OTHER_GUARDS)
    ]
    assert open_ones == []


def template_names() -> set[str]:
    """Every template of the product by the name it is rendered with."""
    return {
        str(path.relative_to(root))
        for root in SOURCE.glob("*/templates")
        for path in root.rglob("*")
        if path.is_file() and path.suffix in {".html", ".txt", ".xml"}
    }


def test_every_template_is_used() -> None:
    texts = [path.read_text(encoding="utf-8") for path in modules()]
    texts += [path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.html")]
    everything = "\n".join(texts)
    by_convention = re.compile(
        r"^(400|403|404|500|503|403_csrf)\.html$|^(account|mfa|usersessions|socialaccount|django)/"
    )
    patterns = [re.compile(re.escape(text).replace(r"\{\}", r"[\w./-]+")) for text in formatted_names()]
    unused = [
        name
        for name in sorted(template_names())
        if name not in everything
        and not by_convention.match(name)
        and not any(found.fullmatch(name) for found in patterns)
    ]
    assert unused == []


def formatted_names() -> set[str]:
    """Template names built with an f-string, holes as {}: f"dossiers/desk/{verb}.html" → dossiers/desk/{}.html."""
    found = set()
    for tree in modules().values():
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr):
                text = "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
                if text.endswith((".html", ".txt", ".xml")):
                    found.add(text)
    return found


def test_every_job_is_asked_for() -> None:
    text = "\n".join(ast.unparse(tree) for tree in modules().values())
    scheduled = {schedule.job for schedule in SCHEDULES}
    reacting = set(re.findall(r"@reacts_to\([\w.]+, name='([\w.]+)'\)", text))
    unused = [name for name in HANDLERS if name not in scheduled | reacting and text.count(f"'{name}'") < 2]
    assert unused == []
