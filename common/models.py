"""Where Django finds the models of `common`; nobody imports from here."""

from common.acts.models import Act
from common.outbox.models import OutboxMail
from common.pages.versions import PageVersion

__all__ = ["Act", "OutboxMail", "PageVersion"]
