"""Addresses of the news and the galleries."""

from django.urls import include, path

urlpatterns = [
    path("", include("news.articles.urls")),
    path("galerie/", include("news.gallery_urls")),
    path("zdjecie/", include("news.galleries.picture_urls")),
]
