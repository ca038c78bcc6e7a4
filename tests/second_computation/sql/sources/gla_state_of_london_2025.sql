-- Series behind the State of London report of 2025: surveys by month, quarter and year, reoffending by rolling year, hate crime by month.

INSERT INTO extract VALUES ('gla-state-of-london-2025', 'to-2025-04', 1, month_number(2024, 3), month_number(2025, 4));

-- A line of a chart, what stands for it in the package, and the survey that it comes from: none for reoffending, which is counted.
CREATE TABLE london_2025_line (
    dataset VARCHAR, line VARCHAR, category VARCHAR, period_type VARCHAR, indicator VARCHAR, component VARCHAR, survey VARCHAR
);
INSERT INTO london_2025_line VALUES
    ('victim_satisfaction', 'Face-to-Face Reporting (USS)', 'victim-satisfaction', 'quarter', 'victim-satisfaction', '', 'uss'),
    ('victim_satisfaction', 'Online Reporting (TDIU)', 'tdiu-satisfaction-online', 'quarter', 'tdiu-satisfaction-online', '', 'tdiu-online'),
    ('victim_satisfaction', 'Telephone Reporting (TDIU)', 'tdiu-satisfaction-telephone', 'quarter', 'tdiu-satisfaction-telephone', '', 'tdiu-telephone'),
    ('worried_crime_asb', 'Worried about crime', 'worried-about-crime', 'quarter', 'worried-about-crime', '', 'pas'),
    ('worried_crime_asb', 'Worried about anti-social behavior', 'worried-about-asb', 'quarter', 'worried-about-asb', '', 'pas'),
    ('victimisation_rate', NULL, 'victimisation-rate', 'month', 'victimisation-rate', '', 'pas'),
    ('trust_in_mps', NULL, 'trust-in-the-mps', 'calendar-year', 'trust-in-the-mps', 'gla-yearly', 'pas'),
    ('proven_reoffending', NULL, 'proven-reoffending', 'r12', 'proven-reoffending', '', NULL);

CREATE TABLE london_2025_percentage (category VARCHAR, last_month INTEGER, percentage DOUBLE);
CREATE TABLE hate_crime_2025 (month INTEGER, number DOUBLE);

-- start: published files
CREATE TABLE london_2025 AS
SELECT dataset, timeperiod_label AS label, value::DOUBLE AS value, series_or_area_code AS line
FROM read_csv(getvariable('published') || '/gla_state_of_london_2025_policing_series.csv', all_varchar = true, header = true);
INSERT INTO hate_crime_2025
SELECT month_of_text(strftime(strptime(label, '%b-%y'), '%Y%m')), value FROM london_2025 WHERE dataset = 'hate_crimes';
INSERT INTO london_2025_percentage
-- Quarters of the financial year, told by their label: Q4 20-21 ends in March 2021. The file's sort key has the wrong year for them.
SELECT category, CASE period_type
        WHEN 'quarter' THEN month_number('20' || substr(label, 4, 2), 3) + 3 * substr(label, 2, 1)::INTEGER
        WHEN 'calendar-year' THEN month_number(label, 12)
        ELSE month_of_text(strftime(strptime(label, '%b-%y'), '%Y%m')) END,
    round(100 * value, 6)
FROM london_2025 JOIN london_2025_line ON london_2025_line.dataset = london_2025.dataset
    AND (london_2025_line.line IS NULL OR london_2025_line.line = london_2025.line)
WHERE value IS NOT NULL;

-- start: data packages
CREATE TABLE london_2025 AS
SELECT * FROM read_csv(getvariable('packages') || '/state-of-london-2025/data/*/series.csv', all_varchar = true, header = true);
INSERT INTO hate_crime_2025 SELECT month_of_text(period), value::DOUBLE FROM london_2025 WHERE category = 'hate-crime';
INSERT INTO london_2025_percentage
SELECT category, CASE london_2025.period_type
        WHEN 'quarter' THEN month_of_quarter(period)
        WHEN 'calendar-year' THEN month_number(period, 12)
        ELSE month_of_text(right(period, 7)) END,
    value::DOUBLE
FROM london_2025 JOIN london_2025_line USING (category)
WHERE value IS NOT NULL;

-- start: either
INSERT INTO component SELECT 'gla-state-of-london-2025', indicator, component FROM london_2025_line;
INSERT INTO component VALUES ('gla-state-of-london-2025', 'hate-crime', 'from-march-2024');
INSERT INTO monthly_count
SELECT 'gla-state-of-london-2025', 'to-2025-04', 'hate-crime', 'from-march-2024', 'E23000001', month, number FROM hate_crime_2025;
INSERT INTO survey_percentage
SELECT 'gla-state-of-london-2025', 'to-2025-04', indicator, component, 'E23000001', '', '', period_type, last_month, percentage,
    CASE WHEN survey = 'pas' THEN pas_interviews(last_month) ELSE constant_value(survey || '-yearly-sample') END
        / CASE period_type WHEN 'month' THEN 12 WHEN 'quarter' THEN 4 ELSE 1 END,
    constant_value('design-effect-' || survey), survey IS NOT NULL
FROM london_2025_percentage JOIN london_2025_line USING (category);
