"""Rows owned by a unit are read through a scope; reading them without one is an error, never all rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self

from django.db import models


class UnscopedRead(RuntimeError):
    """A unit-owned table was read without saying whose rows are meant."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The units whose rows somebody may see; `unit_ids` None means the whole installation."""

    unit_ids: frozenset[int] | None

    @classmethod
    def of(cls, unit_ids: Iterable[int]) -> Scope:
        """The scope of just these units."""
        return cls(frozenset(unit_ids))

    def covers(self, unit_id: int) -> bool:
        """Whether rows of that unit are inside."""
        return self.unit_ids is None or unit_id in self.unit_ids


EVERYTHING = Scope(None)
NOTHING = Scope(frozenset())


class ScopedQuerySet(models.QuerySet[Any]):
    """A QuerySet that refuses to run until `within`, `owned_by` or `regardless` said whose rows it reads.

    `scope_field` names the column with the owning unit.
    """

    scope_field = "unit"
    _scope_said = False

    def within(self, scope: Scope) -> Self:
        """Rows owned by the scope's units."""
        rows = self if scope.unit_ids is None else self.filter(**{f"{self.scope_field}_id__in": scope.unit_ids})
        return rows._say()

    def regardless(self, why: str) -> Self:
        """Rows of all units, for a reason that stands at the call: public tracking, the owner's own page, a nightly job."""
        if not why:
            raise UnscopedRead("say why this read needs no scope")
        return self._say()

    def _say(self) -> Self:
        rows = self.all()
        rows._scope_said = True
        return rows

    def _clone(self) -> Self:
        copy = super()._clone()  # type: ignore[misc]
        copy._scope_said = self._scope_said
        return copy

    def _must_be_scoped(self) -> None:
        if not self._scope_said:
            raise UnscopedRead(f"{self.model.__name__} was read without a scope")

    def _fetch_all(self) -> None:
        self._must_be_scoped()
        super()._fetch_all()

    def iterator(self, chunk_size: int | None = None) -> Any:
        self._must_be_scoped()
        return super().iterator(chunk_size)

    def count(self) -> int:
        self._must_be_scoped()
        return super().count()

    def exists(self) -> bool:
        self._must_be_scoped()
        return super().exists()

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self._must_be_scoped()
        return super().aggregate(*args, **kwargs)

    def update(self, **kwargs: Any) -> int:
        self._must_be_scoped()
        return super().update(**kwargs)

    def delete(self) -> Any:
        self._must_be_scoped()
        return super().delete()
