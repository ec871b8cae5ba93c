"""A partnership kept in the panel: entered, its members, team and plan as rows, published; steps past their day."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.services import ask_erasure, carry_out_erasure
from common.auditlog.models import AuditEntry
from common.slugs.services import moved_to
from common.text.polish import bind, date_range
from partnerships.agreements.member_area import set_contact
from partnerships.agreements.models import LocalPartnership, PartnershipMember, SupportPerson, WorkPlanStep
from partnerships.agreements.reminders import remind_overdue
from tests.factories import (
    CountyFactory,
    EntityFactory,
    EventFactory,
    LocalPartnershipFactory,
    PartnershipMemberFactory,
    SupportPersonFactory,
    UserFactory,
    WorkPlanStepFactory,
)

pytestmark = pytest.mark.django_db
LIST = "/panel/partnerstwa/"


@pytest.fixture
def animator(cast, client):
    client.force_login(cast.animator)
    return client


@pytest.fixture
def made(cast):
    return LocalPartnershipFactory(
        published=True, centre=cast.centre, name="Partnerstwo Skawy", counties=[CountyFactory()]
    )


def told(cast, **fields: object) -> dict[str, object]:
    return {
        "name": "Partnerstwo Babiej Góry",
        "kind": "local",
        "centre": cast.centre.pk,
        "counties": [cast.centre.counties.get().pk],
        "founded_on": "2024-03-04",
        "aims": "Wspólny sklep\nTargi",
        "contact_phone": "33 845 12 30",
        **fields,
    }


def rows(*values: dict[str, object], seen: str = "", act: str = "save") -> dict[str, object]:
    """What the page of rows sends."""
    sent: dict[str, object] = {"act": act, "r-count": len(values), "r-seen": seen}
    for number, row in enumerate(values):
        sent |= {f"r-{number}-{name}": value for name, value in row.items()}
    return sent


def part(made: LocalPartnership, name: str) -> str:
    return f"{LIST}{made.pk}/czesc/{name}/"


def test_an_animator_enters_a_partnership_and_the_coordinator_publishes_it(cast, animator, client):
    answer = animator.post(f"{LIST}nowe/", told(cast))
    made = LocalPartnership.objects.get()
    assert answer["Location"] == part(made, "czlonkowie")
    assert (made.state, made.slug, made.contact_phone) == ("draft", "partnerstwo-babiej-gory", "+48338451230")
    member = EntityFactory(published=True, name="Spółdzielnia Makowianka")
    animator.post(part(made, "czlonkowie"), rows({"entity": member.name, "role": "lead", "joined_on": "2024-03-04"}))
    assert animator.post(f"{LIST}{made.pk}/stan/", {"act": "publish"}).status_code == 403
    client.force_login(cast.coordinator)
    client.post(f"{LIST}{made.pk}/stan/", {"act": "publish"})
    member.refresh_from_db()
    assert member.partnership_count == 1
    page = client.get("/partnerstwa/partnerstwo-babiej-gory/").content.decode()
    assert [
        text for text in ("Wspólny sklep", "Spółdzielnia Makowianka", "33\xa0845\xa012\xa030") if text not in page
    ] == []


def test_a_new_name_moves_the_page_and_the_county_follows(cast, animator, made, client):
    other = CountyFactory(code="1213", name="oświęcimski")
    answer = animator.post(f"{LIST}{made.pk}/dane/", told(cast, counties=[other.pk], agreement_on="2023-01-01"))
    assert answer.status_code == 422  # an agreement older than the partnership
    assert 'value="2023-01-01"' in answer.content.decode()
    old = made.slug
    assert animator.post(f"{LIST}{made.pk}/dane/", told(cast, counties=[other.pk])).status_code == 302
    made.refresh_from_db()
    assert moved_to(LocalPartnership, old) == made.pk
    assert client.get(f"/powiaty/{other.slug}/").content.decode().count("Partnerstwo Babiej Góry") == 1
    # Nobody's own phone number stands in the audit log.
    assert "845" not in str(list(AuditEntry.objects.values_list("before", "after")))


def test_members_come_leave_and_come_back_and_nobody_is_twice(animator, made):
    kept = PartnershipMemberFactory(partnership=made, joined_on=date(2020, 1, 1))
    there, seen = {"id": kept.pk, "entity": kept.entity.name, "role": "member", "joined_on": "2020-01-01"}, str(kept.pk)
    again = {"entity": kept.entity.name, "role": "lead", "joined_on": "2024-01-01"}
    answer = animator.post(part(made, "czlonkowie"), rows(there, again, seen=seen))
    assert answer.status_code == 422
    assert "Ten podmiot jest już wyżej" in answer.content.decode()
    # The new stay stands above the old one: whoever left is written first.
    left = there | {"left_on": "2023-01-01"}
    assert animator.post(part(made, "czlonkowie"), rows(again, left, seen=seen)).status_code == 302
    stays = PartnershipMember.objects.order_by("joined_on").values_list("role", "left_on")
    assert list(stays) == [("member", date(2023, 1, 1)), ("lead", None)]
    wrong = left | {"left_on": "2019-01-01"}
    assert animator.post(part(made, "czlonkowie"), rows(wrong, seen=seen)).status_code == 422
    # What a colleague added meanwhile stays; only rows that the page had are removed.
    late = PartnershipMemberFactory(partnership=made)
    pks = ",".join(map(str, PartnershipMember.objects.exclude(pk=late.pk).values_list("pk", flat=True)))
    animator.post(part(made, "czlonkowie"), rows(seen=pks))
    assert list(PartnershipMember.objects.filter(partnership=made)) == [late]
    late.entity.refresh_from_db()
    kept.entity.refresh_from_db()
    assert (late.entity.partnership_count, kept.entity.partnership_count) == (1, 0)


def test_rows_of_another_partnership_are_not_taken_over(animator, made):
    theirs = PartnershipMemberFactory()
    row = {"id": theirs.pk, "entity": theirs.entity.name, "role": "lead"}
    animator.post(part(made, "czlonkowie"), rows(row, seen=str(theirs.pk)))
    theirs.refresh_from_db()
    assert (theirs.partnership == made, theirs.role) == (False, "member")
    assert PartnershipMember.objects.get(partnership=made).role == "lead"


def test_the_plan_says_who_when_and_how_far_and_a_done_step_has_its_day(cast, animator, made, client):
    who = PartnershipMemberFactory(partnership=made).entity
    first = {"title": "Diagnoza", "responsible": who.name, "due_on": "2024-05-01", "state": "done", "done_on": ""}
    refused = first | {"state": "running", "done_on": "2024-04-30"}
    assert animator.post(part(made, "plan"), rows(refused)).status_code == 422
    animator.post(part(made, "plan"), rows(first, {"title": "Targi", "state": "planned"}))
    done, targi = WorkPlanStep.objects.order_by("position")
    assert (done.state, done.done_on, done.responsible) == ("done", timezone.localdate(), who)
    assert "Zrobione: 1 z 2" in client.get(f"/partnerstwa/{made.slug}/").content.decode()
    animator.post(f"{LIST}{made.pk}/kroki/{targi.pk}/zrobione/")
    animator.post(f"{LIST}{made.pk}/kroki/{targi.pk}/zrobione/")  # twice does no harm
    assert "Zrobione: 2 z 2" in client.get(f"/partnerstwa/{made.slug}/").content.decode()
    # A step is begun again: it loses its day.
    kept = first | {"id": done.pk, "state": "running"}
    animator.post(part(made, "plan"), rows(kept, seen=f"{done.pk},{targi.pk}"))
    assert WorkPlanStep.objects.values_list("state", "done_on").get() == ("running", None)


def test_the_team_may_be_of_any_number_and_name_its_accounts(cast, animator, made):
    people = [{"name": f"Jan {n}", "function": "animator", "institution": "OWES"} for n in range(4)]
    people[0] |= {"user": cast.animator.pk, "centre": cast.centre.pk}
    assert animator.post(part(made, "zespol"), rows(*people)).status_code == 302
    assert SupportPerson.objects.get(user=cast.animator).centre == cast.centre
    assert animator.post(part(made, "zespol"), rows(people[0] | {"user": cast.other_animator.pk})).status_code == 422


def test_a_step_past_its_day_is_told_once_to_the_member_and_the_team(cast, made, sweep_outbox):
    today = timezone.localdate()
    member = PartnershipMemberFactory(partnership=made, contact_email="ala@spoldzielnia.example")
    SupportPersonFactory(partnership=made, user=cast.animator)
    SupportPersonFactory(partnership=made, name="Bez konta")
    step = WorkPlanStepFactory(
        partnership=made, responsible=member.entity, due_on=today - timedelta(days=1), title="Targi"
    )
    WorkPlanStepFactory(partnership=made, due_on=today)  # today is not late
    WorkPlanStepFactory(partnership=made, due_on=today - timedelta(days=400))  # history typed in
    WorkPlanStepFactory(partnership=made, due_on=today - timedelta(days=1), state="done", done_on=today)
    WorkPlanStepFactory(partnership=LocalPartnershipFactory(), due_on=today - timedelta(days=1))  # a draft's
    assert remind_overdue() == 1
    mails = {mail.to[0]: mail.body for mail in sweep_outbox()}
    assert sorted(mails) == ["ala@spoldzielnia.example", "animator@example.org"]
    assert f"/partnerstwa/{made.slug}/" in mails["ala@spoldzielnia.example"]
    assert f"/panel/partnerstwa/{made.pk}/" in mails["animator@example.org"]
    assert remind_overdue() == 0
    # Another day, and that one passes too: they are told anew.
    WorkPlanStep.objects.filter(pk=step.pk).update(due_on=today - timedelta(days=2))
    assert remind_overdue() == 1


def test_without_a_team_the_contact_address_is_told(made, sweep_outbox):
    LocalPartnership.objects.filter(pk=made.pk).update(contact_email="biuro@owes.example")
    WorkPlanStepFactory(partnership=made, due_on=timezone.localdate() - timedelta(days=3))
    remind_overdue()
    assert [mail.to for mail in sweep_outbox()] == [["biuro@owes.example"]]


def test_lists_and_pages_cost_a_constant_number_of_queries(cast, animator, made, constant_queries):
    def add(n: int) -> None:
        for _ in range(n):
            WorkPlanStepFactory(partnership=LocalPartnershipFactory(centre=cast.centre, counties=[CountyFactory()]))

    def more(n: int) -> None:
        for _ in range(n):
            WorkPlanStepFactory(partnership=made, responsible=PartnershipMemberFactory(partnership=made).entity)

    constant_queries(animator, LIST, add)
    for address in (f"{LIST}{made.pk}/", part(made, "plan")):
        constant_queries(animator, address, more)


def test_a_history_of_500_entries_is_paged_newest_first(client, made):
    day = date(2010, 1, 1)
    WorkPlanStep.objects.bulk_create(
        WorkPlanStep(partnership=made, title=f"Krok {n}", state="done", done_on=day + timedelta(days=2 * n))
        for n in range(250)
    )
    names = EntityFactory.create_batch(2)
    PartnershipMember.objects.bulk_create(
        PartnershipMember(
            partnership=made,
            entity=names[0],
            joined_on=(at := day + timedelta(days=4 * n + 1)),
            left_on=at + timedelta(days=2),
        )  # fmt: skip
        for n in range(125)
    )

    def days_of(page: int) -> list[str]:
        text = client.get(f"/partnerstwa/{made.slug}/?polka=historia-{page}").content.decode()
        return re.findall(r'<span class="t">([^<]+)</span>', text.partition('id="historia"')[2])

    told = [bind(date_range(day + timedelta(days=n))) for n in reversed(range(500))]
    assert days_of(1) == told[:20]
    assert days_of(2) == told[20:40]
    assert days_of(25) == told[480:]
    assert days_of(26) == told[:20]  # beyond the end


def test_a_page_of_rows_carries_the_token_that_a_browser_must_send(cast, made):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.animator)
    page = browser.get(part(made, "plan")).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"[^>]*><button class="sr"', page)[1]
    told = rows({"title": "Targi", "state": "planned"})
    assert browser.post(part(made, "plan"), told).status_code == 403
    assert browser.post(part(made, "plan"), told | {"csrfmiddlewaretoken": token}).status_code == 302


def test_meetings_are_planned_and_members_invited_from_the_page_of_the_partnership(cast, animator, made, client):
    page = animator.get(f"{LIST}{made.pk}/").content.decode()
    assert f'href="/panel/wydarzenia/nowe/?partnerstwo={made.pk}"' in page
    form = animator.get(f"/panel/wydarzenia/nowe/?partnerstwo={made.pk}").context["form"]
    county = made.counties.get()
    told = {name: form.initial[name] for name in ("kind", "centre", "partnership", "county")}
    assert told == {"kind": "partnership", "centre": made.centre_id, "partnership": made.pk, "county": county.pk}
    theirs = LocalPartnershipFactory(counties=[county])
    assert animator.get(f"/panel/wydarzenia/nowe/?partnerstwo={theirs.pk}").status_code == 404
    soon = EventFactory(published=True, partnership=made, centre=made.centre, title="Narada")
    over = EventFactory(completed=True, partnership=made, centre=made.centre, title="Dawna")
    EventFactory(published=True, partnership=made, title="Innego ośrodka")
    page = animator.get(f"{LIST}{made.pk}/").content.decode()
    assert page.index("Narada") < page.index("Dawna")
    assert f'href="/panel/wydarzenia/{soon.pk}/zgloszenia/zaproszenia/"' in page
    assert f"/panel/wydarzenia/{over.pk}/zgloszenia/zaproszenia/" not in page
    assert "Innego ośrodka" not in page
    client.force_login(cast.editor)
    read = client.get(f"{LIST}{made.pk}/").content.decode()
    assert "Narada" in read
    assert "zaproszenia" not in read


ALA = {"contact_name": "Ala Nowak", "contact_email": "Ala@example.org", "contact_phone": "600100200"}


def page_of_members(client: Client, made: LocalPartnership) -> dict[str, object]:
    """What a browser would post of the members' page as it stands, nothing typed."""
    page = client.get(part(made, "czlonkowie"))
    told = [
        {name: form[name].value() for name in form.fields if form[name].value() not in (None, "", False)}
        | {"entity": form["entity"].value().name}
        for form in page.context["rows"].forms
    ]
    assert page.content.decode().count('-shown" value="') == len(told)
    return rows(*told, seen=page.context["rows"].seen_text)


