-- Families and verdicts.

-- A family is all boroughs, or all groups of a kind, of one comparison, and all groups that are set against everybody: Benjamini and Hochberg's
-- step-up p-values. The force stands alone.
CREATE TABLE second_comparison AS
WITH member AS (
    SELECT *, concat_ws('|', indicator, component, measure, rule, period, extract, 
        CASE WHEN rule = 'everybody' THEN 'groups' WHEN group_type <> '' THEN group_type WHEN kind = 'borough' THEN 'boroughs' ELSE area_code END) AS family
    FROM compared
), ranked AS (
    SELECT *, row_number() OVER (PARTITION BY family, p_value IS NULL ORDER BY p_value) AS place,
        count(p_value) OVER (PARTITION BY family) AS tested
    FROM member
), adjusted AS (
    SELECT *,
        CASE WHEN p_value IS NOT NULL THEN least(1, min(p_value * tested / place) OVER (
            PARTITION BY family, p_value IS NULL ORDER BY place DESC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        )) END AS p_adjusted
    FROM ranked
), cleared AS (
    -- An interval without an end leaves out what lies beyond its other end only.
    SELECT *, p_adjusted < constant_value('false-discovery-rate') AND coalesce(leaves_out_no_change, false) AS clear FROM adjusted
)
SELECT cleared.* EXCLUDE (kind, family, place, tested, ruled_out_by, leaves_out_no_change, moved, clear, flags),
    CASE WHEN p_value IS NULL OR (kind = 'force' AND group_type = '') THEN '' ELSE family END AS family,
    CASE WHEN rule = 'everybody' AND clear THEN list_append(flags, 'clear-gap') ELSE flags END AS flags,
    CASE
        WHEN ruled_out_by IN ('break-in-series', 'unallocated-moved') THEN 'not-comparable'
        WHEN ruled_out_by IS NOT NULL OR test = '' THEN 'not-available'
        WHEN NOT clear THEN 'no-clear-change'
        WHEN moved = 0 THEN 'no-clear-change'
        WHEN direction = 'not-judged' THEN CASE WHEN moved > 0 THEN 'rose' ELSE 'fell' END
        -- Down, or a gap that is to narrow: what moved is its size.
        WHEN (moved > 0) = (direction = 'up') THEN 'improving'
        ELSE 'worsening'
    END AS verdict
FROM cleared LEFT JOIN wanted USING (indicator);
