"""What upper apps may add to the files."""

from collections.abc import Callable

from common.extension_points import ExtensionPoint
from files.models import StoredImage

# Called in the transaction that changes how an image looks (its renditions are there, it was turned, the place that
# matters moved, it goes away): the app that shows it moves the versions of its own pages.
IMAGE_CHANGED: ExtensionPoint[Callable[[StoredImage], None]] = ExtensionPoint("an image changed")


def image_changed(image: StoredImage) -> None:
    """Tell the apps that show this image."""
    for tell in IMAGE_CHANGED:
        tell(image)
