"""A project kept in the panel: fields with Polish numbers, the funding sentence, partners, the official logos."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from common.slugs.services import moved_to
from files.models import StoredImage
from files.services import make_renditions
from partnerships.projects.models import FundingProject, ProjectPartner
from partnerships.projects.sentence import english_sentence, polish_sentence
from tests.factories import EntityFactory, FundingProjectFactory, LogoMarkFactory, ProjectPartnerFactory
from tests.factories.files import picture

pytestmark = pytest.mark.django_db
LIST = "/panel/projekty/"


@pytest.fixture
def coordinator(cast, client):
    client.force_login(cast.coordinator)
    return client


def told(cast, **fields: object) -> dict[str, object]:
    return {
        "title": "Pomorze przy wspólnym stole",
        "short_name": "Wspólny stół",
        "period": "2021-2027",
        "fund": "Europejski Fundusz Społeczny Plus",
        "programme": "Fundusze Europejskie dla Pomorza 2021–2027",
        "centre": cast.centre.pk,
        "starts_on": "2024-01-01",
        "ends_on": "2028-12-31",
        "total_value": "7 200 000,50 zł",
        "eu_contribution": "6120000",
        "currency": "pln",
        **fields,
    }


def rows(*values: dict[str, object], seen: str = "") -> dict[str, object]:
    sent: dict[str, object] = {"act": "save", "r-count": len(values), "r-seen": seen}
    for number, row in enumerate(values):
        sent |= {f"r-{number}-{name}": value for name, value in row.items()}
    return sent


def test_a_project_is_entered_published_and_shows_its_money_and_sentence(cast, coordinator):
    answer = coordinator.post(f"{LIST}nowy/", told(cast))
    made = FundingProject.objects.get()
    assert answer["Location"] == f"{LIST}{made.pk}/partnerzy/"
    assert (made.state, made.slug, made.total_value, made.currency) == (
        "draft",
        "wspolny-stol",
        Decimal("7200000.50"),
        "PLN",
    )
    assert made.funding_sentence == (
        "Projekt „Pomorze przy wspólnym stole” jest dofinansowany przez Unię Europejską ze środków Europejskiego "
        "Funduszu Społecznego Plus w ramach programu Fundusze Europejskie dla Pomorza 2021–2027."
    )
    coordinator.post(f"{LIST}{made.pk}/stan/", {"act": "publish"})
    page = coordinator.get("/projekty/wspolny-stol/").content.decode()
    expected = ["7\xa0200\xa0000,50\xa0zł", "6\xa0120\xa0000\xa0zł", "85%", "Europejskiego Funduszu Społecznego Plus"]
    assert [text for text in expected if text not in page] == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("total_value", "siedem"),
        ("total_value", "-1"),
        ("total_value", "1,234"),
        ("total_value", "1e30"),
        ("total_value", "NaN"),
        ("eu_contribution", "9 000 000"),
        ("ends_on", "2023-12-31"),
        ("currency", "złoty"),
        ("period", "1999"),
        ("centre", ""),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_stays_typed(cast, coordinator, field, value):
    answer = coordinator.post(f"{LIST}nowy/", told(cast, **{field: value}))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not FundingProject.objects.exists()


def test_the_sentence_follows_the_fields_until_somebody_writes_another(cast, coordinator):
    coordinator.post(f"{LIST}nowy/", told(cast))
    made = FundingProject.objects.get()
    address, first = f"{LIST}{made.pk}/dane/", made.funding_sentence
    coordinator.post(address, told(cast, title="Inny tytuł", funding_sentence=first, short_name="Inny stół"))
    made.refresh_from_db()
    assert made.funding_sentence.startswith("Projekt „Inny tytuł” jest dofinansowany")
    assert (made.slug, moved_to(FundingProject, "wspolny-stol")) == ("inny-stol", made.pk)
    coordinator.post(address, told(cast, funding_sentence="Własne zdanie.", title_en="Table"))
    coordinator.post(address, told(cast, funding_sentence="Własne zdanie.", title="Trzeci", title_en="Table"))
    made.refresh_from_db()
    assert made.funding_sentence == "Własne zdanie."
    assert made.funding_sentence_en == (
        "The project “Table” is co-funded by the European Union from the European Social Fund Plus."
    )


def test_sentences_fit_their_period_and_keep_quotation_marks_apart():
    made = FundingProject(title="Spółdzielnia „Słońce” razem", period="2014-2020", fund="Europejski Fundusz Społeczny")
    assert polish_sentence(made) == (
        "Projekt „Spółdzielnia »Słońce« razem” jest współfinansowany przez Unię Europejską ze środków Europejskiego "
        "Funduszu Społecznego."
    )
    made = FundingProject(title="Razem", period="other", fund="Program Erasmus+", title_en="Together")
    assert polish_sentence(made) == "Projekt „Razem” jest finansowany z funduszu: Program Erasmus+."
    assert english_sentence(made) == "The project “Together”."


def test_partners_have_countries_one_leader_and_exchange_their_roles(cast, coordinator):
    made = FundingProjectFactory(centre=cast.centre)
    old = ProjectPartnerFactory(project=made, role="leader")
    new = EntityFactory(published=True)
    address, there = f"{LIST}{made.pk}/partnerzy/", {"id": old.pk, "entity": old.entity.name, "country": "PL"}
    both = [{"entity": new.name, "role": "leader", "country": "be"}, there | {"role": "leader"}]
    assert coordinator.post(address, rows(*both, seen=str(old.pk))).status_code == 422
    twice = [there | {"role": "leader"}, {"entity": old.entity.name, "role": "partner", "country": "PL"}]
    assert coordinator.post(address, rows(*twice, seen=str(old.pk))).status_code == 422
    both[1] = there | {"role": "partner"}
    assert coordinator.post(address, rows(*both, seen=str(old.pk))).status_code == 302
    partners = ProjectPartner.objects.filter(project=made).values_list("entity", "role", "country")
    assert list(partners) == [(new.pk, "leader", "BE"), (old.entity_id, "partner", "PL")]


def test_an_official_logo_takes_the_place_of_the_drawing_and_is_no_larger_than_the_others(cast, coordinator):
    mark = LogoMarkFactory(period="2021-2027", position=1, name="Fundusze Europejskie", placeholder="fundusze")
    made = FundingProjectFactory(published=True, centre=cast.centre)
    address = f"{LIST}znaki/{mark.pk}/"
    refused = coordinator.post(address, {"name": "FE", "picture": SimpleUploadedFile("x.png", b"<svg/>")})
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["picture"])
    tall = SimpleUploadedFile("fe.png", picture(300, 900, "PNG"))
    assert coordinator.post(address, {"name": "Fundusze Europejskie dla Pomorza", "picture": tall}).status_code == 302
    make_renditions(StoredImage.objects.get().pk)
    page = coordinator.get(f"/projekty/{made.slug}/").content.decode()
    assert 'alt="Fundusze Europejskie dla Pomorza" width="19" height="56"' in page
    coordinator.post(address, {"name": "Fundusze Europejskie", "act": "drop"})
    mark.refresh_from_db()
    assert (mark.image, StoredImage.objects.exists()) == (None, False)
    assert "fundusze.svg" in coordinator.get(f"/projekty/{made.slug}/").content.decode()


def test_the_list_says_the_stage_and_costs_a_constant_number_of_queries(
    cast, coordinator, constant_queries, time_machine
):
    time_machine.move_to(date(2026, 5, 5))
    FundingProjectFactory(centre=cast.centre, short_name="Dawny", starts_on=date(2016, 1, 1), ends_on=date(2026, 5, 4))
    assert "zakończony" in coordinator.get(LIST).content.decode()
    made = FundingProjectFactory(centre=cast.centre)

    def add(n: int) -> None:
        for _ in range(n):
            ProjectPartnerFactory(project=FundingProjectFactory(centre=cast.centre))
            ProjectPartnerFactory(project=made)

    for address in (LIST, f"{LIST}{made.pk}/partnerzy/"):
        constant_queries(coordinator, address, add)
