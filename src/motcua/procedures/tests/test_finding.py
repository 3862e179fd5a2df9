"""Finding the procedure and its papers: life events, places, suggestions, the case's questions, queries in vain, the form on paper."""

import io
from datetime import timedelta

import pypdfium2
import pytest

from motcua.kernel import clock
from motcua.kernel.actors import SYSTEM
from motcua.kernel.registry import registry
from motcua.procedures import actions, queries
from motcua.procedures.actions.demo import demo_documents
from motcua.procedures.factories import make_document, make_version
from motcua.procedures.jobs import forget_unanswered
from motcua.procedures.models import UnansweredQuery
from motcua.procedures.rules.blank import blank_form
from motcua.procedures.rules.definition import parse_definition
from motcua.procedures.rules.questions import MOST_QUESTIONS, question_form, questions
from motcua.procedures.rules.unanswered import keepable

pytestmark = pytest.mark.django_db
BIRTH, SHOP = "1.001193", "1.001612"
SHOP_CASE = f"/thu-tuc/{SHOP}/giay-to-cua-toi/"


@pytest.fixture
def catalogue(commune):
    actions.load_demo(SYSTEM)


def text(answer):
    return answer.content.decode()


def test_life_events_lead_to_their_procedures(client, catalogue):
    assert "/thu-tuc/doi-song/sinh-con/" in text(client.get("/thu-tuc/"))
    page = text(client.get("/thu-tuc/doi-song/sinh-con/"))
    assert "Đăng ký khai sinh" in page and f"/thu-tuc/{SHOP}/" not in page


def test_what_there_is_not_is_said_and_leads_on(client, catalogue):
    missing = client.get("/thu-tuc/doi-song/bay-len-troi/")
    assert missing.status_code == 404 and "Không có mục này" in text(missing) and "sinh-con" in text(missing)
    assert "Không có nơi nhận này" in text(client.get("/thu-tuc/", {"don-vi": "khong-co"}))
    assert "Không có lĩnh vực này" in text(client.get("/thu-tuc/", {"linh-vuc": "khong-co"}))
    assert client.get(f"/thu-tuc/{BIRTH}/", {"don-vi": "khong-co"}).status_code == 200


def test_places_lead_to_the_catalogue_of_a_unit(client, catalogue, commune):
    assert f"?don-vi={commune.code}" in text(client.get("/thu-tuc/noi-nhan/"))
    own = text(client.get("/thu-tuc/", {"don-vi": commune.code}))
    assert "Đăng ký khai sinh" in own and f"/thu-tuc/{SHOP}/" not in own


def test_a_unit_without_the_procedure_shows_who_takes_it(client, catalogue, commune):
    page = text(client.get("/thu-tuc/", {"don-vi": commune.code, "q": "mở quán cà phê"}))
    assert "Nơi khác nhận các thủ tục này" in page and f"/thu-tuc/{SHOP}/" in page


def test_suggestions_come_as_short_answers(client, catalogue):
    items = client.get("/thu-tuc/goi-y/", {"q": "mo quan ca"}).json()["items"]
    assert items[0]["url"] == f"/thu-tuc/{SHOP}/" and set(items[0]) == {"title", "note", "url"}
    assert client.get("/thu-tuc/goi-y/", {"q": "m"}).json() == {"items": []}
    assert client.get("/thu-tuc/goi-y/").json() == {"items": []}


def test_a_million_letters_are_cut_and_said(client, catalogue):
    page = text(client.get("/thu-tuc/", {"q": "khai sinh " * 100_000}))
    assert "Đã tìm theo 200 chữ cái đầu" in page and f"/thu-tuc/{BIRTH}/" in page
    assert client.get("/thu-tuc/goi-y/", {"q": "x" * 1_000_000}).status_code == 200


def test_the_page_answers_at_a_glance_and_shows_only_ways_that_are_there(client, catalogue, monkeypatch):
    page = text(client.get(f"/thu-tuc/{SHOP}/"))
    for words in ("Cần gì", "Bao lâu", "Bao nhiêu tiền", "Nộp ở đâu", "Nhận được gì", "Nộp hồ sơ", "to-khai.pdf"):
        assert words in page
    for ways, there in (([], False), ([lambda request, code, unit: ("Lấy số", "/lay-so/", "list")], True)):
        monkeypatch.setattr(registry, "sections", {**registry.sections, "procedure-ways": ways})
        offered = text(client.get(f"/thu-tuc/{SHOP}/")).split('class="mc-ways', 1)[1].split("</div>", 1)[0]
        assert ('href="/lay-so/"' in offered) is there


def test_an_ended_procedure_says_what_to_do_instead(client):
    old = make_version(valid_until=clock.today(), document=make_document(code="8.000001", short_name="Đăng ký cũ"))
    make_version(document=make_document(code="8.000002", short_name="Đăng ký mới"))
    page = text(client.get(f"/thu-tuc/{old.procedure.code}/"))
    assert "không còn áp dụng" in page and "/thu-tuc/8.000002/" in page and "/nop-ho-so/?" not in page
    assert client.get(f"/thu-tuc/{old.procedure.code}/giay-to-cua-toi/").status_code == 302
    assert client.get(f"/thu-tuc/{old.procedure.code}/to-khai.pdf").status_code == 404


