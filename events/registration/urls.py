"""Addresses of registrations."""

from django.urls import path

from events.registration.own_page import adding_people_views, own_data_views, resigning_views, views
from events.registration.signup import views as signup_views

app_name = "registration"
urlpatterns = [
    path("wydarzenia/<slug:slug>/zgloszenie/", signup_views.registration_form, name="form"),
    path("wydarzenia/<slug:slug>/zgloszenie/wyslane/<slug:key>/", signup_views.sent, name="sent"),
    path("zgloszenie/<slug:token>/", signup_views.own_registration, name="own"),
    path("zgloszenie/<slug:token>/moje-dane/", own_data_views.own_data, name="own-data"),
    path("zgloszenie/<slug:token>/moje-dane/kopia.json", own_data_views.own_copy, name="own-copy"),
    path("zgloszenie/osoba/<slug:token>/moje-dane/", own_data_views.person_data, name="person-data"),
    path("zgloszenie/osoba/<slug:token>/moje-dane/kopia.json", own_data_views.person_copy, name="person-copy"),
    path("zgloszenie/<slug:token>/zmiana/", views.change, name="change"),
    path("zgloszenie/<slug:token>/osoby/", adding_people_views.add, name="add-people"),
    path("zgloszenie/<slug:token>/osoba/<int:participant_id>/", views.change_person, name="change-person"),
    path("zgloszenie/osoba/<slug:token>/", views.person, name="person"),
    path("zgloszenie/osoba/<slug:token>/bilet/", views.ticket, name="ticket"),
    path("zgloszenie/osoba/<slug:token>/rezygnacja/", resigning_views.person_gives_up, name="person-gives-up"),
    path("zgloszenie/<slug:token>/rezygnacja/<int:participant_id>/", resigning_views.give_up_place, name="give-up"),
    path("zgloszenie/<slug:token>/przywrocenie/<int:participant_id>/", resigning_views.restore, name="restore"),
    path("zgloszenie/osoba/<slug:token>/przywrocenie/", resigning_views.person_restores, name="person-restores"),
]
