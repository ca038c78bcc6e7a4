-- Searches of people by the police of London, by ethnicity, and the residents of each group.
-- In the monthly files the ethnicity is what the officer saw, in the yearly one what the person says.

CREATE TABLE search (file VARCHAR, "group" VARCHAR, first INTEGER, width INTEGER, number DOUBLE);
CREATE TABLE resident (grouping VARCHAR, "group" VARCHAR, people DOUBLE);

-- start: published files
INSERT INTO search
SELECT 'to-2023-03', lower("Officer-defined ethnicity"), month_of_text(month), 1, sum(searches::DOUBLE)
FROM read_csv(getvariable('published') || '/stopsearch_mps_monthly_ethnicity_*.csv', all_varchar = true, header = true)
WHERE "Officer-defined ethnicity" IN ('Black', 'White') GROUP BY ALL
UNION ALL
SELECT 'to-2025-05', lower(category), month_of_text(month), 1, searches::DOUBLE
FROM read_csv(getvariable('published') || '/stopsearch_mps_monthly_totals_*.csv', all_varchar = true, header = true)
WHERE dimension = 'officer_defined_ethnicity' AND category IN ('Black', 'White')
UNION ALL
SELECT 'to-2025-12', lower(category), month_of_text(month), 1, searches::DOUBLE
FROM read_csv(getvariable('published') || '/stopsearch_london_monthly_*.csv', all_varchar = true, header = true)
WHERE dimension = 'officer_defined_ethnicity' AND category IN ('Black', 'White')
UNION ALL
SELECT 'to-2025-03', lower(ethnicity_self_defined), month_number(left(fy, 4), 4), 12, searches::DOUBLE
FROM read_csv(getvariable('published') || '/homeoffice_stop_search_london_ethnicity_*.csv', all_varchar = true, header = true)
WHERE ethnicity_self_defined IN ('Black', 'White');
INSERT INTO resident
SELECT DISTINCT 'standard', lower(ethnicity_self_defined), census2021_population::DOUBLE
FROM read_csv(getvariable('published') || '/homeoffice_stop_search_london_ethnicity_*.csv', all_varchar = true, header = true)
UNION ALL
-- The 33 local authorities of London; the file has no row for it.
SELECT 'other', lower("group"), sum(people::DOUBLE)
FROM (
    UNPIVOT (FROM read_csv(getvariable('published') || '/census2021_population_by_ethnicity_local_authority.csv', all_varchar = true, header = true))
    ON Asian, Black, Mixed, Other, White INTO NAME "group" VALUE people
)
WHERE LAD_code LIKE 'E09%' GROUP BY ALL;

-- start: data packages
INSERT INTO search
SELECT regexp_extract(filename, 'data/([^/]+)/', 1), "group", month_of_text(month), 1, searches::DOUBLE
FROM read_csv(getvariable('packages') || '/stop-and-search/data/*/searches-[bi]*.csv', all_varchar = true, header = true, filename = true, union_by_name = true)
WHERE category = 'searches' AND group_type = 'ethnicity' AND "group" IN ('black', 'white')
    AND area_code IN ('E23000001', 'E12000007') AND searches IS NOT NULL AND month IS NOT NULL
UNION ALL
SELECT 'to-2025-03', "group", month_number(left(financial_year, 4), 4), 12, searches::DOUBLE
FROM read_csv(getvariable('packages') || '/stop-and-search/data/to-2025-03/searches-by-self-defined-ethnicity.csv', all_varchar = true, header = true)
WHERE "group" IN ('black', 'white');
INSERT INTO resident
SELECT CASE WHEN filename LIKE '%standard%' THEN 'standard' ELSE 'other' END, "group", residents::DOUBLE
FROM read_csv(getvariable('packages') || '/population-by-ethnicity/data/*.csv', all_varchar = true, header = true, filename = true)
WHERE area_code = 'E12000007';

-- start: either
-- Months of which a file holds a part only: they are not known. November 2022 and others are absent altogether.
DELETE FROM search WHERE file IN ('to-2023-03', 'to-2025-05') AND first = month_number(2022, 12);
-- One file until the next begins: the force's own to May 2022, its later one to December, then both forces of London together.
INSERT INTO counted_side
SELECT 'stop-and-search-disproportionality', component, 'ratio', CASE "group" WHEN 'black' THEN 'numerator' ELSE 'denominator' END,
    'to-2025-12', 'E23000001', first, width, number
FROM search CROSS JOIN (VALUES (''), ('other-grouping-of-residents')) AS components(component)
WHERE file = CASE WHEN first < month_number(2022, 6) THEN 'to-2023-03' WHEN first < month_number(2023, 1) THEN 'to-2025-05' ELSE 'to-2025-12' END
    AND width = 1
UNION ALL
SELECT 'stop-and-search-disproportionality', 'self-defined', 'ratio', CASE "group" WHEN 'black' THEN 'numerator' ELSE 'denominator' END,
    'to-2025-03', 'E23000001', first, width, number
FROM search WHERE file = 'to-2025-03';
-- The Census of 2021 stands for all years.
INSERT INTO compared_residents
SELECT 'stop-and-search-disproportionality', component, 2021, black.people, white.people
FROM (VALUES ('', 'standard'), ('self-defined', 'standard'), ('other-grouping-of-residents', 'other')) AS components(component, grouping)
JOIN resident AS black ON black.grouping = components.grouping AND black."group" = 'black'
JOIN resident AS white ON white.grouping = components.grouping AND white."group" = 'white';
INSERT INTO component
SELECT source, 'stop-and-search-disproportionality', component
FROM (VALUES ('stop-and-search'), ('stop-and-search-later'), ('stop-and-search-london')) AS files(source)
CROSS JOIN (VALUES (''), ('other-grouping-of-residents')) AS components(component)
UNION ALL VALUES ('stop-and-search-self-defined', 'stop-and-search-disproportionality', 'self-defined');
