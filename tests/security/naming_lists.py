"""Parameters of lists that name an object (cursors, filters): with which others' objects each is attacked."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from common.outbox.models import OutboxMail
from entities.territory.models import Voivodeship
from events.registration.invitations.services import invitation_token
from tests.architecture.world import World
from tests.factories import (
    ArticleFactory,
    AttendanceFactory,
    ClaimFactory,
    EntityChangeFactory,
    EntityFactory,
    EntityPhotoFactory,
    EventFactory,
    FundingProjectFactory,
    GalleryFactory,
    LocalPartnershipFactory,
    ParticipationTermsFactory,
    PartnershipMemberFactory,
    PeriodReportFactory,
    PhotoFactory,
    ScheduleChangeFactory,
    StoredImageFactory,
    SupportCentreFactory,
    VoivodeshipFactory,
)
from tests.security.naming import VALUE, Attack, Naming

Maker = Callable[[World, str, int], Any]  # (world, "own" or "foreign", place in the list)


def _no_args(world: World) -> list[Any]:
    return []


def _cursor(
    name: str,
    make: Maker,
    *,
    param: str = "od",
    query: str = "",
    args: Callable[[World], list[Any]] = _no_args,
    newest_first: bool = False,
    only_grows: bool = False,
) -> Attack:
    """Two rows of the list, between them one that is none of it, and one that is no more.

    `only_grows`: rows that the database keeps for ever; of those, one that never was.
    """

    def attack(world: World) -> Naming:
        first = make(world, "own", 1)
        foreign = make(world, "foreign", 2)
        key = foreign.pk + 100_000
        if not only_grows:
            gone = make(world, "foreign", 2)
            key = gone.pk
            gone.delete()
        last = make(world, "own", 3)
        url = f"{reverse(name, args=args(world))}?{query}{param}={VALUE}"
        own = last if newest_first else first
        return Naming(url, own=f"po-{own.pk}", foreign=[f"po-{foreign.pk}"], unknown=f"po-{key}")

    return attack


def _event(world: World, whose: str, place: int) -> Any:
    """Own events of the panel stand from the latest on."""
    centre = world.cast.centre if whose == "own" else world.cast.other_centre
    return EventFactory(centre=centre, starts_on=timezone.localdate() + timedelta(days=90 - place))


def _public_event(world: World, whose: str, place: int) -> Any:
    day = timezone.localdate() + timedelta(days=30 + place)
    return EventFactory(centre=world.cast.centre, starts_on=day, published=whose == "own")


def _entity(world: World, whose: str, place: int) -> Any:
    name = f"{'ABC'[place - 1]}grest"
    if whose == "own":
        return EntityFactory(name=name, published=True)
    return EntityFactory(name=name, state="merged", merged_into=world.cast.entity)


def _public_entity(world: World, whose: str, place: int) -> Any:
    return EntityFactory(name=f"{'ABC'[place - 1]}grest", published=whose == "own")


def _queued(world: World, whose: str, place: int) -> Any:
    return EntityFactory(state="awaiting" if whose == "own" else "draft", county=world.cast.centre.counties.get())


def _project(world: World, whose: str, place: int) -> Any:
    centre = world.cast.centre if whose == "own" else world.cast.other_centre
    return FundingProjectFactory(centre=centre, title=f"{'ABC'[place - 1]}grest")


def _public_project(world: World, whose: str, place: int) -> Any:
    return FundingProjectFactory(title=f"{'ABC'[place - 1]}grest", published=whose == "own")


def _partnership(world: World, whose: str, place: int) -> Any:
    centre = world.cast.centre if whose == "own" else world.cast.other_centre
    return LocalPartnershipFactory(centre=centre, name=f"{'ABC'[place - 1]}grest")


def _public_partnership(world: World, whose: str, place: int) -> Any:
    return LocalPartnershipFactory(name=f"{'ABC'[place - 1]}grest", published=whose == "own")


def _article(world: World, whose: str, place: int) -> Any:
    return ArticleFactory(centre=world.cast.centre if whose == "own" else world.cast.other_centre)


def _public_article(world: World, whose: str, place: int) -> Any:
    at = timezone.now() - timedelta(days=place)
    if whose == "own":
        return ArticleFactory(published=True, published_at=at)
    return ArticleFactory(withdrawn=True, published_at=at)


def _gallery(world: World, whose: str, place: int) -> Any:
    day = timezone.localdate() - timedelta(days=place)
    if whose == "own":
        return PhotoFactory(gallery=GalleryFactory(published=True, taken_on=day)).gallery
    return GalleryFactory(taken_on=day)


def _mail(state: str) -> Maker:
    def make(world: World, whose: str, place: int) -> Any:
        event = world.event if whose == "own" else world.other_event
        at = timezone.now() - timedelta(hours=place)
        when = {"failed": {"failed_at": at}, "held": {"held_at": at, "held_why": "form"}, "sent": {"sent_at": at}}[
            state
        ]
        n = OutboxMail.objects.count()
        return OutboxMail.objects.create(
            key=f"probe:{n}", to=f"a{n}@przyklad.example", subject="x", text="x", message_id=f"<{n}@przyklad>",
            owner=f"event:{event.pk}", cause="staff", state=state, **when,
        )  # fmt: skip

    return make


def _change(world: World, whose: str, place: int) -> Any:
    return EntityChangeFactory(
        entity=EntityFactory(published=True),
        **({} if whose == "own" else {"state": "withdrawn", "decided_at": timezone.now()}),
    )


def _claim(world: World, whose: str, place: int) -> Any:
    """Of the centre's county; one that its owners decide about is none of the staff's list."""
    entity = EntityFactory(published=True, county=world.cast.centre.counties.get())
    return ClaimFactory(entity=entity) if whose == "own" else ClaimFactory(entity=entity, way="owner")


def _person(world: World, whose: str, place: int) -> Any:
    """Somebody of the project; of another project."""
    project = world.project if whose == "own" else world.other_project
    if not hasattr(project, "participation_terms"):
        ParticipationTermsFactory(project=project)
    event = EventFactory(completed=True, centre=project.centre, project=project)
    row = AttendanceFactory(
        participant__registration__event=event, participant__sort_name=f"{'abc'[place - 1]}grest"
    ).participant
    person = row.person
    if whose == "foreign" and world.__dict__.setdefault("far", person) != person:  # the second one is taken away again
        row.attendances.all().delete()
        row.delete()
    return person


def _line(world: World, whose: str, place: int) -> Any:
    project = world.project if whose == "own" else world.other_project
    return ScheduleChangeFactory(project=project, event__project=project)


def _invitation(world: World) -> Naming:
    """Signed for an event and a member of its partnership: another event's, or another partnership's."""
    partnership = LocalPartnershipFactory(published=True, centre=world.cast.centre)
    event, other = (EventFactory(published=True, centre=world.cast.centre, partnership=partnership) for _ in "12")
    own, far = PartnershipMemberFactory(partnership=partnership), PartnershipMemberFactory()
    url = reverse("registration:form", args=[event.slug]) + f"?zaproszenie={VALUE}"
    foreign = [invitation_token(other, own), invitation_token(event, far)]
    return Naming(url, own=invitation_token(event, own), foreign=foreign, unknown="x:y:z")


def _centre_of_events(world: World) -> Naming:
    EventFactory(centre=world.cast.centre)
    EventFactory(centre=world.cast.other_centre, published=True)
    url = f"{reverse('panel:events')}?osrodek={VALUE}"
    return Naming(url, own=world.cast.centre.pk, foreign=[world.cast.other_centre.pk])


def _hidden_project(name: str) -> Attack:
    """A project that is not published is no filter, though an event or article of it may be public."""

    def attack(world: World) -> Naming:
        EventFactory(published=True, project=world.project)
        ArticleFactory(published=True, project=world.project)
        hidden = FundingProjectFactory(title="Żagle")
        url = f"{reverse(name)}?projekt={VALUE}"
        return Naming(url, own=world.project.slug, foreign=[hidden.slug], unknown="nie-ma")

    return attack


def _period(world: World) -> Naming:
    own = PeriodReportFactory(period__centre=world.cast.centre).period
    earlier = {"period__starts_on": "2019-01-01", "period__ends_on": "2019-03-31"}
    other = PeriodReportFactory(period__centre=world.cast.other_centre, **earlier).period
    PeriodReportFactory(period__centre=world.cast.centre, period__starts_on="2018-01-01", period__ends_on="2018-03-31")
    code = f"{own.starts_on}_{own.ends_on}"
    first, last = "2018-01-01", "2018-03-31"
    assert code
    return Naming(
        f"{reverse('panel:reports')}?okres={VALUE}", own=f"{first}_{last}",
        foreign=[f"{other.starts_on}_{other.ends_on}"], unknown="1999-01-01_1999-03-31",
    )  # fmt: skip


def _voivodeship(world: World) -> Naming:
    """The administrator reads all; a region without a centre is as if not sent."""
    far = VoivodeshipFactory(code="30", slug="wielkopolskie", name="wielkopolskie")
    SupportCentreFactory(voivodeship=far)
    empty = (
        Voivodeship.objects.exclude(pk__in=[far.pk, world.cast.centre.voivodeship_id]).first() or VoivodeshipFactory()
    )
    url = f"{reverse('panel:reports')}?wojewodztwo={VALUE}"
    return Naming(url, who="administrator", own=far.pk, foreign=[empty.pk], unknown="99")


def _picture_page(world: World) -> Naming:
    """Where a picture was seen: only a public page that shows it."""
    image = StoredImageFactory(ready=True)
    first, second = EntityFactory(published=True), EntityFactory(published=True)
    hidden, other = EntityFactory(), EntityFactory(published=True)
    for one in (first, second, hidden):
        EntityPhotoFactory(entity=one, image=image)
    EntityPhotoFactory(entity=other)
    url = reverse("pictures:report", args=[image.key]) + f"?strona={VALUE}"
    path = "/podmioty/{}/".format
    return Naming(
        url, own=path(second.slug), foreign=[path(hidden.slug), path(other.slug)], unknown="/podmioty/nie-ma/"
    )


ATTACKS: dict[tuple[str, str], list[Attack]] = {
    ("entities/directory/change_views.py", "od"): [_cursor("panel:entity-changes", _change)],
    ("entities/directory/panel_views.py", "od"): [
        _cursor("panel:entities", _entity), _cursor("panel:entity-queue", _queued),
    ],
    ("entities/directory/public_views.py", "strona"): [_cursor("entities:list", _public_entity, param="strona")],
    ("entities/memberships/panel_views.py", "od"): [_cursor("panel:entity-claims", _claim)],
    ("events/catalogue/filters.py", "(name)"): [_hidden_project("events:feed")],
    ("events/catalogue/filters.py", "projekt"): [_hidden_project("events:list")],
    ("common/web/filters.py", "(name)"): [_centre_of_events],
    ("events/catalogue/panel_views.py", "od"): [_cursor("panel:events", _event)],
    ("events/catalogue/public_views.py", "strona"): [_cursor("events:list", _public_event, param="strona")],
    ("events/participation/panel_views.py", "od"): [
        _cursor("panel:participation", _person, query="dane=braki&", args=lambda world: [world.project.pk]),
    ],
    ("events/registration/desk/sent_mail_views.py", "od"): [
        _cursor("panel:event-mails", _mail("sent"), args=lambda world: [world.event.pk], newest_first=True),
    ],
    ("events/registration/signup/views.py", "zaproszenie"): [_invitation],
    ("events/reporting/panel_views.py", "okres"): [_period],
    ("events/reporting/panel_views.py", "wojewodztwo"): [_voivodeship],
    ("events/schedule/public_views.py", "strona"): [
        _cursor(
            "schedule:page", _line, param="strona", query="pokaz=zmiany&", args=lambda world: [world.project.slug],
            only_grows=True,
            newest_first=True,
        ),
    ],
    ("news/articles/filters.py", "(param)"): [_hidden_project("news:list")],
    ("news/articles/panel_views.py", "od"): [_cursor("panel:articles", _article, newest_first=True)],
    ("news/articles/public_views.py", "strona"): [_cursor("news:list", _public_article, param="strona")],
    ("news/galleries/public_views.py", "strona"): [_cursor("galleries:list", _gallery, param="strona")],
    ("news/galleries/picture_request_views.py", "strona"): [_picture_page],
    ("owes_portal/site/mail_views.py", "od"): [
        _cursor("panel:failed-mails", _mail("failed")), _cursor("panel:held-mails", _mail("held")),
    ],
    ("partnerships/agreements/list_views.py", "strona"): [
        _cursor("partnerships:list", _public_partnership, param="strona"),
    ],
    ("partnerships/agreements/panel_views.py", "od"): [_cursor("panel:partnerships", _partnership)],
    ("partnerships/projects/panel_views.py", "od"): [_cursor("panel:projects", _project)],
    ("partnerships/projects/public_views.py", "strona"): [_cursor("projects:list", _public_project, param="strona")],
}  # fmt: skip
