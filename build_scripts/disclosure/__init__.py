"""The gate: observations and comparisons in, published ones out. Nothing behind it sees what was withheld."""

from build_scripts.disclosure.attack import Solved, attack
from build_scripts.disclosure.policy import Policy, read_policy
from build_scripts.disclosure.publish import Gated, publish
from build_scripts.disclosure.structure import Structure, read_structure

__all__ = ["Gated", "Policy", "Solved", "Structure", "attack", "publish", "read_policy", "read_structure"]
