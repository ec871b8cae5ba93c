"""The panel: support centres, who serves which county, one centre's contact block and people."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from common.forms.inline_row_forms import Rows
from common.forms.shared_views import rows_page, saved_rows
from common.web.cache import private_page
from entities.centres.forms import CentreForm, CentrePersonForm
from entities.centres.models import ContactPerson, SupportCentre
from entities.centres.permissions import CentrePermission, acts_for_region, centre_ids_for, may, visible_centres
from entities.centres.queries import division_of
from entities.centres.services import set_people, update_centre


@private_page
def centres(request: HttpRequest) -> HttpResponse:
    """My centres; for who acts for the region, counties that nobody serves and those that several do."""
    if not request.user.is_centre_staff:
        raise PermissionDenied
    rows = list(visible_centres(request.user).select_related("voivodeship").order_by("-kind", "sort_name"))
    edited = centre_ids_for(request.user, CentrePermission.EDIT_CENTRE)
    context = {
        "rows": [(row, row.pk in edited) for row in rows],
        "division": division_of({row.voivodeship_id for row in rows}) if acts_for_region(request.user) else None,
    }
    return render(request, "entities/centres/panel_list.html", context)


@private_page
@require_http_methods(["GET", "POST"])
def centre(request: HttpRequest, pk: int) -> HttpResponse:
    """The contact block of a centre; its counties for those who divide the region."""
    found = _centre_for(request, pk)
    form = CentreForm(request.POST or None, instance=found, divides=acts_for_region(request.user))
    if request.method == "POST" and form.is_valid():
        update_centre(centre_id=pk, by=request.user.pk, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("panel:centre", pk=pk)
    context = {"centre": SupportCentre.objects.get(pk=pk), "form": form}
    return render(request, "entities/centres/panel_centre.html", context, status=422 if form.errors else 200)


@private_page
@require_http_methods(["GET", "POST"])
def people(request: HttpRequest, pk: int) -> HttpResponse:
    """Whom the public may call, as rows."""
    found = _centre_for(request, pk)
    there = ContactPerson.objects.filter(centre=found).prefetch_related("counties")
    names = ("name", "function", "function_en", "phone", "email")
    initial = [
        {"id": row.pk, "counties": [one.pk for one in row.counties.all()]}
        | {name: getattr(row, name) for name in names}
        for row in there
    ]
    served = {one.pk: one.label for one in found.counties.order_by("sort_name")}
    for row in there:  # somebody may look after a county that the centre serves no more
        served |= {one.pk: one.label for one in row.counties.all() if one.pk not in served}
    data = request.POST if request.method == "POST" else None
    rows = Rows(CentrePersonForm, initial=initial, data=data, counties=list(served.items()))
    told = {"centre_id": pk, "by": request.user.pk}
    if saved_rows(request, rows, lambda: set_people(rows=rows.rows(), seen=rows.seen, **told)):
        return redirect("panel:centre-people", pk=pk)
    return rows_page(request, rows, "entities/centres/panel_people.html", {"centre": found})


def _centre_for(request: HttpRequest, pk: int) -> SupportCentre:
    """The centre, for somebody who may change it. A stranger gets 404, a colleague without the right 403."""
    found = visible_centres(request.user).filter(pk=pk).first()
    if found is None:
        raise Http404
    if not may(request.user, CentrePermission.EDIT_CENTRE, found):
        raise PermissionDenied
    return found
