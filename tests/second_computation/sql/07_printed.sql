-- Figures that only a document prints: its levels, the changes that it prints or that two of its levels give, and the tests that they allow.

CREATE MACRO type_of_period(text_) AS
    CASE WHEN text_ LIKE 'R12-%' THEN 'r12' WHEN text_ LIKE '%-Q_' THEN 'quarter' ELSE 'month' END;
CREATE MACRO last_of_period(text_) AS
    CASE WHEN text_ LIKE '%-Q_' THEN month_of_quarter(text_) ELSE month_of_text(right(text_, 7)) END;

CREATE TABLE printed AS
SELECT *, type_of_period(period) AS period_type, last_of_period(period) AS last,
    -- Beside another place is no earlier time.
    CASE comparison WHEN 'other' THEN 'other-period' WHEN 'national' THEN '' ELSE comparison END AS rule,
    CASE WHEN rule <> '' THEN last_of_period(base_period) END AS base_last
FROM printed_row;

-- The people whom the Public Attitude Survey asked in a period, all of them or the women among them.
CREATE MACRO asked_of(last_, period_type_, group_) AS
    pas_interviews(last_) * months_of(period_type_) / 12 * CASE group_ WHEN 'female' THEN constant_value('pas-share-of-female') ELSE 1 END;

-- Every level once, with the offences that a rate and its outcomes leave, and the people whom a survey of that time asked.
CREATE TABLE printed_observation AS
WITH stated AS (
    SELECT indicator, component, measure, area_code, period_type, last, value, number, whole, survey, "group", disputed
    FROM printed WHERE value IS NOT NULL
    UNION ALL
    SELECT indicator, component, measure, area_code, type_of_period(base_period), base_last, base_value, base_number, whole, survey, "group", disputed
    FROM printed WHERE rule <> '' AND base_value IS NOT NULL
), once AS (
    SELECT indicator, component, measure, area_code, period_type, last, survey, "group",
        CASE WHEN min(value) = max(value) THEN any_value(value) ELSE error('two levels are printed for one: ' || any_value(indicator)) END AS value,
        any_value(number) AS number, bool_or(disputed) AS disputed, bool_and(whole) AS whole
    FROM stated GROUP BY ALL
), with_asked AS (
    SELECT *, CASE WHEN survey = 'pas' THEN asked_of(last, period_type, "group") END AS asked FROM once
)
SELECT *, last - months_of(period_type) + 1 AS first, period_text(period_type, last) AS period, 100 * number / value AS offences,
    asked / constant_value('design-effect-pas') AS effective,
    list_filter([
        'as-printed', CASE WHEN disputed THEN 'printed-otherwise' END, CASE WHEN asked IS NOT NULL THEN 'assumed-base' END,
        CASE WHEN asked IS NOT NULL THEN 'assumed-deff' END, CASE WHEN measure = 'percentage' AND whole THEN 'rounded-at-source' END,
        CASE WHEN number IS NOT NULL THEN 'e' END
    ], lambda flag : flag IS NOT NULL) AS flags
FROM with_asked;

INSERT INTO second_observation BY NAME
SELECT indicator, component, measure, area_code, '' AS group_type, '' AS "group", period, first_day(first) AS period_start,
    last_day_of(last) AS period_end, period_type, '2023-24-q1' AS extract, value, number AS numerator, offences AS denominator, asked AS n,
    effective AS n_eff, last - first + 1 AS months_present,
    CASE
        WHEN asked IS NOT NULL THEN 100 * wilson_lower(value / 100, effective)
        WHEN number IS NOT NULL THEN value / exp(z() * sqrt(1 / number + 1 / offences))
        WHEN measure = 'count' THEN count_lower(value)
    END AS lower_95,
    CASE
        WHEN asked IS NOT NULL THEN 100 * wilson_upper(value / 100, effective)
        WHEN number IS NOT NULL THEN value * exp(z() * sqrt(1 / number + 1 / offences))
        WHEN measure = 'count' THEN count_upper(value)
    END AS upper_95,
    flags, '' AS reason, false AS superseded
