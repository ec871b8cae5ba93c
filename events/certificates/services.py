"""Certificates: on which terms, who gets one, its number and paper, revoking. Numbers have no gaps and no doubles."""

import logging
import time
from collections.abc import Sequence
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from common.auditlog.services import log_action
from common.db.states import change_state
from common.pdf import PrintingFailed
from common.worker.wake import wake_worker
from events.catalogue.models import Event
from events.catalogue.refusals import EventRefused, Refusal
from events.catalogue.services import lock_event
from events.catalogue.states import EventState
from events.certificates.emails import mail_certificate
from events.certificates.models import Certificate, CertificateCounter, CertificateTerms
from events.certificates.printing import print_certificates
from events.certificates.queries import GONE, attended, terms_of
from events.certificates.states import CERTIFICATE_MOVES, CertificateState
from events.programme.printed_programme import head_of
from events.registration.models import Participant
from files.models import private_storage

log = logging.getLogger(__name__)

# Papers set by one run of the press, in one transaction: a killed worker loses no more than this, and gives no number.
AT_ONCE = 20
ATTEMPTS = 3
SWEEP_SECONDS = 120


@transaction.atomic
def set_terms(*, event_id: int, by: int | None, **terms: Any) -> CertificateTerms:
    """On which terms the event certifies. Papers issued before stay as they are."""
    event = lock_event(event_id)
    row, _ = CertificateTerms.objects.update_or_create(event=event, defaults=terms)
    log_action(verb="certificates.terms", obj=event, by=by, after={"share": row.share})
    return row


@transaction.atomic
def prepare_certificates(*, event_id: int, by: int | None, again: int | None = None) -> int:
    """Everybody who was there the required share and has no certificate gets one, soon; returns how many.

    Pressed twice, nobody gets two; those that could not be printed are tried once more. Whose certificate was revoked
    gets a new one only when named by `again` (a participant). Raises EventRefused while the lists are open, or without
    terms.
    """
    event = lock_event(event_id)
    if event.state != EventState.COMPLETED:
        raise EventRefused(Refusal.LISTS_OPEN)
    terms = terms_of(event)
    if terms is None:
        raise EventRefused(Refusal.NO_TERMS)
    known = Certificate.objects.filter(event=event)
    for row in known.filter(state=CertificateState.FAILED).select_for_update(of=("self",)):
        row.attempts = 0
        row.save(update_fields=["attempts"])
        change_state(row, CertificateState.WAITING, allowed=CERTIFICATE_MOVES, by=by, failed_at=None)
    passed_over = set(known.exclude(state__in=GONE).values_list("participant", flat=True))
    if again is None:
        passed_over |= set(known.values_list("participant", flat=True))
    rows = [one for one in attended(event) if one.reaches(terms.share) and one.participant.pk not in passed_over]
    if again is not None:
        rows = [one for one in rows if one.participant.pk == again]
    made = [
        Certificate(
            event=event,
            participant=one.participant,
            centre_id=event.centre_id,
            hours=one.hours(terms),
            asked_by_id=by,
        )
        for one in rows
    ]
    Certificate.objects.bulk_create(made)
    log_action(verb="certificates.prepare", obj=event, by=by, after={"people": len(made)})
    wake_worker("events.certificates.issue")
    return len(made)


# --- the worker's part --------------------------------------------------------------------------------------------
def issue_waiting(*, seconds: float = SWEEP_SECONDS) -> int:
    """Number, print and mail what waits, within the time of one run; returns how many were issued.

    A chunk that cannot be printed is tried one by one, so that one bad paper holds nobody up.
    """
    issued, until = 0, time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            n = issue_some(limit=AT_ONCE)
        except PrintingFailed:
            n = _one_by_one()
        if not n:
            return issued
        issued += n
    wake_worker("events.certificates.issue")
    return issued


def _one_by_one() -> int:
    n = 0
    for pk in list(_waiting().values_list("pk", flat=True)[:AT_ONCE]):
        try:
            n += issue_some(limit=1, pk=pk)
        except PrintingFailed as failure:
            log.error("Certificate %s: %s", pk, type(failure).__name__)
            _not_printed(pk)
            n += 1  # something was done: the sweep goes on
    return n


