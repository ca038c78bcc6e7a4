"""Words of the glossary are explained where they first stand in the prose of a page, and nowhere else."""

from __future__ import annotations

import csv
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from build_scripts.pages.glossary import Term, explain_terms, explained, terms_of

RATE = Term("outcome-rate", "Outcome rate", ("outcome rate", "outcome rates"), "Outcomes for every hundred offences.")
OUTCOME = Term("outcome", "Outcome", ("outcome", "outcomes"), "What came of an offence.")
FORCE = Term("mps", "MPS", ("MPS",), "The police of <London>.")
TERMS = (RATE, OUTCOME, FORCE)
EXPLAINED = re.compile(
    r'<span class="term"><button type="button" popovertarget="term-([a-z-]+)">(.*?)</button>.*?</a></span></span>', re.DOTALL
)


def page(body: str) -> str:
    return f"<html><body><p>The MPS.</p><main id='main'>{body}</main><p>MPS</p></body></html>"


def words_explained(body: str) -> list[tuple[str, str]]:
    """Each term explained in a page with that body, and the words that became its button."""
    return EXPLAINED.findall(explained(page(body), TERMS, "../glossary/"))


def test_a_word_is_explained_once_where_it_first_stands() -> None:
    # Given a word in two paragraphs of the main part, and outside it
    # Then only the first of the main part is a button, as it is written there
    assert words_explained("<p>Outcomes fell.</p><p>An outcome is a charge.</p>") == [("outcome", "Outcomes")]


def test_a_longer_word_is_not_taken_for_the_shorter_within_it() -> None:
    assert words_explained("<p>The outcome rate, and an outcome.</p>") == [("outcome-rate", "outcome rate"), ("outcome", "outcome")]


@pytest.mark.parametrize("text", ["the outcomes-based plan", "non-outcome", "outcomesque"])
def test_a_part_of_another_word_is_left_alone(text: str) -> None:
    assert words_explained(f"<p>{text}</p>") == []


def test_an_abbreviation_is_known_by_its_capitals() -> None:
    assert words_explained("<p>mps, then MPS</p>") == [("mps", "MPS")]


@pytest.mark.parametrize(
    "body",
    [
        "<h2>Outcome</h2>",
        "<p><a href='x'>every <b>outcome</b></a></p>",
        "<p><code>outcome</code></p>",
        "<table><tr><td><p>outcome</p></td></tr></table>",
        "<svg><text>outcome</text></svg>",
        "<p class='kicker'><b>Outcome</b></p>",
        "<p><span class='badge v'>outcome</span></p>",
        "<details><summary>How</summary><p>outcome</p></details>",
        "<p title='outcome > outcome'>Nothing.</p>",
        "<p><!-- outcome --></p>",
        "<div>outcome</div>",
    ],
)
def test_names_controls_code_and_tables_are_left_alone(body: str) -> None:
    assert words_explained(body) == []


def test_prose_goes_on_after_what_is_barred() -> None:
    assert words_explained("<ul><li><a href='x'>outcome</a><br>The <img alt='' src='x'> outcome.</li></ul>") == [("outcome", "outcome")]


def test_the_meaning_is_text_and_leads_to_the_glossary() -> None:
    html = explained(page("<p>MPS</p>"), TERMS, "../../glossary/")
    assert 'id="term-mps" popover><b>MPS.</b> The police of &lt;London&gt;. <a href="../../glossary/#mps">In the glossary</a>' in html


def test_pages_are_otherwise_as_they_were(tmp_path: Path) -> None:
    # Given a page, the glossary itself and an embedded chart
    body = page("<p>An outcome &amp; the MPS,<br>here.</p>")
    for name in ("areas/index.html", "glossary/index.html", "embed/x/index.html"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text(body, encoding="utf-8")
    # When their words are explained
    explain_terms(tmp_path, TERMS)
    # Then only the page changed, and without the explanations it is what it was
    made = (tmp_path / "areas" / "index.html").read_text(encoding="utf-8")
    assert made != body and EXPLAINED.sub(r"\2", made) == body
    assert (tmp_path / "glossary" / "index.html").read_text(encoding="utf-8") == body
    assert (tmp_path / "embed" / "x" / "index.html").read_text(encoding="utf-8") == body


def test_no_form_belongs_to_two_terms(repository_root: Path) -> None:
    with (repository_root / "datapackages" / "registers" / "glossary.csv").open(encoding="utf-8", newline="") as file:
        forms = [form.lower() for row in csv.DictReader(file) for form in row["forms"].split("|")]
    assert len(forms) == len(set(forms)) and all(form == form.strip() and form for form in forms)


class _Nesting(HTMLParser):
    """The explanations of a page, each with the names of the elements around it."""

    def __init__(self) -> None:
        super().__init__()
        self.around: list[str] = []
        self.found: dict[str, list[str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        target = dict(attrs).get("popovertarget")
        if target and target.startswith("term-"):
            assert target not in self.found, f"{target} is explained twice"
            self.found[target] = list(self.around)
        if tag not in ("br", "img", "input", "link", "meta", "hr", "source", "wbr", "col"):
            self.around.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.around:
            del self.around[len(self.around) - 1 - self.around[::-1].index(tag) :]


@pytest.mark.parametrize(
    ("path", "least"),
    [
        ("", {"percentage-point", "extract"}),
        ("indicators/residential-burglary/", {"provisional", "clear-of-chance", "rolling-total"}),
        ("areas/lewisham/", {"basic-command-unit", "clear-of-chance"}),
        ("method/", {"plausible-range", "verdict"}),
        ("reports/2023-24-q1/outcomes/", {"outcome"}),
        ("claims/", {"verdict"}),
        ("data/recorded-crime/", {"extract"}),
        ("framework/2025-29/", {"framework"}),
        ("gaps/", {"framework"}),
    ],
)
def test_every_kind_of_page_explains_its_words(built_site: Path, path: str, least: set[str]) -> None:
    # Given a built page
    parser = _Nesting()
    parser.feed((built_site / path / "index.html").read_text(encoding="utf-8"))
    # Then its words are explained, each once, and none within a link, a heading or a table
    assert {f"term-{term}" for term in least} <= set(parser.found)
    barred = {"a", "button", "h1", "h2", "h3", "h4", "table", "code", "svg"}
    assert {target for target, around in parser.found.items() if barred & set(around)} == set()


def test_an_instance_without_a_glossary_explains_nothing(miniature, tmp_path: Path) -> None:
    assert terms_of(miniature.instance) == ()
    explain_terms(tmp_path, ())
