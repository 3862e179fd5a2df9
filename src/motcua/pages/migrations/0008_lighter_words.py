"""The words of the search without their places in the text, which it never asks for: lists a fraction as long to read."""

from django.db import migrations

SQLITE = [
    "CREATE VIRTUAL TABLE pages_words_new USING fts5(words, tokenize = 'ascii', detail = none)",
    "INSERT INTO pages_words_new (rowid, words) SELECT rowid, words FROM pages_words",
    "DROP TABLE pages_words",
    "ALTER TABLE pages_words_new RENAME TO pages_words",
]
POSTGRES = [
    "DROP INDEX pages_words_index",
    "ALTER TABLE pages_words ALTER COLUMN words TYPE tsvector USING strip(to_tsvector('simple', words))",
    "CREATE INDEX pages_words_index ON pages_words USING gin (words)",
]


def make_lighter(apps, editor):
    for statement in SQLITE if editor.connection.vendor == "sqlite" else POSTGRES:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("pages", "0007_emblem_and_video")]

    operations = [
        migrations.RunPython(make_lighter),
    ]
