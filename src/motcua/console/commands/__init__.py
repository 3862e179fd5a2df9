"""The operators' verbs that belong to the whole installation."""

from motcua.console.commands.backups import backup, restore
from motcua.console.commands.checks import check, outbox
from motcua.console.commands.demo import demo
from motcua.console.commands.seeding import seed
from motcua.console.commands.server import migrate, serve, static, work

COMMANDS = [serve, work, migrate, static, demo, seed, check, outbox, backup, restore]
