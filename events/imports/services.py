"""A list of people from a sheet: take it in, register those whom the trial showed. The worker reads and writes."""

from datetime import timedelta
from typing import Any, BinaryIO, cast

from django.core.files import File
from django.db import transaction

from common.auditlog.services import log_action
from common.db.states import change_state
from common.spreadsheets.reader import check_table
from common.worker.wake import wake_worker
from events.catalogue.models import Event
from events.imports.models import PeopleList
from events.imports.states import LIST_MOVES, ListState
from files.deletion import discard
from files.models import new_secret
from files.transactions import keep, kept_together
from files.uploads import check_arrived

# It holds people's names: long enough to look at it, no longer.
KEEP = timedelta(days=1)


@kept_together()
def take_list(*, event: Event, file: File, by: int | None) -> PeopleList:
    """Keep the file until the worker has read its rows.

    Raises TableRefused for what is seen at once to be no sheet, UploadRefused when there is no room for it.
    """
    check_arrived(file)
    file.seek(0)
    check_table(cast(BinaryIO, file.file))
    file.seek(0)
    made = PeopleList(event=event, file_name=(file.name or "")[:150], asked_by_id=by)
    keep(made.content, f"people/{new_secret()}", file)
    made.save()
    log_action(verb="peoplelist.taken", obj=event, by=by, after={"list": made.pk, "bytes": file.size})
    wake_worker("events.imports.work")
    return made


@transaction.atomic
def run_list(*, list_id: int, by: int | None) -> PeopleList:
    """Have those registered whom the trial showed. Asked twice, it is done once."""
    found = PeopleList.objects.select_for_update(of=("self",)).get(pk=list_id)
    if found.state == ListState.CHECKED:
        found.asked_by_id = by or found.asked_by_id
        found.save(update_fields=["asked_by"])
        finish(found, ListState.RUNNING, by=by)
        wake_worker("events.imports.work")
    return found


def finish(found: PeopleList, state: ListState, *, by: int | None, **fields: Any) -> None:
    """To the next state: nobody holds it any more, and what that state does not need is thrown away.

    The caller holds the row's lock.
    """
    if found.content:
        discard(storage="private", paths=[str(found.content.name)])
        fields["content"] = ""
    if state not in (ListState.CHECKED, ListState.RUNNING):
        fields["kept_rows"] = ""
    change_state(found, state, allowed=LIST_MOVES, by=by, attempts=0, lease="", leased_until=None, **fields)
