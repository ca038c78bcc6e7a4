"""The ids of extracts: the date at which all files of a release were taken, or the last period where only that is known."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from build_scripts import periods
from build_scripts.importers.refusal import FaultLog

_TAKEN = re.compile(r"^\d{4}-(0[1-9]|1[0-2])(-\d{2})?$")
_TO = re.compile(r"^to-\d{4}-(0[1-9]|1[0-2])$")


@dataclass(frozen=True)
class Extract:
    """An extract of a source. ``id`` is ``2026-04``, ``2026-04-15`` or ``to-2023-12``."""

    id: str

    @property
    def dated(self) -> str:
        """The date in the id, as far as it is known; extracts are ordered by it."""
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
        """The day that stands for the extract in ``created``: the day given, else the month's first, of ``to-`` ids its last."""
        if len(self.dated) > 7:
            return datetime.date.fromisoformat(self.dated)
        month = periods.month(self.month)
        return month.end if self.id.startswith("to-") else month.start

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
        month = f"{periods.MONTH_NAMES[self.month % 12 + 1]} {self.month // 12}"
        if self.id.startswith("to-"):
            return f"extract to {month}"
        return f"extract of {self.day.day} {month}" if len(self.dated) > 7 else f"extract of {month}"


def parse_extract(given: str | None, last_month: int, file: str, log: FaultLog, *, required: bool) -> Extract | None:
    """The extract that ``--extracted`` names, or the one named by the last period when it may be left out.

    ``last_month`` is the ordinal of the last month that the files hold. Records a fault, and returns None, when no date is given though
    one is ``required``, when it is not a date, and when it lies before the last month of the data.
    """
    last = periods.month_text(last_month)
    if given is None:
        if not required:
            return Extract(f"to-{last}")
        log.add(
            "extract-unknown",
            file,
            "the date at which the files were taken from the publisher is not given",
            f"give --extracted YYYY-MM, or --extracted to-{last} where only the last month of the data is known",
        )
        return None
    if not _is_extract_id(given):
        log.add(
            "extract-unknown",
            file,
            f"'{given}' is not the date of an extract",
            f"give --extracted 2026-04, --extracted 2026-04-15, or --extracted to-{last}",
            value=given,
        )
        return None
    extract = Extract(given)
    if extract.month < last_month:
        log.add(
            "extract-before-data",
            file,
            f"the extract is dated {extract.dated}, and the files hold figures up to {last}",
            "give the date at which these files were taken, which can not be before their last month",
            value=given,
        )
        return None
    return extract


def _is_extract_id(text: str) -> bool:
    if _TO.match(text):
        return True
    if not _TAKEN.match(text):
        return False
    try:
        return len(text) == 7 or bool(datetime.date.fromisoformat(text))
    except ValueError:
        return False
