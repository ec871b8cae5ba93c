"""What upper floors may plug into the pages of events."""

from common.sockets import Shelf, Socket

# Parts of an event's page (its report, its gallery); `obj` is the Event.
EVENT_SHELVES: Socket[Shelf] = Socket("shelves of an event")
