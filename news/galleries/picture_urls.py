"""Public addresses of any picture, under /zdjecie/: only to ask for it to be taken down."""

from django.urls import path

from news.galleries import picture_request_views

app_name = "pictures"
urlpatterns = [
    path("<uuid:key>/zglos/", picture_request_views.report_picture, name="report"),
    path("<uuid:key>/zglos/przyjete/", picture_request_views.picture_reported, name="reported"),
]
