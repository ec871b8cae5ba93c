"""The drawn scenes of the demo, through the same gate as everybody's photos."""

import hashlib
from pathlib import Path

from django.core.files import File

from files.models import StoredFile, StoredImage
from files.services import accept_file, accept_image, make_renditions
from files.states import ImageState

ART = Path(__file__).with_name("art")
FILES = Path(__file__).with_name("files")


class Album:
    """Pictures by their name (`art/<name>.jpg`) and files by theirs; each is taken in once, however often it is "
    "used."""

    credit = "zespół portalu (rysunek)"

    def __init__(self) -> None:
        self._images: dict[str, StoredImage] = {}

    def __getitem__(self, name: str) -> StoredImage:
        return self._images[name]

    def take_in(self) -> int:
        """Take all pictures in and make their renditions now, so that the first visitor sees them. How many."""
        digests = {path.stem: _digest(path) for path in sorted(ART.glob("*.jpg"))}
        known = {
            image.sha256: image
            for image in StoredImage.objects.filter(sha256__in=digests.values(), uploaded_by_id=None)
        }
        for name, digest in digests.items():
            image = known.get(digest) or _accept(ART / f"{name}.jpg")
            if image.state == ImageState.PENDING:
                make_renditions(image.pk)
            self._images[name] = image
        return len(self._images)

    def document(self, name: str) -> StoredFile:
        """The stored file of `files/<name>`."""
        path = FILES / name
        known = StoredFile.objects.filter(sha256=_digest(path), uploaded_by_id=None).first()
        if known is not None:
            return known
        with path.open("rb") as content:
            return accept_file(upload=File(content, name=name), by=None)


def _accept(path: Path) -> StoredImage:
    with path.open("rb") as content:
        return accept_image(upload=File(content, name=path.name), by=None)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
