"""Who could do what in a tick: the candidates of a block, drawn in bulk (``twin/act.py`` says which).

One column of words after another, and passes without branches over what is drawn: what could be kept is always written,
and the place is kept or not.
"""

from typing import Any

import numpy as np

from scorarium.kernels.bulk import see_in_bulk
from scorarium.kernels.codes import (
    AMOUNT,
    CAND,
    COUNT,
    FEW,
    FIRST_PERIODIC,
    IS_BULK,
    IS_WATCHED,
    LATE_AMOUNT,
    MAY_RISE,
    N_BULK,
    N_CANDIDATES,
    PERIODIC,
    PERIODIC_SEEN,
)
from scorarium.kernels.compiled import inner
from scorarium.kernels.draws import mix, uniform
from scorarium.kernels.luck import many_words, words_below
from scorarium.kernels.mind import base_rate
from scorarium.kernels.vectors import eight_passed, eight_same, eight_upwards


@inner
def count_candidates(p: Any, sh: Any, first: int, last: int, t: int) -> int:
    """How many candidates each person of a block has: one draw serves four persons.

    Returns the end of the block: before ``last`` where there would be more candidates than places.
    """
    if not p.rows.most_candidates:
        return last
    four = first >> 2
    n_fours = ((last + 3) >> 2) - four
    for at in range(n_fours):
        sh.cand_who[at] = four + at
        sh.cand_index[at] = 0
    many_words(p, sh, COUNT, t, n_fours, p.luck.first >> 2)
    count_every_fourth(p, sh, sh.cand_word, 0, first, last)
    count_every_fourth(p, sh, sh.cand_height_word, 1, first, last)
    count_every_fourth(p, sh, sh.cand_sense, 2, first, last)
    count_every_fourth(p, sh, sh.cand_person, 3, first, last)
    total = 0
    for k in range(last - first):
        total += sh.n_candidates[k]
        if total > sh.n_cand_places:
            return first + k
    return last


@inner
def count_every_fourth(p: Any, sh: Any, words: Any, lane: int, first: int, last: int) -> None:
    """Candidates of the persons whose number leaves ``lane`` when divided by four; few of them have ``FEW`` or more."""
    four = first >> 2
    i = four * 4 + lane
    if i < first:
        i += 4
    while i < last:
        word: Any = np.int64(words[(i >> 2) - four])
        cell = p.people.cell[i]
        few = eight_passed(p.rows.count_few, cell, word)
        n = p.rows.count_sure[cell] + few
        while few >= FEW and n < p.rows.most_candidates and word >= p.acts.count_threshold[cell, n]:
            n += 1
        sh.n_candidates[i - first] = n
        i += 4


@inner
def list_candidates(sh: Any, first: int, last: int) -> int:
    """A line for every candidate: whose it is, and which of theirs. Returns how many there are."""
    total = 0
    for k in range(last - first):
        n = sh.n_candidates[k]
        eight_same(sh.cand_who, total, first + k)  # always all of them: the next person's overwrite what is too much
        eight_upwards(sh.cand_index, total)
        for j in range(FEW, n):
            sh.cand_who[total + j] = first + k
            sh.cand_index[total + j] = j
        total += n
    return total


@inner
def draw_candidates(p: Any, sh: Any, first: int, last: int, t: int) -> None:
    """Kind and height of every candidate of a block; those that no world can do are dropped at once.

    ``cand_at`` says where the rest of a candidate that is kept stands.
    """
    if not p.rows.most_candidates:
        return
    total = list_candidates(sh, first, last)
    many_words(p, sh, CAND, t, total, p.luck.first)
    for k in range(last - first):
        sh.n_candidates[k] = 0
    pick_kinds(p, sh, total)
    keep_candidates(p, sh, first, total)
    place_after_place(sh.n_candidates, sh.cand_first, last - first)
    sh.at[N_CANDIDATES] += total


@inner
def pick_kinds(p: Any, sh: Any, total: int) -> None:
    """Kind and height of every candidate by the alias table of its cell: a short loop, so that many wait for memory."""
    for at in range(total):
        scaled = np.uint64(sh.cand_word[at]) * np.uint64(p.rows.columns)
        column = np.int64(scaled >> np.uint64(32))
        cell = p.people.cell[sh.cand_who[at]]
        row = cell * p.rows.columns + column
        kind = p.rows.pick_kind[row] if np.uint32(scaled) < p.rows.pick_threshold[row] else p.rows.pick_alias[row]
        sh.cand_kind[at] = kind
        sh.cand_height[at] = uniform(sh.cand_height_word[at]) * p.acts.largest[cell, kind]


