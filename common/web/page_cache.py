"""Copies of public pages: which address has one, whether it is still true, how it is answered."""

import gzip
import hashlib
import time
from functools import lru_cache
from typing import Any, NamedTuple

from django.conf import settings
from django.core.cache import cache
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, QueryDict
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.cache import patch_vary_headers

from common.db.prepared_statements import Statement
from common.web.cache import Policy

LONGEST_PATH, LONGEST_QUERY, LARGEST_BODY = 300, 1000, 1_000_000
REMEMBERED_QUERY = 200
# Headers that a "not modified" answer repeats.
REPEATED = frozenset({"ETag", "Cache-Control", "Vary", "Content-Language"})
TEXT = ("text/", "application/xml", "application/json", "application/rss+xml", "application/atom+xml", "image/svg+xml")

Versions = tuple[tuple[str, int], ...]


class Copy(NamedTuple):
    """A rendered page with the versions it was rendered from and the moment it ends."""

    versions: Versions
    until: float
    etag: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def answer(self, request: HttpRequest) -> HttpResponse:
        """The page, or "not modified" to a browser that has it."""
        if self.etag in request.META.get("HTTP_IF_NONE_MATCH", ""):
            response: HttpResponse = HttpResponseNotModified()
            for name, value in self.headers:
                if name in REPEATED:
                    response.headers[name] = value
            return response
        response = HttpResponse(self.body)
        for name, value in self.headers:
            response.headers[name] = value
        return response


def path_language(path: str) -> str:
    """English under /en/, Polish elsewhere."""
    return "en" if path == "/en" or path.startswith("/en/") else "pl"


class Wanted(NamedTuple):
    """What a request asks for: the policy of its view, the view's arguments and the key of its copy."""

    policy: Policy
    arguments: dict[str, Any]
    key: str


def wanted(request: HttpRequest) -> Wanted | None:
    """The cacheable page that the request asks for, or None."""
    path = request.path_info
    if request.method not in ("GET", "HEAD") or len(path) > LONGEST_PATH:
        return None
    policy, arguments = _find(path, settings.ROOT_URLCONF)
    if policy is None:
        return None
    scheme = request.scheme
    if settings.SECURE_SSL_REDIRECT and scheme != "https":
        return None
    query = _known_part(request, policy)
    if len(query) > LONGEST_QUERY:
        return None
    fragment = "h" if "HTTP_HX_REQUEST" in request.META else ""
    packed = "z" if _takes_gzip(request) else ""
    told = f"{scheme}://{request.get_host()}{path}?{query}#{fragment}{packed}"
    return Wanted(policy, arguments, f"page:{hashlib.blake2b(told.encode(), digest_size=20).hexdigest()}")


def _known_part(request: HttpRequest, policy: Policy) -> str:
    """What of the address's query the view reads, in one order: of a short one remembered, for it is asked again."""
    given = request.META.get("QUERY_STRING", "")
    if not given:
        return ""
    if len(given) <= REMEMBERED_QUERY and request.encoding is None:
        return _remembered(policy, given)
    return policy.query(request.GET).urlencode()


@lru_cache(maxsize=4096)
def _remembered(policy: Policy, given: str) -> str:
    return policy.query(QueryDict(given.encode("latin-1"))).urlencode()  # bytes, as WSGI hands them over


@lru_cache(maxsize=4096)
def _find(path: str, urlconf: str) -> tuple[Policy | None, dict[str, Any]]:
    with translation.override(path_language(path)):
        try:
            match = resolve(path, urlconf)
        except Resolver404:
            return None, {}
    return getattr(match.func, "cache_policy", None), match.kwargs


def _takes_gzip(request: HttpRequest) -> bool:
    accepted = request.META.get("HTTP_ACCEPT_ENCODING", "")
    return "gzip" in accepted and "gzip;q=0" not in accepted


