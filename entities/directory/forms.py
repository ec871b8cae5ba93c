"""Forms of the panel about a record of the directory."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.forms.digests import ConcurrentEditForm
from common.forms.fields import NameField, QuickSelect, few, limit_choices
from common.forms.inline_row_forms import RowForm
from common.forms.picture import PictureForm
from common.text.single_line import plain_line
from entities.directory.duplicates import Likeness, similar_entities
from entities.directory.entity_widget import EntityPickField
from entities.directory.identifiers import clean_krs, clean_nip, clean_postal_code, clean_regon
from entities.directory.models import Entity, EntityKind, FounderType, ServiceCategory
from entities.directory.snapshots import TOGETHER
from entities.territory.choices import county_choices
from entities.territory.models import County, Municipality
from entities.territory.naming import told_apart

SEARCH = reverse_lazy("panel:entity-search")
IDENTIFIERS = {"nip": clean_nip, "regon": clean_regon, "krs": clean_krs}
# Of these one knows an entity: when one of them is new, the directory is searched for the same one.
TELLING = ("name", "county", *IDENTIFIERS)
POLAND = "PL"


class KnownForm(forms.ModelForm):
    """A form that looks for the same entity in the directory before it is saved.

    What is found waits in `similar`; the writer goes on by ticking that theirs is another one. Identifiers may be
    equal: units share those of the organisation that runs them.
    """

    is_other = forms.BooleanField(
        label=_("This is another entity"),
        required=False,
        help_text=_("I looked at those above: none of them is the one that I am entering."),
    )
    similar: Sequence[Likeness]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.similar = []
        self.fields["county"].widget = QuickSelect(choices=county_choices())
        self.fields["kind"].widget = QuickSelect(choices=_kind_choices())
        for name in IDENTIFIERS:
            if name in self.fields:
                # People type spaces and hyphens between the digits; `PL` before them.
                self.fields[name].max_length, self.fields[name].validators = 40, []
                self.fields[name].widget.attrs |= {"maxlength": 40, "autocomplete": "off"}

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        country = data.get("country") or self.instance.country or POLAND
        for name, clean in IDENTIFIERS.items():
            if name in data:
                self._clean_number(data, name, clean, country)
        if not self.errors:
            self._look_for_the_same(data)
        return data

    def _clean_number(self, data: dict[str, Any], name: str, clean: Any, country: str) -> None:
        if country != POLAND and data[name]:
            self.add_error(name, _("Only Polish organisations have this number. Leave it empty."))
            return
        try:
            data[name] = clean(data[name])
        except ValidationError as refused:
            self.add_error(name, refused)

    def shown_of(self, found: Sequence[Likeness]) -> Sequence[Likeness]:
        """Those of them that the writer may see."""
        return found

    def _look_for_the_same(self, data: dict[str, Any]) -> None:
        before = {name: getattr(Entity(), name) for name in IDENTIFIERS} | {"name": "", "county": None}
        if self.instance.pk:
            before = Entity.objects.filter(pk=self.instance.pk).values(*TELLING).get()
        now = {name: data.get(name, before[name]) for name in TELLING}
        now["county"] = now["county"].pk if isinstance(now["county"], County) else now["county"]
        if now == before or data.get("is_other"):
            return
        changed = {name for name in TELLING if now[name] != before[name]}
        found = similar_entities(
            name=now["name"],
            county_id=now["county"],
            **{name: now[name] for name in IDENTIFIERS},
            but=self.instance.pk,
        )
        # What was alike before this change was looked at before.
        named = {"name", "county"} & changed
        told = [one for one in found if changed.intersection(one.reasons) or (named and "name" in one.reasons)]
        self.similar = self.shown_of(told)
        if self.similar:
            self.add_error(
                "is_other", _("The directory has such an entity. Open it, or tick that this is another one.")
            )


class NewEntityForm(KnownForm):
    """What is enough to begin a record, and to find out whether the directory has it already."""

    class Meta:
        model = Entity
        fields = ["name", "kind", "county", "town", "nip", "regon", "krs"]
        help_texts = {"nip": _("With or without hyphens. We check whether the directory knows it.")}


class EntityForm(ConcurrentEditForm, KnownForm):
    """All plain fields of a record."""

    together = TOGETHER
    not_stored = ("is_other",)

    operator = EntityPickField(
        label=_("Run by"),
        url=SEARCH,
        proposes=False,
        required=False,
        help_text=_("For a CIS, KIS, WTZ or ZAZ: the organisation or municipality that runs it."),
    )
    website = forms.URLField(label=_("Website"), required=False, max_length=200, assume_scheme="https")

    class Meta:
        model = Entity
        fields = [
            "name", "short_name", "kind", "brand", "being_founded", "founder_type", "operator", "nip", "regon", "krs",
            "country", "county", "municipality", "town", "street", "postal_code", "latitude", "longitude", "email",
            "phone", "website", "lead", "lead_en", "description",
        ]  # fmt: skip
        widgets = {
            "lead": few(2),
            "lead_en": few(2),
            "description": forms.Textarea(attrs={"rows": 8}),
            "country": forms.TextInput(attrs={"maxlength": 2, "autocomplete": "off"}),
        }
        labels = {"latitude": _("Latitude"), "longitude": _("Longitude")}
        help_texts = {
            "brand": _("The name under which its goods are sold, if it has one."),
            "founder_type": _("For social cooperatives."),
            "country": _("Two letters: PL, DE, FR …"),
            "municipality": _("Those of the chosen county. After choosing another county, save and choose again."),
            "latitude": _("For the map, for example 49.883. Leave both empty when you do not know."),
            "lead": _("It stands under the name in every list."),
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit_choices(self, user, [self.instance.operator])
        chosen = self.data.get("county") if self.is_bound else self.instance.county_id
        municipalities = Municipality.objects.filter(county=chosen or None, in_force=True)
        if self.instance.municipality_id and self.instance.county_id == chosen:
            municipalities = municipalities | Municipality.objects.filter(pk=self.instance.municipality_id)
        field = self.fields["municipality"]
        field.queryset = municipalities
        field.choices = [("", "—"), *told_apart(municipalities)]
        self.fields["municipality"].error_messages["invalid_choice"] = _("Choose a municipality of this county.")
        self.fields["founder_type"].choices = [
            ("", "—"),
            *((value, capfirst(str(label))) for value, label in FounderType.choices),
        ]
        self.fields["postal_code"].max_length, self.fields["postal_code"].validators = 12, []
        self.fields["postal_code"].widget.attrs["maxlength"] = 12
        if not self.is_bound:
            self.initial["operator"] = self.instance.operator

    def _clean_fields(self) -> None:
        """A number without a prefix belongs to the country that the form names."""
        self.fields["phone"].country = str(self["country"].data or POLAND).upper()
        super()._clean_fields()

    def clean_country(self) -> str:
        country = self.cleaned_data["country"].upper()
        if not (len(country) == 2 and country.isascii() and country.isalpha()):
            raise ValidationError(_("Two letters: PL, DE, FR …"))
        return country

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        country = data.get("country") or POLAND
        self._cleaned(data, "postal_code", clean_postal_code if country == POLAND else str.strip)
        if data.get("operator") == self.instance and self.instance.pk:
            self.add_error("operator", _("An entity does not run itself: choose another one, or leave this empty."))
        place = (data.get("latitude"), data.get("longitude"))
        if (place[0] is None) != (place[1] is None):
            self.add_error("longitude", _("Give both numbers, or neither."))
        for name, most in (("latitude", 90), ("longitude", 180)):
            if data.get(name) is not None and not -most <= data[name] <= most:
                self.add_error(name, _("There is no such place on Earth: correct this number."))
        return data

    def _cleaned(self, data: dict[str, Any], name: str, clean: Any) -> None:
        try:
            data[name] = clean(data.get(name) or "")
        except ValidationError as refused:
            self.add_error(name, refused)


class ServiceForm(RowForm):
    """Something that can be ordered."""

    told = ("title", "category", "description")
    layout = (("title", "category"), ("description",))
    title = forms.CharField(label=_("What can be ordered"), max_length=150, validators=[plain_line])
    category = forms.ChoiceField(label=_("Category"), widget=QuickSelect)
    description = forms.CharField(label=_("Details"), max_length=500, required=False, widget=few(2))

    def __init__(self, *args: Any, categories: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = categories

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "category" in data:
            data["category_id"] = data.pop("category")
        return data


class BundleForm(RowForm):
    """A named model of services."""

    told = ("name", "description", "services")
    layout = (("name",), ("description",), ("services",))
    name = NameField(label=_("Name of the bundle"), max_length=120)
    description = forms.CharField(label=_("Description"), required=False, max_length=2000, widget=few(3))
    services = forms.CharField(
        label=_("Services of the bundle"), max_length=8000, widget=few(6), help_text=_("One in a line.")
    )

    def clean_services(self) -> list[str]:
        lines = [" ".join(line.split()) for line in self.cleaned_data["services"].splitlines()]
        if any(len(line) > 200 for line in lines):
            raise ValidationError(_("A line may have at most 200 signs: shorten the longest one."))
        return [line for line in lines if line][:40]


class StatusForm(RowForm):
    """A decision on the status of social enterprise."""

    told = ("basis", "decision_number", "decided_on", "ends_on")
    layout = (("decided_on", "ends_on"), ("decision_number", "basis"))
    decided_on = forms.DateField(
        label=_("Date of the decision"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    ends_on = forms.DateField(
        label=_("Last day of the status"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("When it expired or was revoked. Empty: it is still valid."),
    )
    decision_number = forms.CharField(label=_("Number of the decision"), max_length=80, required=False)
    basis = forms.CharField(
        label=_("Legal basis"),
        max_length=200,
        initial="art. 4 ustawy z 5 sierpnia 2022 r. o ekonomii społecznej",
        help_text=_("The article of the act, as the decision quotes it."),
    )

    def has_changed(self) -> bool:
        """The basis is filled in by itself: it alone says nothing."""
        return any(self[name].value() for name in ("id", "decision_number", "decided_on", "ends_on"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("decided_on"), data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day is before the first: correct one of them."))
        return data


class FounderForm(RowForm):
    """An entity that founded this one."""

    told = once = ("entity",)
    layout = (("entity",),)
    entity = EntityPickField(label=_("Entity: name or NIP"), url=SEARCH, proposes=False)


class EntityPhotoForm(PictureForm):
    """A picture of the entity with its words; without `picture` for one that is there already."""

    accept = "image/jpeg,image/png,image/webp,image/heic"

    def __init__(self, *args: Any, uploads: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not uploads:
            del self.fields["picture"]


class LogoForm(forms.Form):
    """The entity's mark."""

    picture = forms.FileField(
        label=_("Logo"),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        help_text=_("PNG, JPEG or WebP on a white or transparent ground."),
    )


