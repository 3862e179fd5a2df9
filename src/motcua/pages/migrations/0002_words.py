"""Makes the table of words that the search reads: FTS5 on SQLite, an index of words on PostgreSQL."""

from django.db import migrations

SQLITE = ["CREATE VIRTUAL TABLE pages_words USING fts5(words, tokenize = 'ascii')"]
POSTGRES = [
    "CREATE TABLE pages_words (rowid bigint PRIMARY KEY, words text NOT NULL)",
    "CREATE INDEX pages_words_index ON pages_words USING gin (to_tsvector('simple', words))",
]


def make_words(apps, editor):
    for statement in SQLITE if editor.connection.vendor == "sqlite" else POSTGRES:
        editor.execute(statement)


def drop_words(apps, editor):
    editor.execute("DROP TABLE pages_words")


class Migration(migrations.Migration):
    dependencies = [("pages", "0001_initial")]

    operations = [
        migrations.RunPython(make_words, drop_words),
    ]
