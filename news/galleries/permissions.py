"""A gallery for somebody who writes in its centre."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from accounts.models import User
from entities.centres.permissions import Act, centres_of, may
from news.galleries.models import Gallery


def gallery_for(user: User, pk: int) -> Gallery:
    """The gallery with its event and centre: a stranger gets 404, a colleague without the right 403."""
    mine = Gallery.objects.filter(centre_id__in=centres_of(user))
    gallery = get_object_or_404(mine.select_related("event", "centre"), pk=pk)
    if not may(user, Act.WRITE_ARTICLES, gallery.centre_id):
        raise PermissionDenied
    return gallery
