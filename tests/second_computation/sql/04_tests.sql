-- Changes of counts, rates and percentages, their intervals and tests. Needs the table dispersion, which Python fills from telling_months.

-- Counts and rates --------------------------------------------------------------------------------------------------------------

CREATE TABLE judged_number AS
WITH with_test AS (
    SELECT number_rule.*, dispersion.dispersion AS phi
    FROM number_rule
    LEFT JOIN dispersion ON dispersion.source = number_rule.source AND dispersion.extract = number_rule.extract
        AND dispersion.indicator = number_rule.indicator AND dispersion.component = number_rule.component
        AND dispersion.area_code = number_rule.area_code AND dispersion."last" = number_rule."last" AND test = 'quasi-poisson'
), with_share AS (
    -- Given both counts together, the later one is a share of them; a share of nothing can be any, from none to all.
    SELECT *,
        CASE WHEN test = 'conditional-binomial' THEN share_lower(number, number + base_number) END AS exact_share_lower,
        CASE WHEN test = 'conditional-binomial' THEN share_upper(number, number + base_number) END AS exact_share_upper
    FROM with_test
), with_ratio AS (
    SELECT *,
        -- The ratio of the two rates, then of the two windows: days of difference between them are part of the change in numbers.
        days / base_days AS window_ratio,
        CASE test
            WHEN 'quasi-poisson' THEN exp(ln((number / exposure) / (base_number / base_exposure)) - z() * sqrt(phi * (1 / number + 1 / base_number)))
            WHEN 'conditional-binomial' THEN exact_share_lower / (1 - exact_share_lower) * base_exposure / exposure
        END AS rate_ratio_lower,
        CASE test
            WHEN 'quasi-poisson' THEN exp(ln((number / exposure) / (base_number / base_exposure)) + z() * sqrt(phi * (1 / number + 1 / base_number)))
            -- No upper limit where nothing stands against the later count.
            WHEN 'conditional-binomial' THEN exact_share_upper / nullif(1 - exact_share_upper, 0) * base_exposure / exposure
        END AS rate_ratio_upper,
        CASE test
            WHEN 'quasi-poisson' THEN two_sided((number / exposure - base_number / base_exposure)
                / sqrt(phi * (number / power(exposure, 2) + base_number / power(base_exposure, 2))))
            WHEN 'conditional-binomial' THEN mid_p(number, number + base_number, exposure / (exposure + base_exposure))
        END AS p_value
    FROM with_share
)
SELECT *,
    rate_ratio_lower * window_ratio AS ratio_lower, rate_ratio_upper * window_ratio AS ratio_upper,
    -- The test is of events a day, the interval of whole windows: a leap day in one of them can make the two disagree.
    days <> base_days AND coalesce(rate_ratio_lower > 1 OR rate_ratio_upper < 1, false) <> coalesce(ratio_lower > 1 OR ratio_upper < 1, false)
        AS leap_day_decides,
    coalesce(ruled_out_by IN ('display-only'), true) AS shown,
    base_number < constant_value('small-base') AS small_base
FROM with_ratio;

-- Percentages -------------------------------------------------------------------------------------------------------------------

-- No survey publishes its design effect. Whether a difference leaves out nought is asked with the least and with the most that it may be.
CREATE MACRO difference_is_clear(p, n, q, m, deff) AS newcombe_lower(p, n / deff, q, m / deff) > 0 OR newcombe_upper(p, n / deff, q, m / deff) < 0;
CREATE MACRO least_design_effect() AS constant_value('plausible-design-effect-least');
CREATE MACRO most_design_effect() AS constant_value('plausible-design-effect-most');
CREATE MACRO design_effect_decides(p, n, q, m) AS
    difference_is_clear(p, n, q, m, least_design_effect()) <> difference_is_clear(p, n, q, m, most_design_effect());

CREATE TABLE judged_percentage AS
WITH ruled AS (
    SELECT *, ruled_out_by IS NULL AS tested, coalesce(ruled_out_by IN ('display-only', 'no-interval', 'small-sample'), true) AS shown,
        -- Said of the whole force, also where only the rule keeps a difference from being tested.
        kind = 'force' AND group_type = '' AND coalesce(ruled_out_by = 'display-only', true)
            AND least(effective, base_effective) >= constant_value('minimum-sample') AND design_effect_decides(share, n, base_share, base_n)
            AS depends_on_design
    FROM percentage_pair
)
SELECT *,
    CASE WHEN tested THEN 100 * newcombe_lower(share, effective, base_share, base_effective) END AS difference_lower,
    CASE WHEN tested THEN 100 * newcombe_upper(share, effective, base_share, base_effective) END AS difference_upper,
    CASE WHEN tested THEN newcombe_p(share, effective, base_share, base_effective) END AS p_value
