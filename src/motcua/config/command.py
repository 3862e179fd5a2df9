"""The operators' command `motcua`: sets Django up, then collects each installed room's verbs (`commands.COMMANDS`)."""

import os
import sys
from importlib import import_module
from importlib.util import find_spec

import click


def load_django() -> None:
    """Chooses the settings (MOTCUA_SETTINGS: embedded or city) and starts Django."""
    chosen = os.environ.get("MOTCUA_SETTINGS", "embedded")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"motcua.config.settings.{chosen}")
    import django

    django.setup()


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
def motcua() -> None:
    """Một cửa: vận hành hệ thống một cửa điện tử. / Runs the one-stop platform."""


def collect(group: click.Group) -> None:
    """Adds the verbs of every installed room; groups of one name are joined."""
    from django.conf import settings

    for room in settings.ROOMS:
        if find_spec(f"motcua.{room}.commands") is None:
            continue
        for command in import_module(f"motcua.{room}.commands").COMMANDS:
            standing = group.commands.get(command.name)
            if isinstance(standing, click.Group) and isinstance(command, click.Group):
                for verb in command.commands.values():
                    standing.add_command(verb)
            else:
                group.add_command(command)


def show_both_languages(command: click.Command) -> None:
    """Lists show a verb's whole first line: click would keep its first sentence only, the Vietnamese one."""
    command.short_help = (command.help or "").strip().split("\n\n")[0]
    option = command.get_help_option(click.Context(command, help_option_names=["-h", "--help"]))
    if option is not None:
        option.help = "Xem hướng dẫn này. / Shows this message."
    for verb in getattr(command, "commands", {}).values():
        show_both_languages(verb)


def main() -> None:
    """Entry point of the script `motcua`."""
    if sys.platform != "win32":
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    load_django()
    collect(motcua)
    show_both_languages(motcua)
    from motcua.kernel.refusals import Refusal

    try:
        motcua(prog_name="motcua")
    except Refusal as refusal:
        click.echo(str(refusal.message), err=True)
        for field, message in refusal.fields.items():
            click.echo(f"  {field}: {message}", err=True)
        raise SystemExit(1) from None
