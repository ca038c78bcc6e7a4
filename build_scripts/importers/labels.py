"""From a publisher's label to our code: by rows of a register, never by guessing."""

from __future__ import annotations

import csv
import difflib
import io
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

NEAREST_CUTOFF = 0.5


def normal_form(label: str) -> str:
    """What two spellings of one label share: case, ``&`` for ``and``, punctuation and white space are ignored, nothing else.

    ``BURGLARY - RESIDENTIAL`` and ``Burglary Residential`` are one label; ``Theft from Person`` and ``Theft from the Person`` two.
    """
    text = unicodedata.normalize("NFKC", label).casefold().replace("&", "and")
    return "".join(character for character in text if character.isalnum())


@dataclass(frozen=True)
class Labels:
    """The labels known for one use, by normal form; ``spellings`` keeps them as they are written in the register."""

    codes: Mapping[str, str]
    spellings: Mapping[str, str]

    def code(self, label: str) -> str | None:
        """The code of a label, or None when it is not known."""
        return self.codes.get(normal_form(label))

    def nearest(self, label: str) -> str | None:
        """The known label that is most like ``label``, as the register writes it, or None when none is like it."""
        close = difflib.get_close_matches(normal_form(label), self.spellings, n=1, cutoff=NEAREST_CUTOFF)
        return self.spellings[close[0]] if close else None

    def nearest_in_words(self, label: str) -> str:
        """A clause naming the nearest known label and its code, for an error message."""
        nearest = self.nearest(label)
        return f"the nearest known label is '{nearest}' ({self.code(nearest)})" if nearest else "no known label is like it"


def labels_of(pairs: Iterable[tuple[str, str]]) -> Labels:
    """Labels from (label, code) pairs; a later pair never overrides an earlier one."""
    codes: dict[str, str] = {}
    spellings: dict[str, str] = {}
    for label, code in pairs:
        form = normal_form(label)
        codes.setdefault(form, code)
        spellings.setdefault(form, label)
    return Labels(codes, spellings)


def alias_row(kind: str, source: str, label: str, code: str) -> str:
    """The row that teaches the register of aliases a label, as it is to be typed; ``code`` may be a word in angle brackets."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="").writerow((kind, source, label, code))
    return stream.getvalue()
