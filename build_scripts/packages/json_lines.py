"""JSON read strictly, with the line on which each value starts.

Python's reader keeps the last of two equal keys and accepts ``NaN``, both in silence, and forgets where a value stood. A fault in a
descriptor is told with its line, so the text is read again for places once it is known to be JSON.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from json.scanner import py_make_scanner

Path = tuple[str | int, ...]


class NotStrictJson(ValueError):
    """The text is not JSON, or JSON that readers disagree about; ``line`` says where (None: not known)."""

    def __init__(self, problem: str, line: int | None = None):
        super().__init__(problem)
        self.line = line


@dataclass(frozen=True)
class Document:
    """A JSON value and the line of each value inside it, by its path of keys and positions."""

    value: object
    lines: dict[Path, int]

    def line(self, path: Path) -> int | None:
        """The line of the value at ``path``, or of the nearest that contains it."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return None


@dataclass(frozen=True)
class _Placed:
    """A parsed value and the character at which it starts."""

    value: object
    start: int


def parse(text: str) -> Document:
    """The document of a JSON text. Raises NotStrictJson."""
    decoder = json.JSONDecoder(object_pairs_hook=_refuse_repeated_keys, parse_constant=_refuse_constant)
    try:
        decoder.decode(text)
    except json.JSONDecodeError as error:
        raise NotStrictJson(f"{error.msg} (column {error.colno})", error.lineno) from error
    except RecursionError as error:
        raise NotStrictJson("the values are nested too deep") from error
    placed = _PlacingDecoder().decode(text)
    lines: dict[Path, int] = {}
    value = _unplace(placed, (), lines, _LineCounter(text))
    return Document(value, lines)


def _refuse_repeated_keys(pairs: list[tuple[str, object]]) -> dict[str, object]:
    seen: dict[str, object] = {}
    for key, value in pairs:
        if key in seen:
            raise NotStrictJson(f"the key '{key}' stands twice in one object")
        seen[key] = value
    return seen


def _refuse_constant(name: str) -> None:
    raise NotStrictJson(f"{name} is not JSON")


class _PlacingDecoder(json.JSONDecoder):
    """The standard decoder, with each value wrapped together with the place at which it starts."""

    def __init__(self) -> None:
        super().__init__()
        # The object and array readers of the standard library call back the scanner they are given: ours.
        self.parse_object = lambda state, strict, _scan, hook, pairs_hook, memo: json.decoder.JSONObject(
            state, strict, self._scan_with_place, hook, pairs_hook, memo
        )
        self.parse_array = lambda state, _scan: json.decoder.JSONArray(state, self._scan_with_place)
        self._scan = py_make_scanner(self)
        self.scan_once = self._scan_with_place

    def _scan_with_place(self, text: str, start: int) -> tuple[_Placed, int]:
        value, end = self._scan(text, start)
        return _Placed(value, start), end


class _LineCounter:
    """Lines of increasing positions in a text, each found from the one before."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._position = 0
        self._line = 1

    def at(self, position: int) -> int:
        """The line of a character; positions are asked for in the order of the text."""
        self._line += self._text.count("\n", self._position, position)
        self._position = position
        return self._line


def _unplace(placed: _Placed, path: Path, lines: dict[Path, int], counter: _LineCounter) -> object:
    lines[path] = counter.at(placed.start)
    if isinstance(placed.value, dict):
        return {key: _unplace(item, (*path, key), lines, counter) for key, item in placed.value.items()}
    if isinstance(placed.value, list):
        return [_unplace(item, (*path, position), lines, counter) for position, item in enumerate(placed.value)]
    return placed.value
