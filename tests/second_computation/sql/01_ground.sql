-- The ground that everything stands on: areas, calendar, declarations, and the tables that the sources fill.
-- Months are numbers (year * 12 + month - 1), so that twelve months before is a subtraction.

CREATE MACRO month_number(year_, month_) AS CAST(year_ AS INTEGER) * 12 + CAST(month_ AS INTEGER) - 1;
CREATE MACRO month_of_text(text_) AS month_number(left(text_, 4), right(text_, 2));  -- 2023-06 and 202306
CREATE MACRO first_day(month_) AS make_date((month_ // 12)::BIGINT, (month_ % 12 + 1)::BIGINT, 1::BIGINT);
CREATE MACRO last_day_of(month_) AS first_day(month_ + 1) - INTERVAL 1 DAY;
CREATE MACRO days_between(first_, last_) AS date_diff('day', first_day(first_), first_day(last_ + 1));
CREATE MACRO month_text(month_) AS strftime(first_day(month_), '%Y-%m');
-- The financial year starts in April; its name is the two calendar years that it touches.
CREATE MACRO financial_year_text(month_) AS
    (((month_ - 3) // 12)::VARCHAR || '-' || right((((month_ - 3) // 12) + 1)::VARCHAR, 2));
CREATE MACRO financial_quarter(month_) AS ((month_ - 3) % 12) // 3 + 1;
CREATE MACRO quarter_text(month_) AS financial_year_text(month_) || '-Q' || financial_quarter(month_)::VARCHAR;
-- The last month of a quarter by its name: 2023-24-Q1 ends in June 2023.
CREATE MACRO month_of_quarter(text_) AS month_number(left(text_, 4), 3) + 3 * right(text_, 1)::INTEGER;
CREATE MACRO months_of(period_type_) AS CASE period_type_ WHEN 'month' THEN 1 WHEN 'quarter' THEN 3 ELSE 12 END;
CREATE MACRO period_text(period_type_, last_) AS CASE period_type_
    WHEN 'month' THEN month_text(last_) WHEN 'quarter' THEN quarter_text(last_) WHEN 'r12' THEN 'R12-' || month_text(last_)
    WHEN 'financial-year' THEN financial_year_text(last_) WHEN 'calendar-year' THEN (last_ // 12)::VARCHAR END;

-- The name of every area as any of the publishers spells it.
CREATE TABLE area AS FROM (VALUES
    ('Barking and Dagenham', 'E09000002', 'borough'), ('Barnet', 'E09000003', 'borough'), ('Bexley', 'E09000004', 'borough'),
    ('Brent', 'E09000005', 'borough'), ('Bromley', 'E09000006', 'borough'), ('Camden', 'E09000007', 'borough'),
    ('Croydon', 'E09000008', 'borough'), ('Ealing', 'E09000009', 'borough'), ('Enfield', 'E09000010', 'borough'),
    ('Greenwich', 'E09000011', 'borough'), ('Hackney', 'E09000012', 'borough'), ('Hammersmith and Fulham', 'E09000013', 'borough'),
    ('Haringey', 'E09000014', 'borough'), ('Harrow', 'E09000015', 'borough'), ('Havering', 'E09000016', 'borough'),
    ('Hillingdon', 'E09000017', 'borough'), ('Hounslow', 'E09000018', 'borough'), ('Islington', 'E09000019', 'borough'),
    ('Kensington and Chelsea', 'E09000020', 'borough'), ('Kingston upon Thames', 'E09000021', 'borough'), ('Lambeth', 'E09000022', 'borough'),
    ('Lewisham', 'E09000023', 'borough'), ('Merton', 'E09000024', 'borough'), ('Newham', 'E09000025', 'borough'),
    ('Redbridge', 'E09000026', 'borough'), ('Richmond upon Thames', 'E09000027', 'borough'), ('Southwark', 'E09000028', 'borough'),
    ('Sutton', 'E09000029', 'borough'), ('Tower Hamlets', 'E09000030', 'borough'), ('Waltham Forest', 'E09000031', 'borough'),
    ('Wandsworth', 'E09000032', 'borough'), ('Westminster', 'E09000033', 'borough'), ('City of Westminster', 'E09000033', 'borough'),
    ('London Heathrow and London City Airports', 'MPS-AVIATION', 'unallocated'), ('Unknown', 'MPS-UNKNOWN', 'unallocated'),
    ('MPS', 'E23000001', 'force')
) AS listed(name, area_code, kind);

CREATE TABLE area_kind AS SELECT DISTINCT area_code, kind FROM area;

-- What the registers and frameworks declare.
CREATE TABLE declared_break AS
SELECT
    "break", month_of_text(first_month_after) AS first_month_after,
    string_split(sources, ' ') AS sources, string_split(indicators, ' ') AS indicators, string_split(areas, ' ') AS areas
FROM read_csv(getvariable('packages') || '/registers/breaks.csv', all_varchar = true, header = true)
WHERE kind = 'break' AND bridged = 'false';

CREATE TABLE constant AS
SELECT constant AS name, value::DOUBLE AS value
FROM read_csv(getvariable('packages') || '/registers/constants.csv', all_varchar = true, header = true);
CREATE MACRO constant_value(name_) AS (SELECT any_value(value) FROM constant WHERE name = name_);

-- People asked in the Public Attitude Survey in a year; a period belongs to the year in which it ends.
CREATE MACRO pas_interviews(last_) AS
    CASE WHEN last_ // 12 < 2021 THEN constant_value('pas-yearly-sample-before-2021') ELSE constant_value('pas-yearly-sample') END;

CREATE TABLE wanted AS
SELECT DISTINCT indicator, direction
FROM read_csv(getvariable('packages') || '/framework-*/indicators.csv', all_varchar = true, header = true, union_by_name = true);

-- A change that a plan wants between two financial years, each known by the March in which it ends.
CREATE TABLE wanted_change AS
SELECT DISTINCT indicator, coalesce(component, '') AS component,
    month_number(left(base_period, 4), 3) + 12 AS base_last, month_number(left(period, 4), 3) + 12 AS last
FROM read_csv(getvariable('packages') || '/framework-*/targets.csv', all_varchar = true, header = true, union_by_name = true)
WHERE target_kind = 'change-percent' AND base_period IS NOT NULL AND period IS NOT NULL;

CREATE TABLE central_borough AS
SELECT area_code
FROM read_csv(getvariable('packages') || '/areas/areas.csv', all_varchar = true, header = true)
WHERE central = 'true' AND kind = 'borough';

-- What each source file fills.
-- extract: first and last month that its files cover; ordering counts from 1, the oldest.
CREATE TABLE extract (source VARCHAR, extract VARCHAR, ordering INTEGER, first_month INTEGER, last_month INTEGER);
-- component: every series of a source; the empty component is the indicator itself.
CREATE TABLE component (source VARCHAR, indicator VARCHAR, component VARCHAR);
-- monthly_count: every month that the extract covers, zeros too, for the force, the boroughs and what has no borough; null where it is not known.
CREATE TABLE monthly_count (
    source VARCHAR, extract VARCHAR, indicator VARCHAR, component VARCHAR, area_code VARCHAR, month INTEGER, number DOUBLE
);
-- survey_percentage: a month, quarter, rolling 12 months or year that ends with last_month; asked is the number of people asked in it, of the group
-- where it is of one (null where nobody is asked); rounded: given in whole per cents.
CREATE TABLE survey_percentage (
    source VARCHAR, extract VARCHAR, indicator VARCHAR, component VARCHAR, area_code VARCHAR, group_type VARCHAR, "group" VARCHAR,
    period_type VARCHAR, last_month INTEGER, percentage DOUBLE, asked DOUBLE, design_effect DOUBLE, rounded BOOLEAN
);
CREATE TABLE population (area_code VARCHAR, year INTEGER, people DOUBLE);
-- counted_side: one of the two counts of a ratio (numerator, denominator), in the months, quarters or years, width months long, in which it is
-- published. What is not known has no row. extract: that of the ratio, the newest of what stands over the line.
CREATE TABLE counted_side (
    indicator VARCHAR, component VARCHAR, measure VARCHAR, side VARCHAR, extract VARCHAR, area_code VARCHAR, first INTEGER, width INTEGER, number DOUBLE
);
-- compared_residents: how many people each of the two groups of a ratio of rates has.
CREATE TABLE compared_residents (indicator VARCHAR, component VARCHAR, year INTEGER, people DOUBLE, base_people DOUBLE);
