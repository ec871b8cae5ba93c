"""Two records of one organisation that were merged: the page of the one that stays offers to undo it."""

from accounts.models import User
from entities.directory.merging import merge_entities
from entities.directory.models import Entity
from owes_portal.demo.build import Data, add_entity, entity
from owes_portal.demo.pictures import Album

STAYS = "spoldzielnia-socjalna-slony-wiatr"
GOES: Data = {
    "slug": "slony-wiatr-puck",
    "kind": "social-cooperative",
    "name": "Słony Wiatr Puck",
    "town": "Puck",
    "street": "ul. Portowa 3",
    "lead": "Rejsy po zatoce.",
    "services": [("wycieczki", "Rejsy po zatoce", "")],
}


def load(album: Album) -> None:
    """Once: a merger that somebody undid, or whose time has passed, stays so."""
    if Entity.objects.filter(slug=GOES["slug"]).exists():
        return
    add_entity(GOES, album)
    by = User.objects.get(email="coordinator@demo.example").pk
    merge_entities(source_id=entity(GOES["slug"]).pk, target_id=entity(STAYS).pk, by=by)
