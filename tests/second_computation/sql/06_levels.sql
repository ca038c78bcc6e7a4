-- The level of the force beside the country's and similar forces': rolling 12 months of offences for each thousand residents of one year.

-- The other force areas that are thought most like London's: inferred from a profile of 2014.
CREATE TABLE similar_force (area_code VARCHAR);
INSERT INTO similar_force VALUES ('E23000005'), ('E23000010'), ('E23000014');  -- Greater Manchester, West Yorkshire, West Midlands

CREATE TABLE force_year AS
WITH ending AS (
    SELECT kind, area_code, last, sum(number) OVER year AS offences, count(number) OVER year AS quarters
    FROM force_offence
    WINDOW year AS (PARTITION BY kind, area_code ORDER BY last RANGE BETWEEN 9 PRECEDING AND CURRENT ROW)
)
SELECT kind, area_code, last, offences, people, 1000 * offences / people AS rate
FROM ending JOIN force_people USING (area_code) WHERE quarters = 4;

CREATE TABLE level AS
WITH country AS (
    SELECT kind, last, sum(offences) AS offences, sum(people) AS people
    FROM force_year GROUP BY ALL HAVING count(*) = (SELECT count(*) FROM force_people)
), alike AS (
    -- Each force's own rate counts alike, however many live there.
    SELECT kind, last, avg(rate) AS rate
    FROM force_year JOIN similar_force USING (area_code) GROUP BY ALL HAVING count(*) = (SELECT count(*) FROM similar_force)
), beside AS (
    SELECT kind, last, 'national' AS rule, 'K04000001' AS base_area, 1000 * offences / people AS base_rate, offences AS base_offences,
        people AS base_people
    FROM country
    UNION ALL
    SELECT kind, last, 'similar-forces', 'similar-forces', rate, NULL, NULL FROM alike
)
SELECT beside.*, own.offences, own.people, own.rate
FROM beside JOIN force_year AS own ON own.kind = beside.kind AND own.last = beside.last AND own.area_code = 'E23000001';

INSERT INTO compared BY NAME
SELECT kind AS indicator, rule, '' AS component, 'rate' AS measure, 'E23000001' AS area_code, 'force' AS kind, '' AS group_type, '' AS "group",
    'to-2023-06' AS extract, period_text('r12', last) AS period, rate AS value, period_text('r12', last) AS base_period, base_rate AS base_value,
    base_area, '' AS base_group, offences AS numerator, people AS denominator, base_offences AS base_numerator, base_people AS base_denominator,
    100 * (rate / base_rate - 1) AS change, '%' AS change_unit, rate - base_rate AS change_absolute, '' AS interval_of, '' AS test,
    'level-only' AS ruled_out_by, false AS leaves_out_no_change, 'level-only' AS reason,
    CASE rule WHEN 'similar-forces' THEN ['inferred-group'] ELSE [] END AS flags
FROM level;
