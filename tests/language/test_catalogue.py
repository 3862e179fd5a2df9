"""The English catalogue: complete, with the same placeholders, without leftovers."""

import re
from collections import Counter

from tests.language.catalogue import ROOT, VIETNAMESE, collector, english, entries

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*\}")
# Proper names, the currency, and words a person may type into a search box as they stand.
KEPT = (
    "Một cửa điện tử", "Một cửa", "đồng", "Việt Nam", "khai sinh", "xác nhận độc thân", "xây nhà", "hộ kinh doanh",
    "mở quán",
)  # fmt: skip


def test_every_text_has_english() -> None:
    assert collector().missing() == []


def test_catalogue_holds_nothing_that_is_gone() -> None:
    collected = set(collector().collect())
    assert [entry.msgid for entry in entries() if collector().key(entry) not in collected] == []


def test_no_entry_is_fuzzy_or_doubled() -> None:
    assert [entry.msgid for entry in entries() if "fuzzy" in entry.flags] == []
    doubled = Counter((entry.msgctxt, entry.msgid) for entry in entries())
    assert [text for text, times in doubled.items() if times > 1] == []


def test_placeholders_are_the_same_on_both_sides() -> None:
    wrong = [
        (entry.msgid, text)
        for entry in entries()
        for text in english(entry)
        if Counter(PLACEHOLDER.findall(text)) != Counter(PLACEHOLDER.findall(entry.msgid))
    ]
    assert wrong == []


def test_english_is_english() -> None:
    wrong = []
    for text in (text for entry in entries() for text in english(entry)):
        rest = text
        for name in KEPT:
            rest = rest.replace(name, "")
        if VIETNAMESE.search(rest):
            wrong.append(text)
    assert wrong == []


def test_english_ends_as_the_vietnamese_does() -> None:
    wrong = [
        (entry.msgid, text)
        for entry in entries()
        for text in english(entry)
        if (entry.msgid[-1] in ".?:;…" or text[-1] in ".?:;…") and entry.msgid[-1] != text[-1]
    ]
    assert wrong == []


def test_nothing_shouts_in_either_language() -> None:
    assert [text for entry in entries() for text in (entry.msgid, *english(entry)) if "!" in text] == []


def test_places_in_the_catalogue_belong_to_the_tree() -> None:
    places = {place for entry in entries() for place, line in entry.occurrences if not line}
    assert places and all((ROOT / place).is_file() and place.startswith("src/motcua/") for place in places)
