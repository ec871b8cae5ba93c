"""What a project may ask of a person, as the funders' systems ask it. Staff choose from this list for each project.

Never here: PESEL, date of birth, home address, degree of disability (DOMAIN.md). What the law calls sensitive may be
refused, and a refusal is an answer. The day of entering the project is not asked: it is the first day of attendance.
Values are kept with the answers: a value once published is never given another meaning.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Word = str | Promise
REFUSED, ABROAD = "refused", "abroad"
COUNTY = "county"


@dataclass(frozen=True, slots=True)
class AskedField:
    """One question: its words, the heading of its column, its answers; `sensitive` may be refused."""

    key: str
    question: Word
    column: Word
    choices: tuple[tuple[str, Word], ...] = ()
    sensitive: bool = False
    hint: Word = ""

    @property
    def options(self) -> tuple[tuple[str, Word], ...]:
        """All answers that may be chosen."""
        return (*self.choices, (REFUSED, _("I refuse to answer"))) if self.sensitive else self.choices


YES_NO: tuple[tuple[str, Word], ...] = (("yes", _("Yes")), ("no", _("No")))

ALL: tuple[AskedField, ...] = (
    AskedField("sex", _("Sex"), _("Sex"), (("female", _("Woman")), ("male", _("Man")))),
    AskedField(
        "age",
        _("Age on the first day in the project"),
        _("Age"),
        (
            ("under_18", _("under 18")),
            ("18_29", _("18–29 years")),
            ("30_54", _("30–54 years")),
            ("55_over", _("55 years and more")),
        ),
    ),
    AskedField(
        "education",
        _("Highest completed education"),
        _("Education"),
        (
            ("isced_0", _("lower than primary")),
            ("isced_1", _("primary")),
            ("isced_2", _("lower secondary")),
            ("isced_3", _("upper secondary or vocational")),
            ("isced_4", _("post-secondary")),
            ("isced_5_8", _("higher")),
        ),
    ),
    AskedField(
        "labour",
        _("Situation on the labour market"),
        _("Labour status"),
        (
            ("employed", _("employed by somebody")),
            ("self_employed", _("self-employed, or running a business")),
            ("unemployed_registered", _("unemployed, registered in a labour office")),
            ("unemployed_long", _("unemployed for at least 12 months, registered in a labour office")),
            ("unemployed", _("unemployed, not registered")),
            ("learning", _("not working, in education or training")),
            ("inactive", _("not working and not looking for work")),
        ),
    ),
    AskedField(
        "residence",
        _("You live"),
        _("Place of residence"),
        (
            ("city", _("in a large city")),
            ("town", _("in a town or a suburb")),
            ("village", _("in the country")),
            (ABROAD, _("outside Poland")),
        ),
    ),
    AskedField(COUNTY, _("County in which you live"), _("County of residence"), hint=_("The county only, no address.")),
    AskedField(
        "household",
        _("Does nobody in your household work?"),
        _("Household without work"),
        YES_NO,
        sensitive=True,
    ),
    AskedField(
        "disability",
        _("Are you a person with a disability?"),
        _("Disability"),
        YES_NO,
        sensitive=True,
        hint=_("We do not ask which one, nor its degree."),
    ),
    AskedField(
        "minority",
        _("Are you of foreign origin, or of a national or ethnic minority?"),
        _("Foreign origin or minority"),
        YES_NO,
        sensitive=True,
    ),
    AskedField(
        "homeless",
        _("Are you homeless, or excluded from access to housing?"),
        _("Homelessness"),
        YES_NO,
        sensitive=True,
    ),
    AskedField(
        "disadvantage",
        _("Are you in another disadvantaged situation?"),
        _("Other disadvantage"),
        YES_NO,
        sensitive=True,
        hint=_("For example: leaving prison, addiction, caring for a dependent person."),
    ),
)
BY_KEY: Mapping[str, AskedField] = {one.key: one for one in ALL}


def asked_of(keys: Iterable[str]) -> list[AskedField]:
    """The questions of these keys, in the order of the list; a key that is no question any more is passed over."""
    wanted = set(keys)
    return [one for one in ALL if one.key in wanted]


def is_complete(answers: Mapping[str, str], keys: Iterable[str]) -> bool:
    """Whether everything asked is answered; a refusal is an answer, where there may be one."""
    questions = asked_of(keys)
    return bool(questions) and all(answers.get(one.key) for one in questions)
