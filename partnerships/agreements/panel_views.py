"""The panel: partnerships as a list, a new one, one with its plan and states, its parts."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from common.db.states import MoveNotAllowed
from common.forms.digests import digests_of
from common.forms.inline_row_forms import Initial, RowsEditor
from common.forms.shared_views import rows_page, saved_rows
from common.text.phones import typed_phone
from common.web.cache import private_page
from common.web.paging import keyset
from entities.centres.permissions import CentrePermission, may
from entities.territory.models import County
from partnerships.agreements import forms
from partnerships.agreements.editing import (
    MemberTwice,
    enter_partnership,
    set_members,
    set_plan,
    set_team,
    update_partnership,
)
from partnerships.agreements.extension_points import PARTNERSHIP_EVENTS
from partnerships.agreements.models import LocalPartnership, PartnershipMember, SupportPerson, WorkPlanStep
from partnerships.agreements.panel_filters import PartnershipFilters
from partnerships.agreements.panel_summary import history_of, open_steps, plans_of, ready_for, summary_of
from partnerships.agreements.permissions import enters, partnership_for, partnerships_for
from partnerships.agreements.queries import member_counts
from partnerships.agreements.services import archive_partnership, finish_step, publish_partnership
from partnerships.agreements.tabs import MEMBERS, PLAN, ROW_PARTS, TEAM, parts_of

PAGE, MOST_ROWS = 30, 100
MOVES = {"publish": publish_partnership, "archive": archive_partnership}


def _members(partnership: LocalPartnership) -> Initial:
    names = ("role", "joined_on", "left_on", "contact_name", "contact_email", "contact_phone")
    rows = [
        {"id": row.pk, "entity": row.entity, "agreed": row.contact_agreed_on is not None}
        | {name: getattr(row, name) for name in names}
        for row in PartnershipMember.objects.filter(partnership=partnership).select_related(
            "entity__kind", "entity__county"
        )
    ]
    return [
        row | {"shown": digests_of(row | {"contact_phone": typed_phone(row["contact_phone"])}, forms.CONTACT)}
        for row in rows
    ]


def _team(partnership: LocalPartnership) -> Initial:
    rows = SupportPerson.objects.filter(partnership=partnership)
    return [
        {"id": row.pk, "name": row.name, "function": row.function, "institution": row.institution}
        | {"centre": row.centre_id or "", "user": row.user_id or ""}
        for row in rows
    ]


def _plan(partnership: LocalPartnership) -> Initial:
    rows = WorkPlanStep.objects.filter(partnership=partnership).select_related(
        "responsible__kind", "responsible__county"
    )
    return [
        {"id": row.pk, "title": row.title, "responsible": row.responsible, "due_on": row.due_on}
        | {"state": row.state, "done_on": row.done_on}
        for row in rows
    ]


EDITORS = {
    MEMBERS: RowsEditor(
        forms.MemberForm, gettext_lazy("Member of the partnership"),
        gettext_lazy("Who left stays here with the day of leaving: the history keeps them."),
        _members, set_members, MOST_ROWS,
    ),
    TEAM: RowsEditor(
        forms.TeamForm, gettext_lazy("Person of the team"),
        gettext_lazy("The people of the ROPS and the OWES who look after this partnership, any number of them."),
        _team, set_team, MOST_ROWS,
    ),
    PLAN: RowsEditor(
        forms.StepForm, gettext_lazy("Step"),
        gettext_lazy("When a step is past its day, its responsible member and the team are reminded once."),
        _plan, set_plan, MOST_ROWS,
    ),
}  # fmt: skip


@private_page
def partnerships(request: HttpRequest) -> HttpResponse:
    """The partnerships of my centres, each with its members and how far its plan is."""
    if not request.user.is_centre_staff:
        raise PermissionDenied
    counties = Prefetch("counties", County.objects.order_by("sort_name"))
    rows = partnerships_for(request.user).select_related("centre").prefetch_related(counties)
    filters = PartnershipFilters(request.GET, rows)
    page = keyset(filters.qs, order=("sort_name",), cursor=request.GET.get("od"), size=PAGE)
    members, plans = member_counts(row.pk for row in page.rows), plans_of((row.pk for row in page.rows), today())
    context = {
        "rows": [(row, members.get(row.pk, 0), plans.get(row.pk)) for row in page.rows],
        "filters": filters,
        "previous_url": page.previous and filters.query(page.previous),
        "next_url": page.next and filters.query(page.next),
        "enters": enters(request.user),
    }
    return render(request, "partnerships/agreements/panel_list.html", context)


@private_page
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A new partnership, as a draft."""
    if not enters(request.user):
        raise PermissionDenied
    form = forms.PartnershipForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        made = enter_partnership(by=request.user.pk, **form.cleaned_data)
        messages.success(request, _("The partnership is saved as a draft. Now its members."))
        return redirect("panel:partnership-part", pk=made.pk, part=MEMBERS)
    context = {"form": form, "partnership": None, "parts": [], "part": ""}
    return render(request, "partnerships/agreements/panel_change.html", context, status=422 if form.errors else 200)


