"""A file of the national catalogue: tolerant of headings, honest about broken rows, drafts only, all or nothing."""

import json

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.accounts.factories import make_officer
from motcua.accounts.queries import actor_of
from motcua.kernel.actors import SYSTEM
from motcua.kernel.refusals import NotAllowed
from motcua.procedures import actions, queries
from motcua.procedures.commands import procedures
from motcua.procedures.factories import make_document, make_version
from motcua.procedures.models import ProcedureVersion, State
from motcua.procedures.rules.national import read_file
from motcua.units.factories import make_place

CSV = """Mã TTHC;Tên thủ tục;Lĩnh vực;Cấp thực hiện;Thời hạn giải quyết;Lệ phí
9.000001;Thủ tục xác nhận thử nghiệm;Thử nghiệm;Cấp xã;3 ngày;10.000 đồng
9.000002;Tên mới của thủ tục hai;Thử nghiệm;Cấp xã;;
1.555555;"Thủ tục hoàn toàn mới; có dấu chấm phẩy";Đất đai;Cấp tỉnh;15 ngày;
""".encode("utf-8-sig")


@pytest.fixture
def catalogue(db):
    for number in (1, 2, 3):
        name = {1: "Thủ tục xác nhận thử nghiệm", 2: "Thủ tục hai", 3: "Thủ tục ba"}[number]
        make_version(document=make_document(code=f"9.00000{number}", name=name))


def test_the_report_and_the_drafts(catalogue) -> None:
    done = actions.import_catalogue(actor=SYSTEM, content=CSV)
    assert [row.code for row in done.report.new] == ["1.555555"] and done.report.ended == ("9.000003",)
    assert [(row.code, parts) for row, parts in done.report.changed] == [("9.000002", ("name",))]
    assert done.report.same == 1 and not ProcedureVersion.objects.filter(state=State.DRAFT).exists()
    done = actions.import_catalogue(actor=SYSTEM, content=CSV, apply=True)
    assert done.drafts == ("1.555555", "9.000002")
    new, changed = (ProcedureVersion.objects.get(state=State.DRAFT, procedure__code=code) for code in done.drafts)
    assert new.document["verified"] is False and new.document["national"] == {"time": "15 ngày"}
    assert new.document["level"] == "city" and new.document["field_name"] == "Đất đai"
    assert changed.document["name"] == "Tên mới của thủ tục hai" and changed.document["form"] and changed.number == 2
    assert (
        queries.open_version("9.000003") and queries.definition_of(queries.version_at("9.000002")).name == "Thủ tục hai"
    )
    again = actions.import_catalogue(actor=SYSTEM, content=CSV, apply=True)
    assert again.drafts == () and set(again.waiting) <= {"1.555555", "9.000002"}


def test_a_broken_file_is_told_row_by_row_and_nothing_is_written(catalogue, tmp_path) -> None:
    broken = [
        {"code": "9.000002", "name": "Tên khác"}, {"code": "9.000002", "name": "Lặp"}, {"code": "x", "name": "Sai mã"},
        {"name": "Thiếu mã"}, 5, {"code": "9.000009", "name": "n" * 1001},
    ]  # fmt: skip
    path = tmp_path / "danh-muc.json"
    path.write_text(json.dumps({"tong": 6, "items": broken}), encoding="utf-8")
    result = CliRunner().invoke(procedures, ["import", str(path), "--json", "--apply"])
    report = json.loads(result.output)
    assert result.exit_code == 1 and [one["row"] for one in report["broken"]] == [2, 3, 4, 5, 6]
    assert not report["applied"] and not ProcedureVersion.objects.filter(state=State.DRAFT).exists()
    said = CliRunner().invoke(procedures, ["import", str(path)]).output
    assert "Dòng 2: mã 9.000002 đã có ở dòng 1" in said and "chưa ghi gì" in said


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"[", b"{}", b"[" * 5000, b"a,b\n1,2", b"null", b'["x"]'])
def test_rubbish_is_never_a_crash(content) -> None:
    rows, broken = read_file(content)
    assert rows == [] and broken


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_read_or_refused(content) -> None:
    rows, broken = read_file(content)
    assert rows or broken


@pytest.mark.django_db
def test_only_editors_import() -> None:
    with pytest.raises(NotAllowed):
        actions.import_catalogue(actor=actor_of(make_officer(make_place(), "clerk")), content=CSV)
