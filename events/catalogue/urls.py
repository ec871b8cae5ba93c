"""Public addresses of events, under /wydarzenia/."""

from django.urls import path

from events.catalogue import public_views

app_name = "events"
urlpatterns = [
    path("", public_views.event_list, name="list"),
    path("kalendarz/", public_views.month, name="calendar"),
    path("kalendarz.ics", public_views.feed, name="feed"),
    path("podglad/<slug:token>/", public_views.preview, name="preview"),
    path("<slug:slug>/", public_views.event, name="event"),
    path("<slug:slug>/kalendarz.ics", public_views.event_calendar, name="event_calendar"),
    path("<slug:slug>/pliki/<int:document_id>/", public_views.event_file, name="file"),
]
