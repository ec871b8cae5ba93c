"""A portal of an earlier version, with what stood in it, becomes today's: every row is right afterwards."""

from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from common.outbox.redaction import recipient_digest
from common.text.folding import person_sort_key, sort_key
from entities.directory.models import Entity
from events.registration.models import Participant
from partnerships.projects.models import FundingProject
from tests.owes_portal import upgrading
from tests.owes_portal.upgrading import FIRST_VERSION, migrate, migrate_to_today

LINK = "https://portal.example/zgloszenie/AbCdEfGhIjKl/"


@pytest.fixture
def earlier(transactional_db: None, tmp_path):
    with upgrading.empty_database(tmp_path):
        yield


def mail_row(number, state="sent", *, days=1, **told):
    at = timezone.now() - timedelta(days=days)
    dates = {"sent": {"sent_at": at}, "failed": {"failed_at": at}, "waiting": {"next_attempt_at": at}}[state]
    row = {
        "key": f"registration:{number}:confirmed",
        "to": "Anna Nowak <Anna@example.org>",
        "subject": "Potwierdzenie",
        "text": f"Twoje zgłoszenie: {LINK}",
        "html": f'<a href="{LINK}">zgłoszenie</a>',
        "attachments": [{"name": "wydarzenie.ics", "type": "text/calendar", "base64": "QkVHSU4="}],
        "message_id": f"<{number}@portal.example>",
        "about": "registered spotkanie",
        "owner": "event:15",
    }
    return row | {"state": state, **dates, **told}


def test_mail_of_an_earlier_version_keeps_its_evidence_and_loses_its_secrets(earlier):
    old = migrate(("common", "0001_initial")).get_model("common", "OutboxMail")
    rows = [
        mail_row(1),
        mail_row(2, days=20),
        mail_row(3, about="account/code", text="Kod: 123456", attachments=[]),
        mail_row(4, "waiting", about="account/code", text="Kod: 123456"),
        mail_row(5, "failed", days=3),
        mail_row(6, about="account/password_changed", text="Zmieniono hasło."),
    ]
    old.objects.bulk_create(old(**row) for row in rows)
    new = migrate(("common", "0004_who_caused_a_mail")).get_model("common", "OutboxMail")
    sent, long_sent, code, waiting_code, failed, notice = new.objects.order_by("pk")
    digest = sha256(f"Potwierdzenie\n\nTwoje zgłoszenie: {LINK}".encode()).hexdigest()
    assert (sent.text, sent.html) == ("Twoje zgłoszenie: https://portal.example/…", "")
    part = {"name": "wydarzenie.ics", "type": "text/calendar", "sha256": sha256(b"QkVHSU4=").hexdigest()}
    assert sent.attachments == [part]
    evidence = ("registered", digest, "event:15", "Anna Nowak <Anna@example.org>", "system")
    for row in (sent, long_sent):
        assert (row.template, row.digest, row.owner, row.to, row.cause) == evidence
    assert (sent.body_removed_at, sent.subject) == (None, "Potwierdzenie")
    assert (long_sent.subject, long_sent.text, long_sent.attachments) == ("", "", [])
    assert (code.subject, code.text, code.to) == ("", "", "")
    assert code.to_digest == recipient_digest("anna@example.org")
    assert (waiting_code.text, waiting_code.leaves_nothing, waiting_code.to) == ("Kod: 123456", True, rows[3]["to"])
    assert (failed.text, failed.html, failed.attachments) == tuple(rows[4][n] for n in ("text", "html", "attachments"))
    assert (notice.text, notice.to, notice.leaves_nothing) == ("Zmieniono hasło.", rows[5]["to"], False)


def test_mail_of_an_earlier_version_says_which_template_it_was(earlier):
    named = {
        "colleague spotkanie": "colleague",
        "message spotkanie": "message",
        "message to stowarzyszenie": "entity_message",
        "invitation to spotkanie": "meeting_invitation",
        "article 5 sent back": "article_back",
        "takedown 5": "takedown",
        "takedown answer 5": "takedown_answer",
        "overdue step of powiat-kielecki": "step_overdue",
        "report of OWES, due": "period_report",
        "entity_claim_decided of stowarzyszenie": "entity_claim_decided",
    }
    old = migrate(("common", "0001_initial")).get_model("common", "OutboxMail")
    old.objects.bulk_create(old(**mail_row(number, about=about)) for number, about in enumerate(named))
    new = migrate(("common", "0002_evidence_of_sent_mail")).get_model("common", "OutboxMail")
    assert dict(new.objects.values_list("about", "template")) == named


