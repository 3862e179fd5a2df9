"""The ledger's spelling and sealing."""

import json
import struct
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.ledger import rules

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"]))
)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abcđ"), inner, max_size=4)
)


def sealed(**changes):
    content = {
        "previous": "",
        "subject": "dossier:1",
        "seq": 1,
        "kind": "submitted",
        "at": datetime(2026, 11, 22, 1, 2, 3, 4, tzinfo=UTC),
        "audience": "public",
        "actor": {"kind": "citizen", "name": "Nguyễn Văn Đạt"},
        "unit_id": 7,
        "data": {"tờ": [1, 2.5, None]},
    }
    return rules.seal(**{**content, **changes})


@given(VALUES)
def test_what_json_gives_back_has_the_same_spelling(value):
    written = rules.canonical(value)
    assert rules.canonical(json.loads(written)) == written


@given(st.dictionaries(st.text(), SCALARS, max_size=6))
def test_the_order_of_keys_does_not_matter(value):
    turned = dict(reversed(list(value.items())))
    assert rules.canonical(turned) == rules.canonical(value)


def test_spelling_is_utf8_without_spaces_and_sorted():
    at = datetime(2026, 11, 22, 8, 30, tzinfo=timezone(timedelta(hours=7)))
    value = {"b": at, "a": ["đ", Decimal("1.50"), date(2026, 1, 2), UUID(int=1), 3.0, 1e16]}
    assert (
        rules.canonical(value)
        == (
            '{"a":["đ","1.50","2026-01-02","00000000-0000-0000-0000-000000000001",3,10000000000000000],'
            '"b":"2026-11-22T01:30:00.000000+00:00"}'
        ).encode()
    )


@pytest.mark.parametrize("value", [{1, 2}, b"bytes", object()])
def test_what_has_no_certain_spelling_is_refused(value):
    with pytest.raises(TypeError):
        rules.canonical(value)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), datetime(2026, 1, 1)])
def test_what_cannot_be_compared_later_is_refused(value):
    with pytest.raises((ValueError, OverflowError)):
        rules.canonical([value])


def test_the_seal_is_a_known_one():
    """Changing the spelling would make every ledger in the field unverifiable."""
    assert sealed() == "4a43b20e6d71596e50ebecb746c596de69a831159f25f00fee8b4c6729ecf7cc"


@pytest.mark.parametrize(
    "change",
    [
        {"previous": "0" * 64},
        {"subject": "dossier:2"},
        {"seq": 2},
        {"kind": "accepted"},
        {"at": datetime(2026, 11, 22, 1, 2, 3, 5, tzinfo=UTC)},
        {"audience": "staff"},
        {"actor": {"kind": "citizen", "name": "Nguyễn Văn Đat"}},
        {"unit_id": None},
        {"data": {"tờ": [1, 2.5, None], "x": 0}},
    ],
)
def test_every_part_of_an_event_is_sealed(change):
    assert sealed(**change) != sealed()


@given(st.lists(st.tuples(st.integers(1, 2**62), st.integers(1, 2**31), st.binary(min_size=32, max_size=32))))
def test_heads_come_back_as_they_were_packed(heads):
    named = [(stream, length, head.hex()) for stream, length, head in heads]
    assert list(rules.unpack_heads(rules.pack_heads(named))) == named


def test_half_a_head_is_noticed():
    with pytest.raises(struct.error):
        list(rules.unpack_heads(rules.pack_heads([(1, 1, "00" * 32)])[:-1]))
