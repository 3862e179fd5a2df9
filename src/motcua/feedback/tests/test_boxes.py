"""Boxes over a photo: what they cover is gone from the public copy, down to the pixel; what can't be one is refused in words."""

import io
import re
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from hypothesis import given
from hypothesis import strategies as some
from PIL import Image

from motcua.accounts.factories import sign_in
from motcua.feedback import actions
from motcua.feedback.factories import Town, answered, make_report, make_town
from motcua.feedback.models import Photo, Report
from motcua.feedback.rules.boxes import MOST, Box, box_of_cell, box_typed, boxes_kept, burnt, fault_in
from motcua.files.actions import receive_bytes
from motcua.files.models import Owner
from motcua.files.queries import by_token, open_content
from motcua.kernel.outbox import drain
from motcua.kernel.refusals import Refusal

SIZE = (1000, 600)
side = some.floats(0, 1).map(lambda value: round(value, 6))
boxes = some.tuples(side, side, side, side).map(
    lambda sides: Box(min(sides[::2]), min(sides[1::2]), max(sides[::2]), max(sides[1::2]))
)


@given(boxes, some.integers(1, 5000), some.integers(1, 5000))
def test_what_is_burnt_covers_the_box_and_an_edge_and_stays_on_the_picture(box: Box, width: int, height: int) -> None:
    left, top, right, bottom = burnt(box, width, height)
    assert 0 <= left <= right < width and 0 <= top <= bottom < height
    assert left <= max(0, box.left * width - 2) and right >= min(width - 1, box.right * width + 2)
    assert top <= max(0, box.top * height - 2) and bottom >= min(height - 1, box.bottom * height + 2)


@given(boxes)
def test_a_box_comes_back_from_a_form_as_it_was(box: Box) -> None:
    assert box_typed(box.typed) == box and boxes_kept([list(box)]) == [box]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1",
        "0,0,1",
        "0,0,1,1,1",
        "NaN,0,1,1",
        "nan,0,1,1",
        "0,0,inf,1",
        "0,0,1e300,1",
        "0,0,a,1",
        "٠,0,1,1",
        "0," * 900,
    ],
)
def test_what_are_not_four_plain_numbers_is_no_box(text: str) -> None:
    assert box_typed(text) is None


@pytest.mark.parametrize(
    ("bad", "fault"),
    [
        ((float("nan"), 0, 1, 1), "outside"), ((0, 0, float("inf"), 1), "outside"), ((-0.01, 0, 1, 1), "outside"),
        ((0, 0, 1, 1.01), "outside"), ((0.5, 0, 0.4, 1), "empty"), ((0.5, 0, 0.5, 1), "empty"), ((0, 0, 1, 1), ""),
    ],
)  # fmt: skip
def test_what_lies_outside_or_covers_nothing_is_at_fault(bad: tuple[float, ...], fault: str) -> None:
    assert fault_in([Box(0, 0, 0.5, 0.5), Box(*bad)]) == fault
    assert fault_in([box_of_cell(0)] * (MOST + 1)) == "many"


def noisy() -> bytes:
    """A picture of bright points, with notes about the place."""
    notes = Image.Exif()
    notes[0x8825] = {1: "N", 2: (10.0, 53.0, 11.4), 3: "E", 4: (106.0, 35.0, 31.2)}
    out = io.BytesIO()
    Image.effect_noise(SIZE, 40).point(lambda value: 190 + value // 4).convert("RGB").save(out, "JPEG", exif=notes)
    return out.getvalue()


@pytest.fixture
def town() -> Town:
    return make_town()


@pytest.fixture
def report(town: Town) -> Report:
    owner = Owner(user_id=town.citizen.pk)
    file = receive_bytes(content=noisy(), name="o-ga.jpg", owner=owner)
    sent = answered(town, make_report(town, photos=[str(file.pk)]))
    drain()
    return sent


@pytest.fixture
def leader(town: Town) -> Client:
    return sign_in(Client(), town.user("unit_head"))


def only() -> Photo:
    return Photo.objects.get()


def publish(leader: Client, report: Report, **fields: Any) -> Any:
    revision = Report.objects.regardless("test").get(pk=report.pk).revision
    data = {"revision": revision, "text": "Ổ gà sâu", "answer": "Đã vá hôm qua.", **fields}
    return leader.post(f"/can-bo/phan-anh/{report.pk}/cong-khai/", data)


def public_copy() -> tuple[bytes, Image.Image]:
    public = only().public_file_id
    assert public is not None
    with open_content(by_token(public)) as source:
        content = source.read()
    return content, Image.open(io.BytesIO(content)).convert("L")


@pytest.mark.django_db
def test_inside_the_boxes_nothing_is_left_and_beside_them_everything(report: Report, leader: Client) -> None:
    pk = only().pk
    drawn = ["0.25,0.5,0.4,0.75", "0.9,0,1,0.1"]
    answer = publish(leader, report, show=pk, **{f"box-{pk}": drawn, f"cell-{pk}": ["47"]})
    assert answer.status_code == 302
    content, copy = public_copy()
    assert copy.size == SIZE
    for box in [*(box_typed(text) for text in drawn), box_of_cell(47)]:
        assert box is not None
        x, y, right, bottom = (round(part * whole) for part, whole in zip(box, SIZE * 2, strict=True))
        # An edge of five pixels lies outside; the JPEG's own blur stays within half of it.
        inner = (max(0, x - 2), max(0, y - 2), min(SIZE[0], right + 2), min(SIZE[1], bottom + 2))
        assert copy.crop(inner).getextrema()[1] < 24, box
    far = Image.new("L", SIZE, 255)
    for box in map(box_typed, drawn):
        assert box is not None
        left, top, right, bottom = burnt(box, *SIZE)
        far.paste(0, (max(0, left - 16), max(0, top - 16), right + 17, bottom + 17))
    left, top, *_end = burnt(box_of_cell(47), *SIZE)
    far.paste(0, (left - 16, top - 16, *SIZE))
    lit = Image.composite(copy, Image.new("L", SIZE, 255), far)
    assert lit.getextrema()[0] > 90
    # Neither notes nor a second, smaller picture go along.
    assert content.count(b"\xff\xd8\xff") == 1 and not Image.open(io.BytesIO(content)).getexif()
    assert only().covered == [[0.25, 0.5, 0.4, 0.75], [0.9, 0, 1, 0.1], list(box_of_cell(47))]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("boxes", "words"),
    [
        (["NaN,0,1,1"], "không đọc được"), (["0.2,0.2,1.4,0.4"], "nằm ngoài ảnh"), (["-0.2,0.2,0.4,0.4"], "nằm ngoài ảnh"),
        (["0.5,0.5,0.5,0.9"], "không có bề rộng"), ([f"0,0,0.5,{n / 1000:.3f}" for n in range(1, 302)], "Tối đa 100 hộp"),
    ],
)  # fmt: skip
def test_bad_boxes_are_refused_at_the_picture_and_nothing_is_lost(
    report: Report, leader: Client, boxes: list[str], words: str
) -> None:
    pk, good = only().pk, "0.1,0.1,0.3,0.3"
    page = publish(
        leader, report, text="Ổ gà (đã xem lại)", show=pk, **{f"box-{pk}": [good, *boxes], f"cell-{pk}": "9"}
    )
    assert page.status_code == 422
    part = re.search(r"<fieldset.*?</fieldset>", page.text, re.DOTALL)
    assert part and words in part[0] and good in part[0] and re.search(r'name="show" value="\d+" checked', part[0])
    assert re.search(r'value="9"[^>]*checked', part[0]) and "Ổ gà (đã xem lại)" in page.text
    assert f'href="#id_photo-{pk}"' in page.text and f'id="id_photo-{pk}"' in part[0]
    assert only().public_file_id is None and only().covered == []


