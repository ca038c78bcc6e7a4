"""What the feed says: an entry for each measure whose latest 12 months can be compared."""

from __future__ import annotations

from pathlib import Path

from build_scripts.catalogue.feed import FeedEntry, feed
from build_scripts.downloads import files
from build_scripts.pages import links
from build_scripts.pages.content import Content
from build_scripts.statements.sentences import headline

TIME_OF_RELEASE = "T09:30:00Z"


def feed_entries(content: Content) -> list[FeedEntry]:
    """The entries, in the order of the framework: the title says what changed, the text says it in full."""
    entries = []
    for indicator in content.framework.indicators:
        row = content.latest_comparison(indicator.slug, "r12", measure=indicator.measure)
        if row is not None and row["verdict"] not in ("not-available", "not-comparable"):
            title = headline(row, content.words(indicator)).text
            entries.append(FeedEntry(title, links.indicator_path(indicator.slug), row["period"], row["sentence"]))
    return entries


def write_feed(content: Content, out: Path) -> list[Path]:
    """Write ``feed.xml``; returns its path."""
    updated = content.publication_date.isoformat() + TIME_OF_RELEASE
    files.write_if_changed(out / "feed.xml", feed(content.site_name, content.site_url, updated, feed_entries(content)))
    return [out / "feed.xml"]
