"""Sums over persons for the record of a run: integers, so that they are the same in any order."""

from typing import Any

from scorarium.kernels.codes import BY_SPREAD, PRIMARY
from scorarium.kernels.compiled import outer


@outer
def add_up(
    st: Any,
    first: int,
    last: int,
    n_tier: Any,
    n_primary: Any,
    n_spread: Any,
    score_sum: Any,
    n_enrolled: Any,
    welfare_sum: Any,
) -> None:
    """Adds the persons ``first … last - 1`` to the sums of a tick.

    ``n_tier`` int64[S, tiers + 1] (the last: without a tier), ``n_primary``, ``n_spread`` int64[L], ``score_sum``
    and ``n_enrolled`` int64[S] over enrolled persons, ``welfare_sum`` int64[W].
    """
    for w in range(welfare_sum.shape[0]):
        total = 0
        for i in range(first, last):
            total += st.welfare[w, i]
        welfare_sum[w] += total
    none = n_tier.shape[1] - 1
    for s in range(score_sum.shape[0]):
        total, n = 0, 0
        for i in range(first, last):
            if st.enrolled[s, i] >= 0:
                total += st.score[s, i]
                n += 1
                tier = st.tier[s, i]
                n_tier[s, tier if tier >= 0 else none] += 1
        score_sum[s] += total
        n_enrolled[s] += n
    for row in range(n_primary.shape[0]):
        primary, spread = 0, 0
        for i in range(first, last):
            on = st.on[row, i]
            primary += 1 if on & PRIMARY else 0
            spread += 1 if on & BY_SPREAD and not on & PRIMARY else 0
        n_primary[row] += primary
        n_spread[row] += spread


@outer
def score_range(st: Any, s: int, first: int, last: int, per_point: int, out: Any) -> None:
    """Lowest and highest steps among enrolled persons, ``per_point`` to a point, into ``out`` int64[2]."""
    nearly = per_point if per_point > 1 else 0
    low, high = 2147483647, -2147483648
    for i in range(first, last):
        inside, score = st.enrolled[s, i] >= 0, st.score[s, i]
        low = min(low, score if inside else 2147483647)
        high = max(high, score if inside else -2147483648)
    if low <= high:
        out[0] = min(out[0], (low * per_point + nearly) >> 16)
        out[1] = max(out[1], (high * per_point + nearly) >> 16)


@outer
def count_scores(st: Any, s: int, first: int, last: int, per_point: int, low: int, width: int, counts: Any) -> None:
    """Enrolled persons by score: bins of ``width`` steps from ``low`` on, added to ``counts`` int64[k, n].

    A mark such as 4.7 is no whole number of units: what lies less than a unit under a step belongs to it. Persons count
    in one of the ``k`` lines in turn (a power of two), so that nobody waits for the last one to be counted.
    """
    nearly, turns = per_point if per_point > 1 else 0, counts.shape[0] - 1
    if width == 1:
        for i in range(first, last):
            if st.enrolled[s, i] >= 0:
                counts[i & turns, ((st.score[s, i] * per_point + nearly) >> 16) - low] += 1
    else:
        for i in range(first, last):
            if st.enrolled[s, i] >= 0:
                counts[i & turns, (((st.score[s, i] * per_point + nearly) >> 16) - low) // width] += 1


@outer
def note_changes(now: Any, before: Any, who: Any) -> int:
    """Note ``now`` in ``before`` (both [N]); places of items that were others into ``who`` int64[N + 1].

    Returns how many there are.
    """
    n = 0
    for i in range(now.shape[0]):
        who[n] = i
        n += now[i] != before[i]
        before[i] = now[i]
    return n


@outer
def count_mistakes(made: Any, wrong: Any, touched: Any) -> int:
    """Adds what is about others, by pool in ``made`` int64[m], to ``wrong``; the pools, each once, into ``touched``.

    Returns how many pools there are; of them ``wrong`` is nought before.
    """
    n = 0
    for pool in made:
        if wrong[pool] == 0:
            touched[n] = pool
            n += 1
        wrong[pool] += 1
    return n
