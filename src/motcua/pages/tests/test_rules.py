"""Light markup, host names, colours, places in the tree: rules without any framework."""

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.pages.rules import colours, markup
from motcua.pages.rules.addressing import number_of, step_of
from motcua.pages.rules.hosts import is_host
from motcua.pages.rules.kinds import belongs_to_site, host_of

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{color:red}</style></head>
<body><!--[if gte mso 9]><xml><w:WordDocument/></xml><![endif]--><p class="MsoNormal" style="mso-x:1">Kính gửi <b>bà con</b><o:p></o:p></p>
<script>alert(1)</script><ul><li onclick="x()">một</li><li>hai</li></ul><a href="javascript:alert(1)">bấm</a>
<a href="https://example.vn/a">xem</a><img src=x onerror=alert(1)></body></html>"""


def test_pasted_word_becomes_light_markup():
    kept = markup.cleaned(WORD)
    assert "Kính gửi **bà con**" in kept and "- một\n- hai" in kept and "[xem](https://example.vn/a)" in kept
    for gone in ("alert", "Mso", "style", "<", "javascript", "WordDocument", "onclick"):
        assert gone not in kept
    assert markup.cleaned(kept) == kept


def test_a_comparison_in_plain_words_is_no_html():
    assert markup.cleaned("lương < 5 triệu và > 3 triệu") == "lương < 5 triệu và > 3 triệu"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//evil.example/", "vbscript:x"])
def test_addresses_that_act_are_words_only(address):
    assert "href" not in markup.to_html(f"[bấm]({address})")


def test_markup_makes_headings_lists_and_links():
    html = markup.to_html("## Đầu đề\nlời\n\n- một\n- hai **đậm**\n\n1. a\n2. b\n\n> trích\n\n[xem](/thu-tuc/)")
    for part in ("<h2", "<ul", "<strong>đậm</strong>", "<ol", "<blockquote", 'href="/thu-tuc/"'):
        assert part in html


@given(st.text(alphabet=st.sampled_from("<>\"'&#*[]()/-> \n1.abcăđ:"), max_size=120))
def test_nothing_typed_becomes_an_element_of_its_own(text):
    html = markup.to_html(markup.cleaned(text))
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    known = {"p", "h2", "h3", "ul", "ol", "li", "a", "strong", "br", "blockquote", "DOCUMENT_FRAGMENT"}
    for element in tree.iter():
        assert element.tag in known
        assert set(element.attrib) <= {"class", "href"}


def test_summary_is_cut_between_words():
    assert markup.shortened("## Một hai\n\nba bốn", 9) == "Một hai…"
    assert markup.slug_of("") == "bai" and len(markup.slug_of("dai " * 60)) <= 80


@pytest.mark.parametrize(
    ("name", "good"),
    [("phuong1.quan10.vn", True), ("localhost", False), ("a_b.vn", False), ("-a.vn", False), ("a." * 120 + "vn", False), ("", False)],
)  # fmt: skip
def test_host_names(name, good):
    assert is_host(name) is good
    assert host_of("quan-10/phuong-1", "example.vn") == "phuong1.quan10.example.vn"


def test_what_belongs_to_a_site():
    assert belongs_to_site("/") and belongs_to_site("/tin-tuc/bai/") and belongs_to_site("/sitemap.xml")
    assert not belongs_to_site("/thu-tuc/") and not belongs_to_site("/static/dist/site.css")


def test_colours_that_white_letters_can_be_read_on():
    assert colours.is_usable("#4b3f9c") and not colours.is_usable("#ffd54a") and not colours.is_usable("red;}")
    assert colours.sheet("#ffd54a") == colours.sheet("") and "#4b3f9c" in colours.sheet("#4b3f9c")


@given(st.integers(0, 36**4 - 1))
def test_steps_of_the_tree_count_as_wagtail_counts(number):
    from wagtail.models import Page

    assert step_of(number) == Page._int2str(number).rjust(4, "0") and number_of(step_of(number)) == number