class CategoryForm(forms.Form):
    """A category of services."""

    name = NameField(
        label=_("Name of the category"),
        max_length=80,
        help_text=_("An upper one says what people do: “Cook and feed”."),
    )
    name_en = NameField(label=_("Name in English"), max_length=80)
    parent = forms.ModelChoiceField(
        label=_("Under"),
        queryset=ServiceCategory.objects.filter(parent=None),
        required=False,
        empty_label=_("none: it is an upper one"),
    )

    def __init__(self, *args: Any, row: ServiceCategory | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        uppers = ServiceCategory.objects.filter(parent=None)
        if row is not None:
            has_lower = row.children.exists()
            uppers = uppers.none() if has_lower else uppers.exclude(pk=row.pk)
        self.fields["parent"].queryset = uppers


class MergeForm(forms.Form):
    """The record that stays when this one goes into it."""

    other = EntityPickField(
        label=_("The record that stays: name or NIP"),
        url=SEARCH,
        proposes=False,
        error_messages={"required": _("Choose the record into which this one goes.")},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit_choices(self, user)


def category_choices() -> list[tuple[str, str]]:
    """Categories in their order; a lower one after its upper one, which may be chosen too."""
    rows = list(ServiceCategory.objects.all())
    lower: dict[str, list[ServiceCategory]] = {}
    for row in rows:
        lower.setdefault(row.parent_id or "", []).append(row)
    choices = [("", "—")]
    for upper in lower.get("", []):
        choices.append((upper.pk, str(upper)))
        choices += [(row.pk, f"{upper}: {row}") for row in lower.get(upper.pk, [])]
    return choices


def _kind_choices() -> list[tuple[str, str]]:
    return [("", "—"), *((kind.pk, capfirst(str(kind))) for kind in EntityKind.objects.all())]
