"""Who may see and keep a partnership in the panel.

Staff of its centre read it; animators and coordinators of that centre keep it; whether it is public is decided by the
coordinator. A stranger finds nothing. People of the member entities have a corner of their own.
"""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404

from entities.centres.permissions import Anyone, CentrePermission, centres_for, may
from partnerships.agreements.models import LocalPartnership


def partnerships_for(
    user: Anyone, permission: CentrePermission = CentrePermission.READ_EVENTS
) -> QuerySet[LocalPartnership]:
    """Partnerships of the centres in which this person may do this; every member of staff reads."""
    return LocalPartnership.objects.filter(centre__in=centres_for(user, permission))


def partnership_for(user: Anyone, pk: int, permission: CentrePermission) -> LocalPartnership:
    """The partnership, for somebody who may do this with it. A stranger gets 404, a colleague without the right 403."""
    found = partnerships_for(user).select_related("centre").filter(pk=pk).first()
    if found is None:
        raise Http404
    if not may(user, permission, found.centre_id):
        raise PermissionDenied
    return found


def enters(user: Anyone) -> bool:
    """Whether the person may begin a partnership somewhere."""
    return centres_for(user, CentrePermission.EDIT_PARTNERSHIPS).exists()
