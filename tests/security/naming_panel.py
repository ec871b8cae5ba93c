"""Parameters of forms and JSON bodies that name an object: with which others' objects each is attacked."""

import uuid

from django.urls import reverse
from django.utils import timezone

from common.outbox.models import OutboxMail
from events.attendance.services import open_sessions
from events.catalogue.models import Event
from events.registration.models import Participant
from tests.architecture.world import World
from tests.factories import (
    ArticleVersionFactory,
    AttendanceFactory,
    CertificateFactory,
    CertificateTermsFactory,
    DoorLinkFactory,
    EntityFactory,
    EventFactory,
    LocalPartnershipFactory,
    ParticipantFactory,
    ParticipationTermsFactory,
    PartnershipMemberFactory,
    PeriodReportFactory,
    PersonFactory,
    PhotoFactory,
    StopFactory,
)
from tests.security.naming import VALUE, Attack, Naming, ms


def _today(world: World, *, foreign: bool = False) -> Event:
    centre = world.cast.other_centre if foreign else world.cast.centre
    return EventFactory(published=True, centre=centre, starts_on=timezone.localdate())


def _three(world: World, **fields: object) -> tuple[Event, Participant, list[int]]:
    """An event with somebody, and people of another event of the centre and of another centre."""
    event = _today(world)
    others = [_today(world), _today(world, foreign=True)]
    mine = ParticipantFactory(registration__event=event, **fields)
    return event, mine, [ParticipantFactory(registration__event=one, **fields).pk for one in others]


def _entity_merge(world: World) -> Naming:
    """Another region's record is read by everybody of the staff, but nobody decides about it from here."""
    mine, other = (EntityFactory(county=world.cast.centre.counties.get()) for _ in "12")
    hidden = EntityFactory(state="merged", merged_into=mine)
    return Naming(reverse("panel:entity-merge", args=[mine.pk]) + f"?do={VALUE}", own=other.pk, foreign=[hidden.pk])


def _door(name: str, here: bool) -> Attack:
    def attack(world: World) -> Naming:
        event, mine, foreign = _three(world)
        [session] = open_sessions(event_id=event.pk)
        if not here:
            AttendanceFactory(participant=mine, session=session)
        return Naming(
            reverse("panel:door", args=[event.pk, session.pk]), own=mine.pk, foreign=foreign, data={name: VALUE}
        )

    return attack


def _group(world: World) -> Naming:
    """The rest of a group is marked: of this event's registration alone."""
    event, mine, others = _three(world)
    [session] = open_sessions(event_id=event.pk)
    foreign = list(Participant.objects.filter(pk__in=others).values_list("registration", flat=True))
    url = reverse("panel:door", args=[event.pk, session.pk])
    return Naming(url, own=mine.registration_id, foreign=foreign, data={"group": VALUE})


def _mark(world: World) -> Naming:
    event, mine, foreign = _three(world)
    [session] = open_sessions(event_id=event.pk)
    mark = {"id": str(uuid.UUID(int=7)), "who": VALUE, "at": ms(), "here": True}
    url = reverse("panel:door-marks", args=[event.pk, session.pk])
    return Naming(url, own=mine.pk, foreign=foreign, data={"marks": [mark]}, as_json=True)


def _grid(name: str) -> Attack:
    """A cell is a person and a list: another event's person, list, and both."""

    def attack(world: World) -> Naming:
        event, mine, [theirs, far] = _three(world)
        [session] = open_sessions(event_id=event.pk)
        row = Participant.objects.get(pk=theirs)
        [other] = open_sessions(event_id=row.event_id)
        if name == "was_here":
            AttendanceFactory(participant=mine, session=session)
            AttendanceFactory(participant=row, session=other)
        return Naming(
            reverse("panel:paper-grid", args=[event.pk]),
            own=f"{mine.pk}:{session.pk}",
            foreign=[f"{theirs}:{session.pk}", f"{mine.pk}:{other.pk}", f"{theirs}:{other.pk}", f"{far}:{session.pk}"],
            unknown="987654:987655",
            data={name: VALUE},
        )

    return attack


