"""The registration form, in the order of WORDS.md; it works without JavaScript."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core import signing
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Notice
from common.db.fields import new_token
from common.forms.fields import EmailField, NameField, PhoneField, QuickSelect
from common.forms.mail_domains import meant_address
from common.text.countries import country_choices
from common.web.ids import clean_number
from entities.directory.duplicates import similar_entities
from entities.directory.entity_search import described, find_entities
from entities.directory.models import Entity, EntityKind
from entities.directory.queries import kind_choices
from entities.territory.choices import county_choices
from entities.territory.models import County
from events.catalogue.models import Event
from events.registration.detail_forms import INVALID_EMAIL, PersonForm, asks_details
from events.registration.models import ForWhom, Question
from events.registration.person_details import DETAILS, details_in
from events.registration.questions import add_fields, answers_in, field_name, require
from events.registration.services import NewPerson

SALT = "registration-form"
MOST_PEOPLE = 30
ASKED_ABOUT = "addresses-seen"
# Buttons that send the form back as it is typed: more rows, fewer, the same in the other language.
ROWS_CHANGE = frozenset({"add", "remove", "language"})
PREFIX = "osoba"  # of the other people's rows

OTHER = "other"


class Representing:
    """Whom the people represent."""

    ENTITY, NEW, PRIVATE = "entity", "new", "private"


def new_form_key(event: Event) -> str:
    """A signed key of one form of this event."""
    return signing.dumps([event.pk, new_token()], salt=SALT)


def read_form_key(event: Event, signed: str) -> str | None:
    """The key inside, or None when it is not one that this portal gave for this event."""
    try:
        event_id, key = signing.loads(signed, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return key if event_id == event.pk else None


def good_form_key(event: Event, signed: str) -> str:
    """The key inside; ValidationError when it is not ours."""
    key = read_form_key(event, signed)
    if key is None:
        raise forms.ValidationError(_("The form has expired. Check your answers and send it again."))
    return key


@asks_details(of_oneself=True, name_before="email", others_before="needs")
class RegistrationForm(PersonForm):
    """Everything of a registration but the other people (PersonFormSet)."""

    error_css_class = "field--bad"
    own_fields = ("first_name", "last_name", "email", "phone", "function", "entity_query", "new_name")
    form_key = forms.CharField(widget=forms.HiddenInput, max_length=300)
    for_whom = forms.ChoiceField(
        label=_("Whom are you registering?"),
        choices=[(value, capfirst(label)) for value, label in ForWhom.choices],
        widget=forms.RadioSelect,
        initial=ForWhom.SELF,
    )
    representing = forms.ChoiceField(
        label=_("Whom do you represent?"),
        widget=forms.RadioSelect,
        initial=Representing.ENTITY,
        choices=[
            (Representing.ENTITY, _("An entity from the directory")),
            (Representing.NEW, _("An entity that is not in the directory")),
            (Representing.PRIVATE, _("Nobody, I register privately")),
        ],
    )
    entity_query = forms.CharField(
        label=_("Entity: name or NIP"), required=False, max_length=300, help_text=_("The name alone is enough.")
    )
    entity = forms.ChoiceField(label=_("Choose your entity"), required=False, widget=forms.RadioSelect)
    new_name = NameField(label=_("Name of the entity"), required=False, max_length=250)
    new_kind = forms.ModelChoiceField(
        label=_("Kind of entity"),
        queryset=EntityKind.objects.all(),
        required=False,
        widget=QuickSelect(source=kind_choices),
    )
    new_county = forms.ModelChoiceField(
        label=_("County"),
        queryset=County.objects.all(),
        required=False,
        widget=QuickSelect(source=county_choices),
        help_text=_("Of an entity from Poland."),
    )
    new_country = forms.ChoiceField(
        label=_("Country"), required=False, initial="PL", choices=lambda: country_choices(get_language() or "pl")
    )
    # Its choices come with what the directory has under a similar name in that county.
    new_same = forms.CharField(label=_("Is it one of these?"), required=False, max_length=20, widget=forms.RadioSelect)
    email = EmailField(
        label=_("E-mail address"),
        help_text=_("We will send the confirmation there."),
        error_messages={
            "required": _("Enter an e-mail address, for example anna@spoldzielnia.pl"),
            "invalid": INVALID_EMAIL,
        },
    )
    phone = PhoneField(label=_("Phone"), required=False, help_text=_("We will call only when something changes."))
    needs = forms.CharField(
        label=_("What do you need in order to take part?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Access, sign language interpreter (PJM), hearing loop, diet. Only the organisers will read it."),
    )
    all_or_none = forms.TypedChoiceField(
        label=_("When places run short"),
        widget=forms.RadioSelect,
        required=False,
        initial="",
        coerce=lambda value: value == "all",
        choices=[("", _("Give places to as many of us as fit")), ("all", _("All of us or none"))],
    )
    rules = forms.BooleanField(
        label=_("I accept the rules of participation"), error_messages={"required": _("Accept the rules")}
    )
    notice = forms.BooleanField(
        label=_("I have read the information about personal data"),
        error_messages={"required": _("Confirm that you have read the information about personal data")},
    )

    def __init__(
        self,
        *args: Any,
        event: Event,
        rules: Notice | None,
        questions: Sequence[Question] = (),
        asked_about: frozenset[str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.event, self.asked_about = event, asked_about
        self.of_all = [question for question in questions if not question.per_participant]
        self.of_each = [question for question in questions if question.per_participant]
        add_fields(self, questions)
        names = [field_name(question) for question in (*self.of_all, *self.of_each)]
        place = list(self.fields).index("needs")
        before = list(self.fields)[:place]
        self.order_fields([*before, "all_or_none", *names])  # as they stand on the page
        self.found: list[Entity] = []
        self.similar: list[Entity] = []
        self.chosen: Entity | None = None
        if rules is None:
            del self.fields["rules"]
        # What the answer above shows must be filled: it is not called optional.
        for name in ("entity_query", "entity", "new_name", "new_kind", "new_country", "new_county", "new_same"):
            self.fields[name].depends = True
        if self.is_bound:
            self._look_up(self.data.get("entity_query", ""))
        elif "entity" in self.initial:  # sent back for one more person
            self._look_up(str(self.initial.get("entity_query") or ""))

    def questions_of_all(self) -> list[forms.BoundField]:
        """Fields of what is asked once of the whole registration."""
        return [self[field_name(question)] for question in self.of_all]

    def questions_of_each(self) -> list[forms.BoundField]:
        """Fields of what is asked of each person: here of the registrant."""
        return [self[field_name(question)] for question in self.of_each]

    def _look_up(self, typed: str) -> None:
        """What the typed name may mean; several are offered as a choice."""
        self.found = find_entities(typed)
        self.fields["entity"].choices = [(str(entity.pk), described(entity)) for entity in self.found]

    def clean_form_key(self) -> str:
        return good_form_key(self.event, self.cleaned_data["form_key"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        representing = data.get("representing")
        if representing == Representing.ENTITY:
            self._choose(data)
        elif representing == Representing.NEW:
            # A foreign organisation has a country, and none of our counties.
            abroad = data.get("new_country") not in ("", None, "PL")
            for name, message in (
                ("new_name", _("Enter the name of the entity")),
                ("new_kind", _("Choose the kind of entity")),
                ("new_county", _("Choose the county")),
            ):
                if not data.get(name) and name not in self.errors and not (abroad and name == "new_county"):
                    self.add_error(name, message)
            if abroad:
                data["new_county"] = None
            if data.get("new_name") and data.get("new_county"):
                self._offer(data)
        require(self, self.of_all)
        if data.get("for_whom") != ForWhom.OTHERS:
            require(self, self.of_each)
        return data

    def _offer(self, data: dict[str, Any]) -> None:
        """Public records of a similar name in the same county are offered before a new one is made."""
        alike = similar_entities(name=data["new_name"], county_id=data["new_county"].pk)
        self.similar = [one.entity for one in alike if one.entity.is_published]
        if not self.similar:
            return
        offered = [(str(entity.pk), described(entity)) for entity in self.similar]
        self.fields["new_same"].widget.choices = [*offered, (OTHER, _("None of them: mine is another one"))]
        picked = data.get("new_same")
        self.chosen = next((entity for entity in self.similar if str(entity.pk) == picked), None)
        if self.chosen is not None:
            data["representing"] = Representing.ENTITY
        elif picked != OTHER:
            self.add_error(
                "new_same", _("The directory has a similar entity: choose it, or say that yours is another.")
            )

    def _choose(self, data: dict[str, Any]) -> None:
        picked = data.get("entity") or self.data.get("entity-id")  # the choice below, or of the suggestions
        if picked:
            self.chosen = next((entity for entity in self.found if str(entity.pk) == picked), None)
        elif len(self.found) == 1:
            self.chosen = self.found[0]
        if self.chosen is not None:
            return
        if not data.get("entity_query"):
            self.add_error("entity_query", _("Enter the name or NIP of your entity"))
        elif self.found:
            self.add_error("entity", _("Choose your entity from the list"))
        else:
            self.add_error(
                "entity_query", _("We do not know this entity. Check the name, or choose “not in the directory” above.")
            )


@asks_details(may_be_empty=True)
class ParticipantForm(PersonForm):
    """One of the other people."""

    mark_optional = False

    def __init__(
        self,
        *args: Any,
        questions: Sequence[Question] = (),
        asked_about: frozenset[str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.questions, self.asked_about = questions, asked_about
        add_fields(self, questions)

    def questions_of_each(self) -> list[forms.BoundField]:
        """Fields of the event's questions."""
        return [self[field_name(question)] for question in self.questions]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if any(data.get(name) for name in self.fields):
            for one in DETAILS:
                if one.missing and not data.get(one.name) and one.name not in self.errors:
                    self.add_error(one.name, one.missing)
            require(self, self.questions)
        return data

    @property
    def heading(self) -> str:
        """Which of the other people this is."""
        return _("Other person %(n)s") % {"n": int(str(self.prefix).rpartition("-")[2]) + 1}

    def is_filled(self) -> bool:
        """Whether a person was named here."""
        return bool(self.is_valid() and self.cleaned_data.get("last_name"))