# --- freshness --------------------------------------------------------------------------------------------------
@lru_cache(maxsize=256)
def _statement(policy: Policy) -> Statement:
    """One query for the numbers of the areas and, where the page has one, of its row."""
    quote = connection.ops.quote_name
    areas = ", ".join(f"'{area}'" for area in policy.areas)
    sql = f"SELECT area, number FROM common_pageversion WHERE area IN ({areas})"  # noqa: S608 (names of our own)
    if policy.row is not None:
        meta: Any = policy.row.model._meta
        column, by = (quote(meta.get_field(name).column) for name in (policy.row.column, policy.row.by))
        row = f"SELECT '=', {column} FROM {quote(meta.db_table)} WHERE {by} = %s"  # noqa: S608
        sql = f"{sql} UNION ALL {row}" if areas else row
    return Statement(sql, (None,), (0,)) if policy.row is not None else Statement(sql, (), ())


def versions(policy: Policy, arguments: dict[str, Any]) -> Versions | None:
    """The present versions of what the page shows; None when its row does not exist."""
    statement, given = _statement(policy), [arguments[policy.row.by]] if policy.row is not None else []
    if not connection.in_atomic_block:
        # This query is itself the health check: Django's own would cost a second one.
        connection.health_check_done = True  # type: ignore[attr-defined]
    try:
        rows = statement.rows(given)
    except (OperationalError, InterfaceError):
        if connection.in_atomic_block:
            raise
        connection.close()  # the server was restarted since the last request
        rows = statement.rows(given)
    if policy.row is not None and not any(area == "=" for area, _ in rows):
        return None
    return tuple(sorted(rows))


# --- keeping ----------------------------------------------------------------------------------------------------
# Copies that this process has shown lately: their versions are checked like any others', and Redis is not asked.
_near: dict[str, Copy] = {}
LARGEST_NEAR = 200_000


def fresh(key: str, now_versions: Versions) -> Copy | None:
    """The copy, if nothing has changed since and its minute has not ended: this process's own, else the shared one."""
    copy = _near.get(key)
    if copy is not None and _is_fresh(copy, now_versions):
        return copy
    stored = cache.get(key)
    copy = Copy(*stored) if stored is not None else None
    if copy is None or not _is_fresh(copy, now_versions):
        return None
    _keep_near(key, copy)
    return copy


def _is_fresh(copy: Copy, now_versions: Versions) -> bool:
    return copy.versions == now_versions and time.time() < copy.until


def _keep_near(key: str, copy: Copy) -> None:
    """At most PAGE_COPIES_NEAR of them; when full all go, which is simpler than choosing and rare within a minute."""
    if len(copy.body) > LARGEST_NEAR or not settings.PAGE_COPIES_NEAR:
        return
    if len(_near) >= settings.PAGE_COPIES_NEAR:
        _near.clear()
    _near[key] = copy


def end_of_minute() -> float:
    """Every copy ends with the minute: what opens, closes or passes "at nine" is right at nine."""
    return (time.time() // 60 + 1) * 60


def keep(request: HttpRequest, response: HttpResponse, key: str, read: Versions, until: float) -> HttpResponse:
    """Store the page, if it may be stored; what is answered now is what the copy will answer."""
    if not _may_keep(response):
        return response
    patch_vary_headers(response, ["HX-Request", "Accept-Encoding"])
    body = response.content
    if _takes_gzip(request) and len(body) > 500 and response.get("Content-Type", "").startswith(TEXT):
        body = gzip.compress(body, 6, mtime=0)
        response["Content-Encoding"] = "gzip"
    etag = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
    response["ETag"] = etag
    response.headers.pop("Content-Length", None)
    copy = Copy(read, until, etag, tuple(response.items()), body)
    left = until - time.time()
    if left > 0:
        cache.set(key, tuple(copy), timeout=max(1, int(left + 0.999)))
        _keep_near(key, copy)
    return copy.answer(request)


def _may_keep(response: HttpResponse) -> bool:
    """Only whole public pages: nothing set for one visitor, nothing that depends on who asks."""
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and "public" in response.get("Cache-Control", "")
        and "cookie" not in response.get("Vary", "").lower()
        and "nonce-" not in response.get("Content-Security-Policy", "")
        and not response.has_header("Content-Encoding")
        and len(response.content) <= LARGEST_BODY
    )
