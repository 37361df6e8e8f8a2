"""Bonus-malus ladders: exact Markov chains.

Rung 0 is the best. In each period K ~ Poisson(λ) claims move a person by the rule of the system, clamped to the ladder.

References
----------
Lemaire 1995, *Bonus-Malus Systems in Automobile Insurance*. Denuit, Maréchal, Pitrebois & Walhin 2007, *Actuarial
Modelling of Claim Counts*. Loimaranta 1972, ASTIN Bulletin 6, 207-219. Norberg 1976, Scand. Actuarial J., 92-107. Kaas,
Goovaerts, Dhaene & Denuit 2008, *Modern Actuarial Risk Theory*. Ross, *Introduction to Probability Models*.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import roots_genlaguerre
from scipy.stats import poisson

from scorarium.validation.closed_forms.chains import after, stationary, stationary_derivative

Floats = NDArray[np.float64]
Move = Callable[[int, int], int]
MOST_CLAIMS = 60


def up_down(rungs: int, down: int, first: int, further: int | None = None) -> Move:
    """Down without a claim; up by `first` for the first claim and by `further` for each other, within the ladder."""
    more = first if further is None else further
    return lambda i, k: min(rungs - 1, i + first + (k - 1) * more) if k else max(0, i - down)


def to_worst(rungs: int, down: int = 1) -> Move:
    """Down without a claim; any claim leads to the worst rung."""
    return lambda i, k: rungs - 1 if k else max(0, i - down)


def by_table(rows: Sequence[Sequence[int]]) -> Move:
    """``rows[i][k]`` is where k claims lead from rung i; the last column counts for more."""
    return lambda i, k: rows[i][min(k, len(rows[i]) - 1)]


@dataclass(frozen=True)
class Ladder:
    """A system: premiums by rung, best first; the rule; the rung of a newcomer."""

    premiums: tuple[float, ...]
    move: Move
    start: int

    @property
    def rungs(self) -> int:
        """Number of rungs."""
        return len(self.premiums)

    def transition(self, rate: float) -> Floats:
        """Transition matrix of one period."""
        k = np.arange(MOST_CLAIMS)
        claims = poisson.pmf(k, rate)
        return self._spread(np.append(claims, max(0.0, 1 - claims.sum())))

    def slope(self, rate: float) -> Floats:
        """Derivative of the transition matrix by the rate."""
        claims = poisson.pmf(np.arange(MOST_CLAIMS), rate)
        change = np.append(np.append(0.0, claims[:-1]) - claims, 0.0)
        change[-1] = -change.sum()
        return self._spread(change)

    def _spread(self, claims: Floats) -> Floats:
        found = np.zeros((self.rungs, self.rungs))
        for i in range(self.rungs):
            for k, p in enumerate(claims):
                found[i, self.move(i, k)] += p
        return found

    def law(self, rate: float, periods: int | None = None) -> Floats:
        """Law of the rung of a newcomer after so many periods; stationary without."""
        p = self.transition(rate)
        return stationary(p) if periods is None else after(p, self.start, periods)


@dataclass(frozen=True)
class Figures:
    """What the literature compares systems by, at one claim rate."""

    premium: float
    relative: float
    variation: float
    elasticity: float
    second_eigenvalue: float
    periods_to_law: int
    periods_to_premium: int


def figures(ladder: Ladder, rate: float) -> Figures:
    """Stationary average premium, its relative level, variation, Loimaranta's efficiency, and speed of convergence."""
    transition, b = ladder.transition(rate), np.array(ladder.premiums)
    pi = stationary(transition)
    premium = float(pi @ b)
    change = float(stationary_derivative(transition, ladder.slope(rate)) @ b)
    second = np.sort(np.abs(np.linalg.eigvals(transition)))[-2]
    law, to_law, to_premium, t = after(transition, ladder.start, 0), -1, -1, 0
    while (to_law < 0 or to_premium < 0) and t <= 2000:
        if to_law < 0 and 0.5 * np.abs(law - pi).sum() < 0.01:
            to_law = t
        if to_premium < 0 and abs(law @ b - premium) < 0.01 * premium:
            to_premium = t
        law, t = law @ transition, t + 1
    return Figures(
        premium,
        float((premium - b.min()) / (b.max() - b.min())),
        float(np.sqrt(pi @ b**2 - premium**2) / premium),
        rate * change / premium,
        float(second),
        to_law,
        to_premium,
    )


