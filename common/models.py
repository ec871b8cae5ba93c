"""Where Django finds the models of `common`; nobody imports from here."""

from common.acts.models import Act
from common.outbox.mailboxes import ConfirmedAddress
from common.outbox.models import OutboxMail
from common.pages.versions import PageVersion
from common.ratelimit import RateCount
from common.search.models import SearchEntry, SearchNear, SearchWord
from common.slugs.models import OldSlug

__all__ = [
    "Act",
    "ConfirmedAddress",
    "OldSlug",
    "OutboxMail",
    "PageVersion",
    "RateCount",
    "SearchEntry",
    "SearchNear",
    "SearchWord",
]
