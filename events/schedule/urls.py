"""Addresses of a project's schedule, under /projekty/."""

from django.urls import path

from events.schedule import public_views

app_name = "schedule"
urlpatterns = [
    path("<slug:slug>/harmonogram/", public_views.schedule, name="page"),
    path("<slug:slug>/harmonogram.pdf", public_views.paper, name="paper"),
    path("<slug:slug>/harmonogram.xlsx", public_views.sheet, name="sheet"),
]
