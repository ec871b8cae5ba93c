"""Where Django finds the models of this app; nobody imports from here."""

from events.attendance.models import Attendance, DoorLink, ListSnapshot, Mark, Session
from events.catalogue.models import Event, EventDocument, EventEntity
from events.certificates.models import Certificate, CertificateCounter, CertificateTerms
from events.figures.models import FigureSnapshot
from events.folders.models import EventFolder
from events.imports.models import PeopleList
from events.participation.models import Participation, ParticipationTerms
from events.programme.models import Appearance, Point, PointList, ProgrammeItem, Quotation, Stop
from events.registration.models import Answer, FurtherForm, Participant, Person, PhoneCall, Question, Registration
from events.reporting.models import HandFigure, PeriodReport, ReportEntry, ReportingPeriod
from events.schedule.models import ScheduleChange

__all__ = [
    "Answer",
    "Appearance",
    "Attendance",
    "Certificate",
    "CertificateCounter",
    "CertificateTerms",
    "DoorLink",
    "Event",
    "EventDocument",
    "EventEntity",
    "EventFolder",
    "FigureSnapshot",
    "FurtherForm",
    "HandFigure",
    "ListSnapshot",
    "Mark",
    "Participant",
    "Participation",
    "ParticipationTerms",
    "PeriodReport",
    "PeopleList",
    "Person",
    "PhoneCall",
    "Point",
    "PointList",
    "ProgrammeItem",
    "Question",
    "Quotation",
    "Registration",
    "ReportEntry",
    "ReportingPeriod",
    "ScheduleChange",
    "Session",
    "Stop",
]
