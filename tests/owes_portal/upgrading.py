"""A database of an earlier version of the portal, in the place of this test's own, to be filled and migrated."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg2
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

# Where each app stood in the first version that was handed over.
FIRST_VERSION = [
    ("accounts", "0002_participation_notice"),
    ("common", "0001_initial"),
    ("entities", "0004_kept_pictures"),
    ("events", "0004_reporting"),
    ("files", "0002_pictures_set_aside"),
    ("news", "0002_requests_of_any_picture"),
    ("partnerships", "0001_initial"),
]
NAME = "owes_earlier"


def migrate(*targets: tuple[str, str]) -> Any:
    """Bring the database to the targets; gives the models as they were there."""
    executor = MigrationExecutor(connection)
    plan = [target for target in targets if target not in executor.loader.applied_migrations]
    state = executor.migrate(plan) if plan else executor.loader.project_state(list(targets))
    return state.apps


def migrate_to_today() -> Any:
    """Bring the whole database to what the code says now."""
    return migrate(*MigrationExecutor(connection).loader.graph.leaf_nodes())


@contextmanager
def empty_database(folder: Path) -> Iterator[None]:
    """An empty database in the place of the test's: a file of SQLite, or one made on the same PostgreSQL."""
    ours = connection.settings_dict["NAME"]
    earlier = f"{ours}_{NAME}"
    connection.close()
    ContentType.objects.clear_cache()
    if connection.vendor == "sqlite":
        connection.settings_dict["NAME"] = str(folder / f"{NAME}.sqlite3")
    else:
        _on_the_server(
            f'DROP DATABASE IF EXISTS "{ours}_{NAME}"', f'CREATE DATABASE "{ours}_{NAME}" TEMPLATE template0'
        )
        connection.settings_dict["NAME"] = f"{ours}_{NAME}"
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = ours
        ContentType.objects.clear_cache()
        if connection.vendor != "sqlite":
            _on_the_server(f'DROP DATABASE "{earlier}" WITH (FORCE)')


def _on_the_server(*statements: str) -> None:
    database = connection.settings_dict
    administrator = psycopg2.connect(host=database["HOST"], user=database["USER"], dbname="postgres")
    administrator.autocommit = True
    with administrator.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    administrator.close()


def structure() -> dict[str, set[Any]]:
    """What the database itself keeps (columns, constraints, indexes, triggers), without the names that Django made."""
    with connection.cursor() as cursor:
        return _of_sqlite(cursor) if connection.vendor == "sqlite" else _of_postgres(cursor)


def _of_postgres(cursor: Any) -> dict[str, set[Any]]:
    queries = {
        "columns": "SELECT table_name, column_name, data_type, character_maximum_length, is_nullable, column_default "
        "FROM information_schema.columns WHERE table_schema = 'public'",
        "constraints": "SELECT conrelid::regclass::text, contype::text, pg_get_constraintdef(oid) FROM pg_constraint "
        "WHERE connamespace = 'public'::regnamespace",
        "indexes": r"SELECT tablename, regexp_replace(indexdef, 'INDEX \S+ ON', 'INDEX ON') FROM pg_indexes "
        "WHERE schemaname = 'public'",
        "triggers": "SELECT tgrelid::regclass::text, tgname, tgenabled::text FROM pg_trigger WHERE NOT tgisinternal",
    }
    found = {}
    for kind, query in queries.items():
        cursor.execute(query)
        found[kind] = set(cursor.fetchall())
    return found


def _of_sqlite(cursor: Any) -> dict[str, set[Any]]:
    found: dict[str, set[Any]] = {"columns": set(), "indexes": set(), "triggers": set(), "constraints": set()}
    tables = cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    for (table,) in tables:
        found["columns"] |= {
            (table, row[1], row[2], row[3], row[5])
            for row in cursor.execute(f'PRAGMA table_info("{table}")').fetchall()
        }
        found["constraints"] |= {
            (table, *row[2:7]) for row in cursor.execute(f'PRAGMA foreign_key_list("{table}")').fetchall()
        }
        for row in cursor.execute(f'PRAGMA index_list("{table}")').fetchall():
            columns = cursor.execute(f'PRAGMA index_info("{row[1]}")').fetchall()
            found["indexes"].add((table, row[2], row[4], tuple(column[2] for column in columns)))
    found["triggers"] = set(cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall())
    return found
