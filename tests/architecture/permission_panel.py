"""The panel's part of the table of permissions (tests/architecture/permission_table.py)."""

from events.catalogue.models import Event
from events.registration.models import Participant
from tests.architecture.permission_lines import (
    CLOSED,
    DECIDES,
    DECIDES_LISTS,
    FOREIGN,
    NOBODYS,
    OPEN,
    PROPOSES_NEW,
    PUBLISHES,
    READS,
    REDIRECT,
    RUNS,
    STAFF,
    TELLS,
    Line,
)
from tests.architecture.permission_partners import PARTNERS
from tests.factories import ClaimFactory, EntityChangeFactory, QuestionFactory, StaffExportFactory


def _sheet(event: Event, of: Event | None = None) -> dict[str, object]:
    """Parts of the address of a sheet of answers; `of`: as if the question were that event's."""
    return {"pk": (of or event).pk, "question_id": QuestionFactory(event=event).pk, "kind": "xlsx"}


PANEL: dict[str, Line] = {
    **PARTNERS,
    # --- the panel: events ---
    "panel:home": Line(STAFF),
    "panel:failed-mails": Line("302  403  403  403  200  403  200  200"),
    "panel:mails-again": Line("302  403  403  403  200  403  200  200", post=True),
    "panel:held-mails": Line("302  403  403  403  200  403  200  200"),
    "panel:mails-release": Line("302  403  403  403  200  403  200  200", post=True),
    "panel:mails-drop": Line("302  403  403  403  200  403  200  200", post=True),
    "panel:exports": Line(STAFF),
    "panel:export-file": Line(
        "302  403  403  403  404  404  404  200",
        lambda world: {"pk": StaffExportFactory(asked_by=world.cast.administrator, ready=True).pk},
    ),
    "panel:entity-search": Line(STAFF, query="?q=sp"),
    # --- the panel: the directory, which all centres share ---
    "panel:entities": Line(STAFF),
    "panel:entities @filtered": Line(STAFF, query="?stan=published&rodzaj=cis&powiat=suski&q=mak"),
    "panel:entity-queue": Line(STAFF),
    "panel:entity-claims": Line(DECIDES_LISTS),
    "panel:entity-claim": Line(DECIDES_LISTS, lambda world: {"claim_id": ClaimFactory().pk}, post=True),
    "panel:entity-new": Line(PROPOSES_NEW),
    "panel:entity": Line(READS, lambda world: {"pk": world.cast.entity.pk}),
    "panel:entity @draft": Line(READS, lambda world: {"pk": world.draft_entity.pk}),
    "panel:entity @no such": Line("302 404 404 404 404 404 404 404", lambda world: {"pk": 999999}),
    "panel:entity-changes": Line(STAFF),
    "panel:entity-change-decide": Line(DECIDES_LISTS, lambda world: {"change_id": EntityChangeFactory().pk}, post=True),
    "panel:entity-change": Line(RUNS, lambda world: {"pk": world.cast.entity.pk}),
    "panel:entity-change @draft": Line(RUNS, lambda world: {"pk": world.draft_entity.pk}),
    "panel:entity-move": Line(DECIDES, lambda world: {"pk": world.draft_entity.pk}, post=True),
    "panel:entity-part": Line(DECIDES, lambda world: {"pk": world.cast.entity.pk, "part": "uslugi"}),
    "panel:entity-part @draft": Line(RUNS, lambda world: {"pk": world.draft_entity.pk, "part": "zalozyciele"}),
    "panel:entity-part @no such part": Line(
        "302 404 404 404 404 403 404 404", lambda world: {"pk": world.draft_entity.pk, "part": "nie-ma"}
    ),
    "panel:entity-merge": Line(DECIDES, lambda world: {"pk": world.cast.entity.pk}),
    "panel:entity-unmerge": Line(DECIDES, lambda world: world.merged),
    "panel:entity-unmerge @another record": Line(
        "302 404 404 404 403 403 404 404", lambda world: {**world.merged, "pk": world.cast.entity.pk}
    ),
    "panel:entity-merge @into nothing": Line(
        "302 404 404 404 403 403 404 404", lambda world: {"pk": world.cast.entity.pk}, query="?do=999999&nonsense=1"
    ),
    "panel:entity-export": Line(STAFF, lambda world: {"kind": "csv"}),
    "panel:entity-export @xlsx": Line(STAFF, lambda world: {"kind": "xlsx"}),
    "panel:entity-imports": Line(DECIDES_LISTS),
    "panel:entity-import-sample": Line(DECIDES_LISTS),
    "panel:entity-import": Line(DECIDES, lambda world: world.sheet),
    "panel:entity-import @no such": Line("302 404 404 404 403 403 404 404", lambda world: {"pk": 999999}),
    "panel:entity-import-columns": Line(DECIDES, lambda world: world.sheet),
    "panel:entity-import-errors": Line(DECIDES, lambda world: world.sheet),
    "panel:service-categories": Line(DECIDES_LISTS),
    "panel:service-category": Line(DECIDES_LISTS, lambda world: {"code": "gotuja"}),
    "panel:entity-pictures": Line(DECIDES, lambda world: {"pk": world.cast.entity.pk}),
    "panel:entity-pictures @draft": Line(RUNS, lambda world: {"pk": world.draft_entity.pk}),
    "panel:entity-photo": Line(DECIDES, lambda world: world.entity_photo),
    "panel:entity-photo @of another entity": Line(
        "302 404 404 404 404 403 404 404", lambda world: world.entity_photo | {"pk": world.draft_entity.pk}
    ),
    # --- the panel: figures; people and entities one by one only for those who may see people ---
    "panel:figures": Line(STAFF),
    "panel:figures @of a kind": Line(STAFF, query="?od=2026-01-01&do=&rodzaj=workshop"),
    "panel:figures-export": Line(STAFF, lambda world: {"what": "liczby", "kind": "xlsx"}),
    "panel:figures-export @people": Line(TELLS, lambda world: {"what": "osoby", "kind": "csv"}),
    "panel:figures-export @entities": Line(TELLS, lambda world: {"what": "podmioty", "kind": "xlsx"}),
    "panel:figures-export @no such": Line(
        "302 403 403 403 404 403 404 404", lambda world: {"what": "nie-ma", "kind": "csv"}
    ),
    "panel:event-figures": Line(READS, lambda world: {"pk": world.event.pk}),
    "panel:event-figures @other": Line(FOREIGN, lambda world: {"pk": world.other_event.pk}),
    "panel:event-figures-export": Line(READS, lambda world: {"pk": world.event.pk, "what": "liczby", "kind": "csv"}),
    "panel:event-figures-export @people": Line(
        RUNS, lambda world: {"pk": world.event.pk, "what": "osoby", "kind": "xlsx"}
    ),
    "panel:event-figures-export @other": Line(
        FOREIGN, lambda world: {"pk": world.other_event.pk, "what": "osoby", "kind": "csv"}
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
    "panel:address-limit": Line(RUNS, lambda world: {"pk": world.event.pk}, post=True),
    "panel:address-limit @other": Line(FOREIGN, lambda world: {"pk": world.other_event.pk}, post=True),
    "panel:move": Line(RUNS, lambda world: world.panel_participant),
    "panel:move @other": Line(FOREIGN, lambda world: world.other_participant),
    "panel:correct": Line(RUNS, lambda world: world.panel_participant),
    "panel:correct @other": Line(FOREIGN, lambda world: world.other_participant),
    "panel:correct-address": Line(RUNS, lambda world: world.panel_participant, post=True),
    "panel:correct-address @other": Line(FOREIGN, lambda world: world.other_participant, post=True),
    "panel:answers": Line(RUNS, lambda world: {"pk": world.event.pk}),
    "panel:answers @other": Line(FOREIGN, lambda world: {"pk": world.other_event.pk}),
    "panel:answer-sheet": Line(RUNS, lambda world: _sheet(world.event)),
    "panel:answer-sheet @of another event": Line(
        "302 404 404 404 404 403 404 404",
        lambda world: _sheet(world.other_event, of=world.event),
    ),
    "panel:answer-sheet @other": Line(FOREIGN, lambda world: _sheet(world.other_event)),
    "panel:needs": Line(RUNS, lambda world: {"pk": world.event.pk}),
    "panel:needs @other": Line(FOREIGN, lambda world: {"pk": world.other_event.pk}),
    "panel:needs-paper": Line(RUNS, lambda world: {"pk": world.event.pk}),
    "panel:needs-paper @other": Line(FOREIGN, lambda world: {"pk": world.other_event.pk}),
    "panel:needs-names": Line(RUNS, lambda world: {"pk": world.event.pk}),
    "panel:needs-names @other": Line(FOREIGN, lambda world: {"pk": world.other_event.pk}),
    "panel:ticked": Line(RUNS, lambda world: {"pk": world.event.pk}, post=True),
    "panel:ticked @other": Line(FOREIGN, lambda world: {"pk": world.other_event.pk}, post=True),
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
    "panel:event-mails": Line(RUNS, lambda world: {"pk": world.event.pk}),
    "panel:event-mails @other": Line(FOREIGN, lambda world: {"pk": world.other_event.pk}),
    "panel:enrol": Line(RUNS, lambda world: {"pk": world.event.pk}),
    "panel:enrol @other": Line(FOREIGN, lambda world: {"pk": world.other_event.pk}),
    "panel:import-people": Line(RUNS, lambda world: {"pk": world.event.pk}),
    "panel:import-people @other": Line(FOREIGN, lambda world: {"pk": world.other_event.pk}),
    "panel:people-list": Line(RUNS, lambda world: world.people_list(world.event)),
    "panel:people-list @other": Line(FOREIGN, lambda world: world.people_list(world.other_event)),
    "panel:export-people": Line(RUNS, lambda world: {"pk": world.event.pk, "kind": "csv"}),
    "panel:export-people @other": Line(FOREIGN, lambda world: {"pk": world.other_event.pk, "kind": "csv"}),
    "panel:participant": Line(RUNS, lambda world: world.panel_participant),
    "panel:participant @of another event": Line(
        "302 404 404 404 404 403 404 404", lambda world: world.panel_participant | {"pk": world.second_event.pk}
    ),
    # Nobody is named, so nobody is found: what counts is who gets as far as that.
    "panel:merge-doubles": Line("302 404 404 404 404 403 404 404", lambda world: world.panel_participant, post=True),
    "panel:undo-double": Line(RUNS, lambda world: world.panel_participant, post=True),
    "panel:identity": Line("302 404 404 404 404 403 404 404", lambda world: world.panel_participant, post=True),
    "panel:resign": Line(RUNS, lambda world: world.panel_participant),
    "panel:resign @of another event": Line(
        "302 404 404 404 404 403 404 404", lambda world: world.panel_participant | {"pk": world.second_event.pk}
    ),
    "panel:restore-place": Line(RUNS, lambda world: world.panel_participant, post=True),
    "panel:restore-place @of another event": Line(
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
    "panel:door-links": Line(RUNS, lambda world: {"pk": world.event.pk}),
    "panel:door-links @other": Line(FOREIGN, lambda world: {"pk": world.other_event.pk}),
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
    # A volunteer's pages: without an open link in the session they lead to where one enters it, whoever is signed in.
    "attendance:door-enter": Line(OPEN),
    "attendance:door-worker": Line(OPEN),
    "attendance:door": Line(REDIRECT, lambda world: {"session_id": world.session(world.event)["session_id"]}),
    "attendance:door-state": Line(CLOSED, lambda world: {"session_id": world.session(world.event)["session_id"]}),
    "attendance:door-marks": Line(
        CLOSED, lambda world: {"session_id": world.session(world.event)["session_id"]}, post=True
    ),
    "attendance:walk-in": Line(REDIRECT, lambda world: {"session_id": world.session(world.event)["session_id"]}),
    "attendance:admit": Line(
        REDIRECT, lambda world: {"session_id": world.session(world.event)["session_id"], "participant_id": 1}
    ),
    "attendance:ticket": Line(
        "200  200  200  200  302  200  302  302",
        lambda world: {"ticket": Participant.objects.get(pk=world.panel_participant["participant_id"]).ticket},
    ),
    "panel:close-lists": Line(RUNS, lambda world: {"pk": world.event.pk}, post=True),
    "panel:close-lists @other": Line(FOREIGN, lambda world: {"pk": world.other_event.pk}, post=True),
    "panel:paper-list": Line(RUNS, lambda world: {"pk": world.event.pk}),
    "panel:paper-list @other": Line(FOREIGN, lambda world: {"pk": world.other_event.pk}),
    "panel:paper-addition": Line("302  404  404  404  302  403  302  302", lambda world: {"pk": world.event.pk}),
    "panel:paper-addition @other": Line(
        "302  404  404  404  404  404  404  302", lambda world: {"pk": world.other_event.pk}
    ),
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
    "panel:certificates-all": Line(RUNS, lambda world: {"pk": world.issued.event_id}),
    "panel:certificates-all @none issued": Line(NOBODYS, lambda world: {"pk": world.other_event.pk}),
    "panel:certificate": Line(RUNS, lambda world: world.certificate),
    "panel:certificate @of another event": Line(
        "302 404 404 404 404 403 404 404", lambda world: world.certificate | {"pk": world.second_event.pk}
    ),
    "panel:certificate-revoke": Line(RUNS, lambda world: world.certificate),
    "panel:certificate-revoke @of another event": Line(
        "302 404 404 404 404 403 404 404", lambda world: world.certificate | {"pk": world.second_event.pk}
    ),
    "panel:certificate-replace": Line(RUNS, lambda world: world.certificate),
    "panel:certificate-replace @of another event": Line(
        "302 404 404 404 404 403 404 404", lambda world: world.certificate | {"pk": world.second_event.pk}
    ),
    "panel:certificate-send": Line(RUNS, lambda world: world.certificate),
    "panel:certificate-send @of another event": Line(
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
    "panel:article-gallery @published": Line(PUBLISHES, lambda world: {"pk": world.article.pk}, post=True),
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
    "panel:article-correction": Line(READS, lambda world: {"pk": world.draft.pk, "correction_id": 1}, post=True),
    "panel:article-correction @published": Line(
        PUBLISHES, lambda world: {"pk": world.article.pk, "correction_id": 1}, post=True
    ),
    "panel:article-correction @other": Line(
        FOREIGN, lambda world: {"pk": world.other_draft.pk, "correction_id": 1}, post=True
    ),
    "panel:article-move": Line(PUBLISHES, lambda world: {"pk": world.draft.pk}, post=True),
    "panel:article-move @other": Line(FOREIGN, lambda world: {"pk": world.other_draft.pk}, post=True),
    "panel:gallery": Line(READS, lambda world: {"pk": world.gallery.pk}),
    "panel:gallery @other": Line(FOREIGN, lambda world: {"pk": world.other_gallery.pk}),
    "panel:gallery-upload": Line(READS, lambda world: {"pk": world.gallery.pk}, post=True),
    "panel:gallery-upload @other": Line(FOREIGN, lambda world: {"pk": world.other_gallery.pk}, post=True),
    "panel:gallery-show": Line(PUBLISHES, lambda world: {"pk": world.draft_gallery.pk}, post=True),
    "panel:gallery-show @other": Line(FOREIGN, lambda world: {"pk": world.other_gallery.pk}, post=True),
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
