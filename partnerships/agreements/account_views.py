"""The members' corner of a partnership: documents for members, the contact list, one's own entry on it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from common.web.cache import private_page
from files.downloads import stored_file_response
from partnerships.agreements.forms import ContactForm
from partnerships.agreements.member_area import (
    contacts_of,
    corner_for,
    own_memberships,
    readable_documents,
    set_contact,
)
from partnerships.agreements.models import PartnershipMember
from partnerships.agreements.queries import as_download


@private_page
@require_http_methods(["GET", "POST"])
def corner(request: HttpRequest, slug: str) -> HttpResponse:
    """What the people of member entities find: documents, whom to call, and what others may see of them."""
    found = corner_for(request.user, slug)
    own = own_memberships(request.user, found)
    asked = next((row for row in own if str(row.pk) == request.POST.get("member")), None)
    if request.method == "POST" and asked is None:
        raise Http404
    forms = [(row, _form(row, request.POST if row == asked else None)) for row in own]
    for row, form in forms:
        if row == asked and form.is_valid():
            set_contact(member_id=row.pk, by=request.user.pk, **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("corner:partnership", slug=slug)
    context = {
        "partnership": found,
        "documents": [as_download(row, f"dokumenty/{row.pk}/") for row in readable_documents(found)],
        "contacts": contacts_of(found),
        "forms": forms,
        "failed": any(form.errors for _row, form in forms),
    }
    return render(request, "partnerships/agreements/corner.html", context, status=422 if context["failed"] else 200)


@private_page
@require_safe
def document(request: HttpRequest, slug: str, key: int) -> HttpResponseBase:
    """A document for members, as a download."""
    found = corner_for(request.user, slug)
    return stored_file_response(get_object_or_404(readable_documents(found), pk=key).file)


def _form(row: PartnershipMember, data: Any) -> ContactForm:
    names = ("contact_name", "contact_email", "contact_phone")
    initial = {name: getattr(row, name) for name in names} | {"agreed": row.contact_agreed_on is not None}
    return ContactForm(data, initial=initial, prefix=f"m{row.pk}")
