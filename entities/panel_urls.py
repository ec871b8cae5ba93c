"""Addresses of the panel's pages about entities (mounted under /panel/)."""

from django.urls import path

from entities.centres import panel_views as centres
from entities.directory import category_views, change_views, exchange_views, merge_views, part_views
from entities.directory import panel_views as directory
from entities.imports import panel_views as imports
from entities.memberships import panel_views as memberships

urlpatterns = [
    path("podmioty/", directory.entities, name="entities"),
    path("podmioty/szukaj/", directory.search, name="entity-search"),
    path("podmioty/kolejka/", directory.waiting, name="entity-queue"),
    path("podmioty/zmiany/", change_views.changes, name="entity-changes"),
    path("podmioty/zmiany/<int:change_id>/", change_views.decide, name="entity-change-decide"),
    path("podmioty/prosby/", memberships.claims, name="entity-claims"),
    path("podmioty/prosby/<int:claim_id>/", memberships.decide, name="entity-claim"),
    path("podmioty/nowy/", directory.new, name="entity-new"),
    path("podmioty/eksport.<slug:kind>", exchange_views.export, name="entity-export"),
    path("podmioty/kategorie/", category_views.categories, name="service-categories"),
    path("podmioty/kategorie/<slug:code>/", category_views.category, name="service-category"),
    path("podmioty/import/", imports.imports, name="entity-imports"),
    path("podmioty/import/wzor.xlsx", imports.sample, name="entity-import-sample"),
    path("podmioty/import/<int:pk>/", imports.sheet, name="entity-import"),
    path("podmioty/import/<int:pk>/kolumny/", imports.columns, name="entity-import-columns"),
    path("podmioty/import/<int:pk>/bledy.xlsx", imports.errors, name="entity-import-errors"),
    path("podmioty/<int:pk>/", directory.entity, name="entity"),
    path("podmioty/<int:pk>/dane/", directory.change, name="entity-change"),
    path("podmioty/<int:pk>/stan/", directory.move, name="entity-move"),
    path("podmioty/<int:pk>/scalanie/", merge_views.merge, name="entity-merge"),
    path("podmioty/<int:pk>/scalanie/<int:source_id>/cofniecie/", merge_views.unmerge, name="entity-unmerge"),
    path("podmioty/<int:pk>/czesc/<slug:part>/", part_views.part, name="entity-part"),
    path("podmioty/<int:pk>/zdjecia/", part_views.pictures, name="entity-pictures"),
    path("podmioty/<int:pk>/zdjecia/<int:photo_id>/", part_views.photo, name="entity-photo"),
    path("osrodki/", centres.centres, name="centres"),
    path("osrodki/<int:pk>/", centres.centre, name="centre"),
    path("osrodki/<int:pk>/osoby/", centres.people, name="centre-people"),
]
