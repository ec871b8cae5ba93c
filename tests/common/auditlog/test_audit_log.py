"""The audit log only grows: the database itself refuses a change or a removal."""

import pytest
from django.db import DatabaseError, connection, transaction

from common.auditlog.models import AuditEntry
from common.auditlog.services import log_action

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def sealed() -> None:
    """SQLite refuses removals only under its seal, which tests do without (emptying a database deletes rows)."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO common_act_seal VALUES (1)")


def test_an_act_is_not_changed() -> None:
    act = log_action(verb="event.published", obj=None, by=7)
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        AuditEntry.objects.filter(pk=act.pk).update(actor_id=8)
    assert AuditEntry.objects.get(pk=act.pk).actor_id == 7


def test_an_act_is_not_deleted() -> None:
    act = log_action(verb="event.published", obj=None, by=7)
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        act.delete()
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        AuditEntry.objects.all().delete()
    assert AuditEntry.objects.count() == 1
