"""The inbox: order, filters, scope, pages, bounded questions."""

import sys
from datetime import timedelta

import pytest

from motcua.accounts.factories import make_officer, officer_actor
from motcua.accounts.queries import actor_of
from motcua.kernel import clock
from motcua.kernel.scoping import UnscopedRead
from motcua.units.factories import make_place
from motcua.units.queries import department_of, desk_of
from motcua.work import actions, queries
from motcua.work.factories import make_item, reread
from motcua.work.models import WorkItem
from motcua.work.queries import InboxFilter

pytestmark = pytest.mark.django_db


def codes(page):
    return [item["code"] for item in page.items]


def test_earliest_due_first_and_without_due_last(place):
    desk, now = desk_of(place.pk), clock.now()
    make_item(desk, code="C", due_at=None)
    make_item(desk, code="B", due_at=now + timedelta(days=2))
    make_item(desk, code="A", due_at=now - timedelta(days=1))
    page = queries.inbox(officer_actor(desk), InboxFilter())
    assert codes(page) == ["A", "B", "C"]
    assert [item["colour"] for item in page.items] == ["late", "ok", "ok"]


def test_only_the_own_house_is_seen(place):
    other = make_place()
    make_item(desk_of(other.pk), code="X")
    make_item(department_of(place.pk, "tu-phap"), code="A")
    actor = officer_actor(desk_of(place.pk))
    assert codes(queries.inbox(actor, InboxFilter())) == ["A"]
    foreign = WorkItem.objects.regardless("test").get(code="X")
    assert queries.items_by_ids(actor, [foreign.pk]) == []
    assert codes(queries.inbox(actor, InboxFilter(unit_id=foreign.unit_id))) == []


def test_reading_without_a_scope_is_an_error(place):
    with pytest.raises(UnscopedRead):
        list(WorkItem.objects.all())


def test_filters(place):
    desk, office = desk_of(place.pk), department_of(place.pk, "tu-phap")
    me = make_officer(desk)
    actor, now = actor_of(me), clock.now()
    make_item(
        desk,
        code="mine",
        holder_user_id=me.pk,
        kind="test.sign",
        person="Trần Thị Bưởi",
        due_at=now + timedelta(hours=3),
    )
    make_item(desk, code="free", detail="Khai sinh", due_at=now - timedelta(hours=1))
    make_item(office, code="H29.01-260810-0007", holder_user_id=make_officer(office).pk, due_at=now + timedelta(days=9))

    def found(**given):
        return codes(queries.inbox(actor, InboxFilter(**given)))

    assert found(holder="me") == ["mine"]
    assert found(holder="unassigned") == ["free"]
    assert found(holder="unit") == ["free", "mine"]
    assert found(kind="test.sign") == ["mine"]
    assert found(detail="Khai sinh") == ["free"]
    assert found(colour="late") == ["free"]
    assert found(colour="ok") == ["mine", "H29.01-260810-0007"]
    assert found(text="buoi tran") == ["mine"]
    assert found(text="Thị  BƯỞI") == ["mine"]
    assert found(text="uoi") == []
    assert found(text="h29.01-2608") == ["H29.01-260810-0007"]
    assert found(text="%") == ["free", "mine", "H29.01-260810-0007"]


def test_pages_follow_each_other_without_counting(place, django_assert_num_queries):
    desk = desk_of(place.pk)
    actor = officer_actor(desk)
    now = clock.now()
    for n in range(60):
        actions.open_item(
            kind="k",
            subject=f"s:{n}",
            title="t",
            unit_id=desk.pk,
            address="/",
            code=f"{n:03d}",
            due_at=now + timedelta(hours=n + 1),
        )
    queries.inbox(actor, InboxFilter())
    seen = []
    for number in (1, 2, 3):
        with django_assert_num_queries(2):
            page = queries.inbox(actor, InboxFilter(page=number))
        seen += codes(page)
        assert page.has_next == (number < 3)
    assert seen == [f"{n:03d}" for n in range(60)]
    assert codes(queries.inbox(actor, InboxFilter(page=4))) == []


def test_counts_agree_with_the_lists(place):
    desk, now = desk_of(place.pk), clock.now()
    me = make_officer(desk)
    make_item(desk, due_at=now - timedelta(hours=1), holder_user_id=me.pk)
    make_item(desk, due_at=now + timedelta(minutes=1), opened_at=now - timedelta(days=2), kind="test.other")
    make_item(desk, due_at=now + timedelta(days=20))
    make_item(desk, due_at=None)
    actor = actor_of(me)
    numbers = queries.counts(actor)
    assert (numbers.total, numbers.late, numbers.soon, numbers.ok, numbers.mine, numbers.unassigned) == (
        4,
        1,
        1,
        2,
        1,
        3,
    )
    assert numbers.kinds == {"test.step": 3, "test.other": 1}
    for colour in ("late", "soon", "ok"):
        assert len(queries.inbox(actor, InboxFilter(colour=colour)).items) == getattr(numbers, colour)


