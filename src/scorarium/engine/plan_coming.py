"""Acts and services that come, go or alter inside a run: what there is at each of its stages.

Every name has its row from the beginning, those that come later after those that are there. What is not there at a
stage is what nobody does or asks for. Candidates of the beginning keep their table for the whole run; what is done
beyond it is drawn by a process of its own (``acts.late``), so that nothing else moves.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.plan_acts import Kind, kinds_of, rates_of
from scorarium.engine.plan_cells import MOST_CANDIDATES, Cells, make_cells
from scorarium.engine.plan_frame import Frame, unasked, undone
from scorarium.errors import Complaint, MalformedError
from scorarium.scheme.model import Scheme

MOST_LATE: Final = 64
"""So many acts, and so many services, can come or alter inside a run."""


@dataclass(frozen=True)
class Beginning:
    """Who could do what as the run begins.

    Parameters
    ----------
    kinds
        All kinds, those that come later without anybody who does them.
    early
        int32[E] rows of those that are there.
    cells
        Who is in which cell, and the largest rate of each kind that is there: float64[cells, E].
    """

    kinds: list[Kind]
    early: NDArray[np.int32]
    cells: Cells


def beginning(frame: Frame) -> Beginning:
    """What is drawn for everybody at once.

    Raises
    ------
    MalformedError
        More acts in one tick than the engine draws.
    """
    kinds = kinds_of(frame)
    early = [row for row, kind in enumerate(kinds) if is_there(frame, kind)]
    cells = make_cells(frame, [kinds[row] for row in early])
    check_busy(float(cells.largest.sum(axis=1).max(initial=0.0)))
    return Beginning(kinds, np.array(early, np.int32), cells)


def is_there(frame: Frame, kind: Kind) -> bool:
    """Whether a kind has a place in the table of the beginning."""
    if kind.act is not None:
        return kind.name not in frame.absent_acts
    return kind.name not in frame.absent_services and not isinstance(frame.services[kind.name].demand, str | None)


def check_busy(busiest: float) -> None:
    """Refuse more acts in a tick than the engine draws."""
    if busiest > MOST_CANDIDATES:
        problem, most = "too many acts in one tick", f"at most {MOST_CANDIDATES:.0f}"
        raise MalformedError(Complaint(problem, f"{busiest:.0f}", most, "Take a shorter tick.", ("tick",)))


def late_kinds(frame: Frame, begins: Beginning, kinds: Sequence[Kind]) -> tuple[list[int], list[int]]:
    """Rows of kinds that are done other than as the run began, and the place of each in the luck of their process.

    Raises
    ------
    MalformedError
        More of them than there are places, or more acts in one tick than the engine draws.
    """
    places = places_of(frame, kinds)
    rows = [row for row in sorted(places) if is_late(frame, begins, kinds[row], row)]
    busiest = float(begins.cells.largest.sum(axis=1).max(initial=0.0))
    check_busy(busiest + sum(float(rates_of(frame, kinds[row]).max(initial=0.0)) for row in rows))
    return rows, [places[row] for row in rows]


def places_of(frame: Frame, kinds: Sequence[Kind]) -> dict[int, int]:
    """The place of each kind that is ever done otherwise: acts from below, services from above."""
    acts = [row for row, kind in enumerate(kinds) if kind.act is not None and kind.name in frame.altering_acts]
    asked = [row for row, kind in enumerate(kinds) if kind.act is None and kind.name in frame.altering_services]
    for what, rows in (("acts", acts), ("services", asked)):
        if len(rows) > MOST_LATE:
            problem = f"more {what} that come or alter inside a run than the engine can hold"
            raise MalformedError(Complaint(problem, str(len(rows)), f"at most {MOST_LATE}"))
    return {row: k for k, row in enumerate(acts)} | {row: 2 * MOST_LATE - 1 - k for k, row in enumerate(asked)}


def is_late(frame: Frame, begins: Beginning, kind: Kind, row: int) -> bool:
    """Whether a kind is done now, by rate, and not simply as it was."""
    was = begins.kinds[row]
    if kind.is_periodic and row in begins.early and not was.is_periodic:
        problem, expected = "an act by rate that comes to be done once a period", f"a rate for {kind.name}"
        raise MalformedError(Complaint(problem, expected=expected, repair="Take it away and add one of another name."))
    if kind.is_periodic or kind.scale <= 0.0:
        return False
    then, now = (was.scale, was.factors, was.moved), (kind.scale, kind.factors, kind.moved)
    return row not in begins.early or was.is_periodic or then != now


def at_stage(frame: Frame, declared: Sequence[Sequence[Scheme]]) -> Frame:
    """The acts and services of a stage.

    Parameters
    ----------
    declared
        What each scheme has been, the last one being what it is.
    """
    own_acts = [[one.acts for one in schemes] for schemes in declared]
    own_services = [[one.services for one in schemes] for schemes in declared]
    acts, no_acts = standing(frame.acts, frame.society.acts, own_acts)
    services, no_services = standing(frame.services, frame.society.services, own_services)
    return replace(
        frame,
        acts={name: undone(one) if name in no_acts else one for name, one in acts.items()},
        services={name: unasked(one) if name in no_services else one for name, one in services.items()},
        absent_acts=no_acts,
        absent_services=no_services,
    )


def standing(
    known: Mapping[str, Any], fixed: Mapping[str, Any], declared: Sequence[Sequence[Mapping[str, Any]]]
) -> tuple[dict[str, Any], frozenset[str]]:
    """What each name means now, and which names mean nothing now: these as they were last, or else as they will be.

    A society's own never changes. Where several schemes say what it is, one that has changed it goes before the others.
    """
    found, absent = dict(known), set[str]()
    for name in known.keys() - fixed.keys():
        saying = [rooms for rooms in declared if name in rooms[-1]]
        changed = [rooms for rooms in saying if rooms[0].get(name) != rooms[-1][name]]
        last = [room[name] for rooms in declared for room in reversed(rooms) if name in room]
        found[name] = [*(rooms[-1][name] for rooms in (*changed, *saying)), *last, known[name]][0]
        if not saying:
            absent.add(name)
    return found, frozenset(absent)