def _door_link(world: World) -> Naming:
    event = _today(world)
    own, *foreign = (DoorLinkFactory(event=one) for one in (event, _today(world), _today(world, foreign=True)))
    url = reverse("panel:door-links", args=[event.pk])
    return Naming(url, own=own.pk, foreign=[one.pk for one in foreign], data={"act": "revoke", "link": VALUE})


def _stop(world: World) -> Naming:
    event = _today(world)
    own, *foreign = (StopFactory(event=one) for one in (event, _today(world), _today(world, foreign=True)))
    url = reverse("panel:sessions", args=[event.pk])
    return Naming(url, own=own.pk, foreign=[one.pk for one in foreign], data={"stop": VALUE})


def _partnership(world: World) -> Naming:
    own, other = (LocalPartnershipFactory(published=True, centre=one) for one in _centres(world))
    return Naming(f"{reverse('panel:event-plan')}?partnerstwo={VALUE}", own=own.pk, foreign=[other.pk])


def _centres(world: World) -> list[object]:
    return [world.cast.centre, world.cast.other_centre]


def _certificate(world: World) -> Naming:
    """Of a revoked certificate."""
    own, *foreign = (
        AttendanceFactory(participant__registration__event=EventFactory(completed=True, centre=centre)).participant
        for centre in (world.cast.centre, world.cast.centre, world.cast.other_centre)
    )
    for one in (own, *foreign):
        CertificateTermsFactory(event=one.event)
        revoked = {"state": "revoked", "revoked_at": timezone.now(), "revoke_reason": "Błąd w nazwisku."}
        CertificateFactory(issued=True, participant=one, event=one.event, **revoked)
    url = reverse("panel:certificates-issue", args=[own.event_id])
    return Naming(url, own=own.pk, foreign=[one.pk for one in foreign], data={"participant": VALUE})


def _asked_person(world: World) -> Naming:
    people = []
    for project in (world.project, world.draft_project, world.other_project):
        ParticipationTermsFactory(project=project)
        event = EventFactory(completed=True, centre=project.centre, project=project)
        row = AttendanceFactory(
            participant__registration__event=event, participant__registration__email="ala@przyklad.example"
        ).participant
        people.append(row.person_id)
    own, *foreign = people
    return Naming(
        reverse("panel:participation-letters", args=[world.project.pk]),
        own=own, foreign=[*foreign, PersonFactory().pk], data={"osoba": VALUE},
    )  # fmt: skip


def _decision(world: World) -> Naming:
    event, mine, foreign = _three(world, state="pending", confirmed_at=None)
    Event.objects.filter(pk__in=Participant.objects.values("event")).update(registration_mode="approval")
    url = reverse("panel:decisions", args=[event.pk])
    return Naming(url, own=mine.pk, foreign=foreign, data={"osoba": VALUE, "to": "confirmed"})


def _ticked(world: World) -> Naming:
    event, mine, foreign = _three(world)
    url = reverse("panel:ticked", args=[event.pk])
    return Naming(url, own=mine.pk, foreign=foreign, data={"osoba": VALUE, "act": "give_up", "sure": "1"})


def _message_to(world: World) -> Naming:
    event, mine, foreign = _three(world)
    return Naming(reverse("panel:message", args=[event.pk]), own=mine.pk, foreign=foreign, data={"osoba": VALUE})


def _entity_of_list(world: World) -> Naming:
    """The entity of another event's people is no choice of this event's list."""
    event, mine, others = _three(world, registration__entity=EntityFactory())
    entities = [EntityFactory() for _ in others]
    for pk, entity in zip(others, entities, strict=True):
        Participant.objects.filter(pk=pk).update(entity=entity)
    ParticipantFactory(registration__event=event)
    url = reverse("panel:registrations", args=[event.pk])
    return Naming(f"{url}?podmiot={VALUE}", own=mine.entity_id, foreign=[one.pk for one in entities])


