-- Figures that only the quarterly report of 2023/24 prints. Its rows are transcribed in the data packages, which are read from either start:
-- the document itself is no table.

-- A row of the report that tells something of a measure: a level, an earlier level or a change of it, and the numbers behind both where it prints them.
CREATE TABLE printed_row (
    indicator VARCHAR, component VARCHAR, measure VARCHAR, area_code VARCHAR, period VARCHAR, value DOUBLE, number DOUBLE,
    comparison VARCHAR, base_period VARCHAR, base_value DOUBLE, base_number DOUBLE, change DOUBLE, change_unit VARCHAR,
    whole BOOLEAN, survey VARCHAR, "group" VARCHAR, disputed BOOLEAN
);
CREATE MACRO of_report(part_) AS getvariable('packages') || '/report-2023-24-q1-' || part_;

-- Rows that name their measure, and period, themselves.
CREATE TABLE named_row (part VARCHAR, row_id VARCHAR, indicator VARCHAR, component VARCHAR, measure VARCHAR, survey VARCHAR, "group" VARCHAR);
INSERT INTO named_row VALUES
    ('response', '0505-01', '999-calls-answered-in-10-seconds', '', 'percentage', '', ''),
    ('response', '0583-01', '999-calls-answered-in-10-seconds', '', 'percentage', '', ''),
    ('response', '0583-02', '999-calls-answered-in-10-seconds', '', 'percentage', '', ''),
    ('response', '0505-03', 'i-calls-attended-in-15-minutes', '', 'percentage', '', ''),
    ('response', '0505-04', 's-calls-attended-in-1-hour', '', 'percentage', '', ''),
    ('victims', '0348-02', 'aware-of-the-victims-code', '', 'percentage', '', ''),
    ('victims', '0382-03', 'victim-does-not-support-action', 'all-offences', 'percentage', '', ''),
    ('victims', '0382-02', 'victim-does-not-support-action', 'domestic-abuse', 'percentage', '', ''),
    ('victims', '0372-02', 'victim-does-not-support-action', 'other-sexual-offences', 'percentage', '', ''),
    ('victims', '0382-01', 'victim-does-not-support-action', 'rape', 'percentage', '', ''),
    ('standards', '0766-01', 'complaint-and-conduct-timeliness', 'conduct-matters', 'days', '', ''),
    ('standards', '0766-02', 'complaint-and-conduct-timeliness', 'conduct-matters', 'days', '', ''),
    ('standards', '0760-01', 'complaint-and-conduct-timeliness', 'public-complaints', 'days', '', ''),
    ('standards', '0760-02', 'complaint-and-conduct-timeliness', 'public-complaints', 'days', '', ''),
    ('standards', '0785-01', 'misconduct-disproportionality', '', 'ratio', '', ''),
    ('standards', '0785-02', 'misconduct-disproportionality', '', 'ratio', '', ''),
    -- The files of the survey have rolling 12 months only; a sentence has single quarters.
    ('trust', '0210-01', 'police-do-a-good-job', 'single-quarters', 'percentage', 'pas', ''),
    ('trust', '0210-02', 'trust-in-the-mps', 'single-quarters', 'percentage', 'pas', ''),
    ('violence', '0992-01', 'knife-crime-a-local-problem', '', 'percentage', 'pas', ''),
    ('violence', 'female-after-dark', 'womens-feelings-of-safety', 'after-dark', 'percentage', 'pas', 'female'),
    ('violence', 'female-day', 'womens-feelings-of-safety', 'in-the-day', 'percentage', 'pas', 'female'),
    ('violence', 'domestic-abuse', 'repeat-accused', 'domestic-abuse', 'percentage', '', ''),
    ('violence', 'sexual-offences', 'repeat-accused', 'sexual-offences', 'percentage', '', ''),
    ('violence', 'stalking', 'repeat-accused', 'stalking', 'percentage', '', ''),
    ('violence', '0967-01', 'outcome-rate-violence-and-knife-crime', 'violence-with-injury', 'outcome-rate', '', ''),
    ('violence', '0967-02', 'outcome-rate-violence-and-knife-crime', 'violence-with-injury', 'outcome-rate', '', ''),
    ('violence', '1011-01', 'outcome-rate-sexual-da-and-hate', 'hate-crime', 'outcome-rate', '', ''),
    ('violence', '1011-02', 'outcome-rate-sexual-da-and-hate', 'hate-crime', 'outcome-rate', '', ''),
    ('violence', 'hate-crime-sanction-detection-rate', 'outcome-rate-sexual-da-and-hate', 'hate-crime', 'outcome-rate', '', ''),
    ('violence', '1038-01', 'outcome-rate-sexual-da-and-hate', 'domestic-abuse', 'outcome-rate', '', ''),
    ('violence', '1047-01', 'outcome-rate-sexual-da-and-hate', 'rape', 'outcome-rate', '', ''),
    ('trust', '0686-01', 'outcome-rate-neighbourhood-crime', 'theft-from-the-person', 'outcome-rate', '', ''),
    ('trust', '0686-02', 'outcome-rate-neighbourhood-crime', 'theft-from-the-person', 'outcome-rate', '', ''),
    ('trust', '0702-01', 'outcome-rate-neighbourhood-crime', 'personal-robbery', 'outcome-rate', '', ''),
    ('trust', '0702-02', 'outcome-rate-neighbourhood-crime', 'personal-robbery', 'outcome-rate', '', ''),
    ('violence', 'lethal-barrelled-discharges-offences', 'lethal-barrelled-discharges', '', 'count', '', '');
