"""Partnerships and funding projects."""

from decimal import Decimal

import factory

from entities.territory.models import County
from partnerships.agreements.models import (
    DocumentAccess,
    DocumentVersion,
    LocalPartnership,
    PartnershipDocument,
    PartnershipMember,
    SupportPerson,
    WorkPlanStep,
)
from partnerships.projects.models import (
    FundingProject,
    Indicator,
    IndicatorEntry,
    IndicatorSource,
    LogoMark,
    Period,
    ProjectPartner,
)
from partnerships.states import RecordState
from tests.factories.base import ModelFactory, days_from_now, now
from tests.factories.entities import EntityFactory, SupportCentreFactory
from tests.factories.files import StoredFileFactory


class LocalPartnershipFactory(ModelFactory):
    """A draft; `published=True` is public. `counties=[…]` are those it works in."""

    class Meta:
        model = LocalPartnership

    slug = factory.Sequence(lambda n: f"partnerstwo-{n}")
    name = factory.Sequence(lambda n: f"Partnerstwo Lokalne Próba {n}")
    sort_name = factory.LazyAttribute(lambda partnership: partnership.name.lower())
    centre = factory.SubFactory(SupportCentreFactory)

    class Params:
        published = factory.Trait(state=RecordState.PUBLISHED, published_at=factory.LazyFunction(now))

    @factory.post_generation
    def counties(self, create: bool, extracted: list[County] | None, **kwargs: object) -> None:
        if create and extracted:
            self.counties.set(extracted)


class PartnershipMemberFactory(ModelFactory):
    """A published entity belongs to a published partnership."""

    class Meta:
        model = PartnershipMember

    partnership = factory.SubFactory(LocalPartnershipFactory, published=True)
    entity = factory.SubFactory(EntityFactory, published=True)


class SupportPersonFactory(ModelFactory):
    """A person who looks after a partnership."""

    class Meta:
        model = SupportPerson

    partnership = factory.SubFactory(LocalPartnershipFactory, published=True)
    name = factory.Sequence(lambda n: f"Jan Wspierający {n}")
    function = "animator"
    institution = "OWES"


class WorkPlanStepFactory(ModelFactory):
    """A planned step."""

    class Meta:
        model = WorkPlanStep

    partnership = factory.SubFactory(LocalPartnershipFactory, published=True)
    title = factory.Sequence(lambda n: f"Krok {n}")


class PartnershipDocumentFactory(ModelFactory):
    """A public document."""

    class Meta:
        model = PartnershipDocument

    partnership = factory.SubFactory(LocalPartnershipFactory, published=True)
    file = factory.SubFactory(StoredFileFactory)
    title = factory.Sequence(lambda n: f"Porozumienie {n}")
    access = DocumentAccess.PUBLIC
    added_on = factory.LazyFunction(lambda: days_from_now(-10))


class DocumentVersionFactory(ModelFactory):
    """The first version of a document."""

    class Meta:
        model = DocumentVersion

    document = factory.SubFactory(PartnershipDocumentFactory)
    number = 1
    file = factory.SubFactory(StoredFileFactory)


class LogoMarkFactory(ModelFactory):
    """The first mark of the period 2021–2027."""

    class Meta:
        model = LogoMark
        django_get_or_create = ("period", "position")

    period = Period.P2021
    name = "Fundusze Europejskie"
    placeholder = "fe"
    position = 1


class FundingProjectFactory(ModelFactory):
    """A draft of a running project; `published=True` is public."""

    class Meta:
        model = FundingProject

    slug = factory.Sequence(lambda n: f"projekt-{n}")
    title = factory.Sequence(lambda n: f"Projekt próbny {n}")
    short_name = factory.Sequence(lambda n: f"PP {n}")
    sort_name = factory.LazyAttribute(lambda project: project.title.lower())
    period = Period.P2021
    total_value = Decimal("1000000.00")
    eu_contribution = Decimal("850000.00")
    starts_on = factory.LazyFunction(lambda: days_from_now(-100))
    ends_on = factory.LazyFunction(lambda: days_from_now(400))
    funding_sentence = "Projekt współfinansowany ze środków Unii Europejskiej."

    class Params:
        published = factory.Trait(state=RecordState.PUBLISHED, published_at=factory.LazyFunction(now))


class ProjectPartnerFactory(ModelFactory):
    """A partner of a project."""

    class Meta:
        model = ProjectPartner

    project = factory.SubFactory(FundingProjectFactory, published=True)
    entity = factory.SubFactory(EntityFactory, published=True)


class IndicatorFactory(ModelFactory):
    """Ten people, counted from the events."""

    class Meta:
        model = Indicator

    project = factory.SubFactory(FundingProjectFactory, published=True)
    name = factory.Sequence(lambda n: f"Liczba osób {n}")
    unit = "osoby"
    target = Decimal(10)
    source = IndicatorSource.PEOPLE


class IndicatorEntryFactory(ModelFactory):
    """A value entered by hand."""

    class Meta:
        model = IndicatorEntry

    indicator = factory.SubFactory(IndicatorFactory, source=IndicatorSource.MANUAL)
    on = factory.LazyFunction(lambda: days_from_now(-5))
    value = Decimal(3)
    note = "protokół"
