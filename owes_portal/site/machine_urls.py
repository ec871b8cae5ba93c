"""Addresses outside the two languages."""

from django.urls import path

from owes_portal.site import machine_views

urlpatterns = [
    path("robots.txt", machine_views.robots, name="robots"),
    path("sitemap.xml", machine_views.sitemap, name="sitemap"),
]
