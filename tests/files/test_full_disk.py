"""A full disk: an upload is refused next to its field, and nothing half-written stays behind."""

import ast
import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, storages
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.test import Client
from django.urls import reverse

from common.spreadsheets import writer
from entities.imports.models import EntityImport
from files.models import StoredFile, StoredImage
from files.storages import WholeFileStorage
from tests.architecture.tree import code, relative
from tests.architecture.world import World
from tests.factories import GalleryFactory
from tests.files.samples import encoded, photo
from tests.files.upload_fields import UPLOAD_FIELDS

pytestmark = pytest.mark.django_db
GATE = {"accept_file", "accept_document", "accept_scan", "accept_image"}
WORDS = "Na serwerze nie ma teraz miejsca"


def no_room(*args: Any) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


class Filling(ContentFile):
    """What a disk gets that is full after the first thousand bytes."""

    def __init__(self, content: Any) -> None:
        content.seek(0)
        super().__init__(content.read())

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        yield self.read(1000)
        no_room()


@pytest.fixture
def full_disk(monkeypatch) -> None:
    """The disk under every storage is full after a thousand bytes of each file: it stands for the machine's own."""
    whole = FileSystemStorage._save
    monkeypatch.setattr(FileSystemStorage, "_save", lambda self, name, content: whole(self, name, Filling(content)))


def files_in(folder: Path) -> list[str]:
    return sorted(str(path) for path in folder.rglob("*") if path.is_file())


def kept() -> list[str]:
    """All files in the storages, public and private."""
    return files_in(Path(storages["private"].location)) + files_in(Path(storages["default"].location))


def rows() -> tuple[int, int, int]:
    return StoredFile.objects.count(), StoredImage.objects.count(), EntityImport.objects.count()


@pytest.mark.parametrize("field", UPLOAD_FIELDS)
def test_an_upload_is_refused_in_words_and_leaves_nothing_behind(field, client: Client, cast, request) -> None:
    client.force_login(cast.administrator)
    upload, world = UPLOAD_FIELDS[field], World(cast)
    url = reverse(upload.address, kwargs=upload.fill(world))
    before = rows(), kept()
    request.getfixturevalue("full_disk")
    answer = upload.post(client, url, *upload.sample())
    assert (answer.status_code in (200, 422), WORDS in answer.content.decode()) == (True, True)
    assert (rows(), kept()) == before


@pytest.mark.parametrize("field", UPLOAD_FIELDS)
def test_a_large_upload_that_does_not_fit_on_its_way_in_is_refused_in_words(
    field, client: Client, cast, settings, monkeypatch
) -> None:
    """Django keeps a large file in a temporary one while the request is read, before any view."""
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1000
    monkeypatch.setattr(TemporaryUploadedFile, "write", no_room, raising=False)
    client.force_login(cast.administrator)
    upload = UPLOAD_FIELDS[field]
    url = reverse(upload.address, kwargs=upload.fill(World(cast)))
    before = rows()
    answer = upload.post(client, url, *upload.sample())
    assert (answer.status_code in (200, 422), WORDS in answer.content.decode()) == (True, True)
    assert rows() == before


def test_a_script_that_sends_a_photo_hears_it_in_words(client: Client, cast, full_disk) -> None:
    client.force_login(cast.administrator)
    url, before = f"/panel/galerie/{GalleryFactory(centre=cast.centre).pk}/dodaj/", kept()
    file = ContentFile(encoded(photo(), quality=95), name="a.jpg")
    answer = client.post(url, {"photos": file}, headers={"Accept": "application/json"})
    assert (answer.status_code, WORDS in answer.json()["said"], kept()) == (422, True, before)


def test_pages_of_a_scan_go_together_when_one_of_them_is_refused(client: Client, cast) -> None:
    client.force_login(cast.administrator)
    scan = UPLOAD_FIELDS["events.attendance.paper_forms.ScanForm.files"]
    good, bad = ContentFile(scan.sample()[0], name="1.jpg"), ContentFile(b"GIF89a", name="2.gif")
    url, before = f"/panel/wydarzenia/{World(cast).event.pk}/obecnosc/papier/skan/", kept()
    answer = client.post(url, {"files": [good, bad]})
    assert (answer.status_code, rows()[0], kept()) == (302, 0, before)


def test_a_sheet_that_does_not_fit_answers_with_a_page_in_words(client: Client, cast, monkeypatch) -> None:
    monkeypatch.setattr(writer.tempfile, "TemporaryFile", no_room)
    client = Client(raise_request_exception=False)
    client.force_login(cast.administrator)
    answer = client.get("/panel/podmioty/import/wzor.xlsx")
    assert (answer.status_code, "Na serwerze brakuje miejsca" in answer.content.decode()) == (507, True)


FILL = """
import resource, sys
from django.conf import settings
settings.configure()
from django.core.files.base import ContentFile
from files.storages import PrivateStorage, WholeFileStorage
resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
for kind in (WholeFileStorage, PrivateStorage):
    try:
        kind(location=sys.argv[1]).save("ab/pismo.pdf", ContentFile(b"x" * 200_000))
    except OSError as error:
        print(error.errno)
"""


def test_a_file_that_the_system_cuts_off_is_not_left_half_written(tmp_path) -> None:
    """A real limit of the system, in a process of its own."""
    command = [sys.executable, "-c", FILL, str(tmp_path)]
    done = subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, text=True, check=True)
    assert (done.stdout.split(), files_in(tmp_path)) == ([str(errno.EFBIG)] * 2, [])


def test_every_storage_keeps_whole_files() -> None:
    assert {isinstance(storages[name], WholeFileStorage) for name in ("default", "private")} == {True}


def test_whoever_takes_an_upload_keeps_file_and_row_together() -> None:
    """Inside a plain transaction the file would stay when the transaction is undone."""
    plain = {
        f"{relative(path)}:{block.lineno}"
        for path in code()
        for block in ast.walk(ast.parse(path.read_text()))
        if isinstance(block, ast.With | ast.FunctionDef)
        if "transaction.atomic" in {ast.unparse(one).removesuffix("()") for one in opened_by(block)}
        for call in ast.walk(block)
        if isinstance(call, ast.Call) and ast.unparse(call.func).removeprefix("parts.") in GATE
    }
    assert plain == set()


def opened_by(block: ast.With | ast.FunctionDef) -> list[ast.expr]:
    return [item.context_expr for item in block.items] if isinstance(block, ast.With) else block.decorator_list
