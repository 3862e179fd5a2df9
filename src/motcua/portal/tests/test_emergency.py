"""The emergency banner: two people, or one in a danger that is read afterwards; over kept pages at once, gone by itself."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from motcua.accounts.factories import make_officer, sign_in
from motcua.accounts.queries import actor_of
from motcua.kernel import clock
from motcua.kernel.refusals import Conflict, NotAllowed, Refusal
from motcua.ledger.queries import timeline
from motcua.notices import actions
from motcua.notices.models import Banner
from motcua.pages.factories import District, make_district
from motcua.pages.views.door import SHELF
from motcua.work.models import WorkItem

pytestmark = pytest.mark.django_db
HOME = "/trang/quan-thu-phuong-1/"
TEXT = "Nước lên nhanh: rời khỏi hẻm 12"


@pytest.fixture
def at(stand: Callable[[str], datetime]) -> Callable[[str], datetime]:
    stand("2026-08-10 09:00")
    return stand


@pytest.fixture
def district(db: None, at: Callable[[str], datetime]) -> District:
    SHELF.clear()
    return make_district()


class House:
    """Two leaders and a head of office of a place."""

    def __init__(self, unit) -> None:
        since = datetime(2020, 1, 1, tzinfo=clock.LOCAL)
        self.unit = unit
        self.users = [
            make_officer(unit, role, valid_from=since) for role in ("unit_head", "unit_head", "department_head")
        ]
        self.leader, self.deputy, self.office = map(actor_of, self.users)

    def banner(self, token: str = "t", hours: int = 3, **about) -> Banner:
        line = actions.Line(**{"text": TEXT, "ends_at": clock.now() + timedelta(hours=hours), **about})
        return actions.raise_banner(actor=self.leader, unit=self.unit, line=line, token=token)


def seen(path: str = HOME, **cookies: str) -> bool:
    client = Client()
    client.cookies.load(cookies)
    return TEXT in client.get(path).text


def test_it_stands_on_a_kept_page_after_the_second_yes_and_ends_by_itself(district, at):
    house = House(district.wards[0])
    assert not seen() and len(SHELF.kept) == 1
    banner = house.banner()
    assert house.banner().pk == banner.pk and not seen()
    with pytest.raises(NotAllowed):
        actions.confirm_banner(actor=house.leader, banner_id=banner.pk)
    actions.confirm_banner(actor=house.office, banner_id=banner.pk)
    actions.confirm_banner(actor=house.deputy, banner_id=banner.pk)
    assert seen() and seen(f"{HOME}van-ban/") and seen(), "also when it comes from the shelf"
    assert not seen("/trang/quan-thu/") and not seen("/trang/quan-thu-phuong-2/") and not seen("/")
    at("2026-08-10 11:59:59")
    assert seen()
    at("2026-08-10 12:00:00")
    assert not seen()
    assert [event.kind for event in timeline(banner.subject)] == ["banner-asked", "banner-confirmed"]
    assert not WorkItem.objects.regardless("test").filter(subject=banner.subject, closed_at=None).exists()


def test_it_begins_at_its_hour_on_a_page_that_was_kept_before(district, at):
    house = House(district.wards[0])
    banner = house.banner(starts_at=clock.now() + timedelta(hours=1))
    actions.confirm_banner(actor=house.deputy, banner_id=banner.pk)
    assert not seen()
    at("2026-08-10 10:00:00")
    assert seen()
    actions.take_down(actor=house.office, banner_id=banner.pk, reason="Nước đã rút")
    assert not seen()
    with pytest.raises(Conflict):
        actions.take_down(actor=house.office, banner_id=banner.pk, reason="Lần nữa")
    late = house.banner(hours=1, token="b")
    at("2026-08-10 11:00:00")
    with pytest.raises(Conflict):
        actions.confirm_banner(actor=house.deputy, banner_id=late.pk)
    assert actions.forget_over() == 1 and actions.forget_over() == 0


def test_one_alone_in_a_danger_gives_a_reason_and_is_read_afterwards(district):
    house = House(district.wards[0])
    banner = house.banner(alone_reason="Vỡ bờ bao, không liên lạc được phó chủ tịch")
    assert seen() and banner.is_unread
    assert WorkItem.objects.regardless("test").filter(subject=banner.subject, closed_at=None).count() == 1
    actions.confirm_banner(actor=house.deputy, banner_id=banner.pk)
    told = {event.kind: event.data for event in timeline(banner.subject)}
    assert "Vỡ bờ bao" in told["banner-alone"]["reason"] and "banner-read" in told


def test_who_may_and_how_long(district):
    house, other = House(district.wards[0]), House(district.wards[1])
    line = actions.Line(text=TEXT, ends_at=clock.now() + timedelta(hours=1))
    for actor in (house.office, other.leader):
        with pytest.raises(NotAllowed):
            actions.raise_banner(actor=actor, unit=house.unit, line=line, token="x")
    with pytest.raises(NotAllowed):
        actions.confirm_banner(actor=other.deputy, banner_id=house.banner().pk)
    for hours, more in ((73, {}), (-1, {}), (1, {"text": " "}), (1, {"link": "javascript:x"})):
        with pytest.raises(Refusal):
            house.banner(token="y", hours=hours, **more)


def test_what_a_district_says_for_all_below_is_seen_below_and_at_the_door(district):
    house = House(district.unit)
    banner = house.banner(below=True, link="/thong-bao/1/")
    actions.confirm_banner(actor=house.deputy, banner_id=banner.pk)
    assert seen() and seen("/trang/quan-thu/")
    # The district is the top of this tree: its banner is the whole city's, at the door for everybody.
    assert seen("/") and seen("/tro-giup/", **{"don-vi": "quan-thu-phuong-2"})
    own_host = Client(HTTP_HOST="phuong1.quanthu.localhost").get("/").text
    assert TEXT in own_host and 'href="http' in own_host.partition(TEXT)[2][:200]


def test_a_wards_banner_is_at_the_door_of_who_chose_the_ward(district):
    house = House(district.wards[0])
    actions.confirm_banner(actor=house.deputy, banner_id=house.banner().pk)
    assert seen("/", **{"don-vi": "quan-thu-phuong-1"})
    assert not seen("/", **{"don-vi": "quan-thu-phuong-2"}) and not seen("/")


def test_it_can_be_folded_for_the_visit_on_a_kept_page_without_a_script(district):
    house = House(district.wards[0])
    banner = house.banner(alone_reason="Vỡ bờ bao")
    client = Client()
    page = client.get(HOME).text
    assert 'role="alert"' in page and "Thu gọn" in page
    answer = client.post("/khan-cap/", {"gap": banner.pk, "tiep": HOME})
    assert answer.url == HOME and not answer.cookies["thu-gon"]["max-age"]
    for _each in range(2):
        folded = client.get(HOME).text
        assert TEXT not in folded and "Mở ra" in folded and seen()
    # Made-up numbers in the cookie make no second copy on the shelf.
    kept = len(SHELF.kept)
    assert seen(**{"thu-gon": "77.88.x.²"}) and len(SHELF.kept) == kept
    client.post("/khan-cap/", {"mo": banner.pk, "tiep": HOME})
    assert TEXT in client.get(HOME).text


def test_the_desk_asks_and_a_second_person_lets_it_up(district):
    house = House(district.wards[0])
    leader, deputy = (sign_in(Client(), user) for user in house.users[:2])
    said = {"text": TEXT, "ends_at": "2026-08-10T15:00"}
    assert leader.post("/can-bo/khan-cap/moi/", {"text": TEXT}).status_code == 422
    token = {"token": "tu-man-hinh"}
    for _press in range(2):
        answer = leader.post("/can-bo/khan-cap/moi/", {**said, **token})
    assert Banner.objects.regardless("test").count() == 1
    assert "Xác nhận cho hiện" not in leader.get(answer.url).text
    assert "Xác nhận cho hiện" in deputy.get(answer.url).text
    deputy.post(f"{answer.url}xac-nhan/")
    assert seen() and "Đang hiện" in leader.get("/can-bo/khan-cap/").text
    deputy.post(f"{answer.url}go/", {"reason": "Nước đã rút"})
    assert not seen() and "Nước đã rút" in deputy.get(answer.url).text
    clerk = sign_in(Client(), make_officer(house.unit, "clerk", valid_from=datetime(2020, 1, 1, tzinfo=clock.LOCAL)))
    assert (
        clerk.get("/can-bo/khan-cap/moi/").status_code == 403
        and clerk.post(f"{answer.url}xac-nhan/").status_code == 403
    )
    stranger = sign_in(Client(), House(district.wards[1]).users[0])
    assert stranger.get(answer.url).status_code == 404
