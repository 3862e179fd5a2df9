"""The preview beside a question: what was typed is drawn, nothing is saved, a script gets the part alone."""

import re

import pytest
from django.test import Client

from motcua.accounts.factories import make_officer, sign_in
from motcua.procedures.factories import make_document, make_version
from motcua.procedures.models import ProcedureVersion, State
from motcua.units.factories import make_unit

pytestmark = pytest.mark.django_db
ADDRESS = "/can-bo/thu-tuc/9.000001/cau-hoi/"
GIVEN = {"title": "Mã <b>hồ sơ</b> cũ", "widget": "text", "section": "wish", "required": "on", "look": "1"}


@pytest.fixture
def editor():
    make_version(document=make_document(code="9.000001"), state=State.DRAFT)
    return sign_in(Client(), make_officer(make_unit(level="city"), "editor"))


def keep(editor, address, given):
    """Saves a question as a browser would, with the draft's text that it was shown."""
    seen = re.search(r'name="seen" value="([^"]*)"', editor.get(address).content.decode())
    return editor.post(address, given | {"seen": seen[1]})


def test_what_is_typed_is_drawn_and_not_saved(editor) -> None:
    before = ProcedureVersion.objects.get().document
    mask = {"shape": "mask", "mask": "000.000", "fits": "079.123", "misfit": "1"}
    part = editor.post(f"{ADDRESS}purpose/", GIVEN | {"widget": "text"} | mask, headers={"X-Part": "look"})
    words = part.content.decode()
    assert part.status_code == 200 and "<html" not in words
    assert "Mã &lt;b&gt;hồ sơ&lt;/b&gt; cũ" in words and "Nhập mã" in words
    whole = editor.post(f"{ADDRESS}them/", GIVEN).content.decode()
    assert "<html" in whole and whole.count("Mã &lt;b&gt;hồ sơ&lt;/b&gt; cũ") >= 3
    empty = editor.post(f"{ADDRESS}them/", GIVEN | {"title": ""}, headers={"X-Part": "look"}).content.decode()
    assert "chưa xem thử được" in empty
    assert ProcedureVersion.objects.get().document == before


def test_every_question_can_be_looked_at(editor) -> None:
    for key in make_document()["form"]["schema"]["properties"]:
        page = editor.get(f"{ADDRESS}{key}/").content.decode()
        assert "Người dân, trên điện thoại" in page and "Cán bộ, ở màn hình hồ sơ" in page, key


def test_a_pattern_is_refused_where_it_was_typed_and_kept_with_its_examples(editor) -> None:
    given = {name: value for name, value in GIVEN.items() if name != "look"} | {"shape": "regex", "title": "Mã"}
    made = keep(editor, f"{ADDRESS}them/", given | {"shape": ""})
    address = made["Location"]
    for more, words in (
        ({"expression": "(a+)+"}, "treo"), ({"expression": "("}, "không đọc được"),
        ({"expression": "^[0-9]+$", "fits": "a", "misfit": "b"}, "Ví dụ này không khớp mẫu"),
        ({"expression": "^[0-9]+$", "fits": "1", "misfit": "2"}, "cần một ví dụ sai"),
        ({"shape": "mask", "mask": "000["}, "chưa có dấu ]"), ({"shape": "mask", "mask": "000"}, "Ghi một ví dụ"),
    ):  # fmt: skip
        page = keep(editor, address, given | more)
        assert page.status_code == 422 and words in page.content.decode(), more
    assert (
        keep(editor, address, given | {"shape": "mask", "mask": "000.0", "fits": "079.1", "misfit": "x"}).status_code
        == 302
    )
    asked = ProcedureVersion.objects.get().document["form"]["schema"]["properties"]["ma"]
    assert asked["x-mask"] == "000.0" and asked["x-fits"] == "079.1" and asked["pattern"].startswith("^[0-9]")
    assert 'value="000.0"' in editor.get(address).content.decode()
    assert keep(editor, address, given | {"shape": ""}).status_code == 302
    asked = ProcedureVersion.objects.get().document["form"]["schema"]["properties"]["ma"]
    assert not {"pattern", "x-mask", "x-fits"} & set(asked)
