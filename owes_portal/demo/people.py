"""People of the demo, all made up: those who sign in, those who took part, those who are coming."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from accounts.models import Consent, Notice, Role, User
from entities.centres.models import Assignment, ContactPerson
from entities.directory.models import Entity
from entities.memberships.models import Membership
from events.attendance.models import Attendance, Method, Session
from events.attendance.services import check_in, open_sessions
from events.catalogue.models import Event
from events.figures.queries import event_figures
from events.figures.sentences import participation_sentence
from events.figures.services import refresh
from events.registration.models import ForWhom, Participant, ParticipantRole, Registration, RegistrationSource
from events.registration.person_details import Registrant
from events.registration.services import NewPerson, Terms, register
from news.articles.models import Article, ArticleRole, ArticleVersion
from owes_portal.demo import kety
from owes_portal.demo.build import at, centre, entity
from owes_portal.demo.stories import event

PASSWORD = "wspolny-stol-2024"  # noqa: S105 (the demo's, printed at every start)


@dataclass(frozen=True)
class SignIn:
    """Somebody who can sign in."""

    email: str
    who: str
    first_name: str
    last_name: str
    role: Role
    function: str = ""
    centres: Sequence[str] = ()
    entities: Sequence[tuple[str, str]] = ()


SIGN_INS = (
    SignIn(
        "owner@demo.example",
        "właścicielka podmiotu",
        "Maria",
        "Kania",
        Role.PARTICIPANT,
        "prezeska zarządu",
        entities=[("spoldzielnia-socjalna-koniczynka", "owner"), ("spoldzielnia-socjalna-slony-wiatr", "owner")],
    ),
    SignIn(
        "member@demo.example",
        "osoba z podmiotu",
        "Jan",
        "Bielak",
        Role.PARTICIPANT,
        "brygadzista",
        entities=[("spoldzielnia-socjalna-koniczynka", "member"), ("spoldzielnia-socjalna-ketucky", "member")],
    ),
    SignIn(
        "animator@demo.example",
        "animatorka",
        "Halina",
        "Zarzycka",
        Role.ANIMATOR,
        "animatorka współpracy z przedsiębiorcami",
        centres=["mowes", "dobra-robota"],
    ),
    SignIn(
        "editor@demo.example",
        "redaktorka",
        "Ewa",
        "Rogoźnik",
        Role.EDITOR,
        "specjalistka ds. promocji",
        centres=["mowes", "rops-pomorskie"],
    ),
    SignIn(
        "coordinator@demo.example",
        "koordynatorka",
        "Irena",
        "Lewandowicz",
        Role.COORDINATOR,
        "dyrektorka",
        centres=["rops-pomorskie", "mowes"],
    ),
    SignIn("admin@demo.example", "administrator", "Adam", "Portalski", Role.ADMINISTRATOR, "administrator portalu"),
)

# Party of the meeting in Kęty: entity, role, people with their functions.
Party = Sequence[tuple[str, ParticipantRole, Sequence[tuple[str, str, str]]]]
P, G, S = ParticipantRole.PARTICIPANT, ParticipantRole.GUEST, ParticipantRole.SPEAKER
KETY: Party = (
    (
        "spoldzielnia-socjalna-koniczynka",
        P,
        [("Maria", "Kania", "prezeska zarządu"), ("Jan", "Bielak", "brygadzista")],
    ),
    (
        "spoldzielnia-socjalna-ketucky",
        P,
        [("Bronisława", "Pyrek", "szefowa kuchni"), ("Tadeusz", "Skowron", "kierownik baru")],
    ),
    ("stolarnia-pod-lipa", P, [("Ryszard", "Lipowski", "właściciel")]),
    (
        "piekarnia-rynek-7",
        P,
        [("Jadwiga", "Zakrzowska", "współwłaścicielka"), ("Leon", "Zakrzowski", "współwłaściciel")],
    ),
    ("drukarnia-sola", P, [("Celina", "Matysik", "kierowniczka produkcji")]),
    ("hurtownia-beskid", P, [("Waldemar", "Ostoja", "dyrektor handlowy")]),
    ("gmina-kety", S, [("Paweł", "Grządziel", "doradca burmistrza")]),
    (
        "gmina-kety",
        P,
        [("Urszula", "Hebda", "inspektorka ds. gospodarczych"), ("Stefan", "Madej", "radny")],
    ),
    ("kecka-rada-przedsiebiorczosci", G, [("Oktawia", "Rusinek", "członkini Rady")]),
    ("zwiazek-lustracyjny-spoldzielni-pracy", G, [("Kazimierz", "Drelich", "lustrator")]),
)
FIRST_NAMES = [
    "Agata",
    "Barbara",
    "Cezary",
    "Dorota",
    "Emil",
    "Felicja",
    "Gustaw",
    "Hanna",
    "Iwo",
    "Justyna",
    "Karol",
    "Lidia",
    "Maciej",
    "Natalia",
    "Olgierd",
    "Patrycja",
    "Radosław",
    "Sabina",
    "Tymon",
    "Wanda",
    "Zenon",
    "Aneta",
    "Borys",
    "Celestyna",
]
LAST_NAMES = [
    "Bąkała",
    "Czyżyk",
    "Dudzik",
    "Figura",
    "Gawron",
    "Hojda",
    "Iwanek",
    "Jarmuż",
    "Kłosek",
    "Lasota",
    "Młynek",
    "Niezgoda",
    "Okoń",
    "Pasieka",
    "Rzepka",
    "Sowa",
    "Topór",
    "Urban",
    "Węgorz",
    "Zając",
    "Żuraw",
    "Borówka",
    "Cebula",
    "Dąbek",
    "Fiołek",
    "Grzybek",
    "Jagoda",
]
FUNCTIONS = ("prezeska zarządu", "kierownik zespołu", "specjalistka", "koordynator", "księgowa", "pracownik")


def load() -> None:
    """Users with their places, and the list of the meeting in Kęty."""
    password = ""
    for person in SIGN_INS:
        if not User.objects.filter(email=person.email).exists():
            password = password or make_password(PASSWORD)
            _add_user(person, password)
    meeting = event(kety.SLUG)
    if not meeting.participants.exists():
        admit(meeting, KETY, on=kety.DAY - timedelta(days=8))
        mark_present(meeting)


def _add_user(person: SignIn, password: str) -> None:
    admin = person.role == Role.ADMINISTRATOR
    user = User.objects.create(
        email=person.email,
        password=password,
        first_name=person.first_name,
        last_name=person.last_name,
        role=person.role,
        function=person.function,
        is_staff=admin,
        is_superuser=admin,
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    for slug in person.centres:
        Assignment.objects.create(user=user, centre=centre(slug))
    for slug, role in person.entities:
        Membership.objects.create(user=user, entity=entity(slug), role=role)
    ContactPerson.objects.filter(name=user.get_full_name()).update(user=user)


# --- taking part ------------------------------------------------------------------------------------------------
def team(of: Entity, size: int) -> list[tuple[str, str, str]]:
    """The people of an entity, always the same ones: whoever comes twice is met again."""
    start = of.pk * 5
    return [
        (
            FIRST_NAMES[(start + 3 * n) % len(FIRST_NAMES)],
            LAST_NAMES[(start * 3 + 7 * n) % len(LAST_NAMES)],
            FUNCTIONS[(of.pk + n) % len(FUNCTIONS)],
        )
        for n in range(size)
    ]


def party_of(*names: tuple[str, int]) -> Party:
    """So many people of each of these entities."""
    return [(slug, P, team(entity(slug), size)) for slug, size in names]


def admit(to: Event, party: Party, *, on: date | None = None, needs: str = "") -> None:
    """Register a party by the portal's own service; `on` makes a list of the past, entered afterwards."""
    rules = Notice.objects.get(kind="rules", controller="", version=1)
    for slug, role, people in party:
        first_name, last_name, _function = people[0]
        registration = register(
            event_id=to.pk,
            entity=entity(slug),
            registrant=Registrant(first_name=first_name, last_name=last_name),
            people=[
                NewPerson(first_name=first, last_name=last, function=function, role=role, needs=needs if n == 0 else "")
                for n, (first, last, function) in enumerate(people)
            ],
            terms=Terms(
                source=RegistrationSource.IMPORT if on else RegistrationSource.WEB,
                for_whom=ForWhom.SELF if len(people) == 1 else ForWhom.BOTH,
                rules_id=rules.pk,
            ),
        )
        # After the service, so that nobody is mailed about a demo.
        Registration.objects.filter(pk=registration.pk).update(email=f"zgloszenia@{slug[:40].strip('-')}.example")
        if on:
            _set_back(registration, at(on, 12))
        else:
            _acknowledge(registration)


