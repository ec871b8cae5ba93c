"""Django's log of the admin, which nobody erases: kinds and numbers, no names."""

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from tests.factories import ParticipantFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_the_log_of_the_admin_names_nobody(cast):
    boss = Client()
    boss.force_login(cast.administrator)
    user, place = UserFactory(first_name="Anna", last_name="Nowak"), ParticipantFactory(last_name="Nowak")
    page = f"/admin/accounts/user/{user.pk}/change/"
    told = {"email": user.email, "first_name": "Anna", "last_name": "Nowak", "role": "participant", "is_active": "on"}
    assert boss.post(page, told).status_code == 302
    address = f"/admin/events/participant/{place.pk}/delete/"
    assert boss.post(address, {"post": "yes"}).status_code in (200, 302, 403)
    rows = list(LogEntry.objects.values_list("object_id", "object_repr"))
    assert (str(user.pk), f"użytkownik {user.pk}") in rows
    assert [text for _pk, text in rows if "Nowak" in text] == []
    assert boss.get("/admin/").status_code == 200
