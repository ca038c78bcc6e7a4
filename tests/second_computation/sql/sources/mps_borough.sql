-- Offences recorded by the Metropolitan Police, by borough and month.

INSERT INTO extract VALUES
    ('mps-borough', '2023-12', 1, month_number(2010, 4), month_number(2023, 11)),
    ('mps-borough', '2026-04', 2, month_number(2010, 4), month_number(2026, 3));

-- Which kinds of offence make up what. The kinds are ours; the labels that the publisher gives them, extract by extract, follow.
CREATE TABLE mps_borough_kinds (indicator VARCHAR, component VARCHAR, kinds VARCHAR[]);
INSERT INTO mps_borough_kinds VALUES
    ('total-notifiable-offences', '', ['everything']),
    ('violence-with-injury', '', ['violence with injury']),
    ('homicide', '', ['homicide']),
    ('residential-burglary', '', ['burglary of a dwelling']),
    ('personal-robbery', '', ['personal robbery']),
    ('theft-from-the-person', '', ['theft from the person']),
    ('vehicle-crime', '', ['theft from a vehicle', 'theft of a vehicle']),
    ('vehicle-crime', 'theft-from-a-motor-vehicle', ['theft from a vehicle']),
    ('vehicle-crime', 'theft-of-a-motor-vehicle', ['theft of a vehicle']),
    ('vehicle-crime', 'whole-major', ['theft from a vehicle', 'theft of a vehicle', 'other vehicle offences']),
    ('rape', '', ['rape']),
    ('other-sexual-offences', '', ['other sexual offences']),
    -- The plan of 2022-25: the national definition of neighbourhood crime.
    ('neighbourhood-crime', '', ['burglary of a dwelling', 'personal robbery', 'theft from the person', 'theft from a vehicle', 'theft of a vehicle']),
    -- The plan of 2013-16: seven kinds of crime, and six without violence. Robbery and burglary are those of businesses too.
    ('burglary', '', ['burglary of a dwelling', 'other burglary']),
    ('criminal-damage', '', ['criminal damage']),
    ('robbery', '', ['personal robbery', 'business robbery']),
    ('theft-from-a-motor-vehicle', '', ['theft from a vehicle']),
    ('theft-of-a-motor-vehicle', '', ['theft of a vehicle']),
    ('mopac-7-crime', '', ['burglary of a dwelling', 'other burglary', 'criminal damage', 'personal robbery', 'business robbery',
        'theft from a vehicle', 'theft of a vehicle', 'theft from the person', 'violence with injury']),
    ('mopac-7-without-violence', '', ['burglary of a dwelling', 'other burglary', 'criminal damage', 'personal robbery', 'business robbery',
        'theft from a vehicle', 'theft of a vehicle', 'theft from the person']);