def contact(member: PartnershipMember) -> tuple[str, str, str, bool]:
    member.refresh_from_db()
    return member.contact_name, member.contact_email, member.contact_phone, member.contact_agreed_on is not None


def test_what_a_person_took_back_does_not_return_with_a_page_left_open(cast, animator, made):
    day = date(2024, 5, 6)
    ala = PartnershipMemberFactory(partnership=made, contact_agreed_on=day, **ALA)
    mine, address = page_of_members(animator, made), part(made, "czlonkowie")
    kept = ("Ala Nowak", "Ala@example.org", "600100200")
    # The consent is withdrawn in the members' corner.
    set_contact(member_id=ala.pk, agreed=False, by=None, **ALA)
    animator.post(address, mine | {"r-0-joined_on": "2020-01-01"})
    assert (contact(ala), ala.joined_on) == ((*kept, False), date(2020, 1, 1))
    # A name mended with the old tick is no new consent; the rows' buttons carry what was shown.
    drawn = animator.post(address, mine | {"act": "add", "r-0-contact_name": "Alicja Nowak"})
    again = {f"r-0-{name}": drawn.context["rows"].forms[0][name].value() for name in ("contact_name", "shown")}
    animator.post(address, mine | again)
    assert contact(ala) == ("Alicja Nowak", *kept[1:], False)
    # Given anew by a tick that the page had not shown; then her data is erased.
    set_contact(member_id=ala.pk, agreed=False, by=None, **ALA)
    fresh = page_of_members(animator, made)
    animator.post(address, fresh | {"r-0-agreed": "on"})
    assert contact(ala) == (*kept, True)
    stale = page_of_members(animator, made)
    user = UserFactory(email="ala@example.org")
    carry_out_erasure(request_id=ask_erasure(user=user).pk, by=None)
    animator.post(address, stale | {"r-0-role": "lead"})
    assert (contact(ala), ala.role) == (("", "", "", False), "lead")
    # Another entity in the row is another membership: the person does not return with it either.
    other = EntityFactory(published=True)
    animator.post(address, stale | {"r-0-entity": other.name, "r-0-entity-id": other.pk})
    new = PartnershipMember.objects.get(partnership=made)
    assert (new.entity, contact(new)) == (other, ("", "", "", False))


def test_a_contact_that_staff_write_is_kept_and_the_day_of_agreement_too(animator, made):
    day = date(2024, 5, 6)
    ala = PartnershipMemberFactory(partnership=made, contact_agreed_on=day, **ALA)
    animator.post(part(made, "czlonkowie"), page_of_members(animator, made) | {"r-0-contact_phone": "33 845 12 30"})
    assert (contact(ala), ala.contact_agreed_on) == (("Ala Nowak", "Ala@example.org", "+48338451230", True), day)
    # Another person who agreed: today.
    animator.post(part(made, "czlonkowie"), page_of_members(animator, made) | {"r-0-contact_name": "Jan Lis"})
    assert (contact(ala)[0], ala.contact_agreed_on) == ("Jan Lis", timezone.localdate())
    unticked = {name: value for name, value in page_of_members(animator, made).items() if name != "r-0-agreed"}
    animator.post(part(made, "czlonkowie"), unticked)
    assert contact(ala) == ("Jan Lis", "Ala@example.org", "+48338451230", False)
