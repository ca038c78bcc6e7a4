-- The Public Attitude Survey: whole per cents of the 12 months to each quarter's end, without the number of people asked.

-- Questions of the survey and the indicators that take them, by the label of the older file, of the newer file, and of the package.
CREATE TABLE pas_question (older VARCHAR, newer VARCHAR, question VARCHAR, indicators VARCHAR[]);
INSERT INTO pas_question VALUES
    ('"Good Job" local', 'Police do a good job in the local area', 'police-do-a-good-job', ['police-do-a-good-job', 'confidence-in-the-mps']),
    ('Treat everyone fairly', 'Agree the police treat everyone fairly regardless of who they are', 'police-treat-everyone-fairly',
        ['police-treat-everyone-fairly']),
    ('Understand issues', 'Agree the police are dealing with the things that matter to this community', 'police-deal-with-what-matters',
        ['police-deal-with-what-matters']),
    ('Listen to concerns', 'Agree the police listen to the concerns of local people', 'police-listen-to-concerns', ['police-listen-to-concerns']),
    ('Trust MPS', NULL, 'trust-in-the-mps', ['trust-in-the-mps']);

INSERT INTO extract VALUES
    ('pas', 'to-2023-12', 1, month_number(2014, 12), month_number(2023, 12)),
    ('pas', 'to-2025-09', 2, month_number(2014, 12), month_number(2025, 9));

CREATE TABLE pas_answer (extract VARCHAR, question VARCHAR, area_code VARCHAR, last_month INTEGER, percentage DOUBLE);

-- start: published files
INSERT INTO pas_answer
WITH older AS (
    SELECT Borough AS name, Measure AS older, Date AS ended, Proportion AS share
    FROM read_csv(getvariable('published') || '/pas_*_2014Q4-2023Q4.csv', delim = ';', quote = '"', all_varchar = true, header = true, union_by_name = true)
), placed AS (
    -- One borough is spelt in two ways, which differ in a capital letter.
    SELECT older.*, coalesce(area_code, error('no code for the area ' || older.name)) AS area_code
    FROM older LEFT JOIN area ON lower(area.name) = lower(older.name)
)
SELECT 'to-2023-12', question, area_code, month_number(right(ended, 4), substr(ended, 4, 2)),
    round(100 * replace(share, ',', '.')::DOUBLE, 6)
FROM placed JOIN pas_question USING (older)
UNION ALL
SELECT 'to-2025-09', question, 'E23000001', month_of_text(strftime(strptime(date, '%b-%y'), '%Y%m')), proportion::DOUBLE
FROM read_csv(getvariable('published') || '/pas_mps_2014-12_2025-09.csv', all_varchar = true, header = true) AS dashboard
JOIN pas_question ON newer = dashboard.measure
WHERE proportion IS NOT NULL;

-- start: data packages
INSERT INTO pas_answer
SELECT regexp_extract(filename, 'data/([^/]+)/', 1), question, area_code, month_of_text(right(period, 7)), percentage::DOUBLE
FROM read_csv(getvariable('packages') || '/public-attitude-survey/data/*/percentages.csv', all_varchar = true, header = true, filename = true)
WHERE percentage IS NOT NULL;

-- start: either
INSERT INTO component SELECT 'pas', unnest(indicators), '' FROM pas_question;

-- People asked: assumed, as they are not published.
INSERT INTO survey_percentage
SELECT 'pas', extract, unnest(indicators), '', area_code, '', '', 'r12', last_month, percentage,
    CASE WHEN area_code = 'E23000001' THEN pas_interviews(last_month) ELSE constant_value('pas-borough-yearly-sample') END,
    constant_value('design-effect-pas'), true
FROM pas_answer JOIN pas_question USING (question);
