"""Luck: counter-based draws, compiled.

``block(decision, tick, person, index)`` is Philox4x32-10 with key (seed low, seed high) and counter
(person, tick, decision * 2**16 + index, replicate). A word ``w`` stands for the uniform (w + 1/2) * 2**-32;
probabilities are compared as integers, ``w < floor(p * 2**32)``.

References
----------
Salmon, Moraes, Dror & Shaw (2011), "Parallel random numbers: as easy as 1, 2, 3", SC'11.
"""

from typing import Any

import numba as nb
import numpy as np

M0 = np.uint64(0xD2511F53)
M1 = np.uint64(0xCD9E8D57)
W0 = np.uint32(0x9E3779B9)
W1 = np.uint32(0xBB67AE85)
LOW = np.uint64(0xFFFFFFFF)
SHIFT = np.uint64(32)
WORDS = 4294967296.0


@nb.njit(inline="always")
def philox(c0: Any, c1: Any, c2: Any, c3: Any, k0: Any, k1: Any) -> tuple[Any, Any, Any, Any]:
    """Four words of Philox4x32-10; counters and keys are uint32."""
    for _ in range(10):
        p0 = M0 * np.uint64(c0)
        p1 = M1 * np.uint64(c2)
        n0 = np.uint32(p1 >> SHIFT) ^ c1 ^ k0
        n2 = np.uint32(p0 >> SHIFT) ^ c3 ^ k1
        c1 = np.uint32(p1 & LOW)
        c3 = np.uint32(p0 & LOW)
        c0 = n0
        c2 = n2
        k0 = np.uint32(k0 + W0)
        k1 = np.uint32(k1 + W1)
    return c0, c1, c2, c3


@nb.njit(inline="always")
def block(luck: Any, decision: int, tick: int, person: int, index: int) -> tuple[Any, Any, Any, Any]:
    """Four words at one address; ``luck`` has ``seed_low``, ``seed_high`` and ``replicate`` (uint32)."""
    return philox(
        np.uint32(person),
        np.uint32(tick),
        np.uint32(decision * 65536 + index),
        luck.replicate,
        luck.seed_low,
        luck.seed_high,
    )


@nb.njit(inline="always")
def mix(word: Any, salt: Any) -> Any:
    """Another word of the same draw for another scheme or sense: murmur3's finaliser, a bijection of 32 bits.

    References
    ----------
    Appleby (2011), MurmurHash3, ``fmix32``.
    """
    h = np.uint32(word) ^ np.uint32(salt)
    h ^= h >> np.uint32(16)
    h = np.uint32(h * np.uint32(0x85EBCA6B))
    h ^= h >> np.uint32(13)
    h = np.uint32(h * np.uint32(0xC2B2AE35))
    h ^= h >> np.uint32(16)
    return h


@nb.njit(inline="always")
def uniform(word: Any) -> float:
    """The number in (0, 1) that a word stands for."""
    return (np.float64(word) + 0.5) / WORDS


@nb.njit(inline="always")
def chance(word: Any, p: float) -> bool:
    """Whether an event of probability ``p`` happens: ``w < floor(p * 2**32)``."""
    if p <= 0.0:
        return False
    return np.float64(word) < np.floor(p * WORDS)


@nb.njit(nogil=True, cache=True)
def fill_words(
    out: Any, seed_low: Any, seed_high: Any, replicate: Any, decision: int, tick: int, first: int, index: int
) -> None:
    """Words of persons ``first …``; ``out`` is uint32[n, 4]."""
    c2 = np.uint32(decision * 65536 + index)
    for i in range(out.shape[0]):
        a, b, c, d = philox(np.uint32(first + i), np.uint32(tick), c2, replicate, seed_low, seed_high)
        out[i, 0] = a
        out[i, 1] = b
        out[i, 2] = c
        out[i, 3] = d


def words(
    decision: int, n: int, *, seed: int, replicate: int, tick: int = 0, first: int = 0, index: int = 0
) -> np.ndarray:
    """Bulk draws for persons ``first … first + n - 1``.

    Parameters
    ----------
    decision
        A member of :class:`scorarium.names.Decision`.
    n
        How many persons.
    seed, replicate
        The run's seed (64 bits) and replicate.
    tick, first, index
        The rest of the address.

    Returns
    -------
    numpy.ndarray
        uint32[n, 4].
    """
    out = np.empty((n, 4), np.uint32)
    fill_words(
        out,
        np.uint32(seed & 0xFFFFFFFF),
        np.uint32((seed >> 32) & 0xFFFFFFFF),
        np.uint32(replicate),
        int(decision),
        tick,
        first,
        index,
    )
    return out
