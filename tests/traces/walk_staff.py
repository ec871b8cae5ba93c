"""The walk goes on: she is a contact, a speaker, an author, a guest at the door; papers are made of it."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.models import ErasureRequest
from common.pdf import print_pdf
from common.tasks import forget_old
from entities.directory.models import Entity
from entities.imports.working import expire_old as forget_sheets
from entities.imports.working import work as read_sheets
from events.attendance.models import Session
from events.certificates.models import Certificate
from events.certificates.services import issue_waiting
from events.folders.services import pack_waiting
from events.imports.working import expire_old as forget_lists
from events.registration.models import Participant
from events.registration.questions import field_name
from files.deletion import sweep_discards
from news.galleries.models import TakedownRequest
from tests.factories import (
    ArticleFactory,
    EntityFactory,
    EntityKindFactory,
    GalleryFactory,
    LocalPartnershipFactory,
    MembershipFactory,
    PartnershipMemberFactory,
    PhotoFactory,
)
from tests.traces.filling import fill
from tests.traces.mark import ANSWER, CONTACT, EMAIL, FIRST, FUNCTION, LAST, NAME, NEEDS, PERSON, PHONE, WORDS
from tests.traces.walk import Walk, sheet_of


def organisations(walk: Walk) -> None:
    """Entities, centres and partnerships: whom to call, who asks, who is invited."""
    cast = walk.cast
    mine = MembershipFactory(user=walk.user(), owner=True, entity=EntityFactory(published=True)).entity
    fill(walk.she, f"/konto/podmioty/{mine.pk}/dane/", {"email": EMAIL, "phone": PHONE})
    entity = cast.entity
    Entity.objects.filter(pk=entity.pk).update(email="biuro@podmiot.example")
    fill(walk.coordinator, f"/panel/podmioty/{entity.pk}/dane/", {"email": EMAIL, "phone": PHONE})
    Entity.objects.filter(pk=entity.pk).update(email="biuro@podmiot.example", phone="")
    told = {"name": NAME, "email": EMAIL, "text": WORDS}
    fill(walk.stranger, f"/podmioty/{entity.slug}/wiadomosc/", told)
    fill(walk.she, f"/konto/podmioty/opieka/{entity.slug}/", {"reason": WORDS}, way="staff")
    fill(walk.owner, f"/konto/podmioty/{entity.pk}/osoby/", {"email": EMAIL}, role="member")
    kind = EntityKindFactory(name="Fundacja")
    rows = sheet_of(
        ["Nazwa", "Forma", "Powiat", "E-mail", "Telefon"],
        ["Fundacja Próba", kind.name, cast.centre.counties.get().name, EMAIL, PHONE],
    )
    fill(walk.coordinator, "/panel/podmioty/import/", {"sheet": SimpleUploadedFile(f"{LAST}.xlsx", rows)})
    read_sheets()
    sweep_discards()
    person = {"name": NAME, "function": FUNCTION, "function_en": FUNCTION, "phone": PHONE, "email": EMAIL}
    fill(walk.coordinator, f"/panel/osrodki/{cast.centre.pk}/osoby/", person, act="save")
    partnership = LocalPartnershipFactory(published=True, centre=cast.centre)
    PartnershipMemberFactory(partnership=partnership, entity=entity)
    base = f"/panel/partnerstwa/{partnership.pk}/"
    fill(walk.coordinator, f"{base}dane/", CONTACT, counties=[walk.cast.centre.counties.get().pk])
    fill(walk.coordinator, f"{base}czesc/czlonkowie/", CONTACT, act="save", **{"r-0-agreed": "on"})
    team = {"name": NAME, "function": FUNCTION, "institution": "ROPS"}
    fill(walk.coordinator, f"{base}czesc/zespol/", team, act="save")
    hers = LocalPartnershipFactory(published=True, centre=cast.centre)
    PartnershipMemberFactory(partnership=hers, entity=mine)
    walk.partnerships = [f"/partnerstwa/{one.slug}/" for one in (partnership, hers)]
    fill(walk.she, f"/konto/partnerstwa/{hers.slug}/", CONTACT, agreed="on")
    walk.sweep()


def publications(walk: Walk) -> None:
    """Events that name her as contact and speaker; an article, a gallery, a request about a photograph."""
    for event in (walk.free, walk.paid):
        base = f"/panel/wydarzenia/{event.pk}/"
        fill(walk.animator, f"{base}zmiana/", {**CONTACT, "contact_function": FUNCTION})
        speaker = {
            "name": NAME,
            "academic_title": "dr",
            "function": FUNCTION,
            "institution": "ROPS",
            "biography": WORDS,
        }
        fill(walk.animator, f"{base}plan/osoby/", speaker, act="save")
        fill(walk.animator, f"{base}plan/cytaty/", {"text": f"Mówi {NAME}", "said_by": NAME}, act="save")
    today = timezone.localdate().isoformat()
    walk.animator.post(
        "/panel/wydarzenia/nowe/",
        {"title": "Nowe", "kind": "networking", "centre": walk.cast.centre.pk, "starts_on": today, "town": "Kęty"}
        | {"registration_mode": "open", **CONTACT},
    )
    article = ArticleFactory(centre=walk.cast.centre, created_by=walk.cast.editor)
    fill(walk.editor, f"/panel/aktualnosci/{article.pk}/", {"author": NAME})
    photo = PhotoFactory(gallery=GalleryFactory(published=True, centre=walk.cast.centre))
    base = f"/galerie/{photo.gallery.slug}/{photo.pk}/zglos/"
    fill(walk.stranger, base, {"reason": WORDS, "contact": EMAIL})


def at_the_door(walk: Walk) -> None:
    """The day of the events: she is marked, comes in without a registration, signs; papers, folder, report follow."""
    walk.move_to(walk.day)
    walk.staff_signs_in()
    for event in (walk.free, walk.paid):
        base = f"/panel/wydarzenia/{event.pk}/"
        walk.animator.post(f"{base}obecnosc/")
        session = Session.objects.filter(event=event).first()
        assert session is not None
        here = list(Participant.objects.filter(event=event, last_name=LAST).values_list("pk", flat=True))
        walk.animator.post(f"{base}obecnosc/{session.pk}/", {"here": here})
        told = {**PERSON, "phone": PHONE, "needs": NEEDS}
        question = field_name(event.questions.get(per_participant=True))
        fill(walk.animator, f"{base}obecnosc/{session.pk}/osoba/", told | {question: ANSWER}, another="on")
        grid = walk.animator.get(f"{base}obecnosc/papier/").context["blank"][0]
        row = {f"{grid.prefix}-{name}": value for name, value in (told | {question: ANSWER}).items()}
        row |= {f"{grid.prefix}-form_key": grid.initial["form_key"], f"{grid.prefix}-days": session.pk}
        walk.animator.post(f"{base}obecnosc/papier/", {"blank": grid.number, **row})
        same_human(walk, event.pk)
        scan = SimpleUploadedFile(f"lista-{LAST}.pdf", signed_list())
        walk.animator.post(f"{base}obecnosc/papier/skan/", {"files": [scan]})
        walk.animator.get(f"{base}papiery/lista.pdf")
        walk.animator.post(f"{base}obecnosc/zamkniecie/")
        terms = {"signatory": NAME, "signatory_function": FUNCTION}
        fill(walk.animator, f"{base}zaswiadczenia/", terms, place="Kęty")
        walk.animator.post(f"{base}zaswiadczenia/wystawienie/")
        issue_waiting()
        walk.sweep()
        walk.animator.post(f"{base}teczka/")
        pack_waiting()
    made = Certificate.objects.filter(event=walk.free, state="issued").order_by("-pk").first()
    assert made is not None
    fill(walk.animator, f"/panel/wydarzenia/{walk.free.pk}/zaswiadczenia/{made.pk}/uniewaznienie/", {"reason": WORDS})
    walk.sweep()


def same_human(walk: Walk, event_id: int) -> None:
    """Staff say of those of her name without an address that they are she."""
    rows = Participant.objects.filter(event=event_id, first_name=FIRST, last_name=LAST)
    hers = rows.exclude(email="").order_by("pk").first()
    assert hers is not None
    for row in rows.filter(email="").exclude(person=hers.person_id):
        base = f"/panel/wydarzenia/{event_id}/zgloszenia/{row.pk}/kto-to/"
        walk.animator.post(base, {"person": hers.person_id, "is": "same"})


def signed_list() -> bytes:
    """A scan of paper on which she signed."""
    person = {"name": NAME, "entity": "", "note": ""}
    sheet: dict[str, Any] = {"document_title": "Lista", "name": "Spotkanie", "facts": [], "marks": [], "foot": ""}
    return print_pdf("events/attendance/photographer.typ", sheet | {"printed": "dziś", "no": [], "yes": [person]})


def erased(walk: Walk) -> None:
    """The day after she asks to be forgotten, and the administrator carries it out; waiting mail goes."""
    walk.move_to(walk.day + timedelta(days=1))
    walk.staff_signs_in()
    she = walk.user()
    walk.she.force_login(she)
    walk.she.get("/konto/moje-dane/")
    walk.she.post("/konto/moje-dane/", {"act": "erase"})
    request = ErasureRequest.objects.get(user=she)
    chosen = {"action": "carry_out", "_selected_action": [request.pk]}
    walk.administrator.post("/admin/accounts/erasurerequest/", chosen)
    walk.sweep()
    request.refresh_from_db()
    assert request.state == "done"


def answered(walk: Walk) -> None:
    """What waited for an answer gets one."""
    for request in TakedownRequest.objects.all():
        address = f"/panel/galerie/zgloszenia/{request.pk}/"
        walk.administrator.post(address, {"decision": "refuse", "answer": "Zostaje."})
        request.refresh_from_db()
        assert request.decided_at is not None
    walk.sweep()


def a_night_later(walk: Walk, on: date) -> None:
    """The sweeps of a night."""
    walk.move_to(timezone.make_aware(datetime.combine(on, time(3, 10))))
    forget_old()
    forget_sheets()
    forget_lists()
    pack_waiting()
    sweep_discards()
