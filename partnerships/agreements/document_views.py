"""The panel: documents of a partnership, their versions, who may read them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from common.web.cache import private_page
from entities.centres.permissions import CentrePermission
from files.downloads import stored_file_response
from files.refusals import UploadRefused
from files.services import accept_document
from files.transactions import kept_together
from partnerships.agreements.documents import add_document, add_version, change_document, remove_document
from partnerships.agreements.forms import DocumentForm, VersionForm
from partnerships.agreements.models import DocumentVersion, LocalPartnership, PartnershipDocument
from partnerships.agreements.permissions import partnership_for
from partnerships.agreements.tabs import DOCUMENTS, parts_of


@private_page
@require_http_methods(["GET", "POST"])
def documents(request: HttpRequest, pk: int) -> HttpResponse:
    """All documents, and one more."""
    found = partnership_for(request.user, pk, CentrePermission.EDIT_PARTNERSHIPS)
    form = DocumentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _added(request, found, form):
        messages.success(request, _("The document is added."))
        return redirect("panel:partnership-documents", pk=pk)
    context = {
        "partnership": found,
        "form": form,
        "documents": PartnershipDocument.objects.filter(partnership=found).select_related("file"),
        "parts": parts_of(found),
        "part": DOCUMENTS,
    }
    status = 422 if form.errors else 200
    return render(request, "partnerships/agreements/panel_documents.html", context, status=status)


@private_page
@require_http_methods(["GET", "POST"])
def document(request: HttpRequest, pk: int, document_id: int) -> HttpResponse:
    """One document: its name and readers, a newer version, the older ones; or taking it away."""
    found = partnership_for(request.user, pk, CentrePermission.EDIT_PARTNERSHIPS)
    row = get_object_or_404(PartnershipDocument.objects.select_related("file"), partnership=found, pk=document_id)
    act, told = request.POST.get("act", ""), {"partnership_id": pk, "document_id": document_id, "by": request.user.pk}
    if act == "drop":
        remove_document(**told)
        messages.success(request, _("The document is taken away."))
        return redirect("panel:partnership-documents", pk=pk)
    words = {name: getattr(row, name) for name in ("title", "kind", "access", "added_on")}
    # A newer version comes with the words that stand beside it.
    form = DocumentForm(
        request.POST if act == "words" or "title" in request.POST else None, initial=words, uploads=False
    )
    version = VersionForm(*((request.POST, request.FILES) if act == "version" else ()), prefix="v")
    if form.is_bound and form.is_valid() and form.has_changed():
        change_document(**told, **form.cleaned_data)
    exchanged = act != "version" or (form.errors == {} and version.is_valid() and _exchanged(version, told))
    if request.method != "POST" or form.errors or not exchanged:
        return _document_page(request, found, row, form, version)
    messages.success(request, _("Saved."))
    return redirect("panel:partnership-document", pk=pk, document_id=document_id)


@private_page
@require_safe
def file(request: HttpRequest, pk: int, document_id: int, number: int) -> HttpResponseBase:
    """A version of a document, for the staff, as a download; 0 is the present one."""
    found = partnership_for(request.user, pk, CentrePermission.READ_FIGURES)
    row = get_object_or_404(PartnershipDocument.objects.select_related("file"), partnership=found, pk=document_id)
    if number == 0:
        return stored_file_response(row.file)
    versions = DocumentVersion.objects.select_related("file")
    return stored_file_response(get_object_or_404(versions, document=row, number=number).file)


def _added(request: HttpRequest, found: LocalPartnership, form: DocumentForm) -> bool:
    told = dict(form.cleaned_data)
    upload = told.pop("file")
    try:
        with kept_together(upload, by=request.user.pk):
            stored = accept_document(upload=upload, by=request.user.pk)
            add_document(partnership_id=found.pk, file=stored, by=request.user.pk, **told)
    except UploadRefused as refused:
        form.add_error("file", refused)
        return False
    return True


def _exchanged(form: VersionForm, told: dict[str, int]) -> bool:
    upload = form.cleaned_data["file"]
    try:
        with kept_together(upload, by=told["by"]):
            add_version(**told, file=accept_document(upload=upload, by=told["by"]))
    except UploadRefused as refused:
        form.add_error("file", refused)
        return False
    return True


def _document_page(
    request: HttpRequest, found: LocalPartnership, row: PartnershipDocument, form: DocumentForm, version: VersionForm
) -> HttpResponse:
    context = {
        "partnership": found,
        "document": PartnershipDocument.objects.select_related("file").get(pk=row.pk),
        "form": form,
        "version_form": version,
        "versions": DocumentVersion.objects.filter(document=row).select_related("file", "added_by"),
        "parts": parts_of(found),
        "part": DOCUMENTS,
        "failed": bool(form.errors or version.errors),
    }
    status = 422 if context["failed"] else 200
    return render(request, "partnerships/agreements/panel_document.html", context, status=status)
