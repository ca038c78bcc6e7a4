-- Victims of homicide by the month in which it was recorded, for the whole force.

INSERT INTO extract VALUES ('mps-homicide-victims', 'to-2023-12', 1, month_number(2003, 1), month_number(2023, 12));

CREATE TABLE victim_kind (category VARCHAR, indicator VARCHAR, component VARCHAR);
INSERT INTO victim_kind VALUES
    ('domestic-victims', 'homicide', 'domestic'), ('non-domestic-victims', 'homicide', 'non-domestic'), ('teenage-victims', 'teenage-homicide', '');
CREATE TABLE victim_count (category VARCHAR, month INTEGER, number DOUBLE);

-- start: published files
INSERT INTO victim_count
WITH victim AS (
    SELECT month_of_text(strftime(strptime("Recorded Date", '%b-%y'), '%Y%m')) AS month, "Count of Victims"::DOUBLE AS number,
        CASE "Domestic Abuse" WHEN 'Domestic Abuse' THEN 'domestic-victims' WHEN 'Not Domestic Abuse' THEN 'non-domestic-victims'
            ELSE error('neither domestic nor not: ' || "Domestic Abuse") END AS by_abuse,
        -- The publisher writes the age without a space.
        CASE WHEN "Age Group" = '13 to19' THEN 'teenage-victims' END AS by_age
    FROM read_csv(getvariable('published') || '/mps_homicide_victims_*.csv', all_varchar = true, header = true)
)
SELECT by_abuse, month, sum(number) FROM victim GROUP BY ALL
UNION ALL
SELECT by_age, month, sum(number) FROM victim WHERE by_age IS NOT NULL GROUP BY ALL;

-- start: data packages
INSERT INTO victim_count
SELECT category, month_of_text(month), number::DOUBLE
FROM read_csv(getvariable('packages') || '/homicide-victims/data/*/counts.csv', all_varchar = true, header = true)
JOIN victim_kind USING (category);

-- start: either
INSERT INTO component SELECT 'mps-homicide-victims', indicator, component FROM victim_kind;

-- A month without a victim has no row in the publisher's list.
INSERT INTO monthly_count
WITH covered AS (
    SELECT extract, unnest(range(first_month, last_month + 1))::INTEGER AS month FROM extract WHERE source = 'mps-homicide-victims'
)
SELECT 'mps-homicide-victims', extract, indicator, component, 'E23000001', month, coalesce(number, 0)
FROM covered CROSS JOIN victim_kind LEFT JOIN victim_count USING (category, month);
