"""Links that lead nowhere are named to who edits."""

from django.test import Client

from motcua.accounts.factories import make_officer, sign_in
from motcua.pages.factories import make_entry
from motcua.pages.models import Moved
from motcua.pages.queries.links import broken_links

HOME = "/trang/quan-thu-phuong-1/"


def test_links_that_lead_nowhere(district):
    site = district.sites["quan-thu-phuong-1"]
    make_entry(site, "Còn đây")
    Moved.objects.create(unit_site=site, old="tin-tuc/chuyen", new="tin-tuc/con-day")
    good = [
        f"{HOME}tin-tuc/con-day/",
        f"{HOME}tin-tuc/chuyen/",
        HOME,
        f"{HOME}van-ban/?trang=2",
        "/thu-tuc/",
        "https://example.vn/x",
    ]
    bad = [f"{HOME}tin-tuc/mat/", "/khong-co-trang-nay/", "/trang/khong-co/", f"{HOME}la/"]
    body = " ".join(f"[xem]({address})" for address in [*good, *bad])
    row = make_entry(site, "Nhiều liên kết", body=body)
    assert broken_links(row) == bad
    page = (
        sign_in(Client(), make_officer(district.wards[0], "clerk")).get(f"/can-bo/trang/bai/{row.pk}/").content.decode()
    )
    assert "Liên kết không dẫn tới đâu" in page and f"{HOME}tin-tuc/mat/" in page
