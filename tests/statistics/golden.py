"""Published values the statistics are held to, each table with where it was published.

Figures only: (inputs ..., expected ...). Proportions are fractions; tolerances are those of the printed precision.
"""

# Newcombe 1998, Statistics in Medicine 17:857-872, Table I: successes, sample, lower, upper (95%).
WILSON_NEWCOMBE_1998 = [
    (81, 263, 0.255289, 0.366210),
    (15, 148, 0.062386, 0.160487),
    (0, 20, 0.0, 0.161125),
    (1, 29, 0.0061, 0.1718),
]
CLOPPER_PEARSON_NEWCOMBE_1998 = [
    (81, 263, 0.252737, 0.367622),
    (15, 148, 0.057844, 0.161650),
    (0, 20, 0.0, 0.1684),
    (1, 29, 0.000873, 0.177644),
]

# UKHSA, PHEindicatormethods 2.1.0, package tests: successes, sample, confidence, lower, upper.
WILSON_UKHSA = [
    (65, 100, 0.95, 0.5525444329, 0.7363575176),
    (1045, 5000, 0.95, 0.1979554988, 0.2204913037),
    (65, 100, 0.998, 0.4954946574, 0.7783540614),
]

# Newcombe 1998, Statistics in Medicine 17:873-890, Table II, method 10: x1, n1, x2, n2, lower, upper (95%).
# The first three and the seventh also stand in the tests of R's DescTools (BinomDiffCI, method "score").
NEWCOMBE_1998 = [
    (56, 70, 48, 80, 0.0524, 0.3339),
    (9, 10, 3, 10, 0.1705, 0.8090),
    (6, 7, 2, 7, 0.0582, 0.8062),
    (5, 56, 0, 29, -0.0381, 0.1926),
    (0, 10, 0, 20, -0.1611, 0.2775),
    (0, 10, 0, 10, -0.2775, 0.2775),
    (10, 10, 0, 20, 0.6791, 1.0000),
    (10, 10, 0, 10, 0.6075, 1.0000),
    # DescTools, package tests, the fourth example of their source (a paper of the Western Users of SAS Software, 2016).
    (84, 101, 89, 105, -0.1177, 0.0851),
]
# The same, to six places (recomputed with statsmodels 0.15).
NEWCOMBE_SIX_PLACES = [
    (56, 70, 48, 80, 0.052431, 0.333873),
    (9, 10, 3, 10, 0.170523, 0.809018),
    (6, 7, 2, 7, 0.058228, 0.806250),
    (0, 10, 0, 20, -0.161125, 0.277533),
    (0, 10, 0, 10, -0.277533, 0.277533),
    (10, 10, 0, 20, 0.679086, 1.0),
]

# Metropolitan Police, quarterly performance report Q1 2023/24: per cents of effective samples, and the interval of their
# difference in percentage points. Trust 67 v 69 of 4,800 interviews; user satisfaction 64 v 66 of 2,400. p, n, p0, n0, lower, upper.
SURVEY_DIFFERENCES = [
    (0.67, 4800 / 1.5, 0.69, 4800 / 1.5, -4.283, 0.286),
    (0.67, 4800, 0.69, 4800, -3.864, -0.134),
    (0.64, 2400, 0.66, 2400, -4.694, 0.698),
]

# Garwood 1936 (chi-squared quantiles, scipy 1.17): count, lower, upper (95%).
GARWOOD = [
    (0, 0.0, 3.688879),
    (1, 0.025318, 5.571643),
    (5, 1.623486, 11.668332),
    (10, 4.795389, 18.390356),
    (100, 81.363991, 121.626794),
    (115, 94.944294, 138.040084),
]
# R, help page of stats::poisson.test, Welsh nickel workers: 137 events in 24.19893 expected.
GARWOOD_RATE = (137, 24.19893, 4.753125, 6.692709)

# UKHSA, PHEindicatormethods 2.1.0, package tests: count, lower, upper (95%); then events, population, lower, upper per 100.
BYAR_UKHSA = [(65, 50.163187710459454, 82.84913854593984)]
RATES_UKHSA = [
    (5, 100, 1.62348639011842, 11.668332079322669),
    (20, 100, 12.211428834875937, 30.889880369197066),
]

# Two Poisson counts: count, exposure, base count, base exposure, exact p, ratio, lower, upper (95%).
# R, help page of stats::poisson.test (Fredericia against three other cities); domestic abuse homicide 14 v 21 and homicide 115 v 118 as in
# the Metropolitan Police's quarterly performance report Q1 2023/24.
CONDITIONAL_BINOMIAL = [
    (11, 800, 21, 3011, 0.079668633, 1.9714880952, 0.8584264034, 4.2772659437),
    (14, 1, 21, 1, 0.310504659, 0.6666666667, 0.3135566183, 1.3746329068),
    (115, 1, 118, 1, 0.8957927008, 0.9745762712, 0.7472211647, 1.2708058984),
]

