"""Territory, entities, memberships, centres."""

from datetime import timedelta

import factory
from django.core.files.base import ContentFile

from common.text.folding import sort_key
from entities.centres.models import (
    AccessibilityDeclaration,
    Assignment,
    CentreKind,
    ConformityStatus,
    ContactPerson,
    SupportCentre,
)
from entities.directory.models import (
    BundledService,
    EnterpriseStatus,
    Entity,
    EntityChange,
    EntityGroup,
    EntityKind,
    EntityMerger,
    EntityPhoto,
    KeptPicture,
    OfferedService,
    OpenDataFile,
    ServiceBundle,
    ServiceCategory,
)
from entities.directory.services import keep_activities
from entities.directory.states import EntityState
from entities.imports.models import EntityImport, ImportRow, RememberedColumn
from entities.memberships.models import Claim, Invitation, MemberRole, Membership
from entities.territory.models import County, Municipality, Voivodeship
from tests.factories.accounts import UserFactory
from tests.factories.base import ModelFactory, days_from_now, now
from tests.factories.files import StoredImageFactory


class VoivodeshipFactory(ModelFactory):
    """Małopolskie, always the same one."""

    class Meta:
        model = Voivodeship
        django_get_or_create = ("code",)

    code = "12"
    name = "małopolskie"
    slug = "malopolskie"


class CountyFactory(ModelFactory):
    """Powiat suski; with `code` and `name` another one."""

    class Meta:
        model = County
        django_get_or_create = ("code",)

    code = "1215"
    voivodeship = factory.SubFactory(VoivodeshipFactory)
    name = "suski"
    slug = factory.LazyAttribute(lambda county: f"powiat-{county.code}" if county.code != "1215" else "suski")
    sort_name = factory.LazyAttribute(lambda county: sort_key(county.name))
    latitude = 49.74
    longitude = 19.59


class MunicipalityFactory(ModelFactory):
    """Gmina Zawoja."""

    class Meta:
        model = Municipality
        django_get_or_create = ("code",)

    code = "1215082"
    county = factory.SubFactory(CountyFactory)
    name = "Zawoja"
    sort_name = "zawoja"


class EntityKindFactory(ModelFactory):
    """Social cooperative."""

    class Meta:
        model = EntityKind
        django_get_or_create = ("code",)

    code = "social-cooperative"
    group = EntityGroup.SOCIAL_ECONOMY
    name = "spółdzielnia socjalna"
    name_en = "social cooperative"


class ServiceCategoryFactory(ModelFactory):
    """A category of the lower level."""

    class Meta:
        model = ServiceCategory

    code = factory.Sequence(lambda n: f"usluga-{n}")
    name = factory.Sequence(lambda n: f"Usługa {n}")
    name_en = factory.Sequence(lambda n: f"Service {n}")


class EntityFactory(ModelFactory):
    """A social cooperative, a draft; `published=True` is in the public directory."""

    class Meta:
        model = Entity

    slug = factory.Sequence(lambda n: f"spoldzielnia-{n}")
    name = factory.Sequence(lambda n: f"Spółdzielnia Socjalna Próba {n}")
    sort_name = factory.LazyAttribute(lambda entity: sort_key(entity.name))
    kind = factory.SubFactory(EntityKindFactory)
    county = factory.SubFactory(CountyFactory)
    town = "Zawoja"

    class Params:
        published = factory.Trait(state=EntityState.PUBLISHED, published_at=factory.LazyFunction(now))
        proposed = factory.Trait(state=EntityState.PROPOSED)


class EnterpriseStatusFactory(ModelFactory):
    """A decision a year old, without an end."""

    class Meta:
        model = EnterpriseStatus

    entity = factory.SubFactory(EntityFactory)
    basis = "art. 4 ust. 1"
    decision_number = factory.Sequence(lambda n: f"PS/{n}/2024")
    decided_on = factory.LazyFunction(lambda: days_from_now(-365))


