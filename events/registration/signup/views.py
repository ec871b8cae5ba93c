"""Registering for an event, and the registration's own page behind its secret link. Never cached."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.forms import BaseFormSet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Notice, NoticeKind
from common.web.cache import private_page
from common.web.links import DeadLink
from common.web.ratelimit import allow_from
from events.catalogue.booking import deadline, is_over, who_decides
from events.catalogue.models import Event
from events.catalogue.refusals import EventRefused
from events.catalogue.retention import kept_until
from events.registration.address_quota import most_without_asking
from events.registration.extension_points import papers_of
from events.registration.invitations.services import PARAM, filled_in
from events.registration.models import ForWhom, Question, Registration
from events.registration.opened_links import link_opened
from events.registration.person_details import Registrant
from events.registration.queries import (
    address_of_form,
    event_of_form,
    has_own_post,
    latest_notice,
    link_to_join,
    registration_by_token,
    waiting_positions,
)
from events.registration.questions import answers_in, questions_of
from events.registration.repeat_submission import mail_links
from events.registration.restoring import why_not
from events.registration.self_service import may_change
from events.registration.services import NewEntity, Terms, register
from events.registration.signup.forms import (
    PREFIX,
    ROWS_CHANGE,
    PersonFormSet,
    RegistrationForm,
    Representing,
    asked_about,
    new_form_key,
    people_named,
    rows_after,
    somebody,
    suspicious_addresses,
    typed_in,
    with_row_count,
)

FORMS_PER_HOUR = 60  # from one address: an office registers many people


@login_not_required
@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def registration_form(request: HttpRequest, slug: str) -> HttpResponse:
    """The form. "Add a person" and "Remove" send it back with the rows changed; htmx then swaps the rows alone.

    The other language's page takes what was typed along the same way.
    """
    event = event_of_form(slug)
    if event is None:
        raise Http404
    if not event.registration_open(timezone.now()):
        status = 409 if request.method == "POST" else 200
        context = {"event": event, "over": is_over(event, timezone.localdate())}
        return render(request, "events/registration/closed.html", context, status=status)
    asked = SignupForms(
        event=event,
        rules=latest_notice(NoticeKind.RULES, event.centre.slug),
        questions=questions_of(event),
        asked_about=asked_about(request),
    )
    if request.method != "POST":
        return _show(request, asked, asked.form(initial=_initial(request, event)), asked.people(initial=[{}]))
    form, people = asked.form(request.POST), asked.people(with_row_count(request))
    if ROWS_CHANGE & request.POST.keys():
        form, people = asked.form(initial=typed_in(form)), asked.people(initial=rows_after(request, people))
        return _show(request, asked, form, people)
    if not (form.is_valid() & people.is_valid() & somebody(form, people)):
        return _show(request, asked, form, people, status=422)
    if not allow_from(request, "register", FORMS_PER_HOUR, 3600):
        form.add_error(None, _("Too many registrations from this place. Try again in an hour, or call us."))
        return _show(request, asked, form, people, status=429)
    try:
        registration = _registered(request, event, asked.rules, form, people)
    except EventRefused as refused:
        mail_links(event_id=event.pk, email=form.cleaned_data["email"])
        form.add_error(None, str(refused))
        return _show(request, asked, form, people, status=409)
    key = form.cleaned_data["form_key"]
    if not _owns(request, registration.email):
        return redirect("registration:sent", slug=event.slug, key=key)
    if registration.form_key != key:
        messages.info(request, _("You had registered before, so nobody was registered again. You may add people here."))
    return redirect("registration:own", token=registration.token)


def _registered(
    request: HttpRequest, event: Event, rules: Notice | None, form: RegistrationForm, people: BaseFormSet
) -> Registration:
    """Register what the valid forms say; `rules` are those that they showed. Raises EventRefused."""
    notice = latest_notice(NoticeKind.REGISTRATION, event.centre.slug)
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
        people=people_named(form, people),
        terms=Terms(
            for_whom=ForWhom(data["for_whom"]),
            all_or_none=bool(data["all_or_none"]),
            form_key=data["form_key"],
            rules_id=rules.pk if rules else None,
            notice_id=notice.pk if notice else None,
            answers=answers_in(data, form.of_all),
        ),
    )


def _new_entity(data: Mapping[str, Any]) -> NewEntity | None:
    if data["representing"] != Representing.NEW:
        return None
    return NewEntity(
        name=data["new_name"], kind=data["new_kind"], county=data["new_county"], country=data["new_country"] or "PL"
    )


def _owns(request: HttpRequest, email: str) -> bool:
    """Signed in, and the address is their own: they may see at once what a stranger only finds in the mail."""
    return request.user.is_authenticated and request.user.email.lower() == email.lower()


@login_not_required
@private_page
@require_safe
def sent(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """The form has come; the rest is in the mail. The same page whether or not this address was registered before."""
    event = event_of_form(slug)
    address = address_of_form(event, key) if event else None
    if address is None:
        raise Http404
    return render(request, "events/registration/sent.html", {"event": event, "address": address})


@dataclass(frozen=True)
class SignupForms:
    """What the form of this event asks."""

    event: Event
    rules: Notice | None
    questions: list[Question]
    asked_about: frozenset[str]

    def form(self, data: Any = None, **kwargs: Any) -> RegistrationForm:
        return RegistrationForm(data, **vars(self), **kwargs)

    def people(self, data: Any = None, **kwargs: Any) -> BaseFormSet:
        each = [question for question in self.questions if question.per_participant]
        told = {"questions": each, "asked_about": self.asked_about}
        return PersonFormSet(data, prefix=PREFIX, form_kwargs=told, **kwargs)


def _show(
    request: HttpRequest, asked: SignupForms, form: RegistrationForm, people: BaseFormSet, status: int = 200
) -> HttpResponse:
    if "form_key" in form.errors:  # the next sending carries a key that is good
        form.data = form.data.copy()
        form.data["form_key"] = new_form_key(asked.event)
    context = {
        "event": asked.event,
        "decides": who_decides(asked.event),
        "deadline": deadline(asked.event),
        "form": form,
        "people": people,
        "notice": latest_notice(NoticeKind.REGISTRATION, asked.event.centre.slug),
        "rules_text": asked.rules,
        "suspicious_addresses": suspicious_addresses(form, people) if status == 422 else "",
        "rows_changed": "add" if "add" in request.POST else "remove" if "remove" in request.POST else "",
    }
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
    return known | filled_in(event, request.GET.get(PARAM, ""))


# --- the registration's own page ----------------------------------------------------------------------------------
@login_not_required
@private_page
def own_registration(request: HttpRequest, token: str) -> HttpResponse:
    """Who has a place, who waits and at which position; from here a place is given up."""
    registration = registration_by_token(token)
    if registration is None:
        raise DeadLink
    link_opened(request, registration.email)
    positions = waiting_positions(registration)
    people = list(registration.participants.all())
    # A colleague with an address of their own has their own link to their papers.
    apart = {one.pk for one in people if has_own_post(one, registration)}
    papers = papers_of(one for one in people if one.pk not in apart)
    rows = [(one, positions.get(one.pk), papers.get(one.pk, []), one.pk not in apart) for one in people]
    now = timezone.now()
    context = {
        "kept_until": kept_until(registration.event),
        "registration": registration,
        "event": registration.event,
        "rows": rows,
        "most": most_without_asking(registration.event),
        "restorable": {one.pk for one in people if why_not(registration.event, one, by_staff=False, now=now) is None},
        "may_change": may_change(registration.event, now),
        "over": is_over(registration.event, timezone.localdate()),
        "join_url": link_to_join(registration.event, people),
        "may_add": registration.event.registration_open(timezone.now()),
    }
    return render(request, "events/registration/own.html", context)