# Metropolitan Police, the same report: later count, earlier count, dispersion, statistic. Violence with injury.
QUASI_POISSON = [(78484, 77096, 1.0, 3.52), (78484, 77096, 5.0, 1.57)]
# Knife injury of people under 25: later, earlier, interval of the change in per cent at dispersion 1.
KNIFE_INJURY = (1340, 1243, -0.2, 16.5)

# Benjamini and Hochberg 1995, Journal of the Royal Statistical Society B 57:289, the worked example: p values; rejections at 0.05.
BENJAMINI_HOCHBERG_1995 = (
    [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0],
    {"bonferroni": 3, "holm": 3, "simes-hochberg": 3, "fdr_bh": 4},
)
# stdlib.js, documentation of stats/padjust, method bh: p values, adjusted.
PADJUST_STDLIB = ([0.008, 0.03, 0.123, 0.6, 0.2], [0.04, 0.075, 0.205, 0.6, 0.25])

# Kish 1965, Survey Sampling: weights, design effect, effective sample.
KISH = ([1, 2, 3, 4], 1.2, 10 / 3)

# Metropolitan Police, the same report: the precision its user satisfaction survey claims (about two points): p, n, margin in points.
MARGIN = (0.64, 2400, 1.92036)

# XmR: values, screened, mean, lower, upper. NHSRplotthedots, vignette "Deviations from Excel defaults" (with and without screening).
PLOT_THE_DOTS = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]
# Montgomery, Introduction to Statistical Quality Control: viscosity of aircraft primer paint (mean moving range 0.48).
MONTGOMERY = [33.75, 33.05, 34.0, 33.81, 33.46, 34.02, 33.68, 33.27, 33.49, 33.2, 33.62, 33.0, 33.54, 33.12, 33.84]
# NHSRplotthedots, tests/testthat/_snaps/ptd_spc_standard.md: R's set.seed(123); rnorm(20).
NORMAL_20 = [
    *(-0.56047565, -0.23017749, 1.55870831, 0.07050839, 0.12928774, 1.71506499, 0.46091621, -1.26506123, -0.68685285, -0.44566197),
    *(1.2240818, 0.35981383, 0.40077145, 0.11068272, -0.55584113, 1.78691314, 0.49785048, -1.96661716, 0.7013559, -0.47279141),
]
XMR = [
    (PLOT_THE_DOTS, True, 1.94444444, -0.71555556, 4.60444444),
    (PLOT_THE_DOTS, False, 1.94444444, -3.06261438, 6.95150327),
    (MONTGOMERY, False, 33.52333333, 32.24463333, 34.80203333),
    (NORMAL_20, True, 0.1416238, -3.01138, 3.294627),
]
MONTGOMERY_MOVING_RANGE = 0.48071429

# NHSRplotthedots, tests/testthat/test-ptd_calculate_point_type.R. The sign is ours: theirs marks a rise 1 and a fall -1 too.
TRENDS = [
    ([2, 1, 2, 3, 4, 5, 6, 7, 3], [0, 0, 0, 0, 0, 0, 0, 1, 0]),
    ([2, 7, 6, 5, 4, 3, 2, 1, 3], [0, 0, 0, 0, 0, 0, 0, -1, 0]),
    ([1, 2, 3, 3, 4, 5, 6], [0, 0, 0, 0, 0, 0, 0]),
    ([1, 2, 3, 4, 5, 6], [0, 0, 0, 0, 0, 0]),
    ([1, 2, 3, 4, 5, 6, 7], [0, 0, 0, 0, 0, 0, 1]),
]
PARTS_OF_RUNS = [
    ([0, 0, 0, 0, 0, 0, 0, 1, 0], [0, 1, 1, 1, 1, 1, 1, 1, 0]),
    ([0, 0, 0, 0, 0, 0, -1, 0], [-1, -1, -1, -1, -1, -1, -1, 0]),
]
SHIFTS = [
    ([1, 1, 1, 1, 1, 1, 1, 1, -1], [0, 0, 0, 0, 0, 0, 1, 1, 0]),
    ([-1, -1, -1, -1, -1, -1, -1, -1, 1], [0, 0, 0, 0, 0, 0, -1, -1, 0]),
    ([1, 1, 1, 1, 1, 1, -1], [0, 0, 0, 0, 0, 0, 0]),
]
# Beyond two sigma, sides of the mean, points within a window of three that the rule takes.
TWO_OF_THREE_WINDOWS = [
    ([0, 0, 1, 0, 1, 0, 0], [1] * 7, [0, 0, 1, 1, 1, 0, 0]),
    ([0, 0, 1, 1, 0, 0, 0], [1] * 7, [0, 1, 1, 1, 1, 0, 0]),
    ([1, 0, 1], [1, 1, 1], [1, 1, 1]),
    ([1, 0, 1], [1, -1, 1], [0, 0, 0]),
    ([0, 0, 1, 1, 0, 0, 0], [-1, 1, -1, 1, -1, 1, -1], [0] * 7),
]
# The points that the rule itself marks.
TWO_OF_THREE_POINTS = [([0, 0, 1, 1, 0, 0, 0], [1] * 7, [0, 0, 1, 1, 0, 0, 0]), ([1, 0, 0, 1, 1], [1] * 5, [0, 0, 0, 1, 1])]

