-- Hate crime by month, and the share who call it a local problem by quarter, as the Greater London Authority took them.

INSERT INTO extract VALUES ('gla-hate-crime', 'to-2024-01', 1, month_number(2017, 4), month_number(2024, 1));

CREATE TABLE hate_crime_month (month INTEGER, number DOUBLE);
CREATE TABLE hate_crime_problem (last_month INTEGER, percentage DOUBLE);

-- start: published files
INSERT INTO hate_crime_month
SELECT month_of_text(left(month, 7)), value::DOUBLE
FROM read_csv(getvariable('published') || '/gla_hate_crime_monthly_*.csv', all_varchar = true, header = true) WHERE dataset = 'htcrm';
INSERT INTO hate_crime_problem
SELECT month_number(left(period, 4), 3 * right(period, 1)::INTEGER), round(100 * value::DOUBLE, 6)
FROM read_csv(getvariable('published') || '/gla_hate_crime_monthly_*.csv', all_varchar = true, header = true)
WHERE dataset = 'sol_phtcrm' AND value IS NOT NULL;

-- start: data packages
INSERT INTO hate_crime_month
SELECT month_of_text(period), value::DOUBLE
FROM read_csv(getvariable('packages') || '/hate-crime/data/*/series.csv', all_varchar = true, header = true) WHERE category = 'hate-crime';
INSERT INTO hate_crime_problem
SELECT month_of_quarter(period), value::DOUBLE
FROM read_csv(getvariable('packages') || '/hate-crime/data/*/series.csv', all_varchar = true, header = true)
WHERE category = 'hate-crime-a-local-problem' AND value IS NOT NULL;

-- start: either
INSERT INTO component VALUES ('gla-hate-crime', 'hate-crime', ''), ('gla-hate-crime', 'hate-crime-a-local-problem', '');
INSERT INTO monthly_count SELECT 'gla-hate-crime', 'to-2024-01', 'hate-crime', '', 'E23000001', month, number FROM hate_crime_month;
INSERT INTO survey_percentage
SELECT 'gla-hate-crime', 'to-2024-01', 'hate-crime-a-local-problem', '', 'E23000001', '', '', 'quarter', last_month, percentage,
    pas_interviews(last_month) / 4, constant_value('design-effect-pas'), true
FROM hate_crime_problem;
