"""Pages behind secret links: a registration's changes, and each person's own page and ticket. Never cached."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import NoticeKind
from common.web.cache import private_page
from common.web.links import DeadLink
from events.catalogue.booking import is_over
from events.catalogue.models import Event
from events.catalogue.refusals import EventRefused, Refusal
from events.catalogue.retention import kept_until
from events.registration.extension_points import papers_of
from events.registration.models import Answer, Participant, Registration
from events.registration.opened_links import link_opened
from events.registration.own_page.forms import ChangePersonForm, ChangeRegistrationForm, OwnChoicesForm, PersonChange
from events.registration.person_details import PersonDetails, details_in, details_of
from events.registration.queries import (
    contact_of,
    latest_notice,
    link_to_join,
    moved_to,
    participant_by_token,
    registration_by_token,
    waiting_position,
)
from events.registration.questions import answers_in, as_typed, field_name, questions_of
from events.registration.restoring import until_when, why_not
from events.registration.self_service import (
    COMING,
    PURPOSES,
    change_registration,
    choose,
    consents_of,
    correct_person,
    may_change,
    replace_person,
)
from events.registration.tickets import ticket_code, ticket_picture

READ_OR_POST = ["GET", "HEAD", "POST"]


def _registration(token: str) -> Registration:
    registration = registration_by_token(token)
    if registration is None:
        raise DeadLink
    return registration


def _participant(token: str) -> Participant:
    participant = participant_by_token(token)
    if participant is None:
        raise DeadLink
    return participant


def _too_late(request: HttpRequest, token: str) -> HttpResponse:
    messages.error(request, Refusal.BEGUN.label)
    return redirect("registration:own", token=token)


@login_not_required
@private_page
@require_http_methods(READ_OR_POST)
def change_person(request: HttpRequest, token: str, participant_id: int) -> HttpResponse:
    """The registrant corrects a person's details, or puts another person in the place."""
    registration = _registration(token)
    person = next((one for one in registration.participants.all() if one.pk == participant_id), None)
    if person is None:
        raise Http404
    if person.state not in COMING or not may_change(registration.event, timezone.now()):
        return _too_late(request, token)
    form = ChangePersonForm(request.POST or None, initial=details_of(person))
    if request.method == "POST" and form.is_valid():
        details = PersonDetails(**details_in(form.cleaned_data))
        act = replace_person if form.cleaned_data["change"] == PersonChange.REPLACE else correct_person
        try:
            act(participant_id=person.pk, details=details, by=None, note="own link")
        except EventRefused:
            return _too_late(request, token)
        messages.success(request, _("Saved."))
        return redirect("registration:own", token=token)
    context = {"registration": registration, "event": registration.event, "form": form, "title": str(person)}
    return render(request, "events/registration/change.html", context, status=422 if form.errors else 200)


@login_not_required
@private_page
@require_http_methods(READ_OR_POST)
def change(request: HttpRequest, token: str) -> HttpResponse:
    """The registrant changes the phone and the answers of the registration."""
    registration = _registration(token)
    if not may_change(registration.event, timezone.now()):
        return _too_late(request, token)
    questions = [question for question in questions_of(registration.event) if not question.per_participant]
    kept = Answer.objects.filter(registration=registration, participant=None).select_related("question")
    initial = {field_name(one.question): as_typed(one.question, one.value) for one in kept}
    initial["phone"] = registration.phone
    form = ChangeRegistrationForm(request.POST or None, questions=questions, initial=initial)
    if request.method == "POST" and form.is_valid():
        answers = answers_in(form.cleaned_data, questions)
        try:
            change_registration(
                registration_id=registration.pk, phone=form.cleaned_data["phone"], answers=answers, note="own link"
            )
        except EventRefused:
            return _too_late(request, token)
        messages.success(request, _("Saved."))
        return redirect("registration:own", token=token)
    context = {"registration": registration, "event": registration.event, "form": form, "title": _("Change details")}
    return render(request, "events/registration/change.html", context, status=422 if form.errors else 200)


# --- each person's own page -----------------------------------------------------------------------------------------
@login_not_required
@private_page
@require_http_methods(READ_OR_POST)
def person(request: HttpRequest, token: str) -> HttpResponse:
    """What is known about the person and why, their consents and needs, the way to the ticket."""
    participant = _participant(token)
    link_opened(request, participant.email)
    event = participant.event
    initial = {"needs": participant.needs} | dict.fromkeys(consents_of(participant), True)
    form = OwnChoicesForm(request.POST or None, purposes=_purposes(event), initial=initial)
    if request.method == "POST" and form.is_valid():
        choose(participant_id=participant.pk, agreed=form.agreed(), needs=form.cleaned_data["needs"])
        messages.success(request, _("Saved."))
        return redirect("registration:person", token=token)
    context = {
        "person": participant,
        "event": event,
        "form": form,
        "notice": latest_notice(NoticeKind.COLLEAGUE, event.centre.slug),
        "position": waiting_position(participant),
        "is_coming": participant.state in COMING,
        "may_restore": why_not(event, participant, by_staff=False, now=timezone.now()) is None,
        "until": until_when(participant),
        "may_give_up": participant.state in COMING and not is_over(participant.event, timezone.localdate()),
        "join_url": link_to_join(event, [participant]),
        "moved_to": moved_to(participant),
        "ask": contact_of(event),
        "is_registrant": _is_registrant(participant),
        "kept_until": kept_until(event),
        "papers": papers_of([participant]).get(participant.pk, []),
    }
    return render(request, "events/registration/person.html", context, status=422 if form.errors else 200)


def _is_registrant(participant: Participant) -> bool:
    """Whether they registered themselves: then nobody else gave us their details."""
    who = participant.registration
    return (participant.first_name, participant.last_name) == (who.first_name, who.last_name)


def _purposes(event: Event) -> list[tuple[str, str]]:
    """(purpose, its present wording as plain text), in order; a purpose without a published text is not asked."""
    found = []
    for kind in PURPOSES:
        notice = latest_notice(kind, event.centre.slug)
        if notice is not None:
            text = notice.text_en if get_language() == "en" and notice.text_en else notice.text_pl
            found.append((kind.value, strip_tags(text).strip()))
    return found


@login_not_required
@private_page
@require_safe
def ticket(request: HttpRequest, token: str) -> HttpResponse:
    """The person's ticket, to be shown at the door; only who has a place has one."""
    participant = _participant(token)
    context = {
        "person": participant,
        "event": participant.event,
        "has_place": participant.state == "confirmed",
        "picture": ticket_picture(participant.ticket),
        "code": ticket_code(participant.ticket),
    }
    return render(request, "events/registration/ticket.html", context)
