"""Lines of the log: no personal data, no secret link, and one line for what a stranger can cause.

Django writes the whole path of a request (an own link is a secret), what the visitor sent as Host, and a traceback for
every request that cannot be read. Here such a record becomes one line: what it was, the method, the pattern of the
address. A traceback stays only where the fault is ours, and without the values that the database quotes in it.
"""

import logging
import re
from http import HTTPStatus
from typing import Any

from django.http import UnreadablePostError

OF_REQUESTS = ("django.request", "django.security")
# PostgreSQL quotes the row that it refuses: "DETAIL:  Key (email)=(…) already exists."
QUOTED = re.compile(r"^(DETAIL|CONTEXT|HINT|QUERY):.*(?:\n(?!\S*Error|Traceback|  File|\n).*)*", re.MULTILINE)


class LineFormatter(logging.Formatter):
    """The portal's lines; see above."""

    def format(self, record: logging.LogRecord) -> str:
        if not record.name.startswith(OF_REQUESTS):
            return super().format(record)
        return super().format(_told(record))

    def formatException(self, ei: Any) -> str:
        return QUOTED.sub("", super().formatException(ei))


def _told(record: logging.LogRecord) -> logging.LogRecord:
    """A copy of the record that says what happened, and where in the portal, in words of ours only."""
    told = logging.makeLogRecord(record.__dict__)
    request: Any = getattr(record, "request", None)
    match = getattr(request, "resolver_match", None)
    error = record.exc_info[1] if record.exc_info else None
    status = getattr(record, "status_code", HTTPStatus.FORBIDDEN)
    what = type(error).__name__ if error else record.name.rpartition(".")[2]
    told.msg, told.args = "%s %s %s /%s", (int(status), what, _method(request), match.route if match else "?")
    told.exc_text = None
    if status < HTTPStatus.INTERNAL_SERVER_ERROR or isinstance(error, UnreadablePostError):
        told.exc_info = None
    return told


def _method(request: Any) -> str:
    """A method is whatever the visitor wrote: only the known ones are repeated."""
    method = str(getattr(request, "method", "-"))
    return method if method in ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS") else "-"