@pytest.mark.django_db
def test_a_program_that_draws_outside_is_refused_and_no_copy_is_made(town: Town, report: Report) -> None:
    told = {"actor": town.actor("unit_head"), "report_id": report.pk, "text": "Ổ gà", "answer": "Đã vá."}
    with pytest.raises(Refusal) as refused:
        actions.publish(**told, photos={only().pk: [Box(0, 0, float("nan"), 1)]})
    assert list(refused.value.fields) == [f"photo-{only().pk}"] and only().public_file_id is None


@pytest.mark.django_db
def test_boxes_are_there_again_also_those_on_a_picture_that_was_not_shown(report: Report, leader: Client) -> None:
    pk, address = only().pk, f"/can-bo/phan-anh/{report.pk}/cong-khai/"
    assert publish(leader, report, **{f"box-{pk}": ["0.1,0.2,0.3,0.4"], f"cell-{pk}": ["8"]}).status_code == 302
    assert only().public_file_id is None
    page = leader.get(address).text
    assert re.search(r'name="box-\d+" value="0.1,0.2,0.3,0.4" checked', page)
    assert '<rect x="10.0000%" y="20.0000%" width="20.0000%" height="20.0000%"/>' in page
    assert re.search(r'name="cell-\d+" value="8"[^>]*checked', page) and 'value="1" checked' not in page
    # Taken away without a script: a box whose tick was removed is not sent.
    assert publish(leader, report, show=pk).status_code == 302
    assert only().covered == [] and public_copy()[1].getextrema()[0] > 90


@pytest.mark.django_db
def test_rows_of_the_grid_stay_readable_before_and_after_they_are_rewritten(report: Report, leader: Client) -> None:
    address = f"/can-bo/phan-anh/{report.pk}/cong-khai/"
    Photo.objects.update(covered=[1, 47])
    ticked = re.compile(r'name="cell-\d+" value="(\d+)"[^>]*checked')
    assert ticked.findall(leader.get(address).text) == ["1", "47"]
    for _again in range(2):
        import_module("motcua.feedback.migrations.0011_boxes").fill(apps, None)
        assert only().covered == [list(box_of_cell(1)), list(box_of_cell(47))]
    assert ticked.findall(leader.get(address).text) == ["1", "47"]


@pytest.mark.django_db
def test_pictures_before_and_after_the_work_are_counted_apart(town: Town, leader: Client) -> None:
    sender, worker = Owner(user_id=town.citizen.pk), town.actor("specialist")
    theirs = receive_bytes(content=noisy(), name="o-ga.jpg", owner=sender)
    sent = make_report(town, photos=[str(theirs.pk)])
    actions.accept(actor=worker, report_id=sent.pk)
    officer = Owner(user_id=worker.user_id)
    ours = receive_bytes(content=noisy(), name="sau.jpg", owner=officer)
    said = {"answer": "Đã vá.", "handled": True, "photos": [str(ours.pk)], "uploads": officer}
    actions.draft_answer(actor=worker, report_id=sent.pk, **said)
    actions.approve(actor=town.actor("unit_head"), report_id=sent.pk, answer="Đã vá.")
    drain()
    page = leader.get(f"/can-bo/phan-anh/{sent.pk}/cong-khai/").text
    assert "Ảnh của người phản ánh 1" in page and "Ảnh sau xử lý 1" in page and "Ảnh sau xử lý 2" not in page
