"""The range that linear equations leave to a sum of unknown counts."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_matrix

from build_scripts.disclosure.cells import Cell

TOLERANCE = 1e-6
INFEASIBLE = 2

# The smallest unknown: ingredient, area, group type, group, and the number of the month or quarter.
Part = tuple[str, str, str, str, int]


@dataclass(frozen=True)
class Equation:
    """``sum(coefficients of parts) = value``. ``pin`` is the published cell it comes from; ``needs`` the knowledge it rests on."""

    coefficients: dict[Part, float]
    value: float
    pin: Cell | None = None
    needs: str = ""


@dataclass(frozen=True)
class Bounds:
    """What one extract allows a cell to be."""

    lower: float
    upper: float
    pins: frozenset[Cell]


class Solver:
    """The linear program of one block."""

    def __init__(self, equations: list[Equation], least: list[Equation]):
        self.equations = equations
        self.numbers: dict[Part, int] = {}
        for equation in [*equations, *least]:
            for part in equation.coefficients:
                self.numbers.setdefault(part, len(self.numbers))
        self.equal, self.equal_to = self._matrix(equations)
        self.at_least, self.least = self._matrix(least)

    def _matrix(self, equations: list[Equation]) -> tuple[csr_matrix | None, np.ndarray | None]:
        """The coefficients and the values of the equations, or None for each where there is none."""
        if not equations:
            return None, None
        rows = [number for number, one in enumerate(equations) for _ in one.coefficients]
        columns = [self.numbers[part] for one in equations for part in one.coefficients]
        values = [coefficient for one in equations for coefficient in one.coefficients.values()]
        matrix = csr_matrix((values, (rows, columns)), shape=(len(equations), len(self.numbers)))
        return matrix, np.array([one.value for one in equations])

    def range(self, coefficients: dict[Part, float]) -> Bounds | None:
        """The least and the greatest whole number that the sum can be; None where the equations contradict each other."""
        if not coefficients.keys() <= self.numbers.keys():
            return Bounds(0.0, math.inf, frozenset())
        objective = np.zeros(len(self.numbers))
        for part, coefficient in coefficients.items():
            objective[self.numbers[part]] = coefficient
        ends, pins = [], set()
        for sign in (1.0, -1.0):
            result = linprog(
                sign * objective,
                A_ub=None if self.at_least is None else -self.at_least,
                b_ub=None if self.least is None else -self.least,
                A_eq=self.equal,
                b_eq=self.equal_to,
                bounds=(0, None),
                method="highs",
            )
            if result.status == INFEASIBLE:
                return None
            if result.x is None:
                ends.append(math.inf)
                continue
            ends.append(sign * result.fun)
            if self.equations:
                told = np.flatnonzero(np.abs(result.eqlin.marginals) > TOLERANCE)
                pins |= {self.equations[number].pin for number in told}
        return Bounds(math.ceil(ends[0] - TOLERANCE), _floor(ends[1]), frozenset(pin for pin in pins if pin is not None))


def _floor(value: float) -> float:
    return value if math.isinf(value) else float(math.floor(value + TOLERANCE))
