"""A package's README on its page: tables like all others, headings below the page's own."""

from __future__ import annotations

from pathlib import Path

from build_scripts.pages.readme import readme_markup

README = """# Areas

The areas that figures are about.

| file | one row is |
| --- | --- |
| `areas.csv` | an area: its code and name |

## How codes are made

| code | of |
| --- | --- |
| `BCU-…` | a **Basic Command Unit** |
"""


def test_a_table_is_captioned_by_what_it_stands_under_and_scoped(tmp_path: Path) -> None:
    # Given a README with a table under its title and one under a heading
    path = tmp_path / "README.md"
    path.write_text(README, encoding="utf-8")
    # When it becomes part of a page
    markup = readme_markup(path, "Areas of London")
    # Then its title is left to the page, and its headings stand below the page's sections
    assert "<h1" not in markup and "<h2" not in markup
    assert "<h3>How codes are made</h3>" in markup
    # And each table has a caption, heads of columns and of rows, and cells that a phone can name
    assert '<caption class="visually-hidden">Areas of London</caption>' in markup
    assert '<caption class="visually-hidden">How codes are made</caption>' in markup
    assert markup.count('<th scope="col">') == 4
    assert '<th scope="row"><code>areas.csv</code></th>' in markup
    assert '<td data-label="one row is">an area: its code and name</td>' in markup
    assert '<td data-label="of">a <strong>Basic Command Unit</strong></td>' in markup