def _set_back(registration: Registration, to: datetime) -> None:
    Registration.objects.filter(pk=registration.pk).update(created_at=to)
    registration.participants.filter(confirmed_at__isnull=False).update(confirmed_at=to)


def _acknowledge(registration: Registration) -> None:
    """Everyone saw the notice; every second person agreed to be invited again."""
    notices = {notice.kind: notice for notice in Notice.objects.filter(controller="", version=1)}
    first, *others = registration.participants.order_by("queue_number")
    rows = [(first, notices["registration"])] + [(person, notices["colleague"]) for person in others]
    rows += [(person, notices["consent-invitations"]) for person in (first, *others) if person.pk % 2]
    Consent.objects.bulk_create(
        Consent(subject=person.key, notice=notice, given_at=registration.created_at, source="web")
        for person, notice in rows
    )


def mark_present(event: Event, *, but: int = 0) -> None:
    """Mark from the paper list everyone who has a place, except the last `but`."""
    session, *_more = open_sessions(event_id=event.pk)
    confirmed = list(Participant.objects.filter(event=event, state="confirmed").order_by("queue_number"))
    for person in confirmed[: len(confirmed) - but]:
        moment = at(session.day, 10, person.queue_number % 40)
        check_in(participant_id=person.pk, session_id=session.pk, by=None, method=Method.PAPER, at=moment)
    Session.objects.filter(event=event).update(closed_at=at(event.ends_on, 16))


# --- figures ----------------------------------------------------------------------------------------------------
def freeze_figures() -> None:
    """Each report whose event has a list receives the computed sentence, as publishing does."""
    reports = Article.objects.filter(participation="", event_links__role=ArticleRole.REPORTS).distinct()
    counted = Attendance.objects.values("participant__event")
    for article in reports.filter(event_links__event__in=counted):
        reported = Event.objects.get(article_links__article=article, article_links__role=ArticleRole.REPORTS)
        figures = event_figures(reported)
        article.participation = participation_sentence(reported, figures)
        article.figures = figures.as_json()
        article.save(update_fields=["participation", "figures"])
        ArticleVersion.objects.filter(article=article).update(
            participation=article.participation, figures=article.figures
        )
    refresh()
