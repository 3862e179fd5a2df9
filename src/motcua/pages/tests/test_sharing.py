"""Shared down, proposed up: other sites show a piece only when it was shared with them, and stop when it ends."""

import pytest
from django.test import Client

from motcua.accounts.factories import make_officer, sign_in
from motcua.kernel.refusals import Conflict, NotAllowed, NotFound, Refusal
from motcua.pages import actions
from motcua.pages.factories import make_entry
from motcua.pages.models import Entry
from motcua.pages.tests.test_flow import decide

pytestmark = pytest.mark.django_db


def home(code):
    return Client().get(f"/trang/{code}/").content.decode()


def test_what_a_district_shares_stands_on_its_wards_sites_at_once(district):
    title = "Quận tiêm vắc xin"
    assert title not in home("quan-thu-phuong-1")
    writer, leader = district.actor("clerk", district.unit), district.actor("unit_head", district.unit)
    said = actions.Written(title=title, shared="down")
    entry = actions.write(actor=writer, unit_site=district.sites["quan-thu"], kind="news", written=said)
    actions.submit(actor=writer, entry_id=entry.pk)
    decide(leader, entry)
    page = home("quan-thu-phuong-1")
    assert title in page and 'href="/trang/quan-thu/tin-tuc/quan-tiem-vac-xin/"' in page and "Quận Thử" in page
    actions.take_down(actor=leader, entry_id=entry.pk, reason="Xong")
    assert title not in home("quan-thu-phuong-1")


def test_what_a_ward_proposes_waits_for_the_district(district):
    row = make_entry(district.sites["quan-thu-phuong-1"], "Phường làm hay", shared="up")
    leader, above = district.actor("unit_head", district.unit), district.sites["quan-thu"]
    assert "Phường làm hay" not in home("quan-thu")
    with pytest.raises(NotAllowed):
        actions.decide_proposal(
            actor=district.actor("clerk", district.unit), unit_site=above, entry_id=row.pk, take=True
        )
    with pytest.raises(NotFound):
        actions.decide_proposal(
            actor=district.actor("unit_head", district.wards[1]),
            unit_site=district.sites["quan-thu-phuong-2"],
            entry_id=row.pk,
            take=True,
        )
    client = sign_in(Client(), make_officer(district.unit, "unit_head"))
    assert "Phường làm hay" in client.get("/can-bo/trang/o/quan-thu/de-nghi/").content.decode()
    assert client.post(f"/can-bo/trang/o/quan-thu/de-nghi/{row.pk}/", {"take": "1"}).status_code == 302
    assert "Phường làm hay" in home("quan-thu") and "Phường làm hay" not in home("quan-thu-phuong-2")
    with pytest.raises(Conflict):
        actions.decide_proposal(actor=leader, unit_site=above, entry_id=row.pk, take=False)


def test_a_correction_keeps_what_was_taken_over(district):
    row = make_entry(district.sites["quan-thu-phuong-1"], "Phường làm hay", shared="taken")
    writer, leader = district.actor("clerk"), district.actor("unit_head")
    said = actions.Written(title="Phường làm hay", body="Thêm", shared="up")
    actions.revise(actor=writer, entry_id=row.pk, seen_revision=0, written=said)
    actions.submit(actor=writer, entry_id=row.pk)
    decide(leader, row)
    assert Entry.objects.get(pk=row.pk).shared == "taken" and "Phường làm hay" in home("quan-thu")


@pytest.mark.parametrize("shared", ["taken", "x"])
def test_nobody_takes_over_by_writing(district, shared):
    with pytest.raises(Refusal):
        actions.write(
            actor=district.actor("clerk"), unit_site=district.sites["quan-thu-phuong-1"], kind="news", written=actions.Written(title="x", shared=shared)
        )  # fmt: skip
