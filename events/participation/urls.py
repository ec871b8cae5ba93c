"""The address of a person's form."""

from django.urls import path

from events.participation import person_views

app_name = "participation"
urlpatterns = [path("udzial/<slug:token>/", person_views.form, name="form")]
