"""Public addresses of galleries, under /galerie/. A photo's number is its own for ever: hiding another moves none."""

from django.urls import path

from news.articles import gallery_views
from news.galleries import picture_request_views, public_views

app_name = "galleries"
urlpatterns = [
    path("", public_views.gallery_list, name="list"),
    path("<slug:slug>/", gallery_views.gallery, name="gallery"),
    path("<slug:slug>/<int:number>/", public_views.photo, name="photo"),
    path("<slug:slug>/<int:number>/zglos/", picture_request_views.report_photo, name="report"),
    path("<slug:slug>/<int:number>/zglos/przyjete/", picture_request_views.reported, name="reported"),
]
