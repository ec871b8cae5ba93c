"""What upper floors may plug into the pages of entities."""

from common.sockets import Shelf, Socket

# Parts of an entity's page; `obj` is the Entity. Shown in the order of plugging.
ENTITY_SHELVES: Socket[Shelf] = Socket("shelves of an entity")