@pytest.mark.parametrize("code", sorted(demo_documents()))
def test_questions_are_those_on_which_papers_depend(code):
    definition = parse_definition(demo_documents()[code])
    asked = questions(definition)
    if asked is None:
        assert not any(paper.cases or paper.when for paper in definition.papers)
        return
    assert 0 < len(asked.fields) <= MOST_QUESTIONS
    conditions = {key for case in definition.cases if case.when for key in case.when.fields()}
    conditions |= {key for paper in definition.papers if paper.when for key in paper.when.fields()}
    conditions |= {str(name) for fee in definition.fees for name in fee.basis.values()}
    parents = {key for field in asked.fields if field.show_if for key in field.show_if.fields()}
    assert {field.key for field in asked.fields} <= conditions | parents
    assert set(question_form(asked).fields) == {field.key for field in asked.fields}


def test_the_answers_choose_the_papers(client, catalogue):
    assert 'name="founded_by"' in text(client.get(SHOP_CASE))
    alone = text(client.post(SHOP_CASE, {"founded_by": "person", "by_proxy": "false"}))
    family = text(client.post(SHOP_CASE, {"founded_by": "household", "by_proxy": "true"}))
    assert "Biên bản họp thành viên" not in alone and "Văn bản ủy quyền làm thủ tục" not in alone
    assert "Biên bản họp thành viên" in family and "Văn bản ủy quyền làm thủ tục" in family
    assert "1 bản chính" in family and "ngày làm việc" in family


def test_an_unanswered_question_is_asked_again_with_the_rest_kept(client, catalogue):
    answer = client.post(SHOP_CASE, {"founded_by": "household"})
    assert answer.status_code == 422
    assert "govuk-error-summary" in text(answer) and 'value="household" checked' in text(answer)


def test_answers_travel_sealed_and_only_to_their_own_procedure(client, catalogue):
    client.post(SHOP_CASE, {"founded_by": "household", "by_proxy": "false"})
    sealed = client.cookies[queries.CARRIED].value
    definition = queries.definition_of(queries.open_version(SHOP).pk)
    assert queries.unseal_case(sealed, definition) == {"founded_by": "household", "by_proxy": False}
    assert queries.unseal_case(sealed + "x", definition) == {} and queries.unseal_case("", definition) == {}
    other = queries.definition_of(queries.open_version(BIRTH).pk)
    assert queries.unseal_case(sealed, other) == {}
    forged = queries.seal_case(SHOP, {"founded_by": "nobody", "owner_name": "A", "by_proxy": True})
    assert queries.unseal_case(forged, definition) == {"by_proxy": True}


def test_the_form_comes_as_a_sheet_to_fill_in_by_hand(client, catalogue):
    answer = client.get(f"/thu-tuc/{SHOP}/to-khai.pdf")
    assert answer["Content-Type"] == "application/pdf"
    with pypdfium2.PdfDocument(io.BytesIO(answer.content)) as document:
        words = document[0].get_textpage().get_text_bounded()
    assert "GIẤY ĐỀ NGHỊ ĐĂNG KÝ HỘ KINH DOANH" in words and "Chủ hộ kinh doanh" in words


@pytest.mark.parametrize("code", sorted(demo_documents()))
def test_the_sheet_asks_everything_the_form_asks(code):
    definition = parse_definition(demo_documents()[code])
    asked = [field["title"] for section in blank_form(definition)["sections"] for field in section["fields"]]
    assert asked == [f.title for s in definition.form.sections for f in s.fields if f.kind != "computed"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Xin cấp thẻ Căn cước", "xin cap the can cuoc"),
        ("079090001234 giấy tờ của tôi", "giay to cua toi"),
        ("gọi 0903 000 001 giúp", "goi giup"),
        ("090-300-0001", ""),
        ("an@example.org hỏi giấy phép", "hoi giay phep"),
        ("xem https://example.org/a?b=1 ngay", "xem ngay"),
        ("2026", ""),
        ("ab", ""),
        ("từ " * 500, "tu tu tu tu tu tu tu tu tu tu tu tu"),
    ],
)
def test_nothing_personal_is_kept(typed, kept):
    assert keepable(typed) == kept


def test_queries_in_vain_are_counted_once_folded(client, catalogue):
    for typed in ("Tàu vũ trụ zzz", "tau vu tru ZZZ", "khai sinh"):
        client.get("/thu-tuc/", {"q": typed})
    client.get("/thu-tuc/goi-y/", {"q": "qwertyuiop"})
    assert list(UnansweredQuery.objects.values_list("text", "count")) == [("tau vu tru zzz", 2)]


def test_one_address_cannot_fill_the_list(client, catalogue, monkeypatch):
    for number in range(30):
        client.get("/thu-tuc/", {"q": f"zzqq xxyy {'abcdefghij'[number % 10]}{'klm'[number // 10]}ww"})
    assert UnansweredQuery.objects.count() <= 20
    monkeypatch.setattr(actions.unanswered, "MOST_KEPT", 1)
    assert not actions.note_unanswered(text="một câu hoàn toàn khác")


def test_old_ones_go(catalogue):
    actions.note_unanswered(text="xe bay")
    UnansweredQuery.objects.update(last_on=clock.today() - timedelta(days=181))
    actions.note_unanswered(text="tàu ngầm")
    forget_unanswered()
    assert [row.text for row in UnansweredQuery.objects.all()] == ["tau ngam"]


def test_a_moment_of_life_begins_with_what_most_people_come_for(catalogue):
    order = [entry.short_name for entry in queries.needed_for(queries.life_event("sinh-con"))]
    assert order[0] == "Đăng ký khai sinh" and len(order) == len(set(order))


def test_a_result_says_nothing_twice_and_leaves_out_what_is_far_off(catalogue):
    best, *others = queries.search("thanh lap ho kinh doanh")
    assert best.note == queries.entry_of(best.code).field_name
    assert all(hit.score >= best.score / 2 for hit in others)
