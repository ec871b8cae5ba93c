"""A paper whose printed words were put right: another one is prepared at once, and mailed when staff say so."""

from decimal import Decimal

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from common.auditlog.services import log_action
from common.db.states import MoveNotAllowed, change_state
from common.worker.wake import wake_worker
from events.certificates.emails import mail_certificate
from events.certificates.models import Certificate
from events.certificates.queries import attended, terms_of
from events.certificates.states import CERTIFICATE_MOVES, CertificateState
from events.registration.extension_points import CorrectedPlace
from events.registration.models import Participant
from events.registration.person_details import NAME, ON_CERTIFICATE

# What of a person stands on the paper.
PRINTED = frozenset({*NAME, *ON_CERTIFICATE})


def place_corrected(place: CorrectedPlace) -> None:
    """What stands on the person's paper is something else now."""
    if PRINTED & place.changed:
        for pk in list(_valid(place.participant).values_list("pk", flat=True)):
            replace_certificate(certificate_id=pk, by=place.by)


def _valid(participant: Participant) -> QuerySet[Certificate]:
    return Certificate.objects.filter(participant=participant, state=CertificateState.ISSUED)


@transaction.atomic
def replace_certificate(*, certificate_id: int, by: int | None) -> Certificate:
    """The paper holds no more, and another one with what is true now is prepared; nothing is mailed yet.

    Its hours are those of the present list. Raises MoveNotAllowed for one that does not hold.
    """
    rows = Certificate.objects.select_for_update(of=("self",)).select_related("participant", "event")
    old = rows.get(pk=certificate_id)
    change_state(old, CertificateState.REPLACED, allowed=CERTIFICATE_MOVES, by=by, replaced_at=timezone.now())
    made = Certificate.objects.create(
        event=old.event,
        participant=old.participant,
        centre_id=old.centre_id,
        hours=_hours(old),
        asked_by_id=by,
        instead_of=old,
    )
    wake_worker("events.certificates.issue")
    return made


def _hours(old: Certificate) -> Decimal | None:
    terms = terms_of(old.event)
    row = next((one for one in attended(old.event) if one.participant.pk == old.participant_id), None)
    return row.hours(terms) if row is not None and terms is not None else old.hours


@transaction.atomic
def send_certificate(*, certificate_id: int, by: int | None) -> bool:
    """Mail the paper that holds instead of another; False when it was mailed already, or nobody can be mailed.

    Raises MoveNotAllowed while it is not ready, or when it does not hold any more.
    """
    rows = Certificate.objects.select_for_update(of=("self",))
    row = rows.select_related("participant__registration", "event__project").get(pk=certificate_id)
    if row.state != CertificateState.ISSUED:
        raise MoveNotAllowed(row, row.state, CertificateState.ISSUED)
    if not row.waits_to_be_sent or not mail_certificate(row, "certificate_corrected"):
        return False
    row.mailed_at = timezone.now()
    row.save(update_fields=["mailed_at"])
    log_action(verb="certificate.mailed", obj=row, by=by)
    return True
