"""What goes into the folder of an event: the parts of this app's own steps, and those that upper apps register."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import IO

from common.extension_points import ExtensionPoint
from events.catalogue.models import Event


@dataclass(frozen=True)
class FolderFile:
    """One file: its path in the archive, and its content (`open` for what lies in a storage)."""

    path: str
    content: bytes = b""
    open: Callable[[], AbstractContextManager[IO[bytes]]] | None = None


@dataclass(frozen=True)
class FolderPart:
    """A part of the folder; `missing` names in Polish, in the nominative, what should be there and is not."""

    files: Sequence[FolderFile] = ()
    missing: Sequence[str] = field(default_factory=tuple)


FOLDER_PARTS: ExtensionPoint[Callable[[Event], FolderPart]] = ExtensionPoint("parts of an event's folder")


def parts_for(event: Event) -> Iterator[FolderPart]:
    """All parts, in their order."""
    for load in FOLDER_PARTS:
        yield load(event)