class OfferedServiceFactory(ModelFactory):
    """A service of an entity."""

    class Meta:
        model = OfferedService

    entity = factory.SubFactory(EntityFactory)
    category = factory.SubFactory(ServiceCategoryFactory)
    title = factory.Sequence(lambda n: f"Catering {n}")

    @factory.post_generation
    def kept(self, create: bool, extracted: object, **kwargs: object) -> None:
        """The entity's own column follows, as with the service."""
        if create:
            keep_activities([self.entity_id])


class ServiceBundleFactory(ModelFactory):
    """A named model of services."""

    class Meta:
        model = ServiceBundle

    entity = factory.SubFactory(EntityFactory)
    name = factory.Sequence(lambda n: f"Wsparcie {n}")


class BundledServiceFactory(ModelFactory):
    """One service of a bundle."""

    class Meta:
        model = BundledService

    bundle = factory.SubFactory(ServiceBundleFactory)
    title = factory.Sequence(lambda n: f"Usługa w pakiecie {n}")


class EntityPhotoFactory(ModelFactory):
    """A picture of an entity, with its renditions made."""

    class Meta:
        model = EntityPhoto

    entity = factory.SubFactory(EntityFactory)
    image = factory.SubFactory(StoredImageFactory, ready=True)
    alt = "Trzy osoby przy stole w pracowni"


class EntityChangeFactory(ModelFactory):
    """A new name that waits for a decision; `live=True` is a sentence that is public already."""

    class Meta:
        model = EntityChange

    entity = factory.SubFactory(EntityFactory, published=True)
    part = "dane"
    by = factory.SubFactory(UserFactory)
    state = "waiting"
    before = factory.LazyAttribute(lambda change: {"name": change.entity.name})
    after = factory.LazyAttribute(lambda change: {"name": f"{change.entity.name} Nowa"})

    class Params:
        live = factory.Trait(state="live", before={"lead": ""}, after={"lead": "Gotują obiady."})


class KeptPictureFactory(ModelFactory):
    """A photograph that the entity's people took away; staff have not looked yet."""

    class Meta:
        model = KeptPicture

    change = factory.SubFactory(EntityChangeFactory, live=True)
    image = factory.SubFactory(StoredImageFactory)
    photo = 1


class EntityMergerFactory(ModelFactory):
    """A merger that can be undone and moved nothing."""

    class Meta:
        model = EntityMerger

    source = factory.SubFactory(
        EntityFactory, state="merged", merged_into=factory.SubFactory("tests.factories.entities.EntityFactory")
    )
    kept = factory.LazyAttribute(
        lambda merger: {
            "into": merger.source.merged_into_id, "state": "draft", "moved": {}, "changed": {}, "filled": [],
            "gone": {}, "new": {},
        }
    )  # fmt: skip


class MembershipFactory(ModelFactory):
    """A member of a published entity; `owner=True` also invites."""

    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    entity = factory.SubFactory(EntityFactory, published=True)

    class Params:
        owner = factory.Trait(role=MemberRole.OWNER)


class InvitationFactory(ModelFactory):
    """An invitation good for two weeks."""

    class Meta:
        model = Invitation

    entity = factory.SubFactory(EntityFactory, published=True)
    email = factory.Sequence(lambda n: f"zaproszona{n}@example.org")
    invited_by = factory.SubFactory(UserFactory)
    expires_at = factory.LazyFunction(lambda: now() + timedelta(days=14))


class ClaimFactory(ModelFactory):
    """A claim that waits."""

    class Meta:
        model = Claim

    entity = factory.SubFactory(EntityFactory, published=True)
    user = factory.SubFactory(UserFactory)
    reason = "Pracuję w biurze spółdzielni."


