"""Pages, API and command of the catalogue, over the demo procedures."""

import json

import pytest
from click.testing import CliRunner
from django.utils import translation

from motcua.kernel import clock
from motcua.kernel.actors import SYSTEM
from motcua.procedures import actions, queries
from motcua.procedures.actions.demo import demo_documents
from motcua.procedures.commands import search
from motcua.procedures.factories import make_document, make_version

pytestmark = pytest.mark.django_db
CODES = ("1.001193", "1.004873", "2.000815", "1.001612", "1.013225")


@pytest.fixture
def catalogue():
    actions.load_demo(SYSTEM, CODES)


@pytest.mark.parametrize("code", CODES)
def test_procedure_page_answers_at_a_glance(client, catalogue, code):
    page = client.get(f"/thu-tuc/{code}/").content.decode()
    definition = queries.definition_of(queries.open_version(code).pk)
    for words in (definition.short_name, definition.papers[0].title, definition.legal_basis[0].title, "18/07/2026"):
        assert words in page
    assert f"/nop-ho-so/?thu-tuc={code}" in page
    assert "%(" not in page


def test_unverified_facts_are_said(client, catalogue):
    page = client.get("/thu-tuc/1.013225/").content.decode()
    assert "chưa được kiểm chứng đầy đủ" in page and "Mức lệ phí tại quầy" in page


def test_unknown_procedure_is_not_found(client):
    assert client.get("/thu-tuc/9.999999/").status_code == 404
    assert client.get("/thu-tuc/<script>/").status_code == 404


def test_ended_procedure_can_be_read_but_not_filed(client):
    version = make_version(valid_until=clock.today())
    page = client.get(f"/thu-tuc/{version.procedure.code}/").content.decode()
    assert "không còn áp dụng" in page and "/nop-ho-so/?" not in page


def test_list_search_and_field(client, catalogue):
    assert "Đăng ký khai sinh" in client.get("/thu-tuc/").content.decode()
    found = client.get("/thu-tuc/", {"q": "mo quan ca phe"}).content.decode()
    assert "Đăng ký thành lập hộ kinh doanh" in found
    assert "Không tìm thấy" in client.get("/thu-tuc/", {"q": "zzzzqqq"}).content.decode()
    field = client.get("/thu-tuc/", {"linh-vuc": "ho-tich"}).content.decode()
    assert "Đăng ký khai sinh" in field and "Chứng thực bản sao" not in field


def test_what_is_typed_is_never_markup(client, catalogue):
    page = client.get("/thu-tuc/", {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in page


def test_a_long_list_is_opened_one_letter_at_a_time(client):
    for number in range(90):
        make_version(document=make_document(code=f"8.{number:06d}", short_name=f"{'AB'[number % 2]} việc {number}"))
    page = client.get("/thu-tuc/").content.decode()
    assert "A việc 0" in page and "B việc 1" not in page and "?chu=B" in page
    assert "B việc 1" in client.get("/thu-tuc/", {"chu": "B"}).content.decode()


def test_a_warm_page_asks_the_database_nothing(client, catalogue, django_assert_max_num_queries):
    address = "/thu-tuc/1.001193/"
    client.get(address)
    with django_assert_max_num_queries(1):
        assert client.get(address).status_code == 200


def test_a_kept_page_follows_a_new_version(client, catalogue):
    assert "Ghi tên trẻ" in client.get("/thu-tuc/1.001193/").content.decode()
    document = {**demo_documents()["1.001193"], "summary": "Tóm tắt mới", "notes": ["Ghi chú mới"]}
    draft = actions.save_draft(actor=SYSTEM, document=document)
    actions.publish(actor=SYSTEM, version_id=draft.pk, valid_from=clock.today())
    page = client.get("/thu-tuc/1.001193/").content.decode()
    assert "Tóm tắt mới" in page and "Ghi chú mới" in page


def test_english_says_fixed_words_in_english_or_vietnamese_but_never_templates(client, catalogue):
    with translation.override("en"):
        page = client.get("/thu-tuc/1.013225/", headers={"accept-language": "en"}).content.decode()
    assert "%(" not in page


def test_command_prints_ranked_json(catalogue):
    result = CliRunner().invoke(search, ["giay doc than", "--json"])
    rows = json.loads(result.output)
    assert rows[0]["code"] == "1.004873" and 0 < rows[0]["score"] <= 1


def test_command_in_words(catalogue):
    assert "1.013225" in CliRunner().invoke(search, ["GPXD"]).output
    assert "Không tìm thấy" in CliRunner().invoke(search, ["qqqq zzzz"]).output
