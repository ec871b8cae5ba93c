"""Addresses of partnerships and projects (DESIGN §4)."""

from django.urls import URLPattern, include, path

from partnerships.agreements import account_views as corner
from partnerships.agreements import list_views
from partnerships.agreements import public_views as agreements
from partnerships.projects import public_views as projects

partnership_urls: list[URLPattern] = [
    path("", list_views.partnership_list, name="list"),
    path("mapa/", list_views.partnership_map, name="map"),
    path("<slug:slug>/", agreements.partnership, name="partnership"),
    path("<slug:slug>/dokumenty/<int:key>/", agreements.document, name="document"),
]
corner_urls: list[URLPattern] = [
    path("<slug:slug>/", corner.corner, name="partnership"),
    path("<slug:slug>/dokumenty/<int:key>/", corner.document, name="document"),
]
project_urls: list[URLPattern] = [
    path("", projects.project_list, name="list"),
    path("<slug:slug>/", projects.project, name="project"),
]

urlpatterns = [
    path("partnerstwa/", include((partnership_urls, "partnerships"))),
    path("konto/partnerstwa/", include((corner_urls, "corner"))),
    path("projekty/", include((project_urls, "projects"))),
]
