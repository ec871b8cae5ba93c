"""The panel: one act on the people ticked on the list; each is shown first, with whom it is about."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from common.web.cache import private_page
from common.web.ids import clean_ids
from entities.centres.permissions import CentrePermission
from events.catalogue.models import Event
from events.catalogue.permissions import event_for
from events.catalogue.refusals import EventRefused
from events.registration.desk.bulk import (
    ACTS,
    DECISIONS,
    GIVE_UP,
    MOVE,
    WRITE,
    MoveStopped,
    give_up_many,
    move_many,
    ticked_people,
)
from events.registration.desk.decisions import decide
from events.registration.desk.forms import MoveForm
from events.registration.desk.group_views import message
from events.registration.desk.moving import targets
from events.registration.desk.moving_views import event_in_words
from events.registration.models import Participant
from events.registration.states import ParticipantState

MOST_EVENTS = 100


@private_page
@require_POST
def ticked(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask first, with the names; `sure` does it. Writing has a page of its own."""
    event = event_for(request.user, pk, CentrePermission.RUN_EVENTS)
    act, people = request.POST.get("act", ""), ticked_people(event, clean_ids(request.POST.getlist("osoba")))
    if act not in ACTS or not people:
        messages.error(request, _("Tick somebody first."))
        return redirect("panel:registrations", pk=event.pk)
    if act == WRITE:
        answer: HttpResponse = message(request, pk)
        return answer
    form = _move_form(request, event) if act == MOVE else None
    if "sure" in request.POST and (form is None or form.is_valid()):
        try:
            messages.success(request, _done(_acts(request, event, people, form)[act]()))
            return redirect("panel:registrations", pk=event.pk)
        except (EventRefused, MoveStopped) as refused:
            if form is None:
                messages.error(request, str(refused))
                return redirect("panel:registrations", pk=event.pk)
            form.add_error(None, str(refused))
    context = {
        "event": event,
        "act": act,
        "title": ACTS[act],
        "people": people,
        "form": form,
        "offered": list(form.fields["event"].choices) if form else [],
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "events/registration/ticked.html", context, status=status)


def _move_form(request: HttpRequest, event: Event) -> MoveForm:
    offered = [(one.pk, event_in_words(one)) for one in targets(request.user, event)[:MOST_EVENTS]]
    return MoveForm(request.POST if "sure" in request.POST else None, events=offered)


def _acts(
    request: HttpRequest, event: Event, people: list[Participant], form: MoveForm | None
) -> dict[str, Callable[[], list[Participant]]]:
    ids, by = [one.pk for one in people], request.user.pk
    acts: dict[str, Callable[[], list[Participant]]] = {
        state: lambda state=state: decide(  # type: ignore[misc]
            event_id=event.pk, participant_ids=ids, to=ParticipantState(state), by=by
        )
        for state in DECISIONS
    }
    acts[GIVE_UP] = lambda: give_up_many(event_id=event.pk, participant_ids=ids, by=by)
    if form is not None:
        chosen, may_wait = int(form.cleaned_data["event"]), form.cleaned_data["may_wait"]
        acts[MOVE] = lambda: move_many(participant_ids=ids, to_event_id=chosen, may_wait=may_wait, by=by)
    return acts


def _done(changed: list[Participant]) -> str:
    n = len(changed)
    text = ngettext("Done: %(n)s person.", "Done: %(n)s persons.", n) % {"n": n}
    return " ".join([text, _("Messages are on their way.")])
