"""The page before one begins to fill in: what it takes, how long, how much, who pays less."""

import pytest
from django.test import Client

from motcua.dossiers.factories import make_house

pytestmark = pytest.mark.django_db
LESS = {
    "key": "proxy",
    "title": "Làm thay",
    "kind": "percent",
    "value": 50,
    "when": {"field": "by_proxy", "equals": True},
}


def test_it_says_how_long_and_how_much():
    fee = {"key": "fee", "title": "Lệ phí", "amount": 8000, "online_amount": 4000, "reductions": [LESS]}
    house = make_house(fees=[fee], clock="working 3d; pause", clock_note="Chờ xác minh thì lâu hơn.")
    where = {"thu-tuc": house.version.procedure.code, "don-vi": house.place.code}
    page = Client().get("/nop-ho-so/", where).content.decode()
    for words in (
        "3 ngày làm việc",
        "Chờ xác minh thì lâu hơn.",
        "4.000 đồng khi nộp trực tuyến",
        "8.000 đồng",
        "Được giảm 50% khi",
    ):
        assert words in page, words
