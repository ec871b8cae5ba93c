"""Reading certificates: who may have one, how far the issuing is, which one a code names."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, Decimal
from typing import Any

from django.db.models import Count

from events.attendance.hours import hours_of
from events.attendance.models import Attendance, Session
from events.catalogue.kinds import EventKind
from events.catalogue.models import Event
from events.certificates.models import ALPHABET, CODE_LENGTH, Certificate, CertificateTerms
from events.certificates.states import CertificateState
from events.programme.models import ProgrammeItem
from events.registration.models import Participant, ParticipantRole
from events.registration.states import ParticipantState

# Speakers and organisers did not take part: they gave it.
ROLES = (ParticipantRole.PARTICIPANT, ParticipantRole.GUEST)
KNOWN = (CertificateState.ISSUED, CertificateState.REVOKED, CertificateState.REPLACED)
# Papers that hold no more.
GONE = (CertificateState.REVOKED, CertificateState.REPLACED)


@dataclass(frozen=True)
class Attended:
    """At how many of the sessions a participant was, and how long they lasted by the plan."""

    participant: Participant
    sessions: int
    of: int
    minutes: int = 0
    of_minutes: int = 0

    def reaches(self, share: int) -> bool:
        """Whether it is the required share, in per cent; who never came does not reach any."""
        return 0 < self.sessions * 100 >= share * self.of > 0

    def hours(self, terms: CertificateTerms) -> Decimal | None:
        """As figures count them: who was there all the time has the hours of the event, others down to half an hour."""
        if not terms.prints_hours or not self.of_minutes:
            return None
        if self.minutes == self.of_minutes:
            return hours_in(self.minutes)
        return (Decimal(self.minutes * 2) / 60).quantize(Decimal(1), ROUND_DOWN) / 2


@dataclass(frozen=True)
class CertificateRow:
    """A participant on the page of certificates: presence, and the newest certificate if there is one."""

    attended: Attended
    certificate: Certificate | None
    reaches: bool

    @property
    def is_unreachable(self) -> bool:
        """Gets or has one, and nobody left an address to which a mail could go."""
        holds = self.certificate is None or self.certificate.state == CertificateState.ISSUED
        return holds and not address_of(self.attended.participant)

    @property
    def is_doubtful(self) -> bool:
        """Has a valid certificate although the corrected list no longer gives the right to it."""
        return bool(self.certificate and self.certificate.state == CertificateState.ISSUED and not self.reaches)


def address_of(participant: Participant) -> str:
    """Where the person reads their post: who registered them, when they left no address; empty when nobody did."""
    return participant.email or participant.registration.email


def attended(event: Event) -> list[Attended]:
    """Presence of everybody who may get a certificate, in Polish order. Three queries."""
    hours = hours_of(Session.objects.filter(event=event))
    been: dict[int, list[int]] = {}
    for one, session in (
        Attendance.objects.filter(session__event=event).order_by().values_list("participant", "session")
    ):
        been.setdefault(one, []).append(session)
    people = Participant.objects.filter(
        event=event, state=ParticipantState.CONFIRMED, role__in=ROLES, erased_at__isnull=True
    )
    people = people.select_related("registration", "entity").defer("needs").order_by("sort_name", "id")
    of, whole = len(hours.lists), hours.whole
    marked = ((one, been.get(one.pk, [])) for one in people)
    return [Attended(one, len(lists), of, hours.spent(lists), whole) for one, lists in marked]


def hours_in(minutes: int) -> Decimal:
    """Hours with at most one decimal, as the schedule says them."""
    return (Decimal(minutes) / 60).quantize(Decimal("0.1"), ROUND_HALF_EVEN)


def lines_of(event: Event, share: int) -> list[CertificateRow]:
    """The page's rows: everybody with a right to a certificate or with one."""
    newest: dict[int, Certificate] = {}
    for certificate in Certificate.objects.filter(event=event).order_by("pk"):
        newest[certificate.participant_id] = certificate
    rows = [CertificateRow(one, newest.get(one.participant.pk), one.reaches(share)) for one in attended(event)]
    return [row for row in rows if row.reaches or row.certificate]


def terms_of(event: Event) -> CertificateTerms | None:
    """On which terms the event certifies; None until staff set them."""
    return CertificateTerms.objects.filter(event=event).first()


def suggested_terms(event: Event) -> dict[str, Any]:
    """What to propose: as the centre did last time; for a training the points of its programme."""
    last = CertificateTerms.objects.filter(event__centre_id=event.centre_id).order_by("-pk").first()
    topics = ProgrammeItem.objects.filter(event=event).order_by("day", "position").values_list("title", flat=True)
    return {
        "prints_hours": last.prints_hours if last else True,
        "topics": "\n".join(topics) if EventKind(event.kind).spec.certifies_topics else "",
        "place": last.place if last else event.centre.town,
        "signatory": last.signatory if last else "",
        "signatory_function": last.signatory_function if last else "",
    }


@dataclass(frozen=True)
class Progress:
    """How many certificates of the event are in each state."""

    waiting: int = 0
    failed: int = 0
    issued: int = 0
    revoked: int = 0
    replaced: int = 0

    @property
    def asked(self) -> int:
        return self.waiting + self.failed + self.issued


def progress_of(event: Event) -> Progress:
    """One query; the page asks again while some wait."""
    rows = Certificate.objects.filter(event=event).order_by().values_list("state").annotate(n=Count("pk"))
    return Progress(**{CertificateState(state).value: n for state, n in rows})


def plain_code(typed: str) -> str:
    """A code as somebody copied it from paper: any case, hyphens and spaces anywhere; empty when it cannot be one."""
    code = "".join(sign for sign in typed.upper() if not sign.isspace() and sign not in "-–")
    return code if len(code) == CODE_LENGTH and set(code) <= set(ALPHABET) else ""


def certificate_by_code(typed: str) -> Certificate | None:
    """The certificate that a check code names, valid or revoked."""
    code = plain_code(typed)
    if not code:
        return None
    return Certificate.objects.filter(code=code, state__in=KNOWN).select_related("event", "centre").first()


def certificates_of(participants: Sequence[Participant]) -> dict[int, Certificate]:
    """The valid certificate of each of these participants. One query."""
    rows = Certificate.objects.filter(participant__in=participants, state=CertificateState.ISSUED)
    return {row.participant_id: row for row in rows}