def test_substitute_finds_the_list_of_the_absent(place):
    from motcua.accounts.actions import enter_absence

    desk, now = desk_of(place.pk), clock.now()
    absent, substitute = make_officer(desk, full_name="Lê Vắng"), make_officer(desk, full_name="Phạm Thay")
    make_item(desk, code="his", holder_user_id=absent.pk)
    duty = absent.duties.get()
    enter_absence(
        actor=actor_of(absent), duty_id=duty.pk, substitute_id=substitute.pk, starts_at=now - timedelta(hours=1),
        ends_at=now + timedelta(days=1), reason="Nghỉ phép",
    )  # fmt: skip
    acting = actor_of(type(substitute).objects.get(pk=substitute.pk), duty_id=duty.pk)
    assert acting.on_behalf_of == "Lê Vắng"
    assert codes(queries.inbox(acting, InboxFilter(holder="me"))) == ["his"]


def test_closing_freezes_the_verdict(place):
    desk, now = desk_of(place.pk), clock.now()
    late = make_item(desk, due_at=now - timedelta(seconds=1))
    good = make_item(desk, due_at=now + timedelta(hours=1))
    for item in (late, good):
        assert actions.close_items(subject=item.subject) == 1
        assert actions.close_items(subject=item.subject) == 0
    assert (reread(late).verdict, reread(good).verdict) == ("late", "on_time")
    actions.reschedule(subject=late.subject, due_at=now + timedelta(days=9))
    assert reread(late).verdict == "late"


def test_closing_at_the_very_due_time_is_on_time(place):
    due = clock.now() + timedelta(hours=1)
    item = make_item(desk_of(place.pk), due_at=due)
    actions.close_items(subject=item.subject, at=due)
    assert reread(item).verdict == "on_time"


def test_head_in_office_at_opening_stays(place):
    office = department_of(place.pk, "tu-phap")
    orphan = make_item(office)
    chairman = make_officer(place, "unit_head", full_name="Chủ tịch Một", post=place.posts.get(is_head=True))
    vacant = make_item(office)
    head = make_officer(office, "department_head", full_name="Trưởng phòng Một", post=office.posts.get(is_head=True))
    item = make_item(office)
    assert orphan.head_user_id is None
    assert vacant.head_user_id == chairman.pk
    assert (item.head_user_id, item.head_name) == (head.pk, "Trưởng phòng Một")
    board = queries.board(actor_of(chairman))
    assert (board.total.total, board.total.no_head) == (3, 1)
    assert codes(queries.inbox(actor_of(chairman), InboxFilter(no_head=True))) == [orphan.code]


def test_retitle_reassign_and_move(place):
    desk, office = desk_of(place.pk), department_of(place.pk, "tu-phap")
    officer = make_officer(office)
    item = make_item(desk)
    actions.retitle(subject=item.subject, state_label="Chờ bổ sung", person="Người Khác")
    actions.reassign(subject=item.subject, holder_user_id=officer.pk, unit_id=office.pk)
    now = reread(item)
    assert (now.state_label, now.person, now.holder_user_id, now.unit_id) == (
        "Chờ bổ sung",
        "Người Khác",
        officer.pk,
        office.pk,
    )
    actions.reschedule(subject=item.subject, due_at=None)
    assert reread(item).order_at.year == 2999


def test_loads_count_what_everybody_holds(place):
    desk = desk_of(place.pk)
    officer = make_officer(desk)
    make_item(desk, holder_user_id=officer.pk)
    make_item(desk, holder_user_id=officer.pk)
    make_item(desk)
    assert queries.loads([desk.pk]) == {officer.pk: 2}


def test_merging_units_and_walking_the_whole_index_agree(place, monkeypatch):
    module = sys.modules["motcua.work.queries.inbox"]
    now = clock.now()
    offices = [place, desk_of(place.pk), department_of(place.pk, "tu-phap")]
    for number in range(70):
        due = None if number % 9 == 0 else now + timedelta(hours=(number * 37) % 101 - 20)
        make_item(offices[number % 3], code=f"{number:02d}", due_at=due, person=("Lê An", "Lý Bình")[number % 2])
    actor = officer_actor(offices[1])
    for given in (
        {},
        {"colour": "late"},
        {"colour": "ok"},
        {"text": "binh"},
        {"holder": "unit"},
        {"unit_id": offices[2].pk},
        {"holder": "unassigned"},
    ):
        for number in (1, 2, 3, 4):
            merged = queries.inbox(actor, InboxFilter(page=number, **given))
            with monkeypatch.context() as patch:
                patch.setattr(module, "MOST_UNITS", 0)
                walked = queries.inbox(actor, InboxFilter(page=number, **given))
            assert codes(merged) == codes(walked)
            assert merged.has_next == walked.has_next


def test_reassigning_some_kinds_shows_the_state_on_all(place, django_assert_num_queries):
    desk = desk_of(place.pk)
    officer = make_officer(desk)
    item = make_item(desk)
    beside = make_item(desk, subject=item.subject, kind="dossier.payment")
    with django_assert_num_queries(1):
        actions.reassign(subject=item.subject, kinds=[item.kind], holder_user_id=officer.pk, state_label="Đang xử lý")
    assert [reread(each).state_label for each in (item, beside)] == ["Đang xử lý", "Đang xử lý"]
    assert [reread(each).holder_user_id for each in (item, beside)] == [officer.pk, None]
    actions.reassign(subject=item.subject, kinds=[item.kind], holder_user_id=None, state_label="Chờ")
    assert reread(item).holder_user_id is None and reread(beside).state_label == "Chờ"
