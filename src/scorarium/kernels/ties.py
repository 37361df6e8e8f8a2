"""Compiled arithmetic of societies: shuffles, low-variance dealing, circles of friends, regular graphs.

Every function receives its luck as words and its room as arrays; none allocates by a name or fails.
"""

import numba as nb
import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.uint32]
Ints = NDArray[np.int32]
Places = NDArray[np.int64]
Reals = NDArray[np.float64]

GOLDEN = 0.6180339887498949
"""Step of the Weyl sequence that spreads persons evenly over a table (Niederreiter 1992, section 3.1)."""


@nb.njit(nogil=True, cache=True)
def shuffle(items: Ints, words: Words) -> None:
    """Fisher-Yates in place; ``words`` is uint32[n], one word per item."""
    for i in range(items.shape[0] - 1, 0, -1):
        j = (np.uint64(words[i]) * np.uint64(i + 1)) >> np.uint64(32)
        items[i], items[j] = items[j], items[i]


@nb.njit(nogil=True, cache=True)
def deal(order: Ints, state: Ints, place: Places, cumulated: Reals, start: float, out: Ints) -> None:
    """Deal every person a cell of the table row of their state, so that the counts come out tight.

    Persons of one state are taken in shuffled order; the k-th place of the whole list has the height
    frac(start + k * golden), and the cell is the first whose cumulated share exceeds that height.

    ``order`` int32[n] shuffled persons, ``state`` int32[n], ``place`` int64[states] first place of each state
    (changed), ``cumulated`` float64[states, cells] ending in 1, ``out`` int32[n]. No draws; n log(cells).
    """
    cells = cumulated.shape[1]
    for k in range(order.shape[0]):
        person = order[k]
        row = state[person]
        height = start + place[row] * GOLDEN
        height -= np.floor(height)
        place[row] += 1
        low = 0
        high = cells - 1
        while low < high:
            middle = (low + high) // 2
            if height < cumulated[row, middle]:
                high = middle
            else:
                low = middle + 1
        out[person] = low


@nb.njit(nogil=True, cache=True)
def group_by(items: Ints, cell: Ints, first: Places, out: Ints) -> None:
    """Stable counting sort: ``out`` lists the items cell by cell; ``first`` int64[cells + 1] is filled.

    ``items`` int32[m], ``cell`` int32[m] (the cell of the item at the same place), ``out`` int32[m].
    """
    first[:] = 0
    for k in range(items.shape[0]):
        first[cell[k] + 1] += 1
    for c in range(1, first.shape[0]):
        first[c] += first[c - 1]
    place = first.copy()
    for k in range(items.shape[0]):
        c = cell[k]
        out[place[c]] = items[k]
        place[c] += 1


@nb.njit(nogil=True, cache=True)
def memberships(
    circles: Ints,
    loose: Ints,
    p_mask: Reals,
    word: Words,
    code: Ints,
    circle_of: Ints,
    circle_cell: Ints,
    loose_of: Ints,
    loose_cell: Ints,
) -> None:
    """Lay out every person's memberships with the cell in which the other members will be sought.

    ``circles``, ``loose`` int32[n] how many of each; ``p_mask`` float64[masks] cumulated; ``word`` uint32[m], one per
    membership; ``code`` int32[masks, n] the cell of each person under each mask; the outputs int32[sum of
    circles] and int32[sum of loose].
    """
    a = 0
    b = 0
    for i in range(circles.shape[0]):
        for t in range(circles[i] + loose[i]):
            height = (np.float64(word[a + b]) + 0.5) / 4294967296.0
            mask = 0
            while height >= p_mask[mask] and mask < p_mask.shape[0] - 1:
                mask += 1
            cell = code[mask, i]
            if t < circles[i]:
                circle_of[a] = i
                circle_cell[a] = cell
                a += 1
            else:
                loose_of[b] = i
                loose_cell[b] = cell
                b += 1


@nb.njit(nogil=True, cache=True)
def count_edges(members: Ints, first: Places, size: int, household: Ints, degree: Places) -> None:
    """Add to ``degree`` int64[n] what circles of ``size`` within each cell give, self and household apart."""
    for c in range(first.shape[0] - 1):
        begin = first[c]
        while begin < first[c + 1]:
            end = min(begin + size, first[c + 1])
            for x in range(begin, end):
                for y in range(x + 1, end):
                    i = members[x]
                    j = members[y]
                    if i != j and household[i] != household[j]:
                        degree[i] += 1
                        degree[j] += 1
            begin = end


@nb.njit(nogil=True, cache=True)
def fill_edges(members: Ints, first: Places, size: int, household: Ints, place: Places, out: Ints) -> None:
    """Write both directions of the same edges as :func:`count_edges`; ``place`` int64[n] moves on."""
    for c in range(first.shape[0] - 1):
        begin = first[c]
        while begin < first[c + 1]:
            end = min(begin + size, first[c + 1])
            for x in range(begin, end):
                for y in range(x + 1, end):
                    i = members[x]
                    j = members[y]
                    if i != j and household[i] != household[j]:
                        out[place[i]] = j
                        place[i] += 1
                        out[place[j]] = i
                        place[j] += 1
            begin = end


