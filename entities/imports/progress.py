"""How far a worker is: in the cache, for what happens inside a transaction nobody sees from outside.

Without the cache the page says only that the work goes on.
"""

from django.core.cache import cache

SECONDS = 900


def tell(import_id: int, done: int) -> None:
    """So many rows are done: up to the sheet's total they are looked at, beyond it they are written."""
    cache.set(_key(import_id), done, SECONDS)


def heard(import_id: int) -> int:
    """What was told last."""
    return cache.get(_key(import_id)) or 0


def _key(import_id: int) -> str:
    return f"entity-import:{import_id}"
