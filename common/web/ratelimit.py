"""How often something may be done, counted in database rows: atomic, and indifferent to Redis."""

import time
from collections.abc import Mapping
from hashlib import sha256
from hmac import new as hmac
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from django.conf import settings
from django.db import connection, models
from django.http import HttpRequest


class RateCount(models.Model):
    """How many times in one window of time. The key is a keyed hash: no address or e-mail stands here."""

    key = models.CharField(max_length=64)
    window_end = models.BigIntegerField(db_index=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "rate count"
        verbose_name_plural = "rate counts"
        constraints = [models.UniqueConstraint(fields=["key", "window_end"], name="rate_count_once")]

    def __str__(self) -> str:
        return f"{self.key[:8]} {self.count}"


# What one holder of IPv6 addresses may have: a household a /64 or a /56, a firm a /48. Each wider network may do more
# often than one household, but not as often as all of its households together: (bits, how many times the limit).
IPV6_NETWORKS = ((64, 1), (56, 4), (48, 16))


def count(key: str, per_seconds: int) -> int:
    """Count this time; returns how many there are in the present window of `per_seconds`, this one included.

    `key` says who and what: "register:203.0.113.7". Call it outside the transaction that may be rolled back.
    """
    return count_in({key: 1}, per_seconds)[key]


def count_in(times: Mapping[str, int], per_seconds: int) -> dict[str, int]:
    """Add `times` to the counts of the present window of `per_seconds`; what each is now.

    Inside a transaction the rows stay locked until its end; they are taken in one order, so that two transactions that
    count the same keys wait for each other and never both. What is rolled back is not counted.
    """
    rows = {_row_of(key, per_seconds): key for key in times}
    values = [value for row in sorted(rows) for value in (*row, times[rows[row]])]
    places = ", ".join(["(%s, %s, %s)"] * len(rows))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO common_ratecount (key, window_end, count) VALUES {places} "  # noqa: S608 (only places)
            "ON CONFLICT (key, window_end) DO UPDATE SET count = common_ratecount.count + excluded.count "
            "RETURNING key, window_end, count",
            values,
        )
        return {rows[digest, window_end]: int(n) for digest, window_end, n in cursor.fetchall()}


def allow(key: str, limit: int, per_seconds: int) -> bool:
    """Count this time and say whether it is still within `limit` in the present window of `per_seconds`."""
    return count(key, per_seconds) <= limit


def counted(key: str, per_seconds: int) -> int:
    """How many times so far in the present window, without counting."""
    digest, window_end = _row_of(key, per_seconds)
    row = RateCount.objects.filter(key=digest, window_end=window_end).values_list("count", flat=True).first()
    return row or 0


def give_back(key: str, per_seconds: int) -> None:
    """Take one time back: what was counted before it was known to be well meant."""
    digest, window_end = _row_of(key, per_seconds)
    rows = RateCount.objects.filter(key=digest, window_end=window_end, count__gt=0)
    rows.update(count=models.F("count") - 1)


def _row_of(key: str, per_seconds: int) -> tuple[str, int]:
    window_end = (int(time.time()) // per_seconds + 1) * per_seconds
    digest = hmac(settings.SECRET_KEY.encode(), f"rate\0{per_seconds}\0{key}".encode(), sha256).hexdigest()
    return digest, window_end


def allow_from(request: HttpRequest, action: str, limit: int, per_seconds: int) -> bool:
    """Count this time of `action` for the visitor's address, an IPv6 one with its wider networks: within all limits?"""
    counts = [
        allow(f"{action}:{network}", limit * times, per_seconds)
        for network, times in networks(visitor_address(request))
    ]
    return all(counts)


def networks(address: IPv4Address | IPv6Address | None) -> list[tuple[str, int]]:
    """The networks by which an address is counted, the narrowest first, each with how many times the limit it has."""
    if not isinstance(address, IPv6Address):
        return [(str(address or "unknown"), 1)]
    if address.ipv4_mapped:
        return [(str(address.ipv4_mapped), 1)]
    nets = [(IPv6Network((address, bits), strict=False), times) for bits, times in IPV6_NETWORKS]
    # The narrowest without its length, as `visitor()` writes it.
    return [(str(net.network_address) if net.prefixlen == 64 else str(net), times) for net, times in nets]


def visitor(request: HttpRequest) -> str:
    """Who asks, for a key of `allow()`: the IPv4 address, or the /64 of an IPv6 one (a household has a whole one)."""
    return networks(visitor_address(request))[0][0]


def visitor_address(request: HttpRequest) -> IPv4Address | IPv6Address | None:
    """The address of who asks; None when nobody told.

    Behind OWES_PROXIES proxies of ours it is what the outermost of them wrote down; what stands before that in
    X-Forwarded-For anybody may have invented.
    """
    proxies = settings.PROXIES
    hops = request.headers.get("X-Forwarded-For", "").split(",") if proxies else []
    text = hops[-proxies] if 0 < proxies <= len(hops) else ""
    try:
        return ip_address(text.strip() or request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return None


def forget_old() -> int:
    """Delete the counts of windows that have ended."""
    return RateCount.objects.filter(window_end__lt=int(time.time())).delete()[0]
