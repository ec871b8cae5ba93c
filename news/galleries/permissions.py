"""A gallery for somebody who writes (or publishes) in its centre, and requests to take a picture down."""

from django.db.models import Q, QuerySet

from accounts.models import Role, User
from entities.centres.permissions import CentrePermission, centres_of, row_for
from news.galleries.models import Gallery, TakedownRequest


def gallery_for(user: User, pk: int, permission: CentrePermission = CentrePermission.WRITE_ARTICLES) -> Gallery:
    """The gallery with its event and centre: a stranger gets 404, a colleague without the right 403."""
    mine = Gallery.objects.filter(centre_id__in=centres_of(user))
    return row_for(user, mine.select_related("event", "centre"), pk, permission)


def takedowns_for(user: User) -> QuerySet[TakedownRequest]:
    """Requests about pictures in the care of my centres; what no centre cares for comes to the administrator."""
    mine = Q(centre__in=centres_of(user))
    if user.role == Role.ADMINISTRATOR:
        mine |= Q(centre=None)
    return TakedownRequest.objects.filter(mine)
