"""What changes during a run: arrays whose rows are worlds, schemes, lists … and whose columns are persons.

``pub_*`` arrays hold what a person reads of others: values at the end of the previous tick. The record is not
here: the engine keeps it in one arena per shard (``engine.entries``), the twin in plain lists; both give it as a table.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.tables import Sizes
from scorarium.names import NEVER, Measure


class State(NamedTuple):
    """State of all worlds of one replicate at the end of a tick. Money and points in units of 1/65536."""

    # worlds [W, N]
    y: NDArray[Any]  # float64 income relative to the person's own, 0.2 … 1.5
    welfare: NDArray[Any]  # int64 money so far
    fines: NDArray[Any]  # int64 money taken (less paid) so far
    habit: NDArray[Any]  # int32 1/65536
    done: NDArray[Any]  # int32 acts so far
    prevented: NDArray[Any]  # int32 acts that `none` does and this world does not
    provoked: NDArray[Any]  # int32
    chilled: NDArray[Any]  # int32 prevented among protected acts
    met: NDArray[Any]  # int32 demands
    refused: NDArray[Any]  # int32 demands
    open_since: NDArray[Any]  # int32[O, W, N] tick or -1
    open_amount: NDArray[Any]  # float64[O, W, N]
    harm: NDArray[Any]  # int64[W, D] harm less benefit of this tick
    pub_harm: NDArray[Any]  # int64[W, D]
    # schemes [S, N]
    enrolled: NDArray[Any]  # int32 tick of joining; below 0 no member: OUTSIDE, LEFT, ON_RECORD, BACK_ON_RECORD
    base: NDArray[Any]  # int32 permanent points P
    live: NDArray[Any]  # int32 live points L
    score: NDArray[Any]  # int32
    tier: NDArray[Any]  # int8 code, -1 none
    tier_since: NDArray[Any]  # int32
    last_harm: NDArray[Any]  # int32 tick of the last own harmful entry, or of enrolment
    entries: NDArray[Any]  # int32 ever made
    wrong: NDArray[Any]  # int32 ever made of what was not theirs
    wrong_live: NDArray[Any]  # int32 standing now
    wrong_entry_ticks: NDArray[Any]  # int32 sum over ticks of wrong_live
    penalty: NDArray[Any]  # int64 harmful points ever
    wrong_penalty: NDArray[Any]  # int64
    new_harm: NDArray[Any]  # int32 harmful permanent points made in this tick (own)
    harm_live: NDArray[Any]  # int32 harmful live points (own)
    case_due: NDArray[Any]  # int32 tick of the decision, -1 no case
    case_next: NDArray[Any]  # int32 earliest tick of the next filing
    reported: NDArray[Any]  # int32[reports, N] tick after that of a report which waits for others, 0: none
    quiet_since: NDArray[Any]  # int32[quiets, N] tick since which no entry has moved the score
    quiet_entries: NDArray[Any]  # int32[quiets, N] entries until then
    case_under: NDArray[Any]  # int16[own_cases, N] the procedure of a case
    filed: NDArray[Any]  # int32 appeals ever
    upheld: NDArray[Any]  # int32
    sanctioned: NDArray[Any]  # uint8 mask of risk groups that struck in this tick
    pub_score: NDArray[Any]  # int32
    pub_base: NDArray[Any]  # int32
    pub_new_harm: NDArray[Any]  # int32
    pub_harm_live: NDArray[Any]  # int32
    pub_tier: NDArray[Any]  # int8, -1 no tier, -2 not enrolled
    pub_primary: NDArray[Any]  # int64 mask of the scheme's lists
    pub_listed: NDArray[Any]  # int64
    pub_sanctioned: NDArray[Any]  # uint8
    n_enrolled: NDArray[Any]  # int64[S] at the end of the previous tick
    n_measured: NDArray[Any]  # int64[W, measures] persons, at the end of the previous tick (names.Measure)
    # risk groups [G, N]
    known: NDArray[Any]  # uint16 sanctions felt or heard of, 1/64
    unseen: NDArray[Any]  # uint16 acts done without one, 1/64
    felt: NDArray[Any]  # int32 tick of the last change
    # lists [L, N]
    on: NDArray[Any]  # uint8 names.Listed mask, 0 not listed
    until: NDArray[Any]  # int32
    since: NDArray[Any]  # int32
    times: NDArray[Any]  # uint8 how often listed
    grounds: NDArray[Any]  # uint8 entries that ground it
    listed_ticks: NDArray[Any]  # int32
    wrong_ticks: NDArray[Any]  # int32
    proposed: NDArray[Any]  # int32[decided lists, N] listings proposed to the one who signs
    overridden: NDArray[Any]  # int32[decided lists, N] and not followed
    declined: NDArray[Any]  # int32[decided lists, N] the coin about a state that has been counted
    ground: NDArray[Any]  # uint8[lists, N] the ground on which a listing runs, counted within the list
    listings: NDArray[Any]  # int32[lists, 8, N] ticks of the latest listings, the newest first
    depth: NDArray[Any]  # uint8[spreads, N] how many steps from the origin, 0 not reached
    pub_depth: NDArray[Any]  # uint8[spreads, N]
    spread_since: NDArray[Any]  # int32[spreads, N] since when it is reached, -1
    # ladders [Z, N] and factors [F, N]
    ladder_entries: NDArray[Any]  # int32 in this period
    ladder_clean: NDArray[Any]  # int32 clean periods in a row
    factor_sum: NDArray[Any]  # int64 units within the window
    factor_count: NDArray[Any]  # int32 entries within the window
    # offices [O, N] and rules that reach back
    bribed: NDArray[Any]  # int32 entries bought off or made mild
    exempted: NDArray[Any]  # int32 entries of officials that were dropped
    targeted: NDArray[Any]  # int32 entries written about a critic
    recalled: NDArray[Any]  # uint8[recalls, N] whether the rule has reached back
    # facts that others ask for [A, N]
    struck: NDArray[Any]  # uint8 moments of this tick
    pub_fact: NDArray[Any]  # uint8
    # ratings [Z, N]: marks in memory, each times its weight
    mark_sum: NDArray[Any]  # int64 steps above the lowest mark
    mark_weight: NDArray[Any]  # int64
    mark_count: NDArray[Any]  # int32 marks in memory
    mark_total: NDArray[Any]  # int32 marks ever
    mark_start: NDArray[Any]  # int32 the score before marks count, units
    ring_mark: NDArray[Any]  # uint8[ring] the latest marks of each rated person
    ring_weight: NDArray[Any]  # uint16[heavy]
    bin_sum: NDArray[Any]  # int64[bins] the same by tick, where a memory is a time
    bin_weight: NDArray[Any]  # int64[bins]
    bin_count: NDArray[Any]  # int32[bins]
    opinion: NDArray[Any]  # uint8[opinions] 1: is thought well of
    pub_opinion: NDArray[Any]  # uint8[opinions]
    pub_gift: NDArray[Any]  # int64[gifts, N] money that acts of others brought in the previous tick
    # the rest
    cap_used: NDArray[Any]  # int64[caps, N]
    repair_due: NDArray[Any]  # int32[repairs, N] tick, -1 none
    repair_used: NDArray[Any]  # int32[repairs, N]
    copy_until: NDArray[Any]  # int32[copies, N]
    edge: NDArray[
        Any
    ]  # int32[edges, N] tick from which a state has held (fine, pay, warn), or until which a moment does
    pub_wrong: NDArray[Any]  # int32[pool_rows, most_pools] wrong attributions of the previous tick
    # doors
    bought: NDArray[Any]  # uint8[queues, W, N] 1: goes ahead with the next demand
    follow: NDArray[Any]  # int64[follows, W, N] mask of the demands of the last tick that were met
    # attributes that change
    level: NDArray[Any]  # uint8[changing, N] level code in this tick
    present: NDArray[Any]  # uint8[gatherings, N] who belongs to a circle in this tick
    told: NDArray[Any]  # int32[told, N] another scheme's score as it was told, -2**31 where there was none
    moving: NDArray[Any]  # int32[moves, W, N] levels by which acts of this tick move it
    had: NDArray[Any]  # int64[had, 13, N] worth of a service met in the running month and the twelve before
    overpaid: NDArray[Any]  # int64[W or 0, N] money paid above the ordinary price so far
    # attention of senses
    effort: NDArray[Any]  # float64[efforts, N] how much of it reaches the person in this tick
    past_records: NDArray[Any]  # int64[efforts, remembered, D] records of earlier ticks, by tick modulo memory
    # games [G, N]
    missions: NDArray[Any]  # int32 missions set so far
    brought: NDArray[Any]  # int32 people brought in so far
    abstained: NDArray[Any]  # int64[abstains, N] money that staying out has cost so far
    unit_own: NDArray[Any]  # int64[units, N] points beyond the start that are the person's own
    unit_shared: NDArray[Any]  # int64[units, N] those of the others of the unit, of the previous tick
    unit_others: NDArray[Any]  # int32[units, N] how many others those are
    unit_at: NDArray[Any]  # int32[units, N] tick in which the own were found, -1
    # wallets [X, N], units of points
    spent: NDArray[Any]  # int64 so far
    earned: NDArray[Any]  # int64 gained by entries so far, towards better
    earned_by_money: NDArray[Any]  # int64 those of them that were bought
    # acts that are weighed by their amount [voices, N]
    complied: NDArray[Any]  # int32 acts done as wanted, that nothing could be held against
    censored: NDArray[Any]  # int32 acts held back to what nothing is held against, silence included
    defied: NDArray[Any]  # int32 acts done beyond that
    wanted: NDArray[Any]  # int64 amount wanted so far, 1/65536
    said: NDArray[Any]  # int64 amount done so far, 1/65536
    # moods [W or 0, N]
    stress: NDArray[Any]  # float64 standard deviations
    shock: NDArray[Any]  # float64 what is left of shocks
    way_gone: NDArray[Any]  # float64 shares of the way to the nearest bad border, summed over schemes
    stress_ticks: NDArray[Any]  # int64 1/65536 of a standard deviation, summed over ticks
    refused_before: NDArray[Any]  # int32 demands refused until the last tick
    trust_operator: NDArray[Any]  # float64 bad encounters, below nought where trust is lost
    wrong_before: NDArray[Any]  # int32[S or 0, N] entries that were not theirs until the last tick
    trust_people: NDArray[Any]  # float64 standard deviations
    protest: NDArray[Any]  # uint8 1: is in protest
    pub_protest: NDArray[Any]  # uint8
    protest_ticks: NDArray[Any]  # int32
    silent: NDArray[Any]  # float64 1: has left a protected act, fading
    pub_silent: NDArray[Any]  # float64
    changed: NDArray[Any]  # float64 -1: has left an act because of the scheme, 1: has done one because of it, fading
    pub_changed: NDArray[Any]  # float64
    chilled_before: NDArray[Any]  # int32 acts chilled until the last tick
    example: NDArray[Any]  # int32 punished acts done more, less those left, in this tick; nought at its end
    hushed: NDArray[Any]  # float64 what friends' silence takes off the logarithm of a rate
    pulled: NDArray[Any]  # float64 what friends' examples add to it
    # ways round a score [S or 0, N]
    concealed: NDArray[Any]  # int32 acts moved to a less-seen channel so far
    at_line: NDArray[Any]  # uint8 1: games, since one cheap act more would carry the person over a bright line
    claim: NDArray[Any]  # int32 1 + row of the way to points that is claimed falsely in this tick, 0 none
    claims: NDArray[Any]  # int32 false claims so far
    parted: NDArray[Any]  # uint8[W or 0, friends] 1: the tie has ended; as it was at the end of the previous tick
    # counters of this tick
    n_done: NDArray[Any]  # int64[W, B]
    n_prevented: NDArray[Any]  # int64[W, B]
    n_provoked: NDArray[Any]  # int64[W, B]
    n_answer: NDArray[Any]  # int64[W, V, 5] names.Answer
    n_seen: NDArray[Any]  # int64[S, B] acts that made an entry for the right person
    n_clipped: NDArray[Any]  # int64[W]
    n_paid: NDArray[Any]  # int64[S] money that the operator pays out
    n_worth: NDArray[
        Any
    ]  # int64[W, worths] harm done by acts, value refused of services, where it is not always the same


def plain_rows() -> tuple[dict[str, type], dict[str, type], dict[str, type]]:
    """Rows that begin at nought, with their types: of worlds, of schemes and of lists."""
    world: dict[str, type] = {
        "welfare": np.int64,
        "fines": np.int64,
        "habit": np.int32,
        "done": np.int32,
        "prevented": np.int32,
    }
    world |= {"provoked": np.int32, "chilled": np.int32, "met": np.int32, "refused": np.int32}
    scheme: dict[str, type] = dict.fromkeys(
        ("base", "live", "score", "tier_since", "last_harm", "entries", "wrong", "wrong_live"), np.int32
    )
    scheme |= dict.fromkeys(("wrong_entry_ticks", "new_harm", "harm_live", "case_next", "filed", "upheld"), np.int32)
    scheme |= dict.fromkeys(("pub_score", "pub_base", "pub_new_harm", "pub_harm_live"), np.int32)
    scheme.update(dict.fromkeys(("penalty", "wrong_penalty", "pub_primary", "pub_listed"), np.int64))
    scheme.update(dict.fromkeys(("sanctioned", "pub_sanctioned"), np.uint8))
    listed: dict[str, type] = {
        "on": np.uint8,
        "until": np.int32,
        "since": np.int32,
        "times": np.uint8,
        "grounds": np.uint8,
    }
    listed |= {"listed_ticks": np.int32, "wrong_ticks": np.int32}
    return world, scheme, listed


def zeros(shape: tuple[int, ...], dtype: type) -> NDArray[Any]:
    """Nothing yet."""
    return np.zeros(shape, dtype)


def full(shape: tuple[int, ...], dtype: type, value: int) -> NDArray[Any]:
    """The same everywhere."""
    return np.full(shape, value, dtype)


def empty_state(sizes: Sizes, kinds: int) -> State:
    """State before the first tick: nobody enrolled, nothing recorded.

    Parameters
    ----------
    sizes
        Rows of everything.
    kinds
        Acts and demands.
    """
    n = sizes.persons
    world, scheme, listed = plain_rows()
    return State(
        **{k: zeros((sizes.worlds, n), v) for k, v in world.items()},
        **{k: zeros((sizes.schemes, n), v) for k, v in scheme.items()},
        **{k: zeros((sizes.lists, n), v) for k, v in listed.items()},
        **_of_society(sizes),
        **_of_standing(sizes),
        **_of_mechanisms(sizes),
        **_of_moods(sizes),
        **_of_the_tick(sizes, kinds),
    )


def _of_society(sizes: Sizes) -> dict[str, NDArray[Any]]:
    """Income, open states, what acts do to others, levels that move."""
    n, w = sizes.persons, sizes.worlds
    return {
        "y": np.ones((w, n)),
        "open_since": full((sizes.opens, w, n), np.int32, -1),
        "open_amount": zeros((sizes.opens, w, n), np.float64),
        "harm": zeros((w, sizes.districts), np.int64),
        "pub_harm": zeros((w, sizes.districts), np.int64),
        "n_measured": zeros((w, len(Measure)), np.int64),
        "pub_gift": zeros((sizes.gifts, n), np.int64),
        "bought": zeros((sizes.queues, w, n), np.uint8),
        "follow": zeros((sizes.follows, w, n), np.int64),
        "level": zeros((sizes.changing, n), np.uint8),
        "present": zeros((sizes.gatherings, n), np.uint8),
        "told": np.full((sizes.told, n), -(2**31), np.int32),
        "moving": zeros((sizes.moves, w, n), np.int32),
    }


def _of_standing(sizes: Sizes) -> dict[str, NDArray[Any]]:
    """Enrolment, tiers, beliefs, listings, cases, copies, attention."""
    n, s = sizes.persons, sizes.schemes
    return {
        "enrolled": full((s, n), np.int32, -1),
        "tier": full((s, n), np.int8, -1),
        "pub_tier": full((s, n), np.int8, -2),
        "case_due": full((s, n), np.int32, -1),
        "reported": zeros((sizes.reports, n), np.int32),
        "quiet_since": full((sizes.quiets, n), np.int32, -1),
        "quiet_entries": zeros((sizes.quiets, n), np.int32),
        "case_under": zeros((sizes.own_cases, n), np.int16),
        "n_enrolled": zeros((s,), np.int64),
        "known": zeros((sizes.groups, n), np.uint16),
        "unseen": zeros((sizes.groups, n), np.uint16),
        "felt": zeros((sizes.groups, n), np.int32),
        "ground": zeros((sizes.own_grounds, n), np.uint8),
        "listings": full((sizes.struck, 8, n), np.int32, -NEVER),
        "depth": zeros((sizes.spreads, n), np.uint8),
        "pub_depth": zeros((sizes.spreads, n), np.uint8),
        "spread_since": full((sizes.spreads, n), np.int32, -1),
        "recalled": zeros((sizes.recalls, n), np.uint8),
        "struck": zeros((sizes.facts, n), np.uint8),
        "pub_fact": zeros((sizes.facts, n), np.uint8),
        "cap_used": zeros((sizes.caps, n), np.int64),
        "repair_due": full((sizes.repairs, n), np.int32, -1),
        "repair_used": zeros((sizes.repairs, n), np.int32),
        "copy_until": zeros((sizes.copies, n), np.int32),
        "edge": full((sizes.edges, n), np.int32, -1),
        "pub_wrong": zeros((sizes.pool_rows, sizes.most_pools), np.int32),
        "had": zeros((sizes.had, 13, n), np.int64),
        "overpaid": zeros((sizes.priced, n), np.int64),
        "effort": zeros((sizes.efforts, n), np.float64),
        "past_records": zeros((sizes.efforts, sizes.remembered, sizes.districts), np.int64),
    }


def _of_mechanisms(sizes: Sizes) -> dict[str, NDArray[Any]]:
    """What ladders, factors, offices, marks, opinions and wallets keep."""
    n = sizes.persons
    return dict(
        ladder_entries=zeros((sizes.ladders, n), np.int32),
        ladder_clean=zeros((sizes.ladders, n), np.int32),
        factor_sum=zeros((sizes.factors, n), np.int64),
        factor_count=zeros((sizes.factors, n), np.int32),
        proposed=zeros((sizes.decided, n), np.int32),
        overridden=zeros((sizes.decided, n), np.int32),
        declined=zeros((sizes.decided, n), np.int32),
        abstained=zeros((sizes.abstains, n), np.int64),
        unit_own=zeros((sizes.units, n), np.int64),
        unit_shared=zeros((sizes.units, n), np.int64),
        unit_others=zeros((sizes.units, n), np.int32),
        unit_at=full((sizes.units, n), np.int32, -1),
        missions=zeros((sizes.games, n), np.int32),
        brought=zeros((sizes.games, n), np.int32),
        bribed=zeros((sizes.offices, n), np.int32),
        exempted=zeros((sizes.offices, n), np.int32),
        targeted=zeros((sizes.offices, n), np.int32),
        mark_sum=zeros((sizes.ratings, n), np.int64),
        mark_weight=zeros((sizes.ratings, n), np.int64),
        mark_count=zeros((sizes.ratings, n), np.int32),
        mark_total=zeros((sizes.ratings, n), np.int32),
        mark_start=zeros((sizes.ratings, n), np.int32),
        ring_mark=zeros((sizes.ring,), np.uint8),
        ring_weight=zeros((sizes.heavy,), np.uint16),
        bin_sum=zeros((sizes.bins,), np.int64),
        bin_weight=zeros((sizes.bins,), np.int64),
        bin_count=zeros((sizes.bins,), np.int32),
        opinion=zeros((sizes.opinions,), np.uint8),
        pub_opinion=zeros((sizes.opinions,), np.uint8),
        **{k: zeros((sizes.wallets, n), np.int64) for k in ("spent", "earned", "earned_by_money")},
        **{k: zeros((sizes.voices, n), np.int32) for k in ("complied", "censored", "defied")},
        **{k: zeros((sizes.voices, n), np.int64) for k in ("wanted", "said")},
    )


SWAYED = ("silent", "pub_silent", "changed", "pub_changed", "hushed", "pulled")


def _of_moods(sizes: Sizes) -> dict[str, NDArray[Any]]:
    """Stress, trust, protest, wiles and ties that end, where a society has them."""
    n, stressed, protests = sizes.persons, sizes.stressed, sizes.protests
    return {
        **{name: zeros((stressed, n), np.float64) for name in ("stress", "shock", "way_gone")},
        "stress_ticks": zeros((stressed, n), np.int64),
        "refused_before": zeros((stressed, n), np.int32),
        "trust_operator": zeros((sizes.trusting, n), np.float64),
        "wrong_before": zeros((sizes.trusted, n), np.int32),
        "trust_people": zeros((sizes.seeing, n), np.float64),
        "protest": zeros((protests, n), np.uint8),
        "pub_protest": zeros((protests, n), np.uint8),
        "protest_ticks": zeros((protests, n), np.int32),
        **{name: zeros((sizes.swayed, n), np.float64) for name in SWAYED},
        **{name: zeros((sizes.swayed, n), np.int32) for name in ("chilled_before", "example")},
        "concealed": zeros((sizes.hiding, n), np.int32),
        "at_line": zeros((sizes.wily, n), np.uint8),
        "claim": zeros((sizes.wily, n), np.int32),
        "claims": zeros((sizes.wily, n), np.int32),
        "parted": zeros((sizes.parting, sizes.friendships), np.uint8),
    }


def _of_the_tick(sizes: Sizes, kinds: int) -> dict[str, NDArray[Any]]:
    """Counters that start at nought in each tick."""
    w, s = sizes.worlds, sizes.schemes
    return {
        "n_done": zeros((w, kinds), np.int64),
        "n_prevented": zeros((w, kinds), np.int64),
        "n_provoked": zeros((w, kinds), np.int64),
        "n_answer": zeros((w, sizes.services, 5), np.int64),
        "n_seen": zeros((s, kinds), np.int64),
        "n_clipped": zeros((w,), np.int64),
        "n_paid": zeros((s,), np.int64),
        "n_worth": zeros((w, sizes.worths), np.int64),
    }
