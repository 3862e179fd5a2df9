"""Phone numbers and addresses as people type them."""

import pytest

from motcua.accounts.providers.destinations import read_destination
from motcua.kernel.refusals import Refusal


@pytest.mark.parametrize(
    "typed",
    [
        "0903000001",
        "0903 000 001",
        "0903.000.001",
        "+84903000001",
        "+84 903 000 001",
        "84903000001",
        "(0903) 000-001",
        "\u200b0903000001\u202e",
        "０９０３０００００１",
        "0084903000001",
    ],
)
def test_one_number_in_many_spellings(typed):
    where = read_destination(typed)
    assert (where.channel, where.value) == ("sms", "+84903000001")
    assert where.masked == "090****001"


@pytest.mark.parametrize("typed", ["Lan@Example.VN", " lan@example.vn ", "l\u200ban@example.vn"])
def test_one_address_in_many_spellings(typed):
    assert read_destination(typed).value == "lan@example.vn"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "0903",
        "1900561234",
        "02838221234",
        "+1 650 253 0000",
        "0903000001 ext 5",
        "không có",
        "lan@",
        "@example.vn",
        "lаn@example.vn",
        "lan@exаmple.vn",
        "a@b@c.vn",
        "a" * 250 + "@example.vn",
        "lan@example.vn\nBcc: x@y.vn",
        "<script>@x",
    ],
)
def test_what_is_no_destination(typed):
    with pytest.raises(Refusal) as refused:
        read_destination(typed)
    assert "destination" in refused.value.fields