-- Strands of hate crime are not in the series that are published by month.
INSERT INTO named_row
SELECT 'violence', strand || '-hate-crime-offences', 'hate-crime', strand || '-hate-crime', 'count', '', ''
FROM (VALUES ('anti-semitic'), ('disability'), ('faith'), ('homophobic'), ('islamophobic'), ('racist'), ('transgender')) AS strands(strand);

-- Rows of the table of outcomes: two years of outcomes, and of their rate to 100 offences.
CREATE TABLE outcome_row (category VARCHAR, indicator VARCHAR);
INSERT INTO outcome_row VALUES
    ('personal-robbery', 'outcome-rate-neighbourhood-crime'), ('residential-burglary', 'outcome-rate-neighbourhood-crime'),
    ('theft-from-the-person', 'outcome-rate-neighbourhood-crime'), ('vehicle-crime', 'outcome-rate-neighbourhood-crime'),
    ('violence-with-injury', 'outcome-rate-violence-and-knife-crime'),
    ('anti-semitic-hate-crime', 'outcome-rate-sexual-da-and-hate'), ('disability-hate-crime', 'outcome-rate-sexual-da-and-hate'),
    ('domestic-abuse', 'outcome-rate-sexual-da-and-hate'), ('faith-hate-crime', 'outcome-rate-sexual-da-and-hate'),
    ('homophobic-hate-crime', 'outcome-rate-sexual-da-and-hate'), ('islamophobic-hate-crime', 'outcome-rate-sexual-da-and-hate'),
    ('other-sexual-offences', 'outcome-rate-sexual-da-and-hate'), ('racist-hate-crime', 'outcome-rate-sexual-da-and-hate'),
    ('rape', 'outcome-rate-sexual-da-and-hate'), ('transgender-hate-crime', 'outcome-rate-sexual-da-and-hate');
CREATE TABLE outcome_table AS
SELECT category, outcomes_r12_2023_06::DOUBLE AS outcomes, outcomes_r12_2022_06::DOUBLE AS base_outcomes,
    rate_r12_2023_06::DOUBLE AS rate, rate_r12_2022_06::DOUBLE AS base_rate, rate_change::DOUBLE AS rate_change
