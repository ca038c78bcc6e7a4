-- Rules: which window is compared with which, and what rules a comparison out before anything is tested.

-- Breaks that divide a series: months before the break and months from it on do not compare.
CREATE TABLE break_of_area AS
SELECT component.source, component.indicator, component.component, area_kind.area_code, "break", first_month_after
FROM component
CROSS JOIN area_kind
JOIN declared_break ON
    (list_contains(sources, '*') OR list_contains(sources, component.source))
    AND (list_contains(indicators, '*') OR list_contains(indicators, component.indicator))
    AND (list_contains(areas, '*') OR list_contains(areas, area_kind.area_code));

-- The last month before the pandemic, and the last whole quarter of each number before it.
CREATE MACRO before_the_pandemic() AS month_number(2020, 2);
CREATE MACRO same_quarter_before_the_pandemic(last_) AS
    before_the_pandemic() - (before_the_pandemic() - last_ % 12 + 1200) % 12;

-- The force is compared at the end of every quarter, in each extract, and at the last month of the newest one (to date); boroughs in the newest
-- extract that has them, at its last eight quarters.
CREATE TABLE observed_end AS
WITH ends AS (
    SELECT source, extract, indicator, component, area_code, min(month) AS first_known, max(month) AS last_known
    FROM monthly_count GROUP BY ALL
), newest AS (
    SELECT ends.*, kind,
        ordering = max(ordering) OVER (PARTITION BY source, indicator, component, area_code) AS is_newest
    FROM ends JOIN extract USING (source, extract) JOIN area_kind USING (area_code)
    WHERE kind <> 'unallocated'
), spread AS (
    SELECT *, unnest(range(first_known, last_known + 1))::INTEGER AS last FROM newest
)
SELECT *, row_number() OVER (PARTITION BY source, extract, indicator, component, area_code ORDER BY last DESC) AS back
FROM spread WHERE last % 3 = 2 OR (kind = 'force' AND is_newest AND last = last_known)
QUALIFY kind = 'force' OR (is_newest AND back <= 8);

-- Counts ------------------------------------------------------------------------------------------------------------------------

CREATE TABLE count_pair AS
WITH ruled AS (
    SELECT *, 'r12' AS rule, 12 AS months, last - 12 AS base_last FROM observed_end
    UNION ALL
    SELECT *, 'quarter', 3, last - 12 FROM observed_end WHERE last % 3 = 2
    UNION ALL
    SELECT *, 'previous-quarter', 3, last - 3 FROM observed_end WHERE last % 3 = 2
    UNION ALL
    -- Windows that end after the pandemic began and share no month with the window that they are compared with.
    SELECT *, 'pre-pandemic', 12, before_the_pandemic() FROM observed_end WHERE last - 11 > before_the_pandemic()
    UNION ALL
    SELECT *, 'pre-pandemic', 3, same_quarter_before_the_pandemic(last) FROM observed_end
    WHERE last % 3 = 2 AND last > before_the_pandemic()
    UNION ALL
    -- What a plan wants is for the force, and is told by the newest extract.
    SELECT observed_end.*, 'target', 12, base_last
    FROM observed_end JOIN wanted_change USING (indicator, component, "last") WHERE kind = 'force' AND is_newest
), named AS (
    SELECT *, last - months + 1 AS first, base_last - months + 1 AS base_first,
        CASE months WHEN 12 THEN 'R12-' || month_text(last) ELSE quarter_text(last) END AS period,
        CASE months WHEN 12 THEN 'R12-' || month_text(base_last) ELSE quarter_text(base_last) END AS base_period
    FROM ruled
), with_values AS (
    SELECT named.*, days_between(named.first, named.last) AS days, days_between(named.base_first, named.base_last) AS base_days,
        later.number AS number, earlier.number AS base_number
    FROM named
    LEFT JOIN counted AS later
        ON later.source = named.source AND later.extract = named.extract AND later.indicator = named.indicator
        AND later.component = named.component AND later.area_code = named.area_code AND later.period = named.period
    LEFT JOIN counted AS earlier
        ON earlier.source = named.source AND earlier.extract = named.extract AND earlier.indicator = named.indicator
        AND earlier.component = named.component AND earlier.area_code = named.area_code AND earlier.period = named.base_period
), unplaced AS (
    SELECT source, extract, indicator, component, period, sum(number) FILTER (kind = 'unallocated') AS without_borough,
        sum(number) FILTER (kind = 'force') AS all_of_force
    FROM counted WHERE period_type IN ('quarter', 'r12') GROUP BY ALL
)
SELECT with_values.*,
    CASE WHEN kind = 'borough' AND now.all_of_force > 0 THEN 100 * now.without_borough / now.all_of_force END AS unallocated_share,
    CASE WHEN kind = 'borough' AND then_.all_of_force > 0 THEN 100 * then_.without_borough / then_.all_of_force END AS base_unallocated_share,
    EXISTS (
        FROM break_of_area WHERE break_of_area.source = with_values.source AND break_of_area.indicator = with_values.indicator
            AND break_of_area.component = with_values.component AND break_of_area.area_code = with_values.area_code
            AND base_first < first_month_after AND last >= first_month_after
    ) AS divided,
    -- The months that tell how much the series varies: 36 that end with the later window, none before the last break among them.
    greatest(last - 35, first_known, coalesce((
        SELECT max(first_month_after) FROM break_of_area WHERE break_of_area.source = with_values.source
            AND break_of_area.indicator = with_values.indicator AND break_of_area.component = with_values.component
            AND break_of_area.area_code = with_values.area_code AND first_month_after <= last
    ), 0))::INTEGER AS first_telling
