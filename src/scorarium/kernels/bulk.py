"""Entries made for a whole block at once: nothing about them depends on the person (``engine/rows_of_bulk.py``).

What they change beside the score is written at once; points wait in ``net`` until the scores are found (``rest.py``,
or ``score.py`` for whoever is looked at).
"""

from typing import Any

import numpy as np

from scorarium.kernels.codes import N_BULK
from scorarium.kernels.compiled import inner
from scorarium.kernels.draws import mix


@inner
def begin_bulk(p: Any, sh: Any, n: int) -> None:
    """Nobody of a block has an entry yet."""
    sh.at[N_BULK] = 0
    for s in range(p.sizes.schemes if p.rows.has_bulk else 0):
        for k in range(n):
            sh.net[s, k] = 0
            sh.harmed[s, k] = 0
            sh.struck[s, k] = 0


@inner
def enter_in_bulk(p: Any, st: Any, sh: Any, first: int, t: int) -> None:
    """What was done, noticed by whom it is, and counted: noticed first, so that no loop guesses."""
    n: Any = 0
    for m in range(sh.at[N_BULK]):
        kind = sh.bulk_kind[m]
        for g in range(p.rows.bulk_first[kind], p.rows.bulk_first[kind + 1]):
            word: Any = np.int64(mix(sh.bulk_word[m], p.rows.bulk_salt[g]))
            sh.seen_who[n] = sh.bulk_who[m]
            sh.seen_row[n] = g
            n += np.int64(word < p.rows.bulk_limit[g])
    for m in range(n):
        g = sh.seen_row[m]
        count_in_bulk(p, st, sh, g, first, int(sh.seen_who[m]), t)


@inner
def count_in_bulk(p: Any, st: Any, sh: Any, g: int, first: int, k: int, t: int) -> None:
    """The entries of one act that was noticed."""
    s, i = p.rows.bulk_scheme[g], first + k
    if st.enrolled[s, i] >= 0 and t < p.schemes.end_tick[s]:
        sh.n_seen[s, p.rows.bulk_kind[g]] += 1
        sh.net[s, k] += p.rows.bulk_points[g]
        sh.harmed[s, k] += p.rows.bulk_harm[g]
        sh.struck[s, k] |= p.rows.bulk_struck[g]
        st.entries[s, i] += p.rows.bulk_n[g]
        st.penalty[s, i] += p.rows.bulk_harm[g]
        st.last_harm[s, i] = t if p.rows.bulk_ends[g] else st.last_harm[s, i]
