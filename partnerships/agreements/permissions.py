"""Who may see and keep a partnership in the panel.

Staff of its centre read it; animators and coordinators of that centre keep it; whether it is public is decided by the
coordinator. A stranger finds nothing. People of the member entities have a corner of their own.
"""

from django.db.models import QuerySet

from entities.centres.permissions import Anyone, CentrePermission, centres_for, row_for
from partnerships.agreements.models import LocalPartnership


def partnerships_for(
    user: Anyone, permission: CentrePermission = CentrePermission.READ_EVENTS
) -> QuerySet[LocalPartnership]:
    """Partnerships of the centres in which this person may do this; every member of staff reads."""
    return LocalPartnership.objects.filter(centre__in=centres_for(user, permission))


def partnership_for(user: Anyone, pk: int, permission: CentrePermission) -> LocalPartnership:
    """The partnership, for somebody who may do this with it. A stranger gets 404, a colleague without the right 403."""
    return row_for(user, partnerships_for(user).select_related("centre"), pk, permission)


def enters(user: Anyone) -> bool:
    """Whether the person may begin a partnership somewhere."""
    return centres_for(user, CentrePermission.EDIT_PARTNERSHIPS).exists()
