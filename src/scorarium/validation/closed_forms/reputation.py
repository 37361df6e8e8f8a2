"""Indirect reciprocity: how many are thought well of where help is judged by a norm.

``eps`` is the chance that help fails although it was meant, ``e`` that an act is judged wrongly. Everybody helps those
whom they think well of. Okada, Sasaki & Nakai (2018), J. Theor. Biol. 455, 7-15, for one observer of each act;
Fujimoto & Ohtsuki (2022), Sci. Rep. 12, 10500, for opinions of one's own about every act.
"""

from math import sqrt

TERMS = 400
"""Terms of sums that fall off at least as powers of one half."""


def public(norm: str, eps: float, e: float) -> float:
    """Share of the good where one public opinion follows each act."""
    if norm in ("simple_standing", "stern_judging"):
        return (1 - e) / (1 + (1 - 2 * e) * eps)
    return e / (1 - (1 - 2 * e) * (1 - eps))


def slope(norm: str, eps: float, e: float) -> float:
    """By how much the share of the good follows that of the tick before."""
    if norm in ("simple_standing", "stern_judging"):
        return -(1 - 2 * e) * eps
    return (1 - 2 * e) * (1 - eps)


def with_refusers(share: float, eps: float, e: float) -> float:
    """Share of the good under simple standing where some never help: refusing somebody good is bad."""
    helping = (1 - share) * eps + share
    return (1 - e) / (1 + (1 - 2 * e) * helping)


def one_observer(norm: str, e: float) -> float:
    """Share of good opinions where one observer sees each act."""
    if norm == "simple_standing":
        return 1 / (1 + sqrt(e / (1 - e)))
    a = 1 - 2 * e  # shunning: the smaller root of a p² - p + e = 0
    return (1 - sqrt(1 - 4 * a * e)) / (2 * a)


def all_observe(norm: str, e: float) -> float:
    """Share of good opinions where everybody sees each act and errs on their own."""
    total, product = 0.0, 1.0
    for i in range(TERMS):
        total += product
        if norm == "simple_standing":
            product *= 0.5 - (-(1 - 2 * e)) ** i * (0.5 - e)
        else:
            product *= 0.5 - (1 - 2 * e) ** i * (0.5 - e)
    return 1 / total if norm == "simple_standing" else 1 - 1 / total


def helped_so_far(norm: str, e: float, ticks: int) -> float:
    """Share of occasions taken in so many ticks where everybody sees each act, all beginning with a good name.

    Of somebody of whom a share x thinks well one in x is helped; the share that then thinks well of the helper, or of
    the one who refuses, hangs on x alone. So the law of shares moves on a few values; its mean tends to `all_observe`.
    """
    a, law, total = 1 - 2 * e, {1.0: 1.0}, 0.0
    for _ in range(ticks):
        after: dict[float, float] = {}
        for x, weight in law.items():
            total += weight * x
            helps, refuses = (1 - e, 1 - e - a * x) if norm == "simple_standing" else (e + a * x, e)
            after[helps] = after.get(helps, 0.0) + weight * x
            after[refuses] = after.get(refuses, 0.0) + weight * (1 - x)
        law = {x: weight for x, weight in after.items() if weight > 1e-15}
    return total / ticks
