"""The feed is Atom, and a rebuild repeats no entry."""

from __future__ import annotations

from xml.etree import ElementTree

from build_scripts.catalogue.feed import ATOM, FeedEntry, feed

SITE = "https://plainsight.example/"
UPDATED = "2026-04-30T09:30:00Z"
HOMICIDE = FeedEntry("Homicide", "indicators/homicide/", "R12-2026-03", "98 offences, 5.8% fewer than the 104 before: no clear change.")
NAMES = {"a": ATOM}


def parsed(*entries: FeedEntry) -> ElementTree.Element:
    return ElementTree.fromstring(feed("Plain Sight", SITE, UPDATED, entries))


def test_a_feed_has_what_atom_asks_for() -> None:
    """RFC 4287: a feed has an id, a title, an update and an author; an entry an id, a title, an update, a link and a summary."""
    root = parsed(HOMICIDE)
    assert root.tag == f"{{{ATOM}}}feed"
    for name in ("id", "title", "updated", "author"):
        assert root.find(f"a:{name}", NAMES) is not None
    entry = root.find("a:entry", NAMES)
    assert entry is not None
    texts = {name: entry.findtext(f"a:{name}", namespaces=NAMES) for name in ("id", "title", "updated", "summary")}
    assert texts == {
        "id": f"{SITE}indicators/homicide/#R12-2026-03",
        "title": "Homicide",
        "updated": UPDATED,
        "summary": HOMICIDE.summary,
    }
    link = entry.find("a:link", NAMES)
    assert link is not None
    assert link.get("href") == f"{SITE}indicators/homicide/"


def test_a_new_period_is_a_new_entry_and_the_same_period_is_not() -> None:
    def identifier(entry: FeedEntry) -> str | None:
        return parsed(entry).findtext("a:entry/a:id", namespaces=NAMES)

    later = FeedEntry(HOMICIDE.title, HOMICIDE.address, "R12-2026-06", HOMICIDE.summary)
    reworded = FeedEntry(HOMICIDE.title, HOMICIDE.address, HOMICIDE.key, "98 offences.")
    assert identifier(later) != identifier(HOMICIDE)
    assert identifier(reworded) == identifier(HOMICIDE)


def test_signs_of_mark_up_are_text() -> None:
    summary = "Fewer than 5 & <less>"
    entry = parsed(FeedEntry("A & B", "indicators/a/", "k", summary)).find("a:entry", NAMES)
    assert entry is not None
    assert entry.findtext("a:summary", namespaces=NAMES) == summary


def test_the_same_entries_give_the_same_bytes() -> None:
    assert feed("Plain Sight", SITE, UPDATED, [HOMICIDE]) == feed("Plain Sight", SITE, UPDATED, [HOMICIDE])
