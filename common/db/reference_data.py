"""Rows that the portal cannot do without (counties, kinds, categories): put in after every migration, once.

Each app lists its own in a `reference_data.py` and connects `fill` to post_migrate in its `ready()`. A test that
flushes the database sends the same signal, so that these rows are always there.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.apps.registry import Apps
from django.apps.registry import apps as global_apps
from django.db.models.signals import post_migrate

Row = dict[str, Any]
# Model, columns that tell a row from another, and what gives the rows; a model comes after those it points to.
Table = tuple[str, tuple[str, ...], Callable[[], Iterable[Row]]]


def fill_after_migrate(config: Any, tables: Sequence[Table]) -> None:
    """From now on put the missing rows of `tables` in whenever the app of `config` was migrated. For `ready()`."""

    def fill_tables(using: str, apps: Apps = global_apps, **kwargs: Any) -> None:
        for model_name, key, rows in tables:
            fill(apps, config.label, model_name, key=key, rows=rows, using=using)

    post_migrate.connect(fill_tables, sender=config, weak=False, dispatch_uid=f"builtin {config.label}")


def fill(
    apps: Apps, app: str, model_name: str, *, key: tuple[str, ...], rows: Callable[[], Iterable[Row]], using: str
) -> int:
    """Add the rows that are missing by `key`; those that are there stay as the staff left them. How many were added."""
    try:
        model = apps.get_model(app, model_name)
    except LookupError:  # migrated back to nothing
        return 0
    there = set(model._default_manager.using(using).values_list(*key))
    missing = [row for row in rows() if tuple(row[column] for column in key) not in there]
    if missing:
        objects = [model(**row) for row in missing]
        model._default_manager.using(using).bulk_create(objects, ignore_conflicts=True)
    return len(missing)
