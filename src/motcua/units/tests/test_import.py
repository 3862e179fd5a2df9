"""Importing a tree: all or nothing, every error with its row, its column and a plain word."""

import json

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.actors import SYSTEM
from motcua.units import queries
from motcua.units.actions import import_file, import_units
from motcua.units.commands import units as units_command
from motcua.units.models import Post, Unit
from motcua.units.rules.reading import Unreadable, read_file

pytestmark = pytest.mark.django_db
HEADER = "code,name,level,parent,valid_from,valid_until,gso_code\n"


def imported(text: str | bytes, **more):
    return import_file(actor=SYSTEM, content=text.encode() if isinstance(text, str) else text, **more)


def test_any_depth_in_any_order():
    rows = [
        {"code": f"c-{n}", "name": f"Cấp {n}", "level": "department", "parent": f"c-{n - 1}"} for n in range(40, 0, -1)
    ]
    report = import_units(actor=SYSTEM, rows=[*rows, {"code": "c-0", "name": "Gốc", "level": "city"}])
    assert report.errors == [] and report.created == 41
    assert len(queries.ancestors_of(queries.unit_by_code("c-40").pk)) == 40


def test_a_csv_of_the_office_with_semicolons_and_vietnamese_headings():
    report = imported(
        "\ufeffMã đơn vị;Tên đơn vị;Cấp;Mã cấp trên;Từ ngày\r\ntp;Thành phố;city;;\r\nxa;Xã;commune;tp;01/02/2021\r\n"
    )
    assert report.errors == []
    assert queries.unit_by_code("xa").valid_from.isoformat() == "2021-02-01"


def test_second_import_changes_only_what_differs_and_keeps_absent_columns():
    imported(HEADER + "tp,Thành phố,city,,,,79\nxa,Xã,commune,tp,,,27556\n")
    report = imported("code,name,level\ntp,Thành phố,city\nxa,Xã đổi tên,commune\n")
    assert (report.created, report.updated, report.unchanged) == (0, 1, 1)
    unit = queries.unit_by_code("xa")
    assert (unit.name, unit.gso_code, unit.parent.code) == ("Xã đổi tên", "27556", "tp")


def test_moving_a_unit_takes_everything_below_along():
    imported(HEADER + "tp,TP,city,,,,\na,A,district,tp,,,\nb,B,district,tp,,,\nx,X,commune,a,,,\nd,D,desk,x,,,\n")
    report = imported("code,name,level,parent\nx,X,commune,b\n")
    assert report.updated == 1
    desk = Unit.objects.get(code="d")
    assert queries.ancestors_of(desk.pk) == tuple(queries.unit_by_code(code).pk for code in ("tp", "b", "x"))
    assert desk.pk in queries.descendants_of(queries.unit_by_code("b").pk)
    assert desk.pk not in queries.descendants_of(queries.unit_by_code("a").pk)


@pytest.mark.parametrize(
    ("body", "row", "column", "word"),
    [
        ("tp,TP,city,,,,\ntp,TP,city,,,,\n", 3, "code", "đã có ở dòng 2"),
        ("a,A,district,b,,,\nb,B,commune,a,,,\n", 2, "parent", "vòng lặp"),
        ("a,A,city,a,,,\n", 2, "parent", "vòng lặp"),
        ("a,A,city,,2021-01-01,2020-01-01,\n", 2, "valid_until", "phải sau ngày bắt đầu"),
        ("a,A,city,,2021-01-01,2021-01-01,\n", 2, "valid_until", "phải sau"),
        ("a,A,city,,31/02/2021,,\n", 2, "valid_from", "31/02/2021"),
        ("a,A,city,khong-co,,,\n", 2, "parent", "Không tìm thấy đơn vị cấp trên"),
        ("a,A,huyen,,,,\n", 2, "level", "Không có cấp"),
        ("a,,city,,,,\n", 2, "name", "để trống"),
        (",A,city,,,,\n", 2, "code", "để trống"),
        ("Củ Chi,A,city,,,,\n", 2, "code", "chữ thường không dấu"),
        ("a,A,city,,,,12a\n", 2, "gso_code", "Cục Thống kê"),
        ("a,A,desk,,,,\n", 2, "parent", "phải có đơn vị cấp trên"),
        ("a,A,commune,,,,\nb,B,district,a,,,\n", 3, "level", "không thể nằm dưới"),
        ("a," + "Á" * 201 + ",city,,,,\n", 2, "name", "tối đa 200"),
        ("a,A,city,,,,,,thừa\n", 2, "", "7 cột"),
        ('a,"A,city,,,,\n', 2, "", "ngoặc kép"),
    ],
)
def test_errors_name_row_and_column_and_nothing_is_written(body, row, column, word):
    report = imported(HEADER + body)
    assert [(error.row, error.column) for error in report.errors] == [(row, column)]
    assert word in report.errors[0].message
    assert not Unit.objects.exists()


def test_every_error_is_reported_at_once():
    report = imported(HEADER + "a,A,city,,,,\nb,,district,a,,,\nc,C,tinh,zzz,,,\n")
    assert [(error.row, error.column) for error in report.errors] == [(3, "name"), (4, "level"), (4, "parent")]
    assert not Unit.objects.exists()


def test_a_circle_with_units_already_there_is_found():
    imported(HEADER + "a,A,city,,,,\nb,B,district,a,,,\n")
    report = imported("code,name,level,parent\na,A,city,b\n")
    assert any("vòng lặp" in error.message for error in report.errors)


