-- Sums of the quarterly report of 2023/24 against their budgets, and its projects against the dates that were planned first.

-- A forecast less its budget, so that an underspend is below nought; per cent only of a budget above nought, by a forecast of the same sign.
CREATE TABLE account_comparison AS
WITH sums AS (
    SELECT 'mps-revenue' AS resource, row_id, coalesce(forecast, forecast_deduced)::DOUBLE AS forecast, coalesce(budget, budget_deduced)::DOUBLE AS budget
    FROM read_csv(of_report('finance/data/mps-revenue.csv'), all_varchar = true, header = true)
    WHERE level <> 'heading'  -- what stands on a heading belongs to the line below it
    UNION ALL
    SELECT 'mps-capital', row_id, forecast::DOUBLE, budget::DOUBLE
    FROM read_csv(of_report('finance/data/mps-capital.csv'), all_varchar = true, header = true)
    UNION ALL
    -- The office of the mayor revised its budget in the quarter: the forecast is held against the revised one.
    SELECT 'mopac-vru-budget', row_id, forecast::DOUBLE, revised_budget::DOUBLE
    FROM read_csv(of_report('finance/data/mopac-vru-budget.csv'), all_varchar = true, header = true)
    UNION ALL
    SELECT 'reserves', row_id, forecast_transfers::DOUBLE, budgeted_transfers::DOUBLE
    FROM read_csv(of_report('finance/data/reserves.csv'), all_varchar = true, header = true)
)
SELECT resource, row_id, forecast - budget AS change_absolute,
    CASE
        WHEN forecast IS NULL OR budget IS NULL THEN 'not-published'
        WHEN budget = 0 THEN 'from-zero'
        WHEN budget < 0 OR forecast < 0 THEN 'negative-base'
        ELSE 'accounts'
    END AS reason,
    CASE reason WHEN 'accounts' THEN '%' ELSE '£m' END AS change_unit,
    CASE reason WHEN 'accounts' THEN 100 * (forecast / budget - 1) ELSE forecast - budget END AS change
FROM sums;

-- The report speaks of 30 June 2023 and says of no project that it was finished: what was due by then and is expected later was missed, what is
-- still due is expected in time or late. A quarter stands for its last day. Sentences say when some projects end that the table does not forecast.
CREATE TABLE milestone_comparison AS
WITH in_sentences AS (
    SELECT project, arg_max(month_of_quarter("quarter"), row_id) AS last
    FROM read_csv(of_report('activity/data/milestones-in-text.csv'), all_varchar = true, header = true) WHERE stage = 'end' GROUP BY project
), planned AS (
    SELECT row_id, month_of_quarter(base) AS due, month_of_quarter(forecast) AS forecast, in_sentences.last AS in_sentence
    FROM read_csv(of_report('activity/data/projects.csv'), all_varchar = true, header = true) LEFT JOIN in_sentences USING (project)
    WHERE base IS NOT NULL
), with_days AS (
    SELECT *, date_diff('day', last_day_of(due), last_day_of(coalesce(forecast, in_sentence))) AS days_late,
        due <= month_number(2023, 6) AS due_by_then
    FROM planned
)
SELECT row_id, days_late::DOUBLE AS days, ((forecast - due) / 3)::DOUBLE AS quarters,
    CASE
        WHEN days_late IS NULL OR (due_by_then AND days_late <= 0) THEN 'not-known'
        WHEN due_by_then THEN 'missed'
        WHEN days_late > 0 THEN 'expected-late'
        ELSE 'expected-in-time'
    END AS answer
FROM with_days;
