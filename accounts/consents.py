"""Keeping what people were shown and what they agreed to (RODO, art. 7 and 13): version, time, source."""

from collections.abc import Iterable
from uuid import UUID

from django.utils import timezone

from accounts.models import Consent


def keep_consents(*, subject: UUID, notice_ids: Iterable[int | None], source: str) -> None:
    """Write that the person behind `subject` was shown, or agreed to, these versions; once each."""
    now = timezone.now()
    Consent.objects.bulk_create(
        [
            Consent(subject=subject, notice_id=notice_id, given_at=now, source=source)
            for notice_id in dict.fromkeys(notice_ids)
            if notice_id is not None
        ],
        ignore_conflicts=True,
    )


def given_kinds(*, subject: UUID) -> set[str]:
    """Kinds of the notices that hold now for this person: agreed to, or shown, and not taken back."""
    rows = Consent.objects.filter(subject=subject, withdrawn_at__isnull=True)
    return set(rows.values_list("notice__kind", flat=True))


def withdraw_consents(*, subject: UUID, kinds: Iterable[str]) -> int:
    """The person takes back what they agreed to; the row stays and says until when it held."""
    rows = Consent.objects.filter(subject=subject, notice__kind__in=list(kinds), withdrawn_at__isnull=True)
    return rows.update(withdrawn_at=timezone.now())
