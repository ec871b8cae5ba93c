"""What upper apps may add to the pages of centres and counties."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from common.extension_points import ExtensionPoint, PageSection
from files.models import StoredImage

# Parts of a centre's page; `obj` is the SupportCentre.
CENTRE_SECTIONS: ExtensionPoint[PageSection] = ExtensionPoint("sections of a centre")
# Parts of the page „what is there in my county”; `obj` is the County.
COUNTY_SECTIONS: ExtensionPoint[PageSection] = ExtensionPoint("sections of a county")


@dataclass(frozen=True, slots=True)
class PicturePlace:
    """A public page that shows a picture: its Polish path and title, in whose care it is, and the picture's words."""

    path: str
    title: str
    centre_id: int | None
    alt: str = ""
    caption: str = ""


# The public pages that show this picture now, of one sort each.
PICTURE_PLACES: ExtensionPoint[Callable[[StoredImage], Iterable[PicturePlace]]] = ExtensionPoint(
    "where a picture is shown"
)