PersonFormSet = forms.formset_factory(ParticipantForm, extra=0, max_num=MOST_PEOPLE, absolute_max=MOST_PEOPLE)


def with_row_count(request: HttpRequest) -> Any:
    """The posted data with the management fields, whatever was sent in their place."""
    data = request.POST.copy()
    data.setdefault(f"{PREFIX}-TOTAL_FORMS", "0")
    data.setdefault(f"{PREFIX}-INITIAL_FORMS", "0")
    return data


def typed_in(form: forms.BaseForm) -> dict[str, Any]:
    """What stands in the fields of a posted form, right or wrong, to be shown again."""
    return {
        name: field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
        for name, field in form.fields.items()
    }


def rows_after(request: HttpRequest, people: forms.BaseFormSet) -> list[dict[str, Any]]:
    """The rows of colleagues after "add" or "remove" was pressed: what was typed stays."""
    rows = [typed_in(form) for form in people.forms]
    removed = clean_number(request.POST.get("remove"), most=999)
    if removed is not None and removed < len(rows):
        del rows[removed]
    elif "add" in request.POST and len(rows) < MOST_PEOPLE:
        rows.append({})
    return rows or [{}]


def somebody(form: RegistrationForm, people: forms.BaseFormSet) -> bool:
    """Whoever registers others names at least one of them: an error at the form when there is none."""
    whom = form.cleaned_data.get("for_whom")
    if whom not in (ForWhom.OTHERS, ForWhom.BOTH):
        return True
    # A row with an error of its own asks already.
    if any(person.is_filled() or person.errors for person in people.forms):
        return True
    alone = gettext("Enter the other person below, or choose “myself”")
    form.add_error("for_whom", alone if whom == ForWhom.BOTH else gettext("Enter at least one person below"))
    return False


