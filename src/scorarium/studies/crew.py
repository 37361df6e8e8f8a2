"""Who lives the pieces of a study: this process, or several beside it. The results are the same for any."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType
from typing import Any, Final, Self

from numpy.typing import NDArray

from scorarium.engine.threads import usable_threads
from scorarium.errors import ScorariumError
from scorarium.studies.by_parts import Shelf
from scorarium.studies.order import Order, as_declared, from_declared
from scorarium.studies.pieces import Drawn, Piece, live_piece
from scorarium.studies.progress import Teller

Arrays = dict[str, NDArray[Any]]
AHEAD: Final = 2
"""Pieces that wait for each worker: few are lived in vain where a study stops early."""


class WorkerError(ScorariumError):
    """A process that worked at a study has died."""


class Crew:
    """Lives pieces and gives them back in the order in which they were asked for.

    Parameters
    ----------
    order
        The study.
    workers
        How many processes beside this one; with one, this one does it all.
    threads
        How many threads in all.
    teller
        Told of each tick where this process lives it.
    shelf_of
        Where the parts of a replicate wait that this process lives part by part.
    """

    def __init__(
        self,
        order: Order,
        *,
        workers: int = 1,
        threads: int | None = None,
        teller: Teller,
        shelf_of: Callable[[Piece], Shelf] | None = None,
    ) -> None:
        self._shelf_of = shelf_of or (lambda _: Shelf())
        self._order, self._teller, self._threads, self._workers = order, teller, threads, workers
        self._drawn: Drawn = {}
        self._pool: ProcessPoolExecutor | None = None
        self._before = multiprocessing.active_children()

    def __enter__(self) -> Self:
        if self._workers > 1:
            each = max(1, (self._threads or usable_threads()) // self._workers)
            self._pool = ProcessPoolExecutor(
                self._workers, multiprocessing.get_context("spawn"), _begin, (as_declared(self._order), each)
            )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            for child in multiprocessing.active_children():
                if child not in self._before:
                    child.terminate()

    def live(self, pieces: Sequence[Piece]) -> Iterator[Arrays]:
        """Live pieces as they are asked for, some ahead where there are workers.

        Raises
        ------
        WorkerError
            A worker died, for want of memory for instance.
        """
        if self._pool is None:
            for piece in pieces:
                self._announce(piece)
                shelf = self._shelf_of(piece)
                yield live_piece(
                    self._order, piece, self._drawn, threads=self._threads, teller=self._teller, shelf=shelf
                )
            return
        waiting: deque[tuple[Piece, Future[Arrays]]] = deque()
        rest = iter(pieces)
        try:
            while True:
                while len(waiting) < AHEAD * self._workers and (one := next(rest, None)) is not None:
                    waiting.append((one, self._pool.submit(_live, one)))
                if not waiting:
                    return
                piece, future = waiting.popleft()
                self._announce(piece)
                yield future.result()
        except BrokenProcessPool:
            raise WorkerError("A worker died, perhaps for want of memory: take fewer --workers and go on.") from None

    def _announce(self, piece: Piece) -> None:
        """Tell what is lived now; the ticks of a replicate tell themselves."""
        if piece.values:
            self._teller.say("vary", "", piece.number)
        elif self._pool is not None:
            self._teller.say("live", piece.society, piece.number)


_OWN: dict[str, Any] = {}
"""What a worker process needs for every piece: the order, its threads, the populations that it has drawn."""


def _begin(declared: Mapping[str, Any], threads: int) -> None:
    """Make a worker ready; the one who asks for its work stops it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _OWN.update(order=from_declared(declared), threads=threads, drawn={})


def _live(piece: Piece) -> Arrays:
    """Live a piece in a worker."""
    silent = Teller(None, pieces=1, replicates=1)
    return live_piece(_OWN["order"], piece, _OWN["drawn"], threads=_OWN["threads"], teller=silent)
