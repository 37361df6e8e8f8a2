"""Who signs a listing, who looks at it again, and on what ground it runs (``twin/recover.py``)."""

from typing import Any

from scorarium.kernels.appeal import upheld
from scorarium.kernels.codes import REVIEW, WRONGFUL
from scorarium.kernels.compiled import inner
from scorarium.kernels.draws import chance
from scorarium.kernels.look import signed, vary_ticks
from scorarium.kernels.luck import words


@inner
def standing_ground(p: Any, st: Any, row: int, i: int) -> int:
    """The ground on which a listing runs."""
    k = p.lists.own_ground[row]
    return int(p.lists.ground_first[row] + st.ground[k, i]) if k >= 0 else int(p.lists.ground_first[row])


@inner
def until_of(p: Any, st: Any, row: int, i: int) -> int:
    """The condition that ends a listing, -1."""
    if p.lists.own_ground[row] < 0:
        return int(p.lists.until[row])
    own = p.lists.ground_until[standing_ground(p, st, row, i)]
    return int(p.lists.until[row] if own == -2 else own)


@inner
def is_lifted(p: Any, st: Any, row: int, g: int, s: int, i: int, t: int) -> bool:
    """Whether a review takes the person off the list: the proposal is made once more."""
    since = t - st.since[row, i]
    every = vary_ticks(p, st, p.lists.ground_review[g], p.by.lists_ground_review[g], i, s, t, t, 0.0, 0)
    if every == 0 or since <= 0 or since % every:
        return False
    w = words(p, REVIEW, t, i, p.lists.slot[row])
    return not signs(p, st, row, g, s, i, t, w[0], w[1], not st.on[row, i] & WRONGFUL)


@inner
def signs(p: Any, st: Any, row: int, g: int, s: int, i: int, t: int, word: int, case_word: int, is_right: bool) -> bool:
    """Whether the one who signs follows; who weighs the case finds what an appeal would."""
    ls = p.lists
    share = signed(p, st, ls.ground_follows[g], ls.ground_bias[g], i, s, t, 0)
    if share < 1.0 and not chance(word, share):
        return False
    if not ls.ground_weighs[g]:
        return True
    k = p.lists.procedure[row] if p.lists.procedure[row] >= 0 else s
    return not chance(case_word, upheld(p, st, k, i, s, t, is_right))
