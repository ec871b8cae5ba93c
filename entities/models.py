"""Where Django finds the models of this app; nobody imports from here."""

from entities.centres.models import AccessibilityDeclaration, Assignment, ContactPerson, SupportCentre
from entities.directory.models import (
    BundledService,
    EnterpriseStatus,
    Entity,
    EntityChange,
    EntityKind,
    EntityMerger,
    EntityPhoto,
    KeptPicture,
    OfferedService,
    OpenDataFile,
    ServiceBundle,
    ServiceCategory,
)
from entities.imports.models import EntityImport, ImportRow, RememberedColumn
from entities.memberships.models import Claim, Invitation, Membership
from entities.territory.models import County, Municipality, Voivodeship

__all__ = [
    "AccessibilityDeclaration",
    "Assignment",
    "BundledService",
    "Claim",
    "ContactPerson",
    "County",
    "EnterpriseStatus",
    "Entity",
    "EntityChange",
    "EntityImport",
    "EntityKind",
    "EntityMerger",
    "EntityPhoto",
    "ImportRow",
    "Invitation",
    "KeptPicture",
    "Membership",
    "Municipality",
    "OfferedService",
    "OpenDataFile",
    "RememberedColumn",
    "ServiceBundle",
    "ServiceCategory",
    "SupportCentre",
    "Voivodeship",
]
