"""Addresses of the panel's pages about entities (mounted under /panel/)."""

from django.urls import path

from entities.directory import panel_views as directory

urlpatterns = [
    path("podmioty/szukaj/", directory.search, name="entity-search"),
]
