"""A partnership kept by keyboard in Chromium: member, step, paper for members, invitations; who then may read it."""

import pytest
from playwright.sync_api import Locator, Page, expect

from common.outbox.models import OutboxMail
from entities.directory.models import Entity
from partnerships.agreements.models import PartnershipDocument, PartnershipMember, WorkPlanStep
from tests.factories import CountyFactory, EventFactory, LocalPartnershipFactory, SupportPersonFactory
from tests.factories.files import PDF
from tests.visual.test_keyboard import tab_to

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def press(page: Page, wanted: Locator) -> None:
    """Tab to the control and press Enter; what it brings is waited for by whoever calls."""
    expect(wanted).to_be_visible()
    tab_to(page, wanted, most=90)
    expect(wanted).to_be_focused()
    page.keyboard.press("Enter")


def write(page: Page, label: str, text: str) -> None:
    """Tab to the field and write."""
    field = page.get_by_label(label, exact=True)
    expect(field).to_be_visible()
    tab_to(page, field, most=90)
    page.keyboard.insert_text(text)
    expect(field).to_have_value(text)


def saved(page: Page, words: str = "Zapisano.") -> None:
    """What the page says after an act."""
    expect(page.locator(".said")).to_have_text(words)


def test_an_animator_keeps_it_a_member_reads_and_a_stranger_is_refused(page: Page, sign_in, cast, both_widths) -> None:
    Entity.objects.filter(pk=cast.entity.pk).update(email="biuro@makowianka.example")
    made = LocalPartnershipFactory(
        published=True, centre=cast.centre, name="Partnerstwo Skawy", slug="skawa", counties=[CountyFactory()]
    )
    SupportPersonFactory(partnership=made, name="Alina Bąk")
    meeting = EventFactory(published=True, partnership=made, centre=cast.centre, title="Narada partnerstwa")
    home, main = f"/panel/partnerstwa/{made.pk}/", page.locator("main")

    sign_in(cast.animator)
    page.goto(home)
    press(page, main.locator("[aria-labelledby=parts]").get_by_role("link", name="Członkowie", exact=True))
    expect(page.get_by_role("heading", level=1)).to_have_text("Członkowie")
    if main.get_by_label("Podmiot: nazwa albo NIP").count() == 0:
        press(page, main.get_by_role("button", name="Dodaj: członek partnerstwa"))
    write(page, "Podmiot: nazwa albo NIP", cast.entity.name)
    press(page, main.locator(".buttons").get_by_role("button", name="Zapisz", exact=True))
    saved(page)
    assert PartnershipMember.objects.get().entity_id == cast.entity.pk
    assert both_widths(page) == []

    page.goto(f"{home}czesc/plan/")
    if main.get_by_label("Co jest do zrobienia").count() == 0:
        press(page, main.get_by_role("button", name="Dodaj: krok"))
    write(page, "Co jest do zrobienia", "Targi spółdzielni")
    press(page, main.locator(".buttons").get_by_role("button", name="Zapisz", exact=True))
    saved(page)
    assert WorkPlanStep.objects.get().title == "Targi spółdzielni"
    page.goto(f"{home}czesc/zespol/")
    tab_to(page, main.locator(".buttons").get_by_role("button", name="Zapisz", exact=True), most=90)

    page.goto(f"{home}dokumenty/")
    main.get_by_label("Plik").set_input_files({"name": "protokol.pdf", "mimeType": "application/pdf", "buffer": PDF})
    write(page, "Co to jest", "Protokół z maja")
    main.get_by_label("Członkowie partnerstwa", exact=True).check()
    press(page, main.get_by_role("button", name="Dodaj dokument"))
    saved(page, "Dokument jest dodany.")
    assert both_widths(page) == []
    paper = PartnershipDocument.objects.get()

    page.goto(home)
    assert both_widths(page) == []
    press(page, main.get_by_role("link", name="Zaproś członków"))
    press(page, main.get_by_role("button", name="Zaproś wszystkich"))
    saved(page, "Wysyłamy 1 zaproszenie.")
    mail = OutboxMail.objects.get(key__startswith=f"meeting-invitation:{meeting.pk}")
    assert mail.to == "biuro@makowianka.example"
    assert "zaproszenie=" in mail.text

    sign_in(cast.entity_member)
    page.goto("/konto/partnerstwa/skawa/")
    with page.expect_download() as loading:
        main.get_by_role("link", name="Protokół z maja").click()
    assert loading.value.suggested_filename == "protokol.pdf"
    with open(loading.value.path(), "rb") as got:
        assert got.read() == PDF

    sign_in(cast.participant)
    for address in ("/konto/partnerstwa/skawa/", f"/konto/partnerstwa/skawa/dokumenty/{paper.pk}/"):
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 404
    page.goto("/partnerstwa/skawa/")
    expect(main.get_by_role("heading", name="Plan pracy")).to_be_visible()
    expect(main.get_by_text("Protokół z maja")).to_have_count(0)
    answer = page.goto(f"/partnerstwa/skawa/dokumenty/{paper.pk}/")
    assert answer is not None
    assert answer.status == 404
