"""What readers ask of their device is done: no movement, more contrast, their own colours, room for a finger, a mark where the focus is."""

from __future__ import annotations

import base64

import pytest

from build_scripts import vocabulary
from tests.browser.page_kinds import templates_of

STYLE = "/style/"
LEAST_TARGET = 24

# What moves: a transition or an animation that takes time, or scrolling that glides. Pseudo-elements move too.
MOVING = """() => [...document.querySelectorAll("*")].flatMap((element) => [null, "::before", "::after"].flatMap((pseudo) => {
    const style = getComputedStyle(element, pseudo);
    const takes = (times) => times.split(",").some((time) => parseFloat(time) > 0);
    const moves = takes(style.transitionDuration) || (style.animationName !== "none" && takes(style.animationDuration))
        || style.scrollBehavior === "smooth";
    return moves ? [`${element.tagName}.${element.className}${pseudo ?? ""}`] : [];
}))"""

# Controls that can be hit, smaller than the least size. A link in the middle of a sentence is as high as its line.
SMALL = """(least) => [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")]
    .filter((element) => element.checkVisibility({visibilityProperty: true}) && !element.closest(".visually-hidden, .skip"))
    .filter((element) => {
        const box = element.getBoundingClientRect();
        if (box.width >= least && box.height >= least) return false;
        const among = [...element.parentElement.childNodes].some((other) => other !== element && other.textContent.trim());
        return !(among && getComputedStyle(element).display === "inline");
    })
    .map((element) => element.outerHTML.slice(0, 120))"""

# Controls without a mark of the focus that stands out: an outline of two pixels or more in the colour of focus. One of each look is asked.
UNMARKED = """() => {
    const seen = new Set();
    const found = [];
    for (const element of document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")) {
        const look = `${element.tagName}.${element.className} in ${element.parentElement.tagName}.${element.parentElement.className}`;
        if (seen.has(look) || !element.checkVisibility({visibilityProperty: true}) || element.disabled) continue;
        seen.add(look);
        element.focus({focusVisible: true});
        const style = getComputedStyle(element);
        const probe = document.createElement("i");
        probe.style.color = "var(--ps-focus)";
        document.body.append(probe);
        const wanted = getComputedStyle(probe).color;
        probe.remove();
        const marked = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && style.outlineColor === wanted;
        if (!marked) found.push(look);
    }
    return found;
}"""

# How much of a picture is another colour than its corner, and where: a grid of 9 by 9 of ones and noughts.
SHAPE = """async (address) => {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.width, image.height];
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    const {data} = context.getImageData(0, 0, image.width, image.height);
    const other = (x, y) => [0, 1, 2].some((part) => Math.abs(data[4 * (y * image.width + x) + part] - data[part]) > 96);
    const steps = [...Array(9).keys()].map((step) => (step + 0.5) / 9);
    return steps.map((y) => steps.map((x) => Number(other(Math.floor(x * image.width), Math.floor(y * image.height)))).join("")).join("/");
}"""


@pytest.mark.parametrize("template", templates_of())
def test_controls_have_room_and_show_the_focus_and_nothing_moves(open_page, pages_of, template: str) -> None:
    for address in pages_of[template]:
        # Given a reader on a phone who asked for less movement
        page = open_page(address, width=390, until="load", reduced_motion="reduce").page
        # Then nothing on the page takes time to move
        assert page.evaluate(MOVING) == [], address
        # And a finger hits every control
        assert page.evaluate(SMALL, LEAST_TARGET) == [], address
        # And each look of a control is marked where the focus is
        assert page.evaluate(UNMARKED) == [], address


def test_what_moves_is_found_where_movement_is_welcome(open_page) -> None:
    # The link that skips to the content slides in: the check above would see it.
    page = open_page(STYLE, reduced_motion="no-preference").page
    assert page.evaluate(MOVING) == ["A.skip"]


@pytest.mark.parametrize("colour_scheme", ["light", "dark"])
def test_more_contrast_is_given_where_it_is_asked_for(open_page, axe_findings, colour_scheme: str) -> None:
    # Given every part of a page, and the contrast of WCAG's level AAA: 7 to 1, of large text 4.5 to 1
    page = open_page(STYLE, color_scheme=colour_scheme).page
    usual = axe_findings(page, ["color-contrast-enhanced"])
    # When a reader asks for more contrast
    page.emulate_media(contrast="more")
    # Then every text reaches it, which without the wish it does not
    assert axe_findings(page, ["color-contrast-enhanced"]) == []
    assert usual != []


@pytest.mark.parametrize("colour_scheme", ["light", "dark"])
def test_every_verdict_keeps_a_shape_of_its_own_in_a_readers_colours(open_page, colour_scheme: str) -> None:
    # Given the badges of all verdicts in a palette of the reader's own
    page = open_page(STYLE, color_scheme=colour_scheme, forced_colors="active", device_scale_factor=3).page
    shapes = {}
    for verdict in vocabulary.VERDICTS:
        mark = page.locator(f"#verdicts .badge.v-{verdict} svg").first
        picture = base64.b64encode(mark.screenshot()).decode()
        shapes[verdict] = page.evaluate(SHAPE, f"data:image/png;base64,{picture}")
    # Then each is drawn, and no two are drawn alike
    assert all(shape.count("1") >= 9 for shape in shapes.values()), shapes
    assert len(set(shapes.values())) == len(shapes), shapes
    # And each has an edge around shape and word
    edges = page.locator("#verdicts .badge").evaluate_all("badges => badges.map((badge) => getComputedStyle(badge).borderTopColor)")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground not in edges