def _waiting() -> Any:
    return Certificate.objects.filter(state=CertificateState.WAITING).order_by("attempts", "event_id", "pk")


@transaction.atomic
def issue_some(*, limit: int, pk: int | None = None) -> int:
    """Issue some certificates of one event: number, paper, mail and state together, or nothing of it.

    The rows are locked while they are printed, so a second worker takes others; a killed worker's transaction is undone
    by the database, with the numbers it had given.
    """
    rows = _waiting().filter(pk=pk) if pk else _waiting()
    found = rows.select_for_update(of=("self",), skip_locked=True).select_related("participant__registration")
    certificates = list(found[:limit])
    certificates = [one for one in certificates if one.event_id == certificates[0].event_id]
    if not certificates:
        return 0
    event = Event.objects.select_related("centre", "project").get(pk=certificates[0].event_id)
    terms = CertificateTerms.objects.get(event=event)
    _number(certificates, event)
    now = timezone.now()
    papers = print_certificates(certificates, head_of(event), terms, timezone.localdate(now))
    for certificate, paper in zip(certificates, papers, strict=True):
        certificate.event = event
        change_state(
            certificate,
            CertificateState.ISSUED,
            allowed=CERTIFICATE_MOVES,
            by=certificate.asked_by_id,
            issued_at=now,
            content=_kept(certificate, paper),
            initials=initials_of(certificate.participant),
            **{name: getattr(certificate, name) for name in ("year", "serial", "mark")},
        )
        if certificate.instead_of_id is None and mail_certificate(certificate, "certificate"):
            Certificate.objects.filter(pk=certificate.pk).update(mailed_at=now)
    return len(certificates)


def _number(certificates: Sequence[Certificate], event: Event) -> None:
    """The next numbers of the centre in this year; its counter stays locked until the papers are there."""
    year = timezone.localdate().year
    CertificateCounter.objects.get_or_create(centre_id=event.centre_id, year=year)
    counter = CertificateCounter.objects.select_for_update().get(centre_id=event.centre_id, year=year)
    for certificate in certificates:
        counter.last += 1
        certificate.year, certificate.serial, certificate.mark = year, counter.last, event.centre.slug.upper()[:60]
    counter.save(update_fields=["last"])


def _kept(certificate: Certificate, paper: bytes) -> str:
    """Stored under the row's own name: what a killed worker left there is written over, nothing is left behind."""
    key = certificate.key.hex
    name = f"certificates/{key[:2]}/{key}.pdf"
    storage = private_storage()
    if storage.exists(name):
        storage.delete(name)
    return storage.save(name, ContentFile(paper))


def initials_of(participant: Participant) -> str:
    """`Ł. Ż.`: enough to see that the paper was not rewritten for somebody else."""
    names = (participant.first_name, participant.last_name)
    return " ".join(f"{name[0].upper()}." for name in names if name)


@transaction.atomic
def _not_printed(pk: int) -> None:
    certificate = _waiting().filter(pk=pk).select_for_update(of=("self",), skip_locked=True).first()
    if certificate is None:
        return
    certificate.attempts += 1
    certificate.save(update_fields=["attempts"])
    if certificate.attempts >= ATTEMPTS:
        change_state(
            certificate,
            CertificateState.FAILED,
            allowed=CERTIFICATE_MOVES,
            by=certificate.asked_by_id,
            failed_at=timezone.now(),
        )


@transaction.atomic
def revoke_certificate(*, certificate_id: int, reason: str, by: int | None) -> Certificate:
    """Take a certificate back. Its number stays used, and its page says from then on that it is not valid.

    Raises EventRefused without a reason, MoveNotAllowed for one that is not valid.
    """
    if not reason.strip():
        raise EventRefused(Refusal.REVOKE_REASON)
    locked = Certificate.objects.select_for_update(of=("self",))
    certificate = locked.select_related("participant__registration", "event").get(pk=certificate_id)
    change_state(
        certificate,
        CertificateState.REVOKED,
        allowed=CERTIFICATE_MOVES,
        by=by,
        revoked_at=timezone.now(),
        revoked_by_id=by,
        revoke_reason=reason.strip()[:300],
    )
    mail_certificate(certificate, "certificate_revoked")
    return certificate
