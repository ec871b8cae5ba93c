"""Files that no row names are deleted at night; none that a row names, that is young, or that is not the portal's."""

import os
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from files import orphans
from files.deletion import sweep_discards
from files.models import StoredFile, private_storage
from files.orphans import AGE, OWN_FOLDERS, sweep_orphans
from tests.architecture.tree import code
from tests.factories import (
    CertificateFactory,
    EntityImportFactory,
    EventFolderFactory,
    PeopleListFactory,
    StaffExportFactory,
    StoredFileFactory,
)
from tests.files.samples import accepted, encoded, photo

pytestmark = pytest.mark.django_db
SECRET = "ab" + "0" * 30
FOLDERS = ("ab", "00", "certificates", "folders", "exports", "imports", "people")


@pytest.fixture(autouse=True)
def storage(settings, tmp_path) -> Path:
    """A private storage of this test alone."""
    options = {**settings.STORAGES["private"].get("OPTIONS", {}), "location": tmp_path / "private"}
    settings.STORAGES = settings.STORAGES | {"private": {**settings.STORAGES["private"], "OPTIONS": options}}
    settings.PRIVATE_ROOT = tmp_path / "private"
    return tmp_path / "private"


def kept(path: str, *, age: timedelta = AGE + timedelta(hours=1)) -> str:
    """A file of that age, which no row names."""
    name = private_storage().save(path, ContentFile(b"left"))
    aged(name, age)
    return name


def aged(name: str, age: timedelta = AGE + timedelta(hours=1)) -> None:
    moment = (timezone.now() - age).timestamp()
    os.utime(private_storage().path(name), (moment, moment))


def there(name: str) -> bool:
    return private_storage().exists(name)


def swept() -> int:
    gone = sweep_orphans()
    sweep_discards()
    return gone


@pytest.mark.parametrize("path", [f"ab/{SECRET}.pdf", "exports/7-1.csv", f"folders/ab/{SECRET}.zip"])
def test_an_old_file_that_no_row_names_goes(path: str) -> None:
    name = kept(path)
    assert (swept(), there(name), swept()) == (1, False, 0)


def test_what_a_row_of_any_model_names_stays_however_old_it_is() -> None:
    rows = [
        (StoredFileFactory(), "content"),
        (accepted(encoded(photo(60, 40))), "original"),
        (CertificateFactory(issued=True), "content"),
        (EventFolderFactory(ready=True), "content"),
        (StaffExportFactory(ready=True), "content"),
        (EntityImportFactory(), "content"),
        (PeopleListFactory(), "content"),
    ]
    names = []
    for (row, column), folder in zip(rows, FOLDERS, strict=True):
        names.append(kept(f"{folder}/{SECRET}"))
        type(row)._base_manager.filter(pk=row.pk).update(**{column: names[-1]})
    assert (swept(), [there(name) for name in names]) == (0, [True] * 7)


def test_every_folder_that_a_service_writes_to_is_looked_through() -> None:
    written = re.compile(r'"([a-z]+)/\{(?:\w+\[:2\]|new_secret|row\.pk)')
    services = [path for path in code() if path.name == "services.py"]
    folders = {name for path in services for name in written.findall(path.read_text())}
    assert folders == set(FOLDERS[2:])
    assert {name for name in folders if not OWN_FOLDERS.fullmatch(name)} == set()


def test_a_young_file_stays_for_its_row_may_still_be_on_its_way() -> None:
    name = kept(f"ab/{SECRET}.pdf", age=AGE - timedelta(hours=1))
    assert (swept(), there(name)) == (0, True)


@pytest.mark.parametrize("path", ["lost+found/a.pdf", "kopia/a.pdf", "a.pdf"])
def test_what_is_not_in_a_folder_of_the_portal_is_not_its_own(path: str) -> None:
    name = kept(path)
    assert (swept(), there(name)) == (0, True)


def test_only_some_go_in_one_night(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(orphans, "MOST_A_NIGHT", 2)
    names = [kept(f"ab/{n}{SECRET}.pdf") for n in range(3)]
    assert (swept(), sum(map(there, names))) == (2, 1)
    assert (swept(), sum(map(there, names))) == (1, 0)


def test_a_storage_of_another_database_is_left_alone(monkeypatch: pytest.MonkeyPatch, caplog) -> None:
    monkeypatch.setattr(orphans, "FEW", 2)
    names = [kept(f"ab/{n}{SECRET}.pdf") for n in range(3)]
    assert (swept(), sum(map(there, names))) == (0, 3)
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    for n in range(3):
        StoredFile.objects.filter(pk=StoredFileFactory().pk).update(content=kept(f"00/{n}{SECRET}.pdf"))
    assert (swept(), sum(map(there, names))) == (3, 0)


def test_without_any_kept_file_there_is_nothing_to_do() -> None:
    assert swept() == 0
