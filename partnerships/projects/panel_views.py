"""The panel: projects as a list, a new one, one with its states, its fields and partners."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from common.db.states import MoveNotAllowed
from common.forms.inline_row_forms import Rows
from common.forms.shared_views import rows_page, saved_rows
from common.web.cache import private_page
from common.web.paging import keyset
from entities.centres.permissions import CentrePermission, may
from files.refusals import UploadRefused
from files.services import accept_image
from files.transactions import kept_together
from partnerships.projects import forms
from partnerships.projects.editing import PartnerTwice, enter_project, set_logo, set_partners, update_project
from partnerships.projects.models import FundingProject, LogoMark, Period, ProjectPartner
from partnerships.projects.panel_summary import PARTNERS, history_of, partner_counts, parts_of, ready_for, summary_of
from partnerships.projects.permissions import keeps_projects, project_for, projects_for
from partnerships.projects.queries import funding_block, logos_of, mark_of
from partnerships.projects.services import archive_project, publish_project
from partnerships.projects.stages import TINTS, WORDS

PAGE = 30
MOVES = {"publish": publish_project, "archive": archive_project}


@private_page
def projects(request: HttpRequest) -> HttpResponse:
    """The projects of my centres, each with its stage and partners."""
    if not request.user.is_centre_staff:
        raise PermissionDenied
    rows = projects_for(request.user).select_related("centre").defer("description", "goals")
    page = keyset(rows, order=("sort_name",), cursor=request.GET.get("od"), size=PAGE)
    partners, today = partner_counts(row.pk for row in page.rows), timezone.localdate()
    context = {
        "rows": [(row, WORDS[stage := row.stage(today)], TINTS[stage], partners.get(row.pk, 0)) for row in page.rows],
        "previous_url": f"?od={page.previous}" if page.previous else "",
        "next_url": f"?od={page.next}" if page.next else "",
        "keeps": keeps_projects(request.user),
    }
    return render(request, "partnerships/projects/panel_list.html", context)


@private_page
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A new project, as a draft."""
    if not keeps_projects(request.user):
        raise PermissionDenied
    form = forms.ProjectForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        made = enter_project(by=request.user.pk, **form.cleaned_data)
        messages.success(request, _("The project is saved as a draft. Now its partners."))
        return redirect("panel:project-partners", pk=made.pk)
    context = {"form": form, "project": None, "parts": [], "part": ""}
    return render(request, "partnerships/projects/panel_change.html", context, status=422 if form.errors else 200)


@private_page
def project(request: HttpRequest, pk: int) -> HttpResponse:
    """One project: what waits, its publicity block, what it says, what it lacks, who changed it."""
    found = project_for(request.user, pk, CentrePermission.READ_FIGURES)
    stage = found.stage(timezone.localdate())
    context = {
        "project": found,
        "stage": WORDS[stage],
        "tint": TINTS[stage],
        "funding": funding_block(found, get_language() or "pl"),
        "rows": summary_of(found),
        "lacks": ready_for(found),
        "parts": parts_of(found),
        "history": history_of(found),
        "edits": may(request.user, CentrePermission.EDIT_PROJECTS, found.centre_id),
    }
    return render(request, "partnerships/projects/panel_project.html", context)


@private_page
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Plain fields: names, programme, money, days, words, the funding sentence."""
    found = project_for(request.user, pk, CentrePermission.EDIT_PROJECTS)
    form = forms.ProjectForm(request.POST or None, instance=found, user=request.user)
    if request.method == "POST" and form.is_valid():
        update_project(project_id=pk, by=request.user.pk, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("panel:project-change", pk=pk)
    saved = FundingProject.objects.get(pk=pk)
    context = {"form": form, "project": saved, "parts": parts_of(saved), "part": "dane"}
    return render(request, "partnerships/projects/panel_change.html", context, status=422 if form.errors else 200)


@private_page
@require_http_methods(["GET", "POST"])
def partners(request: HttpRequest, pk: int) -> HttpResponse:
    """Who carries the project out: rows added, moved, removed, saved."""
    found = project_for(request.user, pk, CentrePermission.EDIT_PROJECTS)
    there = ProjectPartner.objects.filter(project=found).select_related("entity__kind", "entity__county")
    initial = [{"id": row.pk, "entity": row.entity, "role": row.role, "country": row.country} for row in there]
    data = request.POST if request.method == "POST" else None
    rows = Rows(forms.PartnerForm, initial=initial, data=data, user=request.user)
    if saved_rows(
        request,
        rows,
        lambda: set_partners(project_id=pk, rows=rows.rows(), by=request.user.pk, seen=rows.seen),
        check=forms.refuse_twice,
        refusals={PartnerTwice: _("A colleague changed the partners meanwhile: open the page again.")},
    ):
        return redirect("panel:project-partners", pk=pk)
    context = {
        "project": found,
        "name": _("Partners"),
        "word": _("Partner"),
        "hint": _("The leader first, then the partners, each with its country."),
        "parts": parts_of(found),
        "part": PARTNERS,
    }
    return rows_page(request, rows, "partnerships/projects/panel_rows.html", context)


@private_page
@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish, or take off the public pages."""
    found = project_for(request.user, pk, CentrePermission.EDIT_PROJECTS)
    verb = MOVES.get(request.POST.get("act", ""))
    if verb is not None:
        try:
            verb(project_id=found.pk, by=request.user.pk)
            messages.success(request, _("Saved."))
        except MoveNotAllowed:
            messages.info(request, _("A colleague was faster: the record is in another state now."))
    return redirect("panel:project", pk=pk)


@private_page
def logos(request: HttpRequest) -> HttpResponse:
    """The logo row of each programming period, as it stands on pages and papers."""
    if not keeps_projects(request.user):
        raise PermissionDenied
    marks: dict[str, list[LogoMark]] = {}
    for mark in LogoMark.objects.order_by("period", "position"):
        marks.setdefault(mark.period, []).append(mark)
    rows = [(Period(period).label, logos_of(period), found) for period, found in marks.items()]
    return render(request, "partnerships/projects/panel_logos.html", {"rows": rows})


@private_page
@require_http_methods(["GET", "POST"])
def logo(request: HttpRequest, mark_id: int) -> HttpResponse:
    """One mark: its official file and its words."""
    if not keeps_projects(request.user):
        raise PermissionDenied
    mark = get_object_or_404(LogoMark.objects.select_related("image"), pk=mark_id)
    form = forms.LogoForm(request.POST or None, request.FILES or None, initial={"name": mark.name})
    if request.method == "POST" and form.is_valid():
        upload, image = form.cleaned_data["picture"], mark.image
        try:
            with kept_together(*filter(None, [upload]), by=request.user.pk):
                if upload:
                    image = accept_image(upload=upload, by=request.user.pk)
                if request.POST.get("act") == "drop":
                    image = None
                set_logo(mark_id=mark.pk, image=image, name=form.cleaned_data["name"], by=request.user.pk)
            messages.success(request, _("Saved. The new file appears as soon as its copies are made."))
            return redirect("panel:project-logos")
        except UploadRefused as refused:
            form.add_error("picture", refused)
    context = {"mark": mark, "drawn": mark_of(mark), "form": form}
    return render(request, "partnerships/projects/panel_logo.html", context, status=422 if form.errors else 200)
