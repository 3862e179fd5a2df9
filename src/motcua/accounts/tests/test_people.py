"""Operators make accounts, give duties, let people in again; heads and auditors look; the demo city's people."""

import json

import pytest
from allauth.mfa.models import Authenticator
from click.testing import CliRunner
from django.test import Client

from motcua.accounts import actions
from motcua.accounts.commands import permissions, staff
from motcua.accounts.factories import make_officer, make_staff, officer_actor, sign_in
from motcua.accounts.models import Duty, Role, User
from motcua.accounts.queries import actor_of, demo_accounts, head_of, heads_missing, holders
from motcua.kernel.actors import SYSTEM
from motcua.kernel.refusals import NotAllowed, Refusal
from motcua.units.queries import active_units, department_of, desk_of, unit_by_code

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator(town):
    return make_officer(town.city, "operator", scope="subtree", full_name="Đặng Quốc Bảo")


def test_an_operator_makes_an_account_and_gives_a_duty(client, town, operator):
    sign_in(client, operator)
    form = {"full_name": "Lê Thị Hoa", "username": "HOA.LT", "email": "hoa@example.vn", "phone": "0903 000 111"}
    page = client.post("/can-bo/nhan-su/moi/", form).content.decode()
    first = page.split("<code>")[1].split("</code>")[0]
    user = User.objects.get(username="hoa.lt")
    assert user.check_password(first) and user.must_change_password and user.phone == "+84903000111"
    duty = {"unit_id": town.desk(town.ward).pk, "role": "receiver", "scope": "unit"}
    assert client.post(f"/can-bo/nhan-su/{user.pk}/?noi={town.ward.pk}", duty).status_code == 302
    assert actor_of(User.objects.get(pk=user.pk)).role == "receiver"
    assert "Lê Thị Hoa" in client.get("/can-bo/nhan-su/?q=hoa").content.decode()
    row = Duty.objects.get(user=user)
    client.post(f"/can-bo/nhan-su/{user.pk}/thoi-nhiem-vu/", {"duty": row.pk})
    assert actor_of(User.objects.get(pk=user.pk)).kind == "anonymous"


@pytest.mark.parametrize(
    "values",
    [
        {"username": "Hoa Lê"},
        {"username": "hoа"},
        {"username": "hoa\n"},
        {"username": "a" * 61},
        {"username": "quan.tri"},
        {"full_name": " \u200b "},
        {"email": "x"},
        {"phone": "12"},
    ],
)
def test_accounts_that_are_refused(town, operator, values):
    make_staff(username="quan.tri")
    good = {"username": "hoa", "full_name": "Hoa", "email": "", "phone": ""}
    if values == {"username": "hoa\n"}:
        user, _ = actions.create_staff(actor=actor_of(operator), **good | values)
        assert user.username == "hoa"
        return
    with pytest.raises(Refusal):
        actions.create_staff(actor=actor_of(operator), **good | values)


def test_letting_somebody_in_again(client, town, operator):
    user = make_officer(town.ward, username="lan", password="một câu dài khó đoán")
    Authenticator.objects.create(user=user, type="totp", data={})
    other = sign_in(Client(), user)
    sign_in(client, operator)
    page = client.post(f"/can-bo/nhan-su/{user.pk}/cap-lai-mat-khau/").content.decode()
    user.refresh_from_db()
    assert user.check_password(page.split("<code>")[1].split("</code>")[0])
    assert not Authenticator.objects.filter(user=user).exists()
    assert other.get("/can-bo/tai-khoan/").status_code == 302


def test_closing_an_account_ends_everything(client, town, operator):
    user = make_officer(town.ward)
    other = sign_in(Client(), user)
    sign_in(client, operator)
    client.post(f"/can-bo/nhan-su/{user.pk}/khoa/")
    user.refresh_from_db()
    assert not user.is_active and Duty.objects.get(user=user).valid_until is not None
    assert other.get("/can-bo/tai-khoan/").status_code == 302
    with pytest.raises(Refusal):
        actions.close_account(actor=actor_of(operator), user_id=operator.pk)


