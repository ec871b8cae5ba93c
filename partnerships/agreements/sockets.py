"""What upper floors may plug into the pages of partnerships."""

from common.sockets import Shelf, Socket, TimelineRows

# Parts of a partnership's page; `obj` is the LocalPartnership.
PARTNERSHIP_SHELVES: Socket[Shelf] = Socket("shelves of a partnership")
# Lines in a partnership's history besides its founding, joinings, agreement and finished steps.
PARTNERSHIP_TIMELINE: Socket[TimelineRows] = Socket("timeline of a partnership")
