"""Pages behind a sign-in, by the person who uses them: the panel, the door, the account."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from accounts.models import User
from entities.directory.proposing import amend_entity
from events.attendance.models import Session
from events.attendance.services import open_sessions
from events.catalogue.models import Event
from events.certificates.models import CertificateTerms
from events.registration.models import Registration
from events.reporting.models import PeriodReport, ReportingPeriod
from news.articles.models import Article
from news.galleries.models import Gallery
from tests.factories import CorrectionFactory, TakedownRequestFactory
from tests.visual.walk import Walk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SignIn = Callable[[User], None]


def event(slug: str) -> Event:
    return Event.objects.get(slug=slug)


def person(email: str) -> User:
    return User.objects.get(email=email)


def test_panel_of_events(walk: Walk, sign_in: SignIn) -> None:
    sign_in(person("animator@demo.example"))
    full, today = event("kety-przy-wspolnym-stole"), event("wycena-uslug-bez-tajemnic")
    done = event("spotkanie-partnerstwa-ziemi-oswiecimskiej")
    for url in ("/panel/", "/panel/wydarzenia/", "/panel/wydarzenia/?stan=draft"):
        walk.look(url)
    for one in (full, today, done):
        walk.look(f"/panel/wydarzenia/{one.pk}/")
    walk.look(f"/panel/wydarzenia/{full.pk}/zmiana/")
    walk.look(f"/panel/wydarzenia/{full.pk}/zgloszenia/")
    walk.look(f"/panel/wydarzenia/{full.pk}/odwolanie/", themes=False)
    walk.look("/panel/liczby/?od=&do=")
    walk.look(f"/panel/wydarzenia/{done.pk}/liczby/", themes=False)
    walk.look("/panel/wydarzenia/nowe/", themes=False)
    walk.page.locator("main button[type=submit]").click()
    walk.page.locator(".summary").wait_for()
    walk.look_here("planning form with errors")
    open_sessions(event_id=today.pk)
    for session in Session.objects.filter(event__in=[today, done]):
        walk.look(f"/panel/wydarzenia/{session.event_id}/obecnosc/{session.pk}/")
    walk.look(f"/panel/wydarzenia/{session.event_id}/obecnosc/{session.pk}/osoba/")
    certified = CertificateTerms.objects.latest("pk").event
    walk.look(f"/panel/wydarzenia/{certified.pk}/zaswiadczenia/", themes=False)
    walk.look(f"/panel/wydarzenia/{certified.pk}/teczka/", themes=False)
    walk.ends_well()


def test_panel_of_news(walk: Walk, sign_in: SignIn) -> None:
    sign_in(person("editor@demo.example"))
    report = Article.objects.get(slug="w-ketach-przedsiebiorcy-poprosili-o-nastepne-spotkanie")
    CorrectionFactory(article=report)
    for url in ("/panel/", "/panel/aktualnosci/", "/panel/aktualnosci/nowa/", f"/panel/aktualnosci/{report.pk}/"):
        walk.look(url)
    walk.look(f"/panel/aktualnosci/{report.pk}/podglad/", themes=False)
    gallery = Gallery.objects.get(slug="spotkanie-w-ketach-2017")
    walk.look(f"/panel/galerie/{gallery.pk}/")
    walk.look("/panel/galerie/zgloszenia/", themes=False)
    TakedownRequestFactory(photo=gallery.photos.all()[0], reason="Jestem na nim.", contact="jan@example.org")
    walk.look("/panel/galerie/zgloszenia/")
    walk.look("/panel/wydarzenia/nowe/", status=403, themes=False)
    walk.ends_well()


def test_reports_of_the_centres(walk: Walk, sign_in: SignIn) -> None:
    sign_in(person("coordinator@demo.example"))
    walk.look("/panel/sprawozdania/")
    for url in ("/panel/sprawozdania/nowe/", "/panel/sprawozdania/lista/22/"):
        walk.look(url, themes=False)
    for state in ("handed", "returned", "accepted"):
        found = PeriodReport.objects.filter(state=state).latest("period__starts_on", "version")
        walk.look(f"/panel/sprawozdania/{found.period_id}/", themes=state == "handed")
    mine = ReportingPeriod.objects.get(centre__slug="mowes")
    walk.look(f"/panel/sprawozdania/{mine.pk}/liczby/", themes=False)
    page = walk.page
    values, proofs = page.locator("input[name^=value-]"), page.locator("input[name^=evidence-]")
    values.first.fill("120,5")
    page.keyboard.press("Enter")
    expect(page.locator(".summary")).to_be_visible()
    expect(values.first).to_have_value("120,5")
    walk.look_here("typed figures with an error")
    for number in range(values.count()):
        values.nth(number).fill("0")
    proofs.first.fill("karty doradcze 1–9")
    page.keyboard.press("Enter")
    hand = page.get_by_role("button", name="Przekaż do ROPS")
    expect(hand).to_be_visible()
    hand.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".head .tag").first).to_have_text("Przekazane")
    walk.ends_well()


def test_account(walk: Walk, sign_in: SignIn) -> None:
    for url in ("/konto/logowanie/", "/konto/rejestracja/", "/konto/kod/", "/konto/haslo/przypomnij/"):
        walk.look(url, themes=False)
    owner = person("owner@demo.example")
    Registration.objects.filter(event=event("kety-przy-wspolnym-stole")).update(user=owner)
    sign_in(owner)
    for url in ("/konto/", "/konto/dane/", "/konto/haslo/", "/konto/e-mail/"):
        walk.look(url)
    keeps = owner.memberships.get(entity__slug="spoldzielnia-socjalna-koniczynka")
    amend_entity(entity_id=keeps.entity_id, by=owner.pk, fields={"name": "Koniczynka w Kętach", "lead": "Sprzątamy."})
    walk.look(f"/konto/podmioty/{keeps.entity_id}/")
    for part in ("dane/", "osoby/", f"osoby/{keeps.pk}/"):
        walk.look(f"/konto/podmioty/{keeps.entity_id}/{part}", themes=False)
    for url in ("/konto/zgody/", "/konto/moje-dane/", "/konto/podmioty/nowy/"):
        walk.look(url, themes=False)
    walk.look("/wydarzenia/ksiegowosc-spoldzielni-od-zera/zgloszenie/", themes=False)
    walk.ends_well()
