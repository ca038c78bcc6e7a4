"""The style page looks as it did: where each part stands and how it is set, and the pictures of its sections, in light and dark.

Machines differ in their fonts: words would wrap elsewhere and letters have other edges. Here every character is a block, from a font that
comes with the test, so that what is compared is the page and not the machine. After a change that is meant,
``pytest tests/browser/test_style_page.py --new-references`` stores how the page looks now.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

STYLE = "/style/"
WIDTH = 1440
REFERENCES = Path(__file__).parent / "style_page"
# Letters, figures, capitals and blanks, each of one width: made for this test.
BLOCKS = REFERENCES / "blocks.ttf"
# Pixels by which a place may differ: roundings.
NEAR = 2
# A stored picture is a quarter of the page's size; a cell of the comparison is 8 by 8 of its pixels, 32 by 32 of the page's.
STORED_SCALE, CELL = 0.25, 8
# Shades of 255 by which a section's cells may differ on average, and one of them at most: what versions of a browser make of an edge.
MEAN_SHADES, MOST_SHADES = 1, 24

# The first of every part in each section: what it is set in, and where it stands where no line of words decides that.
DESCRIBE = """() => {
    const SET = ["display", "color", "backgroundColor", "fontSize", "fontWeight", "lineHeight", "letterSpacing", "textAlign",
        "borderTopWidth", "borderTopColor", "borderBottomWidth", "borderLeftWidth", "borderLeftColor", "borderRadius",
        "paddingTop", "paddingRight", "paddingBottom", "paddingLeft", "marginTop", "marginBottom"];
    const BLOCKS = ["block", "flex", "grid", "table", "list-item"];
    const NOT_SHOWN = ".visually-hidden, [hidden], details:not([open]) > :not(summary), [popover], .term";
    const UNSET = ["0px", "normal", "rgba(0, 0, 0, 0)", "start"];
    const AS_WIDE_AS_WORDS = [".badge", ".tag", ".comparison", ".legend", ".swatches", ".downloads", ".chart-actions", ".chart-share",
        ".specimen", ".masthead", ".breadcrumb", "table"].join();
    const described = {};
    for (const element of document.querySelectorAll("main *:not(svg *), header *:not(svg *), footer *:not(svg *)")) {
        if (element.closest(NOT_SHOWN)) continue;
        const place = element.closest("section[id]")?.id ?? element.closest("header, footer")?.classList[0] ?? "main";
        const name = `${place} ${[element.localName, ...[...element.classList].sort()].join(".")}`;
        if (name in described) continue;
        const style = getComputedStyle(element);
        const part = {};
        for (const property of SET) if (!UNSET.includes(style[property])) part[property] = style[property];
        const box = element.getBoundingClientRect();
        if (BLOCKS.includes(style.display) && !element.closest(AS_WIDE_AS_WORDS)) part.at = [Math.round(box.left), Math.round(box.width)];
        described[name] = part;
    }
    return described;
}"""

# A picture at a share of its size, as PNG.
SHRUNK = """async ([address, scale]) => {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [Math.round(image.width * scale), Math.round(image.height * scale)];
    const context = canvas.getContext("2d");
    context.imageSmoothingQuality = "high";
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return canvas.toDataURL("image/png");
}"""

# How far two pictures are apart in cells, in shades of 255: on average, and where they are furthest apart. The second is stretched to the
# size of the first.
APART = """async ([first, second, cell]) => {
    const load = async (address) => {
        const image = new Image();
        image.src = address;
        await image.decode();
        return image;
    };
    const [one, other] = await Promise.all([first, second].map(load));
    const across = Math.ceil(one.width / cell), down = Math.ceil(one.height / cell);
    const cells = (image) => {
        let [width, height] = [image.width, image.height];
        let source = image;
        // Halved again and again: each pixel is then the mean of those it stands for.
        while (width > across || height > down) {
            [width, height] = [Math.max(across, Math.floor(width / 2)), Math.max(down, Math.floor(height / 2))];
            const canvas = new OffscreenCanvas(width, height);
            canvas.getContext("2d").drawImage(source, 0, 0, width, height);
            source = canvas;
        }
        return source.getContext("2d").getImageData(0, 0, across, down).data;
    };
    const [here, there] = [cells(one), cells(other)];
    let sum = 0, most = 0;
    for (let at = 0; at < here.length; at += 4) {
        const apart = Math.max(...[0, 1, 2].map((part) => Math.abs(here[at + part] - there[at + part])));
        sum += apart;
        most = Math.max(most, apart);
    }
    return [sum / (here.length / 4), most];
}"""


def as_address(picture: bytes) -> str:
    return f"data:image/png;base64,{base64.b64encode(picture).decode()}"


def pictures_of(page: Page) -> dict[str, bytes]:
    """The sections of the page by id, at a quarter of their size."""
    taken = {}
    for section in page.locator("main section[id]").all():
        shrunk = page.evaluate(SHRUNK, [as_address(section.screenshot(animations="disabled")), STORED_SCALE])
        taken[section.get_attribute("id")] = base64.b64decode(shrunk.partition(",")[2])
    return taken


def layout_differences(stored: dict[str, dict], found: dict[str, dict]) -> list[str]:
    """What is set or stands otherwise than stored, part by part."""
    differences = [f"{name} is gone" for name in stored.keys() - found.keys()]
    differences += [f"{name} is new" for name in found.keys() - stored.keys()]
    for name in stored.keys() & found.keys():
        for key in stored[name].keys() | found[name].keys():
            before, now = stored[name].get(key), found[name].get(key)
            if key == "at" and before and now:
                same = all(abs(one - other) <= NEAR for one, other in zip(before, now, strict=True))
            else:
                same = before == now
            if not same:
                differences.append(f"{name}: {key} {before} -> {now}")
    return sorted(differences)


def picture_differences(page: Page, stored: dict[str, bytes], found: dict[str, bytes]) -> list[str]:
    """The sections that look otherwise than stored."""
    differences = [f"{name} is not in both" for name in stored.keys() ^ found.keys()]
    for name in stored.keys() & found.keys():
        mean, most = page.evaluate(APART, [as_address(stored[name]), as_address(found[name]), CELL])
        if mean > MEAN_SHADES or most > MOST_SHADES:
            differences.append(f"{name}: {mean:.1f} shades on average, {most} at most")
    return sorted(differences)


def stored_pictures(colour_scheme: str) -> dict[str, bytes]:
    return {path.stem: path.read_bytes() for path in sorted((REFERENCES / colour_scheme).glob("*.png"))}


def stored_layout(colour_scheme: str) -> dict[str, dict]:
    return json.loads((REFERENCES / f"{colour_scheme}.json").read_text(encoding="utf-8"))


@pytest.fixture
def open_style_page(open_page: Callable) -> Callable[..., Page]:
    """Opens the style page in blocks: ``open_style_page(colour_scheme, rule="")``, with a rule of style that is added to it."""
    font = base64.b64encode(BLOCKS.read_bytes()).decode()
    face = f"@font-face {{ font-family: Blocks; src: url(data:font/ttf;base64,{font}) }}"

    def open_one(colour_scheme: str, rule: str = "") -> Page:
        page = open_page(STYLE, width=WIDTH, color_scheme=colour_scheme, reduced_motion="reduce").page
        page.add_style_tag(content=f"{face} * {{ font-family: Blocks !important }} {rule}")
        page.evaluate("async () => { await document.fonts.load('16px Blocks'); await document.fonts.ready; }")
        assert page.evaluate("[...document.fonts].map((face) => face.status)") == ["loaded"]
        return page

    return open_one


@pytest.fixture(params=["light", "dark"])
def colour_scheme(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def style_page(open_style_page: Callable[..., Page], colour_scheme: str, request: pytest.FixtureRequest) -> Page:
    """The style page as it is now; stored as the reference where that was asked for."""
    page = open_style_page(colour_scheme)
    if request.config.getoption("--new-references"):
        folder = REFERENCES / colour_scheme
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("*.png"):
            old.unlink()
        for name, picture in pictures_of(page).items():
            (folder / f"{name}.png").write_bytes(picture)
        described = json.dumps(page.evaluate(DESCRIBE), indent=0, sort_keys=True) + "\n"
        (REFERENCES / f"{colour_scheme}.json").write_text(described, encoding="utf-8")
    return page


def test_the_style_page_is_set_as_it_was(style_page: Page, colour_scheme: str) -> None:
    assert layout_differences(stored_layout(colour_scheme), style_page.evaluate(DESCRIBE)) == []


def test_the_style_page_looks_as_it_did(style_page: Page, colour_scheme: str) -> None:
    assert picture_differences(style_page, stored_pictures(colour_scheme), pictures_of(style_page)) == []


# What somebody may do by mistake: (the rule, whether the layout shows it, whether the pictures do).
MISTAKES = {
    "a colour of a verdict": (":root:root { --ps-worsening: #28a197 }", True, True),
    "the band of the key row": (":root:root { --ps-band: #ffd54a }", True, True),
    "the size of body text": ("p { font-size: 1rem !important }", True, True),
    "the space of a badge": (".badge { padding-left: 16px !important }", True, True),
    "a column that moves": (".split > * { grid-column: span 5 !important }", True, True),
    "drawings that are gone": ("main svg { visibility: hidden }", False, True),
}


@pytest.mark.parametrize(("rule", "shows_in_layout", "shows_in_pictures"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_shows(open_style_page, rule: str, shows_in_layout: bool, shows_in_pictures: bool) -> None:
    # Given the style page with a rule that nobody meant
    page = open_style_page("light", rule)
    # Then the comparisons that can see it do
    assert bool(layout_differences(stored_layout("light"), page.evaluate(DESCRIBE))) is shows_in_layout
    assert bool(picture_differences(page, stored_pictures("light"), pictures_of(page))) is shows_in_pictures
