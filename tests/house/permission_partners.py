"""Partnerships and projects in the panel: their part of the table of permissions."""

from tests.house.permission_lines import FOREIGN, PROPOSES_NEW, READS, RUNS, STAFF, Line

# Only the coordinator decides what is public.
LEADS = "302  404  404  404  403  403  200  200"
NOT_THERE = "302  404  404  404  404  403  404  404"

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
}
