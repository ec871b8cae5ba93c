"""Addresses of the news."""

from django.urls import path

from news.articles import feeds, public_views

app_name = "news"
urlpatterns = [
    path("aktualnosci/", public_views.article_list, name="list"),
    path("aktualnosci/<slug:slug>/", public_views.article, name="article"),
    path("aktualnosci/<slug:slug>/pliki/<int:pk>/", public_views.attachment, name="attachment"),
    path("rss/", feeds.rss, name="rss"),
    path("atom/", feeds.atom, name="atom"),
]
