-- Windows and what was counted or answered in them.

CREATE TABLE window_of_extract AS
WITH covered AS (
    SELECT source, extract, first_month, last_month, unnest(range(first_month, last_month + 1))::INTEGER AS ending FROM extract
), listed AS (
    SELECT *, 'month' AS period_type, month_text(ending) AS period, ending AS first, ending AS last FROM covered
    UNION ALL
    SELECT *, 'quarter', quarter_text(ending), ending - 2, ending
    FROM covered WHERE ending % 3 = 2
    UNION ALL
    SELECT *, 'r12', 'R12-' || month_text(ending), ending - 11, ending FROM covered
    UNION ALL
    SELECT *, 'financial-year', financial_year_text(ending), ending - 11, ending FROM covered WHERE ending % 12 = 2
)
SELECT source, extract, period_type, period, first, last, days_between(first, last) AS days,
    first >= first_month AS whole, last > last_month - constant_value('provisional-months') AS provisional
FROM listed;

-- Counts ------------------------------------------------------------------------------------------------------------------------

-- The sum of a window is the difference of two running sums.
CREATE TABLE running_sum AS
SELECT source, extract, indicator, component, area_code, month,
    coalesce(sum(number) OVER up_to_month, 0) AS up_to, count(number) OVER up_to_month AS known_up_to
FROM monthly_count
WINDOW up_to_month AS (PARTITION BY source, extract, indicator, component, area_code ORDER BY month);

-- The force is published for every kind of window; boroughs and what has no borough at the ends of quarters only. What is counted is more:
-- a window that ends elsewhere can be the one that another is compared with.
CREATE MACRO is_published(kind_, period_type_, last_) AS kind_ = 'force' OR (period_type_ IN ('quarter', 'r12') AND last_ % 3 = 2);

-- Where extracts place offences by different rules, an area within the force is known by the newest one that has the window: what an older one
-- says of it is superseded, and need not be published.
CREATE TABLE reach AS
SELECT source, extract, ordering, area_code, min(month) AS first_known, max(month) AS last_known
FROM monthly_count JOIN extract USING (source, extract) GROUP BY ALL;
CREATE TABLE superseded_window AS
SELECT DISTINCT spans.source, spans.extract, spans.period, older.area_code
FROM window_of_extract AS spans
JOIN reach AS older ON older.source = spans.source AND older.extract = spans.extract
JOIN reach AS newer ON newer.source = older.source AND newer.area_code = older.area_code AND newer.ordering > older.ordering
    AND newer.first_known <= spans.first AND newer.last_known >= spans.last
WHERE older.area_code NOT IN (SELECT area_code FROM area_kind WHERE kind = 'force');

CREATE TABLE counted AS
SELECT at_end.source, at_end.extract, at_end.indicator, at_end.component, at_end.area_code, kind, spans.period_type, spans.period, spans.first, spans.last,
    spans.days, spans.provisional, superseded_window.period IS NOT NULL AS superseded,
    at_end.known_up_to - coalesce(before_start.known_up_to, 0) AS months_known,
    -- A window with a month that is not known has no number.
    CASE WHEN months_known = spans.last - spans.first + 1 THEN at_end.up_to - coalesce(before_start.up_to, 0) END AS number
FROM window_of_extract AS spans
JOIN running_sum AS at_end ON at_end.source = spans.source AND at_end.extract = spans.extract AND at_end.month = spans.last
JOIN area_kind ON area_kind.area_code = at_end.area_code
LEFT JOIN running_sum AS before_start
    ON before_start.source = at_end.source AND before_start.extract = at_end.extract AND before_start.indicator = at_end.indicator
    AND before_start.component = at_end.component AND before_start.area_code = at_end.area_code AND before_start.month = spans.first - 1
LEFT JOIN superseded_window
    ON superseded_window.source = at_end.source AND superseded_window.extract = at_end.extract AND superseded_window.area_code = at_end.area_code
    AND superseded_window.period = spans.period
