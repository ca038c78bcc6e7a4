-- Outcomes of investigations, in the quarter or year in which they were recorded.

CREATE TABLE outcome_quarter (kind VARCHAR, area_code VARCHAR, last INTEGER, number DOUBLE);
-- The year of sexual offences, which has charges and everything out of court only.
CREATE TABLE sexual_outcome_year (last INTEGER, number DOUBLE);
CREATE TABLE outcome_kind (kind VARCHAR, label VARCHAR, category VARCHAR);
INSERT INTO outcome_kind VALUES
    ('charge', 'closed_t1_charge', 'closed-charge-or-summons'), ('caution of a youth', 'closed_t2_caution_youth', 'closed-youth-caution'),
    ('caution', 'closed_t3_caution_adult', 'closed-adult-caution'), ('penalty notice', 'closed_t6_pnd', 'closed-penalty-notice'),
    ('cannabis warning', 'closed_t7_cannabis_khat', 'closed-cannabis-or-khat-warning'),
    ('community resolution', 'closed_t8_community_resolution', 'closed-community-resolution'),
    ('diversion', 'closed_t22_diversionary', 'closed-diversionary-activity');

-- start: published files
INSERT INTO outcome_quarter
WITH long AS (
    UNPIVOT (FROM read_csv(getvariable('published') || '/homeoffice_outcomes_quarterly_mps_vs_england_wales.csv', all_varchar = true, header = true))
    ON COLUMNS('^closed_') INTO NAME label VALUE number
)
SELECT kind, CASE area WHEN 'Metropolitan Police' THEN 'E23000001' WHEN 'England and Wales' THEN 'K04000001' END,
    month_number(left(fy, 4), 3) + 3 * q::INTEGER, number::DOUBLE
FROM long JOIN outcome_kind USING (label);
INSERT INTO sexual_outcome_year
SELECT month_number(left(fy, 4), 3) + 12, closed_oocd::DOUBLE + closed_charge::DOUBLE
FROM read_csv(getvariable('published') || '/homeoffice_outcomes_mps_offence_group_annual_*.csv', all_varchar = true, header = true)
WHERE offence_group = 'Sexual offences';

-- start: data packages
INSERT INTO outcome_quarter
SELECT kind, area_code, month_of_quarter("quarter"), number::DOUBLE
FROM read_csv(getvariable('packages') || '/crime-outcomes/data/to-2026-03/outcomes-by-quarter.csv', all_varchar = true, header = true)
JOIN outcome_kind USING (category) WHERE number IS NOT NULL;
INSERT INTO sexual_outcome_year
SELECT month_number(left(financial_year, 4), 3) + 12, sum(number::DOUBLE)
FROM read_csv(getvariable('packages') || '/crime-outcomes/data/to-2026-03/outcomes-by-offence-group.csv', all_varchar = true, header = true)
WHERE category IN ('sexual-offences-closed-charge-or-summons', 'sexual-offences-closed-out-of-court')
GROUP BY financial_year;
