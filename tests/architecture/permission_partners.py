"""Partnerships and projects in the panel: their part of the table of permissions."""

from tests.architecture.permission_lines import DECIDES_LISTS, FOREIGN, NOBODYS, PROPOSES_NEW, READS, RUNS, STAFF, Line
from tests.factories import LogoMarkFactory

# Only the coordinator decides what is public.
LEADS = "302  404  404  404  403  403  200  200"
MEMBERS = "302  404  200  200  404  404  404  404"
NOT_THERE = "302  404  404  404  404  403  404  404"
# The same where there is nothing of the kind.
NOT_ASKED = "302  404  404  404  403  403  404  404"

PARTNERS: dict[str, Line] = {
    "panel:partnerships": Line(STAFF),
    "panel:partnerships @filtered": Line(STAFF, query="?stan=draft&q=babia&od=po-9"),
    "panel:partnership-new": Line(PROPOSES_NEW),
    "panel:partnership": Line(READS, lambda world: {"pk": world.partnership.pk}),
    "panel:partnership @draft": Line(READS, lambda world: {"pk": world.draft_partnership.pk}),
    "panel:partnership @other": Line(FOREIGN, lambda world: {"pk": world.other_partnership.pk}),
    "panel:partnership-change": Line(RUNS, lambda world: {"pk": world.partnership.pk}),
    "panel:partnership-change @other": Line(FOREIGN, lambda world: {"pk": world.other_partnership.pk}),
    "panel:partnership-move": Line(LEADS, lambda world: {"pk": world.draft_partnership.pk}, post=True),
    "panel:partnership-move @other": Line(FOREIGN, lambda world: {"pk": world.other_partnership.pk}, post=True),
    "panel:partnership-part": Line(RUNS, lambda world: {"pk": world.partnership.pk, "part": "czlonkowie"}),
    "panel:partnership-part @team": Line(RUNS, lambda world: {"pk": world.partnership.pk, "part": "zespol"}),
    "panel:partnership-part @plan": Line(RUNS, lambda world: {"pk": world.partnership.pk, "part": "plan"}),
    "panel:partnership-part @other": Line(FOREIGN, lambda world: {"pk": world.other_partnership.pk, "part": "plan"}),
    "panel:partnership-part @no such part": Line(
        NOT_THERE, lambda world: {"pk": world.partnership.pk, "part": "nie-ma"}
    ),
    "panel:partnership-step-done": Line(RUNS, lambda world: world.plan_step(world.partnership), post=True),
    "panel:partnership-step-done @other": Line(
        FOREIGN, lambda world: world.plan_step(world.other_partnership), post=True
    ),
    "panel:partnership-step-done @of another partnership": Line(
        NOT_THERE, lambda world: world.plan_step(world.draft_partnership) | {"pk": world.partnership.pk}, post=True
    ),
    "panel:partnership-documents": Line(RUNS, lambda world: {"pk": world.partnership.pk}),
    "panel:partnership-documents @other": Line(FOREIGN, lambda world: {"pk": world.other_partnership.pk}),
    "panel:partnership-document": Line(RUNS, lambda world: world.partnership_paper(world.partnership)),
    "panel:partnership-document @other": Line(FOREIGN, lambda world: world.partnership_paper(world.other_partnership)),
    "panel:partnership-document @of another partnership": Line(
        NOT_THERE, lambda world: world.partnership_paper(world.draft_partnership) | {"pk": world.partnership.pk}
    ),
    "panel:partnership-file": Line(READS, lambda world: world.partnership_paper(world.partnership) | {"number": 0}),
    "panel:partnership-file @other": Line(
        FOREIGN, lambda world: world.partnership_paper(world.other_partnership) | {"number": 0}
    ),
    "panel:partnership-file @no such version": Line(
        "302 404 404 404 404 404 404 404", lambda world: world.partnership_paper(world.partnership) | {"number": 9}
    ),
    # --- the members' corner: people of the member entities, nobody else ---
    "corner:partnership": Line(MEMBERS, lambda world: {"slug": world.joined_partnership.slug}),
    "corner:partnership @not ours": Line(NOBODYS, lambda world: {"slug": world.partnership.slug}),
    "corner:document": Line(MEMBERS, lambda world: world.joined_paper("members")),
    "corner:document @public": Line(MEMBERS, lambda world: world.joined_paper("public")),
    "corner:document @staff only": Line(NOBODYS, lambda world: world.joined_paper("staff")),
    "corner:document @not ours": Line(NOBODYS, lambda world: world.document("members")),
    # --- projects: the coordinator keeps them, the others read ---
    "panel:projects": Line(STAFF),
    "panel:project-new": Line(DECIDES_LISTS),
    "panel:project": Line(READS, lambda world: {"pk": world.project.pk}),
    "panel:project @draft": Line(READS, lambda world: {"pk": world.draft_project.pk}),
    "panel:project @other": Line(FOREIGN, lambda world: {"pk": world.other_project.pk}),
    "panel:project-change": Line(LEADS, lambda world: {"pk": world.project.pk}),
    "panel:project-change @other": Line(FOREIGN, lambda world: {"pk": world.other_project.pk}),
    "panel:project-partners": Line(LEADS, lambda world: {"pk": world.project.pk}),
    "panel:project-partners @other": Line(FOREIGN, lambda world: {"pk": world.other_project.pk}),
    "panel:project-move": Line(LEADS, lambda world: {"pk": world.draft_project.pk}, post=True),
    "panel:project-move @other": Line(FOREIGN, lambda world: {"pk": world.other_project.pk}, post=True),
    "panel:project-logos": Line(DECIDES_LISTS),
    "panel:project-logo": Line(DECIDES_LISTS, lambda world: {"mark_id": LogoMarkFactory().pk}),
    # --- indicators ---
    "panel:project-indicators": Line(READS, lambda world: {"pk": world.project.pk}),
    "panel:project-indicators @other": Line(FOREIGN, lambda world: {"pk": world.other_project.pk}),
    "panel:project-indicators-sheet": Line(READS, lambda world: {"pk": world.project.pk}),
    "panel:project-indicators-sheet @other": Line(FOREIGN, lambda world: {"pk": world.other_project.pk}),
    "panel:project-indicator-rows": Line(LEADS, lambda world: {"pk": world.project.pk}),
    "panel:project-indicator-rows @other": Line(FOREIGN, lambda world: {"pk": world.other_project.pk}),
    "panel:project-indicator-entries": Line(LEADS, lambda world: world.manual_indicator(world.project)),
    "panel:project-indicator-entries @other": Line(FOREIGN, lambda world: world.manual_indicator(world.other_project)),
    "panel:project-indicator-entries @of another project": Line(
        "302 404 404 404 403 403 404 404",
        lambda world: world.manual_indicator(world.draft_project) | {"pk": world.project.pk},
    ),
    # --- a meeting of a partnership ---
    "panel:invite-members": Line(RUNS, lambda world: {"pk": world.partner_event.pk}),
    "panel:invite-members @no partnership": Line(NOT_THERE, lambda world: {"pk": world.event.pk}),
    "panel:invite-members @other": Line(FOREIGN.replace("200", "404"), lambda world: {"pk": world.other_event.pk}),
    # --- support centres ---
    "panel:centres": Line(STAFF),
    "panel:centre": Line(LEADS, lambda world: {"pk": world.cast.centre.pk}),
    "panel:centre @other": Line(FOREIGN, lambda world: {"pk": world.cast.other_centre.pk}),
    "panel:centre-people": Line(LEADS, lambda world: {"pk": world.cast.centre.pk}),
    "panel:centre-people @other": Line(FOREIGN, lambda world: {"pk": world.cast.other_centre.pk}),
    # --- data of participants: coordinators of the project's centre, nobody else ---
    "panel:participation": Line(LEADS, lambda world: world.asking(world.project)),
    "panel:participation @other": Line(FOREIGN, lambda world: world.asking(world.other_project)),
    "panel:participation-terms": Line(LEADS, lambda world: {"pk": world.project.pk}),
    "panel:participation-terms @other": Line(FOREIGN, lambda world: {"pk": world.other_project.pk}),
    "panel:participation-columns": Line(LEADS, lambda world: world.asking(world.project)),
    "panel:participation-columns @other": Line(FOREIGN, lambda world: world.asking(world.other_project)),
    "panel:participation-columns @asks nothing": Line(NOT_ASKED, lambda world: {"pk": world.project.pk}),
    "panel:participation-letters": Line(LEADS, lambda world: world.asking(world.project)),
    "panel:participation-letters @other": Line(FOREIGN, lambda world: world.asking(world.other_project)),
    "panel:participation-person": Line(LEADS, lambda world: world.asked_person(world.project)),
    "panel:participation-person @other": Line(FOREIGN, lambda world: world.asked_person(world.other_project)),
    "panel:participation-person @of another project": Line(
        NOT_ASKED,
        lambda world: world.asked_person(world.draft_project) | world.asking(world.project),
    ),
    "panel:participation-sheet": Line(LEADS, lambda world: world.asking(world.project) | {"kind": "xlsx"}),
    "panel:participation-sheet @other": Line(
        FOREIGN, lambda world: world.asking(world.other_project) | {"kind": "csv"}
    ),
    "panel:participation-sheet @no such kind": Line(
        NOBODYS, lambda world: world.asking(world.project) | {"kind": "ods"}
    ),
    "panel:project-indicator-evidence": Line(RUNS, lambda world: world.counted_indicator(world.project)),
    "panel:project-indicator-evidence @other": Line(
        FOREIGN, lambda world: world.counted_indicator(world.other_project)
    ),
    "panel:project-indicator-evidence @by hand": Line(NOT_THERE, lambda world: world.manual_indicator(world.project)),
    "panel:project-indicator-proof": Line(LEADS, lambda world: world.typed_value(world.project)),
    "panel:project-indicator-proof @other": Line(FOREIGN, lambda world: world.typed_value(world.other_project)),
    "panel:project-indicator-proof @of another project": Line(
        NOT_ASKED, lambda world: world.typed_value(world.draft_project) | {"pk": world.project.pk}
    ),
    "panel:project-indicator-file": Line(RUNS, lambda world: world.typed_value(world.project)),
    "panel:project-indicator-file @other": Line(FOREIGN, lambda world: world.typed_value(world.other_project)),
    "panel:project-indicator-file @of another project": Line(
        NOT_THERE, lambda world: world.typed_value(world.draft_project) | {"pk": world.project.pk}
    ),
    # --- reports of the centres: coordinators fill and decide ---
    "panel:reports": Line(DECIDES_LISTS),
    "panel:report-new": Line(DECIDES_LISTS),
    "panel:reports-asked": Line(
        "302 403 403 403 403 403 403 200", lambda world: {"code": world.cast.centre.voivodeship_id}
    ),
    "panel:reports-asked @no such": Line("302 403 403 403 403 403 404 404", lambda world: {"code": "99"}),
    "panel:reports-sheet": Line("302 403 403 403 403 403 302 302", lambda world: {"kind": "xlsx"}),
    "panel:reports-sheet @no such": Line("302 403 403 403 403 403 404 404", lambda world: {"kind": "exe"}),
    "panel:report": Line(LEADS, lambda world: {"pk": world.reporting_period}),
    "panel:report @other": Line(FOREIGN, lambda world: {"pk": world.other_reporting_period}),
    "panel:report @no such version": Line(
        "302 404 404 404 403 403 404 404", lambda world: {"pk": world.reporting_period}, query="?wersja=9"
    ),
    "panel:report-fill": Line(LEADS, lambda world: {"pk": world.reporting_period}),
    "panel:report-fill @other": Line(FOREIGN, lambda world: {"pk": world.other_reporting_period}),
    "panel:report-hand": Line(LEADS, lambda world: {"pk": world.reporting_period}, post=True),
    "panel:report-hand @other": Line(FOREIGN, lambda world: {"pk": world.other_reporting_period}, post=True),
    # Nobody accepts their own: the centre's coordinator is refused.
    "panel:report-decide": Line(
        "302 404 404 404 403 403 403 200", lambda world: {"pk": world.reporting_period}, post=True
    ),
    "panel:report-decide @other": Line(FOREIGN, lambda world: {"pk": world.other_reporting_period}, post=True),
    "panel:report-correct": Line(LEADS, lambda world: {"pk": world.reporting_period}, post=True),
    "panel:report-correct @other": Line(FOREIGN, lambda world: {"pk": world.other_reporting_period}, post=True),
    "panel:report-drop": Line(LEADS, lambda world: {"pk": world.reporting_period}, post=True),
    "panel:report-drop @other": Line(FOREIGN, lambda world: {"pk": world.other_reporting_period}, post=True),
}