FROM printed_observation;

-- Pairs: those that the document makes, by an earlier level or a change; those that two of its levels allow; and, at the last level of the force,
-- the headline comparison that nothing in it allows.
CREATE TABLE printed_pair AS
WITH made AS (
    SELECT indicator, component, measure, area_code, period_type, rule, last, base_last, any_value(change) AS change, any_value(change_unit) AS printed_unit,
        any_value(survey) AS survey, any_value("group") AS of_group, bool_or(disputed) AS disputed, any_value(value) AS value,
        any_value(base_value) AS base_value
    FROM printed WHERE rule <> '' GROUP BY ALL
), ruled AS (
    SELECT *, 'r12' AS rule, last - 12 AS base_last FROM printed_observation WHERE period_type = 'r12'
    UNION ALL
    SELECT *, 'pre-pandemic', before_the_pandemic() FROM printed_observation WHERE period_type = 'r12' AND first > before_the_pandemic()
    UNION ALL
    SELECT *, 'quarter', last - 12 FROM printed_observation WHERE period_type = 'quarter'
    UNION ALL
    SELECT *, 'previous-quarter', last - 3 FROM printed_observation WHERE period_type = 'quarter'
    UNION ALL
    SELECT *, 'pre-pandemic', same_quarter_before_the_pandemic(last) FROM printed_observation
    WHERE period_type = 'quarter' AND last > before_the_pandemic()
), allowed AS (
    SELECT ruled.indicator, ruled.component, ruled.measure, ruled.area_code, ruled.period_type, ruled.rule, ruled.last, ruled.base_last, NULL::DOUBLE AS change,
        '' AS printed_unit, ruled.survey, ruled."group" AS of_group, ruled.disputed
    FROM ruled
    JOIN printed_observation AS earlier ON earlier.indicator = ruled.indicator AND earlier.component = ruled.component AND earlier.measure = ruled.measure
        AND earlier.area_code = ruled.area_code AND earlier.period_type = ruled.period_type AND earlier.last = ruled.base_last
), missed AS (
    SELECT indicator, component, measure, area_code, period_type, period_type AS rule, last, last - 12 AS base_last, NULL::DOUBLE AS change,
        '' AS printed_unit, survey, "group" AS of_group, disputed
    FROM printed_observation WHERE area_code = 'E23000001' AND period_type IN ('r12', 'quarter')
    QUALIFY last = max(last) OVER (PARTITION BY indicator, component, measure, period_type)
), together AS (
    -- What the document says itself comes first.
    SELECT * EXCLUDE (value, base_value), 1 AS place FROM made WHERE change IS NOT NULL OR (value IS NOT NULL AND base_value IS NOT NULL)
    UNION ALL
    SELECT *, 2 FROM allowed
    UNION ALL
    SELECT *, 3 FROM missed
)
SELECT * FROM together
QUALIFY row_number() OVER (PARTITION BY indicator, component, measure, area_code, period_type, rule, last, base_last ORDER BY place) = 1;

