"""Which events a person may see and run in the panel."""

from django.db.models import QuerySet

from accounts.models import User
from entities.centres.permissions import CentrePermission, centres_for, row_for
from events.catalogue.models import Event


def events_for(user: User, permission: CentrePermission = CentrePermission.READ_EVENTS) -> QuerySet[Event]:
    """Events of the centres in which this person may do this; every member of staff reads."""
    return Event.objects.filter(centre__in=centres_for(user, permission))


def event_for(user: User, pk: int, permission: CentrePermission) -> Event:
    """The event, for somebody who may do this with it. A stranger gets 404, a colleague without the right 403."""
    return row_for(user, events_for(user).select_related("centre", "county", "project"), pk, permission)
