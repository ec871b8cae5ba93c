"""Public addresses of galleries, under /galerie/. A photo's number is its own for ever: hiding another moves none."""

from django.urls import path

from news.galleries import public_views, reporting_views

app_name = "galleries"
urlpatterns = [
    path("", public_views.gallery_list, name="list"),
    path("<slug:slug>/", public_views.gallery, name="gallery"),
    path("<slug:slug>/<int:number>/", public_views.photo, name="photo"),
    path("<slug:slug>/<int:number>/zglos/", reporting_views.report_photo, name="report"),
    path("<slug:slug>/<int:number>/zglos/przyjete/", reporting_views.reported, name="reported"),
]
