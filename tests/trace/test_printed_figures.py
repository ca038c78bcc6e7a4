"""A printed figure ends at the row of the transcription."""

from __future__ import annotations

import pytest

from build_scripts.pages.content import Content
from build_scripts.trace.address import parse
from build_scripts.trace.figure import find_figure

FORCE = "area=E23000001"
REPORT = "extract=2023-24-q1"


def _told(content: Content, address: str) -> str:
    return find_figure(content.instance, content.observations, content.comparisons, parse(address), content.force_area).text()


@pytest.mark.parametrize(
    ("address", "row", "formula"),
    [
        (
            f"lethal-barrelled-discharges/r12/count/change?{FORCE}&period=R12-2023-06&{REPORT}",
            "report-2023-24-q1-violence/data/violence-dashboard.csv:24: lethal-barrelled-discharges-offences,001:876",
            "The document prints 210 and the change; 198 follows from the two.",
        ),
        (
            f"aware-of-the-victims-code/other-period/percentage/change?{FORCE}&period=2023-24-Q1&{REPORT}",
            "report-2023-24-q1-victims/data/statements.csv:31: 0348-02,001:348",
            "The document prints the change alone.",
        ),
        (
            f"i-calls-attended-in-15-minutes/quarter/percentage/change?area=E09000002&period=2023-24-Q1&{REPORT}",
            "report-2023-24-q1-response/data/emergency-response-changes.csv:2: i-call-e09000002,001:617",
            "The document prints the change itself beside 71% and 72%.",
        ),
        (
            f"outcome-rate-violence-and-knife-crime:violence-with-injury/observed/outcome-rate/value?{FORCE}&period=R12-2022-06&{REPORT}",
            "report-2023-24-q1-outcomes/data/crime-outcomes.csv:13: 1295-violence-with-injury,001:1295",
            "The figure is taken as the document prints it.",
        ),
        (
            f"trust-in-the-mps/everybody/percentage/change?{FORCE}&group=ethnicity.black&period=R12-2023-06&{REPORT}",
            "report-2023-24-q1-trust/data/perception-results.csv:5: trust,001:555",
            "58% of the group less 70% of everybody, as printed, in percentage points.",
        ),
        (
            f"trust-in-the-mps/observed/ratio/value?{FORCE}&group=ethnicity.black&period=R12-2023-06&{REPORT}",
            "report-2023-24-q1-trust/data/perception-gaps.csv:41: ethnicity-black-trust,001:558",
            "The result of everybody and the gap of the group together, both as the document prints them; that divided by the result",
        ),
        (
            f"trust-gaps-between-groups/observed/gap/value?{FORCE}&group=sexual-orientation.lgbt&period=R12-2023-03&{REPORT}",
            "report-2023-24-q1-trust/data/statements.csv:41: 0550-01,001:550",
            "The later gap less the change of the gap, both as the document prints them.",
        ),
        (
            f"violence-with-injury/national/rate/value?{FORCE}&period=R12-2023-03&{REPORT}",
            "registers/comparators.csv:21: violence-with-injury,national,R12-2023-03",
            "8.8 divided by 9.6, less one.",
        ),
    ],
)
def test_a_printed_figure_ends_at_its_row(london: Content, address: str, row: str, formula: str) -> None:
    told = _told(london, address)
    assert row in told
    assert f"formula: {formula}" in told
