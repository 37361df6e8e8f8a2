"""How far a run is: what is told to whoever waits."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Doing = Literal["society", "compile", "live", "measure", "vary", "parts"]


@dataclass(frozen=True, slots=True)
class Progress:
    """A moment of a run.

    Parameters
    ----------
    doing
        ``society``: people are generated; ``compile``: the first tick, in which the engine may be compiled (once);
        ``live``: ticks pass; ``measure``: outcomes are taken; ``vary``: the whole is lived at other numbers;
        ``parts``: parts of a society pass, each through all its ticks, and take the place of ticks.
    society
        Whose people live now.
    replicate, replicates
        Which of how many, counted from 1; of the points where numbers are varied.
    tick, ticks
        How many have been lived of how many.
    done
        Share of the whole run, 0 to 1.
    seconds_left
        Until everything is done; None while nobody can say.
    """

    doing: Doing
    society: str
    replicate: int
    replicates: int
    tick: int
    ticks: int
    done: float
    seconds_left: float | None


Tell = Callable[[Progress], None]


class Teller:
    """Counts pieces of work and tells how far they are.

    Parameters
    ----------
    tell
        Who waits; None for nobody.
    pieces
        Replicates of societies to be lived.
    replicates
        Of the whole run.
    points
        At which varied numbers are tried, after the replicates.
    """

    def __init__(self, tell: Tell | None, *, pieces: int, replicates: int, points: int = 0) -> None:
        self._tell, self._pieces, self._replicates, self._points = tell, pieces, replicates, points
        self._finished, self._since, self._share_then = 0, 0.0, 0.0

    def say(self, doing: Doing, society: str, replicate: int, tick: int = 0, ticks: int = 0) -> None:
        """Tell where replicate `replicate` (from 0) stands."""
        if self._tell is None:
            return
        share = min(1.0, (self._finished + (tick / ticks if ticks else 0.0)) / self._pieces)
        now = time.perf_counter()
        if not self._since and doing in ("live", "vary", "parts"):
            self._since, self._share_then = now, share
        gone = share - self._share_then
        left = (now - self._since) / gone * (1.0 - share) if self._since and gone > 0.0 else None
        of = self._points if doing == "vary" else self._replicates
        self._tell(Progress(doing, society, replicate + 1, of, tick, ticks, share, left))

    def finish(self, pieces: int = 1) -> None:
        """So many pieces are done."""
        self._finished += pieces
