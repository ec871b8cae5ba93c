"""Home, search and the pages that mix the apps; they stand in both languages."""

from django.urls import path

from owes_portal.site import public_views

urlpatterns = [
    path("", public_views.home, name="home"),
    path("szukaj/", public_views.search, name="search"),
    path("kontakt/", public_views.contact, name="contact"),
    path("deklaracja-dostepnosci/", public_views.accessibility, name="accessibility"),
    path("polityka-prywatnosci/", public_views.privacy, name="privacy"),
    path("mapa-strony/", public_views.site_map, name="site-map"),
]
