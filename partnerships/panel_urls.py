"""Addresses of the panel's pages about partnerships and projects (mounted under /panel/)."""

from django.urls import path

from partnerships.agreements import document_views
from partnerships.agreements import panel_views as agreements
from partnerships.projects import indicator_views as promises
from partnerships.projects import panel_views as projects

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
    path("projekty/", projects.projects, name="projects"),
    path("projekty/nowy/", projects.new, name="project-new"),
    path("projekty/znaki/", projects.logos, name="project-logos"),
    path("projekty/znaki/<int:mark_id>/", projects.logo, name="project-logo"),
    path("projekty/<int:pk>/", projects.project, name="project"),
    path("projekty/<int:pk>/dane/", projects.change, name="project-change"),
    path("projekty/<int:pk>/partnerzy/", projects.partners, name="project-partners"),
    path("projekty/<int:pk>/wskazniki/zmiana/", promises.indicators, name="project-indicator-rows"),
    path("projekty/<int:pk>/wskazniki/<int:indicator_id>/", promises.entries, name="project-indicator-entries"),
    path(
        "projekty/<int:pk>/wskazniki/<int:indicator_id>/<int:entry_id>/dowod/",
        promises.evidence,
        name="project-indicator-proof",
    ),
    path(
        "projekty/<int:pk>/wskazniki/<int:indicator_id>/<int:entry_id>/plik/",
        promises.evidence_file,
        name="project-indicator-file",
    ),
    path("projekty/<int:pk>/stan/", projects.move, name="project-move"),
]
