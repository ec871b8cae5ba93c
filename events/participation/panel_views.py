"""The panel: who lacks what for a project, asking them, typing in from paper, the sheet for the funder."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.confirming import recently_confirmed
from accounts.exports.responses import export_response
from common.forms.inline_row_forms import Rows
from common.forms.shared_views import rows_page, saved_rows
from common.web.cache import private_page
from common.web.ids import clean_id
from common.web.paging import keyset
from entities.centres.permissions import CentrePermission
from events.participation.columns import chosen
from events.participation.emails import link_mail
from events.participation.export_source import PARTICIPANTS
from events.participation.fields import asked_of
from events.participation.forms import AnswersForm, ColumnForm, TermsForm
from events.participation.models import ParticipationTerms
from events.participation.queries import counts_of, lines_of, people_of, terms_of, to_ask
from events.participation.services import (
    LINK_HOLDS,
    MOST,
    ask,
    is_past,
    read_by_staff,
    set_columns,
    set_terms,
    type_in,
)
from events.participation.tabs import PART
from partnerships.projects.models import FundingProject
from partnerships.projects.panel_summary import parts_of
from partnerships.projects.permissions import project_for
from partnerships.projects.retention import kept_until

PAGE = 50
KINDS = ("xlsx", "csv")
MISSING, COMPLETE = "braki", "komplet"


def _asking(request: HttpRequest, pk: int) -> tuple[FundingProject, ParticipationTerms]:
    """The project and what it asks; 404 where it never asked."""
    project = project_for(request.user, pk, CentrePermission.KEEP_PARTICIPATION)
    terms = terms_of(project)
    if terms is None:
        raise Http404
    return project, terms


def _frame(project: FundingProject) -> dict[str, object]:
    return {"project": project, "parts": parts_of(project), "part": PART}


@private_page
@require_safe
def gaps(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody of the project with what is missing of them."""
    project = project_for(request.user, pk, CentrePermission.KEEP_PARTICIPATION)
    terms = terms_of(project)
    if terms is None:
        return redirect("panel:participation-terms", pk=pk)
    everybody, complete = counts_of(project)
    first = MISSING if complete < everybody else COMPLETE
    shown = asked if (asked := request.GET.get("dane", "")) in (MISSING, COMPLETE) else first
    people = people_of(project).filter(has_all=shown == COMPLETE)
    page = keyset(people, order=("sorted_by",), cursor=request.GET.get("od"), size=PAGE)
    lines = lines_of(project, page.rows)
    context = _frame(project) | {
        "terms": terms,
        "lines": lines,
        "total": everybody,
        "complete": complete,
        "lacking": everybody - complete,
        "shown": shown,
        "asks": terms.is_on and not is_past(terms),
        "keep_until": kept_until(project, timezone.localdate()),
        "asked": [str(one.column).lower() for one in asked_of(terms.asked)],
        "previous_url": f"?dane={shown}&od={page.previous}" if page.previous else "",
        "next_url": f"?dane={shown}&od={page.next}" if page.next else "",
    }
    return render(request, "events/participation/panel_gaps.html", context)


@private_page
@require_http_methods(["GET", "POST"])
def terms(request: HttpRequest, pk: int) -> HttpResponse:
    """What the project asks of its participants, and until when it keeps it."""
    project = project_for(request.user, pk, CentrePermission.KEEP_PARTICIPATION)
    kept = terms_of(project)
    initial = {name: getattr(kept, name) for name in ("is_on", "asked")} if kept else {"is_on": True}
    initial["keep_until"] = kept_until(project, timezone.localdate())
    form = TermsForm(request.POST or None, project=project, initial=initial)
    if request.method == "POST" and form.is_valid():
        set_terms(project_id=pk, by=request.user.pk, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("panel:participation", pk=pk)
    context = _frame(project) | {"form": form, "is_new": kept is None}
    return render(request, "events/participation/panel_terms.html", context, status=422 if form.errors else 200)


@private_page
@require_http_methods(["GET", "POST"])
def letters(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter as it will go out, and to how many; then it goes. `osoba` names one person."""
    project, kept = _asking(request, pk)
    only = _person_in(request)
    if request.method == "POST":
        n = ask(project_id=pk, by=request.user.pk, only=only)
        if n:
            told = ngettext("%(n)s letter goes out now.", "%(n)s letters go out now.", n) % {"n": n}
            messages.success(request, told)
        else:
            messages.info(request, _("There is nobody to write to today."))
        return redirect("panel:participation", pk=pk)
    lines = to_ask(project, only) if kept.is_on and not is_past(kept) else []
    person = str(lines[0].person) if only and lines else _("(first name and surname)")
    url = _("(the person's own link stands here)")
    mail = link_mail(project, person=person, url=url, until=timezone.now() + LINK_HOLDS, language="pl")
    context = _frame(project) | {
        "subject": mail[0],
        "preview": mail[1],
        "count": min(len(lines), MOST),
        "rest": max(len(lines) - MOST, 0),
        "only": only,
        "line": lines[0] if only and lines else None,
    }
    return render(request, "events/participation/panel_letters.html", context)


@private_page
@require_http_methods(["GET", "POST"])
def person(request: HttpRequest, pk: int, person_id: int) -> HttpResponse:
    """One person's answers, to be typed in from paper or read; each reading stands in the log."""
    project, kept = _asking(request, pk)
    if request.method == "POST":
        form = AnswersForm(request.POST, keys=kept.asked, of_person=False)
        if form.is_valid():
            row = type_in(project_id=pk, person_id=person_id, answers=form.answers(), by=request.user.pk)
            if row is None:
                raise Http404
            messages.success(request, _("Saved."))
            return redirect("panel:participation", pk=pk)
    found = read_by_staff(project_id=pk, person_id=person_id, by=request.user.pk)
    if found is None:
        raise Http404
    line, answers = found
    if request.method != "POST":
        form = AnswersForm(initial=answers, keys=kept.asked, of_person=False)
    context = _frame(project) | {"form": form, "line": line, "terms": kept}
    return render(request, "events/participation/panel_person.html", context, status=422 if form.errors else 200)


@private_page
@require_http_methods(["GET", "POST"])
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Columns of the sheet: which, in which order, under which headings."""
    project, kept = _asking(request, pk)
    initial = [{"column": key, "heading": heading} for key, heading in chosen(kept)]
    rows = Rows(ColumnForm, initial=initial, data=request.POST if request.method == "POST" else None, terms=kept)

    def save() -> None:
        columns = [(row["column"], row["heading"]) for row in rows.rows()]
        set_columns(project_id=pk, columns=columns, by=request.user.pk)

    if saved_rows(request, rows, save):
        return redirect("panel:participation", pk=pk)
    return rows_page(request, rows, "events/participation/panel_columns.html", _frame(project))


@private_page
@recently_confirmed
@require_safe
def sheet(request: HttpRequest, pk: int, kind: str) -> HttpResponseBase:
    """Everybody of the project with their answers, for the funder; who took it stands in the log."""
    return export_response(request, PARTICIPANTS.key, kind, pk=pk)


def _person_in(request: HttpRequest) -> int | None:
    """The one person meant; None for everybody. What is no number means nobody, and never everybody."""
    text = request.POST.get("osoba", "") or request.GET.get("osoba", "")
    if not text:
        return None
    if (person_id := clean_id(text)) is None:
        raise Http404
    return person_id
