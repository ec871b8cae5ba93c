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

from events.registration.models import Participant
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
    # An address that only answers POST is asked by POST; 200 means then that the person was let in, whatever followed.
    post: bool = False
    # A door that answers POST although GET sends those elsewhere who are in already.
    is_door: bool = False

    def expected(self) -> dict[str, int]:
        return dict(zip(ROLES, map(int, self.answers.split()), strict=True))


#                anon part memb ownr anim edit coor admi
OPEN = "          200  200  200  200  200  200  200  200"
REDIRECT = "      302  302  302  302  302  302  302  302"
GONE = "          404  404  404  404  404  404  404  404"
SIGNED_IN = "     302  200  200  200  200  200  200  200"
NOBODYS = "       302  404  404  404  404  404  404  404"
STAFF = "         302  403  403  403  200  200  200  200"
ADMINISTRATOR = " 302  302  302  302  302  302  302  200"
DOOR = "          200  302  302  302  302  302  302  302"
# In the own centre; a colleague without the right gets 403, a stranger 404.
RUNS = "          302  404  404  404  200  403  200  200"
READS = "         302  404  404  404  200  200  200  200"
PUBLISHES = "     302  404  404  404  403  200  200  200"
# A record of the directory: coordinators decide, an animator proposes, an editor reads; a stranger finds nothing.
DECIDES = "       302  404  404  404  403  403  200  200"
DECIDES_LISTS = " 302  403  403  403  403  403  200  200"
PROPOSES_NEW = "  302  403  403  403  200  403  200  200"
# In another centre.
FOREIGN = "       302  404  404  404  404  404  404  200"

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
    # --- second factor: of one's own account; nobody in the cast has one, and changes ask for the password anew ---
    "mfa_authenticate": Line(REDIRECT),
    "mfa_login_webauthn": Line(OPEN),
    "mfa_index": Line(SIGNED_IN),
    "mfa_activate_totp": Line(REDIRECT),
    "mfa_deactivate_totp": Line(NOBODYS),
    "mfa_view_recovery_codes": Line(NOBODYS),
    "mfa_generate_recovery_codes": Line(REDIRECT),
    "mfa_download_recovery_codes": Line(NOBODYS),
    "mfa_list_webauthn": Line(SIGNED_IN),
    "mfa_add_webauthn": Line(REDIRECT),
    "mfa_remove_webauthn": Line(REDIRECT, lambda world: {"pk": 1}),
    "mfa_edit_webauthn": Line(REDIRECT, lambda world: {"pk": 1}),
    "mfa_reauthenticate": Line(REDIRECT),
    "mfa_reauthenticate_webauthn": Line(REDIRECT),
    "usersessions_list": Line(SIGNED_IN),
    # --- files ---
    "files:rendition": Line(OPEN, lambda world: world.rendition),
    # --- entities ---
    "entities:list": Line(OPEN),
    "entities:suggest": Line(OPEN, query="?q=stolarnia"),
    "entities:entity": Line(OPEN, lambda world: {"slug": world.cast.entity.slug}),
    "entities:entity @draft": Line(GONE, lambda world: {"slug": world.draft_entity.slug}),
    "entities:write": Line(OPEN, lambda world: {"slug": world.reachable_entity.slug}),
    "entities:write @draft": Line(GONE, lambda world: {"slug": world.draft_entity.slug}),
    "entities:written": Line(OPEN, lambda world: {"slug": world.reachable_entity.slug}),
    "entities:map": Line(OPEN),
    "entities:map @county": Line(OPEN, query="?powiat=suski&co=gotuja&kolejnosc=nazwa"),
    "data:described": Line(OPEN),
    "data:file": Line(OPEN, lambda world: {"kind": "csv"}),
    "data:file @json": Line(OPEN, lambda world: {"kind": "json"}),
    "data:file @no such": Line(GONE, lambda world: {"kind": "exe"}),
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
    "events:preview": Line(OPEN, lambda world: {"token": world.draft_event.preview_token}),
    "events:preview @no such token": Line(GONE, lambda world: {"token": "x" * 32}),
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
    # --- registration ---
    "registration:form": Line(OPEN, lambda world: {"slug": world.event.slug}),
    "registration:form @draft": Line(GONE, lambda world: {"slug": world.draft_event.slug}),
    "registration:sent": Line(OPEN, lambda world: world.sent_form),
    "registration:sent @no such key": Line(GONE, lambda world: world.sent_form | {"key": "x" * 32}),
    "registration:add-people": Line(OPEN, lambda world: {"token": world.participant.registration.token}),
    "registration:add-people @no such token": Line(GONE, lambda world: {"token": "x" * 32}),
    "registration:own": Line(OPEN, lambda world: {"token": world.participant.registration.token}),
    "registration:own @no such token": Line(GONE, lambda world: {"token": "x" * 32}),
    "registration:give-up": Line(OPEN, lambda world: world.place, post=True),
    "registration:give-up @no such token": Line(GONE, lambda world: world.place | {"token": "x" * 32}, post=True),
    "registration:change": Line(OPEN, lambda world: {"token": world.participant.registration.token}),
    "registration:change @no such token": Line(GONE, lambda world: {"token": "x" * 32}),
    "registration:change-person": Line(OPEN, lambda world: world.place),
    "registration:change-person @no such token": Line(GONE, lambda world: world.place | {"token": "x" * 32}),
    "registration:person": Line(OPEN, lambda world: {"token": world.participant.token}),
    "registration:person @no such token": Line(GONE, lambda world: {"token": "x" * 32}),
    "registration:ticket": Line(OPEN, lambda world: {"token": world.participant.token}),
    "registration:ticket @no such token": Line(GONE, lambda world: {"token": "x" * 32}),
    "registration:person-gives-up": Line(OPEN, lambda world: {"token": world.participant.token}, post=True),
    "registration:person-gives-up @no such token": Line(GONE, lambda world: {"token": "x" * 32}, post=True),
    "certificates:check-form": Line(OPEN),
    "certificates:check": Line(OPEN, lambda world: {"code": world.issued.code}),
    "certificates:check @no such code": Line(GONE, lambda world: {"code": "2" * 28}),
    "certificates:download": Line(OPEN, lambda world: {"token": world.issued.participant.token}),
    "certificates:download @no such token": Line(GONE, lambda world: {"token": "x" * 32}),
    # --- the panel: events ---
    "panel:home": Line(STAFF),
    "panel:failed-mails": Line("302  403  403  403  200  403  200  200"),
    "panel:mails-again": Line("302  403  403  403  200  403  200  200", post=True),
    "panel:entity-search": Line(STAFF, query="?q=sp"),
    # --- the panel: the directory, which all centres share ---
    "panel:entities": Line(STAFF),
    "panel:entities @filtered": Line(STAFF, query="?stan=published&rodzaj=cis&powiat=suski&q=mak"),
    "panel:entity-queue": Line(STAFF),
    "panel:entity-new": Line(PROPOSES_NEW),
    "panel:entity": Line(READS, lambda world: {"pk": world.cast.entity.pk}),
    "panel:entity @draft": Line(READS, lambda world: {"pk": world.draft_entity.pk}),
    "panel:entity @no such": Line("302 404 404 404 404 404 404 404", lambda world: {"pk": 999999}),
    "panel:entity-change": Line(DECIDES, lambda world: {"pk": world.cast.entity.pk}),
    "panel:entity-change @draft": Line(RUNS, lambda world: {"pk": world.draft_entity.pk}),
    "panel:entity-move": Line(DECIDES, lambda world: {"pk": world.draft_entity.pk}, post=True),
    "panel:entity-part": Line(DECIDES, lambda world: {"pk": world.cast.entity.pk, "part": "uslugi"}),
    "panel:entity-part @draft": Line(RUNS, lambda world: {"pk": world.draft_entity.pk, "part": "zalozyciele"}),
    "panel:entity-part @no such part": Line(
        "302 404 404 404 404 403 404 404", lambda world: {"pk": world.draft_entity.pk, "part": "nie-ma"}
    ),
    "panel:entity-merge": Line(DECIDES, lambda world: {"pk": world.cast.entity.pk}),
    "panel:entity-merge @with a draft": Line(
        DECIDES, lambda world: {"pk": world.cast.entity.pk}, query="?do=999999&nonsense=1"
    ),
    "panel:entity-export": Line(STAFF, lambda world: {"kind": "csv"}),
    "panel:entity-export @xlsx": Line(STAFF, lambda world: {"kind": "xlsx"}),
    "panel:service-categories": Line(DECIDES_LISTS),
    "panel:service-category": Line(DECIDES_LISTS, lambda world: {"code": "gotuja"}),
    "panel:entity-pictures": Line(DECIDES, lambda world: {"pk": world.cast.entity.pk}),
    "panel:entity-pictures @draft": Line(RUNS, lambda world: {"pk": world.draft_entity.pk}),
    "panel:entity-photo": Line(DECIDES, lambda world: world.entity_photo),
    "panel:entity-photo @of another entity": Line(
        "302 404 404 404 404 403 404 404", lambda world: world.entity_photo | {"pk": world.draft_entity.pk}
    ),
    "panel:events": Line(STAFF),
    "panel:event-plan": Line("302  403  403  403  200  403  200  200"),
    "panel:event": Line(READS, lambda world: {"pk": world.event.pk}),
    "panel:event @other": Line(FOREIGN, lambda world: {"pk": world.other_event.pk}),
    "panel:event-change": Line(RUNS, lambda world: {"pk": world.event.pk}),
    "panel:event-change @other": Line(FOREIGN, lambda world: {"pk": world.other_event.pk}),
    "panel:event-part": Line(RUNS, lambda world: {"pk": world.event.pk, "part": "miejsca"}),
    "panel:event-part @conclusions": Line(READS, lambda world: {"pk": world.event.pk, "part": "punkty"}),
    "panel:event-part @quotations": Line(READS, lambda world: {"pk": world.event.pk, "part": "cytaty"}),
    "panel:event-part @programme": Line(RUNS, lambda world: {"pk": world.event.pk, "part": "program"}),
    "panel:event-part @other": Line(FOREIGN, lambda world: {"pk": world.other_event.pk, "part": "miejsca"}),
    "panel:event-part @no such part": Line(
        "302 404 404 404 404 403 404 404", lambda world: {"pk": world.event.pk, "part": "nie-ma"}
    ),
    "panel:event-registration": Line(RUNS, lambda world: {"pk": world.event.pk}),
    "panel:event-registration @other": Line(FOREIGN, lambda world: {"pk": world.other_event.pk}),
    "panel:event-cover": Line(RUNS, lambda world: {"pk": world.event.pk}),
    "panel:event-cover @other": Line(FOREIGN, lambda world: {"pk": world.other_event.pk}),
    "panel:event-documents": Line(RUNS, lambda world: {"pk": world.event.pk}),
    "panel:event-documents @other": Line(FOREIGN, lambda world: {"pk": world.other_event.pk}),
    "panel:event-document": Line(RUNS, lambda world: world.panel_file(world.event)),
    "panel:event-document @other": Line(FOREIGN, lambda world: world.panel_file(world.other_event)),
    "panel:event-duplicate": Line(RUNS, lambda world: {"pk": world.event.pk}),
    "panel:event-duplicate @other": Line(FOREIGN, lambda world: {"pk": world.other_event.pk}),
    "panel:event-publish": Line(RUNS, lambda world: {"pk": world.draft_event.pk}, post=True),
    "panel:event-publish @other": Line(FOREIGN, lambda world: {"pk": world.other_event.pk}, post=True),
    "panel:event-cancel": Line(RUNS, lambda world: {"pk": world.event.pk}),
    "panel:event-cancel @other": Line(FOREIGN, lambda world: {"pk": world.other_event.pk}),
    "panel:registrations": Line(RUNS, lambda world: {"pk": world.event.pk}),
    "panel:registrations @other": Line(FOREIGN, lambda world: {"pk": world.other_event.pk}),
    "panel:places": Line(RUNS, lambda world: {"pk": world.event.pk}, post=True),
    "panel:places @other": Line(FOREIGN, lambda world: {"pk": world.other_event.pk}, post=True),
    "panel:move": Line(RUNS, lambda world: world.panel_participant),
    "panel:move @other": Line(FOREIGN, lambda world: world.other_participant),
    "panel:correct-address": Line(RUNS, lambda world: world.panel_participant, post=True),
    "panel:correct-address @other": Line(FOREIGN, lambda world: world.other_participant, post=True),
    "panel:decisions": Line(RUNS, lambda world: {"pk": world.event.pk}),
    "panel:decisions @other": Line(FOREIGN, lambda world: {"pk": world.other_event.pk}),
    "panel:reminder": Line(RUNS, lambda world: {"pk": world.event.pk}, post=True),
    "panel:reminder @other": Line(FOREIGN, lambda world: {"pk": world.other_event.pk}, post=True),
    "panel:tell-change": Line(RUNS, lambda world: {"pk": world.moved_event.pk}),
    "panel:tell-change @nothing to tell": Line(
        "302  404  404  404  302  403  302  302", lambda world: {"pk": world.event.pk}
    ),
    "panel:tell-change @other": Line(
        "302  404  404  404  404  404  404  302", lambda world: {"pk": world.other_event.pk}
    ),
    "panel:message": Line(RUNS, lambda world: {"pk": world.event.pk}),
    "panel:message @other": Line(FOREIGN, lambda world: {"pk": world.other_event.pk}),
    "panel:enrol": Line(RUNS, lambda world: {"pk": world.event.pk}),
    "panel:enrol @other": Line(FOREIGN, lambda world: {"pk": world.other_event.pk}),
    "panel:import-people": Line(RUNS, lambda world: {"pk": world.event.pk}),
    "panel:import-people @other": Line(FOREIGN, lambda world: {"pk": world.other_event.pk}),
    "panel:export-people": Line(RUNS, lambda world: {"pk": world.event.pk, "kind": "csv"}),
    "panel:export-people @other": Line(FOREIGN, lambda world: {"pk": world.other_event.pk, "kind": "csv"}),
    "panel:participant": Line(RUNS, lambda world: world.panel_participant),
    "panel:participant @of another event": Line(
        "302 404 404 404 404 403 404 404", lambda world: world.panel_participant | {"pk": world.second_event.pk}
    ),
    # Nobody is named, so nobody is found: what counts is who gets as far as that.
    "panel:merge-doubles": Line("302 404 404 404 404 403 404 404", lambda world: world.panel_participant, post=True),
    "panel:identity": Line("302 404 404 404 404 403 404 404", lambda world: world.panel_participant, post=True),
    "panel:resign": Line(RUNS, lambda world: world.panel_participant, post=True),
    "panel:resign @of another event": Line(
        "302 404 404 404 404 403 404 404",
        lambda world: world.panel_participant | {"pk": world.second_event.pk},
        post=True,
    ),
    "panel:calls": Line(RUNS, lambda world: {"pk": world.event.pk}),
    "panel:calls @other": Line(FOREIGN, lambda world: {"pk": world.other_event.pk}),
    "panel:call": Line(RUNS, lambda world: world.panel_participant, post=True),
    "panel:call @of another event": Line(
        "302 404 404 404 404 403 404 404",
        lambda world: world.panel_participant | {"pk": world.second_event.pk},
        post=True,
    ),
    "panel:open-lists": Line(RUNS, lambda world: {"pk": world.event.pk}, post=True),
    "panel:open-lists @other": Line(FOREIGN, lambda world: {"pk": world.other_event.pk}, post=True),
    "panel:door": Line(RUNS, lambda world: world.session(world.event)),
    "panel:door @other": Line(FOREIGN, lambda world: world.session(world.other_event)),
    "panel:door @of another event": Line(
        "302 404 404 404 404 403 404 404",
        lambda world: world.session(world.event) | {"pk": world.second_event.pk},
    ),
    "panel:walk-in": Line(RUNS, lambda world: world.session(world.event)),
    "panel:walk-in @other": Line(FOREIGN, lambda world: world.session(world.other_event)),
    "panel:sessions": Line(RUNS, lambda world: {"pk": world.event.pk}),
    "panel:sessions @other": Line(FOREIGN, lambda world: {"pk": world.other_event.pk}),
    "panel:door-worker": Line(RUNS, lambda world: {"pk": world.event.pk}),
    "panel:door-worker @other": Line(FOREIGN, lambda world: {"pk": world.other_event.pk}),
    "panel:door-state": Line(RUNS, lambda world: world.session(world.event)),
    "panel:door-state @other": Line(FOREIGN, lambda world: world.session(world.other_event)),
    "panel:door-marks": Line(RUNS, lambda world: world.session(world.event), post=True),
    "panel:door-marks @other": Line(FOREIGN, lambda world: world.session(world.other_event), post=True),
    "panel:admit": Line(
        RUNS, lambda world: world.session(world.event) | {"participant_id": world.panel_participant["participant_id"]}
    ),
    "panel:admit @of another event": Line(
        "302 404 404 404 404 403 404 404",
        lambda world: world.session(world.second_event) | {"participant_id": world.panel_participant["participant_id"]},
    ),
    # Staff of the event are led to it; to all others every ticket says the same.
    "attendance:ticket": Line(
        "200  200  200  200  302  200  302  302",
        lambda world: {"ticket": Participant.objects.get(pk=world.panel_participant["participant_id"]).ticket},
    ),
    "panel:close-lists": Line(RUNS, lambda world: {"pk": world.event.pk}, post=True),
    "panel:close-lists @other": Line(FOREIGN, lambda world: {"pk": world.other_event.pk}, post=True),
    "panel:paper-list": Line(RUNS, lambda world: {"pk": world.event.pk}),
    "panel:paper-list @other": Line(FOREIGN, lambda world: {"pk": world.other_event.pk}),
    "panel:paper-photographer": Line(RUNS, lambda world: {"pk": world.event.pk}),
    "panel:paper-photographer @other": Line(FOREIGN, lambda world: {"pk": world.other_event.pk}),
    "panel:paper-grid": Line(RUNS, lambda world: {"pk": world.event.pk}),
    "panel:paper-grid @other": Line(FOREIGN, lambda world: {"pk": world.other_event.pk}),
    "panel:paper-scan": Line(RUNS, lambda world: {"pk": world.event.pk}, post=True),
    "panel:paper-scan @other": Line(FOREIGN, lambda world: {"pk": world.other_event.pk}, post=True),
    "panel:event-folder": Line(RUNS, lambda world: {"pk": world.event.pk}),
    "panel:event-folder @other": Line(FOREIGN, lambda world: {"pk": world.other_event.pk}),
    "panel:event-archive": Line(RUNS, lambda world: world.folder),
    "panel:event-archive @of another event": Line(
        "302 404 404 404 404 403 404 404", lambda world: world.folder | {"pk": world.second_event.pk}
    ),
    "panel:certificates": Line(RUNS, lambda world: {"pk": world.event.pk}),
    "panel:certificates @other": Line(FOREIGN, lambda world: {"pk": world.other_event.pk}),
    "panel:certificates-issue": Line(RUNS, lambda world: {"pk": world.event.pk}, post=True),
    "panel:certificates-issue @other": Line(FOREIGN, lambda world: {"pk": world.other_event.pk}, post=True),
    "panel:certificate": Line(RUNS, lambda world: world.certificate),
    "panel:certificate @of another event": Line(
        "302 404 404 404 404 403 404 404", lambda world: world.certificate | {"pk": world.second_event.pk}
    ),
    "panel:certificate-revoke": Line(RUNS, lambda world: world.certificate),
    "panel:certificate-revoke @of another event": Line(
        "302 404 404 404 404 403 404 404", lambda world: world.certificate | {"pk": world.second_event.pk}
    ),
    # --- the panel: articles and galleries ---
    "panel:report-draft": Line(READS, lambda world: {"pk": world.completed_event.pk}, post=True),
    "panel:report-draft @other": Line(FOREIGN, lambda world: {"pk": world.other_event.pk}, post=True),
    "panel:articles": Line(STAFF),
    "panel:article-write": Line(STAFF),
    "panel:article": Line(READS, lambda world: {"pk": world.draft.pk}),
    "panel:article @published": Line(PUBLISHES, lambda world: {"pk": world.article.pk}),
    "panel:article @other": Line(FOREIGN, lambda world: {"pk": world.other_draft.pk}),
    "panel:article-preview": Line(READS, lambda world: {"pk": world.draft.pk}),
    "panel:article-preview @other": Line(FOREIGN, lambda world: {"pk": world.other_draft.pk}),
    "panel:article-gallery": Line(READS, lambda world: {"pk": world.draft.pk}, post=True),
    "panel:article-gallery @other": Line(FOREIGN, lambda world: {"pk": world.other_draft.pk}, post=True),
    "panel:article-pair": Line(READS, lambda world: {"pk": world.draft.pk}, post=True),
    "panel:article-pair @other": Line(FOREIGN, lambda world: {"pk": world.other_draft.pk}, post=True),
    "panel:article-entities": Line(READS, lambda world: {"pk": world.draft.pk}),
    "panel:article-entities @published": Line(PUBLISHES, lambda world: {"pk": world.article.pk}),
    "panel:article-entities @other": Line(FOREIGN, lambda world: {"pk": world.other_draft.pk}),
    "panel:article-attachments": Line(READS, lambda world: {"pk": world.draft.pk}),
    "panel:article-attachments @published": Line(PUBLISHES, lambda world: {"pk": world.article.pk}),
    "panel:article-attachments @other": Line(FOREIGN, lambda world: {"pk": world.other_draft.pk}),
    "panel:article-attachment": Line(READS, lambda world: world.article_file(world.draft)),
    "panel:article-attachment @other": Line(FOREIGN, lambda world: world.article_file(world.other_draft)),
    "panel:article-cover": Line(READS, lambda world: {"pk": world.draft.pk}),
    "panel:article-cover @published": Line(PUBLISHES, lambda world: {"pk": world.article.pk}),
    "panel:article-cover @other": Line(FOREIGN, lambda world: {"pk": world.other_draft.pk}),
    "panel:article-unsaved": Line(READS, lambda world: {"pk": world.draft.pk}, post=True),
    "panel:article-unsaved @published": Line(PUBLISHES, lambda world: {"pk": world.article.pk}, post=True),
    "panel:article-unsaved @other": Line(FOREIGN, lambda world: {"pk": world.other_draft.pk}, post=True),
    "panel:article-versions": Line(READS, lambda world: {"pk": world.article.pk}),
    "panel:article-versions @other": Line(FOREIGN, lambda world: {"pk": world.other_draft.pk}),
    "panel:article-restore": Line(PUBLISHES, lambda world: world.version(world.article), post=True),
    "panel:article-restore @other": Line(FOREIGN, lambda world: world.version(world.other_draft), post=True),
    "panel:article-move": Line(PUBLISHES, lambda world: {"pk": world.draft.pk}, post=True),
    "panel:article-move @other": Line(FOREIGN, lambda world: {"pk": world.other_draft.pk}, post=True),
    "panel:gallery": Line(READS, lambda world: {"pk": world.gallery.pk}),
    "panel:gallery @other": Line(FOREIGN, lambda world: {"pk": world.other_gallery.pk}),
    "panel:gallery-upload": Line(READS, lambda world: {"pk": world.gallery.pk}, post=True),
    "panel:gallery-upload @other": Line(FOREIGN, lambda world: {"pk": world.other_gallery.pk}, post=True),
    "panel:gallery-progress": Line(READS, lambda world: {"pk": world.gallery.pk}),
    "panel:gallery-progress @other": Line(FOREIGN, lambda world: {"pk": world.other_gallery.pk}),
    "panel:gallery-about": Line(READS, lambda world: {"pk": world.gallery.pk}),
    "panel:gallery-about @other": Line(FOREIGN, lambda world: {"pk": world.other_gallery.pk}),
    "panel:photo": Line(READS, lambda world: world.photo_of(world.gallery)),
    "panel:photo @other": Line(FOREIGN, lambda world: world.photo_of(world.other_gallery)),
    "panel:photo-original": Line(READS, lambda world: world.photo_of(world.gallery)),
    "panel:photo-original @other": Line(FOREIGN, lambda world: world.photo_of(world.other_gallery)),
    "panel:photo-take-down": Line(READS, lambda world: world.photo_of(world.gallery), post=True),
    "panel:photo-take-down @other": Line(FOREIGN, lambda world: world.photo_of(world.other_gallery), post=True),
    "panel:photo-bring-back": Line(READS, lambda world: world.photo_of(world.gallery), post=True),
    "panel:photo-bring-back @other": Line(FOREIGN, lambda world: world.photo_of(world.other_gallery), post=True),
    "panel:takedown-requests": Line(STAFF),
    "panel:takedown-decide": Line(READS, lambda world: {"pk": world.takedown(world.gallery).pk}, post=True),
    "panel:takedown-decide @other": Line(
        FOREIGN, lambda world: {"pk": world.takedown(world.other_gallery).pk}, post=True
    ),
}