@private_page
def partnership(request: HttpRequest, pk: int) -> HttpResponse:
    """One partnership: what waits, how far the plan is, what it says, what it lacks, who changed it."""
    found = partnership_for(request.user, pk, CentrePermission.READ_FIGURES)
    now = today()
    context = {
        "partnership": found,
        "plan": plans_of([pk], now).get(pk),
        "steps": [(step, step.is_overdue(now)) for step in open_steps(found)],
        "rows": summary_of(found),
        "lacks": ready_for(found),
        "parts": parts_of(found),
        "history": history_of(found),
        "meetings": [registered(found, request.user) for registered in PARTNERSHIP_EVENTS],
        "edits": may(request.user, CentrePermission.EDIT_PARTNERSHIPS, found.centre_id),
        "decides": may(request.user, CentrePermission.EDIT_PROJECTS, found.centre_id),
    }
    return render(request, "partnerships/agreements/panel_partnership.html", context)


@private_page
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Plain fields: name, place, days, aims, topics, rules, contact."""
    found = partnership_for(request.user, pk, CentrePermission.EDIT_PARTNERSHIPS)
    form = forms.PartnershipForm(request.POST or None, instance=found, user=request.user)
    if request.method == "POST" and form.is_valid():
        update_partnership(partnership_id=pk, by=request.user.pk, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("panel:partnership-change", pk=pk)
    saved = LocalPartnership.objects.get(pk=pk)
    context = {"form": form, "partnership": saved, "parts": parts_of(saved), "part": "dane"}
    return render(request, "partnerships/agreements/panel_change.html", context, status=422 if form.errors else 200)


@private_page
@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish, or take off the public pages."""
    found = partnership_for(request.user, pk, CentrePermission.EDIT_PROJECTS)
    verb = MOVES.get(request.POST.get("act", ""))
    if verb is not None:
        try:
            verb(partnership_id=found.pk, by=request.user.pk)
            messages.success(request, _("Saved."))
        except MoveNotAllowed:
            messages.info(request, _("A colleague was faster: the record is in another state now."))
    return redirect("panel:partnership", pk=pk)


@private_page
@require_POST
def step_done(request: HttpRequest, pk: int, step_id: int) -> HttpResponse:
    """A step of the work plan is done today."""
    found = partnership_for(request.user, pk, CentrePermission.EDIT_PARTNERSHIPS)
    if not WorkPlanStep.objects.filter(partnership=found, pk=step_id).exists():
        raise Http404
    try:
        finish_step(step_id=step_id, done_on=today(), by=request.user.pk)
        messages.success(request, _("The step is done. Its day can be corrected in the work plan."))
    except MoveNotAllowed:
        messages.info(request, _("A colleague was faster: the step is done already."))
    return redirect("panel:partnership", pk=pk)


@private_page
@require_http_methods(["GET", "POST"])
def part(request: HttpRequest, pk: int, part: str) -> HttpResponse:
    """Rows of one part: added, moved, removed, saved."""
    found = partnership_for(request.user, pk, CentrePermission.EDIT_PARTNERSHIPS)
    editor = EDITORS.get(part)
    if editor is None:
        raise Http404
    options = forms.team_choices(found) if part == TEAM else {}
    data = request.POST if request.method == "POST" else None
    rows = editor.rows(found, data=data, user=request.user, **options)
    if saved_rows(
        request,
        rows,
        lambda: editor.save(partnership_id=pk, rows=rows.rows(), by=request.user.pk, seen=rows.seen),
        check=forms.refuse_twice if part == MEMBERS else None,
        refusals={MemberTwice: _("A colleague added one of these members meanwhile: open the page again.")},
    ):
        return redirect("panel:partnership-part", pk=pk, part=part)
    told = {"partnership": found, "editor": editor, "part": part, "name": ROW_PARTS[part], "parts": parts_of(found)}
    return rows_page(request, rows, "partnerships/agreements/panel_part.html", told)


def today() -> Any:
    """The day in Warsaw."""
    return timezone.localdate()
