"""The certificates of an event as one file, to be printed and handed over: joined from the papers as issued."""

import io
from collections.abc import Sequence

import pikepdf
from django.db.models import QuerySet

from events.catalogue.models import Event
from events.certificates.models import Certificate
from events.certificates.states import CertificateState

# Papers of one file: joining so many takes a second. A larger event has several files.
AT_ONCE = 150


def valid_certificates(event: Event) -> QuerySet[Certificate]:
    """The papers that hold, in the order of people's names."""
    rows = Certificate.objects.filter(event=event, state=CertificateState.ISSUED)
    return rows.select_related("participant").order_by("participant__sort_name", "participant", "pk")


def files_of(count: int) -> list[tuple[int, int]]:
    """(number of the first paper, of the last) of each file; none where there is no paper."""
    return [(first + 1, min(first + AT_ONCE, count)) for first in range(0, count, AT_ONCE)]


def joined(certificates: Sequence[Certificate]) -> bytes:
    """The papers of these certificates one after another, as one PDF."""
    out = io.BytesIO()
    with pikepdf.new() as whole:
        for one in certificates:
            with one.content.open("rb") as file, pikepdf.open(io.BytesIO(file.read())) as paper:
                whole.pages.extend(paper.pages)
        whole.save(out)
    return out.getvalue()
