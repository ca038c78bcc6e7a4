"""Everything that pages show, computed once: the published tables and the ways to look them up."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path

import pandas as pd

from build_scripts import periods
from build_scripts.claims import evaluate
from build_scripts.comparisons.compare import compare
from build_scripts.comparisons.elsewhere import population_years
from build_scripts.disclosure import publish, read_policy, read_structure
from build_scripts.downloads.api import Published
from build_scripts.indicators.breaks import Break, read_breaks
from build_scripts.indicators.definitions import Component, Framework, Indicator, read_components, read_frameworks
from build_scripts.indicators.extracts import extract_date
from build_scripts.indicators.groups import Group, declared_groups
from build_scripts.indicators.observe import constant, observe, setting
from build_scripts.indicators.printed import is_printed, without_printed
from build_scripts.indicators.series import MonthlySeries
from build_scripts.packages.reading import Instance
from build_scripts.reconciliation import reconcile
from build_scripts.revisions import Revisions, months_told_by_extracts, read_revisions, with_revised_flags
from build_scripts.statements.gaps import group_sentence
from build_scripts.statements.reasons import Background
from build_scripts.statements.sentences import Words, comparison_sentence
from build_scripts.trace.places import Places

PERIOD_TYPES_BY_RULE = {"r12": periods.ROLLING_YEAR, "quarter": periods.QUARTER, "year": None}


@dataclass(frozen=True)
class Area:
    """An area as its package declares it."""

    code: str
    name: str
    slug: str
    kind: str
    short_code: str
    basic_command_unit: str
    tile_row: int
    tile_column: int
    covered: bool
    central: bool
    note: str


@dataclass(frozen=True)
class Content:
    """What the pages are written from. Rows are dicts of ``tables.OBSERVATIONS`` and ``tables.COMPARISONS``."""

    instance: Instance
    frameworks: tuple[Framework, ...]
    components: tuple[Component, ...]
    areas: dict[str, Area]
    observations: pd.DataFrame
    comparisons: pd.DataFrame
    series: tuple[MonthlySeries, ...]
    breaks: tuple[Break, ...]
    charts_cache: Path | None
    publication_date: datetime.date
    _rows: dict = field(default_factory=dict, compare=False, repr=False)
    _chosen: dict = field(default_factory=dict, compare=False, repr=False)

    @property
    def framework(self) -> Framework:
        """The framework that the site is about: the newest."""
        return self.frameworks[0]

    @cached_property
    def force_area(self) -> str:
        """The code of the whole police force area."""
        return setting(self.instance, "police_force_area")

    @cached_property
    def claims(self) -> pd.DataFrame:
        """The ledger of claims, recomputed (schema ``tables.CLAIMS``)."""
        return evaluate(self.instance, without_printed(self.observations), without_printed(self.comparisons), self.reconciled)

    @cached_property
    def reconciled(self) -> pd.DataFrame:
        """What the arithmetic checks of the transcribed tables found (schema ``tables.RECONCILIATIONS``)."""
        return reconcile(self.instance)

    @cached_property
    def revisions(self) -> Revisions:
        """How the figures moved from one extract to the next."""
        return read_revisions(self.instance, without_printed(self.observations), without_printed(self.comparisons))

    @cached_property
    def groups(self) -> dict[tuple[str, str], Group]:
        """The groups of the people asked, by kind and group, in the order in which they are listed."""
        return declared_groups(self.instance)

    @cached_property
    def places(self) -> Places:
        """Where the rows behind each figure stand."""
        return Places(self.instance, self.force_area)

    @property
    def site_name(self) -> str:
        """The site's title."""
        return setting(self.instance, "site_title")

    @property
    def site_url(self) -> str:
        """The site's address."""
        return setting(self.instance, "site_url")

    @property
    def published(self) -> Published:
        """The tables that leave the scripts."""
        return Published(self.instance, self.frameworks, self.observations, self.comparisons, self.breaks, self.force_area)

    @property
    def boroughs(self) -> list[Area]:
        """The boroughs that the force covers, by name."""
        return sorted((a for a in self.areas.values() if a.kind == "borough" and a.covered), key=lambda a: a.name)

    def rows_of(self, table: str, indicator: str) -> list[dict]:
        """All rows of an indicator in ``observations`` or ``comparisons``."""
        return self._index(table).get(indicator, [])

    def _series_rows(self, table: str, indicator: str, component: str, area: str) -> list[dict]:
        """The rows of one component in one area, of everybody (no group)."""
        return self._index(f"{table} by series").get((indicator, component, area), [])

    def printed(self, table: str, indicator: str, area: str | None = None) -> list[dict]:
        """The rows of an area that are known only as a document prints them, of every component and of everybody, in the table's order.

        Figures from published data never hold them: what stands for an indicator is the one or the other.
        """
        self._index(table)
        return self._rows[f"{table} as printed"].get((indicator, area or self.force_area), [])

    def printed_by_group(self, table: str, indicator: str) -> list[dict]:
        """The same rows of groups of people within the whole area; an indicator may have them beside a series of everybody."""
        self._index(table)
        return self._rows[f"{table} by group as printed"].get(indicator, [])

    def _index(self, name: str) -> dict:
        """The rows of a table as dicts, by indicator or by series; made when first asked for."""
        if name not in self._rows:
            table = name.removesuffix(" by series")
            frame = self.observations if table == "observations" else self.comparisons
            names = list(frame.columns)
            by_indicator: dict[str, list[dict]] = {}
            by_series: dict[tuple[str, str, str], list[dict]] = {}
            as_printed: dict[tuple[str, str], list[dict]] = {}
            of_groups: dict[str, list[dict]] = {}
            for values in zip(*(frame[column].tolist() for column in names), strict=True):
                row = dict(zip(names, values, strict=True))
                if is_printed(row):
                    if row["group"]:
                        of_groups.setdefault(row["indicator"], []).append(row)
                    else:
                        as_printed.setdefault((row["indicator"], row["area_code"]), []).append(row)
                    continue
                by_indicator.setdefault(row["indicator"], []).append(row)
                if row["group_type"] == "":
                    by_series.setdefault((row["indicator"], row["component"], row["area_code"]), []).append(row)
            self._rows[table], self._rows[f"{table} by series"] = by_indicator, by_series
            self._rows[f"{table} as printed"] = as_printed
            self._rows[f"{table} by group as printed"] = of_groups
        return self._rows[name]

    def observed(
        self, indicator: str, *, component: str = "", measure: str | None = None, area: str | None = None, period_type: str | None = None
    ) -> list[dict]:
        """Observations of one component, newest extract for each period, in order of time; unnamed conditions are not asked."""
        key = (indicator, component, measure, area or self.force_area, period_type)
        if key not in self._chosen:
            chosen: dict[str, dict] = {}
            for row in self._series_rows("observations", indicator, component, area or self.force_area):
                if (measure is None or row["measure"] == measure) and (period_type is None or row["period_type"] == period_type):
                    held = chosen.get(row["period"])
                    if held is None or _better(row, held):
                        chosen[row["period"]] = row
            self._chosen[key] = sorted(chosen.values(), key=lambda row: row["period_end"])
        return self._chosen[key]

    def latest_comparison(
        self, indicator: str, rule: str, *, component: str = "", measure: str | None = None, area: str | None = None
    ) -> dict | None:
        """The newest comparison under a rule: the latest period, then the newest extract; None when there is none."""
        best: dict | None = None
        for row in self._series_rows("comparisons", indicator, component, area or self.force_area):
            if (
                row["rule"] == rule
                and (measure is None or row["measure"] == measure)
                and _preferred(row)
                and (best is None or _newer(row, best))
            ):
                best = row
        return best

    def comparison_to_date(self, indicator: str, *, measure: str) -> dict | None:
        """The rolling 12 months to the last month held, where months have come in since the latest complete quarter; else None."""
        held = [
            row
            for row in self._series_rows("comparisons", indicator, "", self.force_area)
            if row["rule"] == "r12" and row["measure"] == measure and not periods.is_quarter_end(periods.parse(row["period"]).last)
        ]
        latest = self.latest_comparison(indicator, "r12", measure=measure)
        newer = [row for row in held if latest is None or periods.parse(row["period"]).last > periods.parse(latest["period"]).last]
        return max(newer, key=lambda row: (periods.parse(row["period"]).last, extract_date(row["extract"])), default=None)

    def latest_observation(
        self, indicator: Indicator, *, component: str = "", measure: str | None = None, area: str | None = None
    ) -> dict | None:
        """The headline's value: rolling 12 months (or the coarsest there is) at the end of the latest complete quarter."""
        for period_type in (periods.ROLLING_YEAR, periods.QUARTER, periods.FINANCIAL_YEAR, periods.CALENDAR_YEAR):
            rows = [
                row
                for row in self.observed(
                    indicator.slug, component=component, measure=measure or indicator.measure, area=area, period_type=period_type
                )
                if row["value"] == row["value"] and _ends_a_quarter(row)
            ]
            if rows:
                return rows[-1]
        return None

    def words(self, indicator: Indicator, area: str | None = None) -> Words:
        """How the indicator is spoken of, for an area."""
        code = area or self.force_area
        name = setting(self.instance, "police_force_short_name") if code == self.force_area else self.areas[code].name
        finding = self._findings.get((indicator.slug, code), "")
        return Words(indicator.title, indicator.unit, name, background=self.background(indicator.slug, code), finding=finding)

    @cached_property
    def _findings(self) -> dict[tuple[str, str], str]:
        """The sentences that ratios and gaps are told by, by indicator and area; a gap is the whole force's."""
        return {
            (row["indicator"], row.get("area_code", self.force_area)): row["finding"]
            for name in ("ratios", "gaps")
            if self.instance.has("composition", name)
            for row in self.instance.table("composition", name).to_dict("records")
            if row["component"] == ""
        }

    def background(self, indicator: str, area: str) -> Background:
        """What lets the reasons of an indicator's comparisons in an area be told in full."""
        sources = self._sources.get(indicator, {})
        starts = {component: start for component in sources if (start := self._starts.get((indicator, component, area))) is not None}
        return Background(tuple(one for one in self.breaks if one.divides), sources, starts)

    @cached_property
    def _sources(self) -> dict[str, dict[str, frozenset[str]]]:
        """The sources of every component, by indicator."""
        found: dict[str, dict[str, frozenset[str]]] = {}
        composition = self.instance.table("composition", "composition")
        for (indicator, component), rows in composition.groupby(["indicator", "component"]):
            found.setdefault(str(indicator), {})[str(component)] = frozenset(rows["source"])
        return found

    @cached_property
    def _starts(self) -> dict[tuple[str, str, str], int]:
        """The first month of each component in each area that an observed value covers."""
        known = self.observations[self.observations["value"].notna() & (self.observations["group_type"] == "")]
        first = known.groupby(["indicator", "component", "area_code"])["period_start"].min()
        return {tuple(key): periods.month_ordinal(start[:7]) for key, start in first.items()}


