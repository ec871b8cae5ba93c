"""Addresses of the panel's pages about this person's own files (mounted under /panel/)."""

from django.urls import path

from accounts.exports import panel_views as exports

urlpatterns = [
    path("eksporty/", exports.exports, name="exports"),
    path("eksporty/<int:pk>/plik/", exports.file, name="export-file"),
]
