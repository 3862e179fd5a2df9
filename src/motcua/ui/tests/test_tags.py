"""Every tag renders what a browser and a screen reader need, and escapes what people type."""

from datetime import UTC, datetime
from types import SimpleNamespace

import html5lib
import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

EVIL = '<script>alert(1)</script>"'


class Person(forms.Form):
    name = forms.CharField(label="Họ tên", help_text="Như trên giấy tờ", max_length=20)
    note = forms.CharField(label="Ghi chú", required=False, widget=forms.Textarea)
    sex = forms.ChoiceField(label="Giới tính", choices=[("1", "Nam"), ("2", "Nữ")], widget=forms.RadioSelect)
    ways = forms.MultipleChoiceField(choices=[("a", "Quầy"), ("b", "Bưu điện")], widget=forms.CheckboxSelectMultiple)
    place = forms.ChoiceField(choices=[("x", "Xã")])
    agree = forms.BooleanField(label="Cam đoan")
    scan = forms.FileField(label="Bản quét")
    hidden = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self):
        raise forms.ValidationError("Cả phiếu chưa hợp lệ")


def render(text, **context):
    request = RequestFactory().get("/danh-sach/?tim=a&tim=b&trang=3")
    return Template("{% load ui %}" + text).render(Context({"request": request, **context}))


def parsed(html):
    return html5lib.parse(html, namespaceHTMLElements=False, treebuilder="etree")


def one(tree, path):
    found = tree.findall(path)
    assert len(found) == 1, path
    return found[0]


@pytest.mark.parametrize("name", ["name", "note", "sex", "ways", "place", "agree", "scan"])
def test_a_field_has_label_and_error_tied_to_its_control(name):
    tree = parsed(render("{% field field %}", field=Person({})[name] if name != "note" else Person({})["name"]))
    error = one(tree, ".//p[@class='govuk-error-message']")
    described = [
        element for element in tree.iter() if error.get("id") in (element.get("aria-describedby") or "").split()
    ]
    assert described, "the error is not tied to anything"
    labelled = {label.get("for") for label in tree.iter("label")}
    controls = [element for element in tree.iter() if element.tag in ("input", "select", "textarea")]
    assert controls
    assert all(control.get("id") in labelled for control in controls)


def test_a_field_shows_hint_and_optional_and_width():
    tree = parsed(render("{% field field width=10 data_mc='scan' %}", field=Person()["name"]))
    control = one(tree, ".//input")
    assert control.get("class") == "govuk-input govuk-input--width-10"
    assert control.get("data-mc") == "scan"
    assert control.get("aria-describedby") == "id_name-hint"
    assert "không bắt buộc" in render("{% field field %}", field=Person()["note"])
    assert "không bắt buộc" not in render("{% field field %}", field=Person()["name"])


def test_what_was_typed_is_escaped_and_kept():
    form = Person({"name": EVIL, "sex": "2", "ways": ["b"]})
    html = render("{% field form.name %}{% field form.sex %}{% field form.ways %}", form=form)
    assert "<script>" not in html
    tree = parsed(html)
    assert one(tree, ".//input[@name='name']").get("value") == EVIL
    ticked = [element.get("value") for element in tree.iter("input") if element.get("checked") is not None]
    assert ticked == ["2", "b"]


def test_the_error_summary_links_to_controls_that_exist():
    form = Person({})
    html = render("{% error_summary form %}{% for each in form %}{% field each %}{% endfor %}", form=form)
    tree = parsed(html)
    ids = {element.get("id") for element in tree.iter() if element.get("id")}
    links = [link.get("href") for link in tree.iter("a")]
    assert links
    assert {link.removeprefix("#") for link in links} <= ids
    assert "Cả phiếu chưa hợp lệ" in html
    assert one(tree, ".//div[@class='govuk-error-summary']").get("tabindex") == "-1"


