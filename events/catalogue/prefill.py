"""What the form of a new event knows already when it is opened from a partnership: nothing is typed twice."""

from typing import Any

from accounts.models import User
from common.pages.ids import clean_id
from events.catalogue.models import EventKind
from partnerships.agreements.permissions import partnerships_for

PARTNERSHIP = "partnerstwo"


def known_of_meeting(user: User, given: str) -> dict[str, Any]:
    """Kind, centre, county and contact of a meeting of this partnership; nothing of one that the person may not see."""
    partnership = partnerships_for(user).filter(pk=clean_id(given)).first()
    if partnership is None:
        return {}
    counties = list(partnership.counties.order_by("sort_name")[:2])
    return {
        "kind": EventKind.PARTNERSHIP,
        "centre": partnership.centre_id,
        "partnership": partnership.pk,
        "county": counties[0].pk if len(counties) == 1 else None,
        "contact_name": partnership.contact_name,
        "contact_phone": partnership.contact_phone,
        "contact_email": partnership.contact_email,
    }
