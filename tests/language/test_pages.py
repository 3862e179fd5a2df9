"""The pages in English: nothing of the interface stays Vietnamese, and Vietnamese data is announced as Vietnamese."""

import re
from functools import cache

import pytest
from django.conf import settings
from django.shortcuts import render
from django.test import Client
from django.urls import reverse
from django.utils import translation

from motcua.accounts import actions as accounts
from motcua.kernel.actors import SYSTEM
from motcua.procedures import actions as procedures
from motcua.units import actions as units
from tests.language.catalogue import VIETNAMESE, english, entries
from tests.language.reading import Reader, read

pytestmark = pytest.mark.django_db

MAIN = (
    "/", "/thu-tuc/", "/thu-tuc/?q=khai+sinh", "/thu-tuc/?q=zzzz", "/thu-tuc/?linh-vuc=ho-tich", "/thu-tuc/1.001193/",
    "/thu-tuc/2.000815/", "/tra-cuu/", "/tra-cuu/?ma=H29.1-260101-0001", "/nop-ho-so/", "/nop-ho-so/?tim=zzzz",
    "/nop-ho-so/?thu-tuc=9.999999", "/nop-ho-so/?thu-tuc=1.001193",
    "/nop-ho-so/?thu-tuc=1.001193&don-vi=cu-chi-tan-thong-hoi", "/dang-nhap/", "/can-bo/dang-nhap/", "/don-vi/",
    "/tro-giup/", "/tiep-can/", "/quyen-rieng-tu/", "/ngoai-tuyen/", "/khong-co-trang-nay/",
)  # fmt: skip
# The product's name, the city's, and the currency are the same in both languages.
NAMES = ("Một cửa điện tử", "Một cửa", "Thành phố Hồ Chí Minh", "Tiếng Việt", "đồng", "đ")
PLACE = re.compile(r"%\(\w+\)[sd]")


@pytest.fixture
def city(db, settings) -> None:
    """Units, procedures and accounts of the demo city."""
    settings.DEMO = True
    for room in (units, accounts):
        room.load_demo(actor=SYSTEM)
    procedures.load_demo(SYSTEM)


@pytest.fixture
def english_client() -> Client:
    """A browser whose person chose English."""
    client = Client(raise_request_exception=False)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


@cache
def sentences() -> list[re.Pattern[str]]:
    """English sentences of the catalogue with Vietnamese examples or with places for data, as patterns."""
    texts = [re.sub(r"<[^>]+>", "", text) for entry in entries() for text in english(entry)]
    wanted = [
        text for text in texts if VIETNAMESE.search(text) or (PLACE.search(text) and len(PLACE.sub("", text)) > 3)
    ]
    return [re.compile(".*".join(re.escape(part.replace("%%", "%")) for part in PLACE.split(text))) for text in wanted]


def unannounced(page: Reader) -> list[str]:
    """Vietnamese that would be read out with an English voice."""
    found = []
    for language, text in page.pieces:
        rest = text
        for name in NAMES:
            rest = re.sub(rf"(?<!\w){name}(?!\w)", "", rest)
        if language != "vi" and VIETNAMESE.search(rest) and not any(each.fullmatch(text) for each in sentences()):
            found.append(text)
    return found


def faults(client: Client, path: str, **data: str) -> list[str]:
    """What is wrong with one page in English; the title may carry the name of the procedure it is about."""
    response = client.post(path, data) if data else client.get(path, follow=True)
    source = re.sub(r"<title>.*?</title>", "", response.content.decode(), flags=re.DOTALL)
    page = read(source)
    wrong = [] if page.language == "en" else [f"lang={page.language}"]
    return [f"{path}: {text}" for text in wrong + unannounced(page)]


def test_main_pages_speak_english(city, english_client):
    assert [fault for path in MAIN for fault in faults(english_client, path)] == []


def test_the_form_speaks_english(city, english_client):
    chosen = {"thu-tuc": "1.001193", "don-vi": "cu-chi-tan-thong-hoi"}
    started = english_client.post("/nop-ho-so/", chosen)
    assert started.status_code == 302
    first = english_client.get(started["Location"], follow=True)
    draft = "/".join((first.redirect_chain or [(started["Location"], 302)])[-1][0].split("/")[:3])
    pages = [f"{draft}/{section}/" for section in ("declarant", "child", "wishes", "giay-to", "lien-he", "kiem-tra")]
    assert [fault for path in pages for fault in faults(english_client, path)] == []


def test_signing_in_speaks_english(city, english_client):
    wrong = faults(english_client, reverse("accounts:sign-in"), destination="x")
    wrong += faults(english_client, reverse("accounts:staff-sign-in"), username="nobody", password="nothing-at-all")
    assert wrong == []


def test_a_form_kept_too_long_is_refused_in_english():
    refused = Client(enforce_csrf_checks=True)
    refused.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    response = refused.post("/nop-ho-so/", {"thu-tuc": "1"})
    page = read(response.content.decode())
    assert response.status_code == 403 and page.language == "en" and unannounced(page) == []


@pytest.mark.parametrize("name", ["400.html", "403.html", "404.html", "500.html", "503.html"])
def test_templates_of_errors_speak_english(rf, name):
    with translation.override("en"):
        page = read(render(rf.get("/"), name).content.decode())
    assert page.language == "en" and unannounced(page) == []


def test_vietnamese_is_the_first_language(city, client):
    for path in MAIN:
        assert read(client.get(path, follow=True).content.decode()).language == "vi"


def test_each_language_offers_the_other(client, english_client):
    assert 'value="en" lang="en"' in client.get("/").content.decode()
    assert 'value="vi" lang="vi"' in english_client.get("/").content.decode()


def test_the_reader_hears_what_is_announced():
    page = read('<html lang="en"><p lang="vi">Xã <b>Bình Mỹ</b></p><img alt="Ảnh"><p>Xã</p><script>"ố"</script></html>')
    assert page.pieces == [("vi", "Xã"), ("vi", "Bình Mỹ"), ("en", "Ảnh"), ("en", "Xã")]
    assert unannounced(page) == ["Ảnh", "Xã"]