def test_the_error_summary_takes_a_mapping_and_says_nothing_without_errors():
    assert 'href="#id_ten"' in render("{% error_summary errors %}", errors={"id_ten": "Thiếu tên"})
    assert render("{% error_summary errors %}", errors={}).strip() == ""
    assert render("{% error_summary form %}", form=Person()).strip() == ""


def test_tag_and_icon():
    assert render("{% tag 'Xong' 'green' %}") == '<strong class="govuk-tag govuk-tag--green">Xong</strong>'
    assert 'class="govuk-tag"' in render("{% tag words 'no-such-colour' %}", words=EVIL)
    assert "<script>" not in render("{% tag words 'red' %}", words=EVIL)
    assert 'aria-hidden="true"' in render("{% icon 'search' %}")
    assert 'aria-label="Tìm"' in render("{% icon 'search' 'Tìm' %}")


def test_pagination_keeps_the_filter_and_marks_the_page():
    tree = parsed(render("{% pagination page %}", page=Paginator(range(95), 10).page(5)))
    links = [link.get("href") for link in tree.iter("a")]
    assert links[0] == "?tim=a&tim=b&trang=4"
    assert links[-1] == "?tim=a&tim=b&trang=6"
    assert [link.text for link in tree.iter("a") if link.get("aria-current")] == ["5"]
    assert render("{% pagination page %}", page=Paginator([1], 10).page(1)).strip() == ""


def test_pagination_of_a_page_that_does_not_count():
    page = SimpleNamespace(number=2, has_previous=True, has_next=False)
    tree = parsed(render("{% pagination page name='p' %}", page=page))
    assert [link.get("rel") for link in tree.iter("a")] == ["prev"]


def test_steps_timeline_clock_empty():
    assert "Bước 2/5" in render("{% steps 2 5 'Người khai' %}")
    at = datetime(2026, 8, 17, 1, 5, tzinfo=UTC)
    html = render("{% timeline events %}", events=[{"at": at, "title": EVIL, "who": "Một cửa", "text": "a\n\nb"}])
    assert "08:05 17/08/2026" in html
    assert "<script>" not in html
    assert "Chưa có gì" in render("{% timeline events %}", events=[])
    assert "mc-clock--late" in render("{% clock at -5 %}", at=at)
    assert "mc-clock--soon" in render("{% clock at 60 %}", at=at)
    assert "mc-clock--ok" in render("{% clock at 100000 %}", at=at)
    assert "mc-clock--paused" in render("{% clock at 5 'paused' %}", at=at)
    assert 'href="/thu-tuc/"' in render("{% empty 'Chưa có' text='x' href='/thu-tuc/' action='Tìm' %}")


def test_upload_works_without_scripts_and_keeps_files():
    files = [{"id": "abc", "name": EVIL, "size": 2048, "message": "Đã kiểm tra"}]
    html = render("{% upload 'giay' 'Giấy chứng sinh' hint='PDF' error='Thiếu' files=files %}", files=files)
    tree = parsed(html)
    control = one(tree, ".//input[@type='file']")
    assert control.get("name") == "giay_files"
    assert control.get("aria-describedby") == "id_giay-hint id_giay-error"
    assert one(tree, ".//input[@type='hidden']").get("value") == "abc"
    assert one(tree, ".//input[@type='checkbox']").get("name") == "giay_bo"
    assert "<script>" not in html


def test_icons_that_templates_name_are_in_the_sprite():
    import re
    from pathlib import Path

    source = Path(__file__).resolve().parents[2]
    sprite = (source / "ui/static/ui/icons.svg").read_text(encoding="utf-8")
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', sprite))
    named = set()
    for path in source.rglob("*.html"):
        named |= set(re.findall(r'{% icon "([\w-]+)"', path.read_text(encoding="utf-8")))
    for path in source.rglob("apps.py"):
        named |= set(re.findall(r'icon="([\w-]+)"', path.read_text(encoding="utf-8")))
    assert named <= drawn
