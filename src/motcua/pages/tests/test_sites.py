"""One site per unit: opened by one verb, reached by path and by host, kept until something changes."""

import pytest
from django.test import Client

from motcua.accounts.factories import make_officer, sign_in
from motcua.accounts.queries import actor_of
from motcua.kernel.actors import SYSTEM
from motcua.kernel.refusals import Conflict, NotAllowed, Refusal
from motcua.pages.actions import create_site
from motcua.pages.factories import make_entry
from motcua.pages.models import Moved, SectionPage
from motcua.pages.rules.kinds import SECTIONS
from motcua.pages.views.door import SHELF
from motcua.units.factories import make_place

pytestmark = pytest.mark.django_db
HOME = "/trang/quan-thu-phuong-1/"
HOST = "phuong1.quanthu.localhost"


def test_a_new_site_has_every_section(district):
    rows = SectionPage.objects.filter(unit_site=district.sites["quan-thu-phuong-1"]).order_by("path")
    assert [row.kind for row in rows] == [plan.kind for plan in SECTIONS]
    assert [row.title for row in rows][:2] == ["Giới thiệu", "Tổ chức bộ máy"]
    site = district.sites["quan-thu-phuong-1"].site
    assert site.root_page.url_path == "/quan-thu-phuong-1/" and site.root_page.get_children().count() == len(SECTIONS)
    client = Client()
    for row in rows:
        assert client.get(f"{HOME}{row.slug}/").status_code == 200, row.slug


def test_a_site_is_opened_once_and_for_places_only(district):
    with pytest.raises(Conflict):
        create_site(actor=SYSTEM, unit_code="quan-thu")
    with pytest.raises(Refusal):
        create_site(actor=SYSTEM, unit_code="quan-thu-phuong-1-mot-cua")
    other = make_place(code="phuong-khac", name="Phường Khác")
    for host in (HOST, "localhost", "tên.vn", "a b.vn"):
        with pytest.raises(Refusal) as refused:
            create_site(actor=SYSTEM, unit_code=other.code, host=host)
        assert "host" in refused.value.fields
    assert create_site(actor=SYSTEM, unit_code=other.code, host="Khac.example.vn.").host == "khac.example.vn"


def test_only_editors_and_operators_open_sites_and_only_in_their_reach(district):
    other = make_place(code="phuong-khac", name="Phường Khác", parent=district.unit)
    with pytest.raises(NotAllowed):
        create_site(actor=district.actor("editor"), unit_code=other.code)
    with pytest.raises(NotAllowed):
        create_site(actor=district.actor("unit_head", district.unit, scope="subtree"), unit_code=other.code)
    create_site(actor=district.actor("editor", district.unit, scope="subtree"), unit_code=other.code)


def test_the_form_opens_a_site_and_keeps_what_was_typed(district):
    make_place(code="phuong-khac", name="Phường Khác", parent=district.unit)
    officer = make_officer(district.unit, "editor", scope="subtree")
    client = sign_in(Client(), officer)
    refused = client.post("/can-bo/trang/mo/", {"unit": "phuong-khac", "host": HOST})
    assert refused.status_code == 409 and HOST.encode() in refused.content
    assert client.post("/can-bo/trang/mo/", {"unit": "quan-thu", "host": ""}).status_code == 422
    done = client.post("/can-bo/trang/mo/", {"unit": "phuong-khac", "host": ""})
    assert done["Location"] == "/trang/phuong-khac/" and Client().get("/trang/phuong-khac/").status_code == 200
    assert b"phuong-khac.localhost" in client.get("/can-bo/trang/").content.replace(b"phuongkhac", b"phuong-khac")
    ward = sign_in(Client(), make_officer(district.wards[0], "clerk"))
    assert ward.get("/can-bo/trang/mo/").status_code == 403
    assert b"quan-thu-phuong-2" not in ward.get("/can-bo/trang/").content


def test_path_and_host_name_lead_to_the_same_pages(district):
    make_entry(district.sites["quan-thu-phuong-1"], "Tin đầu tiên")
    by_path, by_host = Client().get(f"{HOME}tin-tuc/"), Client(HTTP_HOST=HOST).get("/tin-tuc/")
    assert by_path.status_code == by_host.status_code == 200
    assert 'href="/trang/quan-thu-phuong-1/tin-tuc/tin-dau-tien/"' in by_path.content.decode()
    assert 'href="/tin-tuc/tin-dau-tien/"' in by_host.content.decode()
    assert Client(HTTP_HOST=HOST).get("/tin-tuc/tin-dau-tien/").status_code == 200
    assert Client(HTTP_HOST=f"{HOST}:8000").get("/").status_code == 200
    assert Client(HTTP_HOST=HOST).get("/thu-tuc/").status_code == 200, "the product's own pages stay reachable"
    assert "Trang chủ" in Client(HTTP_HOST="testserver").get("/").content.decode()


def test_an_unknown_host_gets_a_clear_page(district):
    answer = Client(HTTP_HOST="phuong9.quanthu.localhost").get("/")
    assert answer.status_code == 404
    assert "Không có trang của đơn vị nào ở địa chỉ này" in answer.content.decode()
    assert HOME in answer.content.decode()


