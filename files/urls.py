"""Addresses of public renditions, under MEDIA_URL."""

from django.urls import re_path

from files import public_views

app_name = "files"
urlpatterns = [
    re_path(
        r"^(?P<folder>[0-9a-f]{2})/(?P<secret>[0-9a-f]{32})/(?P<width>[1-9][0-9]{0,4})\.(?P<extension>jpg|webp|avif)$",
        public_views.rendition,
        name="rendition",
    ),
]
