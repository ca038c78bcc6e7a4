"""Which extract is newer."""

from __future__ import annotations

import pytest

from build_scripts.indicators.extracts import extract_date, newest_first


@pytest.mark.parametrize(
    ("extract", "date"), [("2026-04", "2026-04"), ("2026-04-17", "2026-04-17"), ("to-2023-12", "2023-12"), ("to-2025-09", "2025-09")]
)
def test_an_extract_has_the_date_in_its_name(extract: str, date: str) -> None:
    assert extract_date(extract) == date


def test_a_name_without_a_date_is_refused() -> None:
    with pytest.raises(ValueError, match="'newest' names no date"):
        extract_date("newest")


def test_the_newest_comes_first_however_it_is_named() -> None:
    assert newest_first(["to-2023-12", "2026-04", "2026-04-17", "2023-11", "2026-04"]) == ["2026-04-17", "2026-04", "to-2023-12", "2023-11"]
