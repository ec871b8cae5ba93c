"""A bare Django view: no middleware, no database, as many bytes as asked for. What every page is measured against."""

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

settings.configure(
    SECRET_KEY="bench",  # noqa: S106 (protects nothing)
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    MIDDLEWARE=[],
    USE_I18N=False,
    DEBUG=False,
)
django.setup()


def bare(request: HttpRequest, size: int) -> HttpResponse:
    """So many bytes."""
    return HttpResponse(b"x" * size)


urlpatterns = [path("<int:size>/", bare)]
application = get_wsgi_application()
