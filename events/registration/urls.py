"""Addresses of registrations."""

from django.urls import path

from events.registration import public_views

app_name = "registration"
urlpatterns = [
    path("wydarzenia/<slug:slug>/zgloszenie/", public_views.registration_form, name="form"),
    path("zgloszenie/<str:token>/", public_views.own_registration, name="own"),
    path("zgloszenie/<str:token>/rezygnacja/<int:participant_id>/", public_views.give_up_place, name="give-up"),
]
