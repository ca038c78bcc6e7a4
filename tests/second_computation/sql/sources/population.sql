-- Mid-year population estimates. The force's area is the 32 boroughs: the City of London has a police of its own.

-- start: published files
INSERT INTO population
SELECT area_code, year::INTEGER, people::DOUBLE
FROM read_csv(getvariable('published') || '/ons_mye_population_borough_2019-2024.csv', all_varchar = true, header = true,
              names = ['name', 'year', 'people'])
JOIN area USING (name)
WHERE kind = 'borough';

-- start: data packages
INSERT INTO population
SELECT area_code, year::INTEGER, population::DOUBLE
FROM read_csv(getvariable('packages') || '/areas/population.csv', all_varchar = true, header = true)
WHERE area_code IN (SELECT area_code FROM area_kind WHERE kind = 'borough');

-- start: either
INSERT INTO population SELECT 'E23000001', year, sum(people) FROM population GROUP BY year;
