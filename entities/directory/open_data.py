"""The open data as files: written at once while the directory is short, by the worker and kept once it is long."""

from collections.abc import Iterator
from tempfile import TemporaryFile
from uuid import uuid4

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.utils import timezone

from common.spreadsheets.writer import csv_pieces
from common.web.versions import PageVersion
from common.worker.wake import wake_worker
from entities.directory.exports import SCHEMA, in_pieces, open_csv_rows, open_json_pieces
from entities.directory.models import Entity, OpenDataFile
from files.deletion import discard
from files.models import private_storage

KINDS = ("csv", "json")


def version_now() -> str:
    """Of the schema, the directory and the day; the same as long as the files say the same."""
    number = PageVersion.objects.filter(area="entities").values_list("number", flat=True).first() or 0
    return f"{SCHEMA}-{number}-{timezone.localdate():%Y%m%d}"


def is_long() -> bool:
    """Whether the directory is longer than what a request may write."""
    most = settings.EXPORT_ROWS_AT_ONCE
    return Entity.objects.published()[: most + 1].count() > most


def kept_file(kind: str, version: str) -> OpenDataFile | None:
    """What the worker wrote last; where it is not of this version, the worker is woken. None: nothing yet."""
    row = _written(kind)
    if row is None or row.version != version:
        wake_worker("entities.directory.write_open_data")
    return row


def _written(kind: str) -> OpenDataFile | None:
    """The row whose file is there: after a restore without files there is none."""
    row = OpenDataFile.objects.filter(kind=kind).first()
    return row if row is not None and private_storage().exists(str(row.content.name)) else None


def pieces(kind: str) -> Iterator[bytes]:
    """The whole file, in constant memory."""
    entities = Entity.objects.published()
    if kind == "csv":
        return csv_pieces(open_csv_rows(entities), delimiter=",")
    return in_pieces(open_json_pieces(entities, timezone.localdate()))


def write_open_data() -> int:
    """Write the files that are not of the present version; returns how many. Does nothing while the list is short."""
    if not is_long():
        return 0
    return sum(_write(kind, version_now()) for kind in KINDS)


def _write(kind: str, version: str) -> bool:
    if (known := _written(kind)) is not None and known.version == version:
        return False
    with TemporaryFile(prefix="owes-open-data-") as target:
        target.writelines(pieces(kind))
        target.seek(0)
        name = private_storage().save(f"open-data/{uuid4().hex}.{kind}", File(target))
    with transaction.atomic():
        before = OpenDataFile.objects.select_for_update().filter(kind=kind).first()
        told = {"version": version, "content": name, "made_at": timezone.now()}
        OpenDataFile.objects.update_or_create(kind=kind, defaults=told)
        if before is not None:
            discard(storage="private", paths=[str(before.content.name)])
    return True
