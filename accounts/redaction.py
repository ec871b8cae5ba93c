"""What signing in leaves of a person: sessions, also of visitors who typed an address and went away."""

import json
import re
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session

from accounts.models import User
from common.extension_points import Subject

GONE = "…"


def erase_sessions(subject: Subject) -> int:
    """Sessions of the person's accounts and of visitors who typed their address end; how many.

    In the session of somebody else, where a message named them ("Anna Nowak is registered."), only the name goes.
    """
    accounts = {str(pk) for pk in User.objects.filter(key__in=subject.keys).values_list("pk", flat=True)}
    named = re.compile("|".join(re.escape(one) for one in (subject.email, *subject.names) if one), re.IGNORECASE)
    ended = 0
    for session in Session.objects.order_by("pk").iterator(chunk_size=500):
        data = session.get_decoded()
        owner, text = data.get("_auth_user_id"), json.dumps(data, ensure_ascii=False, default=str)
        if owner in accounts or (owner is None and named.search(text)):
            session.delete()
            ended += 1
        elif named.search(text):
            Session.objects.filter(pk=session.pk).update(
                session_data=SessionStore().encode(json.loads(named.sub(GONE, text)))
            )
    return ended


def forget_sessions(now: datetime) -> int:
    """Sessions that have ended, and what stood of their devices."""
    ended = Session.objects.filter(expire_date__lt=now).delete()[0]
    living = Session.objects.values("session_key")
    return ended + UserSession.objects.exclude(session_key__in=living).delete()[0]