def test_an_address_in_the_key_of_a_message_becomes_its_digest_and_no_message_is_lost(earlier):
    old = migrate(("common", "0001_initial")).get_model("common", "OutboxMail")
    start = "participant:7:colleague:AbCdEfGh:"
    for number, address in enumerate(["anna@example.org", "Anna@example.org", "a" * 163]):
        old.objects.create(**mail_row(number, key=start + address))
    new = migrate(("common", "0002_evidence_of_sent_mail")).get_model("common", "OutboxMail")
    first, second, cut = new.objects.order_by("pk").values_list("key", flat=True)
    digest = recipient_digest("anna@example.org")[:24]
    assert (first, second) == (start + digest, f"{start}{digest}:{new.objects.order_by('pk')[1].pk}")
    assert cut == start + recipient_digest("a" * 163)[:24]


def test_the_log_of_an_earlier_version_loses_peoples_values_and_stays_closed(earlier):
    old = migrate(("common", "0002_evidence_of_sent_mail")).get_model("common", "Act")
    old.objects.create(
        verb="event.update",
        object_type="events.event",
        object_id=1,
        before={"contact_name": "Anna Nowak", "contact_phone": "", "title": "Spotkanie"},
        after={"contact_name": "Ewa Lis", "contact_phone": "+48600700800", "title": "Narada"},
    )
    note = "lista Anny Nowak (maj).xlsx (import 5)"
    old.objects.create(verb="entity.update", object_type="entities.entity", object_id=2, note=note)
    old.objects.create(verb="event.capacity", object_type="events.event", object_id=1, note="więcej miejsc (8)")
    new = migrate(("common", "0003_acts_without_people")).get_model("common", "Act")
    change, imported, capacity = new.objects.order_by("pk")
    assert change.before == {"contact_name": "…", "contact_phone": "", "title": "Spotkanie"}
    assert change.after == {"contact_name": "…", "contact_phone": "…", "title": "Narada"}
    assert (imported.note, capacity.note) == ("import 5", "więcej miejsc (8)")
    with pytest.raises(DatabaseError), transaction.atomic():
        new.objects.update(verb="x")


def test_the_log_of_djangos_admin_keeps_kinds_and_numbers(earlier):
    apps = migrate(("accounts", "0002_participation_notice"), ("admin", "0003_logentry_add_action_flag_choices"))
    kind = apps.get_model("contenttypes", "ContentType").objects.create(app_label="accounts", model="user")
    user = apps.get_model("accounts", "User").objects.create(email="admin@example.org")
    entry = apps.get_model("admin", "LogEntry").objects.create
    told = {"user_id": user.pk, "object_repr": "Anna Nowak", "action_flag": 2}
    entry(content_type_id=kind.pk, object_id="15", **told)
    entry(**told)
    new = migrate(("accounts", "0003_admin_log_without_names")).get_model("admin", "LogEntry")
    assert list(new.objects.order_by("pk").values_list("object_repr", flat=True)) == ["user 15", "row "]


def test_a_portal_with_notices_gets_the_new_texts_as_versions_that_wait(earlier):
    Notice = migrate(("accounts", "0003_admin_log_without_names")).get_model("accounts", "Notice")
    rows = [("registration", 1, ""), ("registration", 2, ""), ("privacy", 1, "OWES"), ("rules", 1, "")]
    for kind, version, controller in rows:
        told = {"kind": kind, "version": version, "controller": controller, "digest": f"{kind}{version}"}
        Notice.objects.create(text_pl="Dawny tekst", published_at=timezone.now(), **told)
    new = migrate(("accounts", "0004_notices_of_the_terms")).get_model("accounts", "Notice")
    waiting = new.objects.filter(published_at__year=9999).values_list("kind", "version", "controller")
    assert list(waiting) == [("registration", 3, "")]
    assert new.objects.count() == 5


