"""The one address of Redis in the spellings of its two users, and what it says about who may come in."""

import ipaddress
from urllib.parse import parse_qs, quote, unquote, urlsplit


def broker_address(address: str) -> str:
    """Celery's spelling of OWES_REDIS_URL.

    A socket is `unix://[name:password@]/path?db=0` to the cache (redis-py) and
    `redis+socket://[name:password@]/path?virtual_host=0` to the broker (kombu), which reads no password after the `?`.
    """
    parts = urlsplit(address)
    if parts.scheme != "unix":
        return address
    query = parse_qs(parts.query)
    number = query.get("db", ["0"])[0]
    return f"redis+socket://{_credentials(address)}{parts.path}?virtual_host={number}"


def is_closed(address: str) -> bool:
    """Whether Redis asks for something: a password, or the right to open its socket."""
    return urlsplit(address).scheme == "unix" or bool(_password(address))


def travels_in_clear(address: str) -> bool:
    """Whether what is kept in Redis goes over a network as it is: another machine, and no TLS."""
    parts = urlsplit(address)
    return parts.scheme == "redis" and is_elsewhere(parts.hostname or "")


def is_elsewhere(host: str) -> bool:
    """Whether a host is another machine: no name, a socket's path and loopback are this one."""
    if not host or host == "localhost" or host.startswith("/"):
        return False
    try:
        return not ipaddress.ip_address(host).is_loopback
    except ValueError:
        return True


def _password(address: str) -> str:
    parts = urlsplit(address)
    return unquote(parts.password or "") or parse_qs(parts.query).get("password", [""])[0]


def _credentials(address: str) -> str:
    """`name:password@` with its signs escaped, wherever the address holds them; empty without a password."""
    parts = urlsplit(address)
    if parts.password:
        return f"{parts.netloc.rpartition('@')[0]}@"
    password = _password(address)
    name = parse_qs(parts.query).get("username", [""])[0]
    return f"{quote(name, safe='')}:{quote(password, safe='')}@" if password else ""