def _ends_a_quarter(row: dict) -> bool:
    """Whether a window of rolling months ends with a quarter; every other period is whole as it stands."""
    return row["period_type"] != periods.ROLLING_YEAR or periods.is_quarter_end(periods.parse(row["period"]).last)


def _better(row: dict, held: dict) -> bool:
    """A value before none, then the newest extract."""
    has, had = row["value"] == row["value"], held["value"] == held["value"]
    if has != had:
        return has
    return extract_date(row["extract"]) > extract_date(held["extract"])


def _preferred(row: dict) -> bool:
    """Headlines stand at the end of a financial quarter; of two comparisons with the time before the pandemic the year's is shown."""
    period = periods.parse(row["period"])
    if period.type == periods.ROLLING_YEAR:
        return periods.is_quarter_end(period.last)
    return row["rule"] != "pre-pandemic"


def _newer(row: dict, best: dict) -> bool:
    """A later period; of one period the newest extract that covers both windows."""

    def rank(one: dict) -> tuple[int, bool, str]:
        return periods.parse(one["period"]).last, one["reason"] != "no-base-period", extract_date(one["extract"])

    return rank(row) > rank(best)


def _area(row: dict) -> Area:
    def whole(name: str) -> int:
        value = row[name]
        return 0 if pd.isna(value) or value == "" else int(value)

    return Area(
        code=row["area_code"],
        name=row["name"],
        slug=row["slug"],
        kind=row["kind"],
        short_code=row["short_code"],
        basic_command_unit=row["basic_command_unit"],
        tile_row=whole("tile_row"),
        tile_column=whole("tile_column"),
        covered=bool(row["covered"]),
        central=bool(row["central"]),
        note=row["note"],
    )


