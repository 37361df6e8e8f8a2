"""Families 8 and 11: urns in which records bring visits and visits bring records.

One patrol a day goes to one of two districts by its share of the records. What it finds there is recorded, and so it
comes back: where everything is found that is an urn of Pólya, where one district has more to find it runs away.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from scorarium.validation.case import DAY, Case, Files, Setting, percent, say
from scorarium.validation.closed_forms.attention import HAIR, chance_of_more, mean_share
from scorarium.validation.estimates import mean, share
from scorarium.validation.section import Floats, Section

COPIES = 500
Pair = tuple[float, float]
SURE: Pair = (1.0, 1.0)
NEVER: Pair = (0.0, 0.0)


def files(starts: Pair, found: Pair = SURE, reported: float = 0.0, power: float = 1.0) -> Files:
    """Two districts of one person each, who does it every day, and one patrol."""
    reports = f"\n  calls: {{kind: registry, sees: [theft], detection: {percent(reported)}}}" if reported else ""
    return Files(
        f"""\
scorarium: 1
kind: scheme
name: patrols
operator: {{kind: state}}
senses:
  patrols:
    kind: patrol
    sees: [theft]
    detection: {{by: {{district: {{1: {percent(found[0])}, 2: {percent(found[1])}}}}}}}
    effort:
      {{total: 100%, among: districts, goes_by: records, how: one_place, power: {say(power)}, memory: never,
       starts: {{1: {say(starts[0])}, 2: {say(starts[1])}}}}}{reports}
score: {{kind: record, rules: {{theft: {{on: theft, lasts: never, evidence: record}}}}}}
""",
        """\
scorarium: 1
kind: society
name: streets
tick: 1d
districts: {count: 2}
acts: {theft: {context: crime, every: 1d, lawful: false}}
psychology: passive
""",
    )


def first_share(s: Section, starts: Pair) -> Floats:
    """The first district's share of all records in every world."""
    records = np.asarray(s.state.entries, float) + np.array(starts)
    return np.asarray(records[:, 0] / records.sum(axis=1))


def of(
    family: int, setting: Setting, says: str, exact: Callable[[float], float], odds: Callable[[float], float],
    starts: Pair, than: float = 0.5,
) -> list[Case]:  # fmt: skip
    """Two questions to one run: the mean share of records, and how often it is more than so much."""
    _, _, name = setting.name.partition("-")
    more = f"how often the first district has more than {than:.0%} of {says}"
    return [
        Case(family, f"{name}-share", f"mean share of {says}", setting, exact, lambda s: mean(first_share(s, starts))),
        Case(family, f"{name}-odds", more, setting, odds, lambda s: share(first_share(s, starts) > than + HAIR)),
    ]


def urn(name: str, starts: Pair, days: int, than: float, power: float = 1.0) -> list[Case]:
    """Everything is found: where visits go by records alone."""
    setting = Setting(f"urn-{name}", lambda a: files((a, starts[1]), power=power), "records at the start", starts[0],
                      2, days, DAY, COPIES)  # fmt: skip
    says = f"the records after {days} visits, by records to the power of {power:g}"
    return of(8, setting, says, lambda a: mean_share(SURE, NEVER, (a, starts[1]), days, power),
              lambda a: chance_of_more(SURE, NEVER, (a, starts[1]), days, power, than), starts, than)  # fmt: skip


def policing(name: str, found: Pair, reported: float = 0.0, than: float = 0.5) -> list[Case]:
    """One district has more to find."""
    starts, days = (10.0, 10.0), 60
    setting = Setting(f"patrol-{name}", lambda x: files(starts, (x, found[1]), reported), "what a visit finds",
                      found[0], 2, days, DAY, COPIES)  # fmt: skip
    says = f"the records after {days} days where visits find {found[0]:.0%} and {found[1]:.0%}"
    says += f" and {reported:.0%} is reported" if reported else ""

    def visited(x: float) -> Pair:
        return 1 - (1 - x) * (1 - reported), 1 - (1 - found[1]) * (1 - reported)

    unvisited = (reported, reported)
    return of(11, setting, says, lambda x: mean_share(visited(x), unvisited, starts, days),
              lambda x: chance_of_more(visited(x), unvisited, starts, days, than=than), starts, than)  # fmt: skip


def equal() -> list[Case]:
    """Where there is as much to find in both, the beginning decides for ever."""
    starts, days = (120.0, 40.0), 240
    setting = Setting("patrol-equal", lambda a: files((a, 40.0), (0.5, 0.5)), "records at the start", 120.0, 2, days,
                      DAY, COPIES)  # fmt: skip
    says = f"the records after {days} days where both have as much to find"
    return of(11, setting, says, lambda a: mean_share((0.5, 0.5), NEVER, (a, 40.0), days),
              lambda a: chance_of_more((0.5, 0.5), NEVER, (a, 40.0), days, than=0.75), starts, 0.75)  # fmt: skip


def polya() -> list[Case]:
    """All of family 8."""
    return [
        *urn("polya", (40.0, 60.0), 100, 0.4),
        *urn("even", (60.0, 60.0), 100, 0.5),
        *urn("matthew", (20.0, 20.0), 50, 0.5, 2.0),
    ]


def ensign() -> list[Case]:
    """All of family 11."""
    return [*policing("runaway", (0.6, 0.4), than=0.58), *policing("reported", (0.6, 0.4), 0.1, 0.56), *equal()]
