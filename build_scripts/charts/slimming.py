"""The converter's drawing with fewer bytes and the same look: nothing that is not seen, and what neighbours share said once.

A drawing stands on its page twice, in a page of its own, and in a file, so half of its bytes are many megabytes of a site. The converter
writes every tick, mark and word with all its attributes. Here a mark's group takes what all its members share, circles become circles,
straight lines of one look become one path, and boxes without ink go.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree

NAMESPACE = "http://www.w3.org/2000/svg"
# What an attribute means when it is not there.
INITIAL = {
    "opacity": "1",
    "fill-opacity": "1",
    "stroke-opacity": "1",
    "stroke-width": "1",
    "text-anchor": "start",
    "x2": "0",
    "y2": "0",
}
# Attributes that hold for all that is inside a group.
INHERITED = (
    *("fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linecap"),
    *("font-size", "font-weight", "font-style", "text-anchor"),
)
_INK = ("fill", "stroke")
_NOTHING_DRAWN = frozenset({"", "M0,0h0v0h0Z"})
_NOT_MOVED = "translate(0,0)"
_TRANSLATION = re.compile(r"translate\((-?[\d.]+),(-?[\d.]+)\)")
# A path of straight lines, in tenths of a pixel.
_CORNERS = re.compile(r"(?:[ML]-?\d+(?:\.\d)?,-?\d+(?:\.\d)?|Z)+")
_CORNER = re.compile(r"([MLZ])(?:(-?[\d.]+),(-?[\d.]+))?")
_CIRCLE = re.compile(r"M(?P<r>[\d.]+),0A(?P=r),(?P=r),0,1,1,-(?P=r),0A(?P=r),(?P=r),0,1,1,(?P=r),0Z?")

def slim(drawing: str) -> str:
    """An SVG that looks the same as ``drawing`` (an SVG of the converter: groups that only move, no style sheet), in fewer bytes."""
    root = ElementTree.fromstring(drawing)
    for element in root.iter():
        for name, value in INITIAL.items():
            if element.get(name) == value:
                del element.attrib[name]
    _slim_children(root)
    # Names without a prefix belong to whoever asked for them last: the feed asks too.
    ElementTree.register_namespace("", NAMESPACE)
    return ElementTree.tostring(root, encoding="unicode").replace(" />", "/>")


def _slim_children(parent: ElementTree.Element) -> None:
    """Slim all that is inside ``parent``, the innermost first."""
    kept: list[ElementTree.Element] = []
    for child in parent:
        if _is(child, "g"):
            _slim_children(child)
            if len(child) == 0:
                continue
            if child.get("transform") == _NOT_MOVED:
                del child.attrib["transform"]
            _take_what_is_shared(child)
            # A group without a word of its own is its members.
            kept.extend(child if not child.attrib else [child])
        elif not _is_invisible(child):
            kept.append(_shorter(child))
    parent[:] = _joined(kept) if _is(parent, "g") or _is(parent, "svg") else kept


def _is(element: ElementTree.Element, name: str) -> bool:
    return element.tag == f"{{{NAMESPACE}}}{name}"


def _is_invisible(element: ElementTree.Element) -> bool:
    """Whether it is a path of nothing, or one without ink: the outermost group of a drawing has none."""
    return _is(element, "path") and (element.get("d") in _NOTHING_DRAWN or not any(name in element.attrib for name in (*_INK, "id")))


def _shorter(element: ElementTree.Element) -> ElementTree.Element:
    """The element with its place in its own attributes instead of a movement, where that is shorter."""
    if _is(element, "path") and _CORNERS.fullmatch(element.get("d", "")):
        element.set("d", _by_steps(element.attrib["d"]))
    moved = _TRANSLATION.fullmatch(element.get("transform", ""))
    if moved is None:
        return element
    x, y = moved.groups()
    others = {name: value for name, value in element.attrib.items() if name not in ("transform", "d", "x2", "y2")}
    if _is(element, "path") and (circle := _CIRCLE.fullmatch(element.get("d", ""))):
        return _made("circle", {"cx": x, "cy": y, "r": circle["r"], **others})
    if _is(element, "line"):
        return _made("path", {"d": f"M{x},{y}{_stroke(element)}", **others})
    if _is(element, "text") and len(element) == 0 and "x" not in element.attrib:
        shorter = _made("text", {"x": x, "y": y, **others})
        shorter.text = element.text
        return shorter
    return element


def _by_steps(corners: str) -> str:
    """A path of straight lines with each corner told from the one before, in tenths that add up to the same place."""
    told, at, before = "", (0, 0), ""
    for command, across, down in _CORNER.findall(corners):
        if command == "Z":
            told, before = f"{told}Z", command
            continue
        to = (round(10 * float(across)), round(10 * float(down)))
        x, y = to if command == "M" else (to[0] - at[0], to[1] - at[1])
        # One letter serves for all steps that follow it, and a minus sign parts two numbers by itself.
        told += "M" if command == "M" else "l" if before != "L" else "" if x < 0 else ","
        told += _tenths(x) + ("" if y < 0 else ",") + _tenths(y)
        at, before = to, command
    return told


def _tenths(number: int) -> str:
    """A number of tenths, without the noughts that a path can do without: ``.7``, ``-.7``, ``3``."""
    whole, tenth = divmod(abs(number), 10)
    told = f"{whole}.{tenth}" if whole and tenth else f".{tenth}" if tenth else f"{whole}"
    return f"-{told}" if number < 0 else told


def _stroke(line: ElementTree.Element) -> str:
    """The stroke of a line, as a path draws it from where it stands."""
    across, down = line.get("x2", "0"), line.get("y2", "0")
    if down == "0":
        return f"h{across}"
    return f"v{down}" if across == "0" else f"l{across},{down}"


def _made(name: str, attributes: dict[str, str]) -> ElementTree.Element:
    return ElementTree.Element(f"{{{NAMESPACE}}}{name}", attributes)


def _take_what_is_shared(group: ElementTree.Element) -> None:
    """Move to a group each attribute that all of its members have with one value."""
    if len(group) < 2:
        return
    for name in INHERITED:
        values = {member.get(name) for member in group}
        if len(values) == 1 and (value := values.pop()) is not None:
            group.set(name, value)
            for member in group:
                del member.attrib[name]


def _joined(elements: list[ElementTree.Element]) -> list[ElementTree.Element]:
    """The elements, with straight lines that follow each other and look alike as one path."""
    found: list[ElementTree.Element] = []
    for element in elements:
        if found and _is_stroke(element) and _is_stroke(found[-1]) and _look(element) == _look(found[-1]):
            found[-1].set("d", found[-1].attrib["d"] + element.attrib["d"])
        else:
            found.append(element)
    return found


def _is_stroke(element: ElementTree.Element) -> bool:
    """Whether it is a path of straight lines alone that can share one: where lines of half opacity cross, one path would not be darker."""
    return _is(element, "path") and "fill" not in element.attrib and not {"transform", "opacity", "stroke-opacity"} & set(element.attrib)


def _look(element: ElementTree.Element) -> dict[str, str]:
    return {name: value for name, value in element.attrib.items() if name != "d"}