-- The publisher's labels of a kind, and the category under which the package holds the same. A label that is not listed counts towards
-- everything, and towards nothing else.
CREATE TABLE mps_borough_label (extract VARCHAR, major VARCHAR, minor VARCHAR, kind VARCHAR);
INSERT INTO mps_borough_label VALUES
    ('2023-12', 'Violence Against the Person', 'Violence with Injury', 'violence with injury'),
    ('2023-12', 'Violence Against the Person', 'Homicide', 'homicide'),
    ('2023-12', 'Burglary', 'Domestic Burglary', 'burglary of a dwelling'),
    ('2023-12', 'Burglary', 'Burglary Business and Community', 'other burglary'),
    ('2023-12', 'Robbery', 'Robbery of Personal Property', 'personal robbery'),
    ('2023-12', 'Robbery', 'Robbery of Business Property', 'business robbery'),
    ('2023-12', 'Theft', 'Theft from Person', 'theft from the person'),
    ('2023-12', 'Vehicle Offences', 'Theft from a Motor Vehicle', 'theft from a vehicle'),
    ('2023-12', 'Vehicle Offences', 'Theft or Taking of a Motor Vehicle', 'theft of a vehicle'),
    ('2023-12', 'Vehicle Offences', 'Aggravated Vehicle Taking', 'other vehicle offences'),
    ('2023-12', 'Vehicle Offences', 'Interfering with a Motor Vehicle', 'other vehicle offences'),
    ('2023-12', 'Sexual Offences', 'Rape', 'rape'),
    ('2023-12', 'Sexual Offences', 'Other Sexual Offences', 'other sexual offences'),
    ('2023-12', 'Arson and Criminal Damage', 'Criminal Damage', 'criminal damage'),
    ('2026-04', 'VIOLENCE AGAINST THE PERSON', 'VIOLENCE WITH INJURY', 'violence with injury'),
    ('2026-04', 'VIOLENCE AGAINST THE PERSON', 'HOMICIDE', 'homicide'),
    ('2026-04', 'BURGLARY', 'DOMESTIC BURGLARY', 'burglary of a dwelling'),
    ('2026-04', 'BURGLARY', 'RES BURGLARY OF A HOME', 'burglary of a dwelling'),
    ('2026-04', 'BURGLARY', 'RES BURGLARY OF UNCONNECTED BUILDING', 'burglary of a dwelling'),
    ('2026-04', 'BURGLARY', 'BURGLARY - RESIDENTIAL', 'burglary of a dwelling'),
    ('2026-04', 'BURGLARY', 'BURGLARY BUSINESS AND COMMUNITY', 'other burglary'),
    ('2026-04', 'ROBBERY', 'ROBBERY OF PERSONAL PROPERTY', 'personal robbery'),
    ('2026-04', 'ROBBERY', 'ROBBERY OF BUSINESS PROPERTY', 'business robbery'),
    ('2026-04', 'THEFT', 'THEFT FROM THE PERSON', 'theft from the person'),
    ('2026-04', 'VEHICLE OFFENCES', 'THEFT FROM A VEHICLE', 'theft from a vehicle'),
    ('2026-04', 'VEHICLE OFFENCES', 'THEFT OR UNAUTH TAKING OF A MOTOR VEH', 'theft of a vehicle'),
    ('2026-04', 'VEHICLE OFFENCES', 'AGGRAVATED VEHICLE TAKING', 'other vehicle offences'),
    ('2026-04', 'VEHICLE OFFENCES', 'INTERFERING WITH A MOTOR VEHICLE', 'other vehicle offences'),
    ('2026-04', 'SEXUAL OFFENCES', 'RAPE', 'rape'),
    ('2026-04', 'SEXUAL OFFENCES', 'OTHER SEXUAL OFFENCES', 'other sexual offences'),
    ('2026-04', 'ARSON AND CRIMINAL DAMAGE', 'CRIMINAL DAMAGE', 'criminal damage');
CREATE TABLE mps_borough_category (category VARCHAR, kind VARCHAR);
INSERT INTO mps_borough_category VALUES
    ('violence-with-injury', 'violence with injury'), ('homicide', 'homicide'),
    ('domestic-burglary', 'burglary of a dwelling'), ('residential-burglary-of-a-home', 'burglary of a dwelling'),
    ('residential-burglary-of-unconnected-building', 'burglary of a dwelling'), ('burglary-residential', 'burglary of a dwelling'),
    ('business-and-community-burglary', 'other burglary'),
    ('robbery-of-personal-property', 'personal robbery'), ('robbery-of-business-property', 'business robbery'),
    ('theft-from-the-person', 'theft from the person'),
    ('theft-from-a-motor-vehicle', 'theft from a vehicle'), ('theft-or-taking-of-a-motor-vehicle', 'theft of a vehicle'),
    ('aggravated-vehicle-taking', 'other vehicle offences'), ('interfering-with-a-motor-vehicle', 'other vehicle offences'),
    ('rape', 'rape'), ('other-sexual-offences', 'other sexual offences'), ('criminal-damage', 'criminal damage');

CREATE TABLE mps_borough_offences (extract VARCHAR, kind VARCHAR, area_code VARCHAR, month INTEGER, offences DOUBLE);

