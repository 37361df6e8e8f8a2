"""The part of the plan that is about schemes, what they see and count (see ``engine.tables``)."""

from typing import Any, NamedTuple

from numpy.typing import NDArray


class Schemes(NamedTuple):
    """One row per scheme in a world."""

    world: NDArray[Any]  # int32[S]
    salt: NDArray[Any]  # uint32[S] of the luck root
    slot: NDArray[Any]  # int32[S] 16-bit index of the luck root, for draws about (person, scheme)
    kind: NDArray[Any]  # uint8[S] names.ScoreKind
    start: NDArray[Any]  # int32[S] number (points)
    low: NDArray[Any]  # int32[S] bounds in units
    high: NDArray[Any]  # int32[S]
    better: NDArray[Any]  # int32[S] +1 higher, -1 lower
    decay: NDArray[Any]  # float64[S] kept share per tick, 1 without
    decay_towards: NDArray[Any]  # int32[S]
    clean_every: NDArray[Any]  # int32[S] ticks, 0 without
    clean_points: NDArray[Any]  # int32[S]
    friends_share: NDArray[Any]  # float64[S], 0 without
    friends_of: NDArray[Any]  # uint8[S] 0 points, 1 score anchored, 2 score drift
    friends_mean: NDArray[Any]  # uint8[S] 1: per mean, 0: per friend
    household_share: NDArray[Any]  # float64[S]
    household_of: NDArray[Any]  # uint8[S]
    household_mean: NDArray[Any]  # uint8[S]
    who: NDArray[Any]  # int32[S] condition on attributes, -1 everybody
    start_tick: NDArray[Any]  # int32[S, D] when the scheme reaches a district, NEVER
    end_tick: NDArray[Any]  # int32[S] when it stops, NEVER
    innovation: NDArray[Any]  # float64[S] per tick; -1: everybody who may is enrolled at once
    imitation: NDArray[Any]  # float64[S]
    dropout: NDArray[Any]  # float64[S] chance per tick of leaving
    records_all: NDArray[Any]  # uint8[S] 1: entries are made of those too who have not consented
    known_share: NDArray[Any]  # float64[S] rules_known_by
    knows_entry: NDArray[Any]  # uint8[S] whether the person can know of an entry
    # tiers
    tier_first: NDArray[Any]  # int32[S + 1] rows of the tier table, from low to high
    tier_from: NDArray[Any]  # int32[] units; -2**31 for tiers without `from`
    tier_margin: NDArray[Any]  # int32[]
    tier_lasts: NDArray[Any]  # int32[] number of ticks, 0
    tier_when: NDArray[Any]  # int32[] condition or -1
    tier_code: NDArray[Any]  # int32[] position as declared (0..), what conditions and records use
    # recourse: row s is the procedure of scheme s; those of lists follow (A rows in all)
    hears: NDArray[Any]  # uint8[S] 1: there is some procedure in which appeals are heard
    own_case: NDArray[Any]  # int32[S] where the procedure of a case is kept, -1 where no list has one of its own
    appeal: NDArray[Any]  # uint8[A] 1: there is one
    appeal_rate: NDArray[Any]  # float64[A] chance per tick of filing
    appeal_known: NDArray[Any]  # float64[A]
    appeal_within: NDArray[Any]  # int32[A] ticks after the entry
    appeal_decided: NDArray[Any]  # int32[A] number (ticks; may be drawn)
    appeal_wrong: NDArray[Any]  # float64[A] upheld if wrong
    appeal_right: NDArray[Any]  # float64[A]
    appeal_tries: NDArray[Any]  # int32[A]
    appeal_wait: NDArray[Any]  # int32[A] ticks
    appeal_suspends: NDArray[Any]  # uint8[A]
    keeps_entries: NDArray[Any]  # uint8[S] entries without a clock are kept in the record too
    forgets: NDArray[Any]  # int32[S] ticks for which a score is kept that no entry moves, 0 for ever
    quiet: NDArray[Any]  # int32[S] where it is kept since when none has, -1
    refusal: NDArray[Any]  # int32[S] number: days-income per tick that staying out costs, -1
    unit: NDArray[Any]  # int32[S] row of what a unit has together, -1: each person is scored
    unit_is: NDArray[Any]  # uint8[S] names.Scored
    abstains: NDArray[Any]  # int32[S] where it is kept what it has cost, -1


