"""Addresses of the panel's pages about partnerships and projects (mounted under /panel/)."""

from django.urls import path

from partnerships.agreements import document_views
from partnerships.agreements import panel_views as agreements

urlpatterns = [
    path("partnerstwa/", agreements.partnerships, name="partnerships"),
    path("partnerstwa/nowe/", agreements.new, name="partnership-new"),
    path("partnerstwa/<int:pk>/", agreements.partnership, name="partnership"),
    path("partnerstwa/<int:pk>/dane/", agreements.change, name="partnership-change"),
    path("partnerstwa/<int:pk>/stan/", agreements.move, name="partnership-move"),
    path("partnerstwa/<int:pk>/czesc/<slug:part>/", agreements.part, name="partnership-part"),
    path("partnerstwa/<int:pk>/kroki/<int:step_id>/zrobione/", agreements.step_done, name="partnership-step-done"),
    path("partnerstwa/<int:pk>/dokumenty/", document_views.documents, name="partnership-documents"),
    path("partnerstwa/<int:pk>/dokumenty/<int:document_id>/", document_views.document, name="partnership-document"),
    path(
        "partnerstwa/<int:pk>/dokumenty/<int:document_id>/<int:number>/",
        document_views.file,
        name="partnership-file",
    ),
]
