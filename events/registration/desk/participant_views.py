"""The panel: one participant with the history of the registration; doubles; who is the same person."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.web.cache import private_page
from common.web.ids import clean_id
from entities.centres.permissions import CentrePermission, centres_of, may
from events.catalogue.permissions import event_for
from events.catalogue.refusals import EventRefused, Refusal
from events.registration.desk.duplicates import dropped_for, merge_doubles, pair_of, undo_merge, would_lose
from events.registration.desk.forms import AddressForm
from events.registration.desk.group_mail import known_at, masked, namesakes, same_person, separate_person
from events.registration.desk.history import history
from events.registration.models import Participant, Person
from events.registration.queries import ACTIVE, doubles_of
from events.registration.questions import answers_by_person, open_questions
from events.registration.restoring import why_not


@private_page
@require_safe
def participant(request: HttpRequest, pk: int, participant_id: int) -> HttpResponse:
    """What is known about one participant, what happened, and who may be the same human being."""
    event = event_for(request.user, pk, CentrePermission.READ_PEOPLE)
    rows = Participant.objects.filter(event=event).select_related("registration", "entity", "person")
    row = get_object_or_404(rows, pk=participant_id)
    may_run = may(request.user, CentrePermission.RUN_EVENTS, event.centre_id)
    doubles = next((group for group in doubles_of(event) if row in group), [])
    context = {
        "event": event,
        "row": row,
        "answers": answers_by_person(event, [row])[row.pk],
        "history": history(row, with_needs=may_run),
        "doubles": [one for one in doubles if one != row],
        "dropped": dropped_for(row),
        "namesakes": _with_addresses(namesakes(row.person), request.user),
        "root": row.person.merged_into_id or row.person_id,
        "open": open_questions(event, [row])[row.pk],
        "may_correct": may_run and row.erased_at is None,
        "given_up": may_run and row.state == "cancelled" and not row.left and row.erased_at is None,
        "why_not": why_not(event, row, by_staff=True, now=timezone.now()),
        "may_move": may_run and event.state == "published" and row.state in ACTIVE,
        "address": AddressForm(initial={"email": row.registration.email}),
    }
    return render(request, "events/registration/participant.html", context)


def _with_addresses(people: list[Person], user: Any) -> list[tuple[Person, str]]:
    """A namesake whom only other centres know keeps their address to themselves."""
    known = known_at(people, centres_of(user))
    return [(one, one.email if one.pk in known else masked(one.email)) for one in people]


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest, pk: int, participant_id: int) -> HttpResponse:
    """Two that are offered as doubles, side by side; POST: the other one (`drop`) gives its place back."""
    event = event_for(request.user, pk, CentrePermission.RUN_EVENTS)
    asked = request.POST if request.method == "POST" else request.GET
    pair = pair_of(event, participant_id, clean_id(asked.get("drop")) or 0)
    if pair is None:
        raise Http404
    keep, drop = pair
    if request.method == "POST":
        try:
            merge_doubles(event_id=event.pk, keep_id=keep.pk, drop_id=drop.pk, by=request.user.pk)
            messages.success(request, _("Merged: one registration stays."))
        except EventRefused as refused:
            messages.error(request, str(refused))
        return redirect("panel:participant", pk=event.pk, participant_id=keep.pk)
    context = {
        "event": event,
        "keep": keep,
        "drop": drop,
        "both": [(keep, _("This registration stays")), (drop, _("This registration gives its place back"))],
        "why": Refusal.KEEP_OTHER.label if would_lose(keep, drop) else "",
    }
    return render(request, "events/registration/doubles.html", context)


@private_page
@require_POST
def undo(request: HttpRequest, pk: int, participant_id: int) -> HttpResponse:
    """The one that was dropped as a double is where it was before."""
    event = event_for(request.user, pk, CentrePermission.RUN_EVENTS)
    row = get_object_or_404(Participant, event=event, pk=participant_id)
    try:
        undo_merge(event_id=event.pk, drop_id=row.pk, by=request.user.pk)
        messages.success(request, _("The registration is as it was before."))
    except EventRefused as refused:
        messages.info(request, str(refused))
    return redirect("panel:participant", pk=event.pk, participant_id=row.pk)


@private_page
@require_POST
def identity(request: HttpRequest, pk: int, participant_id: int) -> HttpResponse:
    """Confirm that a namesake is the same human being, or that it is not."""
    event = event_for(request.user, pk, CentrePermission.RUN_EVENTS)
    row = get_object_or_404(Participant.objects.select_related("person"), event=event, pk=participant_id)
    other = get_object_or_404(Person, pk=clean_id(request.POST.get("person")))
    if other not in [*namesakes(row.person), row.person]:
        raise Http404
    if request.POST.get("is") == "same":
        same_person(ids=[row.person_id, other.pk], by=request.user.pk)
    else:
        # The younger one points to the older, whichever of the two the page is about.
        apart = other.pk if other.merged_into_id else row.person_id
        separate_person(person_id=apart, by=request.user.pk)
    messages.success(request, _("Saved."))
    return redirect("panel:participant", pk=event.pk, participant_id=row.pk)
