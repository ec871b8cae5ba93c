"""The cache of public pages: never stale after a change, right to the minute, harmless without Redis.

A view says which areas it shows: `@cached_page("news", "events", params=("page",))`. `PageCacheMiddleware`, the
outermost, answers a fresh copy with one query (the areas' versions) and one read of the cache, before sessions or
the rest of the stack are touched. A copy carries the versions read *before* it was rendered, so a change that
commits meanwhile makes it stale at once; and it ends with the minute, for "registration opens at nine".
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, QueryDict
from django.utils.cache import add_never_cache_headers
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from common.web.serializer import Packing, Unreadable
from common.web.versions import AREAS

log = logging.getLogger(__name__)
READING = ("GET", "HEAD")
View = TypeVar("View", bound=Callable[..., HttpResponse])


@dataclass(frozen=True)
class RowVersion:
    """A version that stands on the row the page shows: `row=RowVersion(Event)` reads `page_version` where slug = slug.

    `by` is both the column and the name of the view's argument. The service that changes the row raises the column.
    """

    model: type[models.Model]
    by: str = "slug"
    column: str = "page_version"


@dataclass(frozen=True)
class Policy:
    """How a view may be cached: areas, the query parameters it reads (others are ignored), a row's own version."""

    areas: tuple[str, ...]
    params: tuple[str, ...] = ()
    row: RowVersion | None = None

    def query(self, given: QueryDict) -> QueryDict:
        """The query as the view shall see it: known parameters only, in one order."""
        known = QueryDict(mutable=True)
        for name in self.params:
            if name in given:
                known.setlist(name, given.getlist(name))
        return known


def cached_page(*areas: str, params: tuple[str, ...] = (), row: RowVersion | None = None) -> Callable[[View], View]:
    """Let the page be cached until something in its areas (or its own row) changes, and at most to the minute's end.

    It is for reading: other methods get 405. The view sees only the declared `params`; it must not read user,
    session, messages, CSRF or nonce.
    """
    if unknown := set(areas).difference(AREAS):
        raise ValueError(f"Unknown page area: {', '.join(sorted(unknown))}.")
    policy = Policy(areas=tuple(sorted(set(areas))), params=tuple(sorted(params)), row=row)

    def decorate(view: View) -> View:
        @wraps(view)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method not in READING:
                return HttpResponseNotAllowed(READING)
            query = policy.query(request.GET)
            request.GET = query  # type: ignore[assignment]
            request.META["QUERY_STRING"] = query.urlencode()
            response = view(request, *args, **kwargs)
            if response.status_code == 200 and not response.has_header("Cache-Control"):
                response["Cache-Control"] = "public, max-age=0, must-revalidate"
            return response

        inner.cache_policy = policy  # type: ignore[attr-defined]
        return inner  # type: ignore[return-value]

    return decorate


def private_page(view: View) -> View:
    """For forms and a person's own pages: no cache, shared or the browser's, keeps them."""

    @wraps(view)
    def inner(*args: Any, **kwargs: Any) -> HttpResponse:
        response = view(*args, **kwargs)
        add_never_cache_headers(response)
        response["Cache-Control"] = "no-store, private"
        return response

    return inner  # type: ignore[return-value]


# --- Redis that may be away -------------------------------------------------------------------------------------
class KeptClients(RedisCacheClient):
    """Django makes a new client for each call, which costs more than the call; a client may be kept (it is a pool)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._clients: dict[bool, Any] = {}

    def get_client(self, key: Any = None, *, write: bool = False) -> Any:
        if write not in self._clients:
            self._clients[write] = super().get_client(key, write=write)
        return self._clients[write]


class ForgivingRedisCache(RedisCache):
    """Redis as cache; when it is away or hangs, an empty cache. After a failure it is left alone for ten seconds.

    It holds data only (common.web.serializer). What somebody else put there counts as not there.
    """

    PAUSE_SECONDS = 10.0
    quiet_until = 0.0  # of the process: every thread learns from the first failure

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        options = {"retry": Retry(NoBackoff(), 0), "serializer": Packing, **params.get("OPTIONS", {})}
        super().__init__(server, {**params, "OPTIONS": options})
        self._class = KeptClients

    def _try(self, name: str, otherwise: Any, *args: Any, **kwargs: Any) -> Any:
        if time.monotonic() < ForgivingRedisCache.quiet_until:
            return otherwise
        try:
            return getattr(super(), name)(*args, **kwargs)
        except Unreadable:
            log.warning("Cache: a value that the portal did not write was left unread.")
            return otherwise
        except (RedisError, OSError) as error:
            ForgivingRedisCache.quiet_until = time.monotonic() + self.PAUSE_SECONDS
            log.warning("Cache away: %s", type(error).__name__)
            return otherwise

    def add(self, key: Any, *args: Any, **kwargs: Any) -> bool:
        return self._try("add", True, key, *args, **kwargs)

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        return self._try("get", default, key, default=default, version=version)

    def set(self, key: Any, *args: Any, **kwargs: Any) -> None:
        self._try("set", None, key, *args, **kwargs)

    def touch(self, key: Any, *args: Any, **kwargs: Any) -> bool:
        return self._try("touch", False, key, *args, **kwargs)

    def delete(self, key: Any, version: int | None = None) -> bool:
        return self._try("delete", False, key, version=version)

    def get_many(self, keys: Any, version: int | None = None) -> dict[Any, Any]:
        return self._try("get_many", {}, keys, version=version)

    def has_key(self, key: Any, version: int | None = None) -> bool:
        return self._try("has_key", False, key, version=version)

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        return self._try("incr", delta, key, delta=delta, version=version)

    def set_many(self, data: Any, *args: Any, **kwargs: Any) -> list[Any]:
        return self._try("set_many", list(data), data, *args, **kwargs)

    def delete_many(self, keys: Any, version: int | None = None) -> None:
        self._try("delete_many", None, keys, version=version)

    def clear(self) -> None:
        self._try("clear", None)