CREATE TABLE judged_print AS
WITH with_levels AS (
    SELECT printed_pair.*, now.value, now.number AS a, now.offences AS b, now.asked, before.number AS c, before.offences AS d,
        before.asked AS base_asked, before.value AS printed_base, months_of(printed_pair.period_type) AS months,
        coalesce(now.flags, CASE WHEN printed_pair.disputed THEN ['as-printed', 'printed-otherwise'] ELSE ['as-printed'] END) AS own_flags,
        coalesce(before.flags, []) AS base_flags,
        -- The earlier level that a later one and the printed change leave; of things counted it is a whole number.
        CASE
            WHEN change IS NULL THEN NULL
            WHEN printed_unit <> '%' THEN now.value - change
            WHEN printed_pair.measure = 'count' THEN floor(now.value / (1 + change / 100) + 0.5)
            ELSE now.value / (1 + change / 100)
        END AS implied_base,
        coalesce(printed_base, implied_base) AS base_value
    FROM printed_pair
    LEFT JOIN printed_observation AS now ON now.indicator = printed_pair.indicator AND now.component = printed_pair.component
        AND now.measure = printed_pair.measure AND now.area_code = printed_pair.area_code AND now.period_type = printed_pair.period_type
        AND now.last = printed_pair.last
    LEFT JOIN printed_observation AS before ON before.indicator = printed_pair.indicator AND before.component = printed_pair.component
        AND before.measure = printed_pair.measure AND before.area_code = printed_pair.area_code AND before.period_type = printed_pair.period_type
        AND before.last = printed_pair.base_last
), kinds AS (
    SELECT *,
        EXISTS (
            FROM break_of_area WHERE break_of_area.source = survey AND break_of_area.indicator = with_levels.indicator
                AND break_of_area.component = with_levels.component AND break_of_area.area_code = with_levels.area_code
                AND base_last - months + 1 < first_month_after AND last >= first_month_after
        ) AS divided,
        -- The people asked in both times: those of the survey, also where the earlier level is only implied.
        CASE WHEN survey = 'pas' AND value IS NOT NULL THEN asked_of(base_last, period_type, of_group) END AS compared_asked,
        least(CASE measure WHEN 'count' THEN value ELSE a END, CASE measure WHEN 'count' THEN base_value ELSE c END) AS fewer,
        fewer < constant_value('small-base') OR fewer / months < constant_value('low-count-mean') AS few
    FROM with_levels
), ruled AS (
    SELECT *,
        CASE
            WHEN change IS NULL AND (value IS NULL OR base_value IS NULL) THEN 'not-published'
            WHEN divided THEN 'break-in-series'
            WHEN rule = 'previous-quarter' THEN 'display-only'
            WHEN rule = 'other-period' THEN 'no-interval'
            WHEN compared_asked IS NOT NULL
                THEN CASE WHEN least(asked, compared_asked) / constant_value('design-effect-pas') < constant_value('minimum-sample') THEN 'small-sample' END
            WHEN fewer IS NULL THEN 'no-interval'
        END AS ruled_out_by
    FROM kinds
), limits AS (
    SELECT *, asked / constant_value('design-effect-pas') AS effective, compared_asked / constant_value('design-effect-pas') AS base_effective,
        value / 100 AS share, base_value / 100 AS base_share,
        -- A rate's own limits: of its few outcomes, or on the logarithm.
        CASE WHEN few THEN 100 * count_lower(a) / b ELSE value / exp(z() * sqrt(1 / a + 1 / b)) END AS low,
        CASE WHEN few THEN 100 * count_upper(a) / b ELSE value * exp(z() * sqrt(1 / a + 1 / b)) END AS high,
        CASE WHEN few THEN 100 * count_lower(c) / d ELSE base_value / exp(z() * sqrt(1 / c + 1 / d)) END AS base_low,
        CASE WHEN few THEN 100 * count_upper(c) / d ELSE base_value * exp(z() * sqrt(1 / c + 1 / d)) END AS base_high
    FROM ruled
), tested AS (
    SELECT *,
        CASE WHEN ruled_out_by IS NOT NULL THEN '' WHEN survey = 'pas' THEN 'newcombe' WHEN measure = 'count' OR few THEN 'conditional-binomial'
            ELSE 'log-ratio' END AS by_test,
        CASE
            WHEN by_test = '' THEN NULL
            WHEN survey = 'pas' THEN 100 * newcombe_lower(share, effective, base_share, base_effective)
            WHEN measure = 'count' THEN share_lower(value, value + base_value) / (1 - share_lower(value, value + base_value))
            ELSE value - base_value - sqrt(power(value - low, 2) + power(base_high - base_value, 2))
        END AS lower,
        CASE
            WHEN by_test = '' THEN NULL
            WHEN survey = 'pas' THEN 100 * newcombe_upper(share, effective, base_share, base_effective)
            WHEN measure = 'count' THEN share_upper(value, value + base_value) / nullif(1 - share_upper(value, value + base_value), 0)
            ELSE value - base_value + sqrt(power(high - value, 2) + power(base_value - base_low, 2))
        END AS upper,
        CASE
            WHEN by_test = '' THEN NULL
            WHEN survey = 'pas' THEN newcombe_p(share, effective, base_share, base_effective)
            WHEN measure = 'count' THEN mid_p(value, value + base_value, 0.5)
            WHEN few THEN mid_p(a, a + c, b / (b + d))
            ELSE two_sided(ln((a / b) / (c / d)) / sqrt(1 / a + 1 / b + 1 / c + 1 / d))
        END AS p,
        coalesce(lower > CASE measure WHEN 'count' THEN 1 ELSE 0 END OR upper < CASE measure WHEN 'count' THEN 1 ELSE 0 END, false) AS leaves_out,
        p < 0.05 AND leaves_out AS clear
    FROM limits
)
-- The months behind a number are not printed, so that how much they vary is not known: what chance alone explains is no clear change, what it does
-- not explain is left open, but for small counts. Nor is a clear change believed where the document contradicts itself.
SELECT *,
    CASE
        WHEN by_test IN ('', 'newcombe') OR NOT clear THEN ''
        WHEN NOT few THEN 'no-dispersion'
        WHEN list_contains(own_flags, 'printed-otherwise') OR list_contains(base_flags, 'printed-otherwise') THEN 'printed-otherwise'
        ELSE ''
    END AS left_open,
    by_test <> '' AND left_open = '' AS told
