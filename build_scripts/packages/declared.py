"""What a check is: a small class that declares its fault as data.

A check states its ``code``, ``title``, ``description``, ``template`` (the message, with places for what was found and what was
expected) and ``hint`` (how to mend it), so that the page that lists all checks is made from the checks themselves.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from build_scripts.packages.faults import Fault

LONGEST_VALUE = 80


@dataclass(frozen=True)
class Place:
    """Where a fault is: the package, its resource (empty where there is none) and the file as ``Fault.file`` names it."""

    package: str
    resource: str
    file: str


class Check:
    """Base of every check. A subclass declares the five texts; its layer says with what it is called."""

    code: ClassVar[str]
    title: ClassVar[str]
    description: ClassVar[str]
    template: ClassVar[str]
    hint: ClassVar[str]

    @classmethod
    def fault(cls, place: Place, *, row: int | None = None, column: str | None = None, value: str | None = None, **words: object) -> Fault:
        """The declared fault at a place; ``words`` fill the template and the hint."""
        shown = {**words, "row": row, "column": column, "value": shorten(value)}
        return Fault(
            package=place.package,
            resource=place.resource,
            file=place.file,
            row=row,
            column=column,
            value=value,
            code=cls.code,
            message=cls.template.format(**shown),
            hint=cls.hint.format(**shown),
        )


def shorten(value: str | None) -> str:
    """A value as a message quotes it: long ones are cut, an absent one is empty."""
    text = "" if value is None else value
    return text if len(text) <= LONGEST_VALUE else f"{text[: LONGEST_VALUE - 1]}…"


def nearest(word: str, known: Iterable[str]) -> str:
    """``; the nearest known is 'x'`` for a misspelt word, or nothing where none is near."""
    candidates = difflib.get_close_matches(word, [str(item) for item in known], n=1, cutoff=0.6)
    return f"; the nearest known is '{candidates[0]}'" if candidates else ""


def one_of(choices: Iterable[object], most: int = 12) -> str:
    """``one of a, b, c``, cut after ``most`` choices."""
    texts = [str(choice) for choice in choices]
    rest = len(texts) - most
    return f"one of {', '.join(texts[:most])}{f' and {rest} more' if rest > 0 else ''}"
