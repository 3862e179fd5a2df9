"""A code that leads to no report: a page with ways on; one that is only typed otherwise leads to its report."""

import pytest
from django.test import Client

from motcua.feedback.factories import Town, make_report, make_town
from motcua.feedback.tests.test_pages import only, send

pytestmark = pytest.mark.django_db
WRONG = "PA-200101-0001"


@pytest.fixture
def town() -> Town:
    return make_town()


@pytest.mark.parametrize("address", [f"/phan-anh/{WRONG}", "/phan-anh/pa 200101 0001", "/phan-anh/?ma=pa2001010001"])
def test_a_wrong_code_is_named_and_can_be_typed_again(client: Client, address: str) -> None:
    page = client.get(address)
    typed = address.rpartition("/")[2].removeprefix("?ma=")
    assert page.status_code == 404 and f"Không có phản ánh nào mang mã “{WRONG}”" in page.text
    assert f'name="ma" value="{typed}"' in page.text and 'action="/phan-anh/"' in page.text
    assert "biên nhận" in page.text and 'href="/phan-anh/gui/"' in page.text


def test_what_is_no_code_at_all_is_said_to_be_none_and_shown_harmlessly(client: Client) -> None:
    page = client.get("/phan-anh/<b>H29.18.01-260817-0001")
    assert page.status_code == 404 and "“&lt;b&gt;H29.18.01-260817-0001” không phải mã phản ánh" in page.text
    assert 'href="/tra-cuu/"' in page.text
    assert f"“{'x' * 60}” không phải" in client.get(f"/phan-anh/{'x' * 3000}").text
    assert client.post(f"/phan-anh/{WRONG}", {"secret": "ABC234"}).status_code == 404
    receipt = client.get(f"/phan-anh/{WRONG}/bien-nhan/", follow=True)
    assert receipt.status_code == 404 and WRONG in receipt.text


def test_codes_typed_otherwise_lead_to_the_report(client: Client, town: Town) -> None:
    code = make_report(town).code
    loose = code.replace("-", " ").lower()
    for typed in (
        loose,
        loose.replace(" ", ""),
        code.removeprefix("PA-"),
        code.replace("0", "o"),
        f"{code}.",
        f"{code}/",
    ):
        page = client.get(f"/phan-anh/{typed}", follow=True)
        assert page.status_code == 200 and code in page.text, typed
        assert client.get("/phan-anh/", {"ma": typed}).headers["Location"] == f"/phan-anh/{code}"


def test_who_sent_reports_from_this_browser_finds_them_beside_the_wrong_code(client: Client, town: Town) -> None:
    send(client, town)
    assert only().code in client.get(f"/phan-anh/{WRONG}").text
    assert only().code not in Client().get(f"/phan-anh/{WRONG}").text


def test_guessing_is_counted_wherever_a_code_is_typed(client: Client) -> None:
    for number in range(30):
        assert client.get(f"/phan-anh/PA-200101-{number:04d}").status_code == 404
        assert client.get(f"/phan-anh/?ma=PA-200101-{number:04d}").status_code == 404
    assert client.get(f"/phan-anh/{WRONG}").status_code == 429 and client.get("/phan-anh/").status_code == 200
    assert client.get(f"/phan-anh/?ma={WRONG}").status_code == 429
