-- Offences recorded by every police force, by quarter, and the people of each force's area.
-- A quarter is known by its last month. The 43 forces are those whose codes the Office for National Statistics lists; the police of the
-- railways and the bodies that count fraud police no area.

CREATE TABLE force_offence (kind VARCHAR, area_code VARCHAR, last INTEGER, number DOUBLE);
CREATE TABLE force_people (area_code VARCHAR, people DOUBLE);
CREATE TABLE force_kind (kind VARCHAR, subgroup VARCHAR, category VARCHAR);
INSERT INTO force_kind VALUES
    ('violence-with-injury', 'Violence with injury', 'violence-with-injury'), ('homicide', 'Homicide', 'homicide'),
    ('residential-burglary', 'Domestic burglary', 'residential-burglary'),
    ('personal-robbery', 'Robbery of personal property', 'robbery-of-personal-property'),
    ('theft-from-the-person', 'Theft from the person', 'theft-from-the-person'),
    ('vehicle-crime', 'Theft from a vehicle', 'theft-from-a-vehicle'), ('vehicle-crime', 'Theft of a motor vehicle', 'theft-of-a-vehicle'),
    ('rape', 'Rape offences', 'rape'), ('other-sexual-offences', 'Other sexual offences', 'other-sexual-offences');

-- start: published files
INSERT INTO force_people
SELECT area_code, people::DOUBLE FROM force_area_sheet WHERE area_code LIKE 'E23%' OR area_code LIKE 'W15%';
INSERT INTO force_offence
WITH file AS (
    SELECT *, month_number(left(financial_year, 4), 3) + 3 * "quarter"::INTEGER AS last
    FROM read_csv(getvariable('published') || '/homeoffice_prc_pfa_quarterly_by_force_subgroup_*.csv', all_varchar = true, header = true)
), named AS (
    -- A note may follow the name of a force; the Home Office puts the City of London under L.
    SELECT area_code, CASE name WHEN 'City of London' THEN 'London, City of' ELSE regexp_replace(name, ' \[note.*$', '') END AS force FROM force_area_sheet
), placed AS (
    SELECT area_code, last, offence_group, offence_subgroup, offences::DOUBLE AS offences
    FROM file JOIN named USING (force) JOIN force_people USING (area_code)
)
SELECT kind, area_code, last, sum(offences) FROM placed JOIN force_kind ON subgroup = offence_subgroup GROUP BY ALL
UNION ALL
SELECT 'total-notifiable-offences', area_code, last, sum(offences) FROM placed WHERE offence_group <> 'Fraud offences' GROUP BY ALL;

-- start: data packages
INSERT INTO force_people
SELECT area_code, population::DOUBLE
FROM read_csv(getvariable('packages') || '/recorded-crime-by-force/population.csv', all_varchar = true, header = true)
WHERE area_code LIKE 'E23%' OR area_code LIKE 'W15%';
INSERT INTO force_offence
WITH file AS (
    SELECT category, area_code, month_of_quarter("quarter") AS last, offences::DOUBLE AS offences
    FROM read_csv(getvariable('packages') || '/recorded-crime-by-force/data/to-2023-06/offences-by-quarter.csv', all_varchar = true, header = true)
    JOIN force_people USING (area_code)
)
SELECT kind, area_code, last, sum(offences) FROM file JOIN force_kind USING (category) GROUP BY ALL
UNION ALL
SELECT 'total-notifiable-offences', area_code, last, offences FROM file WHERE category = 'all-offences';
