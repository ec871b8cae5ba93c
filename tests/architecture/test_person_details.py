"""What is typed about a person is in their copy, erased, moved, kept in second forms and told in the sheet.

Asked of every text column of Participant, Registration, Person and User: a new one fails here until it is declared in
events/registration/person_details.py (or accounts/models.py), or excused below with its reason.
"""

import json
from collections.abc import Iterable
from datetime import date, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.conf import settings
from django.db import models
from django.utils import timezone

from accounts.models import OWN_DETAILS, User
from common.auditlog.services import log_action
from common.extension_points import PERSONAL_DATA, Subject
from events.attendance.paper import attendance_list
from events.certificates.printing import print_certificates
from events.certificates.replacing import PRINTED
from events.programme.printed_programme import head_of
from events.registration.desk.moving import move_person
from events.registration.detail_forms import PersonForm
from events.registration.entry_forms import EntryForm
from events.registration.exports import table
from events.registration.importing import plan_import
from events.registration.models import FurtherForm, Participant, Person, Registration
from events.registration.panel_filters import RegistrationFilters
from events.registration.person_details import DETAIL_NAMES, DETAILS, NAME, Registrant
from events.registration.services import NewPerson, register
from tests.factories import CertificateFactory, CertificateTermsFactory, EventFactory, ParticipantFactory, UserFactory
from tests.papers import words_of

pytestmark = pytest.mark.django_db

# Text columns into which nobody types a word about the person: not asked below.
NOT_TYPED = {
    "participant.token": "a secret of the portal, new for each place",
    "participant.ticket": "a secret of the portal, new for each place",
    "participant.role": "one of four words, told in the copy and in the sheet",
    "participant.state": "one of five words, told in the copy and in the sheet",
    "participant.left": "one of three words, of this place only",
    "registration.token": "a secret of the portal, new for each registration",
    "registration.form_key": "a secret of the portal, new for each form",
    "registration.for_whom": "one of three words about the form",
    "registration.source": "one of four words about the form",
    "registration.language": "the language of the page",
    "user.password": "never readable; made unusable when the account is closed",
    "user.role": "one of the portal's roles; a closed account has the lowest",
}
SPELT = "the same words stand in the person's places, as they were typed there"
EXCUSED = {
    "in the copy": {
        "participant.sort_name": "made of the name",
        "person.first_name": SPELT,
        "person.last_name": SPELT,
        "person.folded_name": SPELT,
        "person.email": SPELT,
    },
    "erased": {},
    "moved": {},
    "in a second form": {
        "participant.sort_name": "made of the name",
        "participant.needs": "health data: not kept for a place that may never be; asked anew of who is added",
    },
    "in the sheet": {
        "participant.sort_name": "made of the name",
        "participant.needs": "health data: read in the panel only",
    },
}


def label(model: type[models.Model], name: str) -> str:
    return f"{model._meta.model_name}.{name}"


def text_columns(model: type[models.Model]) -> list[models.Field]:
    """Columns of the model that hold words, but those that are not typed."""
    fields = [one for one in model._meta.concrete_fields if isinstance(one, models.CharField | models.TextField)]
    return [one for one in fields if label(model, one.name) not in NOT_TYPED]


def mark(model: type[models.Model], field: models.Field) -> str:
    """Words that stand in no other column."""
    words = f"znak {label(model, field.name)}"
    return f"{words.replace(' ', '-')}@example.org" if isinstance(field, models.EmailField) else words


def marks(model: type[models.Model]) -> dict[str, str]:
    return {one.name: mark(model, one) for one in text_columns(model)}


def marked(**of_event: Any) -> Participant:
    """A participant whose every text column, and those of their registration and person, hold their own mark."""
    row = ParticipantFactory(registration__event=EventFactory(published=True, **of_event))
    Person.objects.filter(pk=row.person_id).update(**marks(Person))
    Registration.objects.filter(pk=row.registration_id).update(**marks(Registration))
    Participant.objects.filter(pk=row.pk).update(**marks(Participant))
    return Participant.objects.select_related("registration", "person").get(pk=row.pk)


def passed(about: str, found: Iterable[str], asked: Iterable[type[models.Model]]) -> None:
    """Each text column of these models is among the found ones, or excused: never both, never neither."""
    all_of_them = {label(model, one.name) for model in asked for one in text_columns(model)}
    excused = set(EXCUSED[about])
    missing = all_of_them - set(found) - excused
    assert missing == set(), f"not {about}: {sorted(missing)} (declare it, or excuse it by name with the reason)"
    assert excused & set(found) == set(), f"excused, and yet {about}"
    assert excused - all_of_them == set(), "an excuse for a column that is not there"


def told(models_: Iterable[type[models.Model]], text: str) -> set[str]:
    """The columns whose marks stand in the text."""
    return {label(model, one.name) for model in models_ for one in text_columns(model) if mark(model, one) in text}


def own(row: Participant) -> tuple[User, Subject]:
    """An account whose every text column holds its mark, and the keys of the row and of its registration."""
    user = UserFactory()
    User.objects.filter(pk=user.pk).update(**marks(User))
    keys = frozenset({user.key, row.key, row.registration.key})
    return user, Subject(email="", keys=keys, names=frozenset(), phones=frozenset())


def test_every_typed_word_is_in_the_persons_copy() -> None:
    _user, subject = own(marked())
    copy = json.dumps([source.export(subject) for source in PERSONAL_DATA], default=str, ensure_ascii=False)
    asked = (Participant, Registration, Person, User)
    passed("in the copy", told(asked, copy), asked)


