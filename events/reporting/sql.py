"""What the database itself refuses about reports: overlapping periods, a change of what was accepted or waits.

PostgreSQL needs no extension for the overlap: a centre's number is a range of one. SQLite has one writer at a time, so
triggers suffice there; removals are refused under the seal of the audit log (tests empty their tables by deleting).
On SQLite a later migration that remakes one of these tables drops its triggers: it must run `install` again.
"""

from typing import Any

from django.db import migrations

PERIOD, REPORT, ENTRY = "events_reportingperiod", "events_periodreport", "events_reportentry"
OVERLAP = "Reporting periods of a centre do not overlap."
FROZEN = "An accepted report is not changed."
WAITING = "What was handed over is not changed."
SEALED = "EXISTS (SELECT 1 FROM common_act_seal)"
DECIDED = "state NOT IN ('open', 'returned')"

POSTGRESQL = [
    f"ALTER TABLE {PERIOD} ADD CONSTRAINT reporting_period_no_overlap EXCLUDE USING gist "
    "(int8range(centre_id, centre_id, '[]') WITH &&, daterange(starts_on, ends_on, '[]') WITH &&)",
    f"""CREATE FUNCTION {PERIOD}_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN
         IF (NEW.centre_id, NEW.starts_on, NEW.ends_on) IS DISTINCT FROM (OLD.centre_id, OLD.starts_on, OLD.ends_on)
            AND EXISTS (SELECT 1 FROM {REPORT} WHERE period_id = OLD.id AND {DECIDED}) THEN
           RAISE EXCEPTION '{WAITING}' USING ERRCODE = 'restrict_violation';
         END IF;
         RETURN NEW;
       END $$""",  # noqa: S608 (names of our own)
    f"CREATE TRIGGER {PERIOD}_is_kept BEFORE UPDATE ON {PERIOD} FOR EACH ROW EXECUTE FUNCTION {PERIOD}_is_kept()",
    f"""CREATE FUNCTION {REPORT}_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN
         IF OLD.state = 'accepted' THEN
           RAISE EXCEPTION '{FROZEN}' USING ERRCODE = 'restrict_violation';
         END IF;
         IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
         IF OLD.state = 'handed' AND (NEW.figures, NEW.note, NEW.reason, NEW.version, NEW.period_id)
            IS DISTINCT FROM (OLD.figures, OLD.note, OLD.reason, OLD.version, OLD.period_id) THEN
           RAISE EXCEPTION '{WAITING}' USING ERRCODE = 'restrict_violation';
         END IF;
         RETURN NEW;
       END $$""",
    f"CREATE TRIGGER {REPORT}_is_kept BEFORE UPDATE OR DELETE ON {REPORT} "
    f"FOR EACH ROW EXECUTE FUNCTION {REPORT}_is_kept()",
    f"""CREATE FUNCTION {ENTRY}_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
       DECLARE owners bigint[];
       BEGIN
         owners := CASE TG_OP WHEN 'INSERT' THEN ARRAY[NEW.report_id] WHEN 'DELETE' THEN ARRAY[OLD.report_id]
                   ELSE ARRAY[OLD.report_id, NEW.report_id] END;
         PERFORM 1 FROM {REPORT} WHERE id = ANY (owners) AND {DECIDED} FOR SHARE;
         IF FOUND THEN
           RAISE EXCEPTION '{WAITING}' USING ERRCODE = 'restrict_violation';
         END IF;
         RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
       END $$""",  # noqa: S608 (names of our own)
    f"CREATE TRIGGER {ENTRY}_is_kept BEFORE INSERT OR UPDATE OR DELETE ON {ENTRY} "
    f"FOR EACH ROW EXECUTE FUNCTION {ENTRY}_is_kept()",
]
POSTGRESQL_BACK = [
    *(f"DROP TRIGGER {table}_is_kept ON {table}" for table in (PERIOD, REPORT, ENTRY)),
    *(f"DROP FUNCTION {table}_is_kept()" for table in (PERIOD, REPORT, ENTRY)),
    f"ALTER TABLE {PERIOD} DROP CONSTRAINT reporting_period_no_overlap",
]


def _refuse(name: str, when: str, condition: str, message: str) -> tuple[str, str]:
    body = f"CREATE TRIGGER {name} {when} WHEN {condition} BEGIN SELECT RAISE(ABORT, '{message}'); END"
    return name, body


_SAME_CENTRE = f"SELECT 1 FROM {PERIOD} AS other WHERE other.centre_id = NEW.centre_id AND other.id IS NOT NEW.id"  # noqa: S608
_OVERLAPPING = f"EXISTS ({_SAME_CENTRE} AND other.starts_on <= NEW.ends_on AND other.ends_on >= NEW.starts_on)"
_OF_PERIOD = f"SELECT 1 FROM {REPORT} WHERE period_id = OLD.id AND {DECIDED}"  # noqa: S608 (names of our own)
_OTHER_DAYS = (
    "(NEW.centre_id, NEW.starts_on, NEW.ends_on) IS NOT (OLD.centre_id, OLD.starts_on, OLD.ends_on) "
    f"AND EXISTS ({_OF_PERIOD})"
)
_OTHER_WORDS = (
    "OLD.state = 'handed' AND (NEW.figures, NEW.note, NEW.reason, NEW.version, NEW.period_id) "
    "IS NOT (OLD.figures, OLD.note, OLD.reason, OLD.version, OLD.period_id)"
)


def _decided(side: str) -> str:
    return f"EXISTS (SELECT 1 FROM {REPORT} WHERE id = {side}.report_id AND {DECIDED})"  # noqa: S608 (ours)


SQLITE = dict(
    [
        _refuse("reporting_period_in", f"BEFORE INSERT ON {PERIOD}", _OVERLAPPING, OVERLAP),
        _refuse("reporting_period_moved", f"BEFORE UPDATE ON {PERIOD}", _OVERLAPPING, OVERLAP),
        _refuse("reporting_period_kept", f"BEFORE UPDATE ON {PERIOD}", _OTHER_DAYS, WAITING),
        _refuse("period_report_kept", f"BEFORE UPDATE ON {REPORT}", "OLD.state = 'accepted'", FROZEN),
        _refuse("period_report_waits", f"BEFORE UPDATE ON {REPORT}", _OTHER_WORDS, WAITING),
        _refuse("period_report_out", f"BEFORE DELETE ON {REPORT}", f"OLD.state = 'accepted' AND {SEALED}", FROZEN),
        _refuse("report_entry_in", f"BEFORE INSERT ON {ENTRY}", _decided("NEW"), WAITING),
        _refuse("report_entry_new", f"BEFORE UPDATE ON {ENTRY}", _decided("NEW"), WAITING),
        _refuse("report_entry_old", f"BEFORE UPDATE ON {ENTRY}", _decided("OLD"), WAITING),
        _refuse("report_entry_out", f"BEFORE DELETE ON {ENTRY}", f"{_decided('OLD')} AND {SEALED}", WAITING),
    ]
)


def install(apps: Any, schema_editor: Any) -> None:
    """Make the constraint and the triggers of this database."""
    sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in SQLITE.values() if sqlite else POSTGRESQL:
        schema_editor.execute(statement)


def uninstall(apps: Any, schema_editor: Any) -> None:
    """Take them away again."""
    sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in [f"DROP TRIGGER {name}" for name in SQLITE] if sqlite else POSTGRESQL_BACK:
        schema_editor.execute(statement)


OPERATIONS = [migrations.RunPython(install, uninstall)]
