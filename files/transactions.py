"""Files and rows are kept together: when the transaction is undone, what was stored in it goes too."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar

from django.core.files.base import File
from django.db import transaction
from django.db.models.fields.files import FieldFile

from files.refusals import UploadRefused

log = logging.getLogger(__name__)
_stored: ContextVar[list[FieldFile] | None] = ContextVar("stored", default=None)


@contextmanager
def kept_together() -> Iterator[None]:
    """A transaction, or a part of one, around what stores uploads; also a decorator.

    Whatever undoes it deletes the files that `keep` stored in it. A disk that is full, or a storage that is away,
    becomes UploadRefused, so that the page says it next to the field.
    """
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


def keep(field: FieldFile, name: str, content: File) -> None:
    """Store the content under a new name, for a row that the caller saves inside `kept_together`."""
    field.save(name, content, save=False)
    stored = _stored.get()
    if stored is None:
        raise RuntimeError("A file is stored inside kept_together only.")
    stored.append(field)
