"""An import says what changed against what was there."""

from __future__ import annotations

from build_scripts.importers.merging import merge
from build_scripts.importers.reports import LARGEST_SHOWN, ImportReport, TableReport


def report(held: dict, given: dict, files: tuple[str, ...] = ("recorded-crime/datapackage.json",), dry_run: bool = False) -> list[str]:
    table = TableReport("recorded-crime", merge(held, given), {"2023/24": 19}, {"2023/24": 21})
    return ImportReport("mps-borough", "2026-04", "2023-04", "2023-06", dry_run, (table,), ("a note",), files).text().splitlines()


def test_the_report_has_cells_totals_and_the_largest_changes_first() -> None:
    held = {("arson", "2023-04"): ("9",), ("rape", "2023-04"): ("10",)}
    given = {("arson", "2023-04"): ("8",), ("rape", "2023-04"): ("13",), ("rape", "2023-05"): ("1",)}
    assert report(held, given) == [
        "mps-borough, extract 2026-04: 2023-04 to 2023-06",
        "recorded-crime: 1 cells added, 2 changed, 0 the same, 0 kept that these files do not hold",
        "  total 2023/24: 19 before, 21 after (+2)",
        "  changed rape, 2023-04: 10 before, 13 after",
        "  changed arson, 2023-04: 9 before, 8 after",
        "note: a note",
        "Wrote 1 file: recorded-crime/datapackage.json",
    ]


def test_many_changes_are_counted_and_the_largest_told() -> None:
    held = {(f"{number:02d}",): ("0",) for number in range(LARGEST_SHOWN + 5)}
    given = {key: (key[0],) for key in held}
    lines = report(held, given)
    assert "  changed 14: 0 before, 14 after" in lines
    assert "  and 5 smaller changes" in lines


def test_a_change_of_text_is_told_though_it_has_no_size() -> None:
    assert "  changed a: old before, new after" in report({("a",): ("old",)}, {("a",): ("new",)})


def test_a_dry_run_says_what_it_would_write_and_an_idle_run_that_nothing_changes() -> None:
    assert report({}, {}, dry_run=True)[-1] == "Would write 1 file: recorded-crime/datapackage.json"
    assert report({}, {}, files=())[-1] == "Nothing changes: the packages hold all of this already."
