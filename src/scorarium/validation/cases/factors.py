"""Family 13: scores that weigh what was done in a window, what people are, and on which list they stand."""

from collections.abc import Callable
from functools import cache

from scorarium.validation.case import WEEK, Case, Files, Setting, percent, say
from scorarium.validation.closed_forms import factors
from scorarium.validation.closed_forms.factors import Law, from_acts, weighed
from scorarium.validation.estimates import mean, share, variance

WINDOW = 26
"""Ticks of a week; an act of tick t counts at the end of ticks t … t + 25."""


def society(paid: float, late: float) -> str:
    """People who pay or do not, so many times a tick."""
    weekly = 365.25 / 7
    return f"""\
scorarium: 1
kind: society
name: debtors
tick: 1w
attributes: {{home: {{shares: {{none: 50%, rented: 30%, owned: 20%}}}}}}
acts: {{paid: {{rate: {say(weekly * paid)}/y}}, late: {{rate: {say(weekly * late)}/y}}}}
psychology: passive
"""


def scheme(parts: str, shape: str) -> str:
    """A credit score."""
    return f"""\
scorarium: 1
kind: scheme
name: bureau
operator: {{kind: company}}
senses: {{banks: {{kind: records, sees: [paid, late], detection: 80%}}}}
score:
  kind: factors
  range: [300, 900]
  shape: {shape}
  factors: {parts}
"""


def acts(adds: str, weight: float, full: float, missing: float | None = None) -> str:
    """A factor made of acts."""
    stands_in = "" if missing is None else f", missing: {percent(missing)}"
    return f"{{weight: {percent(weight)}, window: {WINDOW}w, from: {adds}, saturates: {say(full)}{stands_in}}}"


def count(rate: float) -> float:
    """Expected number of acts in the window that were seen."""
    return 0.8 * WINDOW * rate


HOME: Law = [(0.0, 0.5), (0.5, 0.3), (1.0, 0.2)]
"""Levels of an attribute count by rank."""


def questions(
    name: str, says: str, setting: Setting, law: Callable[[float], Law], border: float | None = None
) -> list[Case]:
    """Mean and variance of the score, and the share under a border."""
    found = [
        Case(13, f"{name}-mean", f"mean score, {says}", setting, lambda x: factors.moments(law(x))[0],
             lambda s: mean(s.score())),
        Case(13, f"{name}-variance", f"variance of scores, {says}", setting, lambda x: factors.moments(law(x))[1],
             lambda s: variance(s.score())),
    ]  # fmt: skip
    if border is not None:
        found.append(
            Case(13, f"{name}-below", f"share below {border:g}, {says}", setting,
                 lambda x: factors.below(law(x), border), lambda s: share(s.score() < border - 0.001))
        )  # fmt: skip
    return found


def linear() -> list[Case]:
    """Good and bad acts, and a home: a straight line with two ends."""

    def files(late: float) -> Files:
        history = acts("{paid: +1, late: -3}", 0.7, 12, 0.4)
        parts = f"{{history: {history}, home: {{weight: 30%, from_attribute: home}}}}"
        return Files(scheme(parts, "linear"), society(0.1, late))

    @cache
    def law(late: float) -> Law:
        history = from_acts([(count(0.1), 1), (count(late), -3)], 12, missing=0.4)
        return weighed([(0.7, history), (0.3, HOME)], 300, 900)

    setting = Setting("linear", files, "late payments a tick", 0.05, 110_000, WINDOW + 4, WEEK)
    return questions("linear", "70 % (s + 12)/24 of the window, 30 % rank of the home", setting, law, 500)


def one_sided() -> list[Case]:
    """Good acts fill one factor, bad ones empty another."""

    def files(late: float) -> Files:
        parts = f"{{good: {acts('{paid: +1}', 0.4, 4)}, bad: {acts('{late: -1}', 0.6, 5, 0.8)}}}"
        return Files(scheme(parts, "linear"), society(0.1, late))

    @cache
    def law(late: float) -> Law:
        good, bad = from_acts([(count(0.1), 1)], 4), from_acts([(count(late), -1)], 5, missing=0.8)
        return weighed([(0.4, good), (0.6, bad)], 300, 900)

    setting = Setting("one-sided", files, "late payments a tick", 0.1, 60_000, WINDOW + 4, WEEK)
    return questions("one-sided", "40 % s/4 of the good, 60 % 1 + s/5 of the bad, within 0 and 1", setting, law)


def logistic() -> list[Case]:
    """The same acts through a logistic curve."""

    def files(late: float) -> Files:
        parts = f"{{history: {acts('{paid: +1, late: -3}', 1.0, 4, 0.3)}}}"
        return Files(scheme(parts, "logistic"), society(0.1, late))

    @cache
    def law(late: float) -> Law:
        return weighed(
            [(1.0, from_acts([(count(0.1), 1), (count(late), -3)], 4, missing=0.3, logistic=True))], 300, 900
        )

    setting = Setting("logistic", files, "late payments a tick", 0.05, 60_000, WINDOW + 4, WEEK)
    return questions("logistic", "1/(1 + exp(-s/4)) of the window", setting, law, 500)


def cases() -> list[Case]:
    """All of family 13."""
    return [*linear(), *one_sided(), *logistic()]
