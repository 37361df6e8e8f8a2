"""Entries made for a whole block at once: nothing about them depends on the person (``engine/rows_of_bulk.py``).

Whoever is noticed has it added to columns of the block, which are then added to the state in lines. Points wait in
``net`` until the scores are found (``rest.py``, or ``score.py`` for whoever is looked at).
"""

from typing import Any

import numpy as np

from scorarium.kernels.codes import ENDS, N_BULK, N_NOTED
from scorarium.kernels.compiled import inner
from scorarium.kernels.draws import mix
from scorarium.kernels.luck import sixteen_mixed
from scorarium.kernels.records import all_belong
from scorarium.kernels.vectors import SIXTEEN


@inner
def begin_bulk(p: Any, sh: Any, n: int) -> None:
    """Nobody of a block has an entry yet."""
    sh.at[N_BULK] = 0
    sh.at[N_NOTED] = 0
    for s in range(p.sizes.schemes if p.rows.has_bulk else 0):
        for k in range(n):
            sh.net[s, k] = 0
            sh.harmed[s, k] = 0
            sh.struck[s, k] = 0
            sh.entered[s, k] = 0


@inner
def see_in_bulk(p: Any, st: Any, sh: Any, kind: int, first: int, n: int, t: int) -> None:
    """One act of ``n`` persons (``cand_who``), noticed by whom it is (``cand_sense``), and counted."""
    for g in range(p.rows.bulk_first[kind], p.rows.bulk_first[kind + 1]):
        s, found, at = p.rows.bulk_scheme[g], 0, 0
        while at < n and t < p.schemes.end_tick[s]:
            found += sixteen_mixed(
                sh.cand_sense, at, n, p.rows.bulk_salt[g], p.rows.bulk_limit[g], found, sh.cand_who, sh.seen_who
            )
            at += SIXTEEN
        if found:
            count_in_bulk(p, st, sh, g, first, found)


@inner
def count_in_bulk(p: Any, st: Any, sh: Any, g: int, first: int, found: int) -> None:
    """The entries of one act of all who were noticed (``seen_who``); only members have any."""
    s, points, entered, n = p.rows.bulk_scheme[g], p.rows.bulk_points[g], p.rows.bulk_entered[g], 0
    if all_belong(p, st, s):
        n = found
        for m in range(found):
            sh.seen_who[m] -= first
    for m in range(found - n):
        i: Any = np.int64(sh.seen_who[m])
        sh.seen_who[n] = i - first
        n += st.enrolled[s, i] >= 0
    for m in range(n):
        sh.net[s, sh.seen_who[m]] += points
        sh.entered[s, sh.seen_who[m]] += entered
    harm, struck = p.rows.bulk_harm[g], p.rows.bulk_struck[g]
    for m in range(n if harm else 0):
        sh.harmed[s, sh.seen_who[m]] += harm
    for m in range(n if struck else 0):
        sh.struck[s, sh.seen_who[m]] |= struck
    sh.n_seen[s, p.rows.bulk_kind[g]] += n
    sh.at[N_NOTED] += n


@inner
def count_candidates_in_bulk(p: Any, st: Any, sh: Any, first: int, t: int) -> None:
    """The same for candidates, whose acts differ: noticed first, so that no loop guesses."""
    n: Any = 0
    for m in range(sh.at[N_BULK]):
        kind = sh.bulk_kind[m]
        for g in range(p.rows.bulk_first[kind], p.rows.bulk_first[kind + 1]):
            s, k = p.rows.bulk_scheme[g], sh.bulk_who[m]
            word: Any = np.int64(mix(sh.bulk_word[m], p.rows.bulk_salt[g]))
            sh.seen_who[n] = k
            sh.seen_row[n] = g
            n += np.int64(word < p.rows.bulk_limit[g]) & (st.enrolled[s, first + k] >= 0) & (t < p.schemes.end_tick[s])
    for m in range(n):
        g, k = sh.seen_row[m], sh.seen_who[m]
        s = p.rows.bulk_scheme[g]
        sh.net[s, k] += p.rows.bulk_points[g]
        sh.entered[s, k] += p.rows.bulk_entered[g]
        sh.harmed[s, k] += p.rows.bulk_harm[g]
        sh.struck[s, k] |= p.rows.bulk_struck[g]
        sh.n_seen[s, p.rows.bulk_kind[g]] += 1
    sh.at[N_NOTED] += n


@inner
def enter_in_bulk(p: Any, st: Any, sh: Any, first: int, n: int, t: int) -> None:
    """Put what was counted for the ``n`` persons of a block into the state."""
    count_candidates_in_bulk(p, st, sh, first, t)
    for s in range(p.sizes.schemes if sh.at[N_NOTED] else 0):
        if p.rows.in_bulk[s]:
            for k in range(n):
                st.entries[s, first + k] += sh.entered[s, k] & ((1 << ENDS) - 1)
            for k in range(n):
                st.penalty[s, first + k] += sh.harmed[s, k]
            for k in range(n):
                last = st.last_harm[s, first + k]
                st.last_harm[s, first + k] = t if sh.entered[s, k] >> ENDS else last
