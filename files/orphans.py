"""Private files that no row names: left by a process that was killed between writing a file and its commit.

Each night every file in the portal's own folders is looked up among all columns that hold files, of every model; one
that is older than a day and named nowhere is discarded. Never many at once; and where most files are unknown, the
storage belongs to another database (a restore that is not finished), and nothing is touched.
"""

import logging
import re
from collections.abc import Iterator, Sequence
from datetime import timedelta

from django.apps import apps
from django.core.files.storage import Storage
from django.db import models, transaction
from django.utils import timezone

from files.deletion import discard
from files.models import private_storage

log = logging.getLogger(__name__)

# Folders that the portal makes: by the first digits of a secret, and those of upper apps.
OWN_FOLDERS = re.compile(r"[0-9a-f]{2}|certificates|exports|folders|imports|open-data|people")
AGE = timedelta(days=1)
MOST_A_NIGHT = 500
FEW = 20  # so many may go even where hardly anything is known


def sweep_orphans() -> int:
    """Discard what no row names; how many files."""
    storage, known, orphans = private_storage(), 0, list[str]()
    for paths in _folders(storage):
        named = _named(paths)
        known += len(named)
        orphans += [path for path in paths if path not in named and _is_old(storage, path)]
    if len(orphans) > max(FEW, known):
        log.error(
            "%s private files are named by no row, %s are: is this their database? None is deleted.",
            len(orphans),
            known,
        )
        return 0
    going = orphans[:MOST_A_NIGHT]
    with transaction.atomic():
        discard(storage="private", paths=going)
    if orphans:
        log.warning("Private files that no row names: %s, of which %s go now.", len(orphans), len(going))
    return len(going)


def _folders(storage: Storage) -> Iterator[list[str]]:
    """The files of each folder, deepest ones too."""
    waiting = [name for name in _listed(storage, "")[0] if OWN_FOLDERS.fullmatch(name)]
    while waiting:
        folder = waiting.pop()
        below, files = _listed(storage, folder)
        waiting += [f"{folder}/{name}" for name in below]
        if files:
            yield [f"{folder}/{name}" for name in files]


def _listed(storage: Storage, folder: str) -> tuple[list[str], list[str]]:
    try:
        return storage.listdir(folder)
    except FileNotFoundError:  # deleted meanwhile, or nothing was ever kept
        return [], []


def _named(paths: Sequence[str]) -> set[str]:
    """Those of the paths that some row names."""
    found: set[str] = set()
    for model, name in _file_columns():
        for start in range(0, len(paths), 500):
            rows = model._base_manager.filter(**{f"{name}__in": paths[start : start + 500]})
            found.update(rows.values_list(name, flat=True))
    return found


def _file_columns() -> list[tuple[type[models.Model], str]]:
    """Every column of every model that holds a file: a model of tomorrow is there too."""
    return [
        (model, field.name)
        for model in apps.get_models()
        for field in model._meta.local_concrete_fields
        if isinstance(field, models.FileField)
    ]


def _is_old(storage: Storage, path: str) -> bool:
    try:
        return storage.get_modified_time(path) < timezone.now() - AGE
    except FileNotFoundError:
        return False
