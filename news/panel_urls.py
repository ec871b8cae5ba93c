"""Addresses of the panel's pages about articles and galleries (mounted under /panel/)."""

from django.urls import path

from news.articles import panel_views as articles
from news.galleries import panel_views as galleries

urlpatterns = [
    path("wydarzenia/<int:pk>/relacja/", articles.draft, name="report-draft"),
    path("aktualnosci/", articles.articles, name="articles"),
    path("aktualnosci/nowa/", articles.write, name="article-write"),
    path("aktualnosci/<int:pk>/", articles.edit, name="article"),
    path("aktualnosci/<int:pk>/podglad/", articles.preview, name="article-preview"),
    path("aktualnosci/<int:pk>/galeria/", articles.add_gallery, name="article-gallery"),
    path("aktualnosci/<int:pk>/stan/", articles.move, name="article-move"),
    path("galerie/<int:pk>/", galleries.gallery, name="gallery"),
    path("galerie/<int:pk>/dodaj/", galleries.upload, name="gallery-upload"),
    path("galerie/zgloszenia/", galleries.requests, name="takedown-requests"),
    path("galerie/zgloszenia/<int:pk>/", galleries.decide, name="takedown-decide"),
]
