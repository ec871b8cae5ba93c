"""Everything that the portal keeps, read raw: every column of every table, every file, the page copies."""

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cryptography.fernet import InvalidToken
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import cache
from django.db import connection

from common.db.fields import decrypted
from tests.papers import words_of
from tests.traces.mark import SIGN

FERNET = "gAAAA"
DERIVED = "_vector"  # PostgreSQL keeps such a column itself, from the one beside it


def marked_columns() -> set[str]:
    """`table.column` of every cell in which the sign stands, encrypted ones opened."""
    with connection.cursor() as cursor:
        tables = [one.name for one in connection.introspection.get_table_list(cursor) if one.type in ("t", "p")]
        return {f"{table}.{column}" for table in sorted(tables) for column in _marked(cursor, table)}


def _marked(cursor: Any, table: str) -> Iterator[str]:
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
    names = [column[0] for column in cursor.description]
    for row in cursor.fetchall():
        for name, value in zip(names, row, strict=True):
            if value is not None and not name.endswith(DERIVED) and SIGN.search(_opened(table, name, value)):
                yield name


def _opened(table: str, column: str, value: Any) -> str:
    """The cell as text."""
    if isinstance(value, memoryview | bytes):
        return bytes(value).decode("utf-8", errors="ignore")
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    text = str(value)
    if table == "django_session" and column == "session_data":
        return str(SessionStore().decode(text))
    if text.startswith(FERNET):
        try:
            return decrypted(text)
        except InvalidToken:
            return text
    return json.dumps(json.loads(text), ensure_ascii=False) if text[:1] in "[{" and _is_json(text) else text


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def marked_files(*, since: float = 0) -> set[str]:
    """Folder and ending of every kept file (written since the moment) in which the sign stands."""
    found = set()
    for root in (Path(settings.MEDIA_ROOT), Path(settings.PRIVATE_ROOT)):
        for path in sorted(root.rglob("*")) if root.exists() else ():
            if path.is_file() and path.stat().st_mtime >= since:
                names = SIGN.search(str(path.relative_to(root)))
                if names or any(SIGN.search(text) for text in words_in(path.read_bytes())):
                    folder = path.relative_to(root).parts[0]
                    found.add(f"{root.name}/{folder if len(folder) > 2 else '**'}/*{path.suffix}")
    return found


def words_in(content: bytes) -> Iterator[str]:
    """The words of a file: as they stand, as a PDF's reader sees them, of each file packed in it."""
    yield content.decode("utf-8", errors="ignore")
    if content.startswith(b"%PDF"):
        yield words_of(content)
    elif content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for name in packed.namelist():
                yield name
                yield from words_in(packed.read(name))


def marked_copies() -> list[str]:
    """Keys of kept page copies in which the sign stands (the cache of one process, as the demo and SQLite have it)."""
    there = getattr(cache, "_cache", None)
    if not isinstance(there, dict):  # Redis counts its minute by its own clock, which no test moves
        return []
    held = {key: value for key, value in there.items() if not cache._has_expired(key)}
    return [key for key, value in held.items() if SIGN.search(bytes(value).decode("utf-8", errors="ignore"))]


def secrets() -> set[str]:
    """Every secret of an address or a ticket that works now."""
    tokens = {"token", "ticket", "preview_token"}
    found = set()
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if field.name in tokens:
                found |= set(model._default_manager.exclude(**{field.name: ""}).values_list(field.name, flat=True))
    return {one for one in found if one}
