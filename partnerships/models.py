"""Where Django finds the models of this app; nobody imports from here."""

from partnerships.agreements.models import (
    DocumentVersion,
    LocalPartnership,
    PartnershipDocument,
    PartnershipMember,
    SupportPerson,
    WorkPlanStep,
)
from partnerships.projects.models import FundingProject, Indicator, IndicatorEntry, LogoMark, ProjectPartner

__all__ = [
    "DocumentVersion",
    "FundingProject",
    "Indicator",
    "IndicatorEntry",
    "LocalPartnership",
    "LogoMark",
    "PartnershipDocument",
    "PartnershipMember",
    "ProjectPartner",
    "SupportPerson",
    "WorkPlanStep",
]
