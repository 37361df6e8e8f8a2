"""Families 8 and 11: urns in which records bring visits and visits bring records.

One patrol a day goes to one of two districts by its share of the records. What it finds there is recorded, and so it
comes back: where everything is found that is an urn of Pólya, where one district has more to find it runs away.
"""

from __future__ import annotations

import numpy as np

from scorarium.validation.case import DAY, Case, Files, Setting, percent, say
from scorarium.validation.closed_forms.attention import majority, mean_share
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


def urn(name: str, starts: Pair, days: int, power: float = 1.0) -> Case:
    """Everything is found: where visits go by records alone."""
    setting = Setting(f"urn-{name}", lambda a: files((a, starts[1]), power=power), "records at the start", starts[0],
                      2, days, DAY, COPIES)  # fmt: skip
    says = f"mean share of records after {days} visits, by records to the power of {power:g}"
    return Case(8, name, says, setting, lambda a: mean_share(SURE, NEVER, (a, starts[1]), days, power),
                lambda s: mean(first_share(s, starts)))  # fmt: skip


def ahead() -> Case:
    """How often one of two that begin alike is ahead."""
    start, days = 40.0, 50
    starts = (start, start)
    setting = Setting("urn-ahead", lambda a: files((a, start)), "records at the start", start, 2, days, DAY, COPIES)
    return Case(8, "ahead", "how often the first of two districts that begin alike is ahead after 50 visits", setting,
                lambda a: majority(SURE, NEVER, (a, start), days),
                lambda s: share(first_share(s, starts) > 0.5))  # fmt: skip


def policing(name: str, found: Pair, reported: float = 0.0) -> Case:
    """One district has more to find."""
    starts, days = (10.0, 10.0), 60
    setting = Setting(f"patrol-{name}", lambda x: files(starts, (x, found[1]), reported), "what a visit finds",
                      found[0], 2, days, DAY, COPIES)  # fmt: skip

    def exact(x: float) -> float:
        visited = 1 - (1 - x) * (1 - reported), 1 - (1 - found[1]) * (1 - reported)
        return mean_share(visited, (reported, reported), starts, days)

    says = f"visits find {found[0]:.0%} and {found[1]:.0%}" + (f", {reported:.0%} is reported" if reported else "")
    return Case(11, f"{name}-share", f"mean share of records after {days} days, {says}", setting, exact,
                lambda s: mean(first_share(s, starts)))  # fmt: skip


def equal() -> Case:
    """Where there is as much to find in both, the beginning decides for ever."""
    starts, days = (30.0, 10.0), 60
    setting = Setting("patrol-equal", lambda a: files((a, 10.0), (0.5, 0.5)), "records at the start", 30.0, 2, days,
                      DAY, COPIES)  # fmt: skip
    return Case(11, "equal-share", f"mean share of records after {days} days where both have as much to find", setting,
                lambda a: mean_share((0.5, 0.5), NEVER, (a, 10.0), days),
                lambda s: mean(first_share(s, starts)))  # fmt: skip


def polya() -> list[Case]:
    """All of family 8."""
    return [urn("polya", (20.0, 30.0), 50), ahead(), urn("matthew", (20.0, 20.0), 50, 2.0)]


def ensign() -> list[Case]:
    """All of family 11."""
    return [policing("runaway", (0.6, 0.4)), policing("reported", (0.6, 0.4), 0.1), equal()]
