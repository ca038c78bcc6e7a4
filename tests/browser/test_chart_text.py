"""Words in drawings: none is cut off at an edge, none is printed over another, in the type that a reader's browser has."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from build_scripts.charts import theme

# Each word's box in units of the drawing, whichever width it is shown at.
WORDS = """() => [...document.querySelectorAll("svg")].map((drawing) => {
  const edge = drawing.getBoundingClientRect();
  const words = [...drawing.querySelectorAll("text")]
    .filter((text) => text.textContent.trim() && text.getClientRects().length && getComputedStyle(text).opacity !== "0")
    .map((text) => {
      const box = text.getBoundingClientRect();
      const [left, right, top, bottom] = [box.left - edge.left, box.right - edge.left, box.top - edge.top, box.bottom - edge.top];
      return { text: text.textContent, left, right, top, bottom };
    });
  const name = drawing.querySelector("title")?.textContent ?? drawing.getAttribute("class");
  return { name, width: edge.width, height: edge.height, words };
})"""
INLINE = re.compile(r'<svg class="(?:chart|sparkline)".*?</svg>', re.DOTALL)
# Boxes are those of whole lines of type, taller than the letters in them; a pixel of a letter's own room is no touch.
LINE_ROOM, LETTER_ROOM, EDGE = 5, 2, 0.5
LOOK = f"<style>body {{ margin: 0; font-family: {theme.FONT} }} svg {{ display: block }}</style>"


def faults(drawing: dict) -> list[str]:
    """Words of a drawing outside it, and pairs of words of which one is printed over the other."""
    words = drawing["words"]
    found = [
        f"{drawing['name']}: {word['text']!r} runs out"
        for word in words
        if min(word["left"], word["top"]) < -EDGE or word["right"] > drawing["width"] + EDGE or word["bottom"] > drawing["height"] + EDGE
    ]
    for index, one in enumerate(words):
        for other in words[index + 1 :]:
            # A name and the ground behind it are one word.
            same = one["text"] == other["text"] and abs(one["left"] - other["left"]) < 1
            across = min(one["right"], other["right"]) - max(one["left"], other["left"]) > LETTER_ROOM
            down = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"]) > LINE_ROOM
            if across and down and not same:
                found.append(f"{drawing['name']}: {one['text']!r} over {other['text']!r}")
    return found


def test_no_word_of_a_drawing_is_cut_off_or_printed_over_another(built_site: Path, open_page) -> None:
    # Given every drawing of every page, for a desk and for a phone
    drawings = {}
    for page in sorted(built_site.rglob("index.html")):
        found = INLINE.findall(page.read_text(encoding="utf-8"))
        if found and page.relative_to(built_site).parts[0] != "embed":
            drawings[page.parent.relative_to(built_site)] = found
    assert len(drawings) > 30
    # When a browser sets its type with the site's own style sheets
    tab = open_page("/about/").page
    for name, inline in drawings.items():
        tab.evaluate("(inline) => { document.body.innerHTML = inline }", "".join(inline))
        # Then no word runs out of it or into another
        assert [fault for drawing in tab.evaluate(WORDS) for fault in faults(drawing)] == [], name


def test_no_word_of_a_drawings_file_is_cut_off(built_site: Path, chromium) -> None:
    # Given the files of all drawings, with title, key and source written into them
    tab = chromium.new_page(viewport={"width": 1440, "height": 900})
    for folder in sorted({path.parent for path in (built_site / "charts").rglob("*.svg")}):
        tab.set_content(LOOK + "".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.svg"))))
        assert [fault for drawing in tab.evaluate(WORDS) for fault in faults(drawing)] == [], folder.name
    tab.close()


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("borough", ["lewisham", "westminster", "barking-and-dagenham"])
def test_words_of_dot_strips_keep_apart(open_page, borough: str, width: int) -> None:
    # Given strips that are laid out in per cents of the page's width
    opened = open_page(f"/areas/{borough}/", width=width)
    strips = [one for one in opened.page.evaluate(WORDS) if one["name"] == "dots"]
    # Then their words stand inside and apart at either width
    assert strips
    assert [fault for strip in strips for fault in faults(strip)] == []
