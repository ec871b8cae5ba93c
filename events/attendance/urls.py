"""Addresses of attendance outside the panel."""

from django.urls import path

from events.attendance import guest_views, ticket_views
from events.registration.tickets import PATH

app_name = "attendance"
urlpatterns = [
    path(f"{PATH}<slug:ticket>/", ticket_views.ticket, name="ticket"),
    path("drzwi/", guest_views.enter, name="door-enter"),
    path("drzwi/obecnosc/bez-sieci.js", guest_views.worker, name="door-worker"),
    path("drzwi/obecnosc/<int:session_id>/", guest_views.door, name="door"),
    path("drzwi/obecnosc/<int:session_id>/stan/", guest_views.door_state, name="door-state"),
    path("drzwi/obecnosc/<int:session_id>/znaki/", guest_views.door_marks, name="door-marks"),
    path("drzwi/obecnosc/<int:session_id>/osoba/", guest_views.walk_in, name="walk-in"),
    path("drzwi/obecnosc/<int:session_id>/miejsce/<int:participant_id>/", guest_views.admit, name="admit"),
]