def _double(world: World) -> Naming:
    event = _today(world)
    names = {"first_name": "Ala", "last_name": "Bąk", "person": PersonFactory()}
    keep, drop = (ParticipantFactory(registration__event=event, **names) for _ in "12")
    foreign = [
        ParticipantFactory(registration__event=one, **names).pk for one in (_today(world), _today(world, foreign=True))
    ]
    other = ParticipantFactory(registration__event=event, first_name="Jan", last_name="Lis").pk
    url = reverse("panel:merge-doubles", args=[event.pk, keep.pk])
    return Naming(url, own=drop.pk, foreign=[*foreign, other], data={"drop": VALUE})


def _identity(world: World) -> Naming:
    """Namesakes are offered from everywhere (the same human being in two centres): any other person is not."""
    event, mine, _foreign = _three(world)
    same = PersonFactory(folded_name=mine.person.folded_name)
    other = PersonFactory(folded_name="inna osoba", first_name="Inna", last_name="Osoba")
    url = reverse("panel:identity", args=[event.pk, mine.pk])
    return Naming(url, own=same.pk, foreign=[other.pk], data={"person": VALUE, "is": "same"})


def _report_version(world: World) -> Naming:
    """The second version of another period is none of this one's."""
    own = PeriodReportFactory(period__centre=world.cast.centre)
    other = PeriodReportFactory(period__centre=world.cast.other_centre, version=2, reason="Dopisane godziny.")
    url = reverse("panel:report", args=[own.period_id]) + f"?wersja={VALUE}"
    return Naming(url, own=own.version, foreign=[other.version])


def _article_version(name: str, rest: str) -> Attack:
    def attack(world: World) -> Naming:
        ArticleVersionFactory(article=world.article, number=1)
        ArticleVersionFactory(article=world.other_draft, number=2)
        url = reverse("panel:article-versions", args=[world.article.pk]) + f"?{name}={VALUE}&{rest}"
        return Naming(url, own=1, foreign=[2])

    return attack


def _cover(world: World) -> Naming:
    article = world.draft
    article.gallery = world.draft_gallery
    article.save()
    own, *foreign = (PhotoFactory(gallery=one) for one in (world.draft_gallery, world.gallery, world.other_gallery))
    url = reverse("panel:article-cover", args=[article.pk])
    return Naming(url, own=own.pk, foreign=[one.pk for one in foreign], data={"photo": VALUE})


def _photos(world: World) -> tuple[int, list[int]]:
    galleries = (world.draft_gallery, world.gallery, world.other_gallery)
    own, *foreign = (PhotoFactory(gallery=one).pk for one in galleries)
    return own, foreign


def _chosen(world: World) -> Naming:
    own, foreign = _photos(world)
    data = {"act": "apply", "chosen": VALUE, "together_caption": "Przy stole", "together_for": "chosen"}
    return Naming(reverse("panel:gallery", args=[world.draft_gallery.pk]), own=own, foreign=foreign, data=data)


def _photo_row(world: World) -> Naming:
    own, foreign = _photos(world)
    data = {"act": "save", "photo": f"{VALUE}:", "cover": VALUE, f"z{VALUE}-alt": "x", f"z{VALUE}-caption": "y"}
    return Naming(reverse("panel:gallery", args=[world.draft_gallery.pk]), own=own, foreign=foreign, data=data)


def _photo_act(world: World) -> Naming:
    own, foreign = _photos(world)
    PhotoFactory(gallery=world.draft_gallery)
    data = {"act": f"down-{VALUE}"}
    return Naming(reverse("panel:gallery", args=[world.draft_gallery.pk]), own=own, foreign=foreign, data=data)


def _waiting(world: World) -> Naming:
    own, foreign = _photos(world)
    url = reverse("panel:gallery-progress", args=[world.draft_gallery.pk]) + f"?waiting={VALUE}"
    return Naming(url, own=own, foreign=foreign)


