"""The picture of the steps: every box apart, arrows where they belong, the same in a list, the place of a dossier marked."""

from itertools import pairwise

from django.template import Context, Template

from motcua.procedures.actions.demo import demo_documents
from motcua.procedures.factories import make_document
from motcua.procedures.rules.course import LONGEST, picture_of, wrapped
from motcua.procedures.rules.definition import parse_definition


def branching():
    document = make_document(consultation={"days": 5, "silence": "consent", "bodies": ["Công an", "Phòng cháy"]})
    first = document["steps"][0]
    asked = {"field": "by_proxy", "equals": True}
    document["steps"].insert(1, {**first, "key": "ask", "title": "Lấy ý kiến", "kind": "consult", "when": asked})
    return parse_definition(document)


def test_boxes_stand_apart_and_arrows_join_them() -> None:
    for document in demo_documents().values():
        picture = picture_of(parse_definition(document))
        for above, below in pairwise(picture.stops):
            assert above.bottom < below.y
        assert picture.stops[-1].bottom < picture.height and len(picture.forward) == len(picture.stops) - 1
        assert all(len(line) <= LONGEST + 8 for stop in picture.stops for _y, line in stop.lines)
    assert len(wrapped("từ " * 60)) == 3 and wrapped("x" * 200) == ["x" * (LONGEST + 8)]
    assert picture_of(parse_definition(make_document(steps=[]))).stops == ()


def test_branches_returns_and_consulted_bodies_are_told() -> None:
    picture = picture_of(branching())
    ask, sign = picture.stops[1], picture.stops[2]
    assert ask.when == "Làm thay người khác: Có" and ask.asks == ("Công an", "Phòng cháy")
    assert sign.back_title == "Thẩm định" and len(picture.back) == 1 and len(picture.around) == 1


def test_a_dossiers_way_shows_where_it_stands() -> None:
    page = Template("{% load procedures %}{% step_picture definition route 1 %}").render(
        Context({"definition": branching(), "route": ["process", "sign", "issue", "return"]})
    )
    assert page.count('aria-current="step"') == 1 and page.count("mc-course__stop--done") == 1
    assert "1. Thẩm định" in page and "Lấy ý kiến" not in page and 'role="img"' in page and "style=" not in page