# NHSRplotthedots, tests/testthat/test-ptd_calculate_assurance_type.R: direction, target 4, limits, verdict.
ASSURANCE = [
    ("up", 4, (1, 3), "consistently-failing"),
    ("up", 4, (5, 7), "consistently-passing"),
    ("up", 4, (1, 5), "hit-or-miss"),
    ("down", 4, (1, 3), "consistently-passing"),
    ("down", 4, (5, 7), "consistently-failing"),
    ("down", 4, (1, 5), "hit-or-miss"),
]

# UKHSA, PHEindicatormethods, tests/testthat/testdata_funnel_prop_outputs.csv: sample, 95% lower and upper, 99.8% lower and upper, in per
# cents, around a centre of 80.642448%.
FUNNEL_CENTRE_PER_CENT = 80.642448
FUNNEL_PROPORTIONS = [
    (1, 3.204264, 100, 0, 100),
    (41, 68.548635, 92.736260, 61.574398, 99.710497),
    (1008, 78.203374, 83.081521, 76.796814, 84.488082),
    (12316, 79.944665, 81.340231, 79.542269, 81.742627),
    (110000, 80.408963, 80.875933, 80.274317, 81.010578),
]
# The same package, testdata_funnel_rate_outputs.csv: events, and for one year the population at which that many events lie exactly on
# the 95% lower, 95% upper, 99.8% lower and 99.8% upper limit of a rate of 116.1720835 per 100,000 over three years.
FUNNEL_RATE = 116.1720835 / 100_000
FUNNEL_YEARS = 3
FUNNEL_RATES = [
    (1, 1598.675694, 7.264481402, 2649.348525, 0.287087625),
    (2, 2072.984403, 69.49732367, 3221.906682, 13.02722321),
    (5, 3348.002593, 465.8280129, 4721.370883, 212.14848),
    (9, 4902.152951, 1180.827018, 6501.096999, 703.6760012),
    (99, 34583.45945, 23087.10848, 38382.78582, 20393.92315),
    (1360, 411529.9259, 369759.5622, 424043.2424, 358342.3275),
]

# Metropolitan Police, Monthly Crime Dashboard, borough file to November 2023 (Open Government Licence v3.0): force totals by month,
# December 2020 to November 2023.
MONTHS_FROM = "2020-12"
THEFT_FROM_PERSON = [
    *(3117, 1662, 1515, 2155, 2581, 3134, 2922, 3230, 3171, 3436, 4765, 4824),
    *(4506, 4007, 4302, 5194, 4569, 4733, 4553, 4915, 3853, 3590, 5602, 6040),
    *(6110, 5569, 5574, 5884, 5647, 5674, 5517, 5490, 5034, 5002, 6683, 8492),
]
VIOLENCE_WITH_INJURY = [
    *(5131, 4383, 4306, 5283, 5710, 6483, 6914, 7041, 6200, 6525, 6655, 6322),
    *(6086, 6038, 5792, 6432, 6164, 7023, 6859, 7248, 6815, 6415, 6739, 6343),
    *(5919, 5902, 5720, 6357, 6333, 7153, 7732, 7261, 6813, 7050, 6781, 6342),
]
# The same file: robbery in Bexley and in Sutton, the same months.
ROBBERY_BEXLEY = [
    *(14, 19, 17, 12, 15, 11, 12, 19, 11, 21, 14, 15, 21, 24, 15, 18, 16, 26),
    *(21, 32, 17, 29, 17, 29, 20, 24, 32, 29, 17, 37, 22, 34, 24, 39, 31, 29),
]
ROBBERY_SUTTON = [
    *(17, 13, 5, 16, 15, 16, 22, 20, 37, 26, 14, 20, 25, 30, 23, 21, 22, 24),
    *(26, 23, 37, 31, 24, 26, 24, 36, 48, 22, 12, 26, 30, 29, 24, 39, 47, 38),
]
