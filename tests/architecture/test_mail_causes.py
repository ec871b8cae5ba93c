"""Every mail says who caused it (docs/MAIL.md). A new one is written into this table, and its cause thought about."""

import ast
from collections.abc import Iterator

from tests.architecture.tree import APPS, ROOT

QUEUES = {"queue_mail", "queue_mails"}
OWN = "caused_by_link(registration, by)"
OWN_OF_PERSON = "caused_by_link(participant.registration, by)"
# (file, function) → the causes of the mails that it writes.
CAUSES = {
    ("accounts/emails.py", "send"): ["SIGN_IN"],
    ("accounts/services.py", "ask_erasure"): ["by_account(user.pk)"],
    ("accounts/services.py", "ask_erasure_by_link"): ["by_stranger(address=holder.to, form=f'erasure:{request.pk}')"],
    ("accounts/services.py", "carry_out_erasure"): ["SYSTEM"],
    ("common/outbox/services.py", "queue_mail"): ["cause"],
    ("entities/directory/emails.py", "mail_entity"): ["by_stranger(address=email, form=f'entity-message:{key}')"],
    ("entities/directory/emails.py", "tell_decision"): ["STAFF"],
    ("entities/directory/emails.py", "tell_state"): ["cause_of(by)"],
    ("entities/memberships/emails.py", "mail_claim_link"): ["by_account(claim.user_id)"],
    ("entities/memberships/emails.py", "mail_decision"): ["SYSTEM"],
    ("entities/memberships/emails.py", "mail_invitation_code"): ["by_account(by)"],
    ("entities/memberships/emails.py", "mail_request"): ["by_account(claim.user_id)"],
    ("entities/memberships/emails.py", "tell_people"): ["cause_of(act.actor_id)"],
    ("entities/memberships/emails.py", "tell_separated"): ["cause_of(act.actor_id)"],
    ("events/attendance/list_changes.py", "_tell"): ["SYSTEM"],
    ("events/certificates/emails.py", "mail_certificate"): ["STAFF"],
    ("events/participation/services.py", "_send_link"): ["cause"],  # staff, or the person behind an expired link
    ("events/registration/desk/address_correction.py", "correct_address"): ["STAFF"],
    ("events/registration/desk/correcting.py", "correct_place"): ["STAFF"],
    ("events/registration/self_service.py", "correct_person"): [OWN_OF_PERSON],
    ("events/registration/self_service.py", "replace_person"): ["caused_by_link(newcomer.registration, by)"],
    ("events/registration/emails.py", "mail_again"): ["by_stranger(address=registration.email, form='')"],
    ("events/registration/emails.py", "mail_cancelled_event"): ["STAFF"],
    ("events/registration/emails.py", "mail_changed"): ["STAFF"],
    ("events/registration/decision_emails.py", "mail_decided"): ["STAFF"],
    ("events/registration/emails.py", "mail_moved"): ["STAFF"],
    ("events/registration/emails.py", "mail_promoted"): ["SYSTEM"],
    ("events/registration/emails.py", "mail_reminder"): ["SYSTEM"],
    ("events/registration/emails.py", "mail_merged"): ["STAFF"],
    ("events/registration/emails.py", "mail_resigned"): [OWN_OF_PERSON],
    ("events/registration/emails.py", "mail_restored"): [
        "STAFF if template == 'restored' else caused_by_link(participant.registration, by)"
    ],
    ("events/registration/invitations/services.py", "_mail"): ["STAFF"],
    ("events/registration/own_page/asking_staff.py", "ask_staff"): ["caused_by_link(registration, None)"],
    ("events/registration/own_page/adding_people.py", "add_people"): [OWN],
    ("events/registration/services.py", "_tell"): ["_cause(registration, terms)"],
    ("events/registration/desk/group_mail.py", "write_to"): ["STAFF"],
    ("events/reporting/emails.py", "_tell"): ["SYSTEM if what == DUE else STAFF"],
    ("news/articles/emails.py", "mail_back"): ["STAFF"],
    ("news/galleries/emails.py", "mail_takedown"): [
        "by_stranger(address=request.contact, form=f'takedown:{request.pk}')"
    ],
    ("news/galleries/emails.py", "mail_takedown_answer"): ["STAFF"],
    ("owes_portal/demo/sent.py", "load"): ["SYSTEM"],
    ("owes_portal/site/held.py", "_tell"): ["SYSTEM"],
    ("partnerships/agreements/emails.py", "mail_overdue"): ["SYSTEM"],
}


def calls() -> Iterator[tuple[str, str, str]]:
    """(file, function, cause) of each call that writes a mail."""
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            for function in ast.walk(ast.parse(path.read_text())):
                if not isinstance(function, ast.FunctionDef):
                    continue
                for node in ast.walk(function):
                    if isinstance(node, ast.Call) and getattr(node.func, "id", "") in QUEUES:
                        [cause] = [word.value for word in node.keywords if word.arg == "cause"]
                        yield str(path.relative_to(ROOT)), function.name, ast.unparse(cause)


def test_every_mail_has_its_cause_in_the_table() -> None:
    found: dict[tuple[str, str], list[str]] = {}
    for path, function, cause in calls():
        found.setdefault((path, function), []).append(cause)
    assert found == CAUSES


def test_no_mail_goes_past_the_outbox() -> None:
    past = {"send_mail", "send_mass_mail", "mail_admins", "EmailMessage", "EmailMultiAlternatives", "OutboxMail"}
    found = {
        (str(path.relative_to(ROOT)), node.func.id)
        for app in APPS
        for path in sorted((ROOT / app).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in past
    }
    assert found == {
        ("common/outbox/services.py", "EmailMultiAlternatives"),
        ("common/outbox/services.py", "OutboxMail"),
    }
