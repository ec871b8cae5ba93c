"""Django's admin: one door, administrators only, nothing that goes round the rules."""

import pytest
from django.contrib import admin
from django.urls import reverse

from accounts.models import User
from common.outbox.causes import SYSTEM
from common.outbox.services import queue_mail
from common.web.versions import PageVersion
from tests.accounts.doors import ask_code, code_in, last_mail
from tests.factories import EntityFactory, ParticipantFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client, cast):
    client.force_login(cast.administrator)
    return cast.administrator


def test_its_door_is_our_own_sign_in(client):
    answer = client.get("/admin/", follow=True)
    assert answer.redirect_chain[-1][0].startswith("/konto/logowanie/?next=")


def test_staff_without_the_right_are_refused(client, cast):
    client.force_login(cast.coordinator)
    assert client.get("/admin/login/").status_code == 403


def test_every_list_and_form_opens(client, administrator):
    broken, request = [], client.get("/admin/").wsgi_request
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        if client.get(reverse(f"{name}_changelist")).status_code != 200:
            broken.append(name)
        may_add = admin.site._registry[model].has_add_permission(request)
        if client.get(reverse(f"{name}_add")).status_code != (200 if may_add else 403):
            broken.append(f"{name} add")
    assert broken == []


def test_a_repair_makes_every_public_page_stale(client, administrator):
    entity = EntityFactory(published=True)
    url = reverse("admin:entities_entity_change", args=[entity.pk])
    form = client.get(url).context["adminform"].form
    data = {name: "" if value is None else value for name, value in form.initial.items() if not isinstance(value, list)}
    before = dict(PageVersion.objects.values_list("area", "number"))
    answer = client.post(url, data | {"name": "Poprawiona Spółdzielnia"})
    assert answer.status_code == 302, answer.context["errors"]
    after = dict(PageVersion.objects.values_list("area", "number"))
    assert all(after[area] > before.get(area, 0) for area in after)
    assert set(after) >= {"entities", "events", "news", "frame"}


def test_a_state_is_shown_but_not_changed(client, administrator):
    entity = EntityFactory(published=True)
    page = client.get(reverse("admin:entities_entity_change", args=[entity.pk])).content.decode()
    assert 'name="state"' not in page


def test_health_data_and_letters_are_not_shown(client, administrator):
    participant = ParticipantFactory(needs="bez glutenu")
    page = client.get(reverse("admin:events_participant_change", args=[participant.pk])).content.decode()
    assert "bez glutenu" not in page
    mail = queue_mail(cause=SYSTEM, to="anna@example.org", subject="Kod", text="1234-5678")
    page = client.get(reverse("admin:common_outboxmail_change", args=[mail.pk])).content.decode()
    assert "1234-5678" not in page


def test_an_invited_person_signs_in_by_code(client, administrator):
    data = {"email": "Nowa.Animatorka@example.org", "first_name": "Ewa", "last_name": "Nowa", "role": "animator"}
    assert client.post("/admin/accounts/user/add/", data).status_code == 302
    user = User.objects.get(email="nowa.animatorka@example.org")
    assert (user.role, user.has_usable_password()) == ("animator", False)
    client.logout()
    ask_code(client, user.email)
    assert client.post("/konto/kod/wpisz/", {"code": code_in(last_mail(user.email))}).url == "/panel/"


def test_an_address_mended_by_the_administrator_alone_signs_in(client, administrator, cast):
    user = cast.participant
    data = {"email": "poprawiona@example.org", "first_name": user.first_name, "last_name": user.last_name}
    url = f"/admin/accounts/user/{user.pk}/change/"
    assert client.post(url, data | {"role": user.role, "is_active": "on"}).status_code == 302
    assert list(user.emailaddress_set.values_list("email", "verified")) == [("poprawiona@example.org", False)]


def test_nobody_is_deleted(client, administrator, cast):
    assert client.get(f"/admin/accounts/user/{cast.editor.pk}/delete/").status_code == 403
