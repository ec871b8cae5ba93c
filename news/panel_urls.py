"""Addresses of the panel's pages about articles and galleries (mounted under /panel/)."""

from django.urls import path

from news.articles import correction_views, gallery_views
from news.articles import panel_views as articles
from news.articles import part_views as article_parts
from news.galleries import panel_views as galleries
from news.galleries import takedown_views as takedown

urlpatterns = [
    path("wydarzenia/<int:pk>/relacja/", articles.draft, name="report-draft"),
    path("aktualnosci/", articles.articles, name="articles"),
    path("aktualnosci/nowa/", articles.write, name="article-write"),
    path("aktualnosci/<int:pk>/", articles.edit, name="article"),
    path("aktualnosci/<int:pk>/podglad/", articles.preview, name="article-preview"),
    path("aktualnosci/<int:pk>/galeria/", articles.add_gallery, name="article-gallery"),
    path("aktualnosci/<int:pk>/para/", articles.add_pair, name="article-pair"),
    path("aktualnosci/<int:pk>/podmioty/", article_parts.entities, name="article-entities"),
    path("aktualnosci/<int:pk>/pliki/", article_parts.attachments, name="article-attachments"),
    path("aktualnosci/<int:pk>/pliki/<int:attachment_id>/", article_parts.attachment, name="article-attachment"),
    path("aktualnosci/<int:pk>/okladka/", article_parts.cover, name="article-cover"),
    path("aktualnosci/<int:pk>/niezapisane/", article_parts.unsaved, name="article-unsaved"),
    path("aktualnosci/<int:pk>/wersje/", article_parts.versions, name="article-versions"),
    path("aktualnosci/<int:pk>/wersje/<int:number>/", article_parts.restore, name="article-restore"),
    path("aktualnosci/<int:pk>/liczby/<int:correction_id>/", correction_views.correction, name="article-correction"),
    path("aktualnosci/<int:pk>/stan/", articles.move, name="article-move"),
    path("galerie/<int:pk>/", galleries.gallery, name="gallery"),
    path("galerie/<int:pk>/dodaj/", galleries.upload, name="gallery-upload"),
    path("galerie/<int:pk>/pokaz/", gallery_views.show, name="gallery-show"),
    path("galerie/<int:pk>/stan/", galleries.progress, name="gallery-progress"),
    path("galerie/<int:pk>/opis/", galleries.about, name="gallery-about"),
    path("galerie/<int:pk>/zdjecie/<int:number>/", galleries.photo, name="photo"),
    path("galerie/<int:pk>/zdjecie/<int:number>/oryginal/", galleries.original, name="photo-original"),
    path("galerie/<int:pk>/zdjecie/<int:number>/zdejmij/", takedown.take_photo_down, name="photo-take-down"),
    path("galerie/<int:pk>/zdjecie/<int:number>/przywroc/", takedown.bring_photo_back, name="photo-bring-back"),
    path("galerie/zgloszenia/", takedown.requests, name="takedown-requests"),
    path("galerie/zgloszenia/<int:pk>/", takedown.decide, name="takedown-decide"),
]
