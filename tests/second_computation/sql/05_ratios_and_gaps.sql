-- Ratios of two counts (outcomes to offences, the rate of one group to that of another) and gaps between two groups: what they are in each
-- window, how they moved, and how sure that is.

-- Ratios ------------------------------------------------------------------------------------------------------------------------

-- The months between the first and the last that are known of either side, and the longer of the two sides' steps.
CREATE TABLE ratio_reach AS
WITH side_reach AS (
    SELECT indicator, component, measure, area_code, side, min(first) AS first_known, max(first + width - 1) AS last_known, any_value(width) AS width,
        max(extract) AS extract
    FROM counted_side GROUP BY ALL
)
SELECT indicator, component, measure, area_code, greatest(over.first_known, under.first_known) AS first_known,
    least(over.last_known, under.last_known) AS last_known, over.last_known AS over_last_known, greatest(over.width, under.width) AS width, over.extract
FROM side_reach AS over JOIN side_reach AS under USING (indicator, component, measure, area_code)
WHERE over.side = 'numerator' AND under.side = 'denominator';

-- Windows end with a quarter; what is published by year has financial years only. Nothing is left out of a sum: with a part missing there is none.
CREATE TABLE ratio_window AS
WITH ending AS (
    SELECT *, unnest(range(first_known, last_known + 1))::INTEGER AS last FROM ratio_reach
), windows AS (
    SELECT ending.*, period_type, last - months_of(period_type) + 1 AS first
    FROM ending CROSS JOIN (VALUES ('quarter'), ('r12'), ('financial-year')) AS types(period_type)
    WHERE last % 3 = 2 AND last - months_of(period_type) + 1 >= first_known AND width <= months_of(period_type)
        AND (period_type = 'financial-year') <= (last % 12 = 2) AND (width < 12 OR period_type = 'financial-year')
), summed AS (
    SELECT windows.indicator, windows.component, windows.measure, windows.area_code, period_type, windows.first, windows.last, side,
        sum(number) AS number
    FROM windows
    JOIN counted_side ON counted_side.indicator = windows.indicator AND counted_side.component = windows.component
        AND counted_side.measure = windows.measure AND counted_side.area_code = windows.area_code
        AND counted_side.first >= windows.first AND counted_side.first + counted_side.width - 1 <= windows.last
    GROUP BY ALL HAVING sum(counted_side.width) = any_value(windows.last - windows.first + 1)
), with_sides AS (
    SELECT windows.*, over.number AS a, under.number AS b, kind
    FROM windows
    LEFT JOIN summed AS over ON over.side = 'numerator' AND over.indicator = windows.indicator AND over.component = windows.component
        AND over.measure = windows.measure AND over.area_code = windows.area_code AND over.period_type = windows.period_type AND over.last = windows.last
    LEFT JOIN summed AS under ON under.side = 'denominator' AND under.indicator = windows.indicator AND under.component = windows.component
        AND under.measure = windows.measure AND under.area_code = windows.area_code AND under.period_type = windows.period_type
        AND under.last = windows.last
    LEFT JOIN area_kind ON area_kind.area_code = windows.area_code
)
-- scale: what turns the ratio of the counts into the published figure. Outcomes are told for each hundred offences, counts of two groups for
-- each of their people.
SELECT with_sides.*, period_text(period_type, last) AS period, year AS population_year,
    year(first_day(first) + CAST(days_between(first, last) // 2 AS INTEGER)) <> year AS other_year,
    CASE measure WHEN 'outcome-rate' THEN 100 ELSE base_people / people END AS scale,
    CASE WHEN a IS NOT NULL AND b > 0 THEN scale * a / b END AS value
FROM with_sides LEFT JOIN compared_residents USING (indicator, component);

-- Limits on the logarithm; exact, given the sum, where either of two groups counts under thirty. None where nothing was counted.
INSERT INTO second_observation BY NAME
WITH limits AS (
    SELECT *, measure = 'ratio' AND least(a, b) < 30 AS exact, exp(z() * sqrt(1 / nullif(a, 0) + 1 / nullif(b, 0))) AS reach FROM ratio_window
)
SELECT indicator, component, measure, area_code, '' AS group_type, '' AS "group", period, first_day(first) AS period_start,
    last_day_of(last) AS period_end, period_type, extract, value, a AS numerator, b AS denominator,
    CASE WHEN value IS NOT NULL THEN population_year END AS population_year, CASE WHEN value IS NOT NULL THEN last - first + 1 END AS months_present,
    CASE WHEN value IS NULL THEN NULL WHEN exact THEN scale * share_lower(a, a + b) / (1 - share_lower(a, a + b)) ELSE value / reach END AS lower_95,
    CASE WHEN value IS NULL THEN NULL WHEN exact THEN scale * share_upper(a, a + b) / nullif(1 - share_upper(a, a + b), 0) ELSE value * reach END AS upper_95,
    list_filter([
        CASE WHEN measure = 'outcome-rate' AND last > over_last_known - constant_value('provisional-months') THEN 'p' END,
        CASE WHEN value IS NOT NULL AND other_year THEN 'e' END
    ], lambda flag : flag IS NOT NULL) AS flags,
    CASE WHEN value IS NULL THEN 'incomplete-window' ELSE '' END AS reason, false AS superseded
FROM limits;

-- The force at every end, boroughs at their last eight; what has no borough and other places are not compared with themselves.
CREATE TABLE ratio_pair AS
WITH ends AS (
    SELECT *, dense_rank() OVER (PARTITION BY indicator, component, measure, area_code ORDER BY last DESC) AS back
    FROM ratio_window WHERE kind IN ('force', 'borough')
    QUALIFY kind = 'force' OR back <= 8
), ruled AS (
    SELECT *, 'r12' AS rule, last - 12 AS base_last FROM ends WHERE period_type = 'r12'
    UNION ALL
    SELECT *, 'quarter', last - 12 FROM ends WHERE period_type = 'quarter'
    UNION ALL
    SELECT *, 'previous-quarter', last - 3 FROM ends WHERE period_type = 'quarter'
    UNION ALL
    SELECT *, 'pre-pandemic', before_the_pandemic() FROM ends WHERE period_type = 'r12' AND first > before_the_pandemic()
    UNION ALL
    SELECT *, 'pre-pandemic', same_quarter_before_the_pandemic(last) FROM ends WHERE period_type = 'quarter' AND last > before_the_pandemic()
    UNION ALL
    SELECT *, 'year', last - 12 FROM ends WHERE period_type = 'financial-year'
), paired AS (
    SELECT ruled.*, earlier.value AS base_value, earlier.a AS c, earlier.b AS d, earlier.last IS NOT NULL AS has_base,
        (SELECT max(first_month_after) FROM break_of_area WHERE break_of_area.indicator = ruled.indicator
            AND break_of_area.component = ruled.component AND break_of_area.area_code = ruled.area_code
            AND first_month_after <= ruled.last) AS last_break
    FROM ruled
    LEFT JOIN ratio_window AS earlier ON earlier.indicator = ruled.indicator AND earlier.component = ruled.component
        AND earlier.measure = ruled.measure AND earlier.area_code = ruled.area_code AND earlier.period_type = ruled.period_type
        AND earlier.last = ruled.base_last
)
SELECT *, period_text(period_type, base_last) AS base_period,
    CASE
        WHEN value IS NULL THEN 'incomplete-window'
        WHEN NOT has_base THEN 'no-base-period'
        WHEN base_value IS NULL THEN 'incomplete-window'
        WHEN last_break > base_last - months_of(period_type) + 1 THEN 'break-in-series'
        WHEN measure = 'ratio' AND least(a, c) < constant_value('small-base') THEN 'small-base'
        WHEN rule = 'previous-quarter' THEN 'display-only'
    END AS ruled_out_by,
    -- Few outcomes are compared exactly, given the offences, as small counts are.
    measure = 'outcome-rate' AND (least(a, c) < constant_value('small-base') OR least(a, c) / months_of(period_type) < constant_value('low-count-mean'))
        AS few
FROM paired;

-- How much more the share of the one count in both varies than chance alone: the quarters, twelve at most and eight at least, that end with
-- the later window and that no break divides.
CREATE TABLE ratio_dispersion AS
WITH tested AS (
    SELECT DISTINCT indicator, component, measure, area_code, last, coalesce(last_break, 0) AS last_break
    FROM ratio_pair WHERE ruled_out_by IS NULL AND NOT few
), telling AS (
    SELECT tested.indicator, tested.component, tested.measure, tested.area_code, tested.last,
        list(a ORDER BY quarter.last) AS numerators, list(b ORDER BY quarter.last) AS denominators,
        list(quarter.last::DOUBLE ORDER BY quarter.last) AS lasts
    FROM tested
    JOIN ratio_window AS quarter ON quarter.indicator = tested.indicator AND quarter.component = tested.component
        AND quarter.measure = tested.measure AND quarter.area_code = tested.area_code AND quarter.period_type = 'quarter'
        AND quarter.last BETWEEN tested.last - 3 * 12 + 1 AND tested.last AND quarter.first >= last_break AND quarter.value IS NOT NULL
    GROUP BY ALL HAVING count(*) >= 8
)
SELECT * EXCLUDE (numerators, denominators, lasts), share_dispersion(numerators, denominators, lasts) AS phi FROM telling;

-- The limits of one count are exact under ten, and Byar's from there on.
CREATE MACRO count_lower(c) AS CASE WHEN c < constant_value('exact-interval-below') THEN exact_count_lower(c) ELSE byar_lower(c) END;
CREATE MACRO count_upper(c) AS CASE WHEN c < constant_value('exact-interval-below') THEN exact_count_upper(c) ELSE byar_upper(c) END;

-- A ratio of groups changes in per cent of itself, with the limits of its logarithm. An outcome rate is in per cent already and changes by points:
-- the distances of the limits of the two rates are squared and added. Either has the test of the logarithm, but few outcomes an exact one.
INSERT INTO compared BY NAME
WITH with_phi AS (
    SELECT ratio_pair.*, ratio_dispersion.phi, ratio_pair.measure = 'outcome-rate' AS in_points
    FROM ratio_pair
    LEFT JOIN ratio_dispersion ON ratio_dispersion.indicator = ratio_pair.indicator AND ratio_dispersion.component = ratio_pair.component
        AND ratio_dispersion.measure = ratio_pair.measure AND ratio_dispersion.area_code = ratio_pair.area_code
        AND ratio_dispersion.last = ratio_pair.last AND ruled_out_by IS NULL AND NOT few
), limits AS (
    SELECT *, ruled_out_by IS NULL AND (few OR phi IS NOT NULL) AS tested, coalesce(ruled_out_by IN ('small-base', 'display-only'), true) AS shown,
        value - base_value AS difference, sqrt(phi * (1 / a + 1 / b + 1 / c + 1 / d)) AS error,
        CASE WHEN few THEN scale * count_lower(a) / b ELSE value / exp(z() * sqrt(phi * (1 / a + 1 / b))) END AS low,
        CASE WHEN few THEN scale * count_upper(a) / b ELSE value * exp(z() * sqrt(phi * (1 / a + 1 / b))) END AS high,
        CASE WHEN few THEN scale * count_lower(c) / d ELSE base_value / exp(z() * sqrt(phi * (1 / c + 1 / d))) END AS base_low,
        CASE WHEN few THEN scale * count_upper(c) / d ELSE base_value * exp(z() * sqrt(phi * (1 / c + 1 / d))) END AS base_high
    FROM with_phi
), changes AS (
    SELECT *,
        CASE
            WHEN NOT tested THEN NULL
            WHEN in_points THEN difference - sqrt(power(value - low, 2) + power(base_high - base_value, 2))
            ELSE 100 * (value / base_value * exp(-z() * error) - 1)
        END AS lower,
        CASE
            WHEN NOT tested THEN NULL
            WHEN in_points THEN difference + sqrt(power(high - value, 2) + power(base_value - base_low, 2))
            ELSE 100 * (value / base_value * exp(z() * error) - 1)
        END AS upper,
        CASE WHEN NOT tested THEN NULL WHEN few THEN mid_p(a, a + c, b / (b + d)) ELSE two_sided(ln((a / b) / (c / d)) / error) END AS p
    FROM limits
)
SELECT indicator, rule, component, measure, area_code, kind, '' AS group_type, '' AS "group", extract, period, value, base_period,
    CASE WHEN value IS NOT NULL THEN base_value END AS base_value,
    area_code AS base_area, '' AS base_group, a AS numerator, b AS denominator,
    CASE WHEN value IS NOT NULL THEN c END AS base_numerator, CASE WHEN value IS NOT NULL THEN d END AS base_denominator,
    CASE
        WHEN NOT shown OR ruled_out_by = 'small-base' THEN NULL
        WHEN in_points THEN difference
        ELSE 100 * (value / base_value - 1)
    END AS change,
    CASE WHEN in_points THEN 'pp' ELSE '%' END AS change_unit, CASE WHEN shown THEN difference END AS change_absolute,
    CASE WHEN NOT tested THEN '' WHEN in_points THEN 'difference' ELSE 'change' END AS interval_of, lower AS lower_95, upper AS upper_95,
    CASE WHEN NOT tested THEN '' WHEN few THEN 'conditional-binomial' ELSE 'log-ratio' END AS test, phi, p AS p_value, ruled_out_by,
    lower > 0 OR upper < 0 AS leaves_out_no_change,
    CASE WHEN tested THEN '' ELSE coalesce(ruled_out_by, 'not-tested') END AS reason,
    list_filter([
        CASE WHEN in_points AND last > over_last_known - constant_value('provisional-months') THEN 'p' END,
        CASE WHEN value IS NOT NULL AND other_year THEN 'e' END, CASE WHEN ruled_out_by = 'break-in-series' THEN 'b' END
    ], lambda flag : flag IS NOT NULL) AS flags,
    -- A ratio of groups narrows towards one, from either side.
    CASE WHEN in_points THEN difference ELSE abs(ln(value)) - abs(ln(base_value)) END AS moved
FROM changes;

-- Gaps between groups -------------------------------------------------------------------------------------------------------------

-- Which answers of which groups are set against each other: the one's percentage less the other's.
CREATE TABLE gap_of_groups (indicator VARCHAR, of_indicator VARCHAR, group_type VARCHAR, "group" VARCHAR, base_group VARCHAR);
INSERT INTO gap_of_groups VALUES ('womens-safety-gap', 'feel-safe-after-dark', 'sex', 'female', 'male');

CREATE TABLE gap_window AS
SELECT gap_of_groups.indicator, own.source, own.extract, own.area_code, kind, own.period_type, own.period, own.first, own.last, own.months,
    least(own.months_known, other.months_known) AS months_known, own.percentage - other.percentage AS gap,
    own.asked + other.asked AS asked, own.effective + other.effective AS effective, least(own.effective, other.effective) AS least_effective,
    own.design_effect, own.share, own.effective AS of_share, other.share AS other_share, other.effective AS of_other_share,
    own.share * (1 - own.share) / own.effective + other.share * (1 - other.share) / other.effective AS variance,
    coalesce(nullif(own.reason, ''), other.reason) AS reason, list_distinct(list_concat(own.flags, other.flags)) AS flags
FROM gap_of_groups
JOIN asked AS own ON own.indicator = of_indicator AND own.component = '' AND own.group_type = gap_of_groups.group_type AND own."group" = gap_of_groups."group"
JOIN asked AS other ON other.indicator = of_indicator AND other.component = '' AND other.group_type = gap_of_groups.group_type
    AND other."group" = base_group AND other.source = own.source AND other.extract = own.extract AND other.area_code = own.area_code
    AND other.period_type = own.period_type AND other.last = own.last
JOIN area_kind ON area_kind.area_code = own.area_code;

INSERT INTO second_observation BY NAME
SELECT indicator, '' AS component, 'gap' AS measure, area_code, '' AS group_type, '' AS "group", period, first_day(first) AS period_start,
    last_day_of(last) AS period_end, period_type, extract, gap AS value, asked AS n, effective AS n_eff, months_known AS months_present,
    100 * newcombe_lower(share, of_share, other_share, of_other_share) AS lower_95,
    100 * newcombe_upper(share, of_share, other_share, of_other_share) AS upper_95,
    flags, reason, false AS superseded
FROM gap_window;

-- Has a gap moved: the difference of two differences, whose variances add. It narrows towards nought, from either side.
INSERT INTO compared BY NAME
WITH ruled AS (
    SELECT *, 'r12' AS rule, last - 12 AS base_last FROM gap_window WHERE period_type = 'r12'
    UNION ALL
    SELECT *, 'quarter', last - 12 FROM gap_window WHERE period_type = 'quarter'
    UNION ALL
    SELECT *, 'previous-quarter', last - 3 FROM gap_window WHERE period_type = 'quarter'
    UNION ALL
    SELECT *, 'pre-pandemic', before_the_pandemic() FROM gap_window WHERE period_type = 'r12' AND first > before_the_pandemic()
    UNION ALL
    SELECT *, 'pre-pandemic', same_quarter_before_the_pandemic(last) FROM gap_window WHERE period_type = 'quarter' AND last > before_the_pandemic()
), paired AS (
    SELECT ruled.*, earlier.gap AS base_gap, earlier.asked AS base_asked, earlier.variance AS base_variance, earlier.reason AS base_reason,
        earlier.least_effective AS base_least_effective, earlier.last IS NOT NULL AS has_base,
        EXISTS (
            FROM break_of_area WHERE break_of_area.source = ruled.source AND break_of_area.indicator = ruled.indicator
                AND break_of_area.area_code = ruled.area_code AND base_last - ruled.months + 1 < first_month_after AND ruled.last >= first_month_after
        ) AS divided
    FROM ruled
    LEFT JOIN gap_window AS earlier ON earlier.indicator = ruled.indicator AND earlier.source = ruled.source AND earlier.extract = ruled.extract
        AND earlier.area_code = ruled.area_code AND earlier.period_type = ruled.period_type AND earlier.last = ruled.base_last
), judged AS (
    SELECT *,
        CASE
            WHEN gap IS NULL THEN reason
            WHEN NOT has_base THEN 'no-base-period'
            WHEN base_gap IS NULL THEN base_reason
            WHEN divided THEN 'break-in-series'
            WHEN rule = 'previous-quarter' THEN 'display-only'
            WHEN least_effective IS NULL OR base_least_effective IS NULL THEN 'no-interval'
            WHEN least(least_effective, base_least_effective) < constant_value('minimum-sample') THEN 'small-sample'
        END AS ruled_out_by
    FROM paired
), tested AS (
    SELECT *, ruled_out_by IS NULL AS tested, coalesce(ruled_out_by IN ('display-only', 'no-interval', 'small-sample'), true) AS shown,
        gap - base_gap AS change, 100 * sqrt(variance + base_variance) AS error,
        -- The variances grow with the design effect, from the one that they assume.
        abs(change) > z() * error * sqrt(least_design_effect() / design_effect) AS clear_at_least,
        abs(change) > z() * error * sqrt(most_design_effect() / design_effect) AS clear_at_most
    FROM judged
)
SELECT indicator, rule, '' AS component, 'gap' AS measure, area_code, kind, '' AS group_type, '' AS "group", extract, period, gap AS value,
    period_text(period_type, base_last) AS base_period, CASE WHEN gap IS NOT NULL THEN base_gap END AS base_value, area_code AS base_area,
    '' AS base_group, asked AS n, CASE WHEN gap IS NOT NULL THEN base_asked END AS base_n,
    CASE WHEN shown THEN change END AS change, 'pp' AS change_unit, CASE WHEN shown THEN change END AS change_absolute,
    CASE WHEN tested THEN 'difference' ELSE '' END AS interval_of,
    CASE WHEN tested THEN change - z() * error END AS lower_95, CASE WHEN tested THEN change + z() * error END AS upper_95,
    CASE WHEN tested THEN 'difference-of-differences' ELSE '' END AS test, CASE WHEN tested THEN design_effect END AS deff,
    CASE WHEN tested THEN two_sided(change / error) END AS p_value, ruled_out_by,
    abs(change) > z() * error AS leaves_out_no_change, coalesce(ruled_out_by, '') AS reason,
    CASE
        WHEN ruled_out_by = 'break-in-series' THEN list_append(flags, 'b')
        WHEN coalesce(ruled_out_by = 'display-only', true) AND clear_at_least <> clear_at_most
            AND least(least_effective, base_least_effective) >= constant_value('minimum-sample') THEN list_append(flags, 'design-effect-decides')
        ELSE flags
    END AS flags,
    abs(gap) - abs(base_gap) AS moved
FROM tested;