FROM read_csv(of_report('outcomes/data/crime-outcomes.csv'), all_varchar = true, header = true);

-- Where the report's dashboard prints the offences of a row of that table, or its rate, the two can contradict each other: the outcomes at any rate
-- that rounds to the printed one leave a range of offences, and the dashboard's may lie outside.
CREATE TABLE contradicted AS
WITH dashboard AS (
    SELECT category, any_value(value::DOUBLE) FILTER (measure = 'count') AS offences, any_value(value::DOUBLE) FILTER (measure = 'outcome-rate') AS rate
    FROM read_csv(of_report('violence/data/violence-dashboard.csv'), all_varchar = true, header = true) GROUP BY category
)
SELECT category, offences NOT BETWEEN 100 * outcomes / (outcome_table.rate + 0.05) AND 100 * outcomes / (outcome_table.rate - 0.05) AS offences_differ,
    dashboard.rate <> outcome_table.rate AS rates_differ
FROM outcome_table JOIN dashboard USING (category);

INSERT INTO printed_row BY NAME
WITH sentence AS (
    SELECT regexp_extract(filename, '2023-24-q1-([a-z]+)/', 1) AS part, *
    FROM read_csv([of_report('response/data/statements.csv'), of_report('victims/data/statements.csv'), of_report('violence/data/statements.csv'),
        of_report('trust/data/statements.csv'), of_report('standards/data/timeliness.csv'), of_report('standards/data/misconduct-disproportionality.csv'),
        of_report('violence/data/violence-dashboard.csv'), of_report('violence/data/repeat-accused.csv'),
        of_report('violence/data/safety-walking-alone.csv')],
        all_varchar = true, header = true, union_by_name = true, filename = true)
)
SELECT named_row.indicator, named_row.component, named_row.measure, sentence.area_code, period, value::DOUBLE AS value, NULL::DOUBLE AS number,
    coalesce(comparison, '') AS comparison, base_period, base_value::DOUBLE AS base_value, NULL::DOUBLE AS base_number,
    change::DOUBLE AS change, coalesce(change_unit, '') AS change_unit, value_printed NOT LIKE '%.%' AS whole, survey, named_row."group",
    -- Of lethal discharges the table of outcomes has a row too.
    coalesce(offences_differ AND named_row.measure = 'count', false) AS disputed
FROM named_row
JOIN sentence USING (part, row_id)
LEFT JOIN contradicted ON contradicted.category = CASE named_row.component WHEN '' THEN named_row.indicator ELSE named_row.component END;

INSERT INTO printed_row BY NAME
SELECT indicator, category AS component, 'outcome-rate' AS measure, 'E23000001' AS area_code, 'R12-2023-06' AS period, rate AS value, outcomes AS number,
    'r12' AS comparison, 'R12-2022-06' AS base_period, base_rate AS base_value, base_outcomes AS base_number, rate_change AS change, 'pp' AS change_unit,
    false AS whole, '' AS survey, '' AS "group", coalesce(offences_differ OR rates_differ, false) AS disputed
FROM outcome_row JOIN outcome_table USING (category) LEFT JOIN contradicted USING (category)
UNION ALL
-- The numbers of outcomes by themselves, in which nothing contradicts.
SELECT indicator, component, 'count', 'E23000001', 'R12-2023-06', outcomes, NULL, 'r12', 'R12-2022-06', base_outcomes, NULL, NULL, '', true, '', '', false
FROM (VALUES ('total-notifiable-offences', 'offenders-sanctioned', ''),
    ('racist-hate-crime', 'outcomes-of-violence-sexual-and-hate-crime', 'racist-hate-crime'),
    ('sexual-offences', 'outcomes-of-violence-sexual-and-hate-crime', 'sexual-offences'),
    ('violence-against-the-person', 'outcomes-of-violence-sexual-and-hate-crime', 'violence-against-the-person')) AS taken(category, indicator, component)
JOIN outcome_table USING (category);

