"""Transcribed tables in, every check of their arithmetic out: what adds up, what contradicts, what can not be checked."""

from build_scripts.reconciliation.reconcile import DISPUTED, flags_by_row, flags_of, reconcile

__all__ = ["DISPUTED", "flags_by_row", "flags_of", "reconcile"]
