"""Intervals, tests, limits and control-chart rules: pure functions on numbers.

Proportions go in and come out as fractions of one, never as per cents. Functions on numbers take scalars or numpy
arrays and broadcast; scalars in give Python floats out. A cell that can not be computed is NaN, so that one bad row
does not stop a batch; arguments that no row may hold (a negative count, an exposure of zero) raise ValueError.
"""
