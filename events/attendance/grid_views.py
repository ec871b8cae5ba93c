"""The panel: the grid in which a signed paper list is typed in, and the scan kept as evidence."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.confirming import outlives_idleness
from common.web.cache import private_page
from common.web.ids import clean_ids
from entities.centres.permissions import CentrePermission
from events.attendance.grid import add_from_paper, columns_of, grid_of, read_cells, row_of, save_marks
from events.attendance.models import Attendance, Session
from events.attendance.paper import blank_rows
from events.attendance.paper_forms import BlankRowForm, ScanForm
from events.attendance.services import days_to_open, open_sessions
from events.catalogue.models import DocumentKind, Event, EventDocument
from events.catalogue.permissions import event_for
from events.catalogue.refusals import EventRefused
from events.catalogue.services import add_document
from events.registration.questions import questions_of
from files.refusals import UploadRefused
from files.services import accept_scan
from files.transactions import kept_together

ROW = "events/attendance/grid_row.html"


@outlives_idleness
@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def grid(request: HttpRequest, pk: int) -> HttpResponse:
    """The list as it was printed; each cell says whether there is a signature.

    A script sends what changed as it is typed and gets JSON; without it the whole form is sent by its button. Only the
    cells named in what was sent are touched.
    """
    event = event_for(request.user, pk, CentrePermission.RUN_EVENTS)
    try:
        if request.method == "POST":
            open_sessions(event_id=event.pk)
        elif days := days_to_open(event):  # reading opens no list
            return render(request, "events/attendance/grid_closed.html", {"event": event, "days": days})
    except EventRefused as refused:
        messages.error(request, str(refused))
        return redirect("panel:event", pk=event.pk)
    if request.POST.get("act") == "open":
        return redirect("panel:paper-grid", pk=event.pk)
    sessions = columns_of(event)
    if request.method == "POST":
        return _save(request, event, sessions)
    return _page(request, event, sessions, _blank(request, event, sessions))


def _save(request: HttpRequest, event: Event, sessions: list[Session]) -> HttpResponse:
    here, was = read_cells(request.POST.getlist("here")), read_cells(request.POST.getlist("was_here"))
    changed = save_marks(event_id=event.pk, present=here - was, absent=was - here, by=request.user.pk)
    by_script = request.headers.get("Accept") == "application/json"
    rows = _blank(request, event, sessions)
    good = [row for row in rows if row.is_valid() and row.is_filled]
    added = {row.prefix: pk for row in good if (pk := _add(request, event, row)) is not None}
    bad = [row for row in rows if row.errors]
    if by_script:
        drawn = {prefix: _drawn(request, event, sessions, rows, prefix, pk) for prefix, pk in added.items()}
        drawn |= {row.prefix: render_to_string(ROW, {"blank": row}, request) for row in bad}
        return JsonResponse({"changed": changed, "rows": drawn, "here": _counts(sessions)})
    if bad:
        return _page(request, event, sessions, rows, status=422)
    text = ngettext("%(n)s mark is saved.", "%(n)s marks are saved.", changed) % {"n": changed}
    n = len(added)
    people = ngettext("%(n)s person is added.", "%(n)s people are added.", n) % {"n": n} if n else ""
    messages.success(request, f"{text} {people}".strip())
    return redirect("panel:paper-grid", pk=event.pk)


def _blank(request: HttpRequest, event: Event, sessions: list[Session]) -> list[BlankRowForm]:
    """The blank rows; of what was sent only those that came."""
    told = {"sessions": sessions, "user": request.user, "questions": questions_of(event)}
    if request.method != "POST":
        people = sum(len(rows) for _heading, rows in grid_of(event, sessions))
        return [BlankRowForm(number=people + n, **told) for n in range(1, blank_rows(people) + 1)]
    numbers = sorted(clean_ids(request.POST.getlist("blank")))
    return [BlankRowForm(request.POST, number=n, **told) for n in numbers[:60]]


def _add(request: HttpRequest, event: Event, row: BlankRowForm) -> int | None:
    """The person of the row; None, with the reason at the row, where nobody can be added."""
    data = row.cleaned_data
    try:
        participant = add_from_paper(
            event_id=event.pk,
            person=row.new_person(),
            registrant=row.registrant(),
            answers=row.shared_answers(),
            entity=data["entity"],
            session_ids=[int(day) for day in data["days"]],
            by=request.user.pk,
            form_key=data["form_key"],
        )
    except EventRefused as refused:
        row.add_error("first_name", str(refused))
        return None
    return participant.pk


def _drawn(
    request: HttpRequest, event: Event, sessions: list[Session], rows: list[BlankRowForm], prefix: str | None, pk: int
) -> str:
    """The row of somebody just added, in its place."""
    number = next(row.number for row in rows if row.prefix == prefix)
    person = event.participants.select_related("entity").get(pk=pk)
    marked = set(Attendance.objects.filter(participant=pk).values_list("participant_id", "session_id"))
    return render_to_string(ROW, {"row": row_of(number, person, sessions, marked)}, request)


def _counts(sessions: list[Session]) -> dict[int, int]:
    return {one.pk: Attendance.objects.filter(session=one).count() for one in sessions}


def _page(
    request: HttpRequest, event: Event, sessions: list[Session], blank: list[BlankRowForm], *, status: int = 200
) -> HttpResponse:
    counts = _counts(sessions)
    context = {
        "event": event,
        "columns": [(one, counts[one.pk]) for one in sessions],
        "parts": grid_of(event, sessions),
        "blank": blank,
        "bad": [row for row in blank if row.errors],
        "scan": ScanForm(),
        "scans": EventDocument.objects.filter(event=event, kind=DocumentKind.SIGNED_LIST).select_related("file"),
    }
    return render(request, "events/attendance/grid.html", context, status=status)


@outlives_idleness
@private_page
@require_POST
def scan(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the signed list as evidence: private, in the event's folder. What stands in the grid is saved first."""
    event = event_for(request.user, pk, CentrePermission.RUN_EVENTS)
    if "blank" in request.POST or "was_here" in request.POST:
        saved = _save(request, event, columns_of(event))
        if saved.status_code == HTTPStatus.UNPROCESSABLE_ENTITY:
            return saved
    form = ScanForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            with kept_together(*form.cleaned_data["files"], by=request.user.pk):
                for upload in form.cleaned_data["files"]:
                    file = accept_scan(upload=upload, by=request.user.pk)
                    add_document(
                        event_id=event.pk,
                        file=file,
                        title=_("Signed attendance list"),
                        is_public=False,
                        kind=DocumentKind.SIGNED_LIST,
                        by=request.user.pk,
                    )
            messages.success(request, _("The signed list is kept with the event."))
            return redirect("panel:paper-grid", pk=event.pk)
        except UploadRefused as refused:
            form.add_error("files", refused)
    for error in form.errors.get("files", []):
        messages.error(request, error)
    return redirect("panel:paper-grid", pk=event.pk)
