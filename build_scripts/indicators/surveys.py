"""What is stated or assumed of a survey: how many are asked, how much less they tell than a simple sample, how it is rounded."""

from __future__ import annotations

from collections.abc import Mapping

from build_scripts.indicators.percentages import SurveyDesign
from build_scripts.packages.reading import Instance


def survey_of(row: Mapping[str, str]) -> str:
    """The survey that a row of the composition takes its percentages from: the one it names, or else its source."""
    return row.get("survey") or row["source"]


def survey_design(instance: Instance, survey: str) -> SurveyDesign:
    """What ``registers/constants`` states or assumes of a survey: sample, design effect, rounding by the publisher, shares of groups."""
    constants = instance.table("registers", "constants")
    stated = {name: float(value) for name, value in zip(constants["constant"], constants["value"], strict=True)}
    earlier, share = f"{survey}-yearly-sample-before-", f"{survey}-share-of-"
    return SurveyDesign(
        force_sample=stated.get(f"{survey}-yearly-sample"),
        earlier_samples=tuple(
            sorted((int(name.removeprefix(earlier)), value) for name, value in stated.items() if name.startswith(earlier))
        ),
        area_sample=stated.get(f"{survey}-borough-yearly-sample"),
        design_effect=stated.get(f"design-effect-{survey}", 1.0),
        rounded_at_source=f"rounding-step-{survey}" in stated,
        group_shares={name.removeprefix(share): value for name, value in stated.items() if name.startswith(share)},
    )
