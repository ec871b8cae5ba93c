"""Workers and their decoders killed at any moment: every photo is made, each exactly once, none waits for ever.

A real worker process sweeps on the database and storage of the test; it, or only its decoding child, gets SIGKILL in
the middle of its work. Twenty photos and five kills here; a hundred and twenty with OWES_SOAK.
"""

import os
import random
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from PIL import Image

from files import renditions
from files.models import Rendition, StoredFile, StoredImage
from files.tasks import sweep_discards, sweep_orphans
from tests.files.samples import accepted, encoded, exif
from tests.load.web import SOAK
from tests.workers import children, until, worker

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs Linux's /proc"),
]
PHOTOS, KILLS = (100, 20) if SOAK else (20, 5)
WORKER = """
import time, django
from files import limits
limits.LEASE_SECONDS = 2  # a dead worker's photo is free again after this
limits.ATTEMPTS = 50  # chance may kill the same photo again and again
django.setup()
from files import renditions
while True:
    renditions.sweep()
    time.sleep(0.05)
"""


def lying() -> set[str]:
    """Every public file."""
    root = Path(settings.MEDIA_ROOT)
    return {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}


def done() -> int:
    return StoredImage.objects.filter(state="ready").count()


def enough_are_done(kills: int) -> Callable[[], bool]:
    """Whether so many photos are made that the next kill may fall."""
    return lambda: done() >= min(kills * PHOTOS // (KILLS + 1), PHOTOS - 1)


def kill_something(process: "subprocess.Popen[bytes]", chance: random.Random) -> str:
    """SIGKILL to the worker, to its decoder, or to the fork that decodes, whichever is there when it is busy."""
    what = chance.choice(["worker", "decoder", "fork"])
    busy: list[int] = []

    def at_work() -> bool:
        busy[:] = [fork for one in children(process.pid) for fork in children(one)]
        return bool(busy)

    until(at_work)
    decoder = children(process.pid)[:1]
    target = {"worker": [process.pid], "decoder": decoder, "fork": busy}[what]
    for pid in target or [process.pid]:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:  # it ended by itself in this moment
            what = "nothing"
    return what


def test_every_photo_is_made_exactly_once_whoever_is_killed() -> None:
    chance, before = random.Random(20261126), lying()
    for n in range(PHOTOS):
        accepted(encoded(Image.new("RGB", (900, 600), (n, 99, 9)), exif=exif(6)), f"{n}.jpg")
    kills = 0
    while kills < KILLS:
        with worker(WORKER) as process:
            # What was made before the kill must stay; one kill falls every few photos.
            until(enough_are_done(kills))
            while kills < KILLS and process.poll() is None:
                what = kill_something(process, chance)
                kills += what != "nothing"
                if what == "worker":
                    process.wait()
    with worker(WORKER):
        until(lambda: not StoredImage.objects.exclude(state="ready").exists())
    assert renditions.sweep() == 0
    while sweep_discards():
        pass
    copies = list(Rendition.objects.values_list("image_id", "format", "width", "content"))
    assert len(copies) == len({copy[:3] for copy in copies}) == PHOTOS * 2 * 2  # 480 and 600 wide, JPEG and WebP
    assert lying() - before == {copy[3] for copy in copies}


BETWEEN_FILE_AND_COMMIT = """
import time, django
django.setup()
from django.core.files.base import ContentFile
from files.transactions import keep, kept_together
from files.models import StoredFile
with kept_together():
    row = StoredFile(name="a.pdf", content_type="application/pdf", size=4, sha256="0" * 64)
    keep(row.content, "ab/killed-before-its-commit.pdf", ContentFile(b"%PDF"))
    row.save()
    time.sleep(600)
"""


def test_the_file_of_an_upload_killed_before_its_commit_goes_a_day_later() -> None:
    path = Path(settings.PRIVATE_ROOT) / "ab/killed-before-its-commit.pdf"
    with worker(BETWEEN_FILE_AND_COMMIT) as process:
        until(path.exists)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    assert (StoredFile.objects.count(), sweep_orphans(), path.exists()) == (0, 0, True)
    yesterday = time.time() - 25 * 3600
    os.utime(path, (yesterday, yesterday))
    sweep_orphans()
    sweep_discards()
    assert not path.exists()
