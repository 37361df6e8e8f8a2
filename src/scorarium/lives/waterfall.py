"""Why a score is what it is: start, every standing entry, what neighbours and time put on it, what the bounds hid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scorarium.lives.event import Line, Parts
from scorarium.lives.lens import Watched
from scorarium.names import NEVER, Flag
from scorarium.twin.recover import clamp
from scorarium.twin.score import standing_duties


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the waterfall.

    Parameters
    ----------
    what
        `start`, `entry`, or the name of another part.
    points
        In units of 1/65536.
    line
        The entry, where it is one.
    tick
        Since when, -1 where that has no meaning.
    """

    what: str
    points: int
    line: Line | None = None
    tick: int = -1

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
    own = clamp(sim, s, st.base[s][i] + st.live[s][i] + duties + felt)
    steps = [Step("start", parts.start, tick=parts.since)]
    steps += [Step("entry", line.entry.points, line, line.entry.tick) for line in standing(lines, s)]
    rest = (
        ("clean periods", parts.clean), ("repairs", parts.repairs), ("time", parts.decay),
        ("entries of those close to them", parts.ties + felt), ("pull towards others", parts.drift),
        ("standing duties", duties),
    )  # fmt: skip
    steps += [Step(what, points) for what, points in rest if points]
    hidden = own - sum(step.points for step in steps)
    weighed = st.score[s][i] - own
    steps += [Step("held by the bounds", hidden)] if hidden else []
    steps += [Step("weight of others' scores", weighed)] if weighed else []
    return steps


def standing(lines: Sequence[Line], s: int) -> list[Line]:
    """The entries of a scheme that count now."""
    counts = Flag.LIVE | Flag.FOLDED
    return [one for one in lines if one.scheme == s and one.ended < 0 and one.entry.flags & counts and one.entry.points]
