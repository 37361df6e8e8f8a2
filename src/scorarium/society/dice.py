"""Addressed luck of a society: whole columns of words at tick 0.

Every draw is a function of (seed, replicate, decision, number, index), see :mod:`scorarium.kernels.draws`. Nothing is
consumed, so no draw moves another one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scorarium.kernels.draws import words
from scorarium.kernels.ties import shuffle
from scorarium.names import Decision

WORDS = 4294967296.0


@dataclass(frozen=True)
class Dice:
    """The luck of one society.

    Parameters
    ----------
    seed : int
        The run's seed, 64 bits.
    replicate : int
        Which society of this seed.
    first, district : int
        Of a district that is drawn by itself: the number of its first person in the whole society, and its own.
    """

    seed: int
    replicate: int
    first: int = 0
    district: int = 0

    def row(self, decision: Decision, n: int, *, index: int = 0) -> NDArray[np.uint32]:
        """Draw `n` words, four to an address; for lists that are not persons."""
        places = -(-n // 4)
        blocks = words(decision, places, seed=self.seed, replicate=self.replicate, tick=self.district, index=index)
        return np.ascontiguousarray(blocks.reshape(-1)[:n])

    def person(self, decision: Decision, n: int, *, number: int = 0) -> NDArray[np.uint32]:
        """Draw one word per person 0 … n - 1, addressed by the person; `number` says which of several."""
        blocks = self._of_persons(decision, n, number // 4)
        return np.ascontiguousarray(blocks[:, number % 4])

    def persons(self, decision: Decision, n: int, several: int) -> list[NDArray[np.uint32]]:
        """Draw several words per person, as :meth:`person` draws each of them: four come from one address."""
        blocks = [self._of_persons(decision, n, index) for index in range(-(-several // 4))]
        return [np.ascontiguousarray(blocks[number // 4][:, number % 4]) for number in range(several)]

    def row_of(self, decision: Decision, n: int, *, index: int) -> NDArray[np.uint32]:
        """Draw one word per person 0 … n - 1 at an index of its own."""
        return np.ascontiguousarray(self._of_persons(decision, n, index)[:, 0])

    def _of_persons(self, decision: Decision, n: int, index: int) -> NDArray[np.uint32]:
        return words(decision, n, seed=self.seed, replicate=self.replicate, first=self.first, index=index)

    def shuffled(self, decision: Decision, n: int, *, index: int = 0) -> NDArray[np.int32]:
        """Draw a random order of 0 … n - 1."""
        order = np.arange(n, dtype=np.int32)
        shuffle(order, self.row(decision, n, index=index))
        return order


def uniform(word: NDArray[np.uint32]) -> NDArray[np.float64]:
    """Turn words into numbers in (0, 1)."""
    return (word.astype(np.float64) + 0.5) / WORDS


def normal(word: NDArray[np.uint32]) -> NDArray[np.float64]:
    """Turn words into standard normal deviates."""
    return quantile(uniform(word))


def quantile(u: NDArray[np.float64]) -> NDArray[np.float64]:
    """The standard normal deviates below which shares `u` of all lie."""
    from scipy.special import ndtri  # noqa: PLC0415  # late: to check a file nothing is drawn

    deviates: NDArray[np.float64] = ndtri(u)
    return deviates


def strata(n: int, order: NDArray[np.int32], start: float) -> NDArray[np.float64]:
    """Spread `n` heights evenly over (0, 1), one per place of a random order, all moved by one `start` in (0, 1)."""
    return (order.astype(np.float64) + start) / n
