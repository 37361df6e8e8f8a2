"""Execution: piece after piece, each kept as soon as it is lived."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from numpy.typing import NDArray

from scorarium.outcomes.estimates import half_width
from scorarium.outcomes.replicate import Replicate, from_flat
from scorarium.store.protocol import Store
from scorarium.studies.by_parts import Shelf
from scorarium.studies.crew import Crew
from scorarium.studies.order import Order
from scorarium.studies.pieces import Piece
from scorarium.studies.points import Lived, put_together
from scorarium.studies.progress import Teller
from scorarium.studies.sample import design

Arrays = dict[str, NDArray[Any]]
LEAST_FOR_UNTIL = 5
"""Replicates before a run may stop because its intervals are small enough: an interval over fewer says little."""


@dataclass
class Execution:
    """What has been lived so far.

    Parameters
    ----------
    groups
        Society -> its replicates, in order of their numbers; the same numbers for all.
    is_stopped
        Somebody stopped it.
    is_precise
        It stopped by itself, its intervals small enough.
    points
        What came out at other values of the varied numbers.
    n_points
        How many points were finished.
    parts
        How many parts of how many are kept of the replicate that was stopped, where it is lived part by part.
    """

    groups: dict[str, list[Replicate]] = field(default_factory=dict)
    is_stopped: bool = False
    is_precise: bool = False
    points: Lived | None = None
    n_points: int = 0
    parts: tuple[int, int] = (0, 0)

    @property
    def finished(self) -> int:
        """Replicates that all societies have finished."""
        return min((len(group) for group in self.groups.values()), default=0)

    def even(self) -> dict[str, list[Replicate]]:
        """The replicates that all societies have finished."""
        return {society: group[: self.finished] for society, group in self.groups.items()}


def execute(
    order: Order,
    store: Store,
    key: str,
    run: str,
    *,
    threads: int | None = None,
    workers: int = 1,
    teller: Teller | None = None,
) -> Execution:
    """Run an order, going on from parts that are kept of it.

    Parameters
    ----------
    order
        What is to be run.
    store, key
        Where each piece is kept as soon as it is finished.
    run
        The id of the run: parts of another one are not its own.
    threads, workers
        How many threads, and how many processes; results do not depend on them.
    teller
        Tells how far it is.

    Returns
    -------
    Execution
        Also of a run that was interrupted from the keyboard: with what was finished.
    """
    teller = teller or Teller(None, pieces=1, replicates=1)
    done = Execution({society: [] for society in order.societies})
    kept = {name: dict(arrays) for name, arrays in store.load_parts(key).items() if name.startswith(run)}
    desk = _Desk(store, key, kept, list(order.societies))
    try:
        with Crew(order, workers=workers, threads=threads, teller=teller, shelf_of=desk.shelf) as crew:
            _replicates(order, run, done, desk, crew, teller)
            _points(order, run, done, desk, crew, teller)
    except KeyboardInterrupt:
        done.is_stopped = True
        done.parts = desk.last.done, desk.last.parts
    return done


@dataclass
class _Desk:
    """What is kept of a run under way."""

    store: Store
    key: str
    kept: dict[str, Arrays]
    societies: Sequence[str]
    last: Shelf = field(default_factory=Shelf)

    def shelf(self, piece: Piece) -> Shelf:
        """Where the parts of a replicate wait; what an interrupted run has left is on it."""
        name = f"{piece.part}~parts"
        self.last = Shelf(self.kept.pop(name, None), lambda arrays: self.store.save_part(self.key, name, arrays))
        return self.last

    def through(self, pieces: list[Piece], crew: Crew, teller: Teller) -> Iterator[Arrays]:
        """Give what came of each piece in turn: kept already, or lived now and then kept."""
        lived = crew.live([piece for piece in pieces if piece.part not in self.kept])
        for piece in pieces:
            arrays = self.kept.pop(piece.part, None)
            if arrays is None:
                arrays = next(lived)
                self.store.save_part(self.key, piece.part, arrays)
            teller.finish(piece.replicates * (len(self.societies) if piece.values else 1))
            yield arrays


def _replicates(order: Order, run: str, done: Execution, desk: _Desk, crew: Crew, teller: Teller) -> None:
    """Replicate after replicate, until there are enough or their intervals are small."""
    pieces = [
        Piece(f"{run}-{number:04d}@{society}", number, society)
        for number in range(order.replicates)
        for society in order.societies
    ]
    for piece, arrays in zip(pieces, desk.through(pieces, crew, teller), strict=False):
        done.groups[piece.society].append(from_flat(arrays))
        is_whole = piece.society == list(order.societies)[-1]
        if is_whole and is_precise(order, done.groups):
            done.is_precise = True
            return


def _points(order: Order, run: str, done: Execution, desk: _Desk, crew: Crew, teller: Teller) -> None:
    """Point after point, as often as the replicates were lived at the declared numbers."""
    if order.vary is None:
        return
    points = design(order.vary, order.seed)
    pieces = [
        Piece(f"{run}-p{k:06d}", k, values=tuple(map(float, values)), replicates=done.finished)
        for k, values in enumerate(points)
    ]
    parts = []
    for arrays in desk.through(pieces, crew, teller):
        parts.append(arrays)
        done.n_points += 1
    done.points = put_together(points, parts)


def is_precise(order: Order, groups: Mapping[str, list[Replicate]]) -> bool:
    """Whether every outcome of `until` has an interval as small as it asks, in every society."""
    if not order.until or any(len(group) < LEAST_FOR_UNTIL for group in groups.values()):
        return False
    widths = [
        (half_width(name, [replicate.values for replicate in group]), limit)
        for name, limit in order.until.items()
        for group in groups.values()
    ]
    return all(width <= limit for width, limit in widths)
