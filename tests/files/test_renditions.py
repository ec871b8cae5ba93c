"""From a pending image to its copies: exactly once, whoever dies on the way."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection
from django.utils import timezone

from common.auditlog.models import AuditEntry
from files import deletion, limits, renditions
from files.child import child
from files.extension_points import IMAGE_CHANGED
from files.models import Discard, Rendition, StoredImage, public_storage
from files.services import delete_image, make_renditions, rotate, set_focal_point, take_down_image, try_again
from files.tasks import sweep_discards, sweep_renditions
from tests.files.samples import accepted, broken_in_its_pixels, encoded, exif, photo
from tests.servers import database_url

pytestmark = pytest.mark.django_db
PHOTO = encoded(photo(1200, 800), exif=exif(6))


def stored_files(image: StoredImage) -> set[str]:
    """Public files in the folders of an image's renditions."""
    folders = renditions.public_folders(image)
    return {folder + name for folder in folders for name in public_storage().listdir(folder)[1]}


def later() -> time_machine.travel:
    """When the lease has run out."""
    return time_machine.travel(timezone.now() + timedelta(seconds=limits.LEASE_SECONDS + 1), tick=True)


def ready(data: bytes = PHOTO) -> StoredImage:
    image = accepted(data)
    assert make_renditions(image.pk)
    image.refresh_from_db()
    return image


def broken() -> StoredImage:
    """It passes the gate, which reads the header alone."""
    return accepted(broken_in_its_pixels())


