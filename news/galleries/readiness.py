"""What a gallery needs before everyone may see it."""

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from news.galleries.models import Gallery


def what_lacks(gallery: Gallery) -> str:
    """In a sentence; empty when nothing lacks."""
    told = gallery.photos.filter(hidden_at=None).aggregate(
        total=Count("pk"), wordless=Count("pk", filter=Q(alt="", is_decorative=False))
    )
    if not told["total"]:
        return _("Choose at least one photo.")
    return _("Describe every photo of the gallery, or mark it as decorative.") if told["wordless"] else ""
