"""From the data of this package to rows: the directory, centres, projects, partnerships."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.db import models

from common.text.folding import sort_key
from entities.centres.models import CentreKind, ContactPerson, SupportCentre
from entities.directory.models import (
    BundledService,
    EnterpriseStatus,
    Entity,
    EntityPhoto,
    OfferedService,
    ServiceBundle,
)
from entities.directory.services import keep_activities
from entities.directory.states import EntityState
from files.models import StoredImage
from owes_portal.demo import numbers
from owes_portal.demo.pictures import Album
from owes_portal.demo.places import TOWNS
from partnerships.agreements.models import (
    LocalPartnership,
    PartnershipDocument,
    PartnershipMember,
    SupportPerson,
    WorkPlanStep,
)
from partnerships.projects.models import FundingProject, Indicator, ProjectPartner
from partnerships.states import RecordState

Data = Mapping[str, Any]
WARSAW = ZoneInfo("Europe/Warsaw")
TEXTS = Path(__file__).with_name("texts")
SINCE = datetime(2016, 9, 1, 9, tzinfo=WARSAW)


def at(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """A moment of our own time zone."""
    return datetime.combine(day, time(hour, minute), tzinfo=WARSAW)


def prose(slug: str) -> str:
    """The text of texts/<slug>.html."""
    return (TEXTS / f"{slug}.html").read_text(encoding="utf-8")


def lines(text: str) -> str:
    """A list written one point in a line, without the indent of the source."""
    return "\n".join(line.strip() for line in text.strip().splitlines())


def paragraphs(text: str) -> str:
    """Running text: a blank line between paragraphs, however the source wraps them."""
    return "\n\n".join(" ".join(part.split()) for part in text.strip().split("\n\n"))


def ended(caption: str) -> str:
    """A caption as a sentence: what follows it on a page (the credit) is another one."""
    return caption if not caption or caption[-1] in ".?!" else f"{caption}."


def plain(data: Data, *nested: str) -> dict[str, Any]:
    """The columns of the row itself, without the parts that become rows of their own."""
    return {key: value for key, value in data.items() if key not in nested}


def add_all(model: type[models.Model], rows: Iterable[Data], **fixed: Any) -> None:
    """Rows of a list, numbered in their order."""
    model._default_manager.bulk_create(
        model(**{"position": number, **fixed, **row}) for number, row in enumerate(rows, start=1)
    )


def missing(model: type[models.Model], rows: Sequence[Data]) -> list[Data]:
    """Those of the rows that are not there yet, by their slugs, in one query."""
    slugs = [row["slug"] for row in rows]
    known = set(model._default_manager.filter(slug__in=slugs).values_list("slug", flat=True))
    return [row for row in rows if row["slug"] not in known]


STATUS_BASIS = "decyzja wojewody, art. 4 ustawy o ekonomii społecznej"


# --- entities ---------------------------------------------------------------------------------------------------
ENTITY_PARTS = ("number", "of", "founders", "services", "bundles", "status", "photo", "operator", "cover")


def entity(slug: str) -> Entity:
    """The entity of this slug, which must be there."""
    return Entity.objects.get(slug=slug)


def add_entity(data: Data, album: Album) -> None:
    """An entity with its services, bundles, status and picture; `number` makes its identifiers, `of` borrows them."""
    row = Entity(
        **_where(data), **plain(data, *ENTITY_PARTS, "town", "kind"), **_identifiers(data), kind_id=data["kind"]
    )
    row.sort_name = sort_key(row.name)
    row.state, row.published_at, row.verified_at = EntityState.PUBLISHED, SINCE, SINCE
    row.operator = entity(data["operator"]) if "operator" in data else None
    status: Data = data.get("status", {})
    row.enterprise_from, row.enterprise_until = status.get("decided_on"), status.get("ends_on")
    row.save()
    row.founders.set([entity(founder) for founder in data.get("founders", ())])
    if status:
        EnterpriseStatus.objects.create(
            entity=row, basis="decyzja wojewody, art. 4 ustawy o ekonomii społecznej", **status
        )
    _add_offer(row, data)
    if "photo" in data:
        name, alt, caption = data["photo"]
        EntityPhoto.objects.create(entity=row, image=album[name], alt=alt, caption=ended(caption), credit=album.credit)


def _where(data: Data) -> dict[str, Any]:
    name = data.get("town", "")
    if name not in TOWNS:
        return {"town": name}
    place = TOWNS[name]
    # Neighbours on the map stand beside each other, not on one point.
    east, north = len(data["slug"]) % 7 - 3, len(data["name"]) % 5 - 2
    return {
        "town": name,
        "county_id": place.county,
        "postal_code": place.postal_code,
        "latitude": round(place.latitude + north * 0.004, 4),
        "longitude": round(place.longitude + east * 0.005, 4),
    }


def _identifiers(data: Data) -> dict[str, str]:
    if "of" in data:
        lender = entity(data["of"])
        return {"nip": lender.nip, "regon": lender.regon, "krs": lender.krs}
    if "number" not in data:
        return {}
    number: int = data["number"]
    registered = data["kind"] not in UNREGISTERED
    return {
        "nip": numbers.nip(number),
        "regon": numbers.regon(number),
        "krs": numbers.krs(number) if registered else "",
    }


# Kinds that no court register lists.
UNREGISTERED = frozenset(
    {
        "wtz",
        "cis",
        "kis",
        "zaz",
        "kgw",
        "ordinary-association",
        "municipality",
        "county-government",
        "company",
        "school",
    }
    | {"labour-office", "social-assistance-centre", "family-support-centre", "church-body", "other", "municipal-unit"}
)


def _add_offer(row: Entity, data: Data) -> None:
    offer: Sequence[tuple[str, str, str]] = data.get("services", ())
    add_all(
        OfferedService,
        ({"category_id": code, "title": title, "description": more} for code, title, more in offer),
        entity=row,
    )
    keep_activities([row.pk])
    for number, (name, description, services) in enumerate(data.get("bundles", ()), start=1):
        bundle = ServiceBundle.objects.create(entity=row, name=name, description=description, position=number)
        add_all(BundledService, ({"title": title} for title in services), bundle=bundle)


# --- centres ----------------------------------------------------------------------------------------------------
def centre(slug: str) -> SupportCentre:
    """The centre of this slug, which must be there."""
    return SupportCentre.objects.get(slug=slug)


# What the accreditation asks of every OWES.
OWES_SERVICES = """Animacja lokalna: spotkania, diagnoza i partnerstwa w powiatach
Założenie podmiotu ekonomii społecznej, od pomysłu po rejestrację
Status przedsiębiorstwa społecznego i dotacje na nowe miejsca pracy
Doradztwo prawne, księgowe, marketingowe i biznesowe dla podmiotów, które już działają
Szkolenia, wizyty studyjne i spotkania sieciujące"""


def add_centre(data: Data) -> None:
    """A centre with its counties and the people whom the public may call."""
    fields = plain(data, "counties", "people", "run_by", "voivodeship")
    fields.setdefault("controller_name", data["name"])
    if data["kind"] == CentreKind.OWES:
        fields.setdefault("services", OWES_SERVICES)
    row = SupportCentre.objects.create(
        **fields,
        sort_name=sort_key(data["name"]),
        run_by=entity(data["run_by"]) if "run_by" in data else None,
        voivodeship_id=data["voivodeship"],
    )
    row.counties.set(data.get("counties", ()))
    for number, person in enumerate(data.get("people", ()), start=1):
        contact = ContactPerson.objects.create(centre=row, position=number, **plain(person, "counties"))
        contact.counties.set(person.get("counties", ()))


# --- projects and partnerships ----------------------------------------------------------------------------------
def project(slug: str) -> FundingProject:
    """The project of this slug, which must be there."""
    return FundingProject.objects.get(slug=slug)


def add_project(data: Data) -> None:
    """A published project with its partners and indicators."""
    row = FundingProject.objects.create(
        **plain(data, "partners", "indicators", "centre", "related"),
        sort_name=sort_key(data["title"])[:250],
        centre=centre(data["centre"]) if "centre" in data else None,
        state=RecordState.PUBLISHED,
        published_at=SINCE,
    )
    add_all(
        ProjectPartner,
        (
            {"entity": entity(slug), "role": role, "country": country}
            for slug, role, country in data.get("partners", ())
        ),
        project=row,
    )
    add_all(Indicator, data.get("indicators", ()), project=row)
    row.related.set([project(slug) for slug in data.get("related", ())])


def add_partnership(data: Data, album: Album) -> None:
    """A published partnership with its members, support team, work plan and documents."""
    row = LocalPartnership.objects.create(
        **plain(data, "counties", "members", "support_team", "steps", "documents", "centre", "contacts"),
        sort_name=sort_key(data["name"]),
        centre=centre(data["centre"]),
        state=RecordState.PUBLISHED,
        published_at=at(data["founded_on"]),
    )
    row.counties.set(data["counties"])
    members = [
        {"entity": entity(slug), "role": role, "joined_on": data["founded_on"], **_contact(data, slug)}
        for slug, role in data["members"]
    ]
    add_all(PartnershipMember, members, partnership=row)
    Entity.objects.filter(pk__in=[member["entity"].pk for member in members]).update(
        partnership_count=models.F("partnership_count") + 1
    )
    add_all(
        SupportPerson,
        ({**person, "centre": centre(person["centre"])} for person in data.get("support_team", ())),
        partnership=row,
    )
    add_all(
        WorkPlanStep,
        ({**step, "responsible": entity(step["responsible"])} for step in data.get("steps", ())),
        partnership=row,
    )
    for name, title, access in data.get("documents", ()):
        PartnershipDocument.objects.create(
            partnership=row, file=album.document(name), title=title, access=access, added_on=data["founded_on"]
        )


def _contact(data: Data, slug: str) -> dict[str, Any]:
    """A member's person who agreed to be on the contact list."""
    found = data.get("contacts", {}).get(slug)
    if not found:
        return {}
    columns = dict(zip(("contact_name", "contact_email", "contact_phone"), found, strict=True))
    return columns | {"contact_agreed_on": data["founded_on"]}


def picture_fields(album: Album, data: Data) -> dict[str, Any]:
    """`cover` (name, alt, caption) as the four columns of a cover."""
    if "cover" not in data:
        return {}
    name, alt, caption = data["cover"]
    image: StoredImage = album[name]
    return {
        "cover": image,
        "cover_alt": alt,
        "cover_caption": ended(caption),
        "cover_credit": data.get("credit", album.credit),
    }