FROM tested;

INSERT INTO compared BY NAME
WITH shown AS (
    SELECT *, coalesce(ruled_out_by NOT IN ('not-published', 'break-in-series'), true) AS has_change,
        coalesce(has_change AND survey = 'pas' AND design_effect_decides(share, asked, base_share, compared_asked), false) AS depends_on_design,
        measure = 'count' AND by_test <> '' AND base_value < constant_value('small-base') AS small_base,
        CASE WHEN measure IN ('count', 'days') THEN value - base_value ELSE coalesce(change, value - base_value) END AS difference
    FROM judged_print
)
SELECT indicator, rule, component, measure, area_code, CASE area_code WHEN 'E23000001' THEN 'force' ELSE 'borough' END AS kind, '' AS group_type,
    '' AS "group", '2023-24-q1' AS extract, period_text(period_type, last) AS period, value, period_text(period_type, base_last) AS base_period,
    base_value, area_code AS base_area, '' AS base_group, a AS numerator, b AS denominator, asked AS n, c AS base_numerator, d AS base_denominator,
    CASE WHEN by_test = 'newcombe' OR depends_on_design THEN compared_asked ELSE base_asked END AS base_n,
    CASE WHEN NOT has_change OR small_base THEN NULL WHEN measure = 'count' THEN 100 * (value / base_value - 1) ELSE difference END AS change,
    CASE measure WHEN 'count' THEN '%' WHEN 'days' THEN 'days' WHEN 'ratio' THEN 'ratio' ELSE 'pp' END AS change_unit,
    CASE WHEN has_change THEN difference END AS change_absolute,
    CASE WHEN NOT told THEN '' WHEN small_base THEN 'ratio' WHEN measure = 'count' THEN 'change' ELSE 'difference' END AS interval_of,
    CASE WHEN NOT told THEN NULL WHEN measure = 'count' AND NOT small_base THEN 100 * (lower - 1) ELSE lower END AS lower_95,
    CASE WHEN NOT told THEN NULL WHEN measure = 'count' AND NOT small_base THEN 100 * (upper - 1) ELSE upper END AS upper_95,
    CASE WHEN told THEN by_test ELSE '' END AS test, CASE WHEN by_test = 'newcombe' OR depends_on_design THEN constant_value('design-effect-pas') END AS deff,
    CASE WHEN told THEN p END AS p_value, ruled_out_by, leaves_out AS leaves_out_no_change,
    CASE WHEN ruled_out_by IS NOT NULL THEN ruled_out_by WHEN left_open <> '' THEN left_open WHEN small_base THEN 'small-base' ELSE '' END AS reason,
    list_distinct(list_concat(own_flags, base_flags, list_filter([
        CASE WHEN value IS NOT NULL AND printed_base IS NULL AND change IS NOT NULL THEN 'e' END,
        CASE WHEN ruled_out_by = 'break-in-series' THEN 'b' END,
        CASE WHEN depends_on_design THEN 'design-effect-decides' END,
        CASE WHEN told AND by_test <> 'newcombe' AND NOT few THEN 'least-interval' END
    ], lambda flag : flag IS NOT NULL))) AS flags,
    value - base_value AS moved
