"""The staff panel: its home, and the panel pages of each app."""

from django.urls import include, path

from owes_portal.site import mail_views, panel_views

app_name = "panel"
urlpatterns = [
    path("", panel_views.home, name="home"),
    path("wiadomosci/", mail_views.failed, name="failed-mails"),
    path("wiadomosci/ponow/", mail_views.again, name="mails-again"),
    path("wiadomosci/wstrzymane/", mail_views.held, name="held-mails"),
    path("wiadomosci/wstrzymane/wyslij/", mail_views.release, name="mails-release"),
    path("wiadomosci/wstrzymane/odrzuc/", mail_views.drop, name="mails-drop"),
    path("", include("accounts.panel_urls")),
    path("", include("entities.panel_urls")),
    path("", include("partnerships.panel_urls")),
    path("", include("events.panel_urls")),
    path("", include("news.panel_urls")),
]