def suspicious_addresses(form: forms.BaseForm, people: forms.BaseFormSet) -> str:
    """The typed addresses that look mistyped, to be sent along with the form: about them the writer has been asked."""
    typed = [str(one.data.get(one.add_prefix("email"), "")).strip().lower() for one in (form, *people.forms)]
    return " ".join(dict.fromkeys(address for address in typed if meant_address(address) and " " not in address))


def asked_about(request: HttpRequest) -> frozenset[str]:
    """What `suspicious_addresses` sent along."""
    return frozenset(request.POST.get(ASKED_ABOUT, "").split())


def people_named(form: RegistrationForm, people: forms.BaseFormSet) -> list[NewPerson]:
    """The registrant first, unless they register others only; then the others in order."""
    data, named = form.cleaned_data, []
    if data["for_whom"] != ForWhom.OTHERS:
        answers = answers_in(data, form.of_each)
        named.append(NewPerson(**details_in(data), needs=data["needs"], answers=answers))
    if data["for_whom"] != ForWhom.SELF:
        named += [colleague(person) for person in people.forms if person.is_filled()]
    return named


def colleague(form: ParticipantForm) -> NewPerson:
    """One of the others, from a valid row."""
    return NewPerson(**details_in(form.cleaned_data), answers=answers_in(form.cleaned_data, form.questions))
