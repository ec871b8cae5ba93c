"""The region's reports as a spreadsheet: a line for each centre, and what stands behind its typed figures."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from common.spreadsheets.writer import Row
from common.text.polish import HARD
from events.reporting.queries import Region
from events.reporting.rows import Sheet, amount, period_name, sheet_of


def region_rows(region: Region) -> Iterator[Row]:
    """The table, its sums and the note that tells them apart; then evidence and notes, one typed figure in a row."""
    sheet = sheet_of(region)
    yield from ([cell.replace(HARD, " ") for cell in row] for row in _table(region, sheet))
    yield []
    yield [_("Centre"), _("Figure"), _("Value"), _("Unit"), _("Evidence"), _("Note")]
    for side in region.sides:
        if side.told is None:
            continue
        for row in side.told.entries.all():
            yield [side.centre.short_name, row.name, amount(row.value), row.unit, row.evidence, row.note]
        if side.told.note:
            yield [side.centre.short_name, _("Note of the centre"), "", "", "", side.told.note]


def _table(region: Region, sheet: Sheet) -> Iterator[Row]:
    days = period_name(*region.days)
    yield [_("Period"), _("Centre"), _("State"), *sheet.heads]
    for line in sheet.lines:
        yield [days, line.name, f"{line.state} ({line.note})" if line.note else line.state, *line.cells]
    if sheet.total:
        yield [days, _("Sum of the centres"), "", *sheet.total]
    if sheet.once:
        yield [days, _("The same centres together, each once, as of today"), "", *sheet.once]