-- How fast the police came, by borough: five quarters, and the change of the last from the first.
INSERT INTO printed_row BY NAME
WITH calls AS (
    SELECT area_code, call_type, period, value::DOUBLE AS value, value_printed NOT LIKE '%.%' AS whole, '' AS comparison, NULL AS base_period,
        NULL::DOUBLE AS change
    FROM read_csv(of_report('response/data/emergency-response.csv'), all_varchar = true, header = true)
    UNION ALL
    SELECT area_code, call_type, period, NULL, true, comparison, base_period, change::DOUBLE
    FROM read_csv(of_report('response/data/emergency-response-changes.csv'), all_varchar = true, header = true)
)
SELECT CASE call_type WHEN 'i-call' THEN 'i-calls-attended-in-15-minutes' ELSE 's-calls-attended-in-1-hour' END AS indicator, '' AS component,
    'percentage' AS measure, area_code, period, value, NULL::DOUBLE AS number, comparison, base_period, NULL::DOUBLE AS base_value,
    NULL::DOUBLE AS base_number, change, 'pp' AS change_unit, whole, '' AS survey, '' AS "group",
    -- Hillingdon falls by nineteen points in one quarter, where no other borough moves by more than eight.
    call_type = 's-call' AND area_code = 'E09000017' AND (period = '2023-24-Q1' OR period = '2022-23-Q4') AS disputed
FROM calls;
INSERT INTO component SELECT DISTINCT survey, indicator, component FROM printed_row;

-- Levels of other places that a sentence of the report sets beside the force's own.
CREATE TABLE printed_level (
    indicator VARCHAR, measure VARCHAR, rule VARCHAR, period VARCHAR, value DOUBLE, base_area VARCHAR, base_value DOUBLE
);
INSERT INTO printed_level
SELECT indicator, measure, comparison, period, value::DOUBLE,
    CASE WHEN indicator LIKE '999%' THEN 'rest-of-england-and-wales' WHEN comparison = 'national' THEN 'K04000001' ELSE 'most-similar-forces' END,
    base_value::DOUBLE
FROM read_csv([of_report('response/data/statements.csv'), of_report('violence/data/statements.csv')], all_varchar = true, header = true, union_by_name = true)
WHERE row_id IN ('0505-01', '0583-01', '0955-01', '0955-02');

-- How far the answers of a group lie from those of everybody, in whole points: four questions, eighteen groups. Gaps in trust are a measure of
-- their own, the others belong to the question.
CREATE TABLE printed_gap AS
SELECT cell.indicator AS question, CASE cell.indicator WHEN 'trust-in-the-mps' THEN 'trust-gaps-between-groups' ELSE cell.indicator END AS indicator,
    cell.area_code, cell.group_type, cell."group", cell.period, gap::DOUBLE AS gap, everybody.value::DOUBLE AS total,
    sentence.base_period, sentence.change::DOUBLE AS change
FROM read_csv(of_report('trust/data/perception-gaps.csv'), all_varchar = true, header = true) AS cell
JOIN read_csv(of_report('trust/data/perception-results.csv'), all_varchar = true, header = true) AS everybody USING (indicator, area_code, period)
-- Sentences say by how much some gaps moved.
LEFT JOIN read_csv(of_report('trust/data/statements.csv'), all_varchar = true, header = true) AS sentence
    ON sentence.indicator = cell.indicator AND sentence.measure = 'gap' AND sentence.group_type = cell.group_type AND sentence."group" = cell."group"
    AND sentence.period = cell.period AND sentence.change IS NOT NULL;
-- The share of the interviews that is taken to be with a group, where no count of residents says it: an assumption.
CREATE TABLE assumed_share AS
SELECT group_type, "group", share::DOUBLE AS share
FROM read_csv(getvariable('packages') || '/composition/groups.csv', all_varchar = true, header = true)
WHERE survey = 'pas' AND basis = 'assumption';
