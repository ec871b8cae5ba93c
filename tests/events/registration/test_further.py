import json
from datetime import timedelta

import pytest
from django.utils import timezone

from common.extension_points import Subject
from common.tasks import forget_old
from events.registration.pending_people import FURTHER_FORMS
from tests.factories import EventFactory, FurtherFormFactory, RegistrationFactory

pytestmark = pytest.mark.django_db
TYPED = json.dumps([{"first_name": "Olga", "last_name": "Ćma", "function": "", "email": ""}])


def form(days: int, email: str = "anna@example.org"):
    """A form sent anew for an event that ends in so many days."""
    event = EventFactory(published=True)
    day = timezone.localdate() + timedelta(days=days)
    type(event).objects.filter(pk=event.pk).update(starts_on=day, ends_on=day)
    return FurtherFormFactory(registration=RegistrationFactory(event=event, email=email), people=TYPED)


def test_people_typed_and_not_added_are_forgotten_when_the_event_is_over() -> None:
    past, today = form(-1), form(0)
    forget_old()
    for one in (past, today):
        one.refresh_from_db()
    assert (past.people, today.people) == ("", TYPED)
    assert past.form_key != ""  # sent again it is still the same form


def test_their_owner_gets_and_erases_them() -> None:
    mine, other = form(3, "Anna@example.org"), form(3, "jan@example.org")
    anna = Subject(email="anna@example.org")
    assert [row["people"][0]["last_name"] for row in FURTHER_FORMS.export(anna)] == ["Ćma"]
    assert FURTHER_FORMS.erase(anna) == 1
    for one in (mine, other):
        one.refresh_from_db()
    assert (mine.people, other.people) == ("", TYPED)
