"""Where Django finds the models of `common`; nobody imports from here."""

from common.auditlog.models import AuditEntry, PersonalChange
from common.outbox.mailboxes import ConfirmedAddress
from common.outbox.models import OutboxMail
from common.search.models import SearchEntry, SearchNear, SearchWord
from common.slugs.models import OldSlug
from common.web.ratelimit import RateCount
from common.web.versions import PageVersion

__all__ = [
    "AuditEntry",
    "ConfirmedAddress",
    "OldSlug",
    "OutboxMail",
    "PageVersion",
    "PersonalChange",
    "RateCount",
    "SearchEntry",
    "SearchNear",
    "SearchWord",
]
