"""What the search knows of a gallery."""

from collections.abc import Iterable, Iterator

from common.extension_points import SearchRow
from news.galleries.models import Gallery
from news.galleries.states import GalleryState

SOURCE = "gallery"


def search_rows(gallery: Gallery) -> list[SearchRow]:
    """Rows of one gallery; none when it is not public. Captions are found too."""
    if gallery.state != GalleryState.PUBLISHED:
        return []
    path = f"/galerie/{gallery.slug}/"
    captions = " ".join(
        f"{caption} {alt}" for caption, alt in gallery.photos.filter(hidden_at=None).values_list("caption", "alt")
    )
    rows = [SearchRow(SOURCE, gallery.pk, "pl", gallery.title, path, gallery.lead, captions, gallery.taken_on)]
    if gallery.title_en:
        rows.append(
            SearchRow(
                SOURCE, gallery.pk, "en", gallery.title_en, f"/en{path}", gallery.lead_en, "", gallery.taken_on
            )
        )  # fmt: skip
    return rows


def all_rows() -> Iterator[SearchRow]:
    """Rows of all published galleries, for a rebuild."""
    galleries: Iterable[Gallery] = Gallery.objects.published().iterator(500)
    for gallery in galleries:
        yield from search_rows(gallery)