def test_heads_and_auditors_look_within_their_reach_only(client, town):
    near, far = make_officer(town.desk(town.ward), full_name="Gần"), make_officer(town.desk(town.other), full_name="Xa")
    for role in ("unit_head", "auditor"):
        sign_in(client, make_officer(town.ward, role))
        page = client.get("/can-bo/nhan-su/").content.decode()
        assert "Gần" in page and "Xa" not in page.replace("Xa lạ", "")
        assert client.get(f"/can-bo/nhan-su/{near.pk}/").status_code == 200
        assert client.get(f"/can-bo/nhan-su/{far.pk}/").status_code == 404
        duty = {"unit_id": town.ward.pk, "role": "operator", "scope": "unit"}
        client.post(f"/can-bo/nhan-su/{near.pk}/", duty)
        assert not Duty.objects.filter(user=near, role="operator").exists()
        assert client.post(f"/can-bo/nhan-su/{near.pk}/khoa/").status_code == 403


def test_an_operator_of_a_ward_does_not_reach_into_another(town):
    small = officer_actor(town.ward, "operator")
    far = make_officer(town.other)
    for action in (actions.reset_staff, actions.close_account):
        with pytest.raises(NotAllowed):
            action(actor=small, user_id=far.pk)


def test_vacant_heads_are_named(town):
    make_officer(town.ward, "receiver")
    assert any("Xã Tân Thông Hội" in line for line in heads_missing())
    make_officer(town.ward, "unit_head")
    assert heads_missing() == []


def test_commands(town):
    run = CliRunner().invoke
    answer = run(staff, ["add", "moi.nv", "Người Mới", "--unit", town.ward.code, "--role", "operator", "--json"])
    first = json.loads(answer.output)["first_password"]
    assert User.objects.get(username="moi.nv").check_password(first)
    again = json.loads(run(staff, ["reset", "moi.nv", "--json"]).output)["first_password"]
    assert again != first and User.objects.get(username="moi.nv").check_password(again)
    assert run(staff, ["reset", "khong.co"]).exit_code == 1
    matrix = json.loads(run(permissions, ["--json"]).output)
    assert matrix["accounts.staff"] == {role: role == "operator" for role in Role.values}
    assert "| `accounts.staff` |" in run(permissions, []).output


def test_the_demo_city_is_staffed(db, settings, client):
    from motcua.units import actions as unit_actions

    settings.DEMO = True
    unit_actions.load_demo(actor=SYSTEM)
    actions.load_demo(actor=SYSTEM)
    count = User.objects.count()
    actions.load_demo(actor=SYSTEM)
    assert User.objects.count() == count > 600
    assert heads_missing() == []
    for place in active_units(levels=frozenset({"district", "commune"})):
        assert head_of(place.pk), place.code
        assert holders(desk_of(place.pk).pk, "receiver") and holders(desk_of(place.pk).pk, "cashier"), place.code
        assert holders(department_of(place.pk, "tu-phap").pk, "specialist"), place.code
        assert holders(department_of(place.pk, "van-phong").pk, "clerk"), place.code
    assert head_of(unit_by_code("cu-chi-tan-thong-hoi").pk).name == "Nguyễn Văn Phước"
    names = list(User.objects.staff().values_list("full_name", flat=True))
    assert len(set(names)) == len(names)
    answer = client.post("/can-bo/dang-nhap/", {"username": "tiepnhan.tanthonghoi", "password": "motcua-demo-2026"})
    assert answer.url == "/can-bo/"
    shown = {line.split(" ")[0] for line in demo_accounts()}
    assert {"tiepnhan.tanthonghoi", "dothi.hocmon", "chutich.hocmon"} <= shown, (
        "who answers dossiers, who answers reports"
    )
    settings.DEMO = False
    assert demo_accounts() == []
    client.post("/dang-xuat/")
    assert "motcua-demo-2026" not in client.get("/can-bo/dang-nhap/").content.decode()
