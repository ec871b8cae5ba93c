"""Events, programme, registrations, attendance."""

import uuid

import factory
from django.core.files.base import ContentFile

from common.text.folding import person_sort_key
from events.attendance.models import Attendance, ListSnapshot, Mark, Method, Session
from events.catalogue.kinds import EventKind
from events.catalogue.models import EntityRole, Event, EventDocument, EventEntity
from events.catalogue.states import EventState
from events.certificates.models import Certificate, CertificateCounter, CertificateTerms
from events.figures.models import FigureSnapshot
from events.folders.models import EventFolder
from events.participation.models import Participation, ParticipationTerms
from events.programme.models import (
    Appearance,
    AppearanceRole,
    Point,
    PointKind,
    PointList,
    ProgrammeItem,
    Quotation,
    Stop,
)
from events.registration.models import (
    Answer,
    CallOutcome,
    FurtherForm,
    Participant,
    Person,
    PhoneCall,
    Question,
    Registration,
)
from tests.factories.base import ModelFactory, days_from_now, now
from tests.factories.entities import CountyFactory, EntityFactory, SupportCentreFactory
from tests.factories.files import PDF, StoredFileFactory
from tests.factories.partnerships import FundingProjectFactory


class EventFactory(ModelFactory):
    """A draft of a day's meeting a month ahead; `published=True`, `completed=True` (a month ago), `cancelled=True`."""

    class Meta:
        model = Event

    slug = factory.Sequence(lambda n: f"spotkanie-{n}")
    kind = EventKind.NETWORKING
    title = factory.Sequence(lambda n: f"Spotkanie sieciujące {n}")
    starts_on = factory.LazyFunction(lambda: days_from_now(30))
    ends_on = factory.SelfAttribute("starts_on")
    town = "Kęty"
    county = factory.SubFactory(CountyFactory)
    centre = factory.SubFactory(SupportCentreFactory)

    class Params:
        published = factory.Trait(state=EventState.PUBLISHED, published_at=factory.LazyFunction(now))
        completed = factory.Trait(
            state=EventState.COMPLETED,
            starts_on=factory.LazyFunction(lambda: days_from_now(-30)),
            published_at=factory.LazyFunction(now),
            completed_at=factory.LazyFunction(now),
        )
        cancelled = factory.Trait(
            state=EventState.CANCELLED,
            published_at=factory.LazyFunction(now),
            cancelled_at=factory.LazyFunction(now),
            cancel_reason="Choroba prowadzącej.",
        )


class EventEntityFactory(ModelFactory):
    """A published entity organises a published event."""

    class Meta:
        model = EventEntity

    event = factory.SubFactory(EventFactory, published=True)
    entity = factory.SubFactory(EntityFactory, published=True)
    role = EntityRole.ORGANISER


class EventDocumentFactory(ModelFactory):
    """A public file of an event."""

    class Meta:
        model = EventDocument

    event = factory.SubFactory(EventFactory, published=True)
    file = factory.SubFactory(StoredFileFactory)
    title = "Program spotkania"


class StopFactory(ModelFactory):
    """The place of the event's first day."""

    class Meta:
        model = Stop

    event = factory.SubFactory(EventFactory, published=True)
    day = factory.SelfAttribute("event.starts_on")
    name = "Dom Kultury"
    town = "Kęty"


class ProgrammeItemFactory(ModelFactory):
    """A point of the programme, without an hour."""

    class Meta:
        model = ProgrammeItem

    event = factory.SubFactory(EventFactory, published=True)
    day = factory.SelfAttribute("event.starts_on")
    title = factory.Sequence(lambda n: f"Punkt programu {n}")
    position = factory.Sequence(int)


class AppearanceFactory(ModelFactory):
    """A speaker."""

    class Meta:
        model = Appearance

    event = factory.SubFactory(EventFactory, published=True)
    role = AppearanceRole.SPEAKER
    name = factory.Sequence(lambda n: f"Maria Prelegentka {n}")
    function = "prezeska"


