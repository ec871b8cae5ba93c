"""What upper floors are told about presence."""

from collections.abc import Callable

from common.sockets import Socket

# Called with the event's id, in the transaction that corrects a closed list.
PRESENCE_CORRECTED: Socket[Callable[[int], None]] = Socket("presence corrected after the list was closed")