FROM with_values
LEFT JOIN unplaced AS now
    ON now.source = with_values.source AND now.extract = with_values.extract AND now.indicator = with_values.indicator
    AND now.component = with_values.component AND now.period = with_values.period
LEFT JOIN unplaced AS then_
    ON then_.source = with_values.source AND then_.extract = with_values.extract AND then_.indicator = with_values.indicator
    AND then_.component = with_values.component AND then_.period = with_values.base_period;

-- Counts and the rates made of them: one row each. A rate is compared under one rule, and only where both windows have a population.
CREATE TABLE number_pair AS
SELECT *, number AS value, base_number AS base_value, NULL::DOUBLE AS people, NULL::DOUBLE AS base_people, 'count' AS published_measure,
    false AS estimated
FROM count_pair
UNION ALL
SELECT count_pair.*, 1000 * count_pair.number / later.people, 1000 * base_number / earlier.people, later.people, earlier.people, 'rate',
    later.estimated OR earlier.estimated
FROM count_pair
JOIN rated AS later
    ON later.source = count_pair.source AND later.extract = count_pair.extract AND later.indicator = count_pair.indicator
    AND later.component = count_pair.component AND later.area_code = count_pair.area_code AND later.period = count_pair.period
JOIN rated AS earlier
    ON earlier.source = count_pair.source AND earlier.extract = count_pair.extract AND earlier.indicator = count_pair.indicator
    AND earlier.component = count_pair.component AND earlier.area_code = count_pair.area_code AND earlier.period = count_pair.base_period
WHERE count_pair.rule = 'r12' AND later.people IS NOT NULL AND earlier.people IS NOT NULL;

-- What rules a pair out, in the order in which it is told, and else the test that it gets.
CREATE TABLE number_rule AS
WITH ruled_out AS (
    SELECT *,
        CASE
            WHEN value IS NULL THEN 'incomplete-window'
            WHEN base_value IS NULL THEN 'no-base-period'
            WHEN divided THEN 'break-in-series'
            WHEN abs(unallocated_share - base_unallocated_share) > constant_value('unallocated-tolerance') THEN 'unallocated-moved'
            WHEN rule = 'previous-quarter' THEN 'display-only'
        END AS ruled_out_by,
        -- What the counts are spread over: days for a count, days times people for a rate.
        days * coalesce(people, 1) AS exposure, base_days * coalesce(base_people, 1) AS base_exposure
    FROM number_pair
)
SELECT *,
    CASE
        WHEN ruled_out_by IS NOT NULL THEN ''
        WHEN least(number, base_number) < constant_value('small-base') THEN 'conditional-binomial'
        WHEN least(number, base_number) / months < constant_value('low-count-mean') THEN 'conditional-binomial'
        WHEN last - first_telling + 1 >= 24 THEN 'quasi-poisson'
        ELSE ''
    END AS test
