"""What upper apps may add to the pages of partnerships."""

from collections.abc import Callable
from typing import NamedTuple

from accounts.models import User
from common.extension_points import ExtensionPoint, PageSection, TimelineRows
from partnerships.agreements.models import LocalPartnership


class PartnershipEvent(NamedTuple):
    """A meeting on the partnership's page in the panel; `invite_url` where its members may be invited now."""

    title: str
    url: str
    note: str
    invite_url: str = ""


class Meetings(NamedTuple):
    """Meetings that this person may see, and where they plan a new one (empty where they may not)."""

    rows: list[PartnershipEvent]
    plan_url: str


# Parts of a partnership's page; `obj` is the LocalPartnership.
PARTNERSHIP_SECTIONS: ExtensionPoint[PageSection] = ExtensionPoint("sections of a partnership")
# Lines in a partnership's history besides its founding, joinings, agreement and finished steps.
PARTNERSHIP_TIMELINE: ExtensionPoint[TimelineRows] = ExtensionPoint("timeline of a partnership")
# Its meetings in the panel, for the person who looks.
PARTNERSHIP_EVENTS: ExtensionPoint[Callable[[LocalPartnership, User], Meetings]] = ExtensionPoint(
    "meetings in the panel"
)
