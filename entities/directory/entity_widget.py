"""A field in which an entity is picked by typing its name or NIP; one that the directory lacks is proposed in place.

Without a script the text alone is sent: one entity that it means is taken, several are offered as a choice. With
`static/js/picker.js` the choice opens while one types (the combobox pattern of ARIA). General: the caller says where
the suggestions come from (`url`) and how a text is understood (`find`).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from common.forms.fields import LimitedField
from common.text.countries import GENITIVE, country_choices
from common.text.folding import sort_key
from common.web.ids import clean_id
from entities.directory.entity_search import described, find_for_staff
from entities.directory.models import Entity, EntityKind
from entities.directory.permissions import Anyone, choosable
from entities.directory.services import Proposed
from entities.directory.states import EntityState

LONGEST = 250
PARTS = ("id", "kind", "country")


class Picked(NamedTuple):
    """What the form sent: the text, the id of the entity chosen from the list, the kind and country of a new one."""

    text: str = ""
    id: str = ""
    kind: str = ""
    country: str = ""


class EntityPicker(forms.Widget):
    """Text, hidden id (a list to choose from, when the text means several), kind of a new entity."""

    template_name = "components/entity_picker.html"
    url = ""
    proposes = True
    candidates: Sequence[Entity] = ()
    chosen: Entity | None = None
    unknown = False

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Picked:
        typed = (str(data.get(key) or "").strip() for key in (name, *(f"{name}-{part}" for part in PARTS)))
        return Picked(*typed)

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return name not in data

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        chosen = value if isinstance(value, Entity) else self.chosen
        if isinstance(value, Entity):
            value = Picked(value.name, str(value.pk))
        picked = value if isinstance(value, Picked) else Picked()
        context = super().get_context(name, None, attrs)
        context["widget"] |= {
            "text": picked.text,
            "picked": picked,
            "described": described(chosen) if chosen else "",
            "url": self.url,
            "candidates": [(str(one.pk), described(one)) for one in self.candidates],
            "kinds": EntityKind.objects.all() if self.proposes else [],
            "countries": country_choices(get_language() or "pl") if self.proposes else [],
            "is_open": bool(self.unknown or picked.kind),
        }
        return context


class EntityPickField(LimitedField):
    """Cleans to an Entity that the user may name, to a Proposed one, or to None."""

    user: Anyone | None = None
    kept: frozenset[int] = frozenset()

    widget = EntityPicker
    default_error_messages = {
        "many": _("Several entities have such a name. Choose yours from the list below."),
        "unknown": _("The directory does not have this entity. Check the name, or choose the kind to propose it."),
        "long": _("The name is longer than 250 characters: shorten it."),
    }

    def __init__(
        self,
        *,
        url: str | Promise,
        find: Callable[[str, Anyone | None], list[Entity]] = find_for_staff,
        proposes: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.find, self.proposes = find, proposes
        self.widget.url, self.widget.proposes = url, proposes

    def limit_to(self, user: Anyone | None, kept: Iterable[Any] = ()) -> None:
        self.user, self.kept = user, frozenset(one.pk for one in kept if isinstance(one, Entity))

    def clean(self, value: Any) -> Entity | Proposed | None:
        picked = value if isinstance(value, Picked) else Picked()
        if not picked.text:
            if self.required:
                raise forms.ValidationError(self.error_messages["required"], code="required")
            return None
        if len(picked.text) > LONGEST:
            raise forms.ValidationError(self.error_messages["long"], code="long")
        found = self._chosen(picked) or self._meant(picked)
        self.widget.chosen = found if isinstance(found, Entity) else None
        return found

    def _chosen(self, picked: Picked) -> Entity | None:
        """The one chosen from the list, while the text still means it and no other kind is asked for."""
        mine = choosable(self.user or AnonymousUser()) | Q(pk__in=self.kept)
        rows = Entity.objects.exclude(state=EntityState.MERGED).select_related("kind", "county")
        entity = rows.filter(mine, pk=clean_id(picked.id)).first()
        if entity is None or (self.proposes and picked.kind not in ("", entity.kind_id)):
            return None
        same = sort_key(entity.name) == sort_key(picked.text)
        if same and entity.pk in self.kept:
            return entity
        found = self.find(picked.text, self.user)
        return entity if entity in found or (same and len(found) != 0) else None

    def _meant(self, picked: Picked) -> Entity | Proposed:
        found = self.find(picked.text, self.user)
        kind = EntityKind.objects.filter(code=picked.kind).first() if self.proposes and picked.kind else None
        key = sort_key(picked.text)
        equal = [one for one in found if key in (sort_key(one.name), sort_key(one.short_name))]
        if kind is not None:
            # A foundation of this name is not the cooperative that is asked for.
            equal = [one for one in equal if one.kind_id == kind.pk]
            if not equal:
                country = picked.country if picked.country in GENITIVE else "PL"
                return Proposed(" ".join(picked.text.split()), kind, country)
        if len(equal) == 1 or (len(found) == 1 and kind is None):
            return (equal or found)[0]
        self.widget.candidates, self.widget.unknown = found, not found
        code = "many" if found else "unknown"
        raise forms.ValidationError(self.error_messages[code], code=code)

    def has_changed(self, initial: Any, data: Any) -> bool:
        before = initial.name if isinstance(initial, Entity) else ""
        return bool(data and data.text != before)
