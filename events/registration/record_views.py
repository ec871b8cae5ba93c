"""The panel: one participant with the history of the registration; doubles; who is the same person."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from common.pages.cache import private_page
from common.pages.ids import clean_id
from entities.centres.permissions import Act, centres_of, may
from events.catalogue.permissions import event_for
from events.catalogue.services import EventRefused
from events.registration.models import Participant, Person
from events.registration.queries import ACTIVE, doubles_of
from events.registration.questions import answers_by_person
from events.registration.staff import history, known_at, masked, merge_doubles, namesakes, same_person, separate_person
from events.registration.staff_forms import AddressForm

MERGE_REFUSED = {
    "not-doubles": gettext_lazy("These two are no doubles any more."),
    "keep-other": gettext_lazy(
        "The other one has the place or a presence that would be lost: keep the other one, or mark it here first."
    ),
}


@private_page
@require_safe
def participant(request: HttpRequest, pk: int, participant_id: int) -> HttpResponse:
    """What is known about one participant, what happened, and who may be the same human being."""
    event = event_for(request.user, pk, Act.READ_PEOPLE)
    rows = Participant.objects.filter(event=event).select_related("registration", "entity", "person")
    row = get_object_or_404(rows, pk=participant_id)
    may_act = event.state == "published" and may(request.user, Act.RUN_EVENTS, event.centre_id)
    doubles = next((group for group in doubles_of(event) if row in group), [])
    context = {
        "event": event,
        "row": row,
        "answers": answers_by_person(event, [row])[row.pk],
        "history": history(row.registration),
        "doubles": [one for one in doubles if one != row],
        "namesakes": _with_addresses(namesakes(row.person), request.user),
        "root": row.person.merged_into_id or row.person_id,
        "may_move": may_act and row.state in ACTIVE,
        "address": AddressForm(initial={"email": row.registration.email}),
    }
    return render(request, "events/registration/participant.html", context)


def _with_addresses(people: list[Person], user: Any) -> list[tuple[Person, str]]:
    """A namesake whom only other centres know keeps their address to themselves."""
    known = known_at(people, centres_of(user))
    return [(one, one.email if one.pk in known else masked(one.email)) for one in people]


@private_page
@require_POST
def merge(request: HttpRequest, pk: int, participant_id: int) -> HttpResponse:
    """Another participant is a double of this one and gives its place back."""
    event = event_for(request.user, pk, Act.RUN_EVENTS)
    keep = get_object_or_404(Participant, event=event, pk=participant_id)
    drop = get_object_or_404(Participant, event=event, pk=clean_id(request.POST.get("drop")))
    try:
        merge_doubles(event_id=event.pk, keep_id=keep.pk, drop_id=drop.pk, by=request.user.pk)
        messages.success(request, _("Merged: one registration stays."))
    except EventRefused as refused:
        messages.error(request, MERGE_REFUSED[str(refused)])
    return redirect("panel:participant", pk=event.pk, participant_id=keep.pk)


@private_page
@require_POST
def identity(request: HttpRequest, pk: int, participant_id: int) -> HttpResponse:
    """Confirm that a namesake is the same human being, or that it is not."""
    event = event_for(request.user, pk, Act.RUN_EVENTS)
    row = get_object_or_404(Participant.objects.select_related("person"), event=event, pk=participant_id)
    other = get_object_or_404(Person, pk=clean_id(request.POST.get("person")))
    if other not in [*namesakes(row.person), row.person]:
        raise Http404
    if request.POST.get("is") == "same":
        same_person(ids=[row.person_id, other.pk], by=request.user.pk)
    else:
        separate_person(person_id=other.pk, by=request.user.pk)
    messages.success(request, _("Saved."))
    return redirect("panel:participant", pk=event.pk, participant_id=row.pk)