def _mail(state: str, name: str) -> Attack:
    """A message about another centre's event, and one that is about no event (of an account)."""

    def attack(world: World) -> Naming:
        owners = [f"event:{world.event.pk}", f"event:{world.other_event.pk}", ""]
        at = {"failed": {"failed_at": timezone.now()}, "held": {"held_at": timezone.now(), "held_why": "form"}}
        own, *foreign = (
            OutboxMail.objects.create(
                key=f"probe:{n}", to=f"a{n}@przyklad.example", subject="x", text="x", message_id=f"<{n}@przyklad>",
                owner=owner, cause="staff", state=state, **at[state],
            ).pk
            for n, owner in enumerate(owners)
        )  # fmt: skip
        return Naming(reverse(name), own=own, foreign=foreign, data={"mail": VALUE})

    return attack


def _membership(world: World) -> Naming:
    partnership = world.joined_partnership
    own = partnership.members.get()
    same, other = (
        PartnershipMemberFactory(partnership=partnership),
        PartnershipMemberFactory(partnership__published=True),
    )
    data = {"member": VALUE, f"m{VALUE}-contact_name": "Ala Bąk", f"m{VALUE}-contact_email": "ala@przyklad.example"}
    return Naming(
        reverse("corner:partnership", args=[partnership.slug]),
        own=own.pk, foreign=[same.pk, other.pk], who="entity_owner", data=data,
    )  # fmt: skip


ATTACKS: dict[tuple[str, str], list[Attack]] = {
    ("entities/directory/merge_views.py", "do"): [_entity_merge],
    ("events/attendance/shared_door_views.py", "here"): [_door("here", True)],
    ("events/attendance/shared_door_views.py", "was_here"): [_door("was_here", False)],
    ("events/attendance/shared_door_views.py", "who"): [_mark],
    ("events/attendance/shared_door_views.py", "group"): [_group],
    ("events/attendance/grid_views.py", "here"): [_grid("here")],
    ("events/attendance/grid_views.py", "was_here"): [_grid("was_here")],
    ("events/attendance/panel_views.py", "link"): [_door_link],
    ("events/attendance/panel_views.py", "stop"): [_stop],
    ("events/panel/plan_views.py", "partnerstwo"): [_partnership],
    ("events/certificates/panel_views.py", "participant"): [_certificate],
    ("events/participation/panel_views.py", "osoba"): [_asked_person],
    ("events/registration/desk/decision_views.py", "osoba"): [_decision],
    ("events/registration/desk/bulk_views.py", "osoba"): [_ticked],
    ("events/registration/desk/group_views.py", "osoba"): [_message_to],
    ("events/registration/panel_filters.py", "(name)"): [_entity_of_list],
    ("events/registration/desk/participant_views.py", "drop"): [_double],
    ("events/registration/desk/participant_views.py", "person"): [_identity],
    ("events/reporting/report_views.py", "wersja"): [_report_version],
    ("news/articles/part_views.py", "od"): [_article_version("od", "do=0")],
    ("news/articles/part_views.py", "do"): [_article_version("do", "od=1")],
    ("news/articles/part_views.py", "photo"): [_cover],
    ("news/galleries/panel_views.py", "chosen"): [_chosen],
    ("news/galleries/panel_views.py", "photo"): [_photo_row],
    ("news/galleries/panel_views.py", "act"): [_photo_act],
    ("news/galleries/panel_views.py", "waiting"): [_waiting],
    ("news/galleries/panel_views.py", "→ manager.page_of"): [_photo_row],
    ("news/galleries/shared_views.py", "→ manager.page_of"): [_photo_row],
    ("owes_portal/site/mail_views.py", "mail"): [
        _mail("failed", "panel:mails-again"), _mail("held", "panel:mails-release"), _mail("held", "panel:mails-drop"),
    ],
    ("partnerships/agreements/account_views.py", "member"): [_membership],
}  # fmt: skip
