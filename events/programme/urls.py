"""Public addresses of events, under /wydarzenia/."""

from django.urls import path

from events.catalogue import public_views as lists
from events.programme import public_views as page

app_name = "events"
urlpatterns = [
    path("", lists.event_list, name="list"),
    path("kalendarz/", lists.month, name="calendar"),
    path("kalendarz.ics", lists.feed, name="feed"),
    path("podglad/<slug:token>/", page.preview, name="preview"),
    path("<slug:slug>/", page.event, name="event"),
    path("<slug:slug>/kalendarz.ics", page.event_calendar, name="event_calendar"),
    path("<slug:slug>/pliki/<int:document_id>/", page.event_file, name="file"),
]
