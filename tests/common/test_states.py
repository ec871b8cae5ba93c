"""One way to change a state: allowed moves only, and each leaves an act."""

import pytest
from django.utils import timezone

from common.auditlog.models import AuditEntry
from common.db.states import MoveNotAllowed, change_state, moves
from common.outbox.causes import SYSTEM
from common.outbox.models import OutboxMail
from common.outbox.services import queue_mail

pytestmark = pytest.mark.django_db
TABLE = moves(waiting="failed sent", failed="waiting")


@pytest.fixture
def mail() -> OutboxMail:
    return queue_mail(cause=SYSTEM, to="anna@example.org", subject="a", text="b")


def test_an_allowed_move_is_saved_with_its_fields_and_leaves_an_act(mail: OutboxMail) -> None:
    change_state(mail, "failed", allowed=TABLE, by=7, note="x", failed_at=timezone.now())
    mail.refresh_from_db()
    assert (mail.state, mail.failed_at is not None) == ("failed", True)
    act = AuditEntry.objects.get()
    assert (act.actor_id, act.verb, act.object_id, act.note) == (7, "outboxmail.failed", mail.pk, "x")
    assert (act.before, act.after) == ({"state": "waiting"}, {"state": "failed"})


@pytest.mark.parametrize("to", ["sending", "waiting", "nonsense"])
def test_any_other_move_changes_nothing(mail: OutboxMail, to: str) -> None:
    with pytest.raises(MoveNotAllowed):
        change_state(mail, to, allowed=TABLE, by=None)
    mail.refresh_from_db()
    assert mail.state == "waiting"
    assert AuditEntry.objects.count() == 0
