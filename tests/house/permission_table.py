"""Who may open which address: the whole portal in one table. An address that is not here fails the house test.

A line holds the expected answers to GET for the eight roles, in this order, and how to fill the address in:

    anonymous participant member owner animator editor coordinator administrator

200 may open · 302 is asked to sign in (or is sent elsewhere) · 403 a colleague without the right · 404 a stranger.
Staff are of the centre to which the example belongs, member and owner of its entity; `name @other` asks the same of
an example of another centre or another entity. Where GET is refused, POST must be refused in the same way.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.house.world import World

ROLES = (
    "anonymous",
    "participant",
    "entity_member",
    "entity_owner",
    "animator",
    "editor",
    "coordinator",
    "administrator",
)

Fill = Callable[[World], dict[str, Any]]


@dataclass(frozen=True)
class Line:
    """Expected answers and the arguments of the address."""

    answers: str
    fill: Fill = lambda world: {}
    query: str = ""
    # A door that answers POST although GET sends those elsewhere who are in already.
    is_door: bool = False

    def expected(self) -> dict[str, int]:
        return dict(zip(ROLES, map(int, self.answers.split()), strict=True))


#                anon part memb ownr anim edit coor admi
OPEN = "          200  200  200  200  200  200  200  200"
REDIRECT = "      302  302  302  302  302  302  302  302"
GONE = "          404  404  404  404  404  404  404  404"
SIGNED_IN = "     302  200  200  200  200  200  200  200"
STAFF = "         302  403  403  403  200  200  200  200"
ADMINISTRATOR = " 302  302  302  302  302  302  302  200"
DOOR = "          200  302  302  302  302  302  302  302"
ONLY_POST = "     405  405  405  405  405  405  405  405"

TABLE: dict[str, Line] = {
    # --- the portal's frame ---
    "home": Line(OPEN),
    "search": Line(OPEN),
    "search @words": Line(OPEN, query="?q=ekonomia"),
    "contact": Line(OPEN),
    "accessibility": Line(OPEN),
    "privacy": Line(OPEN),
    "site-map": Line(OPEN),
    "sitemap": Line(OPEN),
    "robots": Line(OPEN),
    "healthz": Line(OPEN),
    "readyz": Line(OPEN),
    "admin:index": Line(ADMINISTRATOR, is_door=True),
    "admin:login": Line("302  403  403  403  403  403  403  302", is_door=True),
    # --- sign-in ---
    "account:home": Line(SIGNED_IN),
    "account:details": Line(SIGNED_IN),
    "account_login": Line(DOOR, is_door=True),
    "account_signup": Line(DOOR, is_door=True),
    "account_request_login_code": Line(DOOR, is_door=True),
    "account_confirm_login_code": Line(REDIRECT),
    "account_logout": Line("302  200  200  200  200  200  200  200", is_door=True),
    "account_inactive": Line(OPEN),
    "account_email_verification_sent": Line(OPEN),
    "account_confirm_email": Line(OPEN, lambda world: {"key": "nie-ma"}),
    "account_reset_password": Line(OPEN),
    "account_reset_password_done": Line(OPEN),
    "account_reset_password_from_key": Line(OPEN, lambda world: {"uidb36": "1", "key": "nie-ma"}),
    "account_reset_password_from_key_done": Line(OPEN),
    "account_change_password": Line(SIGNED_IN),
    "account_set_password": Line(REDIRECT),
    "account_reauthenticate": Line(SIGNED_IN),
    "account_email": Line(SIGNED_IN),
    # --- files ---
    "files:rendition": Line(OPEN, lambda world: world.rendition),
    # --- entities ---
    "entities:list": Line(OPEN),
    "entities:entity": Line(OPEN, lambda world: {"slug": world.cast.entity.slug}),
    "entities:entity @draft": Line(GONE, lambda world: {"slug": world.draft_entity.slug}),
    "centres:list": Line(OPEN),
    "centres:centre": Line(OPEN, lambda world: {"slug": world.cast.centre.slug}),
    "counties:county": Line(OPEN, lambda world: {"slug": world.county.slug}),
    # --- partnerships ---
    "partnerships:list": Line(OPEN),
    "partnerships:partnership": Line(OPEN, lambda world: {"slug": world.partnership.slug}),
    "partnerships:partnership @draft": Line(GONE, lambda world: {"slug": world.draft_partnership.slug}),
    "partnerships:document": Line(OPEN, lambda world: world.document("public")),
    "partnerships:document @members only": Line(GONE, lambda world: world.document("members")),
    "partnerships:document @staff only": Line(GONE, lambda world: world.document("staff")),
    "projects:list": Line(OPEN),
    "projects:project": Line(OPEN, lambda world: {"slug": world.project.slug}),
    "projects:project @draft": Line(GONE, lambda world: {"slug": world.draft_project.slug}),
    # --- events ---
    "events:list": Line(OPEN),
    "events:list @past": Line(OPEN, query="?czas=minione"),
    "events:calendar": Line(OPEN),
    "events:feed": Line(OPEN),
    "events:event": Line(OPEN, lambda world: {"slug": world.event.slug}),
    "events:event @draft": Line(GONE, lambda world: {"slug": world.draft_event.slug}),
    "events:event_calendar": Line(OPEN, lambda world: {"slug": world.event.slug}),
    "events:file": Line(OPEN, lambda world: world.event_file()),
    "events:file @not public": Line(GONE, lambda world: world.event_file(is_public=False)),
    # --- news ---
    "news:list": Line(OPEN),
    "news:rss": Line(OPEN),
    "news:atom": Line(OPEN),
    "news:article": Line(OPEN, lambda world: {"slug": world.article.slug}),
    "news:article @draft": Line(GONE, lambda world: {"slug": world.draft.slug}),
    "news:attachment": Line(OPEN, lambda world: world.attachment(world.article)),
    "news:attachment @draft": Line(GONE, lambda world: world.attachment(world.draft)),
    "galleries:list": Line(OPEN),
    "galleries:gallery": Line(OPEN, lambda world: {"slug": world.gallery.slug}),
    "galleries:gallery @draft": Line(GONE, lambda world: {"slug": world.draft_gallery.slug}),
    "galleries:photo": Line(OPEN, lambda world: world.photo),
    "galleries:report": Line(OPEN, lambda world: world.photo),
    "galleries:reported": Line(OPEN, lambda world: world.photo),
}
