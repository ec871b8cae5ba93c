"""What upper floors put on a person's account page."""

from common.sockets import Shelf, Socket

# Parts of the account's first page; `obj` is the User. Shown in the order of plugging.
ACCOUNT_SHELVES: Socket[Shelf] = Socket("shelves of an account")
