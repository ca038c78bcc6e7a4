"""How control charts are read here, and where that differs from the tools that readers may know."""

from __future__ import annotations

from build_scripts import vocabulary
from build_scripts.pages.page import Page
from build_scripts.statistics import control_charts

PATH = "method/control-charts/"


def control_deviations_page() -> Page:
    """The four rules, what their marks mean, and every deviation with its reason."""
    return Page(
        path=PATH,
        title="How control charts are read",
        description="The four rules that mark a month as unusual, the limits they use, and every difference from other control charts.",
        template="control_deviations.md.j2",
        context={
            "rules": vocabulary.CONTROL_RULES,
            "variations": vocabulary.VARIATIONS,
            "assurances": {code: text for code, text in vocabulary.ASSURANCES.items() if code},
            "deviations": control_charts.DEVIATIONS,
        },
        breadcrumb=(("Method", "method/"),),
        search_boost=0.5,
    )