FROM shown;

-- Levels of other places as printed, each for its own time: not tested, as the numbers behind them are not known.
INSERT INTO compared BY NAME
SELECT indicator, rule, '' AS component, measure, 'E23000001' AS area_code, 'force' AS kind, '' AS group_type, '' AS "group", '2023-24-q1' AS extract,
    period, value, period AS base_period, base_value, base_area, '' AS base_group,
    CASE measure WHEN 'rate' THEN 100 * (value / base_value - 1) ELSE value - base_value END AS change,
    CASE measure WHEN 'rate' THEN '%' ELSE 'pp' END AS change_unit, value - base_value AS change_absolute, '' AS interval_of, '' AS test,
    'level-only' AS ruled_out_by, false AS leaves_out_no_change, 'level-only' AS reason, ['as-printed'] AS flags
FROM printed_level;

-- Groups against everybody ----------------------------------------------------------------------------------------------------------

-- The group is among everybody: p is f of the group and 1 - f of the rest, and the gap is 1 - f of what lies between group and rest. Both results
-- are whole per cents, each up to half a point from the true one.
CREATE TABLE gap_to_everybody AS
WITH share_of_group AS (
    FROM assumed_share
    UNION ALL
    SELECT 'ethnicity', "group", people / sum(people) OVER () FROM resident WHERE grouping = 'standard' QUALIFY "group" <> 'white'
    UNION ALL VALUES ('sex', 'female', constant_value('pas-share-of-female')), ('sex', 'male', constant_value('pas-share-of-male'))
), with_asked AS (
    SELECT *, last_of_period(period) AS last, pas_interviews(last_of_period(period)) AS all_asked, constant_value('design-effect-pas') AS design_effect,
        (total + gap) / 100 AS p_group, total / 100 AS p
    FROM printed_gap JOIN share_of_group USING (group_type, "group")
), with_rest AS (
    SELECT *, all_asked / design_effect AS all_effective, share * all_asked AS asked, share * all_asked / design_effect AS effective,
        least(greatest((p - share * p_group) / (1 - share), 0), 1) AS p_rest
    FROM with_asked
), with_variances AS (
    SELECT *, p_group * (1 - p_group) / effective AS of_group, p_rest * (1 - p_rest) / (all_effective - effective) AS of_rest FROM with_rest
)
SELECT *, 100 * (1 - share) * sqrt(of_group + of_rest) AS gap_error,
    sqrt(power(1 / p_group - share / p, 2) * of_group + power((1 - share) / p, 2) * of_rest) AS ratio_error
FROM with_variances;

