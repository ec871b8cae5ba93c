"""What upper floors may plug into the pages of projects."""

from collections.abc import Callable

from common.sockets import Shelf, Socket
from partnerships.projects.models import FundingProject

# Parts of a project's page; `obj` is the FundingProject.
PROJECT_SHELVES: Socket[Shelf] = Socket("shelves of a project")
# Pages of a project in the panel that upper floors know: key, name, address.
PROJECT_PARTS: Socket[Callable[[FundingProject], tuple[str, str, str]]] = Socket("panel pages of a project")
# Kinds of events, (value, word), to choose from.
EVENT_KINDS: Socket[Callable[[], list[tuple[str, str]]]] = Socket("kinds of events")
