"""A citizen's own data, and businesses they represent."""

import json
from datetime import date

import pytest
from django.test import Client

from motcua.accounts import actions
from motcua.accounts.factories import make_citizen, make_officer, sign_in
from motcua.accounts.models import Business, Profile, Representation, User
from motcua.accounts.queries import actor_of, profile_of
from motcua.kernel.refusals import NotAllowed, Refusal

pytestmark = pytest.mark.django_db
FORM = {
    "full_name": "  Nguyễn\u200b  Thị Lan ",
    "birth_date": "12/04/1990",
    "sex": "female",
    "ethnicity": "Kinh",
    "nationality": "Việt Nam",
    "id_number": "079 190 000 123",
    "id_issued_on": "2021-06-15",
    "id_issued_by": "Cục Cảnh sát",
    "address": "125/4 ấp Hậu",
}


@pytest.fixture
def person(db):
    return make_citizen(full_name="")


def test_keeping_and_seeing_own_data(client, person, town):
    sign_in(client, person)
    assert client.post("/cua-toi/thong-tin/", FORM | {"ward_id": town.ward.pk}).status_code == 302
    kept = profile_of(User.objects.get(pk=person.pk))
    assert (kept.id_number, kept.birth_date, kept.ward_id) == ("079190000123", date(1990, 4, 12), town.ward.pk)
    assert kept.user.full_name == "Nguyễn Thị Lan"
    page = client.get("/cua-toi/thong-tin/").content.decode()
    assert "079190000123" in page and "1990-04-12" in page


def test_the_number_is_sealed_in_the_database(person):
    actions.save_profile(actor=actor_of(person), full_name="Lan", id_number="079190000123")
    assert "079190000123" not in json.dumps(list(Profile.objects.values()), default=str)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id_number", "123"),
        ("id_number", "07919000012x"),
        ("birth_date", "32/01/1990"),
        ("birth_date", "01/01/2190"),
        ("birth_date", "01/01/1790"),
        ("ward_id", "999999"),
        ("sex", "x"),
        ("full_name", "x" * 161),
    ],
)
def test_bad_input_is_answered_at_the_field_and_loses_nothing(client, person, field, value):
    sign_in(client, person)
    answer = client.post("/cua-toi/thong-tin/", FORM | {field: value})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#id_{field}"' in page and "125/4 ấp Hậu" in page
    assert profile_of(person).id_number == ""


def test_a_number_that_does_not_fit_is_a_gentle_word_only(client, person):
    sign_in(client, person)
    answer = client.post("/cua-toi/thong-tin/", FORM | {"sex": "male"}, follow=True)
    assert "không khớp với số định danh" in answer.content.decode()
    assert profile_of(person).sex == "male"


def test_erasing(client, person):
    actions.save_profile(actor=actor_of(person), full_name="Lan", id_number="079190000123")
    sign_in(client, person)
    client.post("/cua-toi/thong-tin/xoa/")
    assert profile_of(person) is None and User.objects.get(pk=person.pk).full_name == ""


def test_nobody_else_changes_it(town):
    with pytest.raises(NotAllowed):
        actions.save_profile(actor=actor_of(make_officer(town.ward)), full_name="x")


def test_changing_what_a_provider_confirmed_ends_the_confirmation(person):
    user = actions.recognise(
        provider="vneid", claims=actions.Claims("1", "Nguyễn Thị Lan", "079190000123"), signed_in=person
    )
    assert user.pk == person.pk and profile_of(user).id_confirmed_by == "vneid"
    actions.save_profile(actor=actor_of(user), full_name="Nguyễn Thị Lan", id_number="079190000123", address="mới")
    assert profile_of(user).id_confirmed_by == "vneid"
    actions.save_profile(actor=actor_of(user), full_name="Nguyễn Thị Lan", id_number="079190000124")
    assert profile_of(user).id_confirmed_by == ""


def test_signing_out_everywhere(person):
    one, two = sign_in(Client(), person), sign_in(Client(), person)
    one.post("/cua-toi/dang-xuat-moi-noi/")
    assert two.get("/cua-toi/thong-tin/").url.startswith("/dang-nhap/")


def test_acting_for_a_business(client, person):
    sign_in(client, person)
    form = {"tax_code": "0312345673", "name": "Hộ kinh doanh Út Gấm", "title": "chủ hộ"}
    assert client.post("/cua-toi/doanh-nghiep/", form | {"tax_code": "0312345670"}).status_code == 422
    assert client.post("/cua-toi/doanh-nghiep/", form).status_code == 302
    business = Business.objects.get()
    client.post("/cua-toi/doanh-nghiep/chon/", {"business": business.pk})
    assert client.get("/cua-toi/doanh-nghiep/").wsgi_request.actor.on_behalf_of == "Hộ kinh doanh Út Gấm"
    client.post("/cua-toi/doanh-nghiep/thoi/", {"business": business.pk})
    assert client.get("/cua-toi/doanh-nghiep/").wsgi_request.actor.on_behalf_of == ""
    assert Representation.objects.get().valid_until is not None


def test_a_business_of_others_can_not_be_chosen_or_renamed(client, person):
    owner = make_citizen()
    actions.represent(actor=actor_of(owner), tax_code="0312345673", name="Út Gấm")
    sign_in(client, person)
    answer = client.post("/cua-toi/doanh-nghiep/chon/", {"business": Business.objects.get().pk}, follow=True)
    assert answer.wsgi_request.actor.on_behalf_of == ""
    actions.represent(actor=actor_of(person), tax_code="0312345673", name="Tên khác")
    assert Business.objects.get().name == "Út Gấm"
    with pytest.raises(Refusal):
        actions.represent(actor=actor_of(person), tax_code="0312345673", name="  ")
