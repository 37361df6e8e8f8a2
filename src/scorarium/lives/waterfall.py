"""Why a score is what it is: start, every standing entry, what neighbours and time put on it, what the bounds hid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scorarium.lives.event import Line, Parts
from scorarium.lives.lens import Watched
from scorarium.names import NEVER, Flag, ScoreKind
from scorarium.twin.arith import round_half_up
from scorarium.twin.factors import stand_in, start, value, weigh, weight
from scorarium.twin.ratings import rated
from scorarium.twin.recover import clamp
from scorarium.twin.score import standing_duties
from scorarium.twin.towards import reputation
from scorarium.twin.units import added


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the waterfall.

    Parameters
    ----------
    what
        `start`, `entry`, `factor`, or the name of another part.
    points
        In units of 1/65536.
    line
        The entry, where it is one.
    tick
        Since when, -1 where that has no meaning.
    factor
        Which factor of its scheme, counted from 0, where it is one.
    """

    what: str
    points: int
    line: Line | None = None
    tick: int = -1
    factor: int = -1

    @property
    def until(self) -> int:
        """The tick at which it ends, `NEVER` if it does not end by itself."""
        return self.line.entry.expiry if self.line is not None and self.line.entry.flags & Flag.LIVE else NEVER


def waterfall(sim: Watched, s: int, t: int, parts: Parts, lines: Sequence[Line], felt: int) -> list[Step]:
    """The steps from the start to the score of one scheme; their points add up to it exactly.

    To be asked right after phase *score*: what a person stands on, the standing phase may already change again.

    Parameters
    ----------
    sim, s, t
        The watched person's simulation, the row of the scheme, the tick.
    parts
        What made the permanent part, entries aside.
    lines
        Every entry of the person.
    felt
        Points that the live entries of those close to the person put on this score.

    Returns
    -------
    list of Step
        Empty where the person has no account.
    """
    i, st = sim.person, sim.state
    if st.enrolled[s][i] < 0:
        return []
    duties = standing_duties(sim, s, i, t)
    is_weighed = sim.schemes.kind[s] == ScoreKind.FACTORS
    is_rated = sim.schemes.kind[s] == ScoreKind.RATINGS
    steps = [Step("start", parts.start, tick=parts.since)]
    if is_weighed or is_rated:
        steps = factors(sim, s, t) if is_weighed else marks(sim, s)
    besides = weigh(sim, s, i, t) if is_weighed else steps[0].points if is_rated else 0
    unit = sim.schemes.unit[s]
    alone = st.base[s][i] + st.live[s][i] + duties + felt + besides
    shared = added(sim, s, i, alone) if unit >= 0 else 0
    own = clamp(sim, s, alone + shared)
    steps += [Step("entry", line.entry.points, line, line.entry.tick) for line in standing(sim, lines, s)]
    rest = (
        ("moves at the end of periods", parts.moves), ("clean periods", parts.clean), ("repairs", parts.repairs),
        ("spent", parts.spent), ("people brought in", parts.brought), ("leaving lists", parts.leaving),
        ("the others of their household or district", shared),
        ("time", parts.decay), ("entries of those close to them", parts.ties + felt),
        ("pull towards others", parts.drift), ("standing duties", duties),
    )  # fmt: skip
    steps += [Step(what, points) for what, points in rest if points]
    hidden = own - sum(step.points for step in steps)
    weighed = st.score[s][i] - own
    steps += [Step("held by the bounds", hidden)] if hidden else []
    steps += [Step("weight of others' scores", weighed)] if weighed else []
    return steps


def marks(sim: Watched, s: int) -> list[Step]:
    """The one step of a score that is what others say: a name, the mean of marks, or what stands for it before."""
    i, z = sim.person, sim.ratings.of_scheme[s]
    if z < 0:
        return [Step("what others think of them", reputation(sim, s, i))]
    n = sim.state.mark_count[z][i]
    counts = n >= max(1, sim.ratings.least[z])
    what = f"the mean of {n:,} {'mark' if n == 1 else 'marks'}" if counts else "start"
    return [Step(what, rated(sim, s, i), tick=-1 if counts else sim.state.enrolled[s][i])]


def factors(sim: Watched, s: int, t: int) -> list[Step]:
    """The steps of a weighted score: the lower end of its range, then what each factor adds."""
    f, low, high = sim.factors, sim.schemes.low[s], sim.schemes.high[s]
    rows = range(f.first[s], f.first[s + 1])
    if f.start[s] > -(2**31) and all(value(sim, row, s, sim.person, t) < 0.0 for row in rows):
        return [Step("start", start(sim, s, sim.person, t), tick=sim.state.enrolled[s][sim.person])]
    steps, level, share = [Step("the lower end", low)], low, 0.0
    base = set(sim.learned.base)
    for number, row in enumerate(rows):
        share += weight(sim, row, s, sim.person, t) * known(sim, row, s, t)
        now = low + round_half_up((high - low) * share)
        if row not in base:
            steps.append(Step("factor", now - level, factor=number))
        elif now != level:
            steps.append(Step("what everybody has", now - level))
        level = now
    return steps


def known(sim: Watched, row: int, s: int, t: int) -> float:
    """A factor in [0, 1], or what stands in for it where there are no data."""
    x = value(sim, row, s, sim.person, t)
    if x >= 0.0:
        return x
    return stand_in(sim, row, s, sim.person, t)


def standing(sim: Watched, lines: Sequence[Line], s: int) -> list[Line]:
    """The entries of a scheme that count now by themselves, not through a factor."""
    counts = Flag.LIVE | Flag.FOLDED
    return [
        one
        for one in lines
        if one.scheme == s and one.ended < 0 and one.entry.flags & counts and one.entry.points
        and sim.rules.factor[one.entry.rule] < 0
    ]  # fmt: skip
