"""The audit log holds sign-ins that failed, limits reached, and changes of rights; nothing that was typed."""

import pytest
from django.contrib import admin
from django.test import Client

from accounts.models import User
from common.auditlog.admin import RecordedAdmin
from common.auditlog.models import AuditEntry
from entities.centres.models import Assignment
from tests.accounts.doors import ask_code, sign_in
from tests.accounts.test_second_factor import set_up_app
from tests.factories import AssignmentFactory, SupportCentreFactory, UserFactory
from tests.factories.accounts import PASSWORD

pytestmark = pytest.mark.django_db
SECRET_WORD = "tajemnicze-haslo-77"


def acts(verb: str) -> list[AuditEntry]:
    return list(AuditEntry.objects.filter(verb=verb).order_by("pk"))


def everything() -> str:
    return " ".join(f"{act.before} {act.after} {act.note} {act.verb}" for act in AuditEntry.objects.all())


@pytest.fixture
def person() -> User:
    return UserFactory(email="anna@example.org")


def test_a_wrong_password_is_in_the_log_without_the_password(client, person):
    sign_in(client, person.email, SECRET_WORD)
    (act,) = acts("signin.failed")
    assert (act.object_type, act.object_id, act.actor_id) == ("accounts.user", person.pk, None)
    assert act.after["how"] == "password"
    assert SECRET_WORD not in everything()
    assert person.email not in everything()


def test_an_unknown_address_stands_as_a_digest_the_same_each_time(client):
    for _ in range(2):
        sign_in(client, "Nieznana@example.org", SECRET_WORD)
    sign_in(client, "inna@example.org", SECRET_WORD)
    first, second, other = (act.after["address"] for act in acts("signin.failed"))
    assert first == second
    assert first != other
    assert "example.org" not in everything()
    assert SECRET_WORD not in everything()


def test_the_network_stands_as_a_digest(client, person):
    for n in (7, 7, 8):
        sign_in(Client(REMOTE_ADDR=f"203.0.113.{n}"), person.email, "zle")
    first, second, other = (act.after["network"] for act in acts("signin.failed"))
    assert first == second
    assert first != other
    assert "203.0.113" not in everything()


def test_a_wrong_mailed_code_and_a_wrong_factor_are_in_the_log(client, person):
    ask_code(client, person.email)
    client.post("/konto/kod/wpisz/", {"code": "0000-000x"})
    other = UserFactory()
    set_up_app(Client(), other)
    twice = Client()
    sign_in(twice, other.email, PASSWORD)
    twice.post("/konto/logowanie/kod/", {"code": "000000"})
    assert [(act.object_id, act.after["how"]) for act in acts("signin.failed")] == [
        (person.pk, "code"),
        (other.pk, "factor"),
    ]


def test_a_made_up_key_is_in_the_log(client):
    client.post("/konto/logowanie/klucz/", {"credential": "{}"})
    assert [act.after["how"] for act in acts("signin.failed")] == ["key"]


def test_a_limit_is_in_the_log_once_however_long_one_goes_on(client, person):
    for _ in range(14):
        sign_in(client, person.email, "zgaduje")
    assert [(act.object_id, act.after["how"]) for act in acts("signin.locked")] == [(person.pk, "password")]
    assert len(acts("signin.failed")) == 10


def test_a_sign_in_is_in_the_log_with_its_way(client, person):
    sign_in(client, person.email, PASSWORD)
    (act,) = acts("signin.done")
    assert (act.object_id, act.after["how"]) == (person.pk, "password")


def test_factors_and_passwords_are_in_the_log(client, person, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        set_up_app(client, person)
    client.post("/konto/drugi-skladnik/aplikacja/wylaczenie/")
    client.post("/konto/haslo/", {"oldpassword": PASSWORD, "password1": "czerwony rower 12"})
    factors = [
        (act.verb, act.after["factor"]) for act in AuditEntry.objects.filter(verb__startswith="factor.").order_by("pk")
    ]
    assert factors == [
        ("factor.added", "totp"),
        ("factor.added", "recovery_codes"),
        ("factor.removed", "totp"),
        ("factor.removed", "recovery_codes"),
    ]
    assert [act.object_id for act in acts("password.changed")] == [person.pk]


# --- rights ---
@pytest.fixture
def administrator(client) -> User:
    user = UserFactory(administrator=True)
    client.force_login(user)
    return user


def test_a_change_of_role_is_in_the_log_with_what_it_was(client, administrator, person):
    form = {"email": person.email, "role": "coordinator", "is_active": "on"}
    assert client.post(f"/admin/accounts/user/{person.pk}/change/", form).status_code == 302
    (act,) = acts("admin.changed")
    assert (act.object_id, act.actor_id) == (person.pk, administrator.pk)
    assert act.before == {"role": "participant"}
    assert act.after["role"] == "coordinator"
    assert person.email not in everything()


def test_assignments_given_and_taken_are_in_the_log(client, administrator, person):
    centre = SupportCentreFactory()
    client.post("/admin/entities/assignment/add/", {"user": person.pk, "centre": centre.pk})
    row = Assignment.objects.get()
    client.post(f"/admin/entities/assignment/{row.pk}/delete/", {"post": "yes"})
    others = AssignmentFactory.create_batch(2, centre=centre)
    chosen = {"action": "delete_selected", "_selected_action": [one.pk for one in others], "post": "yes"}
    client.post("/admin/entities/assignment/", chosen)
    assert [act.after for act in acts("admin.added")] == [{"user_id": person.pk, "centre_id": centre.pk}]
    gone = [{"user_id": one.user_id, "centre_id": centre.pk} for one in others]
    taken = [act.before for act in acts("admin.deleted")]
    assert taken[0] == {"user_id": person.pk, "centre_id": centre.pk}
    assert sorted(taken[1:], key=str) == sorted(gone, key=str)


def test_every_table_of_the_admin_writes_into_the_log():
    silent = [model._meta.label for model, page in admin.site._registry.items() if not isinstance(page, RecordedAdmin)]
    assert silent == []


def test_the_administrator_reads_the_log_and_nobody_changes_it(client, administrator, person):
    sign_in(Client(), person.email, "zle")
    page = client.get("/admin/common/act/?kind=failed", follow=True).content.decode()
    assert "nieudane logowanie" in page
    assert ">zalogowano<" not in page
    act = AuditEntry.objects.get(verb="signin.failed")
    assert client.post(f"/admin/common/auditentry/{act.pk}/change/", {"note": "x"}).status_code == 403
    assert client.post(f"/admin/common/auditentry/{act.pk}/delete/", {"post": "yes"}).status_code == 403