@inner
def keep_candidates(p: Any, sh: Any, first: int, total: int) -> None:
    """Do what is the same in every world, drop what nobody does, and move up the rest (``cand_at``, ``cand_base``)."""
    kept = 0
    for at in range(total):
        i: Any = np.int64(sh.cand_who[at])
        k: Any = i - first
        kind = sh.cand_kind[at]
        base = base_rate(p, kind, i)
        sh.cand_at[kept] = at
        sh.cand_base[kept] = base
        form = p.rows.form[kind]
        is_low = np.int64(sh.cand_height[at] < base)  # heights are not below nought
        plain = is_low & form
        sh.plain_n[kind] += plain
        sh.plain_money[k] += plain * p.rows.plain_money[kind]
        sh.plain_did[k] += plain * p.rows.plain_did[kind]
        sh.plain_harm[p.people.district[i]] += plain * p.rows.plain_harm[kind]
        keeps = (is_low | (np.int64(base > 0.0) & (form >> MAY_RISE))) & (form >> IS_WATCHED)
        sh.n_candidates[k] += keeps
        kept += keeps
        if p.rows.has_bulk:
            n = sh.at[N_BULK]
            sh.bulk_who[n] = k
            sh.bulk_kind[n] = kind
            sh.bulk_word[n] = sh.cand_sense[at]
            sh.at[N_BULK] = n + (is_low & (form >> IS_BULK))


@inner
def place_after_place(counts: Any, first: Any, n: int) -> None:
    """Where the lines of each of ``n`` persons begin, if they stand one person after another."""
    total = 0
    for k in range(n):
        first[k] = total
        total += counts[k]
    first[n] = total


@inner
def begin_plain(p: Any, sh: Any, n: int) -> None:
    """Nobody of a block has done anything yet that is the same in every world."""
    for k in range(n):
        sh.plain_money[k] = 0
        sh.plain_did[k] = 0


@inner
def draw_periodic(p: Any, st: Any, sh: Any, first: int, last: int, t: int) -> None:
    """What is done at most once a period, act by act; then put in the order of persons (``due_order``)."""
    n = last - first
    for k in range(n):
        sh.n_due[k] = 0
    total = 0
    for index in range(p.rows.n_periodic):
        if p.now.periodic[index]:
            kind = p.acts.periodic[index]
            near = words_below(p, sh, PERIODIC, t, first, n, kind, index)
            near = keep_below(p, sh, index, near)
            if p.rows.form[kind] >> IS_BULK:
                keep_in_bulk(p, st, sh, first, kind, near, t)
            else:
                total = keep_periodic(p, sh, first, index, near, total, t)
    if p.rows.n_late:
        total = add_late(sh, first, last, total)
    place_after_place(sh.n_due, sh.due_first, n)
    for k in range(n):
        sh.n_due[k] = sh.due_first[k]
    for one in range(total):
        k = sh.due_who[one]
        sh.due_order[sh.n_due[k]] = one
        sh.n_due[k] += 1


@inner
def add_late(sh: Any, first: int, last: int, total: int) -> int:
    """What changes brought (``kernels/late.py``) comes after that; returns how many lines there are now."""
    for i in range(first, last):
        for n in range(sh.came_first[i - sh.first], sh.came_first[i - sh.first + 1]):
            sh.due_who[total] = i - first
            sh.due_index[total] = sh.late_index[n]
            sh.due_kind[total] = sh.late_kind[n]
            sh.due_way[total] = LATE_AMOUNT
            sh.due_height[total] = sh.late_height[n]
            sh.due_base[total] = sh.late_base[n]
            sh.due_sense[total] = sh.late_sense[n]
            sh.due_person[total] = sh.late_person[n]
            sh.n_due[i - first] += 1
            total += 1
    return total