@pytest.mark.soak
def test_a_whole_portal_of_the_first_version_becomes_todays(earlier):
    apps = migrate(*FIRST_VERSION)
    ends = date(2026, 6, 30)
    project = apps.get_model("partnerships", "FundingProject").objects.create
    terms = apps.get_model("events", "ParticipationTerms").objects.create
    terms(project=project(title="Pyta", slug="pyta", ends_on=ends), keep_until=date(2034, 12, 31))
    terms(project=project(title="Za krótko", slug="za-krotko", ends_on=ends), keep_until=date(2025, 1, 1))
    project(title="Nie pyta", slug="nie-pyta", ends_on=ends)
    kind = apps.get_model("entities", "EntityKind").objects.create(code="fundacja", name="fundacja", group="pes")
    apps.get_model("entities", "Entity").objects.create(
        name="Wilga", slug="wilga", phone="58 326 85 61 w. 1", kind=kind
    )
    people_of_an_earlier_version(apps)
    migrate_to_today()
    people = Participant.objects.order_by("sort_name").values_list("last_name", "first_name", "sort_name")
    assert [(last, first) for last, first, _key in people] == [("", ""), *NAMES]
    assert [key for last, first, key in people] == [person_sort_key(last, first) for last, first, _key in people]
    kept = dict(FundingProject.objects.values_list("slug", "personal_data_until"))
    assert kept == {"pyta": date(2034, 12, 31), "za-krotko": ends, "nie-pyta": None}
    assert Entity.objects.get().phone == "58 326 85 61 w. 1"


NAMES = [("Ćwik", "Żaneta"), ("Ćwik-Wiśniewska", "Katarzyna")]


def people_of_an_earlier_version(apps):
    """An event with the people of NAMES under one key of both names, and one who is erased."""
    get = apps.get_model
    region = get("entities", "Voivodeship").objects.create(code="12", name="małopolskie")
    centre = get("entities", "SupportCentre").objects.create(slug="owes", name="OWES", kind="owes", voivodeship=region)
    day = date(2026, 3, 1)
    event = get("events", "Event").objects.create(
        slug="spotkanie", title="Spotkanie", kind="networking", centre=centre, starts_on=day, ends_on=day
    )
    form = get("events", "Registration").objects.create(event=event, form_key="f")
    for number, (last, first) in enumerate([*NAMES, ("", "")], start=1):
        get("events", "Participant").objects.create(
            registration=form,
            event=event,
            person=get("events", "Person").objects.create(first_name=first, last_name=last),
            token=f"t{number}",
            ticket=f"b{number}",
            first_name=first,
            last_name=last,
            sort_name=sort_key(f"{last} {first}"),
            state="confirmed",
            confirmed_at=timezone.now(),
            queue_number=number,
            erased_at=None if last else timezone.now(),
        )


@pytest.mark.soak
@pytest.mark.django_db(transaction=True)
def test_a_database_that_was_migrated_is_built_as_a_new_one(tmp_path):
    of_a_new_one = upgrading.structure()
    with upgrading.empty_database(tmp_path):
        migrate(*FIRST_VERSION)
        migrate_to_today()
        migrated = upgrading.structure()
    assert {kind: sorted(migrated[kind] ^ rows, key=str) for kind, rows in of_a_new_one.items()} == dict.fromkeys(
        of_a_new_one, []
    )


def test_hours_typed_with_the_terms_of_certificates_are_those_of_the_event(earlier):
    apps = migrate(*FIRST_VERSION)
    event, terms = (apps.get_model("events", name) for name in ("Event", "CertificateTerms"))
    region = apps.get_model("entities", "Voivodeship").objects.create(code="12", name="małopolskie")
    centres = apps.get_model("entities", "SupportCentre").objects
    centre = centres.create(name="Ośrodek", slug="osrodek", kind="owes", town="Kęty", voivodeship=region)
    for slug, hours in (("szkolenie", "6.5"), ("spotkanie", None)):
        row = event.objects.create(
            slug=slug, title=slug, kind="training", starts_on=date(2026, 5, 5), ends_on=date(2026, 5, 5), centre=centre,
            preview_token=slug,
        )  # fmt: skip
        terms.objects.create(event=row, hours=hours, place="Kęty", signatory="Anna Żak", signatory_function="prezes")
    new = migrate_to_today().get_model("events", "CertificateTerms").objects.select_related("event").order_by("pk")
    told = [(one.prints_hours, one.event.hours_by_hand, one.event.hours_reason) for one in new]
    assert told == [(True, Decimal("6.5"), "Godziny z warunków zaświadczeń"), (False, None, "")]