class PointListFactory(ModelFactory):
    """A list of conclusions."""

    class Meta:
        model = PointList

    event = factory.SubFactory(EventFactory, published=True)
    kind = PointKind.CONCLUSION
    title = "Wnioski"


class PointFactory(ModelFactory):
    """One conclusion."""

    class Meta:
        model = Point

    list = factory.SubFactory(PointListFactory)
    text = factory.Sequence(lambda n: f"Wniosek {n}")


class QuotationFactory(ModelFactory):
    """Words said at an event."""

    class Meta:
        model = Quotation

    event = factory.SubFactory(EventFactory, published=True)
    text = factory.Sequence(lambda n: f"Słowa {n}")
    said_by = "Maria Prelegentka"


class PersonFactory(ModelFactory):
    """A person, known by name and address."""

    class Meta:
        model = Person

    first_name = "Zofia"
    last_name = factory.Sequence(lambda n: f"Uczestna{n}")
    folded_name = factory.LazyAttribute(lambda person: f"{person.first_name} {person.last_name}".lower())
    email = factory.Sequence(lambda n: f"uczestna{n}@example.org")


class RegistrationFactory(ModelFactory):
    """A registration from the form, without participants yet (or `ParticipantFactory()`)."""

    class Meta:
        model = Registration

    event = factory.SubFactory(EventFactory, published=True)
    form_key = factory.LazyFunction(lambda: uuid.uuid4().hex)
    first_name = "Zofia"
    last_name = factory.Sequence(lambda n: f"Zgłaszająca{n}")
    email = factory.Sequence(lambda n: f"zglaszajaca{n}@example.org")


class ParticipantFactory(ModelFactory):
    """A confirmed participant; `waiting=True` is on the waiting list. The event's counts are kept by services only."""

    class Meta:
        model = Participant

    registration = factory.SubFactory(RegistrationFactory)
    event = factory.SelfAttribute("registration.event")
    person = factory.SubFactory(PersonFactory)
    first_name = factory.SelfAttribute("person.first_name")
    last_name = factory.SelfAttribute("person.last_name")
    sort_name = factory.LazyAttribute(lambda one: person_sort_key(one.last_name, one.first_name))
    email = factory.SelfAttribute("person.email")
    entity = factory.SelfAttribute("registration.entity")
    entity_kind = factory.LazyAttribute(lambda one: one.entity and one.entity.kind)
    state = "confirmed"
    confirmed_at = factory.LazyFunction(now)
    queue_number = factory.Sequence(lambda n: n + 1000)

    class Params:
        waiting = factory.Trait(state="waiting", confirmed_at=None, waiting_since=factory.LazyFunction(now))


class QuestionFactory(ModelFactory):
    """An optional question with a short answer."""

    class Meta:
        model = Question

    event = factory.SubFactory(EventFactory, published=True)
    text = factory.Sequence(lambda n: f"Pytanie {n}")


class AnswerFactory(ModelFactory):
    """An answer for the whole registration."""

    class Meta:
        model = Answer

    registration = factory.SubFactory(RegistrationFactory)
    question = factory.SubFactory(QuestionFactory, event=factory.SelfAttribute("..registration.event"))
    value = "odpowiedź"


class SessionFactory(ModelFactory):
    """The first day of an event."""

    class Meta:
        model = Session

    event = factory.SubFactory(EventFactory, published=True)
    day = factory.SelfAttribute("event.starts_on")


class AttendanceFactory(ModelFactory):
    """A confirmed participant, present on the first day."""

    class Meta:
        model = Attendance

    participant = factory.SubFactory(ParticipantFactory)
    session = factory.SubFactory(SessionFactory, event=factory.SelfAttribute("..participant.event"))
    marked_at = factory.LazyFunction(now)
    method = Method.TAP


class ListSnapshotFactory(ModelFactory):
    """A list that was printed while nobody stood on it."""

    class Meta:
        model = ListSnapshot

    event = factory.SubFactory(EventFactory, published=True)
    purpose = ListSnapshot.Purpose.PRINTED
    taken_at = factory.LazyFunction(now)