-- start: published files
CREATE TABLE mps_borough_long AS
WITH early AS (
    UNPIVOT (
        SELECT '2023-12' AS extract, LookUp_BoroughName AS name, * EXCLUDE (LookUp_BoroughName)
        FROM read_csv(getvariable('published') || '/mps_borough_*__vintage2023-12.csv', all_varchar = true, header = true, union_by_name = true)
    ) ON COLUMNS('^[0-9]{6}$') INTO NAME month VALUE offences
), late AS (
    UNPIVOT (
        SELECT '2026-04' AS extract, BoroughName AS name, * EXCLUDE (BoroughName)
        FROM read_csv(getvariable('published') || '/mps_borough_*__vintage2026-04.csv', all_varchar = true, header = true, union_by_name = true)
    ) ON COLUMNS('^[0-9]{6}$') INTO NAME month VALUE offences
)
SELECT extract, MajorText AS major, MinorText AS minor, name, month_of_text(month) AS month, offences::DOUBLE AS offences
FROM (SELECT extract, MajorText, MinorText, name, month, offences FROM early
      UNION ALL SELECT extract, MajorText, MinorText, name, month, offences FROM late);

INSERT INTO mps_borough_offences
WITH placed AS (
    -- An area that is not listed would be lost in silence: it has no code here, and fails below.
    SELECT extract, major, minor, coalesce(area_code, error('no code for the area ' || name)) AS area_code, month, offences
    FROM mps_borough_long LEFT JOIN area USING (name)
), everywhere AS (
    SELECT * FROM placed
    UNION ALL
    SELECT extract, major, minor, 'E23000001', month, offences FROM placed
)
SELECT extract, 'everything', area_code, month, sum(offences) FROM everywhere GROUP BY ALL
UNION ALL
SELECT extract, kind, area_code, month, sum(offences) FROM everywhere JOIN mps_borough_label USING (extract, major, minor) GROUP BY ALL;

-- start: data packages
-- The whole extract has no row of its own for the force; the condensed one has, and holds all offences ready added up.
INSERT INTO mps_borough_offences
WITH packaged AS (
    SELECT regexp_extract(filename, 'data/([^/]+)/', 1) AS extract, category, area_code, month_of_text(month) AS month, offences::DOUBLE AS offences
    FROM read_csv(getvariable('packages') || '/recorded-crime/data/*/*.csv', all_varchar = true, header = true, filename = true)
), everywhere AS (
    SELECT * FROM packaged
    UNION ALL
    SELECT extract, category, 'E23000001', month, offences FROM packaged WHERE extract = '2026-04'
)
SELECT extract, 'everything', area_code, month, sum(offences) FROM everywhere
WHERE extract <> '2023-12' OR category = 'all-offences' GROUP BY ALL
UNION ALL
SELECT extract, kind, area_code, month, sum(offences) FROM everywhere JOIN mps_borough_category USING (category) GROUP BY ALL;

-- start: either
INSERT INTO component SELECT 'mps-borough', indicator, component FROM mps_borough_kinds;

-- A label that is absent from a month that the files cover is zero.
INSERT INTO monthly_count
WITH covered AS (
    SELECT extract, unnest(range(first_month, last_month + 1))::INTEGER AS month FROM extract WHERE source = 'mps-borough'
), grid AS (
    SELECT extract, indicator, component, area_code, month, kinds
    FROM covered
    JOIN (SELECT DISTINCT extract, area_code FROM mps_borough_offences) USING (extract)
    CROSS JOIN mps_borough_kinds
), summed AS (
    SELECT extract, indicator, component, area_code, month, sum(offences) AS number
    FROM mps_borough_offences
    JOIN (SELECT indicator, component, unnest(kinds) AS kind FROM mps_borough_kinds) USING (kind)
    GROUP BY ALL
)
SELECT 'mps-borough', extract, indicator, component, area_code, month, coalesce(number, 0)
FROM grid LEFT JOIN summed USING (extract, indicator, component, area_code, month);
