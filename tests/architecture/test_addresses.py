"""The short way to a view leads to the same view as trying every address of the house one after the other."""

import re
from collections.abc import Iterator

import pytest
from django.urls import Resolver404, URLPattern, URLResolver, resolve, reverse
from django.urls.resolvers import RoutePattern

from motcua.config.urls import mounted, urlpatterns

SAMPLES = {
    "int": "7", "slug": "mot-hai", "str": "Ba.4-x", "uuid": "0b5c3a52-6c1f-4d3e-9f52-0a1b2c3d4e5f", "path": "x/y/z",
}  # fmt: skip
STRANGE = [
    "",
    "/",
    "khong-co",
    "khong-co/",
    "phan-anh",
    "can-bo",
    "//",
    "phan-anh//",
    "%00",
    "a" * 500,
    "trang/khong-co/",
]


def addresses(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    """An example of each address."""
    for pattern in patterns:
        if not isinstance(pattern.pattern, RoutePattern):
            continue
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, route)
        else:
            yield re.sub(r"<(?:(\w+):)?\w+>", lambda found: SAMPLES.get(found.group(1) or "str", "7"), route)


def test_every_address_leads_where_trying_all_of_them_leads() -> None:
    plain = URLResolver(RoutePattern(""), mounted())
    examples = list(addresses(mounted()))
    assert len(examples) > 250
    for address in examples:
        short, long = urlpatterns[0].resolve(address), plain.resolve(address)
        assert (short.func, short.args, short.kwargs, short.view_name, short.route) == (
            long.func, long.args, long.kwargs, long.view_name, long.route,
        ), address  # fmt: skip


@pytest.mark.parametrize("address", STRANGE)
def test_what_leads_nowhere_leads_nowhere(address: str) -> None:
    plain = URLResolver(RoutePattern(""), mounted())
    try:
        wanted = plain.resolve(address).view_name
    except Resolver404:
        wanted = None
    try:
        found = urlpatterns[0].resolve(address).view_name
    except Resolver404:
        found = None
    assert found == wanted


def test_names_are_found_as_before() -> None:
    assert resolve(reverse("feedback:status", args=["PA-260101-0001"])).kwargs == {"code": "PA-260101-0001"}


def test_only_few_patterns_are_tried_for_a_page() -> None:
    table = urlpatterns[0].table
    assert sum(1 for _ in addresses(table["phan-anh"])) < 45