def test_dates_are_checked_against_what_is_there():
    imported(HEADER + "a,A,city,,2021-01-01,,\n")
    report = imported("code,name,level,valid_until\na,A,city,2020-05-05\n")
    assert [error.column for error in report.errors] == ["valid_until"]


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "trống"),
        (b"  \n ", "trống"),
        ((HEADER + "a,Huyện Củ Chi,city,,,,\n").encode("utf-16"), "UTF-16"),
        ("code,name,level\na,Huyện,city\n".encode("cp1258", "replace").replace(b"Huy", b"Huy\xea\xf2"), "UTF-8"),
        (b"PK\x03\x04abc", "Excel"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "ảnh"),
        (b"code,name\x00,level\n", "không phải là văn bản"),
        (b"day la mot bai van dai\nkhong phai bang\n", "không phải CSV"),
        (b"code,name\na,A\n", "Thiếu cột"),
        (b"code,name,level,name\na,A,city,B\n", "hai lần"),
        ("code,name,level,dân số\na,A,city,1\n".encode(), "Không biết cột"),
        (b"code,name,level\n", "không có dòng dữ liệu"),
        (b"[{]", "JSON"),
        (b'{"don_vi": 1}', "danh sách"),
        (b"[1]", "không phải là một đơn vị"),
        (b'[{"code": "a", "name": "A", "level": "city", "x": 1}]', "Không biết mục"),
        (b'[{"code": {"a": 1}, "name": "A", "level": "city"}]', "chữ hoặc số"),
        (b"[" * 100_000, "JSON"),
    ],
)
def test_files_that_are_no_list_of_units_get_a_plain_word(content, word):
    report = imported(content)
    assert len(report.errors) == 1
    assert word in report.errors[0].message
    assert not Unit.objects.exists()


def test_wrong_encoding_names_the_line():
    report = imported(b"code,name,level\na,A,city\nb,Qu\xean,district\n")
    assert report.errors[0].row == 3


def test_json_nests_and_brings_posts():
    posts = [{"code": "chu-tich", "title": "Chủ tịch", "is_head": True}]
    tree = [
        {
            "code": "tp",
            "name": "TP",
            "level": "city",
            "children": [{"code": "xa", "name": "Xã", "level": "commune", "posts": posts}],
        }
    ]
    assert imported(json.dumps({"units": tree})).created == 2
    posts[0]["title"] = "Chủ tịch UBND"
    posts.append({"code": "pho", "title": "Phó", "is_head": False})
    assert imported(json.dumps(tree)).errors == []
    assert {post.title for post in Post.objects.filter(unit__code="xa")} == {"Chủ tịch UBND", "Phó"}


@pytest.mark.parametrize(
    "posts",
    ["x", [1], [{"code": "A B", "title": "x"}], [{"code": "a"}], [{"code": "a", "title": "b"}] * 2,
     [{"code": "a", "title": "x", "is_head": True}, {"code": "b", "title": "y", "is_head": True}]],
)  # fmt: skip
def test_wrong_posts_are_reported(posts):
    report = imported(json.dumps([{"code": "tp", "name": "TP", "level": "city", "posts": posts}]))
    assert [error.column for error in report.errors] == ["posts"]


def test_dry_run_counts_and_writes_nothing():
    report = imported(HEADER + "a,A,city,,,,\nb,B,district,a,,,\n", dry_run=True)
    assert (report.created, report.errors) == (2, [])
    assert not Unit.objects.exists()


def test_invisible_characters_do_not_get_into_names():
    imported("code,name,level\na,Huyện\u200b  Củ\u202e Chi,city\n")
    assert queries.unit_by_code("a").name == "Huyện Củ Chi"


@given(st.binary(max_size=300))
def test_no_content_breaks_the_reader(content):
    try:
        read_file(content)
    except Unreadable as why:
        assert why.error.message


@given(st.text(alphabet='code,name;level\n\t"[]{}:abc0123 é', max_size=200))
def test_no_text_breaks_the_reader(text):
    try:
        read_file(b"code,name,level\n" + text.encode())
    except Unreadable as why:
        assert why.error.message


def test_the_command_reports_in_words_and_in_json(tmp_path):
    file = tmp_path / "don-vi.csv"
    file.write_text(HEADER + "a,A,tinh,,,,\n", encoding="utf-8")
    failed = CliRunner().invoke(units_command, ["import", str(file)])
    assert failed.exit_code == 1
    assert "Dòng 2, cột level" in failed.output
    shown = CliRunner().invoke(units_command, ["import", str(file), "--json"])
    assert json.loads(shown.output)["errors"][0]["row"] == 2
    file.write_text(HEADER + "a,A,city,,,,\n", encoding="utf-8")
    done = CliRunner().invoke(units_command, ["import", str(file), "--json"])
    assert json.loads(done.output) == {
        "ok": True, "dry_run": False, "created": 1, "updated": 0, "unchanged": 0, "errors": []
    }  # fmt: skip
    assert "A  [a]" in CliRunner().invoke(units_command, ["tree"]).output


@pytest.mark.parametrize(("colour", "fine"), [("#767676", True), ("#777777", False), ("xanh", False), ("", True)])
def test_a_colour_must_be_readable(colour, fine):
    assert imported(f"code,name,level,colour\na,A,city,{colour}\n").ok == fine
