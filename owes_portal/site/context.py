"""What the frame of every page needs. Never the user, the session or messages: public pages are cached."""

from django.conf import settings
from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, object]:
    """Name and claim of the installation."""
    return {"site_name": settings.SITE_NAME, "site_claim": settings.SITE_CLAIM}
