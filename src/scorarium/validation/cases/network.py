"""Family 4: scores coupled to the scores, or to the harmful points, of others."""

from collections.abc import Callable

import numpy as np

from scorarium.validation.case import DAY, Case, Files, Setting, percent, say
from scorarium.validation.closed_forms import network
from scorarium.validation.estimates import Estimate, ratio
from scorarium.validation.section import Section

Spectrum = tuple[np.ndarray, np.ndarray]


def society(ties: str, acts: str = "{act: {rate: 0/y}}") -> str:
    """People who are born different and tied."""
    return f"""\
scorarium: 1
kind: society
name: tied
tick: 1d
attributes: {{birth: {{shares: {{low: 50%, high: 50%}}}}}}
ties: {ties}
acts: {acts}
psychology: passive
"""


def scheme(contagion: str, start: str, rules: str = "{}") -> str:
    """Points by birth, coupled."""
    return f"""\
scorarium: 1
kind: scheme
name: coupled
operator: {{kind: platform}}
senses: {{all: {{kind: registry, sees: [act], detection: 100%}}}}
score:
  kind: points
  start: {start}
  bounds: [~, ~]
  rules: {rules}
  contagion: {contagion}
"""


BIRTH = "{by: {birth: {low: 0, high: 1000}}}"


def by_birth(s: Section) -> np.ndarray:
    """Everybody's own value, from its mean."""
    own = np.where(s.level("birth", "high"), 1000.0, 0.0)
    return np.asarray(own - own.mean())


def spectral(over: np.ndarray, under: np.ndarray, weights: np.ndarray, n: int) -> float:
    """Standard error of a ratio of quadratic forms in independent values: 2 Σ (f - R g)² / (Σ g)², over eigenvalues.

    The fourth cumulant drops out on graphs on which all persons are alike, as the diagonal of f - R g is nought.
    """
    r = (weights @ over) / (weights @ under)
    return float(np.sqrt(2 * (weights @ (over - r * under) ** 2) / n) / (weights @ under))


def variance_ratio(
    spectrum: Callable[[int], Spectrum], shrink: Callable[[np.ndarray], np.ndarray]
) -> Callable[[Section], Estimate]:
    """Variance of scores over variance of own values, with its error from the spectrum."""

    def estimate(s: Section) -> Estimate:
        own, score = by_birth(s), s.score()
        values, weights = spectrum(len(own))
        value = float(score.var() / own.var())
        return Estimate(value, spectral(shrink(values) ** 2, np.ones_like(values), weights, len(own)))

    return estimate


def ring(degree: int) -> Callable[[int], Spectrum]:
    """Eigenvalues of a ring, evenly weighted."""

    def spectrum(n: int) -> Spectrum:
        return network.ring_spectrum(n, degree), np.full(n, 1 / n)

    return spectrum


def friends(degree: int, shape: str) -> str:
    """Everybody has so many friends."""
    return f"{{friends: {{mean_degree: {degree}, shape: {shape}}}}}"


def coupled(share: float, law: str = "anchored", whom: str = "friends") -> str:
    """Contagion of the score."""
    return scheme(f"{{{whom}: {{share: {percent(share)}, of: score, law: {law}}}}}", BIRTH)


def on_a_ring(degree: int, share: float) -> Case:
    """The fixed point of Friedkin & Johnsen on a ring."""
    persons = 30_000
    setting = Setting(
        f"ring-{degree}",
        lambda a: Files(coupled(a), society(friends(degree, "ring"))),
        "share",
        share,
        persons,
        40,
        DAY,
    )
    return Case(4, f"ring-{degree}", f"variance ratio on a ring with {degree} friends, a = {share:g}", setting,
                lambda a: network.variance_ratio(network.ring_spectrum(persons, degree), a),
                variance_ratio(ring(degree), lambda values: network.shrink(values, share)))  # fmt: skip


def on_a_regular_graph(degree: int, share: float, ticks: int, persons: int) -> Case:
    """The same on a random regular graph."""
    setting = Setting(
        f"regular-{degree}", lambda a: Files(coupled(a), society(friends(degree, "regular"))), "share", share, persons,
        ticks, DAY,
    )  # fmt: skip
    return Case(4, f"regular-{degree}", f"variance ratio on a random regular graph of degree {degree}, a = {share:g}",
                setting, lambda a: network.regular_ratio(degree, a),
                variance_ratio(lambda _: network.regular_spectrum(degree),
                               lambda values: network.shrink(values, share)))  # fmt: skip


