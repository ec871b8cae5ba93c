"""Public addresses of this app."""

from django.urls import include, path

urlpatterns = [
    path("wydarzenia/", include("events.programme.urls")),
    path("projekty/", include("events.schedule.urls")),
    path("", include("events.certificates.urls")),
    path("", include("events.participation.urls")),
]
