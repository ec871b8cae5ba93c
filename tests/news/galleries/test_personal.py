from datetime import timedelta

import pytest
from django.utils import timezone

from common.extension_points import Subject
from common.tasks import forget_old
from news.galleries.models import TakedownRequest
from news.galleries.personal import TAKEDOWNS
from news.galleries.states import RequestState
from tests.factories import TakedownRequestFactory

pytestmark = pytest.mark.django_db


def request(days_ago: int | None, contact: str = "anna@example.org") -> TakedownRequest:
    """A request, answered so many days ago or waiting."""
    told = {"state": RequestState.REFUSED, "decided_at": timezone.now() - timedelta(days=days_ago or 0)}
    answered = {} if days_ago is None else told
    return TakedownRequestFactory(contact=contact, reason="To ja.", answer="Zostaje.", **answered)


def said(*rows: TakedownRequest) -> list[tuple[str, str, str]]:
    for row in rows:
        row.refresh_from_db()
    return [(row.contact, row.reason, row.answer) for row in rows]


WHOLE, NOTHING = ("anna@example.org", "To ja.", "Zostaje."), ("", "", "")


def test_who_asked_is_forgotten_a_year_after_the_answer_and_not_while_they_wait() -> None:
    old, late, waiting = request(367), request(300), request(None)
    TakedownRequest.objects.filter(pk=waiting.pk).update(created_at=timezone.now() - timedelta(days=800))
    forget_old()
    assert said(old, late, waiting) == [NOTHING, WHOLE, WHOLE]
    assert (old.state, old.image_id is None) == (RequestState.REFUSED, False)


def test_who_asked_gets_and_erases_what_they_wrote() -> None:
    answered, waiting, other = request(1, "Anna@Example.org"), request(None), request(1, "jan@example.org")
    anna = Subject(email="anna@example.org")
    assert [row["reason"] for row in TAKEDOWNS.export(anna)] == ["To ja.", "To ja."]
    assert TAKEDOWNS.erase(anna) == 1
    assert said(answered, waiting) == [NOTHING, WHOLE]
    assert said(other)[0][0] == "jan@example.org"