def test_a_waiting_image_gets_its_copies_upright() -> None:
    image = ready()
    made = set(image.renditions.values_list("format", "width", "height"))
    assert made == {(form, w, w * 3 // 2) for form in ("jpeg", "webp") for w in (480, 800)}
    assert (image.state, image.lease, image.leased_until, image.error) == ("ready", "", None, "")
    assert image.ready_at is not None
    assert image.colour.startswith("#")
    assert stored_files(image) == set(image.renditions.values_list("content", flat=True))
    for rendition in image.renditions.all():
        assert rendition.size == public_storage().size(rendition.content.name)


def test_the_sweep_makes_all_that_wait_and_then_nothing() -> None:
    images = [accepted(encoded(photo(60, 40))) for _ in range(3)]
    assert sweep_renditions() == 3
    assert {image.state for image in StoredImage.objects.all()} == {"ready"}
    assert sweep_renditions() == 0
    assert Rendition.objects.count() == len(images) * 2


def test_an_image_that_another_worker_holds_is_left_alone() -> None:
    image = accepted(PHOTO)
    assert renditions.claim() == image
    assert renditions.claim() is None
    assert not make_renditions(image.pk)
    with later():
        assert renditions.claim() == image


def test_a_late_worker_saves_nothing_over_the_one_that_took_its_place() -> None:
    image = accepted(PHOTO)
    slow = renditions.claim()
    with later():
        assert make_renditions(image.pk)
        before = stored_files(image)
        renditions._give_up(slow, "lost")
        with pytest.raises(renditions.LeaseLost):
            renditions._still_ours(slow)
    image.refresh_from_db()
    assert (image.state, stored_files(image)) == ("ready", before)


def test_a_broken_picture_fails_at_once_with_its_reason() -> None:
    image = broken()
    assert not make_renditions(image.pk)
    image.refresh_from_db()
    assert (image.state, image.error, image.attempts) == ("failed", "broken", 1)
    assert image.failed_at is not None
    assert AuditEntry.objects.filter(verb="storedimage.failed", object_id=image.pk, note="broken").exists()


def test_a_failed_image_may_be_tried_again() -> None:
    image = broken()
    make_renditions(image.pk)
    image = try_again(image=image, by=1)
    assert (image.state, image.attempts, image.error, image.failed_at) == ("pending", 0, "", None)


def test_a_lost_original_is_given_up_after_three_tries() -> None:
    image = accepted(PHOTO)
    Path(image.original.path).unlink()
    for tries in range(1, limits.ATTEMPTS + 1):
        with time_machine.travel(timezone.now() + timedelta(hours=tries)):
            assert not make_renditions(image.pk)
    image.refresh_from_db()
    assert (image.state, image.error) == ("failed", "lost")


def kill_group() -> None:
    os.killpg(child.pid, signal.SIGKILL)


def kill_fork() -> None:
    tasks = Path("/proc", str(child.pid), "task", str(child.pid), "children")
    for pid in tasks.read_text().split():
        os.kill(int(pid), signal.SIGKILL)


@pytest.mark.parametrize(
    "kill",
    [
        pytest.param(kill_group, id="the whole program"),
        pytest.param(
            kill_fork,
            id="only the fork that decodes",
            marks=pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs Linux's /proc"),
        ),
    ],
)
def test_an_image_whose_child_is_killed_is_made_after_the_lease(kill: Callable[[], None]) -> None:
    image = accepted(PHOTO)
    original = Path(image.original.path)
    original.rename(original.with_suffix(".away"))
    os.mkfifo(original)

    def kill_in_the_middle() -> None:
        with original.open("wb"):  # opens when the child has begun to read
            kill()

    killer = threading.Thread(target=kill_in_the_middle)
    killer.start()
    assert not make_renditions(image.pk)
    killer.join(10)
    image.refresh_from_db()
    assert (image.state, image.attempts) == ("pending", 1)
    assert image.leased_until is not None
    original.unlink()
    original.with_suffix(".away").rename(original)
    assert sweep_renditions() == 0
    with later():
        assert sweep_renditions() == 1
    assert image.renditions.count() == 4


DYING_WORKER = """
import os, signal, sys, django
django.setup()
from files import renditions
def die(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)
setattr(renditions, sys.argv[2], die)
renditions.make_next(int(sys.argv[1]))
"""


def run_dying_worker(image: StoredImage, dies_at: str) -> int:
    """Another process, on the same database and storage, which is really killed at a chosen step."""
    environment = {
        **os.environ,
        "OWES_MODE": "test",
        "DATABASE_URL": database_url(connection),
        "OWES_VAR_DIR": str(settings.VAR_DIR),
        "DJANGO_SETTINGS_MODULE": "owes_portal.settings",
    }
    command = [sys.executable, "-c", DYING_WORKER, str(image.pk), dies_at]
    return subprocess.run(command, env=environment, cwd=settings.BASE_DIR, timeout=60).returncode


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("dies_at", "strays"),
    [
        pytest.param("_render", 0, id="before it decodes"),
        pytest.param("_still_ours", 4, id="when the files lie in the storage"),
        pytest.param("image_changed", 4, id="in the transaction, before its commit"),
    ],
)
def test_an_image_whose_worker_is_killed_is_made_after_the_lease_exactly_once(dies_at: str, strays: int) -> None:
    image = accepted(PHOTO)
    assert run_dying_worker(image, dies_at) == -signal.SIGKILL
    image.refresh_from_db()
    assert (image.state, image.attempts, image.renditions.count()) == ("pending", 1, 0)
    stray = renditions.folder_of(image.lease)
    assert len(public_storage().listdir(stray)[1] if public_storage().exists(stray) else []) == strays
    assert sweep_renditions() == 0
    with later():
        assert sweep_renditions() == 1
        assert sweep_renditions() == 0
    image.refresh_from_db()
    assert (image.state, image.attempts, image.renditions.count()) == ("ready", 2, 4)
    sweep_discards()
    assert not public_storage().exists(stray)
    assert stored_files(image) == set(image.renditions.values_list("content", flat=True))


def test_an_image_that_kills_every_worker_is_given_up() -> None:
    image = accepted(PHOTO)
    StoredImage.objects.filter(pk=image.pk).update(
        attempts=limits.ATTEMPTS, leased_until=timezone.now(), lease="a" * 32
    )
    assert sweep_renditions() == 0
    image.refresh_from_db()
    assert (image.state, image.error, image.leased_until) == ("failed", "lost", None)


# --- turning, focusing, removing -----------------------------------------------------------------------------------
def test_a_turned_image_keeps_its_old_copies_until_the_new_are_there() -> None:
    image = ready()
    old = stored_files(image)
    image = rotate(image=image, degrees=90, by=5)
    assert (image.state, image.width, image.height) == ("pending", 1200, 800)
    assert stored_files(image) == old
    assert make_renditions(image.pk)
    sweep_discards()
    assert not [name for name in old if public_storage().exists(name)]
    assert set(image.renditions.values_list("width", "height")) == {(480, 320), (960, 640), (1200, 800)}
    assert AuditEntry.objects.get(verb="storedimage.rotated").after == {"turn": 90}


@pytest.mark.parametrize(
    ("degrees", "point", "turn"), [(90, (0.75, 0.25), 90), (-90, (0.25, 0.75), 270), (180, (0.75, 0.75), 180)]
)
def test_the_place_that_matters_turns_with_the_picture(degrees: int, point: tuple[float, float], turn: int) -> None:
    image = set_focal_point(image=accepted(PHOTO), x=0.25, y=0.25, by=None)
    image = rotate(image=image, degrees=degrees, by=None)
    assert ((image.focal_x, image.focal_y), image.turn) == (point, turn)


def test_turning_while_a_worker_is_busy_makes_its_work_void() -> None:
    image = accepted(PHOTO)
    busy = renditions.claim()
    rotate(image=image, degrees=90, by=None)
    with pytest.raises(renditions.LeaseLost):
        renditions._still_ours(busy)
    assert make_renditions(image.pk)


def test_only_quarters_and_places_inside_the_picture_are_taken() -> None:
    image = accepted(PHOTO)
    with pytest.raises(ValueError, match="quarters"):
        rotate(image=image, degrees=45, by=None)
    with pytest.raises(ValueError, match="inside"):
        set_focal_point(image=image, x=1.2, y=0.5, by=None)


def test_a_removed_image_leaves_no_file_behind() -> None:
    image = ready()
    names = stored_files(image)
    original = image.original.path
    delete_image(image=image, by=9, note="na prośbę osoby ze zdjęcia")
    assert not StoredImage.objects.exists()
    assert sweep_discards() == 2
    assert not [name for name in names if public_storage().exists(name)]
    assert not Path(original).exists()
    act = AuditEntry.objects.get(verb="storedimage.removed")
    assert (act.actor_id, act.note) == (9, "na prośbę osoby ze zdjęcia")


def test_a_storage_that_is_away_is_asked_again() -> None:
    image = ready()
    folder = Path(image.original.path)
    folder.unlink()
    folder.mkdir()
    (folder / "in the way").touch()  # deleting a folder that is not empty fails
    delete_image(image=image, by=None)
    assert deletion.sweep_discards() == 1
    assert Discard.objects.get().storage == "private"
    (folder / "in the way").unlink()
    assert deletion.sweep_discards() == 1
    assert not folder.exists()


def test_apps_that_show_an_image_hear_of_every_change() -> None:
    heard: list[int] = []
    tell = IMAGE_CHANGED.register(lambda image: heard.append(image.pk))
    try:
        image = ready()
        set_focal_point(image=image, x=0, y=0, by=None)
        delete_image(image=image, by=None)
    finally:
        IMAGE_CHANGED.unregister(tell)
    assert heard == [image.pk] * 3


def test_what_a_worker_writes_after_its_lease_was_ended_is_thrown_away_even_if_it_dies_then() -> None:
    image = accepted(PHOTO)
    claimed = renditions.claim(image.pk)
    folder = renditions.folder_of(claimed.lease)
    take_down_image(image=image, keep_original=True, by=None)
    sweep_discards()
    public_storage().save(f"{folder}480.jpg", ContentFile(b"late"))  # and killed before it threw it away itself
    sweep_discards()
    assert not public_storage().exists(f"{folder}480.jpg")
    with later():
        assert sweep_discards() == 1
    assert not Discard.objects.exists()
