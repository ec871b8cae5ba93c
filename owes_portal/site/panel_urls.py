"""The staff panel: its home, and the panel pages of each app."""

from django.urls import include, path

from owes_portal.site import panel_views

app_name = "panel"
urlpatterns = [
    path("", panel_views.home, name="home"),
    path("", include("entities.panel_urls")),
    path("", include("events.panel_urls")),
    path("", include("news.panel_urls")),
]
