"""What the form of a new event knows already when it is opened from a partnership: nothing is typed twice."""

from typing import Any

from django.shortcuts import get_object_or_404

from accounts.models import User
from common.web.ids import clean_id
from entities.centres.permissions import CentrePermission
from events.catalogue.kinds import EventKind
from partnerships.agreements.permissions import partnerships_for

PARTNERSHIP = "partnerstwo"


def known_of_event(user: User, given: str) -> dict[str, Any]:
    """Whom to ask: the person who plans it. Of a meeting of this partnership: its kind, centre, county and contact;
    404 where the person plans none there.
    """
    if not given:
        return {
            "contact_name": user.get_full_name(),
            "contact_phone": user.phone,
            "contact_email": user.email,
        }
    partnership = get_object_or_404(partnerships_for(user, CentrePermission.RUN_EVENTS), pk=clean_id(given))
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
