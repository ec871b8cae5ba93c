"""The panel: totals of answers and the sheets made of them; special needs, counted and with names."""

import logging

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from accounts.confirming import recently_confirmed
from accounts.exports.responses import export_response
from common.auditlog.services import log_action
from common.pdf import PrintingFailed
from common.web.cache import private_page
from entities.centres.permissions import CentrePermission
from events.catalogue.permissions import event_for
from events.registration.answer_sheets import coming, printed_counts, printed_sheet
from events.registration.event_answers import EventAnswers, has_totals
from events.registration.export_source import ANSWER_SHEET
from events.registration.questions import questions_of, wording
from events.registration.stated_needs import needs_counted, people_with_needs
from files.downloads import made_response

log = logging.getLogger(__name__)


@private_page
@require_safe
def answers(request: HttpRequest, pk: int) -> HttpResponse:
    """How many of those with a place gave each answer, and the way to the sheets."""
    event = event_for(request.user, pk, CentrePermission.READ_PEOPLE)
    found, people = EventAnswers(event), coming(event)
    totals = [(one, wording(one), found.counts(one, people)) for one in found.questions if has_totals(one)]
    context = {"event": event, "totals": totals, "people": len(people)}
    return render(request, "events/registration/answers.html", context)


@private_page
@require_safe
@recently_confirmed
def sheet(request: HttpRequest, pk: int, question_id: int, kind: str) -> HttpResponseBase:
    """The people grouped by one answer: `pdf`, `xlsx`, or `liczby.pdf` without names."""
    event = event_for(request.user, pk, CentrePermission.READ_PEOPLE)
    question = next((one for one in questions_of(event) if one.pk == question_id), None)
    if question is None or kind not in ("pdf", "xlsx", "liczby"):
        raise Http404
    if kind == "xlsx":
        return export_response(request, ANSWER_SHEET.key, "xlsx", pk=pk, question_id=question_id)
    log_action(verb="event.print", obj=event, by=request.user.pk, after={"paper": f"answers {kind}"})
    try:
        content = printed_sheet(event, question, names=kind == "pdf")
    except PrintingFailed as failure:
        return _not_printed(request, event.pk, failure)
    return made_response(content, f"arkusz-{question.pk}-{event.slug[:80]}.pdf", "application/pdf")


@private_page
@require_safe
def needs(request: HttpRequest, pk: int) -> HttpResponse:
    """What is needed and by how many: nobody is named, so it may be handed to the caterer and the hotel."""
    event = event_for(request.user, pk, CentrePermission.READ_PEOPLE)
    people = people_with_needs(event)
    log_action(verb="needs.counted", obj=event, by=request.user.pk, after={"people": len(people)})
    return render(request, "events/registration/needs.html", {"event": event, "counts": needs_counted(people)})


@private_page
@require_safe
@recently_confirmed
def needs_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The counts on paper."""
    event = event_for(request.user, pk, CentrePermission.READ_PEOPLE)
    people = people_with_needs(event)
    log_action(verb="needs.counted", obj=event, by=request.user.pk, after={"people": len(people)})
    try:
        with override("pl"):
            content = printed_counts(event, "Szczególne potrzeby", needs_counted(people))
    except PrintingFailed as failure:
        return _not_printed(request, event.pk, failure)
    return made_response(content, f"potrzeby-{event.slug[:80]}.pdf", "application/pdf")


@private_page
@require_safe
@recently_confirmed
def needs_names(request: HttpRequest, pk: int) -> HttpResponse:
    """Who needs what, for who runs the event alone; there is no file of it, and each look stands in the log."""
    event = event_for(request.user, pk, CentrePermission.RUN_EVENTS)
    people = people_with_needs(event)
    log_action(verb="needs.read", obj=event, by=request.user.pk, after={"people": len(people)})
    return render(request, "events/registration/needs_names.html", {"event": event, "people": people})


def _not_printed(request: HttpRequest, pk: int, failure: PrintingFailed) -> HttpResponse:
    log.error("A sheet of event %s: %s", pk, type(failure).__name__)
    messages.error(request, _("The paper could not be printed just now. Try again in a moment."))
    return redirect("panel:answers", pk=pk)
