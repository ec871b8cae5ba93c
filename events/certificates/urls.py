"""Public addresses of certificates."""

from django.urls import path

from events.certificates import public_views

app_name = "certificates"
urlpatterns = [
    path("zaswiadczenie/", public_views.check_form, name="check-form"),
    path("zaswiadczenie/<slug:code>/", public_views.check, name="check"),
    path("zgloszenie/osoba/<slug:token>/zaswiadczenie/", public_views.download, name="download"),
]