@nb.njit(nogil=True, cache=True)
def transpose(first: Places, friends: Ints, out: Ints) -> None:
    """Sort every row of a symmetric graph by reading it column by column; ``out`` int32 like ``friends``."""
    place = first[:-1].copy()
    for i in range(first.shape[0] - 1):
        for e in range(first[i], first[i + 1]):
            j = friends[e]
            out[place[j]] = i
            place[j] += 1


@nb.njit(nogil=True, cache=True)
def drop_doubles(first: Places, friends: Ints) -> int:
    """Remove repeated friends from sorted rows in place; returns how many directed edges are left."""
    kept = 0
    begin = first[0]
    for i in range(first.shape[0] - 1):
        end = first[i + 1]
        first[i] = kept
        last = -1
        for e in range(begin, end):
            j = friends[e]
            if j != last:
                friends[kept] = j
                kept += 1
                last = j
        begin = end
    first[first.shape[0] - 1] = kept
    return kept


@nb.njit(nogil=True, cache=True)
def triangles(first: Places, friends: Ints, persons: Ints, out: Places) -> None:
    """Ties among the friends of each of ``persons`` (int32[m]) into ``out`` int64[m]; rows must be sorted.

    A tie is seen from the lower end: from there on, the row is read back from its end.
    """
    friend_of = np.full(first.shape[0] - 1, -1, np.int32)
    for k in range(persons.shape[0]):
        i = persons[k]
        found = 0
        for e in range(first[i], first[i + 1]):
            friend_of[friends[e]] = i
        for e in range(first[i], first[i + 1] - 1):
            j = friends[e]
            y = first[j + 1] - 1
            while y >= first[j] and friends[y] > j:
                found += friend_of[friends[y]] == i
                y -= 1
        out[k] = found


@nb.njit(nogil=True, cache=True)
def all_triangles(first: Places, friends: Ints, out: Places) -> None:
    """The same for everybody, ``out`` int64[n] of noughts: each triangle is found once, from its lowest corner."""
    friend_of = np.full(out.shape[0], -1, np.int32)
    for i in range(out.shape[0]):
        low = first[i + 1]
        while low > first[i] and friends[low - 1] > i:
            low -= 1
            friend_of[friends[low]] = i
        of_i = 0
        for e in range(low, first[i + 1] - 1):
            j = friends[e]
            of_j = 0
            y = first[j + 1] - 1
            while friends[y] > j:  # it ends at i at the latest
                closes = friend_of[friends[y]] == i
                out[friends[y]] += closes
                of_j += closes
                y -= 1
            out[j] += of_j
            of_i += of_j
        out[i] += of_i


@nb.njit(nogil=True, cache=True)
def _has(table: Ints, i: int, j: int) -> bool:
    """Whether ``j`` stands in row ``i``."""
    found = False
    for t in range(table.shape[1]):
        found = found or table[i, t] == j
    return found


@nb.njit(nogil=True, cache=True)
def _put(table: Ints, i: int, old: int, new: int) -> None:
    """Replace ``old`` by ``new`` in row ``i`` once."""
    for t in range(table.shape[1]):
        if table[i, t] == old:
            table[i, t] = new
            return


@nb.njit(nogil=True, cache=True)
def regular(stubs: Ints, words: Words, table: Ints) -> int:
    """Pair shuffled stubs into a simple graph in which everybody has the same number of friends.

    ``stubs`` int32[n * degree] (every person ``degree`` times, shuffled), ``words`` uint32[m] for repairs, ``table``
    int32[n, degree] filled with -1 before, with friends after. A pair that would be a loop or a double is
    repaired by a switch with a random edge. Returns the number of pairs left unrepaired (nought unless
    the graph is nearly complete or the words run out).

    References
    ----------
    McKay & Wormald (1990), "Uniform generation of random regular graphs of moderate degree", J. Algorithms 11.
    """
    pairs = stubs.shape[0] // 2
    bad = np.empty(pairs, np.int64)
    n_bad = 0
    for p in range(pairs):
        i = stubs[2 * p]
        j = stubs[2 * p + 1]
        if i == j or _has(table, i, j):
            bad[n_bad] = p
            n_bad += 1
        else:
            _put(table, i, -1, j)
            _put(table, j, -1, i)
    used = 0
    while n_bad > 0 and used < words.shape[0]:
        p = bad[n_bad - 1]
        i = stubs[2 * p]
        j = stubs[2 * p + 1]
        q = np.int64((np.uint64(words[used]) * np.uint64(pairs)) >> np.uint64(32))
        used += 1
        a = stubs[2 * q]
        b = stubs[2 * q + 1]
        if q == p or a in (i, j) or b in (i, j) or not _has(table, a, b):
            continue
        waiting = False
        for t in range(n_bad):
            waiting = waiting or bad[t] == q
        if waiting or _has(table, i, a) or _has(table, j, b):
            continue
        _put(table, a, b, i)
        _put(table, b, a, j)
        _put(table, i, -1, a)
        _put(table, j, -1, b)
        stubs[2 * p + 1] = a
        stubs[2 * q] = j
        n_bad -= 1
    return n_bad
