"""What upper steps are told about presence."""

from collections.abc import Callable

from common.extension_points import ExtensionPoint

# Called with the event's id, in the transaction that corrects a closed list.
PRESENCE_CORRECTED: ExtensionPoint[Callable[[int], None]] = ExtensionPoint(
    "presence corrected after the list was closed"
)
