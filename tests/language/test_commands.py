"""The operators' verbs explain themselves in both languages, the Vietnamese first."""

from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from motcua.config.command import collect, motcua, show_both_languages
from tests.language.catalogue import VIETNAMESE

collect(motcua)
show_both_languages(motcua)


def verbs(command: click.Command, name: str = "motcua") -> Iterator[tuple[str, click.Command]]:
    """Every verb below a command with the words that call it."""
    yield name, command
    for inner in getattr(command, "commands", {}).values():
        yield from verbs(inner, f"{name} {inner.name}")


ALL = dict(verbs(motcua))


def both(text: str | None) -> bool:
    """Whether a help text is "Tiếng Việt. / English."."""
    vietnamese, slash, english = (text or "").strip().partition(" / ")
    return bool(slash and VIETNAMESE.search(vietnamese) and english and not VIETNAMESE.search(english))


@pytest.mark.parametrize("name", ALL)
def test_a_verb_and_its_options_speak_both_languages(name: str) -> None:
    command = ALL[name]
    said = {name: command.help}
    said |= {
        each.opts[-1]: each.help
        for each in command.get_params(click.Context(command))
        if isinstance(each, click.Option)
    }
    wrong = {what: text for what, text in said.items() if not both(text) and text != "In ra JSON. / Prints JSON."}
    assert wrong == {}


@pytest.mark.parametrize("name", [name for name, command in ALL.items() if isinstance(command, click.Group)])
def test_a_list_of_verbs_shows_both_languages(name: str) -> None:
    shown = CliRunner().invoke(motcua, [*name.split()[1:], "--help"], terminal_width=100)
    text = " ".join(shown.output.split())
    assert shown.exit_code == 0
    for inner in getattr(ALL[name], "commands", {}).values():
        assert " ".join((inner.help or "").split("\n\n")[0].split()) in text
    assert "Show this message" not in text
