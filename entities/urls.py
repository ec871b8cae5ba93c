"""Addresses of the directory, the support centres and the counties (DESIGN §4)."""

from django.urls import URLPattern, include, path

from entities.directory import public_views as directory

directory_urls: list[URLPattern] = [
    path("", directory.entity_list, name="list"),
    path("<slug:slug>/", directory.entity, name="entity"),
]

urlpatterns = [
    path("podmioty/", include((directory_urls, "entities"))),
]