INSERT INTO second_observation BY NAME
WITH observed AS (
    SELECT question AS indicator, 'percentage' AS measure, * EXCLUDE (indicator, question), 100 * p_group AS value, 100 * wilson_lower(p_group, effective) AS lower,
        100 * wilson_upper(p_group, effective) AS upper, true AS follows
    FROM gap_to_everybody
    UNION ALL
    -- Half a point for either result, and the interval of a gap is a point wider each way.
    SELECT indicator, 'gap', * EXCLUDE (indicator, question), gap, gap - z() * gap_error - 1, gap + z() * gap_error + 1, false FROM gap_to_everybody
    UNION ALL
    SELECT question, 'ratio', * EXCLUDE (indicator, question), p_group / p, (p_group - 0.005) / (p + 0.005) * exp(-z() * ratio_error),
        (p_group + 0.005) / (p - 0.005) * exp(z() * ratio_error), true
    FROM gap_to_everybody
)
SELECT indicator, '' AS component, measure, area_code, group_type, "group", period, first_day(last - 11) AS period_start, last_day_of(last) AS period_end,
    'r12' AS period_type, '2023-24-q1' AS extract, value, asked AS n, effective AS n_eff, 12 AS months_present, lower AS lower_95, upper AS upper_95,
    CASE WHEN follows THEN ['as-printed', 'rounded-at-source', 'assumed-base', 'assumed-deff', 'e']
        ELSE ['as-printed', 'rounded-at-source', 'assumed-base', 'assumed-deff'] END AS flags, '' AS reason, false AS superseded
FROM observed
UNION ALL
-- An earlier gap that nothing but the printed change tells.
SELECT indicator, '', 'gap', area_code, group_type, "group", base_period, first_day(last_of_period(base_period) - 11),
    last_day_of(last_of_period(base_period)), 'r12', '2023-24-q1', gap - change, NULL, NULL, 12, NULL, NULL, ['as-printed', 'rounded-at-source', 'e'], '', false
FROM gap_to_everybody WHERE change IS NOT NULL;

-- A level beside a level of the same time: nothing is judged. Clear is what no rounding and no chance explains.
INSERT INTO compared BY NAME
SELECT question AS indicator, 'everybody' AS rule, '' AS component, 'percentage' AS measure, area_code, 'force' AS kind, group_type, "group",
    '2023-24-q1' AS extract, period, total + gap AS value, period AS base_period, total AS base_value, area_code AS base_area, '' AS base_group,
    asked AS n, all_asked AS base_n, gap AS change, 'pp' AS change_unit, gap AS change_absolute, 'difference' AS interval_of,
    gap - z() * gap_error - 1 AS lower_95, gap + z() * gap_error + 1 AS upper_95, 'group-in-total' AS test, design_effect AS deff,
    two_sided(greatest(abs(gap) - 1, 0) / gap_error) AS p_value, 'group-and-total' AS ruled_out_by, abs(gap) > z() * gap_error + 1 AS leaves_out_no_change,
    'group-and-total' AS reason,
    list_filter(['as-printed', 'rounded-at-source', 'assumed-base', 'assumed-deff', 'e',
        CASE WHEN abs(gap) >= constant_value('gap-threshold') THEN 'marked-gap' END,
        -- The error grows with the root of the design effect, from the one that it assumes.
        CASE WHEN (abs(gap) > z() * gap_error * sqrt(least_design_effect() / design_effect) + 1)
            <> (abs(gap) > z() * gap_error * sqrt(most_design_effect() / design_effect) + 1) THEN 'design-effect-decides' END
    ], lambda flag : flag IS NOT NULL) AS flags
FROM gap_to_everybody
UNION ALL BY NAME
-- Two rolling years that end a quarter apart share nine months: no test.
SELECT indicator, 'previous-quarter' AS rule, '' AS component, 'gap' AS measure, area_code, 'force' AS kind, group_type, "group", '2023-24-q1' AS extract,
    period, gap AS value, base_period, gap - change AS base_value, area_code AS base_area, '' AS base_group, change, 'pp' AS change_unit,
    change AS change_absolute, '' AS interval_of, '' AS test, 'windows-overlap' AS ruled_out_by, 'windows-overlap' AS reason,
    ['as-printed', 'rounded-at-source', 'e'] AS flags
FROM gap_to_everybody WHERE change IS NOT NULL;
