-- The level of the force beside the country's and similar forces': rolling 12 months of offences for each thousand residents of one year.

-- The other force areas that are thought most like London's: inferred from a profile of 2014.
CREATE TABLE similar_force (area_code VARCHAR);
INSERT INTO similar_force VALUES ('E23000005'), ('E23000010'), ('E23000014');  -- Greater Manchester, West Yorkshire, West Midlands

-- Every force, and all but London's together: what London's is set against when the country is, for the country holds London.
CREATE TABLE place_offence AS
FROM force_offence
UNION ALL
SELECT kind, 'all but London', last, sum(number) FROM force_offence WHERE area_code <> 'E23000001'
GROUP BY ALL HAVING count(*) = (SELECT count(*) - 1 FROM force_people);
CREATE TABLE place_people AS
FROM force_people UNION ALL SELECT 'all but London', sum(people) FROM force_people WHERE area_code <> 'E23000001';

-- Rolling 12 months, and how much more the quarters of three years vary than chance alone, where there are eight.
CREATE TABLE force_year AS
WITH ending AS (
    SELECT kind, area_code, last, sum(number) OVER year AS offences, count(number) OVER year AS quarters,
        list(number) OVER three_years AS numbers, list(last::DOUBLE) OVER three_years AS lasts
    FROM place_offence
    WINDOW year AS (PARTITION BY kind, area_code ORDER BY last RANGE BETWEEN 9 PRECEDING AND CURRENT ROW),
        three_years AS (PARTITION BY kind, area_code ORDER BY last RANGE BETWEEN 33 PRECEDING AND CURRENT ROW)
)
SELECT kind, area_code, last, offences, people, 1000 * offences / people AS rate,
    CASE WHEN len(numbers) >= 8 THEN quarter_dispersion(numbers, lasts) END AS phi
FROM ending JOIN place_people USING (area_code)
WHERE quarters = 4 AND (area_code IN ('E23000001', 'all but London') OR area_code IN (FROM similar_force));

-- The variance of the logarithm of a ratio of rates, by what the logarithm does when one of the counts moves by one, and with each count as variable
-- as chance alone would have it.
CREATE TABLE level AS
WITH own AS (
    FROM force_year WHERE area_code = 'E23000001'
), rest AS (
    FROM force_year WHERE area_code = 'all but London'
), alike AS (
    -- Each force's own rate counts alike, however many live there.
    SELECT kind, last, avg(rate) AS rate, sum(power(rate, 2) / offences) / power(sum(rate), 2) AS chance,
        CASE WHEN count(phi) = count(*) THEN sum(phi * power(rate, 2) / offences) / power(sum(rate), 2) END AS variance
    FROM force_year JOIN similar_force USING (area_code) GROUP BY ALL HAVING count(*) = (SELECT count(*) FROM similar_force)
), of_country AS (
    SELECT own.*, rest.offences + own.offences AS all_offences, rest.people + own.people AS all_people, rest.offences AS rest_offences, rest.phi AS rest_phi,
        -- One offence more here: 1/a of it, less the 1/T of it that the country has; one more elsewhere: 1/T less.
        power(1 / own.offences - 1 / all_offences, 2) * own.offences AS of_own, rest.offences / power(all_offences, 2) AS of_rest
    FROM own JOIN rest ON rest.kind = own.kind AND rest.last = own.last
)
SELECT kind, last, 'national' AS rule, offences, people, rate, 'K04000001' AS base_area, 1000 * all_offences / all_people AS base_rate,
    all_offences AS base_offences, all_people AS base_people, of_own + of_rest AS chance, phi * of_own + rest_phi * of_rest AS variance
FROM of_country
UNION ALL
SELECT own.kind, own.last, 'similar-forces', own.offences, own.people, own.rate, 'similar-forces', alike.rate, NULL, NULL,
    1 / own.offences + alike.chance, phi / own.offences + alike.variance
FROM own JOIN alike ON alike.kind = own.kind AND alike.last = own.last;

-- Two places at one time: which lies higher is tested, nothing became better or worse.
INSERT INTO compared BY NAME
SELECT kind AS indicator, rule, '' AS component, 'rate' AS measure, 'E23000001' AS area_code, 'force' AS kind, '' AS group_type, '' AS "group",
    'to-2023-06' AS extract, period_text('r12', last) AS period, rate AS value, period_text('r12', last) AS base_period, base_rate AS base_value,
    base_area, '' AS base_group, offences AS numerator, people AS denominator, base_offences AS base_numerator, base_people AS base_denominator,
    100 * (rate / base_rate - 1) AS change, '%' AS change_unit, rate - base_rate AS change_absolute,
    CASE WHEN variance IS NULL THEN '' ELSE 'change' END AS interval_of, CASE WHEN variance IS NULL THEN '' ELSE 'log-ratio' END AS test,
    100 * (rate / base_rate * exp(-z() * sqrt(variance)) - 1) AS lower_95, 100 * (rate / base_rate * exp(z() * sqrt(variance)) - 1) AS upper_95,
    variance / chance AS phi, two_sided(ln(rate / base_rate) / sqrt(variance)) AS p_value,
    'level-only' AS ruled_out_by, false AS leaves_out_no_change, 'level-only' AS reason,
    CASE rule WHEN 'similar-forces' THEN ['inferred-group'] ELSE [] END AS flags
FROM level;
