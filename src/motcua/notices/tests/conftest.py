"""A district with two wards at work, a clock that stands on a Monday morning, and people who want to be told."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from itertools import count
from typing import Any

import pytest

from motcua.accounts.factories import make_citizen, make_officer
from motcua.accounts.models import User
from motcua.accounts.queries import actor_of
from motcua.kernel import clock, ids
from motcua.kernel.actors import Actor
from motcua.notices import actions
from motcua.notices.models import Notice, Topic
from motcua.subscriptions import actions as subscriptions
from motcua.subscriptions.models import Kind, NoticeWish, Subscription
from motcua.units.factories import make_place
from motcua.units.models import Unit

SERIAL = count(1)
TOPICS = import_module("motcua.notices.migrations.0002_topics").TOPICS


@pytest.fixture(autouse=True)
def topics(db: None) -> None:
    """The topics that the product brings along: a test that empties the database takes them away from those after it."""
    rows = [
        Topic(key=key, name=name, name_en=english, order=n * 10) for n, (key, name, english) in enumerate(TOPICS, 1)
    ]
    Topic.objects.bulk_create(rows, ignore_conflicts=True)


@pytest.fixture
def at(stand: Callable[[str], datetime]) -> Callable[[str], datetime]:
    """Sets the local moment, "2026-08-10 09:00"."""
    stand("2026-08-10 09:00")
    return stand


@dataclass
class Town:
    """A district and its wards; `officers` by place and role."""

    district: Unit
    wards: list[Unit]
    officers: dict[tuple[int, str], User]

    def actor(self, place: Unit, role: str) -> Actor:
        """An officer of a place, at work."""
        key = (place.pk, role)
        if key not in self.officers:
            since = datetime(2020, 1, 1, tzinfo=clock.LOCAL)
            self.officers[key] = make_officer(place, role, valid_from=since)
        return actor_of(self.officers[key])

    def said(self, **about: Any) -> actions.Said:
        """A power cut."""
        return actions.Said(**{"topic": "mat-dien", "title": "Cắt điện đường Lê Lợi", "text": "Từ 8 giờ.", **about})

    def write(self, place: Unit, *, by: str = "clerk", follows: Any = None, **about: Any) -> Notice:
        """A draft of a place."""
        linked = {"follows": follows[0].pk, "follows_as": follows[1]} if follows else {}
        said = self.said(**about)
        return actions.write(
            actor=self.actor(place, by), unit_id=place.pk, said=said, token=f"t-{next(SERIAL)}", **linked
        )

    def send(self, place: Unit, **about: Any) -> Notice:
        """A notice, written, submitted and approved."""
        draft = self.write(place, **about)
        actions.submit(actor=self.actor(place, "clerk"), notice_id=draft.pk)
        return actions.approve(actor=self.actor(place, "unit_head"), notice_id=draft.pk)

    def fresh(self, notice: Notice) -> Notice:
        """The notice as the database has it now."""
        found: Notice = Notice.objects.regardless("test").get(pk=notice.pk)
        return found

    def in_app(self, *places: Unit, topics: tuple[str, ...] = ()) -> User:
        """A citizen who wants notices in the application."""
        user = make_citizen()
        wanted = subscriptions.Wanted(unit_ids=[place.pk for place in places], topics=topics)
        subscriptions.choose_in_app(actor=actor_of(user), wanted=wanted)
        return user

    def mailbox(self, *places: Unit, topic: str = "") -> Subscription:
        """A confirmed mailbox."""
        from motcua.kernel.sealing import seal
        from motcua.subscriptions.queries import MAIL

        number = next(SERIAL)
        now = clock.now()
        made: Subscription = Subscription.objects.create(
            kind=Kind.NOTICES, unit=places[0], mail=seal(f"nguoi{number}@example.vn", purpose=MAIL), who=f"who{number}",
            digest=f"d{number}", token=ids.token(24), asked_at=now, confirmed_at=now,
        )  # fmt: skip
        NoticeWish.objects.bulk_create([NoticeWish(subscription=made, unit=each, topic_key=topic) for each in places])
        return made


@pytest.fixture
def town(db: None, at: Callable[[str], datetime]) -> Town:
    """A district with two wards."""
    district = make_place(code="quan-10", name="Quận 10", level="district", departments=())
    wards = [make_place(code=f"phuong-{n}", name=f"Phường {n}", parent=district, departments=()) for n in (3, 4)]
    return Town(district, wards, {})
