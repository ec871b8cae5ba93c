"""Home, search and the pages that mix the apps."""

from django.urls import path

from owes_portal.site import public_views

urlpatterns = [
    path("", public_views.home, name="home"),
]
