"""Which view answers an address, found by its first part: a house has hundreds of addresses, and each request asks once."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.urls import Resolver404, URLPattern, URLResolver
from django.urls.resolvers import RoutePattern

Pattern = URLPattern | URLResolver
ANY = None
"""The first part of an address that may begin with anything."""


def first_parts(pattern: Pattern) -> set[str | None]:
    """With which first parts an address of this pattern can begin."""
    if not isinstance(pattern.pattern, RoutePattern):
        return {ANY}
    head = str(pattern.pattern).partition("/")[0]
    if isinstance(pattern, URLResolver) and not str(pattern.pattern):
        return {part for each in pattern.url_patterns for part in first_parts(each)}
    return {ANY} if "<" in head else {head}


def narrowed(patterns: Iterable[Pattern], part: str | None) -> list[Pattern]:
    """What is left of patterns, in their order, for addresses that begin with this part."""
    found: list[Pattern] = []
    for pattern in patterns:
        if not first_parts(pattern) & {part, ANY}:
            continue
        if isinstance(pattern, URLResolver) and not str(pattern.pattern):
            inner: Any = narrowed(pattern.url_patterns, part)
            names = pattern.default_kwargs, pattern.app_name, pattern.namespace
            pattern = URLResolver(pattern.pattern, inner, *names)
        found.append(pattern)
    return found


class ByFirstPart(URLResolver):
    """The patterns of the house; to find a view only those are tried that can begin as the address does."""

    def __init__(self, patterns: list[Pattern]) -> None:
        super().__init__(RoutePattern(""), patterns)

    @cached_property
    def table(self) -> dict[str | None, list[Pattern]]:
        """Patterns by first part; under ANY those for a part that nobody names."""
        parts = {part for pattern in self.url_patterns for part in first_parts(pattern)} | {ANY}
        return {part: narrowed(self.url_patterns, part) for part in parts}

    def resolve(self, path: str) -> Any:
        """The view of an address, its slash in front taken off."""
        for pattern in self.table.get(path.partition("/")[0], self.table[ANY]):
            try:
                match = pattern.resolve(path)
            except Resolver404:
                continue
            if match:
                return match
        raise Resolver404({"path": path, "tried": []})
