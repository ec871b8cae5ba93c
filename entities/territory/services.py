"""Bringing the register of territorial division into the portal. Codes and addresses stay, whatever is renamed."""

from dataclasses import dataclass, fields
from typing import Any

from django.db import transaction
from django.db.models import Avg
from django.utils.text import slugify

from common.auditlog.services import log_action
from common.text.folding import fold, sort_key
from common.web.versions import bump
from entities.territory.models import County, Municipality, Voivodeship
from entities.territory.register import FIRST_CITY, Register, RegisterRefused


@dataclass(slots=True)
class Brought:
    """How many rows of each sort were written; all zeros when the portal knew everything."""

    new_counties: int = 0
    renamed_counties: int = 0
    renamed_voivodeships: int = 0
    new_municipalities: int = 0
    renamed_municipalities: int = 0
    returned_municipalities: int = 0
    ended_municipalities: int = 0
    moved_links: int = 0

    @property
    def is_anything(self) -> bool:
        return any(getattr(self, field.name) for field in fields(self))


@transaction.atomic
def bring_register(*, register: Register, by: int | None, partial: bool = False) -> Brought:
    """Write what the register says and the portal does not know yet.

    A municipality that the register no longer names goes out of force, and stays for those that link to it; where only
    its kind changed (the last digit), what linked to the old code links to the new one. Raises RegisterRefused for a
    register that lacks a county the portal has, unless it is `partial`: then only its own counties are looked at.
    """
    if not partial:
        _refuse_torn(register)
    brought = Brought()
    _voivodeships(register, brought)
    _counties(register, brought)
    _municipalities(register, brought)
    if brought.is_anything:
        told = {field.name: n for field in fields(brought) if (n := getattr(brought, field.name))}
        log_action(verb="territory.register", obj=None, by=by, after=told)
        bump("entities", "centres", "partnerships", "events")
    return brought


def _refuse_torn(register: Register) -> None:
    missing = sorted(set(County.objects.values_list("code", flat=True)) - register.counties.keys())
    if missing:
        raise RegisterRefused(
            register.lines, f"the file ends and county {missing[0]} was not in it: it is not the whole register"
        )


def _voivodeships(register: Register, brought: Brought) -> None:
    known = {row.code: row for row in Voivodeship.objects.all()}
    for code, name in register.voivodeships.items():
        if code not in known:
            Voivodeship.objects.create(code=code, name=name, slug=slugify(fold(name)))
        elif known[code].name != name:
            Voivodeship.objects.filter(pk=code).update(name=name)
            brought.renamed_voivodeships += 1


def _counties(register: Register, brought: Brought) -> None:
    known = dict(County.objects.values_list("code", "name"))
    for code, name in register.counties.items():
        if code not in known:
            _new_county(code, name)
            brought.new_counties += 1
        elif known[code] != name:
            County.objects.filter(pk=code).update(name=name, sort_name=sort_key(name))
            brought.renamed_counties += 1


def _new_county(code: str, name: str) -> None:
    """The register has no places: until somebody gives one, the county stands in the middle of its voivodeship."""
    is_city = int(code[2:]) >= FIRST_CITY
    middle = County.objects.filter(voivodeship=code[:2]).aggregate(y=Avg("latitude"), x=Avg("longitude"))
    stem = slugify(fold(name if is_city else f"powiat {name}"))
    taken = County.objects.filter(slug=stem).exists()
    County.objects.create(
        code=code,
        voivodeship_id=code[:2],
        name=name,
        is_city=is_city,
        slug=f"{stem}-{code}" if taken else stem,
        sort_name=sort_key(name),
        latitude=middle["y"] or 52.07,
        longitude=middle["x"] or 19.48,
    )


def _municipalities(register: Register, brought: Brought) -> None:
    known = {row.code: row for row in Municipality.objects.all()}
    new = [code for code in register.municipalities if code not in known]
    Municipality.objects.bulk_create(
        Municipality(code=code, county_id=code[:4], name=name, sort_name=sort_key(name))
        for code in new
        if (name := register.municipalities[code])
    )
    brought.new_municipalities = len(new)
    for code, row in known.items():
        now = register.municipalities.get(code)
        if now is None:
            if row.in_force and code[:4] in register.counties:
                Municipality.objects.filter(pk=code).update(in_force=False)
                brought.ended_municipalities += 1
            continue
        if now != row.name:
            Municipality.objects.filter(pk=code).update(name=now, sort_name=sort_key(now))
            brought.renamed_municipalities += 1
        if not row.in_force:
            Municipality.objects.filter(pk=code).update(in_force=True)
            brought.returned_municipalities += 1
    successors = {code[:6]: code for code in register.municipalities}
    for code in known.keys() - register.municipalities.keys():
        if successor := successors.get(code[:6]):
            brought.moved_links += _relink(code, successor)


def _relink(old: str, new: str) -> int:
    """Whatever names the municipality of the old code names that of the new one."""
    moved = 0
    for relation in Municipality._meta.get_fields(include_hidden=True):
        model: Any = relation.related_model
        # History tells what was: it stays.
        if relation.auto_created and not relation.concrete and not model.__name__.startswith("Historical"):
            name = relation.field.name  # type: ignore[union-attr]
            moved += model._base_manager.filter(**{name: old}).update(**{name: new})
    return moved
