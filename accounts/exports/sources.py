"""What staff take as files: each list says who may have it, how long it is, and its rows. Upper apps add theirs."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import Http404

from accounts.models import User
from common.extension_points import ExtensionPoint, Title
from common.spreadsheets.writer import Row


@dataclass(frozen=True)
class ExportList:
    """A list as this person may have it now. `rows` begin with the head; `name` of the file has no ending.

    `scope` says, in JSON, how far the person's right reaches: when it changes, a file made before is refused.
    `log(kind, n)` writes the act that the list was taken.
    """

    name: str
    title: str
    count: Callable[[], int]
    rows: Callable[[], Iterable[Row]]
    scope: Any
    log: Callable[[str, int], object]


@dataclass(frozen=True)
class ExportSource:
    """A kind of list. `find(user, query, **path)` raises Http404 or PermissionDenied for who may not have it."""

    key: str
    find: Callable[..., ExportList]


@dataclass(frozen=True)
class ExportPlace:
    """A page of the panel from which files are taken: its title, what there is to take, who may."""

    title: Title
    holds: Title
    url_name: str
    may: Callable[[User], bool]


EXPORT_SOURCES: ExtensionPoint[ExportSource] = ExtensionPoint("lists that staff take as files")
EXPORT_PLACES: ExtensionPoint[ExportPlace] = ExtensionPoint("pages from which staff take lists as files")


def source_of(key: str) -> ExportSource:
    """The source of that key; Http404 where there is none (any more)."""
    for source in EXPORT_SOURCES:
        if source.key == key:
            return source
    raise Http404
