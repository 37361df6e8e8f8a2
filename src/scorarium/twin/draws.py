"""Luck in plain Python: the same words as ``kernels.draws``, one screen to read."""

from functools import lru_cache
from math import floor

MASK = 0xFFFFFFFF
WORDS = 4294967296.0


def philox(c0: int, c1: int, c2: int, c3: int, k0: int, k1: int) -> tuple[int, int, int, int]:
    """Four words of Philox4x32-10 (Salmon et al. 2011)."""
    for _ in range(10):
        p0 = 0xD2511F53 * c0
        p1 = 0xCD9E8D57 * c2
        c0, c1, c2, c3 = (p1 >> 32) ^ c1 ^ k0, p1 & MASK, (p0 >> 32) ^ c3 ^ k1, p0 & MASK
        k0 = (k0 + 0x9E3779B9) & MASK
        k1 = (k1 + 0xBB67AE85) & MASK
    return c0, c1, c2, c3


class Luck:
    """All draws of one run: a function of (decision, tick, person, index) and nothing else.

    Persons are counted from `first`, the number that the first one has in the whole society.
    """

    def __init__(self, seed: int, replicate: int, first: int = 0) -> None:
        self.low, self.high, self.replicate, self.first = seed & MASK, (seed >> 32) & MASK, replicate & MASK, first
        self.block = lru_cache(maxsize=4096)(self._block)

    def _block(self, decision: int, tick: int, person: int, index: int = 0) -> tuple[int, int, int, int]:
        return self._words(decision, tick, self.first + person, index)

    def of_four(self, decision: int, tick: int, person: int, index: int = 0) -> int:
        """One word of a block that four persons share."""
        number = self.first + person
        return self._words(decision, tick, number // 4, index)[number % 4]

    def of_place(self, decision: int, tick: int, district: int, index: int = 0) -> tuple[int, int, int, int]:
        """A block of a district, whose number is that in the whole society."""
        return self._words(decision, tick, district, index)

    def _words(self, decision: int, tick: int, place: int, index: int) -> tuple[int, int, int, int]:
        return philox(place & MASK, tick & MASK, decision * 65536 + index, self.replicate, self.low, self.high)


def mix(word: int, salt: int) -> int:
    """Another word of the same draw for another scheme or sense (murmur3's finaliser)."""
    h = word ^ salt
    h ^= h >> 16
    h = (h * 0x85EBCA6B) & MASK
    h ^= h >> 13
    h = (h * 0xC2B2AE35) & MASK
    return h ^ (h >> 16)


def uniform(word: int) -> float:
    """The number in (0, 1) that a word stands for."""
    return (word + 0.5) / WORDS


def chance(word: int, p: float) -> bool:
    """Whether an event of probability ``p`` happens."""
    return p > 0.0 and word < floor(p * WORDS)
