"""Kinds of events: each is one row here, and everything that differs by the kind reads its row.

Pages, the participation sentence, the report's draft, certificates and figures ask `EventKind(...).spec`. Beside the row
a new kind needs its colour in static/css/tokens.css, its Polish in locale/ and a migration;
tests/events/catalogue/test_kinds.py says what is missing.
"""

# ruff: noqa: E501 (path data)

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Word = str | Promise


class KindColour(StrEnum):
    """Colours of kinds (static/css/tokens.css); kinds that share one differ in the sign."""

    BEET, CHABER, RYE, DILL, PLUM = "beet", "chaber", "rye", "dill", "plum"


@dataclass(frozen=True, kw_only=True)
class KindSpec:
    """What differs by the kind of event. Words without `_()` stand in texts that are written in that language only."""

    # Where people were, in the participation sentence: „W spotkaniu uczestniczyły 22 osoby”, "22 people took part in …".
    place: str
    place_en: str
    # Above the title of an article that tells of it.
    report: Word
    announcement: Word
    # The report's draft (Polish): the noun with the past tense that agrees with it, what is told of the course of it,
    # what came of it, and the heading above that.
    noun: str
    took_place: str
    course: str
    outcome: str
    outcome_heading: str = "Co ustaliliśmy"
    colour: KindColour
    sign: str  # woven, 24 px, filled: path data in a box of 24
    names_region: bool = False  # the participation sentence says from where the guests came
    tells_days: bool = False  # the draft tells of each day
    certifies_topics: bool = False  # a certificate lists the points of the programme
    names_project_partners: bool = False  # its article lists the partners of the project with their countries


class EventKind(models.TextChoices):
    """Kinds of events: the value that is stored, the row, the word."""

    spec: KindSpec

    if not TYPE_CHECKING:  # which would take it for what `EventKind(value)` needs

        def __new__(cls, value, spec):
            member = str.__new__(cls, value)
            member._value_, member.spec = value, spec
            return member

    NETWORKING = (
        "networking",
        KindSpec(
            place="W spotkaniu",
            place_en="the meeting",
            report=_("Report from a networking meeting"),
            announcement=_("Announcement of a networking meeting"),
            noun="Spotkanie sieciujące",
            took_place="odbyło się",
            course="jak przebiegło spotkanie",
            outcome="o czym rozmawiano i kto z kim się umówił",
            colour=KindColour.BEET,
            sign='<path d="M12 1 23 12 12 23 1 12Zm0 6-5 5 5 5 5-5Z" fill-rule="evenodd"/>',
        ),
        _("networking meeting"),
    )
    WORKING = (
        "working",
        KindSpec(
            place="W spotkaniu roboczym",
            place_en="the working meeting",
            report=_("Report from a working meeting"),
            announcement=_("Announcement of a working meeting"),
            noun="Spotkanie robocze",
            took_place="odbyło się",
            course="jak przebiegło spotkanie",
            outcome="co ustalono, kto i do kiedy to zrobi",
            colour=KindColour.BEET,
            sign='<path d="M12 1 23 12 12 23 1 12Zm0 4.5-6.5 6.5 6.5 6.5 6.5-6.5ZM12 8.5l3.5 3.5-3.5 3.5L8.5 12Z" fill-rule="evenodd"/>',
        ),
        _("working meeting"),
    )
    STUDY_VISIT = (
        "study_visit",
        KindSpec(
            place="W wizycie studyjnej",
            place_en="the study visit",
            report=_("Report from a study visit"),
            announcement=_("Announcement of a study visit"),
            noun="Wizyta studyjna",
            took_place="odbyła się",
            course="co pokazali gospodarze",
            outcome="co z tego można przenieść do siebie",
            outcome_heading="Co przywieźliśmy",
            colour=KindColour.CHABER,
            sign='<path d="M1 4h7l6 8-6 8H1l6-8Zm10 0h6l6 8-6 8h-6l6-8Z"/>',
            names_region=True,
            tells_days=True,
        ),
        _("study visit"),
    )
    WORKSHOP = (
        "workshop",
        KindSpec(
            place="W warsztatach",
            place_en="the workshop",
            report=_("Report from a workshop"),
            announcement=_("Announcement of a workshop"),
            noun="Warsztaty",
            took_place="odbyły się",
            course="jak przebiegły warsztaty",
            outcome="co powstało i co uczestnicy zabrali ze sobą",
            outcome_heading="Co powstało",
            colour=KindColour.RYE,
            sign='<path d="M9 1h6v8h8v6h-8v8H9v-8H1V9h8Z"/>',
        ),
        _("workshop"),
    )
    TRAINING = (
        "training",
        KindSpec(
            place="W szkoleniu",
            place_en="the training",
            report=_("Report from a training"),
            announcement=_("Announcement of a training"),
            noun="Szkolenie",
            took_place="odbyło się",
            course="jak przebiegło szkolenie",
            outcome="czego się nauczono i gdzie szukać pomocy",
            outcome_heading="Co zostaje po szkoleniu",
            colour=KindColour.RYE,
            sign='<path d="M1 23v-6h6v-5h5V7h5V1h6v22Z"/>',
            certifies_topics=True,
        ),
        _("training"),
    )
    PARTNERSHIP = (
        "partnership",
        KindSpec(
            place="W spotkaniu partnerstwa",
            place_en="the partnership meeting",
            report=_("Report from a partnership meeting"),
            announcement=_("Announcement of a partnership meeting"),
            noun="Spotkanie partnerstwa",
            took_place="odbyło się",
            course="jak przebiegło spotkanie",
            outcome="co ustaliło partnerstwo i jaki jest następny krok",
            colour=KindColour.DILL,
            sign='<path d="M1 1h13v13H1Zm4 4v5h5V5Zm5 5h13v13H10Zm4 4v5h5v-5Z" fill-rule="evenodd"/>',
        ),
        _("partnership meeting"),
    )
    CONFERENCE = (
        "conference",
        KindSpec(
            place="W konferencji",
            place_en="the conference",
            report=_("Report from a conference"),
            announcement=_("Announcement of a conference"),
            noun="Konferencja",
            took_place="odbyła się",
            course="jak przebiegła konferencja",
            outcome="najważniejsze głosy i wnioski",
            outcome_heading="Wnioski",
            colour=KindColour.PLUM,
            sign='<path d="m12 1 5 5-5 5-5-5Zm0 12 5 5-5 5-5-5ZM6 7l5 5-5 5-5-5Zm12 0 5 5-5 5-5-5Z"/>',
        ),
        _("conference"),
    )
    INTERNATIONAL = (
        "international",
        KindSpec(
            place="W spotkaniu międzynarodowym",
            place_en="the international meeting",
            report=_("Report from an international meeting"),
            announcement=_("Announcement of an international meeting"),
            noun="Spotkanie międzynarodowe",
            took_place="odbyło się",
            course="jak przebiegło spotkanie",
            outcome="czym wymienili się partnerzy i co zrobią razem",
            colour=KindColour.CHABER,
            sign='<path d="m12 1 3.2 7.8L23 12l-7.8 3.2L12 23l-3.2-7.8L1 12l7.8-3.2ZM3 3l5 2.5L5.5 8Zm18 0-2.5 5L16 5.5ZM3 21l2.5-5L8 18.5Zm18 0-5-2.5 2.5-2.5Z"/>',
            names_project_partners=True,
        ),
        _("international meeting"),
    )
