"""Figures that somebody else printed, recomputed from every extract that holds them."""

from build_scripts.claims.evaluate import evaluate as evaluate
from build_scripts.claims.evaluate import verdict_of_claims as verdict_of_claims
