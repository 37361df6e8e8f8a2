"""Family 2: points that expire, each on its own clock."""

from collections.abc import Callable
from functools import cache

import numpy as np

from scorarium.validation.case import MONTH, Case, Files, Setting, percent, say
from scorarium.validation.closed_forms import chains, expiry
from scorarium.validation.estimates import mean, share, variance

FAER = (("minor", 0.375, 1, 2.5), ("gross", 0.0625, 2, 5.0), ("crime", 0.00625, 3, 10.0))
"""Offence, rate per year, points, years. With four fifths detected: 0.3, 0.05 and 0.005 recorded offences a year."""


def society(acts: str, *, attributes: str = "{}") -> str:
    """Drivers who offend at a rate and answer to nothing."""
    return f"""\
scorarium: 1
kind: society
name: drivers
tick: 1mo
attributes: {attributes}
acts: {acts}
psychology: passive
"""


def scheme(sees: str, detection: float, rules: str, lists: str = "{}") -> str:
    """Penalty points: lower is better."""
    return f"""\
scorarium: 1
kind: scheme
name: penalty-points
operator: {{kind: state}}
senses: {{police: {{kind: registry, sees: {sees}, detection: {percent(detection)}}}}}
score:
  kind: points
  start: 0
  bounds: [0, ~]
  better: lower
  rules: {rules}
lists: {lists}
"""


def one_offence(rate: float, lasts: str, *, detection: float = 1.0, repeat: str = "", lists: str = "{}") -> Files:
    """One offence, one point."""
    rule = f"{{offence: {{on: offence, points: +1, lasts: {lasts}{repeat}}}}}"
    return Files(scheme("[offence]", detection, rule, lists), society(f"{{offence: {{rate: {say(rate)}/y}}}}"))


def faer(detection: float) -> Files:
    """Three classes of offence on the clocks of the German register."""
    acts = ", ".join(f"{name}: {{rate: {say(rate)}/y}}" for name, rate, _, _ in FAER)
    rules = ", ".join(f"{name}: {{on: {name}, points: +{p}, lasts: {say(y)}y}}" for name, _, p, y in FAER)
    return Files(scheme("[minor, gross, crime]", detection, f"{{{rules}}}"), society(f"{{{acts}}}"))


@cache
def faer_law(detection: float, years: float) -> np.ndarray:
    """Exact law of the points in force."""
    classes = [expiry.PointClass(rate, points, lasts, detection) for _, rate, points, lasts in FAER]
    return expiry.points_in_force(classes, since=years, most=80)


def tail(law: Callable[[float], np.ndarray], least: int) -> Callable[[float], float]:
    """P(at least so many) under a law that depends on the parameter."""
    return lambda x: float(law(x)[least:].sum())


def moment(law: Callable[[float], np.ndarray], which: int) -> Callable[[float], float]:
    """Mean (0) or variance (1) of a law that depends on the parameter."""
    return lambda x: chains.mean_and_variance(law(x))[which]


def in_force() -> list[Case]:
    """The register in its stationary state."""
    setting = Setting("faer", faer, "detection", 0.8, 40_000, 122, MONTH)

    def law(detection: float) -> np.ndarray:
        return faer_law(detection, 122 / 12)

    says = "points in force are compound Poisson: an entry with D months counts at the end of D ticks"
    return [
        Case(2, "register-mean", f"mean: {says}", setting, moment(law, 0), lambda s: mean(s.score())),
        Case(2, "register-variance", f"variance: {says}", setting, moment(law, 1), lambda s: variance(s.score())),
        Case(2, "register-clean", f"share without points: {says}", setting, lambda x: float(law(x)[0]),
             lambda s: share(s.score() == 0)),
        Case(2, "register-four", f"share with four or more: {says}", setting, tail(law, 4),
             lambda s: share(s.score() >= 4)),
    ]  # fmt: skip


