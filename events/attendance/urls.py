"""Addresses of attendance outside the panel."""

from django.urls import path

from events.attendance import ticket_views
from events.registration.tickets import PATH

app_name = "attendance"
urlpatterns = [path(f"{PATH}<slug:ticket>/", ticket_views.ticket, name="ticket")]
