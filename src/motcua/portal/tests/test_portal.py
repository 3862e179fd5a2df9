"""The citizens' door: every page opens, choices are remembered, other rooms' parts appear, nothing personal leaks."""

import pytest

from motcua.accounts.models import User
from motcua.kernel.registry import HomeTile, registry
from motcua.portal import queries
from motcua.units.factories import make_place, make_unit

pytestmark = pytest.mark.django_db
PAGES = ["/", "/tro-giup/", "/tiep-can/", "/quyen-rieng-tu/", "/don-vi/"]


@pytest.fixture
def ward(db):
    city = make_unit(code="tp", name="Thành phố Thử Nghiệm", level="city", phone="1022", email="motcua@example.vn")
    district = make_place(code="huyen", name="Huyện Thử", level="district", parent=city)
    return make_place(code="huyen-xa", name="Xã Thử Một", parent=district)


@pytest.mark.parametrize("address", PAGES)
def test_pages_open_with_and_without_units(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.content.decode().count("<h1") == 1


@pytest.mark.parametrize("address", PAGES)
def test_pages_ask_the_database_little(client, ward, address, django_assert_max_num_queries):
    client.get(address)
    with django_assert_max_num_queries(2):
        client.get(address)


def test_the_frame_names_the_city_and_its_hotline(client, ward):
    html = client.get("/tro-giup/").content.decode()
    assert "Thành phố Thử Nghiệm" in html
    assert 'href="tel:1022"' in html


def test_a_demo_says_that_it_is_one(client, settings):
    words = "Bản dùng thử"
    settings.DEMO = True
    assert words in client.get("/").content.decode()
    settings.DEMO = False
    assert words not in client.get("/").content.decode()


def test_the_home_page_searches_and_tracks_without_scripts(client):
    html = client.get("/").content.decode()
    assert 'action="/thu-tuc/"' in html
    assert 'name="q"' in html
    assert 'action="/tra-cuu/"' in html
    assert 'name="ma"' in html


def test_tiles_whose_room_is_left_out_do_not_show(client, monkeypatch):
    monkeypatch.setattr(registry, "tiles", [HomeTile("Có thật", "a", "portal:help"), HomeTile("Vắng", "b", "khong:co")])
    html = client.get("/").content.decode()
    assert "Có thật" in html
    assert "Vắng" not in html


def test_the_chosen_unit_is_remembered_and_can_be_dropped(client, ward):
    answer = client.post("/don-vi/", {"don-vi": ward.code, "next": "/tro-giup/"})
    assert answer["Location"] == "/tro-giup/"
    assert client.cookies[queries.UNIT_COOKIE].value == ward.code
    assert "Xã Thử Một" in client.get("/").content.decode()
    client.post("/don-vi/", {"don-vi": ""})
    assert "Xã Thử Một" not in client.get("/").content.decode()


def test_only_places_with_a_desk_can_be_chosen(client, ward):
    assert 'value="huyen-xa"' in client.get("/don-vi/").content.decode()
    for code in ("tp", "khong-co", "<script>"):
        client.post("/don-vi/", {"don-vi": code})
        assert client.cookies[queries.UNIT_COOKIE].value == ""
    client.cookies[queries.UNIT_COOKIE] = "tp"
    assert client.get("/").status_code == 200


def test_choosing_never_leaves_the_site(client, ward):
    answer = client.post("/don-vi/", {"don-vi": ward.code, "next": "//evil.example/"})
    assert answer["Location"] == "/"


def test_my_page_needs_sign_in_and_shows_what_rooms_put_up(client, monkeypatch):
    answer = client.get("/cua-toi/")
    assert answer.status_code == 302
    assert "/dang-nhap/" in answer["Location"]
    person = User.objects.create(kind="citizen", full_name="Nguyễn Văn Thử", phone="+84912345678")
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    seen = []

    def build(request):
        seen.append(request.actor.user_id)
        return "ui/parts/empty.html", {"title": "Phần của phòng khác", "icon": "inbox"}

    monkeypatch.setattr(registry, "sections", {"my-page": [build, lambda request: None]})
    answer = client.get("/cua-toi/")
    html = answer.content.decode()
    assert seen == [person.pk]
    assert "Phần của phòng khác" in html
    assert "Nguyễn Văn Thử" in html
    assert "no-store" in answer["Cache-Control"]


def test_a_signed_in_page_is_marked_so_that_no_worker_keeps_it(client):
    assert "data-person" not in client.get("/tro-giup/").content.decode()
    person = User.objects.create(kind="citizen", full_name="Nguyễn Văn Thử", phone="+84912345678")
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    assert "data-person" in client.get("/tro-giup/").content.decode()