WHERE whole AND (kind = 'force' OR period_type IN ('quarter', 'r12'));

-- Byar's approximation of the 95% limits of a count; under ten the exact limits take their place.
CREATE MACRO z() AS 1.959963984540054;
CREATE MACRO byar_lower(c) AS c * power(1 - 1 / (9 * c) - z() / (3 * sqrt(c)), 3);
CREATE MACRO byar_upper(c) AS (c + 1) * power(1 - 1 / (9 * (c + 1)) + z() / (3 * sqrt(c + 1)), 3);
CREATE TABLE count_limits AS
WITH seen AS (SELECT DISTINCT number, number < constant_value('exact-interval-below') AS exact FROM counted)
SELECT number,
    CASE WHEN exact THEN exact_count_lower(number) ELSE byar_lower(number) END AS lower,
    CASE WHEN exact THEN exact_count_upper(number) ELSE byar_upper(number) END AS upper
FROM seen;

-- A rate takes the estimate of the year that holds the middle of its window: the last known year after that, none before the first.
CREATE TABLE rated AS
WITH middle AS (
    SELECT *, year(first_day(first) + CAST(days // 2 AS INTEGER)) AS middle_year,
        (SELECT max(year) FROM population) AS last_year
    FROM counted WHERE period_type = 'r12' AND kind <> 'unallocated'
)
SELECT middle.*, middle_year > last_year AS estimated, population.year AS population_year, population.people
FROM middle
LEFT JOIN population ON population.area_code = middle.area_code AND population.year = least(middle_year, last_year);

-- Percentages -------------------------------------------------------------------------------------------------------------------

CREATE MACRO wilson_centre(p, n) AS (p + z() * z() / (2 * n)) / (1 + z() * z() / n);
CREATE MACRO wilson_reach(p, n) AS z() / (1 + z() * z() / n) * sqrt(p * (1 - p) / n + z() * z() / (4 * n * n));
CREATE MACRO wilson_lower(p, n) AS wilson_centre(p, n) - wilson_reach(p, n);
CREATE MACRO wilson_upper(p, n) AS wilson_centre(p, n) + wilson_reach(p, n);
-- Newcombe's interval of the difference of two shares squares and adds the distances of their Wilson limits.
CREATE MACRO newcombe_lower(p, n, q, m) AS p - q - sqrt(power(p - wilson_lower(p, n), 2) + power(wilson_upper(q, m) - q, 2));
CREATE MACRO newcombe_upper(p, n, q, m) AS p - q + sqrt(power(wilson_upper(p, n) - p, 2) + power(q - wilson_lower(q, m), 2));

-- What is published, and the windows that end with a quarter made of it: the mean of their parts, of months or quarters, each with the same weight,
-- where none of the parts is missing. A kind of window that the publisher gives is not made.
CREATE TABLE asked AS
WITH given AS (
    SELECT * EXCLUDE (last_month), last_month AS last, months_of(period_type) AS step FROM survey_percentage
), reach AS (
    SELECT source, extract, indicator, component, area_code, group_type, "group", period_type AS step_type, step,
        min(last - step + 1) AS first_known, max(last) AS last_known, any_value(design_effect) AS design_effect
    FROM given WHERE step < 12 GROUP BY ALL
), ending AS (
    SELECT reach.*, window_type, unnest(range(first_known + months_of(window_type) - 1, last_known + 1))::INTEGER AS last
    FROM reach CROSS JOIN (VALUES ('quarter'), ('r12')) AS windows(window_type)
    WHERE months_of(window_type) > step AND NOT EXISTS (
        FROM given WHERE given.indicator = reach.indicator AND given.component = reach.component AND given.period_type = window_type
    )
), made AS (
    SELECT ending.source, ending.extract, ending.indicator, ending.component, ending.area_code, ending.group_type, ending."group", window_type,
        ending.last, months_of(window_type) AS months, coalesce(sum(given.step), 0)::INTEGER AS months_known, avg(given.percentage) AS mean,
        sum(given.asked) AS asked, ending.design_effect, bool_or(given.rounded) AS rounded
    FROM ending
    LEFT JOIN given ON given.source = ending.source AND given.extract = ending.extract AND given.indicator = ending.indicator
        AND given.component = ending.component AND given.area_code = ending.area_code AND given.group_type = ending.group_type
        AND given."group" = ending."group" AND given.last BETWEEN ending.last - months_of(window_type) + 1 AND ending.last
    WHERE ending.last % 3 = 2
    GROUP BY ALL
), together AS (
    SELECT source, extract, indicator, component, area_code, group_type, "group", period_type, last, step AS months, step AS months_known,
        percentage, asked, design_effect, rounded, false AS approximate
    FROM given
    UNION ALL
    SELECT source, extract, indicator, component, area_code, group_type, "group", window_type, last, months, months_known,
        CASE WHEN months_known = months THEN mean END, CASE WHEN months_known = months THEN asked END, design_effect,
        rounded AND months_known = months, months_known = months
    FROM made
)
SELECT *, period_text(period_type, last) AS period, last - months + 1 AS first, asked / design_effect AS effective, percentage / 100 AS share,
    CASE WHEN percentage IS NULL THEN 'incomplete-window' ELSE '' END AS reason,
    list_filter([
        CASE WHEN rounded THEN 'rounded-at-source' END, CASE WHEN asked IS NOT NULL THEN 'assumed-base' END,
        CASE WHEN asked IS NOT NULL THEN 'assumed-deff' END, CASE WHEN approximate THEN 'approximate' END
    ], lambda flag : flag IS NOT NULL) AS flags
FROM together;

-- All observations, in the shape in which they are published ---------------------------------------------------------------------

CREATE TABLE second_observation AS
SELECT indicator, component, 'count' AS measure, area_code, '' AS group_type, '' AS "group", period,
    first_day(first) AS period_start, last_day_of(last) AS period_end, period_type, extract,
    number AS value, number AS numerator, NULL::DOUBLE AS denominator, NULL::DOUBLE AS n, NULL::DOUBLE AS n_eff,
    NULL::DOUBLE AS population_year, months_known::DOUBLE AS months_present, lower AS lower_95, upper AS upper_95,
    list_filter([CASE WHEN provisional THEN 'p' END, CASE WHEN revised THEN 'r' END], lambda flag : flag IS NOT NULL) AS flags,
    CASE WHEN number IS NULL THEN 'incomplete-window' ELSE '' END AS reason, superseded
FROM (
    -- Revised: the extract before that has the window gives another number for the whole force.
    SELECT counted.*, kind = 'force' AND coalesce(number <> lag(number IGNORE NULLS) OVER (
        PARTITION BY source, indicator, component, area_code, period_type, last ORDER BY ordering
    ), false) AS revised
    FROM counted JOIN extract USING (source, extract)
) LEFT JOIN count_limits USING (number)
WHERE is_published(kind, period_type, last)
UNION ALL
SELECT indicator, component, 'rate', area_code, '', '', period, first_day(first), last_day_of(last), period_type, extract,
    1000 * number / people, number, people, NULL, NULL, population_year, last - first + 1,
    1000 * lower / people, 1000 * upper / people,
    list_filter([
        CASE WHEN provisional THEN 'p' END,
        CASE WHEN area_code IN (SELECT area_code FROM central_borough) THEN 'resident-rate' END,
        CASE WHEN estimated THEN 'e' END
    ], lambda flag : flag IS NOT NULL),
    CASE WHEN people IS NULL THEN 'no-population' ELSE '' END, superseded
FROM rated JOIN count_limits USING (number)
WHERE is_published(kind, period_type, last)
UNION ALL
SELECT indicator, component, 'percentage', area_code, group_type, "group", period, first_day(first), last_day_of(last), period_type, extract,
    percentage, NULL, NULL, asked, effective, NULL, months_known,
    100 * wilson_lower(share, effective), 100 * wilson_upper(share, effective), flags, reason, false
FROM asked;
