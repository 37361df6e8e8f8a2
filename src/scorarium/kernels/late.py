"""Acts and demands that a change brought, or made more frequent (``twin/act.py``): a pass of its own before a tick."""

from typing import Any

from scorarium.kernels.arith import poisson
from scorarium.kernels.codes import LATE_CAND, LATE_COUNT, LATE_PLACES
from scorarium.kernels.compiled import outer
from scorarium.kernels.draws import uniform
from scorarium.kernels.luck import words, words_of_four
from scorarium.kernels.mind import base_rate


@outer
def draw_late(p: Any, sh: Any, t: int) -> int:
    """Candidates of a shard's persons, in their order. Returns how many there are; those without a place are left out.

    ``came_first`` says where those of each person begin.
    """
    n = 0
    for i in range(sh.first, sh.last):
        sh.came_first[i - sh.first] = n
        for row in range(p.rows.n_late):
            kind, place = p.acts.late[row], p.acts.late_place[row]
            base, floor = base_rate(p, kind, i), p.acts.largest[p.people.cell[i], kind]
            if base <= floor:
                continue
            four = words_of_four(p, LATE_COUNT, t, i, place)
            for j in range(min(LATE_PLACES, poisson(uniform(four[i & 3]), base - floor))):
                if n < sh.n_late_places:
                    _, w1, w2, w3 = words(p, LATE_CAND, t, i, place * LATE_PLACES + j)
                    sh.late_kind[n] = kind
                    sh.late_index[n] = place * LATE_PLACES + j
                    sh.late_height[n] = floor + uniform(w1) * (base - floor)
                    sh.late_base[n] = base
                    sh.late_sense[n] = w2
                    sh.late_person[n] = w3
                n += 1
    sh.came_first[sh.last - sh.first] = n
    return n
