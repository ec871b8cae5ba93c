"""Verbs of the audit log in words, as Django's admin shows them: about access, repairs and registrations."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from events.registration.desk.group_mail import WORDS as REGISTRATION_WORDS

# A verb that is not here is shown as it stands in the log.
ACT_WORDS: Mapping[str, Any] = {
    **REGISTRATION_WORDS,
    "admin.added": _("added in the administration"),
    "admin.changed": _("changed in the administration"),
    "admin.deleted": _("deleted in the administration"),
    "consent.withdrawn": _("consent withdrawn"),
    "email.changed": _("address of the account changed"),
    "erasure.asked": _("deletion of data asked for"),
    "erasure.done": _("data deleted at the person's request"),
    "erasure.withdrawn": _("request for deletion withdrawn"),
    "factor.added": _("second factor added"),
    "factor.code_used": _("kept code used"),
    "factor.codes_made": _("kept codes made"),
    "factor.device_trusted": _("device trusted"),
    "factor.devices_forgotten": _("trusted devices forgotten"),
    "factor.removed": _("second factor removed"),
    "factor.reset": _("second factor reset"),
    "mail.again": _("failed messages tried again"),
    "mail.dropped": _("held messages dropped"),
    "mail.released": _("held messages sent"),
    "notice.in_force": _("notice put into force"),
    "password.changed": _("password changed"),
    "signin.done": _("signed in"),
    "signin.failed": _("sign-in failed"),
    "signin.locked": _("limit of sign-ins reached"),
}
