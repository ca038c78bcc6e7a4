"""A copy of the miniature instance in which a test plants a fault, and reads it back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from build_scripts.packages import Fault, check_instance

MINIATURE = Path(__file__).parent.parent / "miniature" / "packages"


@dataclass(frozen=True)
class Planting:
    """A copy of the miniature. ``root`` is its packages directory, ``cache`` keeps results of files that no test changed."""

    root: Path
    cache: Path

    def change(self, file: str, old: str, new: str) -> None:
        """Replace the one place of a file that reads ``old``."""
        path = self.root / file
        text = path.read_bytes().decode("utf-8")
        assert text.count(old) == 1, f"{file} has {old!r} {text.count(old)} times"
        path.write_bytes(text.replace(old, new).encode("utf-8"))

    def rewrite(self, file: str, make: Callable[[bytes], bytes]) -> None:
        """Replace a file's bytes by what ``make`` makes of them."""
        path = self.root / file
        path.write_bytes(make(path.read_bytes()))

    @contextmanager
    def descriptor(self, package: str) -> Iterator[dict]:
        """The package's descriptor, to be changed in place."""
        path = self.root / package / "datapackage.json"
        descriptor = json.loads(path.read_text(encoding="utf-8"))
        yield descriptor
        path.write_text(json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")

    def faults(self) -> list[Fault]:
        """Every fault of the copy as it is now."""
        return check_instance(self.root, self.cache)

    def only_fault(self) -> Fault:
        """The one fault of the copy as it is now."""
        faults = self.faults()
        assert len(faults) == 1, "\n".join(f"{fault.file}:{fault.row} {fault.code} {fault.message}" for fault in faults)
        return faults[0]


def resource(descriptor: dict, name: str) -> dict:
    """The resource of that name in a descriptor."""
    return next(entry for entry in descriptor["resources"] if entry["name"] == name)


def field(schema: dict, name: str) -> dict:
    """The field of that name in a schema."""
    return next(entry for entry in schema["fields"] if entry["name"] == name)
