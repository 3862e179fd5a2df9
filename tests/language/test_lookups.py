"""What Django looks up at run time is what the catalogue holds, letter for letter; and every visible text is marked."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from unittest.mock import patch

import pytest
from django.template import Context, Engine, Node, Template, engines
from django.template import base as template_base
from django.template.base import Lexer, TokenType
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.utils import translation

from tests.architecture.source import modules
from tests.language.catalogue import ROOT, SOURCE, TEMPLATES, VIETNAMESE, collector

Text = tuple[str, str, str]  # context, singular, plural


def engine() -> Engine:
    """The engine that renders the product's pages."""
    found = engines["django"].engine
    assert isinstance(found, Engine)
    return found


def parsed(source: str) -> tuple[Template, list[template_base.Variable]]:
    """A template and every variable or literal that was met while it was read."""
    met: list[template_base.Variable] = []
    plain = template_base.Variable.__init__

    def noting(variable: template_base.Variable, var: str) -> None:
        plain(variable, var)
        met.append(variable)

    with patch.object(template_base.Variable, "__init__", noting):
        return engine().from_string(source), met


def looked_up(source: str) -> set[Text]:
    """Every text that a template asks the catalogue for: `_("…")`, `translate` and `blocktranslate`, as Django forms them."""
    template, met = parsed(source)
    found = {("", doubled(variable), "") for variable in met if variable.translate}
    for node in template.nodelist.get_nodes_by_type(Node):
        if isinstance(node, TranslateNode):
            found.add((context_of(node), doubled(node.filter_expression.var), ""))
        elif isinstance(node, BlockTranslateNode):
            plural = node.render_token_list(node.plural)[0] if node.plural else ""
            found.add((context_of(node), node.render_token_list(node.singular)[0], plural))
    return found


def doubled(variable: template_base.Variable) -> str:
    """A literal as `Variable.resolve` looks it up."""
    return str(variable.literal).replace("%", "%%")


def context_of(node: TranslateNode | BlockTranslateNode) -> str:
    """The context a tag names, '' without one."""
    return str(node.message_context.resolve(Context())) if node.message_context else ""


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: "/".join(path.parts[-3:]))
def test_a_template_looks_up_what_was_collected(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert looked_up(source) == set(collector().in_template(source))


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ('{% load i18n %}{% translate "Lưu" %}', "Save"),
        ('{% load i18n %}{{ none|default:_("Lưu") }}', "Save"),
        ("{% load i18n %}{% blocktranslate %}Bước {{ number }}/{{ total }}{% endblocktranslate %}", "Step 1/3"),
        (
            "{% load i18n %}{% blocktranslate trimmed %}\n  Một mã gồm 6 chữ số đã được gửi tới\n"
            "  <strong>{{ masked }}</strong>. Mã có hiệu lực 10 phút.\n{% endblocktranslate %}",
            "A 6-digit code has been sent to <strong>x&lt;y</strong>. It is valid for 10 minutes.",
        ),
        (
            "{% load i18n %}{% blocktranslate count n=total %}{{ n }} kết quả.{% plural %}{{ n }} kết quả.{% endblocktranslate %}",
            "3 results.",
        ),
        ('{% load i18n %}{% translate "phóng to đến 400 % mà không phải cuộn ngang;" %}', "zoom in to 400 % without scrolling sideways;"),
    ],
)  # fmt: skip
def test_a_page_says_it_in_english(source: str, said: str) -> None:
    with translation.override("en"):
        values = Context({"number": 1, "total": 3, "masked": "x<y", "none": None})
        assert engine().from_string(source).render(values) == said


def visible_leaks(source: str) -> Iterator[str]:
    """Vietnamese of a template that stands outside every translation."""
    inside = ""
    for token in Lexer(source).tokenize():
        words = token.contents.split()
        if token.token_type == TokenType.BLOCK and words[0] in {"blocktranslate", "comment"}:
            inside = words[0]
        elif token.token_type == TokenType.BLOCK and inside and words[0] == f"end{inside}":
            inside = ""
        elif inside or token.token_type == TokenType.COMMENT or words[:1] == ["translate"]:
            continue
        elif VIETNAMESE.search(re.sub(r"""_\((["']).*?\1\)""", "", token.contents)):
            yield token.contents.strip()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: "/".join(path.parts[-3:]))
def test_no_template_speaks_past_the_catalogue(path: Path) -> None:
    leaks = [leak for leak in visible_leaks(path.read_text(encoding="utf-8")) if 'lang="vi"' not in leak]
    assert leaks == []


CALLS = collector().SIMPLE | collector().PLURAL | collector().CONTEXT | collector().CONTEXT_PLURAL
CALLS |= {collector().PLURAL_NOOP}
# Marked with gettext_noop where they are defined, translated where they are shown.
MARKED_ELSEWHERE = {"procedures/forms/elements.py", "procedures/templatetags/procedures.py", "desk/queries/rows.py"}


def calls(tree: ast.Module) -> Iterator[ast.Call]:
    """Calls of gettext under any of its names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in CALLS:
            yield node


def test_gettext_is_asked_for_whole_literals() -> None:
    """`_(f"…")` and `_("…" + name)` would ask for a text that no catalogue can hold."""
    wrong = [
        f"{path.relative_to(SOURCE)}:{call.lineno}"
        for path, tree in modules().items()
        for call in calls(tree)
        if str(path.relative_to(SOURCE)) not in MARKED_ELSEWHERE
        and not (call.args and isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str))
    ]
    assert wrong == []


# Files a screen is made in: what they say must be marked.
SPEAKING = {"views", "forms", "permissions.py", "forms.py", "views.py", "apps.py"}
# The unit of money, and names of rooms that only Django itself reads.
SAME_IN_BOTH = {"đồng", "Bàn làm việc", "Hồ sơ", "Việc cần làm"}


def test_screens_say_nothing_unmarked() -> None:
    wrong = []
    for path, tree in modules().items():
        inner = path.relative_to(SOURCE)
        if not SPEAKING & set(inner.parts[1:2]) or inner.parts[0] == "api":
            continue
        marked = {id(part) for call in calls(tree) for part in call.args}
        marked |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        wrong += [
            (str(inner), node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in marked
            and VIETNAMESE.search(node.value)
            and node.value not in known_texts()
            and len(node.value) > 2
            and node.value not in SAME_IN_BOTH
        ]
    assert wrong == []


@cache
def known_texts() -> set[str]:
    """Texts of the catalogue: a literal among them is marked elsewhere."""
    return {text[1] for text in collector().collect()}


def test_the_catalogue_is_compiled_as_it_stands() -> None:
    source = collector().CATALOGUE
    compiled = source.with_suffix(".mo")
    assert compiled.exists(), f"scripts/compile_messages.py was not run for {source.relative_to(ROOT)}"
    with translation.override("en"):
        wrong = [
            entry.msgid
            for entry in collector().catalogue()
            if not entry.msgid_plural and not entry.msgctxt and translation.gettext(entry.msgid) != entry.msgstr
        ]
    assert wrong == []
