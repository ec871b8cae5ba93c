"""SQL of our own, run at the end of the first migration: the indexes of the search, and the log that only grows.

On SQLite a later migration that remakes one of these tables drops its triggers: it must run `install` again.
"""

from typing import Any

from django.conf import settings
from django.db import migrations

POSTGRESQL = [
    # Columns that PostgreSQL keeps itself: over an expression alone it would count the words of every row anew, and
    # know too little of them to choose the index.
    "ALTER TABLE common_searchentry "
    "ADD COLUMN tokens_vector tsvector GENERATED ALWAYS AS (array_to_tsvector(string_to_array(tokens, ' '))) STORED, "
    "ADD COLUMN title_tokens_vector tsvector "
    "GENERATED ALWAYS AS (array_to_tsvector(string_to_array(title_tokens, ' '))) STORED",
    "CREATE INDEX search_entry_tokens ON common_searchentry USING gin (tokens_vector)",
    "CREATE INDEX search_entry_title_tokens ON common_searchentry USING gin (title_tokens_vector)",
    """CREATE FUNCTION common_act_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN RAISE EXCEPTION 'The log of acts only grows.' USING ERRCODE = 'restrict_violation'; END $$""",
    "CREATE TRIGGER act_is_kept BEFORE UPDATE OR DELETE ON common_act "
    "FOR EACH ROW EXECUTE FUNCTION common_act_is_kept()",
]
POSTGRESQL_BACK = [
    "DROP TRIGGER act_is_kept ON common_act",
    "DROP FUNCTION common_act_is_kept()",
    "DROP INDEX search_entry_title_tokens",
    "DROP INDEX search_entry_tokens",
    "ALTER TABLE common_searchentry DROP COLUMN tokens_vector, DROP COLUMN title_tokens_vector",
]
_OUT = (
    "INSERT INTO common_search_index (common_search_index, rowid, title_tokens, tokens) "
    "VALUES ('delete', old.id, old.title_tokens, old.tokens);"
)
_IN = "INSERT INTO common_search_index (rowid, title_tokens, tokens) VALUES (new.id, new.title_tokens, new.tokens);"
SQLITE = [
    "CREATE VIRTUAL TABLE common_search_index USING fts5("
    "title_tokens, tokens, content='common_searchentry', content_rowid='id', "
    "tokenize='unicode61 remove_diacritics 0', detail='column', prefix='3 4 5')",
    f"CREATE TRIGGER search_entry_in AFTER INSERT ON common_searchentry BEGIN {_IN} END",
    f"CREATE TRIGGER search_entry_out AFTER DELETE ON common_searchentry BEGIN {_OUT} END",
    f"CREATE TRIGGER search_entry_anew AFTER UPDATE ON common_searchentry BEGIN {_OUT} {_IN} END",
    "CREATE TRIGGER act_is_kept_as_it_is BEFORE UPDATE ON common_act "
    "BEGIN SELECT RAISE(ABORT, 'The log of acts only grows.'); END",
    # SQLite has no TRUNCATE: emptying a test database deletes rows. The seal, set but in tests, forbids it.
    "CREATE TABLE common_act_seal (closed integer NOT NULL)",
    "CREATE TRIGGER act_is_kept BEFORE DELETE ON common_act WHEN EXISTS (SELECT 1 FROM common_act_seal) "
    "BEGIN SELECT RAISE(ABORT, 'The log of acts only grows.'); END",
]
SQLITE_BACK = [
    "DROP TRIGGER act_is_kept",
    "DROP TABLE common_act_seal",
    "DROP TRIGGER act_is_kept_as_it_is",
    "DROP TRIGGER search_entry_anew",
    "DROP TRIGGER search_entry_out",
    "DROP TRIGGER search_entry_in",
    "DROP TABLE common_search_index",
]


def install(apps: Any, schema_editor: Any) -> None:
    """Make the indexes and triggers of this database."""
    sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in SQLITE if sqlite else POSTGRESQL:
        schema_editor.execute(statement)
    if sqlite and settings.MODE != "test":
        schema_editor.execute("INSERT INTO common_act_seal VALUES (1)")


def uninstall(apps: Any, schema_editor: Any) -> None:
    """Take them away again."""
    for statement in SQLITE_BACK if schema_editor.connection.vendor == "sqlite" else POSTGRESQL_BACK:
        schema_editor.execute(statement)


OPERATIONS = [migrations.RunPython(install, uninstall)]


class OnlyGrows:
    """The operations that let a table only grow, as the audit log does: `*OnlyGrows("events_schedulechange")`.

    On PostgreSQL and SQLite the database itself refuses to change a row; to delete one too (on SQLite under the seal).
    On SQLite a later migration that remakes the table drops the triggers: it must make them again.
    """

    def __init__(self, table: str) -> None:
        self.table = table

    def __iter__(self) -> Any:
        yield migrations.RunPython(self.forbid, self.allow)

    def forbid(self, apps: Any, schema_editor: Any) -> None:
        """Make the triggers."""
        table = self.table
        if schema_editor.connection.vendor != "sqlite":
            schema_editor.execute(
                f"CREATE TRIGGER {table}_is_kept BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION common_act_is_kept()"
            )
            return
        refuse = "SELECT RAISE(ABORT, 'The log of acts only grows.')"
        schema_editor.execute(f"CREATE TRIGGER {table}_is_kept_as_it_is BEFORE UPDATE ON {table} BEGIN {refuse}; END")
        sealed = "WHEN EXISTS (SELECT 1 FROM common_act_seal)"
        schema_editor.execute(f"CREATE TRIGGER {table}_is_kept BEFORE DELETE ON {table} {sealed} BEGIN {refuse}; END")

    def allow(self, apps: Any, schema_editor: Any) -> None:
        """Take them away again."""
        sqlite = schema_editor.connection.vendor == "sqlite"
        schema_editor.execute(f"DROP TRIGGER {self.table}_is_kept" + ("" if sqlite else f" ON {self.table}"))
        if sqlite:
            schema_editor.execute(f"DROP TRIGGER {self.table}_is_kept_as_it_is")
