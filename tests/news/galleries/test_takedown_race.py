"""A photo taken down while a worker makes its copies: whoever is first, no copy and no row of one survives."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, connections

from files import renditions
from files.models import Rendition, StoredImage, public_storage
from files.states import ImageState
from files.tasks import sweep_discards
from news.galleries.models import Photo
from news.galleries.services import hang_photo
from news.galleries.takedown import take_down_photo
from tests.factories import GalleryFactory
from tests.files.samples import accepted, encoded, exif
from tests.files.samples import photo as picture
from tests.workers import until

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _two_sessions() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("two writers at once are PostgreSQL's; SQLite lets one in after the other")


def lying() -> set[str]:
    """Every public file."""
    root = Path(settings.MEDIA_ROOT)
    return {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}


def work_on(image: StoredImage) -> threading.Thread:
    """A worker of its own thread and connection that makes the copies of this image."""

    def work() -> None:
        try:
            renditions.make_next(image.pk)
        finally:
            connections.close_all()

    thread = threading.Thread(target=work)
    thread.start()
    return thread


def claimed(image: StoredImage) -> bool:
    image.refresh_from_db()
    return image.lease != "" or image.state != ImageState.PENDING


def writing(image: StoredImage) -> bool:
    image.refresh_from_db()
    at_work = image.lease != "" and public_storage().exists(renditions.folder_of(image.lease))
    return at_work or image.state != ImageState.PENDING


@pytest.mark.parametrize("moment", [claimed, writing], ids=["as it decodes", "as its files are written"])
def test_no_copy_survives_that_was_being_made(moment: Callable[[StoredImage], bool]) -> None:
    gallery, before = GalleryFactory(published=True), lying()
    for number in range(4):
        image = accepted(encoded(picture(900 + number, 600), exif=exif(6)), f"{number}.jpg")
        photo: Photo = hang_photo(gallery_id=gallery.pk, image=image, by=None)
        worker = work_on(image)
        until(lambda image=image: moment(image))
        take_down_photo(photo_id=photo.pk, keep_original=True, by=None)
        worker.join(60)
        assert not worker.is_alive()
    assert [image.state for image in StoredImage.objects.all()] == [ImageState.WITHDRAWN] * 4
    assert not Rendition.objects.exists()
    sweep_discards()
    assert lying() == before
    assert renditions.sweep() == 0
