"""Addresses of an account's pages about entities (mounted under /konto/)."""

from django.urls import include, path

from entities.memberships import account_views, own_views

own_urls = [
    path("podmioty/opieka/<slug:slug>/", account_views.claim, name="claim"),
    path("podmioty/<int:pk>/", own_views.entity, name="entity"),
    path("podmioty/<int:pk>/osoby/", account_views.people, name="people"),
    path("podmioty/<int:pk>/osoby/<int:membership_id>/", account_views.person, name="person"),
    path("podmioty/<int:pk>/zaproszenia/<int:invitation_id>/", account_views.invitation_withdrawn, name="uninvite"),
    path("podmioty/<int:pk>/prosby/<int:claim_id>/", account_views.request_answered, name="request"),
    path("zaproszenie/<str:token>/", account_views.invitation, name="invitation"),
]

urlpatterns = [path("", include((own_urls, "own")))]
