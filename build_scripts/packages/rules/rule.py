"""What a rule across packages is."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator

from build_scripts.packages.declared import Check
from build_scripts.packages.evidence import Evidence
from build_scripts.packages.faults import Fault


class Rule(Check):
    """A check of the instance as a whole."""

    @abstractmethod
    def find(self, evidence: Evidence) -> Iterator[Fault]:
        """The faults of this kind in the instance."""