class Senses(NamedTuple):
    """Senses, and which sense of a scheme sees which act."""

    scheme: NDArray[Any]  # int32[K]
    salt: NDArray[Any]  # uint32[K]
    group: NDArray[Any]  # int32[K] risk group
    delay: NDArray[Any]  # int32[K] ticks until an entry can follow
    witnesses: NDArray[Any]  # uint8[K] names.Witness: detection is per witness
    met: NDArray[Any]  # int32[K] number: encounters a day
    least: NDArray[Any]  # int32[K] corroboration: how many must report
    within: NDArray[Any]  # int32[K] ticks in which reports count together, 0: those of one act, or of one tick
    report_first: NDArray[Any]  # int32[K + 1] rows of reports that wait for others
    confirm_true: NDArray[Any]  # float64[K] chance that the other households confirm a true report, 1 without
    confirm_false: NDArray[Any]  # float64[K] likewise a false one
    identification: NDArray[Any]  # uint8[K] 0 certain, 1 shares, 2 search in a gallery
    missed: NDArray[Any]  # int32[K] number
    false_match: NDArray[Any]  # int32[K] number
    gallery: NDArray[Any]  # float64[K]
    context_error: NDArray[Any]  # float64[K]
    pool: NDArray[Any]  # int32[K] definition of pools, -1
    malicious: NDArray[Any]  # float64[K] reports per tie and tick
    malice_by: NDArray[Any]  # uint8[K] ties by which false reports come: 1 friends, 2 work, 3 household
    inspect_first: NDArray[Any]  # int32[K + 1]
    inspect: NDArray[Any]  # int32[] consequences that look harder
    # sees[s * n_acts + b] .. sees[s * n_acts + b + 1]: rows in declared order of senses
    sees_first: NDArray[Any]  # int32[S * n_acts + 1]
    sees_sense: NDArray[Any]  # int32[]
    sees_detection: NDArray[Any]  # int32[] number
    pool_of: NDArray[Any]  # int32[P, N] pool of a person under each definition
    pool_size: NDArray[Any]  # int32[P, max pools]
    pool_first: NDArray[Any]  # int32[K + 1] rows of wrong attribution: one per (sense, act, rule)
    pool_act: NDArray[Any]  # int32[]
    pool_rule: NDArray[Any]  # int32[]


class Rules(NamedTuple):
    """Rules: what makes an entry and what it counts."""

    scheme: NDArray[Any]  # int32[R]
    salt: NDArray[Any]  # uint32[R]
    slot: NDArray[Any]  # int32[R] 16-bit index of (luck root, rule)
    points: NDArray[Any]  # int32[R] number (points, signed); for records 1
    per: NDArray[Any]  # float64[R] 0, or: points for each `per` of amount
    above: NDArray[Any]  # float64[R] -1, or: only above this amount
    lasts: NDArray[Any]  # int32[R] number of ticks (may be drawn), -1: no clock
    until_settled: NDArray[Any]  # int32[R] open state, -1
    repeat: NDArray[Any]  # uint8[R] names.Repeat SEPARATE | RESTARTS | RESTARTS_ALL
    repeat_within: NDArray[Any]  # int32[R] ticks
    counts_repeat: NDArray[Any]  # uint8[R] whether something depends on `repeat`
    keep: NDArray[Any]  # int32[R] ticks for which the record is looked at, at least
    until: NDArray[Any]  # int32[R] condition that ends its entries, -1
    until_repaired: NDArray[Any]  # uint8[R] a repair that succeeds ends its entries
    erased: NDArray[Any]  # uint8[R] nobody can prove its entries: an appeal erases them
    discretion: NDArray[Any]  # uint8[R] the official chooses between `mildest` and `harshest`: 1 any, 2 whole points
    mildest: NDArray[Any]  # float64[R] points
    harshest: NDArray[Any]  # float64[R] points
    reach: NDArray[Any]  # int32[R] ticks for which it reaches back, 0
    recalled: NDArray[Any]  # int32[R] row of `state.recalled`, -1
    ends_clean: NDArray[Any]  # uint8[R, n_acts + 1] names.Ends by act (+ 1: a duty is 0)
    cap: NDArray[Any]  # int32[R] index of the cap counter, -1
    cap_limit: NDArray[Any]  # int64[R] units: entries, or points * POINT
    cap_points: NDArray[Any]  # uint8[R]
    cap_num: NDArray[Any]  # int64[R] period in days, exact; 0: for ever
    cap_den: NDArray[Any]  # int64[R]
    sets: NDArray[Any]  # uint8[R] 1: the score is put to `points`
    seen_by: NDArray[Any]  # int64[R] mask of the scheme's senses (by position in the scheme)
    when: NDArray[Any]  # int32[R] condition, -1
    every_num: NDArray[Any]  # int64[R] periodic rule: days, exact; 0
    every_den: NDArray[Any]  # int64[R]
    state: NDArray[Any]  # uint8[R] 1: lives while `when` is true
    harmful: NDArray[Any]  # uint8[R]
    helpful: NDArray[Any]  # uint8[R]
    vague: NDArray[Any]  # uint8[R]
    scored: NDArray[Any]  # uint8[R] 0: an entry only because a condition or ground names the act
    factor: NDArray[Any]  # int32[R] the points add to this factor's sum, -1: to the score
    # of_act[s * n_acts + b]: rules made by act b, in declared order
    of_act_first: NDArray[Any]  # int32[S * n_acts + 1]
    of_act: NDArray[Any]  # int32[]
    # recalls_first[r]: rules whose entries rule r finds when it reaches back
    recalls_first: NDArray[Any]  # int32[R + 1]
    recalls: NDArray[Any]  # int32[]
    # minds[s * n_acts + b]: rules that weigh on the rate of act b, with weight (1; chill; reach)
    minds_first: NDArray[Any]  # int32[S * n_acts + 1]
    minds_rule: NDArray[Any]  # int32[]
    minds_weight: NDArray[Any]  # float64[]
    minds_groups: NDArray[Any]  # uint8[] mask of the scheme's risk groups
    minds_own: NDArray[Any]  # int32[] row of Selves.value that takes the place of the weight, -1
    # what is at stake
    stake_points: NDArray[Any]  # int32[R] |points| in units at the first time
    stake_fine: NDArray[Any]  # float64[R] days-income
    stake_direct: NDArray[Any]  # float64[classes * R] days-income of doors behind lists it grounds itself
    stake_pay: NDArray[Any]  # float64[classes * R]


