"""Pictures as pages show them: one query for all the renditions of a page."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.core.files.storage import FileSystemStorage
from django.db.models import QuerySet

from common.db.compiled_queries import Prepared
from files.models import Rendition, RenditionFormat, StoredImage, public_storage
from files.states import ImageState

# The width that browsers without srcset, feeds and link previews get.
MIDDLE = 960


@dataclass(frozen=True, slots=True)
class Picture:
    """All that `components/picture.html` needs. Without `src` the renditions are not there yet (or never will be)."""

    width: int
    height: int
    src: str = ""
    largest: str = ""
    srcset_jpeg: str = ""
    srcset_webp: str = ""
    srcset_avif: str = ""
    focus: str = ""
    tint: str = ""
    failed: bool = False
    # Taken down: not even its words are said.
    withdrawn: bool = False
    # Names the picture where somebody asks for it to be taken down.
    key: str = ""

    @property
    def classes(self) -> str:
        """Classes of the `<img>`."""
        return f"{self.focus} {self.tint}".strip()


_COPIES = Prepared(
    lambda *images: (
        Rendition.objects.filter(image_id__in=images)
        .order_by("width")
        .values_list("image_id", "format", "width", "height", "content")
    )
)


def pictures_for(images: Iterable[StoredImage | None]) -> dict[int, Picture]:
    """The pictures of these images by the image's id, in one query however many there are."""
    known = {image.pk: image for image in images if image is not None}
    copies: dict[int, list[tuple[str, int, int, str]]] = {pk: [] for pk in known}
    for image_id, *copy in _COPIES(*known) if known else ():
        copies[image_id].append(tuple(copy))
    return {pk: _picture(image, copies[pk]) for pk, image in known.items()}


def picture_of(image: StoredImage) -> Picture:
    """One picture; where a page shows several, `pictures_for` asks once for all."""
    return pictures_for([image])[image.pk]


def doubles_of(image: StoredImage) -> QuerySet[StoredImage]:
    """Earlier uploads of the very same file: the uploader is told, nothing is forbidden."""
    return StoredImage.objects.filter(sha256=image.sha256, pk__lt=image.pk).order_by("id")


def _picture(image: StoredImage, copies: list[tuple[str, int, int, str]]) -> Picture:
    jpegs = [copy for copy in copies if copy[0] == RenditionFormat.JPEG]
    if not jpegs:
        return Picture(
            image.width,
            image.height,
            failed=image.state in (ImageState.FAILED, ImageState.WITHDRAWN),
            withdrawn=image.state == ImageState.WITHDRAWN,
            key=str(image.key),
        )
    url = _address_maker()
    sets = {
        form: ", ".join(f"{url(path)} {width}w" for kind, width, _, path in copies if kind == form)
        for form in RenditionFormat
    }
    middle = next((copy for copy in jpegs if copy[1] >= MIDDLE), jpegs[-1])
    _, width, height, largest = jpegs[-1]
    return Picture(
        width=width,
        height=height,
        src=url(middle[3]),
        largest=url(largest),
        srcset_jpeg=sets[RenditionFormat.JPEG],
        srcset_webp=sets[RenditionFormat.WEBP],
        srcset_avif=sets[RenditionFormat.AVIF],
        focus=focus_class(image.focal_x, image.focal_y),
        tint=tint_class(image.colour),
        key=str(image.key),
    )


def _address_maker() -> Callable[[str], str]:
    """How a rendition's path becomes its address. Its name is digits only: a local storage has nothing to escape."""
    storage = public_storage()
    base = storage.base_url if isinstance(storage, FileSystemStorage) else None
    return base.__add__ if base else storage.url


def focus_class(x: float, y: float) -> str:
    """The nearest of 5 × 5 places as a class of parts.css; the middle needs none."""
    column, row = round(x * 4), round(y * 4)
    return "" if (column, row) == (2, 2) else f"focus-{column}-{row}"


def tint_class(colour: str) -> str:
    """The average colour, coarsened to 27 classes: stands in the frame until the picture has come."""
    if len(colour) != 7:
        return ""
    return "tint-" + "".join(str(min(int(colour[at : at + 2], 16) // 86, 2)) for at in (1, 3, 5))
