"""How often something may be done, counted in database rows: atomic, and indifferent to Redis."""

import time
from hashlib import sha256
from hmac import new as hmac
from ipaddress import IPv6Address, IPv6Network, ip_address

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


def allow(key: str, limit: int, per_seconds: int) -> bool:
    """Count this time and say whether it is still within `limit` in the present window of `per_seconds`.

    `key` says who and what: "register:203.0.113.7". Call it outside the transaction that may be rolled back.
    """
    window_end = (int(time.time()) // per_seconds + 1) * per_seconds
    digest = hmac(settings.SECRET_KEY.encode(), f"rate\0{per_seconds}\0{key}".encode(), sha256).hexdigest()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO common_ratecount (key, window_end, count) VALUES (%s, %s, 1) "
            "ON CONFLICT (key, window_end) DO UPDATE SET count = common_ratecount.count + 1 RETURNING count",
            [digest, window_end],
        )
        return cursor.fetchone()[0] <= limit


def visitor(request: HttpRequest) -> str:
    """Who asks, for a key of `allow()`: the IPv4 address, or the /64 of an IPv6 one (a household has a whole one).

    Behind OWES_PROXIES proxies of ours it is what the outermost of them wrote down; what stands before that in
    X-Forwarded-For anybody may have invented. "unknown" when nobody told.
    """
    proxies = settings.PROXIES
    hops = request.headers.get("X-Forwarded-For", "").split(",") if proxies else []
    text = hops[-proxies] if 0 < proxies <= len(hops) else ""
    try:
        address = ip_address(text.strip() or request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return "unknown"
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or IPv6Network((address, 64), strict=False).network_address)
    return str(address)


def forget_old() -> int:
    """Delete the counts of windows that have ended."""
    return RateCount.objects.filter(window_end__lt=int(time.time())).delete()[0]