FROM ruled_out;

-- The months by which the dispersion of each tested series is told, in their order.
CREATE TABLE telling_months AS
WITH tested AS (
    SELECT DISTINCT source, extract, indicator, component, area_code, last, first_telling FROM number_rule WHERE test = 'quasi-poisson'
)
SELECT tested.source, tested.extract, tested.indicator, tested.component, tested.area_code, tested.last, list(number ORDER BY month) AS numbers
FROM tested
JOIN monthly_count
    ON monthly_count.source = tested.source AND monthly_count.extract = tested.extract AND monthly_count.indicator = tested.indicator
    AND monthly_count.component = tested.component AND monthly_count.area_code = tested.area_code AND month BETWEEN first_telling AND last
GROUP BY ALL;

-- Percentages -------------------------------------------------------------------------------------------------------------------

-- The force is compared at every end, boroughs and groups at the last eight ends of quarters.
CREATE TABLE answered_end AS
WITH ends AS (
    SELECT asked.*, kind, max("last") OVER (PARTITION BY asked.source, asked.extract, indicator, component, area_code, group_type, "group") AS last_known
    FROM asked JOIN area_kind USING (area_code)
)
SELECT * FROM ends WHERE (kind = 'force' AND group_type = '') OR last > last_known - 3 * 8;

CREATE TABLE percentage_rule AS
SELECT *, 'r12' AS rule, last - 12 AS base_last FROM answered_end WHERE period_type = 'r12'
UNION ALL
SELECT *, 'quarter', last - 12 FROM answered_end WHERE period_type = 'quarter'
UNION ALL
SELECT *, 'previous-quarter', last - 3 FROM answered_end WHERE period_type = 'quarter'
UNION ALL
SELECT *, 'pre-pandemic', before_the_pandemic() FROM answered_end WHERE period_type = 'r12' AND last - 11 > before_the_pandemic()
UNION ALL
SELECT *, 'pre-pandemic', same_quarter_before_the_pandemic(last) FROM answered_end WHERE period_type = 'quarter' AND last > before_the_pandemic()
UNION ALL
SELECT *, 'year', last - 12 FROM answered_end WHERE period_type = 'calendar-year';

CREATE TABLE percentage_pair AS
WITH paired AS (
    SELECT later.*, period_text(later.period_type, base_last) AS base_period, earlier.period IS NOT NULL AS has_base,
        later.percentage AS value, earlier.percentage AS base_value, earlier.share AS base_share,
        later.asked AS n, earlier.asked AS base_n, earlier.effective AS base_effective, earlier.reason AS base_reason,
        EXISTS (
            FROM break_of_area WHERE break_of_area.source = later.source AND break_of_area.indicator = later.indicator
                AND break_of_area.component = later.component AND break_of_area.area_code = later.area_code
                AND base_last - later.months + 1 < first_month_after AND later.last >= first_month_after
        ) AS divided
    FROM percentage_rule AS later
    LEFT JOIN asked AS earlier
        ON earlier.source = later.source AND earlier.extract = later.extract AND earlier.indicator = later.indicator
        AND earlier.component = later.component AND earlier.area_code = later.area_code AND earlier.group_type = later.group_type
        AND earlier."group" = later."group" AND earlier.period_type = later.period_type AND earlier.last = base_last
)
SELECT *,
    CASE
        WHEN NOT has_base THEN 'no-base-period'
        WHEN value IS NULL THEN reason
        WHEN base_value IS NULL THEN base_reason
        WHEN divided THEN 'break-in-series'
        WHEN rule = 'previous-quarter' THEN 'display-only'
        WHEN effective IS NULL OR base_effective IS NULL THEN 'no-interval'
        WHEN least(effective, base_effective) < constant_value('minimum-sample') THEN 'small-sample'
    END AS ruled_out_by
FROM paired;
