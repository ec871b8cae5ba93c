"""Renditions have public addresses, kept for ever by browsers; nothing else has one."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import storages
from django.test import Client

from files.models import StoredImage
from files.queries import picture_of
from files.services import accept_file, make_renditions
from tests.files import samples
from tests.files.samples import accepted, encoded, exif, photo, uploaded

pytestmark = pytest.mark.django_db


@pytest.fixture
def image() -> StoredImage:
    image = accepted(encoded(photo(), exif=exif()), "Jan Kowalski.jpg")
    make_renditions(image.pk)
    return image


def test_every_address_of_a_picture_answers_with_its_copy(client: Client, image: StoredImage) -> None:
    picture = picture_of(image)
    for form, srcset in (("jpeg", picture.srcset_jpeg), ("webp", picture.srcset_webp)):
        for part in srcset.split(", "):
            response = client.get(part.split()[0])
            assert response.status_code == 200
            assert response.headers["Content-Type"] == f"image/{form}"
            assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
            assert response.headers["X-Content-Type-Options"] == "nosniff"
            assert "sandbox" in response.headers["Content-Security-Policy"]
            assert not response.cookies
            assert "Cookie" not in response.headers.get("Vary", "")
            response.close()


def test_the_address_tells_nothing_of_the_picture(image: StoredImage) -> None:
    address = picture_of(image).src
    assert "Kowalski" not in address
    assert str(image.key) not in address
    assert image.original.name.split("/")[1].split(".")[0] not in address


def test_it_is_read_only(client: Client, image: StoredImage) -> None:
    address = picture_of(image).src
    assert client.post(address).status_code == 405
    response = client.head(address)
    assert response.status_code == 200
    response.close()


def test_an_original_and_a_document_have_no_public_address(client: Client, image: StoredImage) -> None:
    document = accept_file(upload=uploaded(samples.PDF, "lista.pdf"), by=None)
    for content in (image.original, document.content):
        with pytest.raises(ValueError, match="not accessible via a URL"):
            _ = content.url
        for address in (f"/media/{content.name}", f"/media/../private/{content.name}", f"/private/{content.name}"):
            assert client.get(address).status_code in (302, 404)
        assert Path(settings.MEDIA_ROOT) not in Path(content.path).parents
        assert Path(content.path).stat().st_mode & 0o077 == 0
    with pytest.raises(ValueError, match="not accessible via a URL"):
        storages["private"].url("x")


@pytest.mark.parametrize(
    "path",
    [
        "ab/" + "0" * 32 + "/480.jpg",
        "ab/../../private/x.jpg",
        "ab/" + "0" * 32 + "/480.svg",
        "ab/" + "0" * 32 + "/480.jpg/",
        "ab/" + "0" * 32 + "/480.jpg%00.png",
        "ab/" + "0" * 32 + "/%2e%2e/480.jpg",
        "..%2f..%2fetc%2fpasswd",
        "a" * 8000,
        "",
    ],
)
def test_other_addresses_find_nothing(client: Client, path: str) -> None:
    """Although there is a file where they point to."""
    folder = "ab/" + "0" * 32
    for storage, name in (("default", f"{folder}/480.svg"), ("default", f"{folder}/480.jpg.txt"), ("private", "x.jpg")):
        Path(storages[storage].path(name)).parent.mkdir(parents=True, exist_ok=True)
        Path(storages[storage].path(name)).write_bytes(b"tajne")
    assert client.get(f"/media/{path}").status_code == 404
