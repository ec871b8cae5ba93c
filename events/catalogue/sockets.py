"""What upper floors may plug into the pages of events."""

from collections.abc import Callable

from common.sockets import Shelf, Socket
from events.catalogue.models import Event

# Parts of an event's page (its report, its gallery); `obj` is the Event.
EVENT_SHELVES: Socket[Shelf] = Socket("shelves of an event")
# What follows every change of an event that was published, in the transaction of the change, under the event's lock.
EVENT_SHOWN: Socket[Callable[[Event], None]] = Socket("what follows a change of an event")
