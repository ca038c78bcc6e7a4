"""The ids of extracts: the date at which all files of a release were taken, or the last period where only that is known."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from build_scripts import formats, periods
from build_scripts.importers.fault_log import FaultLog
from build_scripts.importers.refusals import ExtractBeforeData, ExtractUnknown

_FORM = re.compile(r"^(?:to-\d{4}-\d{2}|\d{4}-\d{2}(?:-\d{2})?)$")


@dataclass(frozen=True)
class Extract:
    """An extract of a source. ``id`` is ``2026-04``, ``2026-04-15`` or ``to-2023-12``."""

    id: str

    @property
    def dated(self) -> str:
        """The date in the id, as far as it is known."""
        return self.id.removeprefix("to-")

    @property
    def taken(self) -> str:
        """When the files were taken, empty where only the last period is known."""
        return "" if self.id.startswith("to-") else self.id

    @property
    def month(self) -> int:
        """The ordinal of the month in the id."""
        return periods.month_ordinal(self.dated[:7])

    @property
    def day(self) -> datetime.date:
        """The day that stands for the extract: the day given, else the first of its month, of a ``to-`` id the last."""
        if len(self.dated) > len("2026-04"):
            return datetime.date.fromisoformat(self.dated)
        month = periods.month(self.month)
        return month.start if self.taken else month.end

    @property
    def created(self) -> str:
        """The moment that stands for the extract in a descriptor (RFC 3339)."""
        return f"{self.day.isoformat()}T00:00:00Z"

    @property
    def order(self) -> tuple[str, str]:
        """Sorts extracts from the oldest to the newest."""
        return (self.dated, self.id)

    @property
    def in_words(self) -> str:
        """The extract as people read it: ``extract of April 2026``, ``extract to December 2023``."""
        if not self.taken:
            return f"extract to {formats.month_year(self.month)}"
        return f"extract of {formats.date(self.day) if len(self.dated) > len('2026-04') else formats.month_year(self.month)}"


def parse_extract(given: str | None, last_month: int, file: str, log: FaultLog, *, required: bool) -> Extract | None:
    """The extract that ``--extracted`` names, or the one named by the last period when it may be left out.

    ``last_month`` is the ordinal of the last month that the files hold. Records a fault, and returns None, when no date is given though
    one is ``required``, when it is not a date, and when it lies before the last month of the data.
    """
    last = periods.month_text(last_month)
    if given is None:
        if not required:
            return Extract(f"to-{last}")
        log.add(ExtractUnknown, file, problem="the date of the extract is not given", last=last)
    elif not _is_extract_id(given):
        log.add(ExtractUnknown, file, value=given, problem=f"'{given}' is not the date of an extract", last=last)
    elif Extract(given).month < last_month:
        log.add(ExtractBeforeData, file, value=given, last=last)
    else:
        return Extract(given)
    return None


def _is_extract_id(text: str) -> bool:
    if not _FORM.match(text):
        return False
    try:
        return bool(Extract(text).day)
    except ValueError:
        return False
