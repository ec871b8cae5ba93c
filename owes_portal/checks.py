"""What `manage.py check --deploy` says of this portal beside Django's own checks.

Warnings, not errors: an upgrade must not stop a portal that has worked until now; it says what to mend.
"""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning

from owes_portal.redis_address import is_closed, is_elsewhere, travels_in_clear

OPEN_REDIS = Warning(
    "Redis lets in whoever reaches its port: OWES_REDIS_URL has neither a password nor a socket.",
    hint="deploy/README.md, “Redis”: a socket for the group of the portal, or requirepass and the password in the URL.",
    id="owes.W001",
)
CLEAR_REDIS = Warning(
    "Redis is on another machine and what is sent to it travels in clear.",
    hint="Begin OWES_REDIS_URL with rediss:// and give Redis a certificate.",
    id="owes.W002",
)
CLEAR_DATABASE = Warning(
    "PostgreSQL is on another machine and its answers may travel in clear.",
    hint="End DATABASE_URL with ?sslmode=verify-full (and sslrootcert=… where the certificate is your own).",
    id="owes.W003",
)


def redis_is_closed(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Page copies, one-time marks and jobs lie in Redis: it belongs to the portal alone."""
    address = settings.REDIS_URL
    if not address:
        return []
    return [
        *([] if is_closed(address) else [OPEN_REDIS]),
        *([CLEAR_REDIS] if travels_in_clear(address) else []),
    ]


def database_is_reached_by_tls(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Names and registrations travel between the portal and its database."""
    return [CLEAR_DATABASE] if may_travel_in_clear(settings.DATABASES["default"]) else []


def may_travel_in_clear(database: Mapping[str, Any]) -> bool:
    """Without sslmode libpq takes what a server elsewhere offers: TLS with any certificate, or none."""
    mode = database.get("OPTIONS", {}).get("sslmode", "")
    return is_elsewhere(database.get("HOST", "")) and not mode.startswith("verify-")
