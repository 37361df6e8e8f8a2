"""Shards of persons on threads. Compiled passes give the interpreter's lock away, so threads are all it takes."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from itertools import count
from types import TracebackType
from typing import Self, TypeVar

T = TypeVar("T")
R = TypeVar("R")

LARGEST_SHARD = 65536
SMALLEST_SHARD = 1024


def usable_threads() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def shard_size(persons: int, threads: int) -> int:
    """Persons per shard: small enough that every thread has some, no larger than the caches like."""
    fair = -(-persons // (threads * 4))
    return max(4, min(LARGEST_SHARD, max(SMALLEST_SHARD, -(-fair // 4) * 4)))


class Workers:
    """Threads that map a function over shards; with one thread, a plain loop. Whoever asks works as well."""

    def __init__(self, threads: int) -> None:
        self.threads = threads
        self._pool = ThreadPoolExecutor(threads - 1, thread_name_prefix="shard") if threads > 1 else None

    def map(self, function: Callable[[T], R], items: Sequence[T]) -> list[R]:
        """Results in the order of the items; an error leaves the rest undone and is raised."""
        if self._pool is None or len(items) < 2:
            return [function(item) for item in items]
        found: dict[int, R] = {}
        turns = count()  # one call at a time: each turn is given once
        failed: list[int] = []

        def work() -> None:
            turn = next(turns)
            try:
                while turn < len(items) and not failed:
                    found[turn] = function(items[turn])
                    turn = next(turns)
            finally:
                if turn < len(items):
                    failed.append(turn)

        others = [self._pool.submit(work) for _ in range(min(self.threads, len(items)) - 1)]
        try:
            work()
        finally:
            wait(others)
        for one in others:
            one.result()
        return [found[turn] for turn in range(len(items))]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
