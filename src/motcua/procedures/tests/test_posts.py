"""Who performs roles of steps at a unit: said with dates, by whom it may be said, read from a file, gaps shown."""

from datetime import timedelta

import pytest
from django.test import Client

from motcua.accounts.factories import make_officer, officer_actor, sign_in
from motcua.kernel import clock
from motcua.kernel.actors import SYSTEM
from motcua.kernel.refusals import NotAllowed, Refusal
from motcua.ledger.queries import timeline
from motcua.procedures import actions
from motcua.procedures.actions import Choice
from motcua.procedures.factories import make_document, make_version
from motcua.procedures.models import StepPost
from motcua.procedures.queries import posts
from motcua.units.factories import make_place, make_post
from motcua.units.queries import department_of

pytestmark = pytest.mark.django_db
WORDS = ("department:tu-phap", "specialist")
BASE = "/can-bo/quy-dinh-rieng/phan-cong/"


@pytest.fixture
def ward():
    place = make_place(code="phuong-ba")
    make_version(document=make_document(code="9.000001"), units=[place])
    return place


@pytest.fixture
def land(ward):
    """The department that does here what the justice office does elsewhere."""
    return department_of(ward.pk, "dia-chinh-xay-dung")


def say(ward, choice, days=0, actor=SYSTEM, **more):
    day = clock.today() + timedelta(days=days)
    return actions.assign_post(
        actor=actor, unit_id=ward.pk, place=WORDS[0], role=WORDS[1], choice=choice, valid_from=day, **more
    )


def seated(ward, days=0):
    found = posts.seated_for(*WORDS, ward.pk, clock.now() + timedelta(days=days))
    return found.office.key, found.holder.name if found.holder else ""


def test_office_post_and_officer_from_their_days_on(ward, land) -> None:
    post = make_post(land, code="can-bo-ho-tich", title="Cán bộ hộ tịch")
    make_officer(land, "specialist", full_name="Lê Thị Tư", post=post)
    fifth = make_officer(land, "specialist", full_name="Phạm Văn Năm")
    assert seated(ward) == ("tu-phap", "")
    say(ward, Choice(land.pk))
    say(ward, Choice(land.pk, post_id=post.pk), days=1)
    say(ward, Choice(land.pk, officer_id=fifth.pk), days=2, valid_until=clock.today() + timedelta(days=3))
    assert [seated(ward, days)[1] for days in range(4)] == ["", "Lê Thị Tư", "Phạm Văn Năm", ""]
    assert [seated(ward, days)[0] for days in (2, 3)] == ["dia-chinh-xay-dung", "tu-phap"]
    make_officer(land, "specialist", full_name="Võ Văn Sáu", post=post)
    assert seated(ward, 1) == ("dia-chinh-xay-dung", ""), "two in one post: the office takes it"
    kinds = [event.kind for event in timeline("step-posts:phuong-ba", frozenset({"staff"}))]
    assert kinds.count("step-post-assigned") == 3 and kinds.count("step-post-ended") == 2


def test_what_can_not_be_is_refused_at_its_field(ward, land) -> None:
    other = make_place()
    stranger = make_officer(other, "specialist")
    for choice, days, more, name in (
        (Choice(other.pk), 0, {}, "choice"),
        (Choice(land.pk, officer_id=stranger.pk), 0, {}, "choice"),
        (Choice(land.pk), -1, {}, "valid_from"),
        (Choice(land.pk), 2, {"valid_until": clock.today()}, "valid_until"),
    ):
        with pytest.raises(Refusal) as refused:
            say(ward, choice, days, **more)
        assert name in refused.value.fields
    with pytest.raises(NotAllowed):
        say(ward, Choice(land.pk), actor=officer_actor(other, "unit_head"))
    with pytest.raises(NotAllowed):
        say(ward, Choice(land.pk), actor=officer_actor(ward, "specialist"))
    assert not StepPost.objects.exists()


def test_the_leaders_screen_lists_gaps_and_takes_a_word(ward, land) -> None:
    fifth = make_officer(land, "specialist", full_name="Phạm Văn Năm")
    head = sign_in(Client(), make_officer(ward, "unit_head", full_name="Chủ tịch Ba"))
    page = head.get(BASE).content.decode()
    assert "Không ai làm được" in page and "Thẩm định" in page and "Chủ tịch Ba" in page
    address = f"{BASE}{WORDS[0]}/{WORDS[1]}/"
    assert "Phạm Văn Năm" in head.get(address).content.decode()
    bad = head.post(address, {"choice": f"officer:{land.code}:{fifth.pk}", "valid_from": "2020-01-01"})
    assert bad.status_code == 422 and "Chọn từ hôm nay trở đi" in bad.content.decode()
    given = {"choice": f"officer:{land.code}:{fifth.pk}", "valid_from": f"{clock.today():%d/%m/%Y}", "reason": "QĐ 7"}
    assert head.post(address, given).status_code == 302
    page = head.get(BASE).content.decode()
    assert "Đã phân công" in page and '(<span lang="vi">QĐ 7</span>)' in page
    assert f"{land.name} (Phạm Văn Năm)" in head.get("/can-bo/quy-dinh-rieng/9.000001/").content.decode()
    row = StepPost.objects.get()
    stranger = sign_in(Client(), make_officer(make_place(), "unit_head"))
    assert stranger.post(f"{BASE}{row.pk}/ket-thuc/").status_code == 404
    assert stranger.get(f"{BASE}?don-vi={ward.code}").status_code == 404
    assert head.post(f"{BASE}{row.pk}/ket-thuc/").status_code == 302 and not StepPost.objects.exists()


def test_a_file_is_taken_whole_or_not_at_all(ward, land) -> None:
    make_officer(land, "specialist", username="nam", full_name="Phạm Văn Năm")
    head = sign_in(Client(), make_officer(ward, "unit_head"))
    sheet = head.get(f"{BASE}bang.csv").content.decode("utf-8-sig")
    line = next(one for one in sheet.splitlines() if "tu-phap,specialist" in one)
    good = sheet.replace(line, f"{ward.code},{WORDS[0]},{WORDS[1]},{land.code},,nam,{clock.today()},,QĐ 7")
    for broken, words in (
        (good + "x,desk,clerk,y,,,mai,,\n", "ngày phải viết như"),
        (good.replace(",nam,", ",khong-co,"), "Không có chức vụ hoặc cán bộ này"),
        ("a,b\n", "Thiếu cột"),
        ("", "Thiếu cột"),
    ):
        with pytest.raises(Refusal) as refused:
            actions.import_posts(actor=SYSTEM, content=broken.encode(), unit_id=ward.pk)
        assert words in str(list(map(str, refused.value.fields.values()))), broken
    assert not StepPost.objects.exists()
    assert actions.import_posts(actor=SYSTEM, content=good.encode()) == len(sheet.splitlines()) - 1
    assert actions.import_posts(actor=SYSTEM, content=good.encode()) == 0, "the same file again changes nothing"
    assert seated(ward) == ("dia-chinh-xay-dung", "Phạm Văn Năm")
