"""Texts of entries: a light markup that survives any paste, and the only HTML that is made of it.

A blank line parts paragraphs; "## " begins a heading, "- " an item, "1. " a numbered item, "> " a quotation;
**bold**, [words](https://address). Pasted HTML (Word, mail, other sites) is turned into it: scripts, styles, comments
and everything unknown are dropped, the words stay.
"""

import re
from html import escape
from html.parser import HTMLParser

LOOKS_LIKE_HTML = re.compile(r"<(?:/?[a-zA-Z][\w:-]*(?:\s[^<>]*)?/?|!--)", re.ASCII)
LINK = re.compile(r"\[([^\[\]\n]{1,300})\]\(([^()\s]{1,500})\)")
BOLD = re.compile(r"\*\*([^*\n]+)\*\*")
SAFE_ADDRESS = re.compile(r"(?:https?://|mailto:|tel:|/(?!/)|#)[^\s<>\"'\\]*\Z")
NUMBERED = re.compile(r"\d{1,3}[.)] ")
SILENT = frozenset(
    {"script", "style", "template", "iframe", "object", "head", "title", "xml", "svg", "math", "noscript"}
)
BLOCKS = frozenset({"p", "div", "br", "tr", "section", "article", "ul", "ol", "table", "h5", "h6", "header", "footer"})
OPENS = {"h1": "\n\n## ", "h2": "\n\n## ", "h3": "\n\n### ", "h4": "\n\n### ", "li": "\n- ", "blockquote": "\n\n> "}
GAPS_IN_LISTS = re.compile(r"(^- [^\n]*[^\s])\s*\n\s*(?=- )", re.MULTILINE)
MANY_BREAKS = re.compile(r"\n[ \t]*\n(?:[ \t]*\n)+")


class Stripper(HTMLParser):
    """Reads foreign HTML and writes the light markup."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.silent = 0
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Headings, items, bold and links are kept; everything else only parts lines."""
        if tag in SILENT:
            self.silent += 1
        elif tag in OPENS:
            self.out.append(OPENS[tag])
        elif tag in ("b", "strong"):
            self.out.append("**")
        elif tag == "a":
            address = (dict(attrs).get("href") or "").strip()
            self.links.append(address if SAFE_ADDRESS.match(address) else "")
            self.out.append("[" if self.links[-1] else "")
        elif tag in BLOCKS:
            self.out.append("\n" if tag in ("br", "tr") else "\n\n")
        elif tag in ("td", "th"):
            self.out.append(" ")

    def handle_endtag(self, tag: str) -> None:
        """Closes what was opened."""
        if tag in SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in ("b", "strong"):
            self.out.append("**")
        elif tag == "a" and self.links:
            address = self.links.pop()
            self.out.append(f"]({address})" if address else "")
        elif tag in OPENS or tag in BLOCKS:
            self.out.append("\n" if tag == "li" else "\n\n")

    def handle_data(self, data: str) -> None:
        """Words; a source's own line breaks mean nothing in HTML."""
        if not self.silent:
            self.out.append(re.sub(r"\s+", " ", data))

    def text(self) -> str:
        """What was written, items of one list without gaps between them."""
        return GAPS_IN_LISTS.sub(r"\1\n", "".join(self.out).replace("****", ""))


def cleaned(text: str) -> str:
    """The text as it is kept: light markup only. Text without tags stays as it was typed."""
    if LOOKS_LIKE_HTML.search(text):
        reader = Stripper()
        reader.feed(text)
        reader.close()
        text = reader.text()
    lines = (line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return MANY_BREAKS.sub("\n\n", "\n".join(lines)).strip()


def _link(match: re.Match[str]) -> str:
    words, address = match[1], match[2]
    if not SAFE_ADDRESS.match(address):
        return words
    return f'<a class="govuk-link" href="{address}">{words}</a>'


def _inline(text: str) -> str:
    """One line: escaped first, so that whatever was typed is text; then bold and links."""
    return BOLD.sub(r"<strong>\1</strong>", LINK.sub(_link, escape(text, quote=True)))


def _list(lines: list[str], tag: str, css: str) -> str:
    items = "".join(
        f"<li>{_inline(re.sub(NUMBERED, '', line, count=1) if tag == 'ol' else line[2:])}</li>" for line in lines
    )
    return f'<{tag} class="govuk-list govuk-list--{css}">{items}</{tag}>'


def _block(lines: list[str]) -> str:
    if lines[0].startswith("### "):
        return f'<h3 class="govuk-heading-s">{_inline(lines[0][4:])}</h3>' + (_block(lines[1:]) if lines[1:] else "")
    if lines[0].startswith("## "):
        return f'<h2 class="govuk-heading-m">{_inline(lines[0][3:])}</h2>' + (_block(lines[1:]) if lines[1:] else "")
    if all(line.startswith("- ") for line in lines):
        return _list(lines, "ul", "bullet")
    if all(NUMBERED.match(line) for line in lines):
        return _list(lines, "ol", "number")
    if all(line.startswith(">") for line in lines):
        return f'<blockquote class="govuk-inset-text">{"<br>".join(_inline(line[1:].strip()) for line in lines)}</blockquote>'
    first_item = next((place for place, line in enumerate(lines) if line.startswith("- ")), 0)
    if first_item and all(line.startswith("- ") for line in lines[first_item:]):
        return _block(lines[:first_item]) + _block(lines[first_item:])
    return f'<p class="govuk-body">{"<br>".join(_inline(line) for line in lines)}</p>'


def to_html(text: str) -> str:
    """The HTML of a kept text: paragraphs, headings, lists, quotations, bold, links; nothing else can come out of it."""
    blocks = [block.split("\n") for block in re.split(r"\n[ \t]*\n", text.strip()) if block.strip()]
    return "\n".join(_block([line.strip() for line in lines if line.strip()]) for lines in blocks)


def links_in(text: str) -> list[str]:
    """The addresses that a kept text links to, in their order."""
    return [match[2] for match in LINK.finditer(text) if SAFE_ADDRESS.match(match[2])]


def plain(text: str) -> str:
    """The words alone, for search and for a summary."""
    text = BOLD.sub(r"\1", LINK.sub(r"\1", text))
    return " ".join(re.sub(r"^(?:#{2,3} |- |> |\d{1,3}[.)] )", "", line.strip()) for line in text.split("\n")).strip()


def shortened(text: str, most: int) -> str:
    """The beginning of a text, cut between words, with a mark when something is left out."""
    words = plain(text)
    if len(words) <= most:
        return words
    return words[:most].rsplit(" ", 1)[0].rstrip(" ,.;:") + "…"


def slug_of(folded: str) -> str:
    """The name of an entry in addresses, from its folded title: "don ve sinh" → "don-ve-sinh"; never empty, at most 80 long."""
    slug = "-".join(folded.split())
    if len(slug) > 80:
        slug = slug[:80].rsplit("-", 1)[0]
    return slug or "bai"
