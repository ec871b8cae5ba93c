"""Registering for an event, and the registration's own page behind its secret link. Never cached."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.forms import BaseFormSet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import NoticeKind
from common.pages.cache import private_page
from common.ratelimit import allow, visitor
from events.catalogue.models import Event
from events.catalogue.services import EventRefused
from events.registration.forms import PersonFormSet, RegistrationForm, Representing, new_form_key
from events.registration.models import ForWhom, Registration
from events.registration.queries import latest_notice, registration_by_token, waiting_positions
from events.registration.services import NewEntity, NewPerson, Registrant, Terms, give_up, register

FORMS_PER_HOUR = 60  # from one address: an office registers many people


@login_not_required
@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def registration_form(request: HttpRequest, slug: str) -> HttpResponse:
    """The form. Without JavaScript "Add a person" is a button that sends the form back with one more row."""
    event = get_object_or_404(Event.objects.public().select_related("county", "centre"), slug=slug)
    if not event.registration_open(timezone.now()):
        status = 409 if request.method == "POST" else 200
        return render(request, "events/registration/closed.html", {"event": event}, status=status)
    rules = latest_notice(NoticeKind.RULES, event.centre.slug)
    if request.method != "POST":
        form = RegistrationForm(event=event, rules=rules, initial=_initial(request, event))
        people = PersonFormSet(prefix="osoba", initial=[{}])
        return _show(request, event, form, people)
    form = RegistrationForm(request.POST, event=event, rules=rules)
    people = PersonFormSet(_with_more_people(request), prefix="osoba")
    if "add" in request.POST:
        form = RegistrationForm(event=event, rules=rules, initial=_typed(request))
        people = PersonFormSet(prefix="osoba", initial=_typed_people(request, people))
        return _show(request, event, form, people)
    if not (form.is_valid() & people.is_valid() & _somebody(form, people)):
        return _show(request, event, form, people, status=422)
    if not allow(f"register:{visitor(request)}", FORMS_PER_HOUR, 3600):
        form.add_error(None, _("Too many registrations from this place. Try again in an hour, or call us."))
        return _show(request, event, form, people, status=429)
    try:
        registration = _register(request, event, form, people)
    except EventRefused as refused:
        form.add_error(None, _reason(str(refused)))
        return _show(request, event, form, people, status=409)
    return redirect("registration:own", token=registration.token)


def _show(
    request: HttpRequest, event: Event, form: RegistrationForm, people: BaseFormSet, status: int = 200
) -> HttpResponse:
    if "form_key" in form.errors:  # the next sending carries a key that is good
        form.data = form.data.copy()
        form.data["form_key"] = new_form_key(event)
    notice = latest_notice(NoticeKind.REGISTRATION, event.centre.slug)
    context = {"event": event, "form": form, "people": people, "notice": notice}
    context["rules_text"] = latest_notice(NoticeKind.RULES, event.centre.slug)
    return render(request, "events/registration/form.html", context, status=status)


def _initial(request: HttpRequest, event: Event) -> dict[str, object]:
    """A fresh key; a signed-in person need not type who they are."""
    known: dict[str, object] = {"form_key": new_form_key(event)}
    if request.user.is_authenticated:
        user = request.user
        known |= {"first_name": user.first_name, "last_name": user.last_name, "email": user.email}
        membership = user.memberships.select_related("entity").first()
        if membership is not None:
            known |= {"entity_query": membership.entity.name, "function": user.function}
    return known


def _typed(request: HttpRequest) -> dict[str, object]:
    return {name: request.POST.get(name) for name in RegistrationForm.base_fields if name in request.POST}


def _typed_people(request: HttpRequest, people: BaseFormSet) -> list[dict[str, str]]:
    names = ("first_name", "last_name", "function", "email")
    rows = [{name: request.POST.get(f"{form.prefix}-{name}", "") for name in names} for form in people.forms]
    return [*rows, {}]


def _with_more_people(request: HttpRequest) -> dict[str, object]:
    """The posted data with the management fields, whatever was sent in their place."""
    data = request.POST.copy()
    data.setdefault("osoba-TOTAL_FORMS", "0")
    data.setdefault("osoba-INITIAL_FORMS", "0")
    return data


def _somebody(form: RegistrationForm, people: BaseFormSet) -> bool:
    """At least one person must be named: an error at the form when there is none."""
    if form.cleaned_data.get("for_whom") != ForWhom.OTHERS:
        return True
    if any(person.is_filled() for person in people.forms):
        return True
    form.add_error("for_whom", _("Enter at least one person below"))
    return False


def _register(request: HttpRequest, event: Event, form: RegistrationForm, people: BaseFormSet) -> Registration:
    data = form.cleaned_data
    return register(
        event_id=event.pk,
        entity=form.chosen,
        new_entity=_new_entity(data),
        registrant=Registrant(
            first_name=data["first_name"],
            last_name=data["last_name"],
            email=data["email"],
            phone=data["phone"],
            user_id=request.user.pk if request.user.is_authenticated else None,
            language=get_language() or "pl",
        ),
        people=_people(data, people),
        terms=Terms(
            for_whom=ForWhom(data["for_whom"]),
            all_or_none=bool(data["all_or_none"]),
            form_key=data["form_key"],
            rules_id=_version(NoticeKind.RULES, event),
            notice_id=_version(NoticeKind.REGISTRATION, event),
        ),
    )


def _version(kind: NoticeKind, event: Event) -> int | None:
    """Id of the text that the form showed."""
    notice = latest_notice(kind, event.centre.slug)
    return notice.pk if notice else None


def _people(data: dict[str, object], people: BaseFormSet) -> list[NewPerson]:
    """The registrant first, unless they register others only; then the others in order."""
    named = []
    if data["for_whom"] != ForWhom.OTHERS:
        mine = {name: str(data[name]) for name in ("first_name", "last_name", "function", "email", "needs")}
        named.append(NewPerson(**mine))
    if data["for_whom"] != ForWhom.SELF:
        named += [NewPerson(**person.cleaned_data) for person in people.forms if person.is_filled()]
    return named


def _new_entity(data: dict[str, Any]) -> NewEntity | None:
    if data["representing"] != Representing.NEW:
        return None
    return NewEntity(name=data["new_name"], kind=data["new_kind"], county=data["new_county"])


def _reason(code: str) -> str:
    """What to tell a person whose registration was refused."""
    return {
        "closed": _("Registration has just closed."),
        "full": _("The last place has just been taken, and this event has no waiting list."),
        "entity-limit": _("Your entity already has as many people as this event allows. Register fewer people."),
        "nobody": _("Enter at least one person."),
    }.get(code, _("The registration could not be accepted."))


# --- the registration's own page ----------------------------------------------------------------------------------
@login_not_required
@private_page
def own_registration(request: HttpRequest, token: str) -> HttpResponse:
    """Who has a place, who waits and at which position; from here a place is given up."""
    registration = registration_by_token(token)
    if registration is None:
        raise Http404
    positions = waiting_positions(registration)
    rows = [(person, positions.get(person.pk)) for person in registration.participants.all()]
    context = {"registration": registration, "event": registration.event, "rows": rows}
    return render(request, "events/registration/own.html", context)


@login_not_required
@private_page
@require_POST
def give_up_place(request: HttpRequest, token: str, participant_id: int) -> HttpResponse:
    """A person of the registration gives up the place."""
    registration = registration_by_token(token)
    if registration is None or participant_id not in {person.pk for person in registration.participants.all()}:
        raise Http404
    give_up(participant_id=participant_id, by=None, note="own link")
    messages.success(request, _("The place was given up. Thank you for letting us know."))
    return redirect("registration:own", token=token)
