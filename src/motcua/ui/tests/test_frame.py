"""The frame around pages: menus, language, text size, failure pages, the installable app."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.db import OperationalError
from django.template.loader import render_to_string
from django.test import RequestFactory

from motcua.kernel.actors import ANONYMOUS, Actor
from motcua.kernel.registry import Group, MenuEntry, registry
from motcua.ui import assets, frame

TEMPLATES = Path(settings.PACKAGE).rglob("*.html")


@pytest.fixture
def own_registry(monkeypatch):
    """A registry with nothing in it."""
    for name, empty in (("menu", []), ("tiles", []), ("sections", {}), ("verbs", {})):
        monkeypatch.setattr(registry, name, empty)
    return registry


def request_for(path="/", actor=ANONYMOUS):
    request = RequestFactory().get(path)
    request.actor = actor
    return request


def test_the_menu_shows_what_exists_and_what_the_duty_may_do(own_registry):
    own_registry.add_verbs({"work.see": frozenset({"receiver"})})
    own_registry.add_menu(
        MenuEntry("desk", "Việc", "ui:offline", permission="work.see"),
        MenuEntry("desk", "Chung", "ui:manifest"),
        MenuEntry("desk", "Không có", "nowhere:at-all"),
        MenuEntry("citizen", "Dân", "ui:offline"),
    )
    receiver = Actor(kind="staff", name="A", role="receiver")
    auditor = Actor(kind="staff", name="B", role="auditor")
    assert [link.title for link in frame.menu_for(request_for(actor=receiver), "desk")] == ["Việc", "Chung"]
    assert [link.title for link in frame.menu_for(request_for(actor=auditor), "desk")] == ["Chung"]
    assert [link.title for link in frame.menu_for(request_for(), "citizen")] == ["Dân"]


def test_the_menu_marks_the_nearest_entry_as_current(own_registry):
    own_registry.add_menu(
        MenuEntry("citizen", "Ngoại tuyến", "ui:offline"), MenuEntry("citizen", "Khác", "ui:manifest")
    )
    marked = [link.title for link in frame.menu_for(request_for("/ngoai-tuyen/sau/"), "citizen") if link.current]
    assert marked == ["Ngoại tuyến"]


def test_the_desk_shows_daily_work_first_and_the_rest_under_headings(own_registry):
    own_registry.add_menu(
        MenuEntry("desk", "Nhân sự", "ui:manifest", order=1, group=Group.SETTING_UP),
        MenuEntry("desk", "Điều hành", "ui:manifest", order=9, group=Group.WATCHING),
        MenuEntry("desk", "Việc", "ui:offline", order=50),
    )
    links = frame.menu_for(request_for(), "desk")
    assert [(str(link.heading), link.title) for link in links] == [
        ("", "Việc"), ("Theo dõi", "Điều hành"), ("Thiết lập", "Nhân sự"),
    ]  # fmt: skip
    html = render_to_string("ui/parts/desk_menu.html", {"frame": type("Frame", (), {"desk_menu": links, "desk": {}})})
    assert html.index("Việc") < html.index("Theo dõi") < html.index("Điều hành") < html.index("Thiết lập")


def test_a_builder_whose_database_is_away_does_not_break_the_frame(own_registry):
    def broken(request):
        raise OperationalError("away")

    own_registry.add_section("site", broken)
    own_registry.add_section("site", lambda request: {"hotline": "1022"})
    assert frame.Frame(None).site["hotline"] == "1022"


@pytest.mark.parametrize("name", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html", "503.html"])
def test_failure_pages_say_what_happened_and_offer_a_way_out(name, own_registry):
    html = render_to_string(name)
    assert "<h1" in html
    assert 'href="/"' in html
    assert 'lang="vi"' in html


@pytest.mark.django_db
def test_an_unknown_address_gets_the_page_in_vietnamese(client):
    answer = client.get("/khong-co-trang-nay/", headers={"accept-language": "en-US"})
    assert answer.status_code == 404
    assert "Không tìm thấy trang" in answer.content.decode()


@pytest.mark.django_db
def test_the_language_is_vietnamese_until_chosen_and_comes_back_to_the_page(client):
    assert 'lang="vi"' in client.get("/ngoai-tuyen/", headers={"accept-language": "en"}).content.decode()
    answer = client.post("/ngon-ngu/", {"ngon-ngu": "en", "tiep": "/ngoai-tuyen/?a=1"})
    assert (answer.status_code, answer["Location"]) == (302, "/ngoai-tuyen/?a=1")
    page = client.get("/ngoai-tuyen/")
    assert 'lang="en"' in page.content.decode()
    assert page["Content-Language"] == "en"


@pytest.mark.django_db
@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "", "\\\\evil"])
def test_the_switches_never_leave_the_site(client, target):
    for address, data in (("/ngon-ngu/", {"ngon-ngu": "en"}), ("/co-chu/", {"co": "lon"})):
        answer = client.post(address, {**data, "tiep": target})
        assert answer["Location"] == "/"


@pytest.mark.django_db
def test_text_size_grows_and_shrinks_within_its_range(client):
    for expected in ("lon", "rat-lon", "rat-lon"):
        client.post("/co-chu/", {"co": "lon-hon"})
        assert client.cookies["co-chu"].value == expected
    assert "mc-text-rat-lon" in client.get("/ngoai-tuyen/").content.decode()
    client.post("/co-chu/", {"co": "vua"})
    client.post("/co-chu/", {"co": "nho-hon"})
    assert client.cookies["co-chu"].value == "nho"
    client.post("/co-chu/", {"co": "<script>"})
    assert client.cookies["co-chu"].value == "nho"


@pytest.mark.django_db
def test_another_site_can_not_change_the_look(client):
    client.post("/co-chu/", {"co": "lon"}, headers={"sec-fetch-site": "cross-site"})
    assert "co-chu" not in client.cookies
    assert client.get("/co-chu/").status_code == 405


@pytest.mark.django_db
def test_the_worker_is_served_at_the_root_and_names_this_build(client):
    answer = client.get("/sw.js")
    assert answer["Content-Type"].startswith("text/javascript")
    assert answer["Cache-Control"] == "no-cache"
    told = json.loads(re.match(r"self\.motcua = (.*);\n", answer.content.decode())[1])
    assert told["offline"] == "/ngoai-tuyen/"
    assert any("citizen" in url for url in told["shell"])


@pytest.mark.django_db
def test_the_manifest_names_icons_that_exist(client):
    told = json.loads(client.get("/manifest.webmanifest").content)
    assert told["start_url"] == told["scope"] == "/"
    assert {icon["sizes"] for icon in told["icons"]} == {"192x192", "512x512"}
    for icon in told["icons"]:
        assert finders.find(icon["src"].removeprefix("/static/"))


def test_a_missing_build_gives_plain_addresses_instead_of_an_error(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {
            "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage",
            "OPTIONS": {"location": str(tmp_path)},
        },
    }
    assert assets.asset_url("citizen.css") == "/static/dist/citizen.css"
    assert "citizen.css" in assets.head_assets("citizen")


def test_no_template_has_inline_styles_or_scripts():
    wrong = re.compile(
        r"<style\b|\sstyle=|\son[a-z]+=\"|<script(?![^>]*\b(src|type=\"application/json\"))[^>]*>|javascript:"
    )
    found = [
        f"{path.name}: {match[0]}"
        for path in TEMPLATES
        if "tests" not in path.parts
        for match in wrong.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []
