"""Operators' verbs of the room, collected by the command `motcua`."""

import click

from motcua.kernel.actors import SYSTEM
from motcua.notices import actions
from motcua.notices.models import Topic


@click.group()
def topic() -> None:
    """Chủ đề thông báo đến dân. / Topics of notices to residents."""


@topic.command("put")
@click.argument("key")
@click.argument("name")
@click.option("--english", default="", help="Tên tiếng Anh. / English name.")
@click.option("--order", default=100, help="Thứ tự. / Order.")
@click.option("--closed", is_flag=True, help="Không nhận thông báo mới. / Takes no new notices.")
def put(key: str, name: str, english: str, order: int, closed: bool) -> None:
    """Thêm hoặc sửa một chủ đề. / Adds or changes a topic."""
    made = actions.put_topic(actor=SYSTEM, key=key, name=name, name_en=english, order=order, is_open=not closed)
    click.echo(f"{made.key}\t{made.name}")


@topic.command("list")
def list_topics() -> None:
    """Liệt kê các chủ đề. / Lists the topics."""
    for each in Topic.objects.all():
        click.echo(f"{each.key}\t{each.name}\t{'' if each.is_open else '(đóng / closed)'}")


COMMANDS: list[click.Command] = [topic]
