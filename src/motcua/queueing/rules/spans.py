"""Hours of a day as people type them: "07:30-11:30, 13:00-17:00"."""

import re
from collections.abc import Sequence
from itertools import pairwise

Span = tuple[int, int]
TIME = r"(\d{1,2})(?:[:hg.](\d{2})?)?"
SPAN = re.compile(rf"{TIME}\s*(?:-|–|đến|den)\s*{TIME}")


def read_spans(text: str) -> tuple[Span, ...]:
    """Minutes of the local day, in order, none touching another; nothing typed is a day closed. ValueError otherwise."""
    spans = []
    for part in filter(None, (part.strip() for part in re.split(r"[,;]", text.lower()))):
        found = SPAN.fullmatch(part)
        if found is None:
            raise ValueError(part)
        start, end = minute(found[1], found[2]), minute(found[3], found[4])
        if not 0 <= start < end <= 1440:
            raise ValueError(part)
        spans.append((start, end))
    spans.sort()
    if any(later[0] <= earlier[1] for earlier, later in pairwise(spans)):
        raise ValueError(text)
    return tuple(spans)


def minute(hour: str, rest: str | None) -> int:
    """The minute of the day; -1 for a minute that no hour has."""
    past = int(rest or 0)
    return int(hour) * 60 + past if past < 60 else -1


def span_words(spans: Sequence[Span]) -> str:
    """The hours as a field shows them to be changed: 07:30-11:30, 13:00-17:00."""
    return ", ".join(f"{start // 60:02d}:{start % 60:02d}-{end // 60:02d}:{end % 60:02d}" for start, end in spans)
