"""Where Django finds the models of this app; nobody imports from here."""

from events.attendance.models import Attendance, Mark, Session
from events.catalogue.models import Event, EventDocument, EventEntity
from events.certificates.models import Certificate, CertificateCounter, CertificateTerms
from events.figures.models import FigureSnapshot
from events.folders.models import EventFolder
from events.participation.models import Participation, ParticipationTerms
from events.programme.models import Appearance, Point, PointList, ProgrammeItem, Quotation, Stop
from events.registration.models import Answer, FurtherForm, Participant, Person, PhoneCall, Question, Registration
from events.schedule.models import ScheduleChange

__all__ = [
    "Answer",
    "Appearance",
    "Attendance",
    "Certificate",
    "CertificateCounter",
    "CertificateTerms",
    "Event",
    "EventDocument",
    "EventEntity",
    "EventFolder",
    "FigureSnapshot",
    "FurtherForm",
    "Mark",
    "Participant",
    "Participation",
    "ParticipationTerms",
    "Person",
    "PhoneCall",
    "Point",
    "PointList",
    "ProgrammeItem",
    "Question",
    "Quotation",
    "Registration",
    "ScheduleChange",
    "Session",
    "Stop",
]
