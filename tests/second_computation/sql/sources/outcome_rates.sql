-- Which outcomes stand over which offences. Read after home_office_..., mps_borough and mps_knife_crime, whose tables it takes.

-- Community resolutions are left out of the headline, and with diversions in a component of its own are everything the Home Office calls positive.
INSERT INTO counted_side
WITH made AS (
    SELECT kind, area_code, last, number, component
    FROM outcome_quarter CROSS JOIN (VALUES (''), ('home-office-basis'), ('with-community-resolutions')) AS components(component)
    WHERE kind <> 'community resolution' OR component = 'with-community-resolutions'
)
SELECT 'outcome-rate-all-offences', component, 'outcome-rate', 'numerator', 'to-2026-03', area_code, last - 2, 3, sum(number) FROM made GROUP BY ALL;

-- The offences are the police's own, by month; on the other basis the Home Office's of every force, and the country is the sum of the forces.
INSERT INTO counted_side
SELECT 'outcome-rate-all-offences', components.component, 'outcome-rate', 'denominator', '', area_code, month, 1, number
FROM monthly_count CROSS JOIN (VALUES (''), ('with-community-resolutions')) AS components(component)
WHERE extract = '2026-04' AND indicator = 'total-notifiable-offences' AND monthly_count.component = '' AND area_code = 'E23000001'
UNION ALL
SELECT 'outcome-rate-all-offences', 'home-office-basis', 'outcome-rate', 'denominator', '', area_code, last - 2, 3, number
FROM force_offence WHERE kind = 'total-notifiable-offences' AND area_code = 'E23000001'
UNION ALL
SELECT 'outcome-rate-all-offences', 'home-office-basis', 'outcome-rate', 'denominator', '', 'K04000001', last - 2, 3, sum(number)
FROM force_offence WHERE kind = 'total-notifiable-offences' GROUP BY last HAVING count(*) = (SELECT count(*) FROM force_people);

INSERT INTO counted_side
SELECT 'outcome-rate-sexual-da-and-hate', 'sexual-offences', 'outcome-rate', 'numerator', 'to-2026-03', 'E23000001', last - 11, 12, number
FROM sexual_outcome_year
UNION ALL
SELECT 'outcome-rate-sexual-da-and-hate', 'sexual-offences', 'outcome-rate', 'denominator', '', area_code, month, 1, sum(number)
FROM monthly_count
WHERE extract = '2026-04' AND indicator IN ('rape', 'other-sexual-offences') AND area_code = 'E23000001' GROUP BY ALL;

INSERT INTO counted_side
WITH everywhere AS (
    SELECT * FROM knife_count UNION ALL SELECT category, 'E23000001', month, number FROM knife_count
)
SELECT 'outcome-rate-violence-and-knife-crime', replace(category, '-outcomes', ''), 'outcome-rate',
    CASE WHEN category LIKE '%-outcomes' THEN 'numerator' ELSE 'denominator' END, '2026-03-18', area_code, month, 1, sum(number)
FROM everywhere
WHERE category IN ('knife-crime', 'knife-crime-outcomes', 'knife-crime-with-injury', 'knife-crime-with-injury-outcomes') GROUP BY ALL;

-- Every source of either side, so that what breaks the series of one of them divides the rate.
INSERT INTO component VALUES
    ('home-office-outcomes', 'outcome-rate-all-offences', ''), ('mps-borough', 'outcome-rate-all-offences', ''),
    ('home-office-outcomes', 'outcome-rate-all-offences', 'with-community-resolutions'),
    ('mps-borough', 'outcome-rate-all-offences', 'with-community-resolutions'),
    ('home-office-outcomes', 'outcome-rate-all-offences', 'home-office-basis'),
    ('home-office-force-crime', 'outcome-rate-all-offences', 'home-office-basis'),
    ('home-office-outcomes-by-offence-group', 'outcome-rate-sexual-da-and-hate', 'sexual-offences'),
    ('mps-borough', 'outcome-rate-sexual-da-and-hate', 'sexual-offences'),
    ('mps-knife-crime', 'outcome-rate-violence-and-knife-crime', 'knife-crime'),
    ('mps-knife-crime', 'outcome-rate-violence-and-knife-crime', 'knife-crime-with-injury');
