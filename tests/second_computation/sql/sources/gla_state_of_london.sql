-- Series behind the State of London report of early 2024: offences by month, and answers of the Public Attitude Survey by quarter.

INSERT INTO extract VALUES ('gla-state-of-london', 'to-2024-03', 1, month_number(2017, 4), month_number(2024, 1));

CREATE TABLE london_count (dataset VARCHAR, category VARCHAR, indicator VARCHAR, component VARCHAR);
INSERT INTO london_count VALUES
    ('sol_da', 'domestic-abuse', 'domestic-abuse', ''), ('sol_knife', 'knife-injury-victims-under-25', 'knife-injury-victims-under-25', 'gla-series');
-- The chart's caption says unsafe; its lines are of those who feel safe.
CREATE TABLE after_dark_line (line VARCHAR, group_type VARCHAR, "group" VARCHAR);
INSERT INTO after_dark_line VALUES ('Feel Safe (All)', '', ''), ('Feel Safe (Female)', 'sex', 'female'), ('Feel Safe (Male)', 'sex', 'male');

CREATE TABLE london_month (category VARCHAR, month INTEGER, number DOUBLE);
CREATE TABLE after_dark (group_type VARCHAR, "group" VARCHAR, last_month INTEGER, percentage DOUBLE);

-- start: published files
INSERT INTO london_month
SELECT category, month_of_text(left(xvardt, 7)), yval::DOUBLE
FROM read_csv(getvariable('published') || '/gla_state_of_london_crime_series.csv', all_varchar = true, header = true)
JOIN london_count USING (dataset) WHERE yval IS NOT NULL;
INSERT INTO after_dark
-- Quarters of the calendar year: 2018Q2 ends in June.
SELECT group_type, "group", month_number(left(xvarchar, 4), 3 * right(xvarchar, 1)::INTEGER), round(100 * yval::DOUBLE, 6)
FROM read_csv(getvariable('published') || '/gla_state_of_london_crime_series.csv', all_varchar = true, header = true)
JOIN after_dark_line ON line = yvllb WHERE dataset = 'sol_dark' AND yval IS NOT NULL;

-- start: data packages
INSERT INTO london_month
SELECT category, month_of_text(period), value::DOUBLE
FROM read_csv(getvariable('packages') || '/state-of-london/data/*/series.csv', all_varchar = true, header = true)
JOIN london_count USING (category);
INSERT INTO after_dark
SELECT coalesce(group_type, ''), coalesce("group", ''), month_of_quarter(period), value::DOUBLE
FROM read_csv(getvariable('packages') || '/state-of-london/data/*/series.csv', all_varchar = true, header = true)
WHERE category = 'feel-safe-after-dark' AND value IS NOT NULL;

-- start: either
INSERT INTO component SELECT 'gla-state-of-london', indicator, component FROM london_count;
INSERT INTO component VALUES ('gla-state-of-london', 'feel-safe-after-dark', ''), ('gla-state-of-london', 'womens-safety-gap', '');
INSERT INTO monthly_count
SELECT 'gla-state-of-london', 'to-2024-03', indicator, component, 'E23000001', month, number FROM london_month JOIN london_count USING (category);
INSERT INTO survey_percentage
SELECT 'gla-state-of-london', 'to-2024-03', 'feel-safe-after-dark', '', 'E23000001', group_type, "group", 'quarter', last_month, percentage,
    pas_interviews(last_month) / 4 * CASE "group"
        WHEN 'female' THEN constant_value('pas-share-of-female') WHEN 'male' THEN constant_value('pas-share-of-male') ELSE 1 END,
    constant_value('design-effect-pas'), true
FROM after_dark;