def test_unknown_units_and_pages_are_not_found(district):
    for path in ("/trang/khong-co/", f"{HOME}khong-co/", f"{HOME}tin-tuc/khong-co/", f"{HOME}to-chuc-bo-may/x/", f"{HOME}tin-tuc/a/b/"):  # fmt: skip
        assert Client().get(path).status_code == 404, path
    assert Client().get(f"{HOME}tin-tuc").status_code == 301


def test_a_moved_page_leads_on(district):
    site = district.sites["quan-thu-phuong-1"]
    Moved.objects.create(unit_site=site, old="tin-tuc/cu", new="tin-tuc/moi")
    Moved.objects.create(unit_site=site, old="tin-tuc/bo", new="")
    assert Client().get(f"{HOME}tin-tuc/cu/")["Location"] == f"{HOME}tin-tuc/moi/"
    assert Client(HTTP_HOST=HOST).get("/tin-tuc/bo/")["Location"] == "/"


def test_what_is_not_public_is_not_shown(district):
    site = district.sites["quan-thu-phuong-1"]
    draft, over = make_entry(site, "Bản nháp"), make_entry(site, "Đã hết hạn")
    type(draft).objects.filter(pk=draft.pk).update(live=False)
    type(over).objects.filter(pk=over.pk).update(expire_at=over.date)
    for slug in ("ban-nhap", "da-het-han"):
        assert Client().get(f"{HOME}tin-tuc/{slug}/").status_code == 404
    assert b"nh\xc3\xa1p" not in Client().get(f"{HOME}tin-tuc/").content


def test_a_kept_page_is_given_without_a_question_until_something_changes(district, django_assert_num_queries):
    site = district.sites["quan-thu-phuong-1"]
    client = Client()
    first = client.get(HOME)
    with django_assert_num_queries(0):
        again = client.get(HOME)
    assert again.content == first.content and again["Content-Security-Policy"] == first["Content-Security-Policy"]
    assert client.get(HOME, HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 304
    make_entry(site, "Tin vừa đăng")
    assert "Tin vừa đăng" in client.get(HOME).content.decode()
    assert "Tin vừa đăng" not in client.get("/trang/quan-thu-phuong-2/").content.decode()


def test_kept_pages_differ_by_language_size_and_address(district):
    client = Client()
    plain = client.get(HOME).content
    client.cookies["ngon-ngu"] = "en"
    assert b'lang="en"' in client.get(HOME).content
    client.cookies["co-chu"] = "lon"
    assert b"mc-text-lon" in client.get(HOME).content
    assert Client().get(HOME).content == plain
    assert Client(HTTP_HOST=HOST).get("/").content != plain


def test_kept_pages_give_way_when_they_weigh_too_much(district, monkeypatch):
    monkeypatch.setattr(SHELF, "most", 40_000)
    for number in range(12):
        Client().get(f"{HOME}?trang={number}")
    assert SHELF.weight <= 40_000 and 0 < len(SHELF.kept) < 12
    assert SHELF.weight == sum(len(kept.content) for kept in SHELF.kept.values())


def test_the_colour_comes_from_the_unit(district):
    answer = Client().get(f"{HOME}mau.css")
    assert answer["Content-Type"] == "text/css" and b"--site:#" in answer.content


def test_links_lead_up_down_and_beside(district):
    ward, above = Client().get(HOME).content.decode(), Client().get("/trang/quan-thu/").content.decode()
    assert 'href="/trang/quan-thu/"' in ward and 'href="/trang/quan-thu-phuong-2/"' in ward
    assert 'href="/trang/quan-thu-phuong-1/"' in above


def test_an_officer_sees_the_same_page_as_everybody(district):
    officer = make_officer(district.wards[0], "clerk")
    assert actor_of(officer).is_staff
    assert sign_in(Client(), officer).get(HOME).content == Client().get(HOME).content


@pytest.mark.parametrize("typed", ["đường sắt", "duong sat", "DUONG  Sát", "sat duong", "đương sa"])
def test_search_needs_no_marks(district, typed):
    one, two = district.sites["quan-thu-phuong-1"], district.sites["quan-thu-phuong-2"]
    make_entry(one, "Sửa đường sắt qua phường", days_ago=3)
    make_entry(one, "Lịch cắt điện", body="Hai bên đường sắt sẽ mất điện.", days_ago=1)
    make_entry(two, "Đường sắt của phường bên")
    answer = Client().get(f"{HOME}tim-tren-trang", {"q": typed}).content.decode()
    assert answer.index("Sửa đường sắt") < answer.index("Lịch cắt điện") and "phường bên" not in answer
    wider = Client().get("/trang/quan-thu/tim-tren-trang", {"q": typed, "pham-vi": "duoi"}).content.decode()
    assert "phường bên" in wider and "/trang/quan-thu-phuong-2/tin-tuc/" in wider
    assert "phường bên" not in Client().get("/trang/quan-thu/tim-tren-trang", {"q": typed}).content.decode()


@pytest.mark.parametrize("typed", ["", "   ", '"', "a' OR 1=1 --", "* & | ! ( )", "\x00", "x" * 5000, "<script>"])
def test_odd_questions_find_nothing_and_break_nothing(district, typed):
    answer = Client().get(f"{HOME}tim-tren-trang", {"q": typed})
    assert answer.status_code == 200 and b"<script>" not in answer.content
