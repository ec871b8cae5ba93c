"""Addresses of an account's pages about entities (mounted under /konto/)."""

from django.urls import include, path

from entities.memberships import account_views, own_views

own_urls = [
    path("podmioty/opieka/<slug:slug>/", account_views.claim, name="claim"),
    path("podmioty/nowy/", own_views.new, name="new"),
    path("podmioty/<int:pk>/", own_views.entity, name="entity"),
    path("podmioty/<int:pk>/wyslij/", own_views.send, name="send"),
    path("podmioty/<int:pk>/dane/", own_views.change, name="change"),
    path("podmioty/<int:pk>/czesc/<slug:part>/", own_views.part, name="part"),
    path("podmioty/<int:pk>/zdjecia/", own_views.pictures, name="pictures"),
    path("podmioty/<int:pk>/zdjecia/<int:photo_id>/", own_views.photo, name="photo"),
    path("podmioty/<int:pk>/osoby/", account_views.people, name="people"),
    path("podmioty/<int:pk>/osoby/<int:membership_id>/", account_views.person, name="person"),
    path("podmioty/<int:pk>/zaproszenia/<int:invitation_id>/", account_views.invitation_withdrawn, name="uninvite"),
    path("podmioty/<int:pk>/prosby/<int:claim_id>/", account_views.request_answered, name="request"),
    path("zaproszenie/<slug:token>/", account_views.invitation, name="invitation"),
]

urlpatterns = [path("", include((own_urls, "own")))]
