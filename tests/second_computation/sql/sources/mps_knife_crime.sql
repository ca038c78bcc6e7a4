-- Knife crime by borough and month. The kinds lie within each other, and are never added.

INSERT INTO extract VALUES ('mps-knife-crime', '2026-03-18', 1, month_number(2022, 3), month_number(2026, 2));

-- A kind by the publisher's two labels and by the package's category. Victims marked "non DA" are those without domestic abuse.
CREATE TABLE knife_kind (subtype VARCHAR, measure VARCHAR, category VARCHAR, indicator VARCHAR, component VARCHAR);
INSERT INTO knife_kind VALUES
    ('Knife Crime', 'Offences', 'knife-crime', 'knife-crime', ''),
    ('Knife Crime with Injury', 'Offences', 'knife-crime-with-injury', 'knife-crime', 'with-injury'),
    ('Knife Crime with Injury (Personal Robbery)', 'Offences', 'knife-crime-with-injury-in-robbery', 'knife-crime', 'with-injury-in-robbery'),
    ('Knife Injury Victims (non DA 1-24)', 'Offences', 'knife-injury-victims-under-25', 'knife-injury-victims-under-25', ''),
    ('Knife Injury Victims (1-24)', 'Offences', 'knife-injury-victims-under-25-all', 'knife-injury-victims-under-25', 'with-domestic-abuse'),
    ('Knife Crime', 'Positive Outcomes', 'knife-crime-outcomes', NULL, NULL),
    ('Knife Crime with Injury', 'Positive Outcomes', 'knife-crime-with-injury-outcomes', NULL, NULL);

-- What the file holds, summed: months without a row are zero where the area has a row of the kind in any month.
CREATE TABLE knife_count (category VARCHAR, area_code VARCHAR, month INTEGER, number DOUBLE);

-- start: published files
INSERT INTO knife_count
WITH placed AS (
    -- Rows that bear no code are of no borough: the airports, which have a code of ours, and what could not be placed.
    SELECT category, month_of_text(left(month_year, 7)) AS month, number::DOUBLE AS number,
        CASE WHEN file.area_code IS NOT NULL THEN file.area_code WHEN area_name LIKE 'Aviation Security%' THEN 'MPS-AVIATION' ELSE 'MPS-UNKNOWN' END AS area_code
    FROM (SELECT *, "count" AS number
          FROM read_csv(getvariable('published') || '/mps_knife_crime_borough_monthly_*.csv', all_varchar = true, header = true)) AS file
    JOIN knife_kind ON knife_kind.subtype = file.crime_subtype AND knife_kind.measure = file.measure
), known AS (
    SELECT DISTINCT category, area_code FROM placed
), summed AS (
    SELECT category, area_code, month, sum(number) AS number FROM placed GROUP BY ALL
), covered AS (
    SELECT unnest(range(first_month, last_month + 1))::INTEGER AS month FROM extract WHERE source = 'mps-knife-crime'
)
SELECT category, area_code, month, coalesce(number, 0)
FROM known CROSS JOIN covered LEFT JOIN summed USING (category, area_code, month);

-- start: data packages
INSERT INTO knife_count
SELECT category, area_code, month_of_text(month), number::DOUBLE
FROM read_csv(getvariable('packages') || '/knife-crime/data/*/counts.csv', all_varchar = true, header = true)
JOIN knife_kind USING (category);

-- start: either
INSERT INTO component SELECT 'mps-knife-crime', indicator, component FROM knife_kind WHERE indicator IS NOT NULL;

-- The force is the sum of all rows. An area without a single row of a kind has no known number of it: the package calls it missing.
INSERT INTO monthly_count
WITH everywhere AS (
    SELECT * FROM knife_count UNION ALL SELECT category, 'E23000001', month, number FROM knife_count
), summed AS (
    SELECT category, area_code, month, sum(number) AS number FROM everywhere GROUP BY ALL
), grid AS (
    SELECT area_code, month, category, indicator, component
    FROM (SELECT DISTINCT area_code, month FROM summed) CROSS JOIN knife_kind WHERE indicator IS NOT NULL
)
SELECT 'mps-knife-crime', '2026-03-18', indicator, component, area_code, month, number
FROM grid LEFT JOIN summed USING (category, area_code, month);
