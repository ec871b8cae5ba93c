"""A marked person goes through the whole portal: every form that takes personal data, on both sides of the counter."""

from collections.abc import Callable
from datetime import datetime, time
from typing import Any

from allauth.account.models import EmailAddress
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.mail import EmailMessage
from django.db.models import F
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from accounts.models import User
from common.spreadsheets.writer import xlsx_file
from events.catalogue.models import Event
from events.imports.working import work as read_lists
from events.registration.models import Participant, Registration
from events.registration.questions import field_name
from tests.cast import Cast
from tests.factories import (
    EventFactory,
    FundingProjectFactory,
    QuestionFactory,
)
from tests.traces.filling import fill
from tests.traces.mark import (
    ANSWER,
    EMAIL,
    FIRST,
    FUNCTION,
    LAST,
    NAME,
    NEEDS,
    OTHER_EMAIL,
    PERSON,
    PHONE,
    WORDS,
)

Sweep = Callable[[], list[EmailMessage]]
PASSWORD = "dlugie-haslo-kanarka"
NAMED = {"first_name": FIRST, "last_name": LAST}


def sheet_of(*rows: list[str]) -> bytes:
    """A workbook with these rows."""
    with xlsx_file(rows, title="Osoby") as made:
        return made.read()


class Walk:
    """The person, those who deal with her, and what they work on."""

    def __init__(self, cast: Cast, sweep: Sweep, move_to: Callable[[Any], Any]) -> None:
        self.cast, self.move_to = cast, move_to
        self.posted: list[EmailMessage] = []
        self.partnerships: list[str] = []  # addresses of those that name her
        self.sweep = lambda: self.posted.extend(sweep())
        self.she, self.stranger = Client(), Client()
        self.animator, self.editor, self.coordinator, self.administrator, self.owner = (Client() for _ in range(5))
        self.staff_signs_in()
        plain = {"centre": cast.centre, "published": True, "contact_email": "biuro@example.org"}
        self.free: Event = EventFactory(**plain)
        self.project = FundingProjectFactory(published=True, centre=cast.centre, ends_on=timezone.localdate())
        self.paid: Event = EventFactory(**plain, project=self.project)
        self.cancelled: Event = EventFactory(**plain)
        for event in (self.free, self.paid):
            QuestionFactory(event=event, text="O czym porozmawiać?")
            QuestionFactory(event=event, text="Z czym pani jedzie?", per_participant=True)
        self.day = timezone.make_aware(datetime.combine(self.free.starts_on, time(12)))

    def staff_signs_in(self) -> None:
        """Those behind the counter, whose sessions end with the day."""
        for who in ("animator", "editor", "coordinator", "administrator"):
            getattr(self, who).force_login(getattr(self.cast, who))
        self.owner.force_login(self.cast.entity_owner)

    def user(self) -> User:
        return User.objects.get(email=EMAIL)

    def account(self) -> None:
        """She signs up, says who she is, tries another address, forgets her password, fails to sign in."""
        self.she.post("/konto/rejestracja/", {"email": EMAIL, "password1": PASSWORD})
        self.sweep()
        EmailAddress.objects.filter(email=EMAIL).update(verified=True)
        self.she.force_login(self.user())
        fill(self.she, "/konto/dane/", {**NAMED, "function": FUNCTION, "phone": PHONE})
        self.stranger.post("/konto/logowanie/", {"login": EMAIL, "password": "nie-to"})
        self.stranger.post("/konto/kod/", {"email": EMAIL})
        self.stranger.post("/konto/haslo/przypomnij/", {"email": EMAIL})
        self.she.post("/konto/ponownie/", {"password": PASSWORD})
        self.she.post("/konto/e-mail/", {"email": OTHER_EMAIL, "action_add": "on"})
        changed = {"first_name": FIRST, "last_name": LAST, "function": FUNCTION, "phone": PHONE}
        address = f"/admin/accounts/user/{self.user().pk}/change/"
        fill(self.administrator, address, {**changed, "email": EMAIL})
        self.administrator.post("/admin/accounts/user/add/", {**NAMED, "email": EMAIL, "role": "participant"})

    def _form(self, who: Client, event: Event, **typed: Any) -> HttpResponse:
        hers = typed["last_name"] == LAST
        questions = {field_name(one): ANSWER if hers else "o pracy" for one in event.questions.all()}
        page = who.get(f"/wydarzenia/{event.slug}/zgloszenie/")
        sent = {
            "form_key": page.context["form"].initial["form_key"],
            "for_whom": "self",
            "representing": "private",
            "rules": "on",
            "notice": "on",
            "osoba-TOTAL_FORMS": 0,
            "osoba-INITIAL_FORMS": 0,
            **questions,
            **typed,
        }
        answer = who.post(f"/wydarzenia/{event.slug}/zgloszenie/", sent)
        assert answer.status_code == 302, answer.context["form"].errors
        return answer

    def registrations(self) -> None:
        """By herself, by a colleague, again from her address, by staff in three ways; each place is then changed."""
        she = {**PERSON, "phone": PHONE, "needs": NEEDS}
        jan = {"first_name": "Jan", "last_name": "Lis", "email": "biuro@inne.example"}
        each = {event.pk: field_name(event.questions.get(per_participant=True)) for event in (self.free, self.paid)}
        for event in (self.free, self.paid):
            self._form(self.she, event, **she)
            others = {f"osoba-0-{name}": value for name, value in PERSON.items()}
            others |= {"osoba-TOTAL_FORMS": 1, "for_whom": "both", f"osoba-0-{each[event.pk]}": ANSWER}
            self._form(self.stranger, event, **jan, **others)
        self._form(self.cancelled_visitor(), self.cancelled, **she)
        self.sweep()
        for mine in Registration.objects.filter(email=EMAIL, event__in=[self.free, self.paid]).order_by("pk"):
            own = f"/zgloszenie/{mine.token}/"
            fill(self.stranger, f"{own}zmiana/", {"phone": PHONE, each[mine.event_id]: ANSWER})
            place = mine.participants.order_by("pk").first()
            assert place is not None
            told = {**PERSON, "last_name": LAST, each[mine.event_id]: ANSWER}
            fill(self.stranger, f"{own}osoba/{place.pk}/", told)
            fill(self.stranger, f"/zgloszenie/osoba/{place.token}/", {"needs": NEEDS})
            fill(self.stranger, f"{own}osoby/", {"first_name": f"{FIRST} Maria", "last_name": LAST, "email": EMAIL})
        # From addresses that have a registration: these register nobody, and are kept to be offered.
        again = {"osoba-TOTAL_FORMS": 1, "for_whom": "both"} | {f"osoba-0-{k}": v for k, v in PERSON.items()}
        for first in (she, jan):
            self._form(self.stranger, self.free, **(first | again))
        self.sweep()

    def cancelled_visitor(self) -> Client:
        """Nobody signed in."""
        return Client()

    def staff(self) -> None:
        """What the animator types about her."""
        for event in (self.free, self.paid):
            base = f"/panel/wydarzenia/{event.pk}/zgloszenia/"
            question = field_name(event.questions.get(per_participant=True))
            anna = {**PERSON, "first_name": f"{FIRST} Anna", "phone": PHONE, "needs": NEEDS, question: ANSWER}
            fill(self.animator, f"{base}nowe/", anna)
            row = Participant.objects.filter(event=event, last_name=LAST).order_by("pk").first()
            assert row is not None
            fill(self.animator, f"{base}{row.pk}/", {"email": EMAIL})
            # Registered by somebody else: their address and telephone may be wrong too.
            for one in Participant.objects.filter(event=event, last_name=LAST).exclude(
                registration__last_name=LAST, registration__first_name=F("first_name")
            ):
                who = one.registration.email or EMAIL
                told = {**PERSON, "needs": NEEDS, "registrant_email": who, question: ANSWER}
                told |= {"phone": PHONE} if who == EMAIL else {}
                fill(self.animator, f"{base}{one.pk}/poprawa/", told | {"function": f"{FUNCTION} II"})
            asked = event.questions.get(per_participant=True).text
            people = sheet_of(
                ["Imię", "Nazwisko", "E-mail", "Funkcja", "Telefon", "Potrzeby", asked],
                [f"{FIRST} Ewa", LAST, EMAIL, FUNCTION, PHONE, NEEDS, ANSWER],
            )
            sheet = SimpleUploadedFile(f"{LAST}.xlsx", people)
            made = fill(self.animator, f"{base}import/", {"file": sheet}).headers["Location"]
            read_lists()
            self.animator.get(made)
            if event == self.free:  # the list of the other event waits for somebody to run it
                self.animator.post(made)
                read_lists()
            fill(self.animator, f"{base}wiadomosc/", {"subject": f"O {NAME}", "text": WORDS}, confirmed="on", send="1")
        base = f"/panel/wydarzenia/{self.cancelled.pk}/"
        fill(self.animator, f"{base}odwolanie/", {"reason": WORDS}, confirmed="on")
        self.sweep()
        self.animator.get(f"/panel/wydarzenia/{self.free.pk}/zgloszenia/lista.xlsx").close()
