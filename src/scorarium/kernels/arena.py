"""The record of entries: one arena per shard, a list per (scheme, person) in the order of making.

An entry's rule, act, sense, flags, tries, tick, expiry, points, lists and amount stand together in 40 bytes (a cache
line); ``following`` links it to the next entry of the same person, or to the next free place.
"""

from typing import Any

from scorarium.kernels.codes import FREE, GONE, N_FREE, PENDING
from scorarium.kernels.compiled import inner


@inner
def take(sh: Any) -> int:
    """A free place (there is one: the caller of the pass has seen to it)."""
    e = sh.at[FREE]
    sh.at[FREE] = sh.following[e]
    sh.at[N_FREE] -= 1
    return int(e)


@inner
def give_back(sh: Any, e: int) -> None:
    """A place that is free again."""
    sh.following[e] = sh.at[FREE]
    sh.at[FREE] = e
    sh.at[N_FREE] += 1


@inner
def append(st: Any, sh: Any, s: int, i: int, e: int) -> None:
    """Entry ``e`` becomes the last of a person's record."""
    last = st.tail[s, i]
    sh.following[e] = -1
    if last < 0:
        st.head[s, i] = e
    else:
        sh.following[last] = e
    st.tail[s, i] = e


@inner
def unlink(st: Any, sh: Any, s: int, i: int, before: int, e: int) -> None:
    """Take ``e``, which follows ``before`` (-1: is the first), out of a person's record; its place stays taken."""
    after = sh.following[e]
    if before < 0:
        st.head[s, i] = after
    else:
        sh.following[before] = after
    if after < 0:
        st.tail[s, i] = before


@inner
def count_entries(st: Any, sh: Any, s: int, i: int, rule: int, t: int, window: float) -> int:
    """Entries under a rule made within the last ``window`` ticks, this one included, those struck out not."""
    n = 0
    e = st.head[s, i]
    while e >= 0:
        if sh.rule[e] == rule and not sh.flags[e] & (GONE | PENDING) and t - sh.tick[e] < window:
            n += 1
        e = sh.following[e]
    return n


@inner
def clear(sh: Any, capacity: int, used: int) -> None:
    """Chain the places from ``used`` on into the free list."""
    for e in range(capacity - 1, used - 1, -1):
        sh.following[e] = sh.at[FREE]
        sh.at[FREE] = e
        sh.at[N_FREE] += 1