FROM ruled;

-- All comparisons, in the shape in which they are published -----------------------------------------------------------------------

CREATE TABLE compared AS
SELECT indicator, rule, component, published_measure AS measure, area_code, kind, '' AS group_type, '' AS "group", extract, period, value, base_period, base_value,
    area_code AS base_area, '' AS base_group,
    number AS numerator, people AS denominator, NULL::DOUBLE AS n, base_number AS base_numerator, base_people AS base_denominator, NULL::DOUBLE AS base_n,
    CASE WHEN value IS NOT NULL THEN unallocated_share END AS unallocated_share,
    CASE WHEN base_value IS NOT NULL THEN base_unallocated_share END AS base_unallocated_share,
    CASE WHEN shown AND NOT small_base THEN 100 * (value / base_value - 1) END AS change, '%' AS change_unit,
    CASE WHEN shown THEN value - base_value END AS change_absolute,
    CASE WHEN test = '' THEN '' WHEN small_base THEN 'ratio' ELSE 'change' END AS interval_of,
    CASE WHEN small_base THEN ratio_lower ELSE 100 * (ratio_lower - 1) END AS lower_95,
    CASE WHEN small_base THEN ratio_upper ELSE 100 * (ratio_upper - 1) END AS upper_95,
    test, phi, NULL::DOUBLE AS deff, p_value, ruled_out_by, ratio_lower > 1 OR ratio_upper < 1 AS leaves_out_no_change,
    CASE
        WHEN ruled_out_by IS NOT NULL THEN ruled_out_by
        WHEN base_number = 0 THEN 'from-zero'
        WHEN small_base THEN 'small-base'
        WHEN test = '' THEN 'not-tested'
        ELSE ''
    END AS reason,
    list_filter([
        CASE WHEN ruled_out_by = 'break-in-series' THEN 'b' END, CASE WHEN estimated THEN 'e' END,
        CASE WHEN leap_day_decides THEN 'leap-day' END
    ], lambda flag : flag IS NOT NULL) AS flags,
    -- What the verdict looks at: above nought where the figure is the larger one now.
    value - base_value AS moved
FROM judged_number
UNION ALL
SELECT indicator, rule, component, 'percentage', area_code, kind, group_type, "group", extract, period, value, base_period, base_value,
    area_code, "group", NULL, NULL, n, NULL, NULL, base_n, NULL, NULL,
    CASE WHEN shown THEN value - base_value END, 'pp', CASE WHEN shown THEN value - base_value END,
    CASE WHEN tested THEN 'difference' ELSE '' END, difference_lower, difference_upper,
    CASE WHEN tested THEN 'newcombe' ELSE '' END, NULL, CASE WHEN tested OR depends_on_design THEN design_effect END, p_value, ruled_out_by,
    difference_lower > 0 OR difference_upper < 0, coalesce(ruled_out_by, ''),
    CASE WHEN ruled_out_by = 'break-in-series' THEN list_append(flags, 'b') WHEN depends_on_design THEN list_append(flags, 'design-effect-decides')
        ELSE flags END, value - base_value
FROM judged_percentage
UNION ALL
-- A single quarter can not be had from rolling 12 months: said once, at the last one, where nothing but those is published.
SELECT indicator, 'quarter', component, 'percentage', area_code, kind, group_type, "group", extract, quarter_text(last), NULL,
    quarter_text(last - 12), NULL, area_code, "group", NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'pp', NULL,
    '', NULL, NULL, '', NULL, NULL, NULL, 'rolling-only', false, 'rolling-only', flags, NULL
FROM answered_end AS rolling
WHERE last = last_known AND period_type = 'r12' AND NOT EXISTS (
    FROM asked WHERE asked.extract = rolling.extract AND asked.indicator = rolling.indicator AND asked.component = rolling.component
        AND asked.period_type <> 'r12'
);
