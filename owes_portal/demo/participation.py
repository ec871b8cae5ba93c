"""One project that asks its participants for data: some have answered by link, some on paper, some not yet."""

from datetime import date, timedelta
from itertools import cycle

from django.utils import timezone
from django.utils.text import slugify

from accounts.models import NoticeKind, User
from common.text.folding import fold
from events.participation.models import Participation, ParticipationTerms
from events.participation.queries import people_of
from events.participation.services import answer, set_terms, type_in
from events.registration.models import Person
from events.registration.queries import latest_notice
from owes_portal.demo.build import project
from partnerships.projects.models import FundingProject

SLUG = "pomorze-przy-wspolnym-stole"
ASKED = ["sex", "age", "education", "labour", "residence", "disability"]
# What people answered, one after another; sevens and fives do not meet soon, so the rows differ.
ANSWERS = {
    "sex": ["female", "female", "male", "female", "male"],
    "age": ["30_54", "55_over", "18_29", "30_54", "30_54", "55_over", "30_54"],
    "education": ["isced_5_8", "isced_3", "isced_5_8", "isced_4"],
    "labour": ["employed", "employed", "self_employed", "employed", "unemployed_registered", "learning"],
    "residence": ["town", "village", "city", "village", "town"],
    "disability": ["no", "no", "yes", "no", "refused", "no", "no"],
}


def load() -> None:
    """The questions and answers, once: what staff changed later stays."""
    if not FundingProject.objects.filter(slug=SLUG).exists() or ParticipationTerms.objects.exists():
        return
    asking = project(SLUG)
    by = User.objects.get(email="coordinator@demo.example").pk
    ends = asking.ends_on or timezone.localdate()
    set_terms(project_id=asking.pk, is_on=True, asked=ASKED, keep_until=date(ends.year + 5, 12, 31), by=by)
    _answer(asking, by)


def _answer(asking: FundingProject, by: int) -> None:
    centre = asking.centre.slug if asking.centre else ""
    notice = latest_notice(NoticeKind.PARTICIPATION, centre)
    told = {key: cycle(values) for key, values in ANSWERS.items()}
    lately = timezone.localdate() - timedelta(days=6)
    for number, person in enumerate(people_of(asking).order_by("sorted_by", "pk")):
        if not person.email and number % 6 != 5:  # somebody has no address: a paper form is left for them
            Person.objects.filter(pk=person.pk).update(email=f"{slugify(fold(str(person)))}@demo.example")
        answers = {key: next(values) for key, values in told.items()}
        if number % 5 == 3:  # nobody has written to them yet
            continue
        if number % 7 == 6:  # on paper, and one answer was left out
            type_in(project_id=asking.pk, person_id=person.pk, answers=answers | {"residence": ""}, by=by)
            continue
        row = Participation.objects.create(project=asking, person=person, asked_on=lately)
        if number % 4:
            answer(participation_id=row.pk, answers=answers, notice_id=notice and notice.pk)
