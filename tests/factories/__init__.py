"""One factory for each model, with defaults that surprise nobody: a row is in the state in which its model is born.

`EventFactory()` is a draft a month ahead; `EventFactory(published=True)` is what the public sees. Rows are written
directly: where a service keeps other rows in step (places, counts, mail), a test calls the service.
"""

from tests.factories.accounts import (
    AuthenticatorFactory,
    ConsentFactory,
    ErasureRequestFactory,
    NoticeFactory,
    TrustedDeviceFactory,
    UsedTimeStepFactory,
    UserFactory,
)
from tests.factories.entities import (
    AccessibilityDeclarationFactory,
    AssignmentFactory,
    BundledServiceFactory,
    ClaimFactory,
    ContactPersonFactory,
    CountyFactory,
    EnterpriseStatusFactory,
    EntityChangeFactory,
    EntityFactory,
    EntityImportFactory,
    EntityKindFactory,
    EntityPhotoFactory,
    ImportRowFactory,
    InvitationFactory,
    KeptPictureFactory,
    MembershipFactory,
    MunicipalityFactory,
    OfferedServiceFactory,
    RememberedColumnFactory,
    ServiceBundleFactory,
    ServiceCategoryFactory,
    SupportCentreFactory,
    VoivodeshipFactory,
)
from tests.factories.events import (
    AnswerFactory,
    AppearanceFactory,
    AttendanceFactory,
    CertificateCounterFactory,
    CertificateFactory,
    CertificateTermsFactory,
    EventDocumentFactory,
    EventEntityFactory,
    EventFactory,
    EventFolderFactory,
    FigureSnapshotFactory,
    FurtherFormFactory,
    MarkFactory,
    ParticipantFactory,
    ParticipationFactory,
    ParticipationTermsFactory,
    PersonFactory,
    PhoneCallFactory,
    PointFactory,
    PointListFactory,
    ProgrammeItemFactory,
    QuestionFactory,
    QuotationFactory,
    RegistrationFactory,
    SessionFactory,
    StopFactory,
)
from tests.factories.files import PictureCheckFactory, RenditionFactory, StoredFileFactory, StoredImageFactory
from tests.factories.imports import DoorLinkFactory, PeopleListFactory
from tests.factories.news import (
    ArticleEntityFactory,
    ArticleEventFactory,
    ArticleFactory,
    ArticleVersionFactory,
    AttachmentFactory,
    CategoryFactory,
    CorrectionFactory,
    GalleryFactory,
    PhotoFactory,
    PrivateDraftFactory,
    TagFactory,
    TakedownRequestFactory,
)
from tests.factories.partnerships import (
    DocumentVersionFactory,
    FundingProjectFactory,
    IndicatorEntryFactory,
    IndicatorFactory,
    LocalPartnershipFactory,
    LogoMarkFactory,
    PartnershipDocumentFactory,
    PartnershipMemberFactory,
    ProjectPartnerFactory,
    SupportPersonFactory,
    WorkPlanStepFactory,
)
from tests.factories.reporting import (
    HandFigureFactory,
    PeriodReportFactory,
    ReportEntryFactory,
    ReportingPeriodFactory,
    ScheduleChangeFactory,
)
