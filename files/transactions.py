"""Files and rows are kept together: when the transaction is undone, what was stored in it goes too."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec, TypeVar, cast

from django.core.files.base import File
from django.db import transaction
from django.db.models.fields.files import FieldFile

from files.refusals import UploadRefused
from files.scanning import scan

log = logging.getLogger(__name__)
P = ParamSpec("P")
T = TypeVar("T")
_stored: ContextVar[list[FieldFile] | None] = ContextVar("stored", default=None)


@contextmanager
def kept_together(*uploads: File, by: int | None = None) -> Iterator[None]:
    """A transaction, or a part of one, around what stores uploads; also a decorator.

    The uploads are scanned before it begins (UploadRefused), so that no row is locked while clamd takes its time.
    Whatever undoes it deletes the files that `keep` stored in it. A disk that is full, or a storage that is away,
    becomes UploadRefused, so that the page says it next to the field.
    """
    for upload in uploads:
        scan(upload, by=by)
    there = _stored.get()
    files: list[FieldFile] = [] if there is None else there
    token, before = _stored.set(files), len(files)
    try:
        with transaction.atomic():
            yield
    except BaseException as error:
        for file in files[before:]:
            with suppress(OSError):
                file.storage.delete(str(file.name))
        del files[before:]
        if isinstance(error, OSError):
            log.error("An upload was not stored: %s", error.strerror or type(error).__name__)
            raise UploadRefused("not_stored") from error
        raise
    finally:
        _stored.reset(token)


def scanned_and_kept(accept: Callable[P, T]) -> Callable[P, T]:
    """Around what takes an `upload` for somebody (`by`): scanned first, then all of it `kept_together`."""

    @wraps(accept)
    def inner(*args: P.args, **told: P.kwargs) -> T:
        with kept_together(cast(File, told["upload"]), by=cast("int | None", told["by"])):
            return accept(*args, **told)

    return inner


def keep(field: FieldFile, name: str, content: File) -> None:
    """Store the content under a new name, for a row that the caller saves inside `kept_together`."""
    field.save(name, content, save=False)
    stored = _stored.get()
    if stored is None:
        raise RuntimeError("A file is stored inside kept_together only.")
    stored.append(field)