@inner
def keep_below(p: Any, sh: Any, index: int, near: int) -> int:
    """Of those whose words were drawn, whose word is below the limit of their code; nobody else does a periodic act."""
    kind, column, is_sharp, kept = p.acts.periodic[index], p.rows.word_column[index], p.rows.is_sharp[index], 0
    for one in range(near):
        i, word = sh.cand_who[one], sh.cand_word[one]
        sh.cand_who[kept] = i
        sh.cand_word[kept] = word
        kept += word < p.rows.word_limit[index, p.rows.codes[i, column]]
    if is_sharp or not p.rows.form[kind] >> IS_BULK:
        return kept
    near, kept = kept, 0
    for one in range(near):
        i, word = sh.cand_who[one], sh.cand_word[one]
        sh.cand_who[kept] = i
        kept += uniform(word) < min(1.0, base_rate(p, kind, i))
    return kept


@inner
def see_periodic(p: Any, sh: Any, kind: int, n: int, t: int) -> None:
    """The words by which a periodic act of ``n`` persons (``cand_who``) is seen, and put down to somebody."""
    for one in range(n):
        sh.cand_index[one] = kind
    many_words(p, sh, PERIODIC_SEEN, t, n, p.luck.first)


@inner
def keep_in_bulk(p: Any, st: Any, sh: Any, first: int, kind: int, n: int, t: int) -> None:
    """A periodic act of ``n`` persons that is the same in every world and entered in bulk."""
    money, harm, did = p.rows.plain_money[kind], p.rows.plain_harm[kind], p.rows.plain_did[kind]
    see_periodic(p, sh, kind, n, t)
    see_in_bulk(p, st, sh, kind, first, n, t)
    for one in range(n):
        sh.plain_did[sh.cand_who[one] - first] += did
    for one in range(n if money else 0):
        sh.plain_money[sh.cand_who[one] - first] += money
    for one in range(n if harm else 0):
        sh.plain_harm[p.people.district[sh.cand_who[one]]] += harm
    sh.plain_n[kind] += n


@inner
def keep_periodic(p: Any, sh: Any, first: int, index: int, near: int, total: int, t: int) -> int:
    """Of those who may do a periodic act, keep whom a scheme may answer or see; returns how many lines there are."""
    kind = p.acts.periodic[index]
    n = do_periodic(p, sh, first, kind, near)
    see_periodic(p, sh, kind, n, t)
    glance, glance_end = p.rows.glance_first[kind], p.rows.glance_first[kind + 1]
    is_plain = p.rows.form[kind] & 1
    for one in range(n):
        k: Any = np.int64(sh.cand_who[one] - first)
        is_seen = is_plain ^ 1
        for g in range(glance, glance_end):
            word: Any = np.int64(mix(sh.cand_sense[one], p.rows.glance_salt[g]))
            is_seen |= np.int64(word < p.rows.glance_limit[g])
        sh.due_who[total] = k
        sh.due_index[total] = FIRST_PERIODIC + index
        sh.due_kind[total] = kind
        sh.due_way[total] = AMOUNT
        sh.due_height[total] = sh.cand_height[one]
        sh.due_base[total] = sh.cand_base[one]
        sh.due_sense[total] = sh.cand_sense[one]
        sh.due_person[total] = sh.cand_person[one]
        sh.n_due[k] += is_seen
        total += is_seen
    return total


@inner
def do_periodic(p: Any, sh: Any, first: int, kind: int, near: int) -> int:
    """Do what is the same in every world; returns of how many a scheme may answer or see it, or make them do it."""
    form, n, n_plain = p.rows.form[kind], 0, 0
    is_plain, may_rise, is_watched = form & 1, form >> MAY_RISE & 1, form >> IS_WATCHED
    money, harm, did = p.rows.plain_money[kind], p.rows.plain_harm[kind], p.rows.plain_did[kind]
    for one in range(near):
        i: Any = np.int64(sh.cand_who[one])
        height, base = uniform(sh.cand_word[one]), min(1.0, base_rate(p, kind, i))
        is_possible = np.int64(base > 0.0)
        is_low = is_possible & np.int64(height < base)
        plain = is_low & is_plain
        n_plain += plain
        sh.plain_money[i - first] += plain * money
        sh.plain_did[i - first] += plain * did
        sh.plain_harm[p.people.district[i]] += plain * harm
        sh.cand_who[n] = i
        sh.cand_height[n] = height
        sh.cand_base[n] = base
        n += (is_low | (is_possible & may_rise)) & is_watched
    sh.plain_n[kind] += n_plain
    return n
