"""What tests of transcribed packages share: their tables, the documents where they stand beside the checkout, rounding."""

from __future__ import annotations

import re
import warnings
from pathlib import Path

import pandas as pd

from build_scripts.packages import reading

NUMERAL = re.compile(r"\d[\d,]*(?:\.\d+)?")
NO_DOCUMENTS = "the documents do not stand beside the checkout"
# A figure that the document writes as a word, the longest word first.
NUMBERS_IN_WORDS = {
    "one million": 1_000_000,
    "two thirds": 66.7,
    "twelve": 12,
    "seven": 7,
    "three": 3,
    "half": 50,
    "nine": 9,
    "four": 4,
    "one": 1,
    "two": 2,
    "six": 6,
}

Tables = dict[tuple[str, str], pd.DataFrame]


def read_tables(datapackages: Path, names: tuple[str, ...]) -> Tables:
    """Every table of the packages, typed, by package and resource."""
    return {
        (name, resource.name): reading.read_table(resource)
        for name in names
        for resource in reading.read_package(datapackages / name).resources.values()
    }


def documents_beside(repository_root: Path) -> dict[str, list[str]]:
    """The lines of each document, blanks made single, by its number; empty, with a warning, where none stands beside the checkout."""
    texts = {
        path.name[:3]: [single_blanks(line) for line in path.read_text(encoding="utf-8").split("\n")]
        for path in sorted((repository_root.parent / "shared" / "seeds").glob("00?_*.txt"))
    }
    if not texts:
        warnings.warn(NO_DOCUMENTS, stacklevel=1)
    return texts


def single_blanks(text: str) -> str:
    """The text with every run of blanks made one."""
    return " ".join(text.split())


def figures_of(table: pd.DataFrame) -> list[tuple[str, str]]:
    """The pairs of columns ``(<name>_printed, <name>)`` that hold a figure."""
    numbers = set(table.select_dtypes("number").columns)
    return [(f"{name}_printed", name) for name in table.columns if name in numbers and f"{name}_printed" in table.columns]


def size_printed(cell: str) -> float | None:
    """The size of the first figure of a printed cell, in numerals or in words; None where there is none."""
    if numerals := NUMERAL.findall(cell):
        return float(numerals[0].replace(",", ""))
    return next((float(number) for word, number in NUMBERS_IN_WORDS.items() if re.search(rf"\b{word}\b", cell.lower())), None)


def runs_of_words(text: str, length: int) -> set[tuple[str, ...]]:
    """Every run of ``length`` words of the text, in lower case."""
    words = re.findall(r"[a-z0-9]+", text.lower())
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}


def rounding_of_sum(parts: int, step: float) -> float:
    """How far a total may lie from the sum of its parts when each is rounded to ``step``: half a step for every figure."""
    return step * (parts + 1) / 2 + 1e-9
