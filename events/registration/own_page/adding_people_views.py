"""Behind the registration's link: add people to it. Never cached."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.forms import BaseFormSet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from common.web.cache import private_page
from common.web.links import DeadLink
from events.catalogue.refusals import EventRefused, Refusal
from events.registration.models import Registration
from events.registration.own_page.adding_people import add_people
from events.registration.own_page.form_language import keep_form_language
from events.registration.own_page.forms import AddPeopleForm
from events.registration.queries import registration_by_token
from events.registration.questions import questions_of
from events.registration.repeat_submission import offered
from events.registration.signup.forms import (
    PREFIX,
    ROWS_CHANGE,
    PersonFormSet,
    asked_about,
    colleague,
    new_form_key,
    rows_after,
    suspicious_addresses,
    typed_in,
    with_row_count,
)


@login_not_required
@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, token: str) -> HttpResponse:
    """More people in the same registration; who was named in a form sent anew stands there already."""
    registration = registration_by_token(token)
    if registration is None:
        raise DeadLink
    event = registration.event
    if not event.registration_open(timezone.now()):
        messages.error(request, _("Registration is closed. Call or write to the organisers."))
        return redirect("registration:own", token=token)
    seen = asked_about(request)
    each = [question for question in questions_of(event) if question.per_participant]

    def rows(data: Any = None, **kwargs: Any) -> BaseFormSet:
        return PersonFormSet(data, prefix=PREFIX, form_kwargs={"questions": each, "asked_about": seen}, **kwargs)

    if request.method != "POST":
        form, found = AddPeopleForm(event=event, initial={"form_key": new_form_key(event)}), offered(registration)
        return _show(request, registration, form, rows(initial=found or [{}]), offered=bool(found))
    form, people = AddPeopleForm(request.POST, event=event), rows(with_row_count(request))
    if ROWS_CHANGE & request.POST.keys():
        form = AddPeopleForm(event=event, initial=typed_in(form))
        return _show(request, registration, form, rows(initial=rows_after(request, people)))
    if not (form.is_valid() & people.is_valid()):
        return _show(request, registration, form, people, status=422)
    try:
        named = [colleague(person) for person in people.forms if person.is_filled()]
        key = form.cleaned_data["form_key"]
        keep_form_language(registration)
        added = add_people(registration_id=registration.pk, people=named, form_key=key, by=None, note="own link")
    except EventRefused as refused:
        form.add_error(None, str(refused))
        return _show(request, registration, form, people, status=422 if refused.reason == Refusal.NOBODY else 409)
    n = len(added)
    messages.success(request, ngettext("%(n)s person was added.", "%(n)s persons were added.", n) % {"n": n})
    return redirect("registration:own", token=token)


def _show(
    request: HttpRequest,
    registration: Registration,
    form: AddPeopleForm,
    people: BaseFormSet,
    status: int = 200,
    **context: object,
) -> HttpResponse:
    if "form_key" in form.errors:  # the next sending carries a key that is good
        form.data = form.data.copy()
        form.data["form_key"] = new_form_key(registration.event)
    context |= {"registration": registration, "event": registration.event, "form": form, "people": people}
    context["suspicious_addresses"] = suspicious_addresses(form, people) if status == 422 else ""
    context["rows_changed"] = "add" if "add" in request.POST else "remove" if "remove" in request.POST else ""
    return render(request, "events/registration/add.html", context, status=status)
