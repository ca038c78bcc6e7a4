"""Observations in, comparisons out: rules, breaks, tests, verdicts."""
