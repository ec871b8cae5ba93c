"""Every address of the portal, found by walking the resolver."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Address:
    """A URL pattern with its full name and the view that answers."""

    name: str
    route: str
    view: Callable[..., Any]

    @property
    def module(self) -> str:
        view = getattr(self.view, "view_class", self.view)
        return str(view.__module__)

    @property
    def is_cached_page(self) -> bool:
        return hasattr(self.view, "cache_policy")


def _walk(patterns: list[Any], spaces: tuple[str, ...], route: str) -> Iterator[Address]:
    for one in patterns:
        if isinstance(one, URLResolver):
            deeper = (*spaces, one.namespace) if one.namespace else spaces
            yield from _walk(one.url_patterns, deeper, route + str(one.pattern))
        elif isinstance(one, URLPattern):
            name = one.name or f"(unnamed) {route}{one.pattern}"
            yield Address(":".join((*spaces, name)), route + str(one.pattern), one.callback)


@cache
def addresses() -> dict[str, Address]:
    """By full name. Django's own admin is left out but for its door (its rights are its own)."""
    found = _walk(get_resolver().url_patterns, (), "")
    return {
        address.name: address
        for address in found
        if not address.name.startswith("admin:") or address.name in ("admin:index", "admin:login")
    }
