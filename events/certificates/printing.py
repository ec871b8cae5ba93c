"""The certificate as paper: its texts, its QR code, the PDF."""

import io
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import segno
from django.conf import settings

from common.pdf import PrintedImage, print_many
from common.templatetags.portal import bare
from common.text.polish import HARD, bind, date_range, number, plural
from events.certificates.models import Certificate, CertificateTerms
from events.programme.printed_programme import PrintedHead
from events.registration.person_details import ON_CERTIFICATE, printed_details

TEMPLATE = "events/certificates/certificate.typ"


def check_url(certificate: Certificate) -> str:
    """Where anybody may confirm it."""
    return f"{settings.SITE_URL}/zaswiadczenie/{certificate.code}/"


def hours_text(hours: Decimal | None) -> str:
    """`8 godzin`, `7,5 godziny`."""
    if hours is None:
        return ""
    whole = hours == hours.to_integral_value()
    word = plural(int(hours), "godzina", "godziny", "godzin", language="pl") if whole else "godziny"
    return f"{number(hours.normalize() if not whole else int(hours), language='pl')}{HARD}{word}"


def print_certificates(
    certificates: Sequence[Certificate], head: PrintedHead, terms: CertificateTerms, today: date, *, seconds: float = 60
) -> list[bytes]:
    """The PDF of each, in order. They are of one event and have their numbers already."""
    drawings = [*head.drawings]
    papers = []
    for place, certificate in enumerate(certificates):
        drawings.append(PrintedImage(f"qr-{place}.svg", _qr(check_url(certificate))))
        papers.append(_data(certificate, head, terms, today) | {"qr": f"qr-{place}.svg"})
    return print_many(TEMPLATE, papers, drawings=drawings, seconds=seconds)


def _data(certificate: Certificate, head: PrintedHead, terms: CertificateTerms, today: date) -> dict[str, Any]:
    data = head.data(f"Zaświadczenie nr {certificate.number}")
    facts = [row for row in data["facts"] if row[0] in ("Termin", "Miejsce")]
    after = [row for row in data["facts"] if row[0] not in ("Termin", "Miejsce")]
    if certificate.hours is not None:
        facts.append(["Czas udziału", hours_text(certificate.hours)])
    return data | {
        "number": certificate.number,
        "person": str(certificate.participant),
        "details": printed_details(certificate.participant, ON_CERTIFICATE),
        "facts": facts,
        "topics": [bind(line.strip()) for line in terms.topics.splitlines() if line.strip()],
        "after": after,
        "issued": f"{terms.place}, {date_range(today, language='pl')}",
        "signatory": terms.signatory,
        "function": terms.signatory_function,
        "code": certificate.code_in_groups,
        "check": f"{bare(settings.SITE_URL)}/zaswiadczenie",
    }


def _qr(text: str) -> bytes:
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="svg", border=0, dark="#2b1723", xmldecl=False)
    return out.getvalue()
