"""AVIF copies: later than the others, never in their way, gone with them."""

from datetime import timedelta

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image

from files import avif, limits
from files.models import StoredImage, public_storage
from files.queries import picture_of
from files.services import make_renditions, rotate, take_down_image
from files.tasks import sweep_avif, sweep_discards
from tests.files.samples import accepted, encoded, exif, photo

pytestmark = pytest.mark.django_db


def ready(width: int = 1600, height: int = 1000) -> StoredImage:
    image = accepted(encoded(photo(width, height), exif=exif()))
    assert make_renditions(image.pk)
    image.refresh_from_db()
    return image


def copies(image: StoredImage) -> list[tuple[str, int]]:
    return sorted(image.renditions.filter(format="avif").values_list("content", "width"))


def test_they_come_after_the_others_at_most_1280_wide_and_the_browser_is_offered_them() -> None:
    image = ready()
    assert picture_of(image).srcset_avif == ""
    assert sweep_avif() == 1
    assert sweep_avif() == 0
    assert sorted(width for _name, width in copies(image)) == [480, 960, 1280]
    for name, width in copies(image):
        with public_storage().open(name) as content:
            data = content.read()
        assert b"Exif" not in data
        assert b"GPS" not in data
        with public_storage().open(name) as content, Image.open(content) as picture:
            assert (picture.format, picture.width, dict(picture.getexif())) == ("AVIF", width, {})
    assert picture_of(image).srcset_avif.count("w,") == 2


def test_nothing_is_made_while_a_picture_waits_for_its_first_copies() -> None:
    image = ready(60, 40)
    waiting = accepted(encoded(photo(61, 40)))
    assert sweep_avif() == 0
    make_renditions(waiting.pk)
    assert sweep_avif() == 2
    assert copies(image)


def test_a_dead_worker_leaves_the_picture_to_the_next_and_its_file_is_written_over() -> None:
    image = ready(60, 40)
    dead = avif.claim()
    assert dead == image
    folder = image.renditions.first().content.name.rsplit("/", 1)[0]
    public_storage().save(f"{folder}/60.avif", ContentFile(b"half a picture"))
    assert sweep_avif() == 0
    with time_machine.travel(timezone.now() + timedelta(seconds=limits.LEASE_SECONDS + 1)):
        assert sweep_avif() == 1
    assert copies(image) == [(f"{folder}/60.avif", 60)]


def test_a_picture_turned_or_taken_down_meanwhile_gets_none_and_keeps_none() -> None:
    turned, gone = ready(60, 40), ready(62, 40)
    busy = avif.claim()
    rotate(image=turned, degrees=90, by=None)
    assert busy == turned
    assert not avif._save(busy, {"made": []}, None)
    make_renditions(turned.pk)
    assert sweep_avif() == 2
    names = [name for name, _width in copies(gone)]
    take_down_image(image=gone, keep_original=True, by=None)
    sweep_discards()
    assert not any(public_storage().exists(name) for name in names)
    assert not copies(gone)


def test_what_cannot_be_made_is_given_up_quietly() -> None:
    image = ready(60, 40)
    image.original.storage.delete(image.original.name)
    for hours in range(1, 6):
        with time_machine.travel(timezone.now() + timedelta(hours=hours)):
            assert sweep_avif() == 0
    image.refresh_from_db()
    assert (image.state, image.avif_attempts) == ("ready", limits.ATTEMPTS)