def test_every_typed_word_is_erased() -> None:
    day = timezone.localdate() - timedelta(days=3)
    row = marked(starts_on=day, ends_on=day)
    user, subject = own(row)
    for source in PERSONAL_DATA:
        source.erase(subject)
    rows = (
        Participant.objects.get(pk=row.pk),
        Registration.objects.get(pk=row.registration_id),
        Person.objects.get(pk=row.person_id),
        User.objects.get(pk=user.pk),
    )
    gone = {
        label(type(one), field.name)
        for one in rows
        for field in text_columns(type(one))
        if mark(type(one), field) not in getattr(one, field.name)
    }
    passed("erased", gone, (Participant, Registration, Person, User))


def test_every_typed_word_goes_with_a_person_who_is_moved_to_another_event() -> None:
    row = marked()
    new = EventFactory(published=True, centre=row.event.centre)
    comer = move_person(participant_id=row.pk, to_event_id=new.pk, may_wait=True, by=None)
    comer = Participant.objects.select_related("registration", "person").get(pk=comer.pk)
    pairs = ((row, comer), (row.registration, comer.registration))
    moved = {
        label(type(old), one.name)
        for old, now in pairs
        for one in text_columns(type(old))
        if getattr(old, one.name) == getattr(now, one.name) or one.name == "sort_name" and now.sort_name  # made anew
    }
    passed("moved", moved, (Participant, Registration))
    assert comer.person_id == row.person_id


def test_every_typed_word_of_a_person_is_kept_in_a_second_form_from_the_same_address() -> None:
    event, sender = EventFactory(published=True), Registrant("Anna", "Lis", "anna@example.org")
    typed = {one.name: one for one in text_columns(Participant) if one.name != "sort_name"}
    second = NewPerson(**{name: mark(Participant, one) for name, one in typed.items()})
    for person in (NewPerson("Anna", "Lis"), second):
        register(event_id=event.pk, entity=None, registrant=sender, people=[person])
    form = FurtherForm.objects.get()
    passed("in a second form", told([Participant], form.people), [Participant])


def test_every_typed_word_is_in_the_sheet_of_the_event() -> None:
    row = marked()
    sheet = json.dumps(
        [[str(cell) for cell in line] for line in table(RegistrationFilters({}, row.event))], ensure_ascii=False
    )
    passed("in the sheet", told((Participant, Registration), sheet), (Participant, Registration))


def test_each_form_that_asks_for_a_person_asks_for_each_detail_no_longer_than_its_column() -> None:
    import_module(settings.ROOT_URLCONF)  # and with it whatever shows a form
    bases = PersonForm.__subclasses__()
    forms = [form for base in bases for form in (base, *base.__subclasses__()) if form is not EntryForm]
    assert len(forms) >= 7, forms
    for form in forms:
        assert [name for name in DETAIL_NAMES if name not in form.base_fields] == [], form.__name__
        for name in DETAIL_NAMES:
            most = Participant._meta.get_field(name).max_length
            assert form.base_fields[name].max_length <= most, f"{form.__name__}.{name}"


def test_each_detail_has_its_own_headings_in_an_imported_sheet() -> None:
    headings = [heading for one in DETAILS for heading in one.sheet_headings]
    assert [one.name for one in DETAILS if not one.sheet_headings] == []
    assert len(headings) == len(set(headings))


def test_the_log_says_of_a_detail_only_that_it_changed() -> None:
    names = dict.fromkeys([*DETAIL_NAMES, *OWN_DETAILS, "needs"], "słowo")
    act = log_action(verb="test.details", obj=None, by=None, after=names)
    assert act.after == dict.fromkeys(names, "…")


def test_a_row_that_was_imported_once_keeps_its_key_whatever_is_asked_later_and_in_whatever_order() -> None:
    anna = {"first_name": "Anna", "last_name": "Lis", "function": "prezeska", "email": "anna@example.org"}
    [key] = plan_import(event_id=7, people=[anna]).new
    assert key == "552719eca6432f36da4a816ce951998be6fa2e4b1b5fc3338b6bddf608393137"
    for same in (dict(reversed(anna.items())), {"pronouns": "", **anna}):
        assert list(plan_import(event_id=7, people=[same]).new) == [key]
    assert list(plan_import(event_id=7, people=[{**anna, "pronouns": "ona"}]).new) != [key]


def test_a_detail_declared_for_papers_is_printed_on_them(cast, monkeypatch):
    """Its declaration is all: neither a template nor the code that prints names a detail."""
    monkeypatch.setattr("events.certificates.printing.ON_CERTIFICATE", ("function",))
    monkeypatch.setattr("events.attendance.paper.ON_ATTENDANCE_LIST", ("function",))
    event = EventFactory(published=True, centre=cast.centre)
    person = ParticipantFactory(registration__event=event, function="prezeska zarządu")
    certificate = CertificateFactory(participant=person)
    terms = CertificateTermsFactory(event=event)
    papers = print_certificates([certificate], head_of(event), terms, date(2026, 12, 1))
    assert [words_of(pdf).count("prezeska zarządu") for pdf in (*papers, attendance_list(event))] == [1, 1]


def test_a_paper_is_prepared_anew_when_any_detail_on_it_is_corrected():
    assert {one.name for one in DETAILS if one.on_certificate or one.name in NAME} == PRINTED