class Offices(NamedTuple):
    """Integrity: how the office itself goes wrong."""

    of_scheme: NDArray[Any]  # int32[S] row, -1
    scheme: NDArray[Any]  # int32[O]
    official: NDArray[Any]  # int32[O] condition: who is one, -1 nobody
    exempts: NDArray[Any]  # int32[O] number: share of officials' harmful entries that are dropped
    bribable: NDArray[Any]  # int32[O] number: share of harmful entries that those who can pay buy off
    can_pay: NDArray[Any]  # float64[O] income from which a person can
    price: NDArray[Any]  # int64[O] money
    insider: NDArray[Any]  # int32[O] number: share of entries written to another person
    targets: NDArray[Any]  # int32[O] number: share of protected acts seen that get an entry under the dearest rule
    dearest: NDArray[Any]  # int32[O] rule, -1
    wrong_first: NDArray[Any]  # int32[O + 1] rows of what is written to another person: one per (act, rule)
    wrong_act: NDArray[Any]  # int32[]
    wrong_rule: NDArray[Any]  # int32[]
    pool_row: NDArray[Any]  # int32[O] row of `state.pub_wrong` at which they begin


class Ladders(NamedTuple):
    """Scores of kind ladder: where a period's entries lead."""

    of_scheme: NDArray[Any]  # int32[S] row, -1
    lowest: NDArray[Any]  # int32[Z] first rung
    period_num: NDArray[Any]  # int64[Z] days, exact
    period_den: NDArray[Any]  # int64[Z]
    target: NDArray[Any]  # int32[Z, entries, rungs] the next rung; the last line counts for more entries
    clean_periods: NDArray[Any]  # int32[Z] so many clean periods in a row bring the cap, 0 without
    cap: NDArray[Any]  # int32[Z] rung


class Factors(NamedTuple):
    """Scores of kind factors: what is weighed."""

    first: NDArray[Any]  # int32[S + 1] rows of a scheme
    start: NDArray[Any]  # int32[S] units: the score before anything is known; -2**31 without
    weight: NDArray[Any]  # float64[F]
    source: NDArray[Any]  # uint8[F] names.FactorSource
    arg: NDArray[Any]  # int32[F] attribute, scheme row (-1 not in the world) or condition
    span: NDArray[Any]  # float64[F] highest rank of the attribute
    saturates: NDArray[Any]  # float64[F]
    sign: NDArray[Any]  # int32[F] +1 or -1 where all acts agree, 0 mixed
    logistic: NDArray[Any]  # uint8[F]
    missing: NDArray[Any]  # float64[F] stands in where there are no data, -1 without
    low: NDArray[Any]  # float64[F] range of the other score in units
    high: NDArray[Any]  # float64[F]
    told: NDArray[Any]  # int32[F] row of State.told: the other score as it was told, -1 as it is


class Learned(NamedTuple):
    """Scores whose weights are learned: one row per such scheme in a world."""

    scheme: NDArray[Any]  # int32[Z]
    first: NDArray[Any]  # int32[Z] row of the first factor
    width: NDArray[Any]  # int32[Z] how many are declared
    base: NDArray[Any]  # int32[Z] row of what is the same for everybody
    target: NDArray[Any]  # int32[Z] row that counts records of what is predicted
    chance: NDArray[Any]  # int32[Z] row that counts records of those who could do it and did not; -1: everybody could
    refit_num: NDArray[Any]  # int64[Z] days between fits, exact
    refit_den: NDArray[Any]  # int64[Z]
    window: NDArray[Any]  # int32[Z] ticks over which the target is looked for after the factors were read
    method: NDArray[Any]  # uint8[Z] 0 logistic, 1 linear
    sign: NDArray[Any]  # int32[Z] +1: the likelier the target, the higher the score
    barred: NDArray[Any]  # int64[Z] mask of factors that may not be used
    truth: NDArray[Any]  # int32[Z] row of State.moving that counts what people did; -1: records are the labels


class Contagions(NamedTuple):
    """Ties other than friends and household through which others' standing weighs in."""

    first: NDArray[Any]  # int32[S + 1]
    relation: NDArray[Any]  # uint8[] names.Relation
    share: NDArray[Any]  # float64[]
    of: NDArray[Any]  # uint8[] 0 points, 1 score anchored, 2 score drift
    mean: NDArray[Any]  # uint8[] 1: per mean, 0: per person
