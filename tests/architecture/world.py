"""One small, whole world for the table of permissions: an example of each thing, of the cast's centre and another."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.models import User
from common.db.fields import new_token, token_digest
from entities.directory.merging import merge_entities
from entities.directory.models import Entity
from entities.memberships.models import Claim
from entities.territory.models import County
from events.catalogue.models import Event
from events.certificates.models import Certificate
from events.programme.services import replan_event
from events.registration.models import Participant
from files.models import StoredImage, new_secret, public_storage
from news.articles.models import Article
from news.galleries.models import Gallery, TakedownRequest
from partnerships.agreements.models import LocalPartnership
from partnerships.projects.models import FundingProject
from tests.cast import Cast
from tests.factories import (
    ArticleEventFactory,
    ArticleFactory,
    ArticleVersionFactory,
    AttachmentFactory,
    AttendanceFactory,
    CertificateFactory,
    ClaimFactory,
    ConsentFactory,
    EntityFactory,
    EntityImportFactory,
    EntityPhotoFactory,
    EventDocumentFactory,
    EventFactory,
    EventFolderFactory,
    FundingProjectFactory,
    GalleryFactory,
    IndicatorEntryFactory,
    IndicatorFactory,
    InvitationFactory,
    LocalPartnershipFactory,
    MembershipFactory,
    NoticeFactory,
    ParticipantFactory,
    ParticipationFactory,
    ParticipationTermsFactory,
    PartnershipDocumentFactory,
    PartnershipMemberFactory,
    PeopleListFactory,
    PeriodReportFactory,
    PhotoFactory,
    SessionFactory,
    StopFactory,
    StoredFileFactory,
    TakedownRequestFactory,
    WorkPlanStepFactory,
)
from tests.factories.files import picture


@dataclass
class World:
    """Examples; each is made when it is first asked for."""

    cast: Cast

    @cached_property
    def rendition(self) -> dict[str, object]:
        """Parts of a rendition's address; the file is there."""
        secret = new_secret()
        public_storage().save(f"{secret[:2]}/{secret}/640.jpg", ContentFile(picture()))
        return {"folder": secret[:2], "secret": secret, "width": 640, "extension": "jpg"}

    @cached_property
    def event(self) -> Event:
        event = EventFactory(published=True, centre=self.cast.centre)
        StopFactory(event=event)
        return event

    @cached_property
    def draft_event(self) -> Event:
        return EventFactory(centre=self.cast.centre)

    def event_file(self, *, is_public: bool = True) -> dict[str, object]:
        """Parts of the address of a file of the event."""
        return {"slug": self.event.slug, "document_id": EventDocumentFactory(event=self.event, is_public=is_public).pk}

    def panel_file(self, event: Event) -> dict[str, object]:
        """Parts of the address at which the staff have a file kept as evidence."""
        return {"pk": event.pk, "document_id": EventDocumentFactory(event=event, is_public=False).pk}

    @cached_property
    def other_event(self) -> Event:
        return EventFactory(published=True, centre=self.cast.other_centre)

    @cached_property
    def participant(self) -> Participant:
        """Registered for the event by the entity's member."""
        Event.objects.filter(pk=self.event.pk).update(taken=1)
        return ParticipantFactory(
            registration__event=self.event,
            registration__entity=self.cast.entity,
            registration__user=self.cast.entity_member,
        )

    @cached_property
    def own_post(self) -> Participant:
        """Somebody who reads their own post, apart from the registrant."""
        return ParticipantFactory(registration__event=self.event, email="sama@example.org")

    @cached_property
    def place(self) -> dict[str, object]:
        """Parts of the address at which the participant gives the place up."""
        return {"token": self.participant.registration.token, "participant_id": self.participant.pk}

    @cached_property
    def sent_form(self) -> dict[str, object]:
        """Parts of the address that says that the form has come."""
        return {"slug": self.event.slug, "key": self.participant.registration.form_key}

    @cached_property
    def panel_participant(self) -> dict[str, object]:
        """Parts of the address at which staff note that the participant resigned."""
        return {"pk": self.event.pk, "participant_id": self.participant.pk}

    def people_list(self, event: Event) -> dict[str, object]:
        """Parts of the address of a list of people sent as a file."""
        return {"pk": event.pk, "list_id": PeopleListFactory(event=event).pk}

    @cached_property
    def other_participant(self) -> dict[str, object]:
        """The same of another centre's event."""
        participant = ParticipantFactory(registration__event=self.other_event)
        return {"pk": self.other_event.pk, "participant_id": participant.pk}

    @cached_property
    def issued(self) -> Certificate:
        """A valid certificate of the participant."""
        return CertificateFactory(issued=True, participant=self.participant)

    @property
    def folder(self) -> dict[str, object]:
        """Parts of the address at which staff have the event's packed folder."""
        return {"pk": self.event.pk, "folder_id": EventFolderFactory(event=self.event, ready=True).pk}

    @property
    def certificate(self) -> dict[str, object]:
        """Parts of the address at which staff have the certificate."""
        return {"pk": self.event.pk, "certificate_id": self.issued.pk}

    @cached_property
    def second_event(self) -> Event:
        """Of the same centre as the first."""
        return EventFactory(published=True, centre=self.cast.centre)

    @cached_property
    def partner_event(self) -> Event:
        """A meeting of the partnership."""
        return EventFactory(published=True, centre=self.cast.centre, partnership=self.partnership)

    @cached_property
    def moved_event(self) -> Event:
        """Moved to another day; those who registered do not know yet."""
        event = EventFactory(published=True, centre=self.cast.centre)
        replan_event(
            event_id=event.pk,
            by=None,
            starts_on=event.starts_on + timedelta(days=1),
            ends_on=event.ends_on + timedelta(days=1),
        )
        return event

    @cached_property
    def completed_event(self) -> Event:
        return EventFactory(completed=True, centre=self.cast.centre)

    def session(self, event: Event) -> dict[str, object]:
        """Parts of the address of a list at the door."""
        session = event.sessions.first() or SessionFactory(event=event)  # several lines may stand in one share
        return {"pk": event.pk, "session_id": session.pk}

    def photo_of(self, gallery: Gallery) -> dict[str, object]:
        """Parts of the panel's address of the gallery's only photo."""
        return {"pk": gallery.pk, "number": gallery.photos.get().pk}

    def takedown(self, gallery: Gallery) -> TakedownRequest:
        return TakedownRequestFactory(photo=gallery.photos.get())

    @cached_property
    def other_gallery(self) -> Gallery:
        return PhotoFactory(gallery=GalleryFactory(published=True, centre=self.cast.other_centre)).gallery

    @cached_property
    def reachable_entity(self) -> Entity:
        return EntityFactory(published=True, email="biuro@example.org")

    @cached_property
    def merged(self) -> dict[str, object]:
        """Parts of the address at which a merger is undone."""
        county = self.county
        stays, goes = EntityFactory(published=True, county=county), EntityFactory(county=county)
        merge_entities(source_id=goes.pk, target_id=stays.pk, by=None)
        return {"pk": stays.pk, "source_id": goes.pk}

    @cached_property
    def sheet(self) -> dict[str, object]:
        """Key of a sheet of entities whose columns are told."""
        return {"pk": EntityImportFactory(state="checked", checked_at=timezone.now()).pk}

    @cached_property
    def entity_photo(self) -> dict[str, object]:
        """Parts of the address of a photograph of the cast's entity."""
        return {"pk": self.cast.entity.pk, "photo_id": EntityPhotoFactory(entity=self.cast.entity).pk}

    @cached_property
    def project(self) -> FundingProject:
        return FundingProjectFactory(published=True, centre=self.cast.centre)

    @cached_property
    def partnership(self) -> LocalPartnership:
        return LocalPartnershipFactory(published=True, centre=self.cast.centre)

    @cached_property
    def county(self) -> County:
        """The one that the cast's centre serves."""
        return self.cast.centre.counties.get()

    @cached_property
    def draft_partnership(self) -> LocalPartnership:
        return LocalPartnershipFactory(centre=self.cast.centre)

    @cached_property
    def other_partnership(self) -> LocalPartnership:
        """Of another centre."""
        return LocalPartnershipFactory(published=True, centre=self.cast.other_centre)

    def partnership_paper(self, partnership: LocalPartnership, access: str = "staff") -> dict[str, object]:
        """Parts of the panel's address of a document."""
        document = PartnershipDocumentFactory(partnership=partnership, access=access)
        return {"pk": partnership.pk, "document_id": document.pk}

    @cached_property
    def joined_partnership(self) -> LocalPartnership:
        """The cast's entity belongs to it."""
        return PartnershipMemberFactory(entity=self.cast.entity, partnership__published=True).partnership

    def joined_paper(self, access: str) -> dict[str, object]:
        """Parts of the members' address of a document."""
        document = PartnershipDocumentFactory(partnership=self.joined_partnership, access=access)
        return {"slug": self.joined_partnership.slug, "key": document.pk}

    def plan_step(self, partnership: LocalPartnership) -> dict[str, object]:
        """Parts of the panel's address of a step of a work plan."""
        return {"pk": partnership.pk, "step_id": WorkPlanStepFactory(partnership=partnership).pk}

    @cached_property
    def other_project(self) -> FundingProject:
        """Of another centre."""
        return FundingProjectFactory(published=True, centre=self.cast.other_centre)

    def manual_indicator(self, project: FundingProject) -> dict[str, object]:
        """Parts of the address of the values typed for an indicator."""
        return {"pk": project.pk, "indicator_id": IndicatorFactory(project=project, source="manual").pk}

    def counted_indicator(self, project: FundingProject) -> dict[str, object]:
        """Parts of the address of the people whom an indicator counts."""
        return {"pk": project.pk, "indicator_id": IndicatorFactory(project=project).pk}

    def typed_value(self, project: FundingProject) -> dict[str, object]:
        """Parts of the address of the file that proves a typed value."""
        entry = IndicatorEntryFactory(indicator__project=project, evidence=StoredFileFactory())
        return {"pk": project.pk, "indicator_id": entry.indicator_id, "entry_id": entry.pk}

    def asking(self, project: FundingProject) -> dict[str, object]:
        """Key of a project that asks its participants for data."""
        ParticipationTermsFactory(project=project)
        return {"pk": project.pk}

    def asked_person(self, project: FundingProject) -> dict[str, object]:
        """Somebody who was at an event of the project, and answered."""
        event = EventFactory(completed=True, centre=self.cast.centre, project=project)
        person = AttendanceFactory(participant__registration__event=event).participant.person
        self.asking(project)
        ParticipationFactory(project=project, person=person, complete=True)
        return {"pk": project.pk, "person_id": person.pk}

    def asked_token(self) -> str:
        """The link of somebody whose data is missing."""
        token, until = new_token(), timezone.now() + timedelta(days=30)
        project = FundingProjectFactory(published=True, centre=self.cast.centre)
        self.asking(project)
        ParticipationFactory(project=project, token_hash=token_digest(token), token_until=until)
        return token

    @cached_property
    def draft_project(self) -> FundingProject:
        return FundingProjectFactory(centre=self.cast.centre)

    def document(self, access: str) -> dict[str, object]:
        """Parts of the address of a document of the partnership."""
        document = PartnershipDocumentFactory(partnership=self.partnership, access=access)
        return {"slug": self.partnership.slug, "key": document.pk}

    @cached_property
    def draft_entity(self) -> Entity:
        return EntityFactory()

    @cached_property
    def other_entity(self) -> Entity:
        return EntityFactory(published=True)

    def consent_of(self, user: User) -> int:
        """A consent that this person gave."""
        notice = NoticeFactory(kind="consent-portrait")
        return ConsentFactory(subject=user.key, notice=notice).pk

    def membership(self, user: User) -> dict[str, object]:
        """Parts of the address of one of the entity's people."""
        return {"pk": self.cast.entity.pk, "membership_id": user.memberships.get().pk}

    @property
    def other_membership(self) -> dict[str, object]:
        """The same of an entity of others."""
        row = MembershipFactory(owner=True)
        return {"pk": row.entity_id, "membership_id": row.pk}

    def invitation(self, entity: Entity) -> dict[str, object]:
        """Parts of the address at which an invitation is withdrawn."""
        return {"pk": entity.pk, "invitation_id": InvitationFactory(entity=entity).pk}

    def claim(self, entity: Entity) -> dict[str, object]:
        """Parts of the address at which owners answer who asks to join."""
        return {"pk": entity.pk, "claim_id": ClaimFactory(entity=entity, way="owner").pk}

    @property
    def claim_by_mail(self) -> Claim:
        """A claim whose link went to the entity's post box."""
        entity = self.reachable_entity
        until = timezone.now() + timedelta(days=7)
        return ClaimFactory(entity=entity, way="mail", sent_to=entity.email, expires_at=until)

    @cached_property
    def article(self) -> Article:
        article = ArticleFactory(published=True, centre=self.cast.centre)
        ArticleEventFactory(article=article, event=EventFactory(completed=True, centre=self.cast.centre))
        return article

    @cached_property
    def draft(self) -> Article:
        return ArticleFactory(centre=self.cast.centre)

    @cached_property
    def other_draft(self) -> Article:
        return ArticleFactory(centre=self.cast.other_centre)

    @cached_property
    def gallery(self) -> Gallery:
        gallery = GalleryFactory(published=True, centre=self.cast.centre)
        PhotoFactory(gallery=gallery)
        return gallery

    @cached_property
    def draft_gallery(self) -> Gallery:
        return GalleryFactory(centre=self.cast.centre)

    @cached_property
    def draft_picture(self) -> StoredImage:
        """Of a gallery that nobody sees."""
        return PhotoFactory(gallery=self.draft_gallery).image

    @cached_property
    def photo(self) -> dict[str, object]:
        """Parts of the address of the gallery's only photo."""
        return {"slug": self.gallery.slug, "number": self.gallery.photos.get().pk}

    def article_file(self, article: Article) -> dict[str, object]:
        """Parts of the panel's address of an article's attachment."""
        return {"pk": article.pk, "attachment_id": AttachmentFactory(article=article).pk}

    def version(self, article: Article) -> dict[str, object]:
        """Parts of the address of an article's first version."""
        return {"pk": article.pk, "number": ArticleVersionFactory(article=article, number=1).number}

    def attachment(self, article: Article) -> dict[str, object]:
        """Parts of the address of an article's attachment."""
        return {"slug": article.slug, "pk": AttachmentFactory(article=article).pk}

    @cached_property
    def reporting_period(self) -> int:
        return PeriodReportFactory(period__centre=self.cast.centre).period_id

    @cached_property
    def other_reporting_period(self) -> int:
        return PeriodReportFactory(period__centre=self.cast.other_centre).period_id
