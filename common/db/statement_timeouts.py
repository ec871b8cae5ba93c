"""What a request may cost: how long its questions to the database may take, by its kind. docs/COSTS.md lists the rest.

A question that takes longer (or waits longer for a lock) is ended by PostgreSQL, and its page says so (503). SQLite has
no such limit, and behind a pooler that lends sessions by the transaction the database's role must hold it.
"""

from collections.abc import Callable
from contextvars import ContextVar
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.backends.signals import connection_created
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from common.spreadsheets.writer import SheetTooLong

SHEET_TOO_LONG = "sheet_too_long.html"


class RequestKind(StrEnum):
    """Kinds of work; the seconds of each stand in settings.STATEMENT_SECONDS."""

    PUBLIC = "public"
    PANEL = "panel"
    EXPORT = "export"
    WORKER = "worker"


# Alive or ready is said without the database, or in spite of it.
UNLIMITED = ("/healthz", "/readyz")
_wanted: ContextVar[RequestKind | None] = ContextVar("wanted", default=None)


def kind_of(path: str) -> RequestKind:
    """Of a request, by its address: what staff and account holders take away as a file may take longer."""
    place = path.removeprefix("/en").split("/")[1:2]
    if place not in (["panel"], ["konto"], ["admin"]):
        return RequestKind.PUBLIC
    if PurePosixPath(path).suffix:
        return RequestKind.EXPORT
    return RequestKind.PUBLIC if place == ["konto"] else RequestKind.PANEL


def limit_statements(kind: RequestKind) -> None:
    """From now on no statement of this process's connection takes longer; the database is told only of a change."""
    _wanted.set(kind)
    if connection.connection is not None:
        _tell(connection)


def _tell(line: Any) -> None:
    """Tell the database; a new connection hears it at once, an old one when the limit is another than its last."""
    wanted = _wanted.get()
    seconds = settings.STATEMENT_SECONDS.get(wanted) if wanted else None
    if seconds is None or line.vendor != "postgresql" or line.settings_dict.get("DISABLE_SERVER_SIDE_CURSORS"):
        return
    if getattr(line, "statement_limit", None) != seconds:
        with line.cursor() as cursor:
            cursor.execute("SELECT set_config('statement_timeout', %s, false)", [f"{round(seconds * 1000)}ms"])
        line.statement_limit = seconds


@receiver(connection_created)
def _on_new_connection(connection: Any, **_signal: Any) -> None:
    connection.statement_limit = None
    _tell(connection)


class CostMiddleware:
    """Limits the statements of each request by its kind; a sheet too long for a request is refused with a page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info not in UNLIMITED:
            limit_statements(kind_of(request.path_info))
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A page in words, with the ways on."""
        if isinstance(exception, SheetTooLong):
            return render(request, SHEET_TOO_LONG, {"cells": exception.cells}, status=422)
        return None
