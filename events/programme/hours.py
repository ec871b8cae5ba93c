"""From one hour to another: what the plan of a day says, for certificates, figures and schedules alike."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django.utils import timezone

Span = tuple[time | None, time | None]


def between(start: time | None, end: time | None) -> int:
    """Minutes from one hour to another of the same day; nothing where one is missing."""
    if start is None or end is None or end <= start:
        return 0
    day = timezone.localdate()
    return (datetime.combine(day, end) - datetime.combine(day, start)) // timedelta(minutes=1)


def first_span(spans: Iterable[Span]) -> Span:
    """The first pair of hours that lasts; otherwise the first that knows one of its hours."""
    known = [span for span in spans if span[0] or span[1]]
    return next((span for span in known if between(*span)), known[0] if known else (None, None))


def span_of(rows: Iterable[Span]) -> Span:
    """From the earliest beginning to the latest end of these."""
    pairs = list(rows)
    starts, ends = [one for one, _ in pairs if one], [one for _, one in pairs if one]
    return (min(starts, default=None), max(ends, default=None))
