"""An online meeting in Chromium, with the mailboxes: from the form to the link in the entry; a colleague instead."""

import re
from collections.abc import Callable
from datetime import time

import pytest
from django.core.mail import EmailMessage
from playwright.sync_api import Page, expect

from events.registration.models import Participant
from tests.calendars import read_by_ical_js
from tests.factories import EventFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LINK = "https://spotkania.example/j/482-991?pwd=a%2Fb&od=owes"
PHONE = {"width": 360, "height": 740}


def entry(mail: EmailMessage) -> str:
    [part] = [part for part in mail.message().walk() if part.get_content_type() == "text/calendar"]
    return part.get_payload(decode=True).decode()


def unfolded(mail: EmailMessage) -> str:
    return entry(mail).replace("\r\n ", "")


def link_in(mail: EmailMessage, path: str) -> str:
    """The path of the personal link in the mail, as it would be clicked."""
    return re.search(rf"https?://[^/\s]+({path}[^\s]+)", mail.body)[1]


def test_from_the_form_to_the_link_in_the_entry_and_a_colleague_sent_instead(
    page: Page, sweep_outbox: Callable[[], list[EmailMessage]]
) -> None:
    event = EventFactory(
        published=True, title="Zamówienia online", town="", online_url=LINK, starts_at=time(10), ends_at=time(12)
    )
    page.set_viewport_size(PHONE)
    page.goto(f"/wydarzenia/{event.slug}/")
    expect(page.locator("main")).to_contain_text("online, link przyjdzie e-mailem")
    assert LINK not in page.content()

    page.goto(f"/wydarzenia/{event.slug}/zgloszenie/")
    page.get_by_label("Inne osoby", exact=True).check()
    page.get_by_label("Nikogo, zgłaszam się prywatnie").check()
    page.locator("#id_first_name").fill("Danuta")
    page.locator("#id_last_name").fill("Kowal")
    page.locator("#id_email").fill("danuta@example.org")
    page.locator("#id_osoba-0-first_name").fill("Anna")
    page.locator("#id_osoba-0-last_name").fill("Lis")
    page.locator("#id_osoba-0-email").fill("anna@example.org")
    for box in page.locator("main form input[type=checkbox]").all():
        box.check()
    page.get_by_role("button", name="Wyślij zgłoszenie").click()
    expect(page.get_by_role("heading", name="Sprawdź pocztę")).to_be_visible()

    mails = {mail.to[0]: mail for mail in sweep_outbox()}
    assert sorted(mails) == ["anna@example.org", "danuta@example.org"]
    for mail in mails.values():
        assert (f"Link do spotkania: {LINK}" in mail.body, f"LOCATION:{LINK}" in unfolded(mail)) == (True, True)
        [read] = read_by_ical_js(page, entry(mail))
        assert (read.title, read.start.date()) == ("Zamówienia online", event.starts_on)
    annas = link_in(mails["anna@example.org"], "/zgloszenie/osoba/")
    page.goto(annas)
    expect(page.get_by_role("link", name=LINK)).to_be_visible()

    page.goto(link_in(mails["danuta@example.org"], "/zgloszenie/"))
    page.get_by_role("link", name=re.compile("Zmień dane lub osobę")).click()
    page.get_by_label("Zamiast niej przyjdzie inna osoba").check()
    page.locator("#id_first_name").fill("Jan")
    page.locator("#id_last_name").fill("Żak")
    page.locator("#id_email").fill("jan@example.org")
    page.get_by_role("button", name="Zapisz").click()
    expect(page.get_by_role("heading", name="Jan Żak")).to_be_visible()
    expect(page.locator("li", has_text="Anna Lis")).to_contain_text("zamiana osoby")

    after = {mail.to[0]: mail for mail in sweep_outbox()}
    assert sorted(after) == ["anna@example.org", "jan@example.org"]
    uids = {to: re.search(r"\nUID:(\S+)", unfolded(mail))[1] for to, mail in after.items()}
    assert uids["anna@example.org"] == re.search(r"\nUID:(\S+)", unfolded(mails["anna@example.org"]))[1]
    assert uids["jan@example.org"] != uids["anna@example.org"]
    assert ["METHOD:CANCEL" in unfolded(after[to]) for to in sorted(after)] == [True, False]
    assert [LINK in after[to].body for to in sorted(after)] == [False, True]
    page.goto(annas)
    expect(page.locator("main")).to_contain_text("Nie ma Cię już na liście")
    expect(page.get_by_role("link", name=LINK)).to_have_count(0)
    page.goto(link_in(after["jan@example.org"], "/zgloszenie/osoba/"))
    expect(page.get_by_role("link", name=LINK)).to_be_visible()
    assert Participant.objects.filter(event=event, state="confirmed").count() == 1
