"""Family 7: lists and stocks; what a term means when a new ground comes while listed."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import numpy as np

from scorarium.validation.case import DAY, MONTH, Case, Files, Setting, percent, say
from scorarium.validation.closed_forms import listing
from scorarium.validation.estimates import mean, share, variance


def society(act: str, tick: str) -> str:
    """People who give grounds."""
    return f"""\
scorarium: 1
kind: society
name: debtors
tick: {tick}
acts: {{default: {act}}}
psychology: passive
"""


def on_a_list(act: str, tick: str, lasts: str, repeat: str) -> Files:
    """Each act is a ground."""
    return Files(
        f"""\
scorarium: 1
kind: scheme
name: debtors-list
operator: {{kind: state}}
senses: {{courts: {{kind: court, sees: [default], detection: 100%}}}}
score: {{kind: record}}
lists: {{debtors: {{colour: black, enter: {{on: default}}, lasts: {lasts}, repeat: {repeat}}}}}
""",
        society(act, tick),
    )


def in_a_file(act: str, tick: str, lasts: str) -> Files:
    """Each act is an entry with a term of its own: the live points are a stock."""
    return Files(
        f"""\
scorarium: 1
kind: scheme
name: debtors-file
operator: {{kind: state}}
senses: {{courts: {{kind: court, sees: [default], detection: 100%}}}}
score:
  kind: points
  start: 0
  bounds: [0, ~]
  better: lower
  rules: {{default: {{on: default, points: +1, lasts: {lasts}}}}}
""",
        society(act, tick),
    )


def daily(repeat: str, p: float, lasts: int) -> Files:
    """An act with a chance a day."""
    return on_a_list(f"{{every: 1d, share: {percent(p)}}}", "1d", f"{lasts}d", repeat)


def monthly(repeat: str, rate: float, years: float) -> Files:
    """An act at a rate a year, in ticks of a month."""
    return on_a_list(f"{{rate: {say(rate)}/y}}", "1mo", f"{say(years)}y", repeat)


def in_ticks(rate: float) -> float:
    """Chance of at least one act in a month."""
    return float(-np.expm1(-rate / 12))


def in_days(repeat: listing.Renewing, chance: float, days: int, ticks: int, persons: int) -> list[Case]:
    """A chance a day, a term in days."""

    def after(p: float, t: int) -> float:
        return listing.listed_after(repeat, p, days, t)

    setting = Setting(f"daily-{repeat}", lambda p: daily(repeat, p, days), "chance a day", chance, persons, ticks, DAY)
    says = f"{repeat}: {chance:.0%} a day, {days} days; release comes before acting"
    return [
        Case(7, f"daily-{repeat}", f"share listed, {says}", setting, lambda p: after(p, ticks),
             lambda s: share(s.listed("debtors"))),
        Case(7, f"daily-{repeat}-listings", f"mean number of listings, {says}", setting,
             lambda p: listing.n_listings(repeat, p, days, ticks), lambda s: mean(s.listings("debtors"))),
        Case(7, f"daily-{repeat}-days", f"mean days listed at the start of a tick, {says}", setting,
             lambda p: sum(after(p, t) for t in range(1, ticks)), lambda s: mean(s.listed_ticks("debtors"))),
    ]  # fmt: skip


def in_months(repeat: listing.Repeat, rate: float, years: float, persons: int) -> Case:
    """A rate a year, a term in years, ticks of a month."""
    setting = Setting(
        f"monthly-{repeat}-{years:g}", lambda x: monthly(repeat, x, years), "rate", rate, persons, 72, MONTH
    )
    return Case(7, f"monthly-{repeat}-{years:g}y", f"share listed, {repeat}: {rate:g} grounds a year, {years:g} years",
                setting, lambda x: listing.listed_after(repeat, in_ticks(x), round(12 * years), 72),
                lambda s: share(s.listed("debtors")))  # fmt: skip


def drawn_terms() -> list[Case]:
    """Terms that are drawn: only their mean matters in the end (Takács)."""
    setting = Setting(
        "drawn-term",
        lambda p: on_a_list(f"{{every: 1d, share: {percent(p)}}}", "1d", "{mean: 20d, law: exponential}", "ignored"),
        "chance a day", 0.04, 40_000, 100, DAY,
    )  # fmt: skip
    return [
        Case(7, "drawn-term", "share listed, ignored, exponential terms of 20 days rounded to whole days", setting,
             lambda p: listing.listed_when_drawn(p, listing.survives_exponential(20), 100),
             lambda s: share(s.listed("debtors"))),
    ]  # fmt: skip


def stock(name: str, lasts: str, survives: Callable[[int], float]) -> Case:
    """Entries with terms of their own, 70 days after nobody had any."""

    @cache
    def exact(rate: float) -> float:
        return listing.stock_in_ticks(rate, survives, 70)

    setting = Setting(
        f"stock-{name}", lambda x: in_a_file(f"{{rate: {say(x)}/d}}", "1d", lasts), "rate", 0.05, 20_000, 70, DAY
    )
    return Case(7, f"stock-{name}", f"mean stock of entries with {name} terms of 40 days after 70", setting, exact,
                lambda s: mean(s.score()))  # fmt: skip


def crowded() -> Case:
    """Several entries in a tick: each has a term of its own, or the stock would be more spread than Poisson."""

    def exact(rate: float) -> float:
        return listing.stock_in_ticks(rate, listing.survives_exponential(5), 40)

    setting = Setting(
        "crowded", lambda x: in_a_file(f"{{rate: {say(x)}/d}}", "1d", "{mean: 5d, law: exponential}"), "rate", 2.0,
        30_000, 40, DAY,
    )  # fmt: skip
    return Case(7, "crowded-variance", "variance of a stock to which two entries come in a tick: Poisson", setting,
                exact, lambda s: variance(s.score()))  # fmt: skip


def stocks() -> list[Case]:
    """M/D/∞, M/M/∞, M/E₃/∞."""
    fixed = stock("fixed", "40d", lambda j: float(j <= 40))
    return [
        fixed,
        replace(fixed, name="stock-fixed-variance", says="variance of the stock: Poisson",
                estimate=lambda s: variance(s.score())),
        stock("exponential", "{mean: 40d, law: exponential}", listing.survives_exponential(40)),
        stock("erlang", "{mean: 40d, law: erlang, stages: 3}", listing.survives_erlang(40, 3)),
    ]  # fmt: skip


def cases() -> list[Case]:
    """All of family 7."""
    return [
        *in_days("ignored", 0.05, 20, 50, 50_000),
        *in_days("restarts", 0.01, 100, 130, 20_000),
        in_months("ignored", 0.2, 2.0, 44_000),
        in_months("restarts", 0.2, 2.0, 32_000),
        in_months("adds", 0.2, 2.0, 32_000),
        in_months("adds", 0.5, 1.0, 32_000),
        *drawn_terms(),
        *stocks(),
        crowded(),
    ]
