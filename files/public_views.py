"""Renditions at their public addresses. In production the web server or object storage answers instead."""

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from files.models import public_storage

TYPES = {"jpg": "image/jpeg", "webp": "image/webp", "avif": "image/avif"}


@login_not_required
@require_safe
def rendition(request: HttpRequest, folder: str, secret: str, width: int, extension: str) -> FileResponse:
    """One rendition, to be kept for ever: a changed picture gets a new name.

    The address pattern lets only digits of a rendition's name through, so no other file can be asked for.
    """
    try:
        content = public_storage().open(f"{folder}/{secret}/{width}.{extension}")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(content, content_type=TYPES[extension])
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