def publication_date(instance: Instance) -> datetime.date:
    """The day the site speaks from: SOURCE_DATE_EPOCH, else the instance's own setting; never the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        return datetime.datetime.fromtimestamp(int(epoch), tz=datetime.UTC).date()
    return datetime.date.fromisoformat(setting(instance, "publication_date"))


def compute(instance: Instance, charts_cache: Path | None = None) -> Content:
    """Compute all that the site shows from its packages."""
    frameworks = read_frameworks(instance)
    observed = observe(instance)
    # Only the figures of several extracts can tell how long figures are provisional: where they do, they are flagged anew.
    if told := months_told_by_extracts(instance, without_printed(observed.observations)):
        observed = observe(instance, told)
    observed = replace(observed, observations=with_revised_flags(instance, observed.observations))
    compared = compare(instance, observed, frameworks)
    gated = publish(observed.observations, compared, read_policy(instance), read_structure(instance), constant(instance, "small-base"))
    compared = gated.comparisons
    areas = {row["area_code"]: _area(row) for row in instance.table("areas", "areas").to_dict("records")}
    content = Content(
        instance=instance,
        frameworks=tuple(frameworks),
        components=tuple(read_components(instance)),
        areas=areas,
        observations=gated.observations,
        comparisons=compared,
        series=gated.series(observed.series),
        breaks=read_breaks(instance),
        charts_cache=charts_cache,
        publication_date=publication_date(instance),
    )
    compared["sentence"] = _sentences(content, compared)
    return content


def _sentences(content: Content, compared: pd.DataFrame) -> list[str]:
    titles: dict[tuple[str, str], str] = {(one.indicator, one.component): one.title for one in content.components}
    by_slug = _indicators(content.frameworks)
    years = population_years(content.instance)
    words_of = cache(lambda indicator, area: replace(content.words(by_slug[indicator], area), population_year=years.get(indicator)))
    names = list(compared.columns)
    sentences = []
    for values in compared.itertuples(index=False, name=None):
        row = dict(zip(names, values, strict=True))
        words = words_of(row["indicator"], row["area_code"])
        component = titles.get((row["indicator"], row["component"]))
        if component:
            words = replace(words, title=component)
        if row["group"]:
            group = content.groups.get((row["group_type"], row["group"]))
            words = replace(words, title=f"{words.title}, {group.people if group else row['group']}")
        if row["group"] and is_printed(row):
            sentences.append(group_sentence(row, words.title).text)
        else:
            sentences.append(comparison_sentence(row, words).text)
    return sentences


def _indicators(frameworks: Iterable[Framework]) -> dict[str, Indicator]:
    found: dict[str, Indicator] = {}
    for framework in frameworks:
        for indicator in framework.indicators:
            found.setdefault(indicator.slug, indicator)
    return found