class MarkFactory(ModelFactory):
    """A tap on the first day: the person is here. Attendance follows from marks by the service only."""

    class Meta:
        model = Mark

    key = factory.LazyFunction(uuid.uuid4)
    participant = factory.SubFactory(ParticipantFactory)
    session = factory.SubFactory(SessionFactory, event=factory.SelfAttribute("..participant.event"))
    is_here = True
    made_at = factory.LazyFunction(now)
    device_ms = factory.LazyAttribute(lambda mark: int(mark.made_at.timestamp() * 1000))
    method = Method.TAP


class FigureSnapshotFactory(ModelFactory):
    """The region's figures, counted just now; nobody was there."""

    class Meta:
        model = FigureSnapshot

    scope = factory.Sequence(lambda n: f"region:{n + 3000}")
    signature = "0"
    counted_at = factory.LazyFunction(now)


class PhoneCallFactory(ModelFactory):
    """Nobody answered."""

    class Meta:
        model = PhoneCall

    participant = factory.SubFactory(ParticipantFactory, waiting=True)
    registration = factory.SelfAttribute("participant.registration")
    outcome = CallOutcome.NO_ANSWER


class CertificateTermsFactory(ModelFactory):
    """Everybody at four sessions of five at least."""

    class Meta:
        model = CertificateTerms

    event = factory.SubFactory(EventFactory, completed=True)
    place = "Kęty"
    signatory = "Anna Kowalska"
    signatory_function = "dyrektorka"


class CertificateCounterFactory(ModelFactory):
    """No number given yet."""

    class Meta:
        model = CertificateCounter

    centre = factory.SubFactory(SupportCentreFactory)
    year = 2026


class CertificateFactory(ModelFactory):
    """One that waits for its number and paper; `issued=True` has a number (the counter is kept by services only)."""

    class Meta:
        model = Certificate

    participant = factory.SubFactory(ParticipantFactory)
    event = factory.SelfAttribute("participant.event")
    centre = factory.SelfAttribute("event.centre")

    class Params:
        issued = factory.Trait(
            state="issued",
            issued_at=factory.LazyFunction(now),
            year=2026,
            serial=factory.Sequence(lambda n: n + 1),
            mark="OWES-PROBA",
            initials="Z. U.",
            content=factory.LazyFunction(lambda: ContentFile(PDF, "zaswiadczenie.pdf")),
        )


class EventFolderFactory(ModelFactory):
    """Waits to be packed; `ready=True` has its archive."""

    class Meta:
        model = EventFolder

    event = factory.SubFactory(EventFactory, completed=True)

    class Params:
        ready = factory.Trait(
            state="ready",
            ready_at=factory.LazyFunction(now),
            content=factory.LazyFunction(lambda: ContentFile(b"PK", "teczka.zip")),
            size=2,
        )


class FurtherFormFactory(ModelFactory):
    """A later form of somebody who is registered, with nobody new in it."""

    class Meta:
        model = FurtherForm

    registration = factory.SubFactory(RegistrationFactory)
    event = factory.SelfAttribute("registration.event")
    form_key = factory.LazyFunction(lambda: uuid.uuid4().hex)


class ParticipationTermsFactory(ModelFactory):
    """A project that asks for sex and labour status."""

    class Meta:
        model = ParticipationTerms

    project = factory.SubFactory(FundingProjectFactory, published=True)
    asked = factory.LazyFunction(lambda: ["sex", "labour"])


class ParticipationFactory(ModelFactory):
    """Somebody of whom the project's data is missing; `complete=True` has answered."""

    class Meta:
        model = Participation

    project = factory.LazyFunction(lambda: ParticipationTermsFactory().project)
    person = factory.SubFactory(PersonFactory)

    class Params:
        complete = factory.Trait(
            state="complete",
            completed_at=factory.LazyFunction(now),
            answers='{"sex": "female", "labour": "employed"}',
            source="link",
        )
