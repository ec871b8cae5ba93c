"""Behind the links: a place is given up (asked first), and taken back within a day. Never cached."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from common.web.cache import private_page
from common.web.links import DeadLink
from events.catalogue.booking import is_over
from events.catalogue.refusals import EventRefused
from events.catalogue.states import EventState
from events.registration.models import Participant
from events.registration.own_page.form_language import keep_form_language
from events.registration.queries import ACTIVE, participant_by_token, registration_by_token
from events.registration.restoring import BY_LINK, restore_place
from events.registration.services import give_up
from events.registration.states import ParticipantState

HOURS = BY_LINK.seconds // 3600 + BY_LINK.days * 24
READ_OR_POST = ["GET", "HEAD", "POST"]


def _of_registration(token: str, participant_id: int) -> Participant:
    registration = registration_by_token(token)
    people = registration.participants.all() if registration is not None else []
    person = next((one for one in people if one.pk == participant_id), None)
    if registration is None or person is None:
        raise Http404
    person.event = registration.event
    return person


def _gone(person: Participant) -> bool:
    """Nothing is given up any more: given up already, or the event is over or cancelled."""
    is_on = person.event.state == EventState.PUBLISHED and not is_over(person.event, timezone.localdate())
    return person.state not in ACTIVE or not is_on


def _asked(request: HttpRequest, person: Participant, back: str) -> HttpResponse:
    """The page that asks: all that it says of others is that the next on the list gets the place."""
    context = {"person": person, "event": person.event, "back": back, "hours": HOURS}
    return render(request, "events/registration/give_up.html", context)


def _thanks(person: Participant) -> str:
    """`person` as they were before: who only waited had no place to give up."""
    if person.state == ParticipantState.CONFIRMED:
        return _("The place was given up. Thank you for letting us know.")
    return _("The registration was taken back. Thank you for letting us know.")


@login_not_required
@private_page
@require_http_methods(READ_OR_POST)
def give_up_place(request: HttpRequest, token: str, participant_id: int) -> HttpResponse:
    """The registrant gives up the place of one of the registration."""
    person = _of_registration(token, participant_id)
    if _gone(person):
        messages.info(request, _("There is no place here that could be given up."))
    elif request.method != "POST" or "sure" not in request.POST:
        return _asked(request, person, "registration:own")
    else:
        keep_form_language(person.registration)
        give_up(participant_id=person.pk, by=None, note="own link", by_registrant=True)
        messages.success(request, _thanks(person))
    return redirect("registration:own", token=token)


@login_not_required
@private_page
@require_POST
def restore(request: HttpRequest, token: str, participant_id: int) -> HttpResponse:
    """The registrant takes the giving up back."""
    _restored(request, _of_registration(token, participant_id))
    return redirect("registration:own", token=token)


def _person(token: str) -> Participant:
    person = participant_by_token(token)
    if person is None:
        raise DeadLink
    return person


@login_not_required
@private_page
@require_http_methods(READ_OR_POST)
def person_gives_up(request: HttpRequest, token: str) -> HttpResponse:
    """The person gives up their own place."""
    person = _person(token)
    if _gone(person):
        raise Http404
    if request.method != "POST" or "sure" not in request.POST:
        return _asked(request, person, "registration:person")
    give_up(participant_id=person.pk, by=None, note="own link")
    messages.success(request, _thanks(person))
    return redirect("registration:person", token=token)


@login_not_required
@private_page
@require_POST
def person_restores(request: HttpRequest, token: str) -> HttpResponse:
    """The person takes their giving up back."""
    _restored(request, _person(token))
    return redirect("registration:person", token=token)


def _restored(request: HttpRequest, person: Participant) -> None:
    try:
        restore_place(participant_id=person.pk, by=None, note="own link")
        messages.success(request, _("The registration is as it was before. A message is on its way."))
    except EventRefused as refused:
        messages.error(request, str(refused))