class SupportCentreFactory(ModelFactory):
    """An OWES; `rops=True` is the regional centre. `counties=[…]` are those that it serves."""

    class Meta:
        model = SupportCentre

    slug = factory.Sequence(lambda n: f"owes-{n}")
    kind = CentreKind.OWES
    name = factory.Sequence(lambda n: f"Ośrodek Wsparcia Ekonomii Społecznej {n}")
    short_name = factory.Sequence(lambda n: f"OWES {n}")
    sort_name = factory.LazyAttribute(lambda centre: sort_key(centre.name))
    voivodeship = factory.SubFactory(VoivodeshipFactory)
    phone = "+48120000000"
    email = factory.LazyAttribute(lambda centre: f"{centre.slug}@example.org")

    class Params:
        rops = factory.Trait(
            kind=CentreKind.ROPS,
            slug=factory.Sequence(lambda n: f"rops-{n}"),
            name=factory.Sequence(lambda n: f"Regionalny Ośrodek Polityki Społecznej {n}"),
            short_name=factory.Sequence(lambda n: f"ROPS {n}"),
        )

    @factory.post_generation
    def counties(self, create: bool, extracted: list[County] | None, **kwargs: object) -> None:
        if create and extracted:
            self.counties.set(extracted)


class AssignmentFactory(ModelFactory):
    """An animator works in an OWES."""

    class Meta:
        model = Assignment

    user = factory.SubFactory(UserFactory, animator=True)
    centre = factory.SubFactory(SupportCentreFactory)


class ContactPersonFactory(ModelFactory):
    """Somebody to call in a centre."""

    class Meta:
        model = ContactPerson

    centre = factory.SubFactory(SupportCentreFactory)
    name = factory.Sequence(lambda n: f"Ewa Kontaktowa {n}")
    function = "animatorka"
    phone = "+48120000001"


class AccessibilityDeclarationFactory(ModelFactory):
    """The Polish declaration."""

    class Meta:
        model = AccessibilityDeclaration
        django_get_or_create = ("language",)

    language = "pl"
    body_name = "Regionalny Ośrodek Próbny"
    site_published_on = factory.LazyFunction(lambda: days_from_now(-400))
    site_updated_on = factory.LazyFunction(lambda: days_from_now(-30))
    status = ConformityStatus.FULL
    prepared_on = factory.LazyFunction(lambda: days_from_now(-300))
    reviewed_on = factory.LazyFunction(lambda: days_from_now(-20))
    method = "samoocena"
    contact_name = "Ewa Kontaktowa"
    contact_email = "dostepnosc@example.org"
    contact_phone = "+48120000002"
    architecture = "Wejście bez stopni."
    communication = "Tłumacz języka migowego po umówieniu."


class EntityImportFactory(ModelFactory):
    """A sheet whose columns are to be told."""

    class Meta:
        model = EntityImport

    file_name = "podmioty.xlsx"
    headings = factory.LazyFunction(lambda: ["Nazwa", "Rodzaj"])
    mapping = factory.LazyFunction(lambda: ["name", "kind"])
    total = 1


class ImportRowFactory(ModelFactory):
    """A row of a sheet, not looked at yet."""

    class Meta:
        model = ImportRow

    sheet = factory.SubFactory(EntityImportFactory)
    number = factory.Sequence(lambda n: n + 2)
    cells = factory.LazyFunction(lambda: ["Spółdzielnia Socjalna Próba", "spółdzielnia socjalna"])


class RememberedColumnFactory(ModelFactory):
    """A heading that somebody explained."""

    class Meta:
        model = RememberedColumn

    heading = factory.Sequence(lambda n: f"naglowek {n}")
    field = "name"


class OpenDataFileFactory(ModelFactory):
    """The open data of a long directory, written yesterday; one file of each kind."""

    class Meta:
        model = OpenDataFile

    kind = factory.Sequence(lambda n: f"{n:04}"[-4:])
    version = "podmioty-1-0-20261130"
    content = factory.LazyFunction(lambda: ContentFile(b"id,name", "podmioty.csv"))
