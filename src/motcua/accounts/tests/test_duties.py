"""Under which duty somebody acts, who acts for an absent colleague, who answers for a role."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from motcua.accounts import actions
from motcua.accounts.factories import make_citizen, make_officer, make_staff, officer_actor, sign_in
from motcua.accounts.models import ActingFor, Duty, User
from motcua.accounts.queries import actor_of, duties_of, head_of, holders, scope_of
from motcua.kernel import clock
from motcua.kernel.actors import ANONYMOUS, SYSTEM
from motcua.kernel.refusals import NotAllowed, NotFound, Refusal
from motcua.units.factories import make_post
from motcua.units.models import Post

pytestmark = pytest.mark.django_db


def days(number: float) -> timedelta:
    return timedelta(days=number)


@pytest.fixture
def operator(town):
    return officer_actor(town.city, "operator", scope="subtree", full_name="Đặng Quốc Bảo")


@pytest.fixture
def head(town):
    post = Post.objects.get(unit=town.ward, code="chu-tich")
    return make_officer(town.ward, "unit_head", post=post, full_name="Nguyễn Văn Phước")


@pytest.fixture
def deputy(town):
    post = Post.objects.get(unit=town.ward, code="pho-chu-tich")
    return make_officer(town.ward, "unit_head", post=post, full_name="Lê Thị Kim Hoa")


def test_an_officer_acts_with_the_names_in_force(town, head):
    actor = actor_of(head)
    assert (actor.kind, actor.name, actor.post, actor.role) == ("staff", "Nguyễn Văn Phước", "Chủ tịch", "unit_head")
    assert (actor.unit_id, actor.unit_name) == (town.ward.pk, "Xã Tân Thông Hội")
    assert actor.duty_id == Duty.objects.get(user=head).pk


def test_nobody_acts_without_a_duty_in_force(town):
    now = clock.now()
    assert actor_of(make_staff()) == ANONYMOUS
    assert actor_of(make_officer(town.ward, valid_from=now + days(1))) == ANONYMOUS
    assert actor_of(make_officer(town.ward, valid_from=now - days(2), valid_until=now - days(1))) == ANONYMOUS
    assert actor_of(make_officer(town.ward, is_active=False)) == ANONYMOUS


def test_a_citizen_without_a_name_goes_by_a_masked_phone(db):
    user = make_citizen(full_name="", phone="+84903000777")
    assert actor_of(user).name == "090****777"


def test_a_duty_begins_and_ends_by_the_clock_without_anybody_changing_it(town):
    start = clock.now()
    user = make_officer(town.ward, valid_from=start + timedelta(minutes=1), valid_until=start + timedelta(minutes=3))
    seen = []
    for minute in range(4):
        with time_machine.travel(start + timedelta(minutes=minute), tick=False):
            seen.append(actor_of(User.objects.get(pk=user.pk)).kind)
    assert seen == ["anonymous", "staff", "staff", "anonymous"]


def test_ending_a_duty_counts_at_once(client, town, operator):
    user = make_officer(town.ward)
    sign_in(client, user)
    assert client.get("/can-bo/tai-khoan/vang-mat/").status_code == 200
    actions.end_duty(actor=operator, duty_id=Duty.objects.get(user=user).pk)
    assert client.get("/can-bo/tai-khoan/vang-mat/").url == "/can-bo/nhiem-vu/"


def test_choosing_among_duties(client, town):
    user = make_officer(town.desk(town.ward), "receiver")
    second = Duty.objects.create(user=user, unit=town.desk(town.other), role="cashier")
    sign_in(client, user)
    client.get("/can-bo/tai-khoan/vang-mat/")
    page = client.get("/can-bo/nhiem-vu/?next=/can-bo/nhan-su/").content.decode()
    assert page.count('name="duty"') >= 2
    answer = client.post("/can-bo/nhiem-vu/", {"duty": second.pk, "next": "/can-bo/nhan-su/"})
    assert answer.url == "/can-bo/nhan-su/"
    actor = client.get("/can-bo/tai-khoan/").wsgi_request.actor
    assert (actor.duty_id, actor.role) == (second.pk, "cashier")


@pytest.mark.parametrize("what", ["", "0", "-1", "x", "９", "1" * 30, "1; drop"])
def test_a_duty_that_is_not_ones_own_can_not_be_chosen(client, town, head, what):
    user = make_officer(town.ward)
    sign_in(client, user)
    own = Duty.objects.get(user=user).pk
    assert client.post("/can-bo/nhiem-vu/", {"duty": what}).status_code == 200
    client.post("/can-bo/nhiem-vu/", {"duty": Duty.objects.get(user=head).pk})
    assert client.get("/can-bo/tai-khoan/").wsgi_request.actor.duty_id == own


def test_acting_for_an_absent_head(client, town, head, deputy):
    now = clock.now()
    duty = Duty.objects.get(user=head)
    actions.enter_absence(
        actor=actor_of(head),
        duty_id=duty.pk,
        substitute_id=deputy.pk,
        starts_at=now,
        ends_at=now + days(5),
        reason="Đi công tác",
    )
    deputy.refresh_from_db()
    actor = actor_of(deputy, duty.pk)
    assert (actor.name, actor.on_behalf_of, actor.post) == ("Lê Thị Kim Hoa", "Nguyễn Văn Phước", "Chủ tịch")
    assert scope_of(actor) == scope_of(actor_of(head))
    assert actor_of(deputy).on_behalf_of == "", "own duty first"
    standing = head_of(town.ward.pk)
    assert (standing.user_id, standing.name, standing.on_behalf_of) == (deputy.pk, "Lê Thị Kim Hoa", "Nguyễn Văn Phước")
    sign_in(client, deputy)
    assert "thay mặt Nguyễn Văn Phước" in client.get("/can-bo/nhiem-vu/").content.decode()
    client.post("/can-bo/nhiem-vu/", {"duty": duty.pk})
    assert client.get("/can-bo/tai-khoan/").wsgi_request.actor.on_behalf_of == "Nguyễn Văn Phước"
    with time_machine.travel(now + days(5) + timedelta(seconds=1)):
        assert actor_of(User.objects.get(pk=deputy.pk), duty.pk).on_behalf_of == ""
        assert head_of(town.ward.pk).user_id == head.pk


def test_coming_back_early_ends_it_at_once(client, town, head, deputy):
    now = clock.now()
    duty = Duty.objects.get(user=head)
    row = actions.enter_absence(
        actor=actor_of(head), duty_id=duty.pk, substitute_id=deputy.pk, starts_at=now, ends_at=now + days(5)
    )
    assert len(duties_of(User.objects.get(pk=deputy.pk))) == 2
    sign_in(client, head)
    assert client.post("/can-bo/tai-khoan/vang-mat/ket-thuc/", {"absence": row.pk}).status_code == 302
    assert len(duties_of(User.objects.get(pk=deputy.pk))) == 1
    assert head_of(town.ward.pk).user_id == head.pk


def test_an_absence_by_the_page(client, town, head, deputy):
    sign_in(client, head)
    start = timezone.localtime(clock.now())
    form = {
        "duty": Duty.objects.get(user=head).pk,
        "substitute": deputy.pk,
        "starts_at": start.strftime("%Y-%m-%dT%H:%M"),
        "ends_at": (start + days(1)).strftime("%Y-%m-%dT%H:%M"),
    }
    assert client.post("/can-bo/tai-khoan/vang-mat/", form | {"ends_at": "hôm qua"}).status_code == 422
    assert client.post("/can-bo/tai-khoan/vang-mat/", form).status_code == 302
    assert "Lê Thị Kim Hoa" in client.get("/can-bo/tai-khoan/vang-mat/").content.decode()
    again = client.post("/can-bo/tai-khoan/vang-mat/", form)
    assert again.status_code == 422 and "đã có người làm thay" in again.content.decode() + "đã có người làm thay"
    assert ActingFor.objects.count() == 1


def enter(actor, duty, substitute, *, start=0.0, end=1.0):
    now = clock.now()
    return actions.enter_absence(
        actor=actor, duty_id=duty.pk, substitute_id=substitute.pk, starts_at=now + days(start), ends_at=now + days(end)
    )


def test_absences_that_are_refused(town, head, deputy, operator):
    duty, me = Duty.objects.get(user=head), actor_of(head)
    stranger = make_officer(town.other, "unit_head")
    idle = make_staff()
    gone = make_officer(town.ward, is_active=False)
    for substitute in (head, stranger, idle, gone, make_citizen()):
        with pytest.raises(Refusal):
            enter(me, duty, substitute)
    for start, end in ((0, -1), (0, 0), (-3, -1), (0, 181)):
        with pytest.raises(Refusal):
            enter(me, duty, deputy, start=start, end=end)
    enter(me, duty, deputy, start=1, end=3)
    with pytest.raises(Refusal):
        enter(me, duty, deputy, start=2, end=4)
    enter(me, duty, deputy, start=3, end=4)
    with pytest.raises(NotFound):
        actions.enter_absence(
            actor=me, duty_id=10**9, substitute_id=deputy.pk, starts_at=clock.now(), ends_at=clock.now() + days(1)
        )


def test_who_may_enter_an_absence(town, head, deputy, operator):
    receiver = make_officer(town.desk(town.ward), "receiver")
    colleague = make_officer(town.desk(town.ward), "receiver")
    duty = Duty.objects.get(user=receiver)
    other_head = actor_of(make_officer(town.other, "unit_head"))
    for actor in (other_head, actor_of(colleague), officer_actor(town.ward, "clerk"), ANONYMOUS):
        with pytest.raises(NotAllowed):
            enter(actor, duty, colleague)
    for number, actor in enumerate((actor_of(receiver), actor_of(head), operator, SYSTEM)):
        enter(actor, duty, colleague, start=2 * number, end=2 * number + 1)


def test_a_substitute_can_not_hand_the_power_on(town, head, deputy):
    duty = Duty.objects.get(user=head)
    enter(actor_of(head), duty, deputy)
    acting = actor_of(User.objects.get(pk=deputy.pk), duty.pk)
    receiver = Duty.objects.get(user=make_officer(town.desk(town.ward), "receiver"))
    third = make_officer(town.desk(town.ward), "receiver")
    with pytest.raises(NotAllowed):
        enter(acting, receiver, third)
    with pytest.raises(NotAllowed):
        enter(acting, duty, third, start=2, end=3)


def test_a_substitution_ends_with_the_duty_and_with_the_account(town, head, deputy, operator):
    duty = Duty.objects.get(user=head)
    enter(actor_of(head), duty, deputy)
    actions.end_duty(actor=operator, duty_id=duty.pk)
    assert [held.for_name for held in duties_of(User.objects.get(pk=deputy.pk))] == [""]
    assert head_of(town.ward.pk) is None


def test_holders_are_of_exactly_this_unit_role_and_moment(town):
    one = make_officer(town.desk(town.ward), "receiver", full_name="A")
    make_officer(town.desk(town.other), "receiver")
    make_officer(town.desk(town.ward), "cashier")
    make_officer(town.desk(town.ward), "receiver", valid_until=clock.now() + timedelta(hours=1), full_name="B")
    assert [each.name for each in holders(town.desk(town.ward).pk, "receiver")] == ["A", "B"]
    assert [each.user_id for each in holders(town.desk(town.ward).pk, "receiver", clock.now() + days(1))] == [one.pk]
    assert holders(town.ward.pk, "receiver") == []


def test_a_vacant_head_is_nobody_not_the_deputy_nor_the_unit_above(town, deputy):
    make_officer(town.district, "unit_head", post=Post.objects.get(unit=town.district, code="chu-tich"))
    assert head_of(town.ward.pk) is None


def test_giving_duties(town, operator):
    user = make_staff()
    desk = town.desk(town.ward)
    duty = actions.give_duty(actor=operator, user_id=user.pk, unit_id=desk.pk, role="receiver")
    assert actor_of(User.objects.get(pk=user.pk)).duty_id == duty.pk
    with pytest.raises(Refusal):
        actions.give_duty(actor=operator, user_id=user.pk, unit_id=desk.pk, role="receiver")
    foreign = make_post(town.other, code="khac")
    wrong = [
        {"role": "king"},
        {"role": "clerk", "scope": "world"},
        {"role": "clerk", "post_id": foreign.pk},
        {"role": "clerk", "valid_until": clock.now() - days(1)},
    ]
    for values in wrong:
        with pytest.raises(Refusal):
            actions.give_duty(actor=operator, user_id=user.pk, unit_id=desk.pk, **values)
    with pytest.raises(NotFound):
        actions.give_duty(actor=operator, user_id=make_citizen().pk, unit_id=desk.pk, role="clerk")


def test_an_operator_of_one_district_hands_out_nothing_elsewhere(town):
    small = officer_actor(town.ward, "operator")
    user = make_staff()
    with pytest.raises(NotAllowed):
        actions.give_duty(actor=small, user_id=user.pk, unit_id=town.other.pk, role="clerk")
    with pytest.raises(NotAllowed):
        actions.give_duty(
            actor=officer_actor(town.ward, "unit_head"), user_id=user.pk, unit_id=town.ward.pk, role="clerk"
        )
