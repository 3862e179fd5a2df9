"""What `motcua serve` tells of itself: links that leave the installation lead to the port it listens on."""

import urllib.request

import pytest

from motcua.console.commands.server import address_of
from tests.city import city as new_city


@pytest.mark.parametrize(
    ("host", "port", "address"),
    [
        ("127.0.0.1", 8080, "http://localhost:8080"),
        ("0.0.0.0", 8000, "http://localhost:8000"),
        ("::1", 8000, "http://localhost:8000"),
        ("192.168.1.20", 80, "http://192.168.1.20:80"),
        ("fd00::20", 8000, "http://[fd00::20]:8000"),
    ],
)
def test_the_address_is_what_one_types_here(host: str, port: int, address: str) -> None:
    assert address_of(host, port) == address


def test_without_a_chosen_address_links_lead_to_the_port_that_serves() -> None:
    with new_city(MOTCUA_ADDRESS="") as place:
        place.start()
        with urllib.request.urlopen(f"{place.url}/phan-anh/tin.atom", timeout=20) as answer:
            feed = answer.read().decode()
    assert f"<id>{place.url}/phan-anh/tin.atom</id>" in feed and ":8000/" not in feed