def with_special_bonus(ladder: Ladder, first: int, further: int, clean: int = 4, cap: int = 14) -> Ladder:
    """The Belgian rule: after so many clean periods in a row never worse than `cap`; states are (rung, clean run)."""
    width = clean + 1

    def move(state: int, k: int) -> int:
        rung, run = divmod(state, width)
        if k:
            return min(ladder.rungs - 1, rung + first + (k - 1) * further) * width
        run, rung = min(clean, run + 1), max(0, rung - 1)
        return (min(rung, cap) if run >= clean else rung) * width + run

    premiums = tuple(p for p in ladder.premiums for _ in range(width))
    return Ladder(premiums, move, ladder.start * width)


def relativities(ladder: Ladder, mean: float, shape: float) -> tuple[Floats, Floats]:
    """Shares of rungs and mean relative risk on each in a portfolio with Gamma(shape) risks (Norberg 1976).

    Gauss-Laguerre with 60 nodes.
    """
    nodes, weights = roots_genlaguerre(60, shape - 1)
    risks, weights = nodes / shape, weights / weights.sum()
    share, risk = np.zeros(ladder.rungs), np.zeros(ladder.rungs)
    for theta, weight in zip(risks, weights, strict=True):
        if weight > 1e-18:
            pi = stationary(ladder.transition(mean * float(theta)))
            share += weight * pi
            risk += weight * theta * pi
    return share, risk / share


def _hong_kong(i: int, k: int) -> int:
    if k == 0:
        return max(0, i - 1)
    return i + 3 if k == 1 and i <= 1 else 5


_DUTCH_ONE = (9, 8, 8, 7, 7, 6, 5, 4, 3, 2, 1, 1, 1, 1)
_DUTCH_TWO = (5, 4, 4, 3, 3, 2, 1, 1, 1, 1, 1, 1, 1, 1)


def _dutch(i: int, k: int) -> int:
    if k == 0:
        return max(0, i - 1)
    return 14 - (_DUTCH_ONE[i] if k == 1 else _DUTCH_TWO[i] if k == 2 else 1)


_SWISS = (45, 50, 55, 60, 65, 70, 75, 80, 90, 100, 110, 120, 130, 140, 155, 170, 185, 200, 215, 230, 250, 270)
_BELGIAN = (54, 54, 54, 57, 60, 63, 66, 69, 73, 77, 81, 85, 90, 95, 100, 105, 111, 117, 123, 130, 140, 160, 200)
_BELGIAN_OLD = (60, 65, 70, 75, 80, 85, 90, 95, 100, 100, 105, 110, 115, 120, 130, 140, 160, 200)
_ROSS = ((0, 1, 2, 3), (0, 2, 3, 3), (1, 3, 3, 3), (2, 3, 3, 3))

SYSTEMS: dict[str, Ladder] = {
    "switzerland-new": Ladder(_SWISS, up_down(22, 1, 4), 9),
    "switzerland-old": Ladder(_SWISS, up_down(22, 1, 3), 9),
    "brazil": Ladder((65, 70, 75, 80, 85, 90, 100), up_down(7, 1, 1), 6),
    "malaysia": Ladder((45, 55, 61.67, 70, 75, 100), to_worst(6), 5),
    "belgium-old": Ladder(_BELGIAN_OLD, up_down(18, 1, 2, 3), 9),
    "belgium-new": Ladder(_BELGIAN, up_down(23, 1, 4, 5), 14),
    "kenya": Ladder((40, 50, 60, 70, 80, 90, 100), to_worst(7), 6),
    "hong-kong": Ladder((40, 50, 60, 70, 80, 100), _hong_kong, 5),
    "netherlands": Ladder((30, 32.5, 35, 37.5, 40, 45, 50, 55, 60, 70, 80, 90, 100, 120), _dutch, 12),
    "ross": Ladder((200, 250, 400, 600), by_table(_ROSS), 3),
    "denuit": Ladder((0, 1, 2, 3, 4, 5), up_down(6, 1, 2), 5),
}
"""Systems of the literature. Levels and rules of Switzerland (new), Brazil, Malaysia, Belgium (new), Ross and Denuit
were read in a source (Denuit et al. 2007; *Loss Data Analytics*, ch. bonus-malus); the others are from memory."""
