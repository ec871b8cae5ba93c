"""What a line of the table of permissions says, and the answers that many addresses share."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.architecture.world import World

ROLES = (
    "anonymous",
    "participant",
    "entity_member",
    "entity_owner",
    "animator",
    "editor",
    "coordinator",
    "administrator",
)

Fill = Callable[[World], dict[str, Any]]


@dataclass(frozen=True)
class Line:
    """Expected answers and the arguments of the address."""

    answers: str
    fill: Fill = lambda world: {}
    query: str = ""
    # An address that only answers POST is asked by POST; 200 means then that the person was let in, whatever followed.
    post: bool = False
    # A door that answers POST although GET sends those elsewhere who are in already.
    is_door: bool = False

    def expected(self) -> dict[str, int]:
        return dict(zip(ROLES, map(int, self.answers.split()), strict=True))


#                anon part memb ownr anim edit coor admi
# A part asked in a thread of its own sees nothing of a test's transaction: tests/common/test_health.py asks it outside.
NOT_READY = " 503  503  503  503  503  503  503  503"
OPEN = "          200  200  200  200  200  200  200  200"
REDIRECT = "      302  302  302  302  302  302  302  302"
GONE = "          404  404  404  404  404  404  404  404"
CLOSED = "        403  403  403  403  403  403  403  403"
SIGNED_IN = "     302  200  200  200  200  200  200  200"
NOBODYS = "       302  404  404  404  404  404  404  404"
STAFF = "         302  403  403  403  200  200  200  200"
# Staff who may see participants' personal data.
TELLS = "         302  403  403  403  200  403  200  200"
ADMINISTRATOR = " 302  302  302  302  302  302  302  200"
DOOR = "          200  302  302  302  302  302  302  302"
# In the own centre; a colleague without the right gets 403, a stranger 404.
RUNS = "          302  404  404  404  200  403  200  200"
READS = "         302  404  404  404  200  200  200  200"
PUBLISHES = "     302  404  404  404  403  200  200  200"
# A record of the directory: coordinators decide, an animator proposes, an editor reads; a stranger finds nothing.
DECIDES = "       302  404  404  404  403  403  200  200"
DECIDES_LISTS = " 302  403  403  403  403  403  200  200"
PROPOSES_NEW = "  302  403  403  403  200  403  200  200"
# One's own entity: its people; staff work in the panel.
OWN = "           302  404  200  200  404  404  404  404"
OWNERS = "        302  404  403  200  404  404  404  404"
# In another centre.
FOREIGN = "       302  404  404  404  404  404  404  200"
