"""Reads a page as a screen reader does: each piece of text with the language it is announced in."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

SILENT = {"script", "style", "template"}
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "use", "wbr"}
SPOKEN = {"alt", "aria-label", "placeholder", "title", "aria-description", "aria-roledescription", "aria-valuetext"}


@dataclass
class Reader(HTMLParser):
    """Collects `pieces`: (language, text), attributes that are spoken included, and the language of the whole page."""

    language: str = ""
    pieces: list[tuple[str, str]] = field(default_factory=list)
    open: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes the element's language and its spoken attributes."""
        said = dict(attrs)
        language = said.get("lang") or (self.open[-1][1] if self.open else "")
        if tag == "html":
            self.language = language
        self.pieces += [(language, value) for name, value in attrs if name in SPOKEN and value]
        if tag == "input" and said.get("type") in {"submit", "button"} and said.get("value"):
            self.pieces.append((language, said["value"] or ""))
        if tag not in VOID:
            self.open.append((tag, language))

    def handle_endtag(self, tag: str) -> None:
        """Closes the element and whatever was left open in it."""
        for place in range(len(self.open) - 1, -1, -1):
            if self.open[place][0] == tag:
                del self.open[place:]
                return

    def handle_data(self, data: str) -> None:
        """Notes text that is shown."""
        text = " ".join(data.split())
        if text and not any(tag in SILENT for tag, _ in self.open):
            self.pieces.append((self.open[-1][1] if self.open else "", text))


def read(page: str) -> Reader:
    """A page's pieces."""
    reader = Reader()
    reader.feed(page)
    return reader
