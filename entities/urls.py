"""Addresses of the directory, the support centres and the counties (DESIGN §4)."""

from django.urls import URLPattern, include, path

from entities.centres import county_views
from entities.centres import public_views as centres
from entities.directory import contact_views, map_views, open_data_views
from entities.directory import public_views as directory
from entities.memberships import public_views as memberships

directory_urls: list[URLPattern] = [
    path("", directory.entity_list, name="list"),
    path("mapa/", map_views.entity_map, name="map"),
    path("podpowiedzi/", directory.suggest, name="suggest"),
    path("<slug:slug>/", directory.entity, name="entity"),
    path("<slug:slug>/wiadomosc/", contact_views.write, name="write"),
    path("<slug:slug>/wiadomosc/wyslana/", contact_views.written, name="written"),
    path("opieka/<slug:token>/", memberships.answer, name="claim-answer"),
]

data_urls: list[URLPattern] = [
    path("", open_data_views.described, name="described"),
    path("podmioty.<slug:kind>", open_data_views.file, name="file"),
]

centre_urls: list[URLPattern] = [
    path("", centres.centre_list, name="list"),
    path("mapa/", county_views.county_map, name="map"),
    path("<slug:slug>/", centres.centre, name="centre"),
]
county_urls: list[URLPattern] = [
    path("<slug:slug>/", county_views.county, name="county"),
]

urlpatterns = [
    path("podmioty/", include((directory_urls, "entities"))),
    path("dane/", include((data_urls, "data"))),
    path("osrodki/", include((centre_urls, "centres"))),
    path("powiaty/", include((county_urls, "counties"))),
]
