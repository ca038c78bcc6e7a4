"""JSON read strictly, with the line on which each value starts.

Python's reader keeps the last of two equal keys and accepts ``NaN``, both in silence, and forgets where a value stood. A fault in a
descriptor is told with its line, so the text is read again for places once it is known to be JSON.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

Path = tuple[str | int, ...]

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')


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


def parse(text: str) -> Document:
    """The document of a JSON text. Raises NotStrictJson."""
    decoder = json.JSONDecoder(object_pairs_hook=_refuse_repeated_keys, parse_constant=_refuse_constant)
    try:
        value = decoder.decode(text)
    except json.JSONDecodeError as error:
        raise NotStrictJson(f"{error.msg} (column {error.colno})", error.lineno) from error
    except RecursionError as error:
        raise NotStrictJson("the values are nested too deep") from error
    return Document(value, _lines(text))


def _refuse_repeated_keys(pairs: list[tuple[str, object]]) -> dict[str, object]:
    seen: dict[str, object] = {}
    for key, value in pairs:
        if key in seen:
            raise NotStrictJson(f"the key '{key}' stands twice in one object")
        seen[key] = value
    return seen


def _refuse_constant(name: str) -> None:
    raise NotStrictJson(f"{name} is not JSON")


def _lines(text: str) -> dict[Path, int]:
    """The line of each value of a text that is known to be JSON."""
    lines: dict[Path, int] = {}
    tokens = _tokens(text)
    _walk(next(tokens), tokens, (), lines)
    return lines


def _tokens(text: str) -> Iterator[tuple[str, int]]:
    """Each token of the text with its line. No token of JSON goes over two lines."""
    for number, line in enumerate(text.split("\n"), start=1):
        for match in _TOKEN.finditer(line):
            yield match[0], number


def _walk(token: tuple[str, int], tokens: Iterator[tuple[str, int]], path: Path, lines: dict[Path, int]) -> None:
    """Note the line of the value that starts with ``token``, and of those inside it, taking its tokens."""
    text, lines[path] = token
    if text == "{":
        while (key := next(tokens))[0] != "}":
            if key[0] != ",":
                next(tokens)  # the colon
                _walk(next(tokens), tokens, (*path, json.loads(key[0])), lines)
    elif text == "[":
        position = 0
        while (item := next(tokens))[0] != "]":
            if item[0] != ",":
                _walk(item, tokens, (*path, position), lines)
                position += 1
