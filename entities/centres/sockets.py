"""What upper floors may plug into the pages of centres and counties."""

from common.sockets import Shelf, Socket

# Parts of a centre's page; `obj` is the SupportCentre.
CENTRE_SHELVES: Socket[Shelf] = Socket("shelves of a centre")
# Parts of the page „what is there in my county”; `obj` is the County.
COUNTY_SHELVES: Socket[Shelf] = Socket("shelves of a county")
