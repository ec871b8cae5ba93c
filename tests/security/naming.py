"""How a parameter that names an object is attacked: the object of others against one that does not exist.

Both must be answered alike and change the same of what stands in the database; one's own is answered otherwise, which
shows that the attack goes where the name is read.
"""

import re
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from os.path import commonprefix
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from tests.architecture.world import World

VALUE = "‹value›"
# What differs from answer to answer: tokens, and what is made anew each time.
CHANGING = re.compile(
    r'name="(csrfmiddlewaretoken|key|[a-z0-9-]*form_key)" value="[^"]*"|nonce="[^"]*"|"token": "[^"]*"|<svg.*?</svg>',
    re.DOTALL,
)
NOBODY = 987_654
EMPTY = (None, "", 0, [], {})


@dataclass(frozen=True)
class Naming:
    """One request that names an object: `data` holds VALUE where the name stands; `own` has to be let through.

    `foreign`: names of others' objects, of another centre or of another record of one's own.
    """

    url: str
    own: Any
    foreign: list[Any]
    who: str = "coordinator"
    data: dict[str, Any] | None = None  # of a form that is posted; None: the address holds VALUE
    unknown: Any = NOBODY
    as_json: bool = False
    headers: dict[str, str] = field(default_factory=dict)


Attack = Callable[[World], Naming]
Snapshot = dict[tuple[str, Any], dict[str, Any]]


WRITES = re.compile(r'\b(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')


def snapshot(before: Snapshot | None = None, tables: Collection[str] = ()) -> Snapshot:
    """Every row of the database, by its model and key; beside `before`, only `tables` are read anew."""
    read = {
        model._meta.label: model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model._meta.label != "sessions.Session"
        if before is None or model._meta.db_table in tables
    }
    kept = {key: row for key, row in (before or {}).items() if key[0] not in read}
    return kept | {
        (label, row["pk"]): row
        for label, model in read.items()
        for row in model._base_manager.order_by().values("pk", *(one.attname for one in model._meta.concrete_fields))
    }


@contextmanager
def written_tables() -> Iterator[set[str]]:
    """The tables into which statements write meanwhile."""
    found: set[str] = set()

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        found.update(WRITES.findall(sql))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield found


def changed(before: Snapshot, after: Snapshot) -> dict[tuple[str, Any], list[str]]:
    """What became of the rows that there were: the names of changed columns; ["gone"] for a row that is no more."""
    found = {}
    for key, row in before.items():
        now = after.get(key)
        names = ["gone"] if now is None else sorted(name for name in row if row[name] != now[name])
        if names:
            found[key] = names
    return found


def added(before: Snapshot, after: Snapshot) -> list[str]:
    """New rows, one in a line: the model, the columns that say something, and which rows that there were it names."""
    lines = []
    for key, row in after.items():
        if key not in before:
            named = _named(key[0], row, before)
            lines.append(f"{key[0]} {sorted(name for name, value in row.items() if value not in EMPTY)} {named}")
    return sorted(lines)


def _named(label: str, row: dict[str, Any], before: Snapshot) -> list[str]:
    fields = apps.get_model(label)._meta.concrete_fields
    keys = ((one.attname, (one.related_model._meta.label, row[one.attname])) for one in fields if one.is_relation)
    return [f"{name}={key[1]}" for name, key in keys if key in before]


@dataclass(frozen=True)
class Outcome:
    """How the portal answered, and what it did to rows that there were."""

    status: int
    leads_to: str
    body: str
    changed: dict[tuple[str, Any], list[str]]
    added: list[str]


def outcomes(world: World, naming: Naming) -> Iterator[tuple[Any, Outcome]]:
    """The outcome for the unknown name, the own one and each foreign one; each in the world as it was made."""
    client = Client()
    client.force_login(getattr(world.cast, naming.who))
    before = snapshot()
    for value in (naming.unknown, naming.own, *naming.foreign):
        with transaction.atomic():
            yield value, _answer(client, naming, value, before)
            transaction.set_rollback(True)


def _answer(client: Client, naming: Naming, value: Any, before: Snapshot) -> Outcome:
    url = naming.url.replace(VALUE, str(value))
    client.cookies.pop("messages", None)
    with written_tables() as tables:
        if naming.data is None:
            response = client.get(url, headers=naming.headers)
        elif naming.as_json:
            response = client.post(url, _filled(naming.data, value), content_type="application/json")
        else:
            response = client.post(url, _filled(naming.data, value), headers=naming.headers)
        body = b"".join(response) if response.streaming else response.content
    after = snapshot(before, tables)
    told = CHANGING.sub("", body.decode(errors="replace"))
    told += "".join(str(one) for one in _messages(response))
    new = {key for (_label, key) in after.keys() - before.keys() if isinstance(key, int)}
    return Outcome(
        response.status_code,
        _without(naming, new, response.get("Location", "")),
        _without(naming, new, told),
        changed(before, after),
        added(before, after),
    )


def _messages(response: Any) -> list[Any]:
    """What a redirect will say on the next page."""
    stored = response.cookies.get("messages")
    return [stored.value.rpartition(":")[0].rpartition(":")[0]] if stored else []


def _filled(data: Any, value: Any) -> Any:
    if isinstance(data, dict):
        return {_filled(name, value): _filled(one, value) for name, one in data.items()}
    if isinstance(data, list):
        return [_filled(one, value) for one in data]
    if data == VALUE:
        return value
    return data.replace(VALUE, str(value)) if isinstance(data, str) else data


def _without(naming: Naming, new: set[int], text: str) -> str:
    """The text without the names that are sent, which may come back in addresses and fields, and without new keys.

    All names are taken out of every answer: one may by chance be a number that each page says (a picture's width). The
    number of the page's own object stays.
    """
    names = [naming.unknown, naming.own, *naming.foreign]
    numbers = {str(one) for one in names if str(one).isdigit() and f"/{one}/" not in naming.url}
    for word in sorted({str(one) for one in names if not str(one).isdigit()}, key=len, reverse=True):
        text = text.replace(word, VALUE)
    keys = {str(key) for key in new if f"/{key}/" not in naming.url} - numbers
    for found, those in ((VALUE, numbers), ("‹new›", keys)):
        if those:
            text = re.sub(rf'(?<=["/=:>-])(?:{"|".join(sorted(those))})(?=["/&:<-])', found, text)
    return text


def faults_of(world: World, naming: Naming) -> list[str]:
    """In words, what a foreign name did that an unknown one did not; or that one's own does nothing either."""
    told = list(outcomes(world, naming))
    (_value, unknown), (_own, own), *others = told
    faults = ["one's own object is answered like one that does not exist"] if own == unknown else []
    for value, outcome in others:
        faults += [
            f"{value}: {name} {_where(getattr(outcome, name), getattr(unknown, name))}"
            for name in Outcome.__dataclass_fields__
            if getattr(outcome, name) != getattr(unknown, name)
        ]
    return faults


def _where(one: object, other: object) -> str:
    """The two from shortly before the first difference."""
    told, instead = str(one), str(other)
    n = max(len(commonprefix([told, instead])) - 60, 0)
    return f"{told[n : n + 240]!r} instead of {instead[n : n + 240]!r}"


def ms() -> int:
    """This moment, as a device sends it."""
    return int(timezone.now().timestamp() * 1000)
