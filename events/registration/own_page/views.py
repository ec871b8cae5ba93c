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
from events.registration.own_page.asking_staff import Wish, ask_staff
from events.registration.own_page.form_language import keep_form_language
from events.registration.own_page.forms import (
    ChangePersonForm,
    ChangeRegistrationForm,
    OwnChoicesForm,
    PersonAnswersForm,
    PersonChange,
)
from events.registration.person_details import PersonDetails, details_in, details_of
from events.registration.queries import (
    is_registrant,
    latest_notice,
    link_to_join,
    moved_to,
    participant_by_token,
    registration_by_token,
    waiting_position,
)
from events.registration.questions import Answers, answers_in, answers_said, as_typed, field_name, questions_of, said
from events.registration.restoring import until_when, why_not
from events.registration.self_service import (
    COMING,
    PURPOSES,
    change_registration,
    choose,
    consents_of,
    correct_person,
    may_change,
    may_change_answers,
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
    each = [question for question in questions_of(registration.event) if question.per_participant]
    kept = Answer.objects.filter(participant=person).select_related("question")
    initial = details_of(person) | {field_name(one.question): as_typed(one.question, one.value) for one in kept}
    form = ChangePersonForm(request.POST or None, questions=each, initial=initial)
    if request.method == "POST" and form.is_valid():
        keep_form_language(registration)
        try:
            _change_person(request, person, form)
        except EventRefused:
            return _too_late(request, token)
        return redirect("registration:own", token=token)
    context = {"registration": registration, "event": registration.event, "form": form, "title": str(person)}
    return render(request, "events/registration/change.html", context, status=422 if form.errors else 200)


def _change_person(request: HttpRequest, person: Participant, form: ChangePersonForm) -> None:
    """Another person with answers of their own, or the same one corrected."""
    details = PersonDetails(**details_in(form.cleaned_data))
    answers = answers_in(form.cleaned_data, form.questions)
    if form.cleaned_data["change"] == PersonChange.REPLACE:
        replace_person(participant_id=person.pk, details=details, by=None, answers=answers, note="own link")
        messages.success(request, _("Saved."))
        return
    correct_person(participant_id=person.pk, details=details, by=None, note="own link")
    _change_answers(request, person.registration, person.registration.phone, None, {person: answers})


def _change_answers(
    request: HttpRequest,
    registration: Registration,
    phone: str,
    answers: Answers | None,
    of_people: dict[Participant, Answers],
) -> None:
    """Write what was answered; once registration is closed ask the staff for it. `answers` None: not asked here."""
    kept = {one.question_id: one.value for one in Answer.objects.filter(registration=registration, participant=None)}
    answers = kept if answers is None else answers
    if may_change_answers(registration.event, timezone.now()):
        given = {person.pk: theirs for person, theirs in of_people.items()}
        change_registration(
            registration_id=registration.pk, phone=phone, answers=answers, of_people=given, note="own link"
        )
        messages.success(request, _("Saved."))
        return
    wishes = _wishes(registration, phone, answers, of_people)
    if not wishes:
        messages.success(request, _("Saved."))
    elif ask_staff(registration=registration, wishes=wishes):
        messages.success(request, _("Registration is closed, so we have passed your request on to the organisers."))
    else:
        messages.error(request, Refusal.BEGUN.label)


def _wishes(
    registration: Registration, phone: str, answers: Answers, of_people: dict[Participant, Answers]
) -> list[Wish]:
    """What is asked for and differs from what stands, in words."""
    found: list[Wish] = [] if phone == registration.phone else [(_("Phone"), registration.phone, phone)]
    wanted: list[tuple[Participant | None, Answers]] = [(None, answers), *of_people.items()]
    questions = questions_of(registration.event)
    for person, theirs in wanted:
        before = answers_said(registration, person)
        asked = [question for question in questions if question.per_participant == (person is not None)]
        after = {one.text: said(Answer(question=one, value=theirs[one.pk])) for one in asked if one.pk in theirs}
        found += [
            (f"{person}, {one.text}" if person else one.text, before.get(one.text, ""), after.get(one.text, ""))
            for one in asked
            if before.get(one.text, "") != after.get(one.text, "")
        ]
    return found


@login_not_required
@private_page
@require_http_methods(READ_OR_POST)
def change(request: HttpRequest, token: str) -> HttpResponse:
    """The registrant changes the phone and the answers, of the registration and of each person."""
    registration = _registration(token)
    event = registration.event
    if not may_change(event, timezone.now()):
        return _too_late(request, token)
    questions = questions_of(event)
    of_all = [question for question in questions if not question.per_participant]
    of_each = [question for question in questions if question.per_participant]
    initial: dict[int | None, dict[str, object]] = {None: {"phone": registration.phone}}
    for one in Answer.objects.filter(registration=registration).select_related("question"):
        initial.setdefault(one.participant_id, {})[field_name(one.question)] = as_typed(one.question, one.value)
    form = ChangeRegistrationForm(request.POST or None, questions=of_all, initial=initial[None])
    people = [
        PersonAnswersForm(request.POST or None, person=one, questions=of_each, initial=initial.get(one.pk))
        for one in registration.participants.all()
        if of_each and one.state in COMING
    ]
    if request.method == "POST" and all([form.is_valid(), *(one.is_valid() for one in people)]):
        theirs = {one.person: answers_in(one.cleaned_data, of_each) for one in people}
        phone, answers = form.cleaned_data["phone"], answers_in(form.cleaned_data, of_all)
        keep_form_language(registration)
        _change_answers(request, registration, phone, answers, theirs)
        return redirect("registration:own", token=token)
    bad = form.errors or any(one.errors for one in people)
    context = {
        "registration": registration,
        "event": event,
        "form": form,
        "people": people,
        "title": _("Change details"),
        "asks_staff": not may_change_answers(event, timezone.now()),
    }
    return render(request, "events/registration/change.html", context, status=422 if bad else 200)


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
        "ask": event.whom_to_ask,
        "is_registrant": is_registrant(participant, participant.registration),
        "kept_until": kept_until(event),
        "papers": papers_of([participant]).get(participant.pk, []),
    }
    return render(request, "events/registration/person.html", context, status=422 if form.errors else 200)


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
