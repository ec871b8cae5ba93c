"""What upper floors may plug into the pages of projects."""

from common.sockets import Shelf, Socket

# Parts of a project's page; `obj` is the FundingProject.
PROJECT_SHELVES: Socket[Shelf] = Socket("shelves of a project")
