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
    """Kind, centre, county and contact of a meeting of this partnership; 404 where the person plans none."""
    if not given:
        return {}
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