def beginners() -> list[Case]:
    """The register a year after everybody started clean."""
    setting = Setting("faer-year", faer, "detection", 0.8, 90_000, 12, MONTH)

    def law(detection: float) -> np.ndarray:
        return faer_law(detection, 1.0)

    says = "a year after a clean start the window is min(t, D)"
    return [
        Case(2, "beginners-mean", f"mean: {says}", setting, moment(law, 0), lambda s: mean(s.score())),
        Case(2, "beginners-clean", f"share without points: {says}", setting, lambda x: float(law(x)[0]),
             lambda s: share(s.score() == 0)),
    ]  # fmt: skip


def detected() -> list[Case]:
    """One offence, detected by chance."""
    setting = Setting("detected", lambda d: one_offence(0.5, "3y", detection=d), "detection", 0.6, 36_000, 40, MONTH)
    return [
        Case(2, "detected-three", "share with three or more live entries: Poisson(rate · detection · lasts)", setting,
             lambda d: float(expiry.points_in_force([expiry.PointClass(0.5, 1, 3, d)])[3:].sum()),
             lambda s: share(s.score() >= 3)),
    ]  # fmt: skip


def two_sorts_of_drivers() -> list[Case]:
    """Careful and careless drivers: a mixture of Poissons is more spread than one."""

    def files(careless: float) -> Files:
        rate = f"{{by: {{driver: {{careful: 0.1/y, careless: {say(careless)}/y}}}}}}"
        people = "{driver: {shares: {careful: 70%, careless: 30%}}}"
        return Files(
            scheme("[offence]", 1.0, "{offence: {on: offence, points: +1, lasts: 3y}}"),
            society(f"{{offence: {{rate: {rate}}}}}", attributes=people),
        )

    def law(careless: float) -> np.ndarray:
        each = [expiry.points_in_force([expiry.PointClass(rate, 1, 3)]) for rate in (0.1, careless)]
        return np.asarray(0.7 * each[0] + 0.3 * each[1])

    setting = Setting("two-sorts", files, "rate of the careless", 1.0, 30_000, 40, MONTH)
    return [
        Case(2, "mixture-four", "share with four or more in a mixture of drivers", setting, tail(law, 4),
             lambda s: share(s.score() >= 4)),
        Case(2, "mixture-variance", "variance in a mixture of drivers: more than the mean", setting, moment(law, 1),
             lambda s: variance(s.score())),
    ]  # fmt: skip


def blocked_deletion(rule: str) -> list[Case]:
    """The German rule until 2014: a new offence keeps the old ones."""
    ticks, lasts = 120, 24

    @cache
    def law(rate: float) -> np.ndarray:
        return expiry.blocked_in_ticks(rate / 12, lasts, ticks)

    def files(rate: float) -> Files:
        return one_offence(rate, "2y", repeat=f", repeat: {rule}")

    setting = Setting(f"blocked-{rule}", files, "rate", 0.3, 24_000, ticks, MONTH)
    says = f"{rule}: a chain of gaps shorter than D ticks (equal ones end first)"
    return [
        Case(2, f"{rule}-mean", f"mean, {says}", setting, moment(law, 0), lambda s: mean(s.score())),
        Case(2, f"{rule}-two", f"share with two or more, {says}", setting, tail(law, 2),
             lambda s: share(s.score() >= 2)),
    ]  # fmt: skip


def ever(least: int, rate: float, ticks: int, persons: int) -> Case:
    """Ever so many live at once: the scan statistic, as a list that nobody leaves."""

    def files(x: float) -> Files:
        lists = f"{{withdrawn: {{enter: {{score: {{from: {least}}}}}, lasts: never}}}}"
        return one_offence(x, "2y", lists=lists)

    setting = Setting(f"ever-{least}", files, "rate", rate, persons, ticks, MONTH)
    return Case(2, f"ever-{least}", f"share that ever had {least} live entries: scan statistic, windows of 24 ticks",
                setting, lambda x: expiry.ever_live_in_ticks(x / 12, 24, least, ticks),
                lambda s: share(s.listed("withdrawn")))  # fmt: skip


def cases() -> list[Case]:
    """All of family 2."""
    return [
        *in_force(),
        *beginners(),
        *detected(),
        *two_sorts_of_drivers(),
        *blocked_deletion("restarts"),
        *blocked_deletion("restarts_all"),
        ever(2, 0.2, 120, 16_000),
        ever(3, 0.5, 72, 24_000),
    ]
