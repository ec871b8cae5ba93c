"""From the posted forms to what `register()` takes."""

from collections.abc import Mapping
from typing import Any

from django.forms import BaseForm, BaseFormSet
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import Notice, NoticeKind
from common.web.ids import clean_number
from events.catalogue.models import Event
from events.registration.models import ForWhom, Registration
from events.registration.person_details import Registrant, details_in
from events.registration.queries import latest_notice
from events.registration.questions import answers_in
from events.registration.services import NewEntity, NewPerson, Terms, register
from events.registration.signup.forms import MOST_PEOPLE, ParticipantForm, RegistrationForm, Representing

PREFIX = "osoba"


def with_row_count(request: HttpRequest) -> Any:
    """The posted data with the management fields, whatever was sent in their place."""
    data = request.POST.copy()
    data.setdefault(f"{PREFIX}-TOTAL_FORMS", "0")
    data.setdefault(f"{PREFIX}-INITIAL_FORMS", "0")
    return data


def typed_in(form: BaseForm) -> dict[str, Any]:
    """What stands in the fields of a posted form, right or wrong, to be shown again."""
    return {
        name: field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
        for name, field in form.fields.items()
    }


def rows_after(request: HttpRequest, people: BaseFormSet) -> list[dict[str, Any]]:
    """The rows of colleagues after "add" or "remove" was pressed: what was typed stays."""
    rows = [typed_in(form) for form in people.forms]
    removed = clean_number(request.POST.get("remove"), most=999)
    if removed is not None and removed < len(rows):
        del rows[removed]
    elif "add" in request.POST and len(rows) < MOST_PEOPLE:
        rows.append({})
    return rows or [{}]


def somebody(form: RegistrationForm, people: BaseFormSet) -> bool:
    """At least one person must be named: an error at the form when there is none."""
    if form.cleaned_data.get("for_whom") != ForWhom.OTHERS:
        return True
    if any(person.is_filled() for person in people.forms):
        return True
    form.add_error("for_whom", _("Enter at least one person below"))
    return False


def take_in(
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


def people_named(form: RegistrationForm, people: BaseFormSet) -> list[NewPerson]:
    """The registrant first, unless they register others only; then the others in order."""
    data, named = form.cleaned_data, []
    if data["for_whom"] != ForWhom.OTHERS:
        answers = answers_in(data, form.of_each)
        named.append(NewPerson(**details_in(data), needs=data["needs"], answers=answers))
    if data["for_whom"] != ForWhom.SELF:
        named += [colleague(person) for person in people.forms if person.is_filled()]
    return named


def colleague(form: ParticipantForm) -> NewPerson:
    """One of the others, from a valid row."""
    return NewPerson(**details_in(form.cleaned_data), answers=answers_in(form.cleaned_data, form.questions))


def _new_entity(data: Mapping[str, Any]) -> NewEntity | None:
    if data["representing"] != Representing.NEW:
        return None
    return NewEntity(name=data["new_name"], kind=data["new_kind"], county=data["new_county"])


def reason(code: str) -> str:
    """What to tell a person whose registration was refused."""
    linked = _("If somebody registered from your address before, we have just mailed the link there.")
    return {
        "closed": _("Registration has just closed."),
        "full": _("The last place has just been taken, and this event has no waiting list.") + " " + linked,
        "entity-limit": _("Your entity already has as many people as this event allows. Register fewer people.")
        + " "
        + linked,
        "nobody": _("Enter at least one person."),
    }.get(code, _("The registration could not be accepted."))