def neighbours() -> Case:
    """Correlation of the scores of two friends."""

    def estimate(s: Section) -> Estimate:
        x = s.score() - s.score().mean()
        whose, whom = s.friends
        values, weights = network.regular_spectrum(4)
        h = network.shrink(values, 0.5)
        value = float((x[whose] * x[whom]).mean() / x.var())
        return Estimate(value, spectral(h**2 * values, h**2, weights, len(x)))

    setting = Setting(
        "regular-4", lambda a: Files(coupled(a), society(friends(4, "regular"))), "share", 0.5, 64_000, 30, DAY
    )
    return Case(4, "regular-4-neighbours", "correlation of friends' scores on a random regular graph, a = 0.5", setting,
                lambda a: network.regular_neighbours(4, a), estimate)  # fmt: skip


def households() -> Case:
    """Complete graphs of five: the households."""

    def estimate(s: Section) -> Estimate:
        score, own = s.score() - s.score().mean(), by_birth(s)
        home = s.household
        return ratio(np.bincount(home, score**2), np.bincount(home, own**2))

    setting = Setting(
        "households",
        lambda a: Files(coupled(a, whom="household"), society("{household: {sizes: {5: 100%}}}")),
        "share", 0.5, 30_000, 40, DAY,
    )  # fmt: skip
    return Case(4, "households", "variance ratio in households of five, a = 0.5: the complete graph", setting,
                lambda a: network.variance_ratio(network.complete_spectrum(5), a), estimate)  # fmt: skip


def drifting() -> Case:
    """DeGroot: after t steps differences have shrunk by ((1 - a) + aμ)^t; in the first tick nobody has a score yet."""
    ticks = 20

    def shrink(values: np.ndarray, share: float) -> np.ndarray:
        return np.asarray((1 - share + share * values) ** (ticks - 1))

    setting = Setting(
        "drift", lambda a: Files(coupled(a, "drift"), society(friends(8, "regular"))), "share", 0.2, 60_000, ticks, DAY
    )
    values, weights = network.regular_spectrum(8)
    return Case(4, "drift", "variance ratio after 20 ticks of drift on a random regular graph, a = 0.2", setting,
                lambda a: float(weights @ shrink(values, a) ** 2),
                variance_ratio(lambda _: (values, weights), lambda v: shrink(v, 0.2)))  # fmt: skip


def points() -> list[Case]:
    """Harmful points of friends weigh on a person: at once while they live, one tick later for good."""
    rate, degree, ticks = 0.05, 4, 60

    def files(share: float, lasts: str) -> Files:
        rule = f"{{bad: {{on: act, points: -10{lasts}}}}}"
        contagion = f"{{friends: {{share: {percent(share)}, of: points, per: friend}}}}"
        return Files(
            scheme(contagion, "0", rule), society(friends(degree, "regular"), f"{{act: {{rate: {say(rate)}/d}}}}")
        )

    def spread_error(s: Section) -> float:
        return float(10 * (1 + 0.2 * degree) * np.sqrt(s.entries().sum()) / len(s.entries()))

    def live_error(s: Section) -> float:
        return float(10 * (1 + 0.2 * degree) * np.sqrt(20 / ticks * s.entries().sum()) / len(s.entries()))

    ever = Setting("points", lambda a: files(a, ""), "share", 0.2, 20_000, ticks, DAY)
    live = Setting("live-points", lambda a: files(a, ", lasts: 20d"), "share", 0.2, 50_000, ticks, DAY)
    return [
        Case(4, "points", "mean score under contagion of points without a clock: friends' of all ticks but the last",
             ever, lambda a: -10 * rate * (ticks + a * degree * (ticks - 1)),
             lambda s: Estimate(float(s.score().mean()), spread_error(s))),
        Case(4, "live-points", "mean score under contagion of points that live 20 ticks", live,
             lambda a: -10 * rate * 20 * (1 + a * degree), lambda s: Estimate(float(s.score().mean()), live_error(s))),
    ]  # fmt: skip


def cases() -> list[Case]:
    """All of family 4."""
    return [
        on_a_ring(2, 0.5),
        on_a_ring(4, 0.3),
        on_a_regular_graph(4, 0.5, 30, 64_000),
        on_a_regular_graph(8, 0.5, 40, 30_000),
        on_a_regular_graph(10, 0.8, 100, 12_000),
        neighbours(),
        households(),
        drifting(),
        *points(),
    ]
