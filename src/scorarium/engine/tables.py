"""The compiled plan: what engine and twin both read. Names have become integers; arrays only.

Letters used throughout: ``w`` world, ``s`` scheme in a world (rows of all worlds in one table, ``worlds.first``),
``i`` person, ``b`` kind (acts first, then demands for services), ``r`` rule, ``k`` sense, ``g`` risk group, ``l`` list,
``v`` service, ``c`` consequence, ``p`` repair, ``o`` act that stays open, ``x`` export, ``q`` number, ``d`` district.
Index -1 means "none". Rates are per tick; money and points are integers of 1/65536 (``names.POINT``); ticks int32 with
``names.NEVER``; probabilities are float64 and compared through ``chance``.
"""

from typing import Any, NamedTuple

from numpy.typing import NDArray

from scorarium.engine.tables_ratings import Circles, Ratings, Reputations
from scorarium.engine.tables_society import Acts, Clock, Luck, People, Services, Ties

__all__ = [
    "Acts",
    "By",
    "Changing",
    "Circles",
    "Clock",
    "Conditions",
    "Consequences",
    "Contagions",
    "Copies",
    "Efforts",
    "Factors",
    "Facts",
    "Ladders",
    "Lists",
    "Luck",
    "Minds",
    "Numbers",
    "Offices",
    "People",
    "Plan",
    "Ratings",
    "Repairs",
    "Reputations",
    "Risks",
    "Rules",
    "Schemes",
    "Senses",
    "Services",
    "Sizes",
    "Spreads",
    "Stakes",
    "Ties",
    "Turn",
    "Wallets",
    "Worlds",
]


class Numbers(NamedTuple):
    """Numbers that depend: ``base`` times the product of its terms' table values, then drawn by ``law``."""

    base: NDArray[Any]  # float64[Q]
    first: NDArray[Any]  # int32[Q + 1]
    source: NDArray[Any]  # uint8[] names.Source
    arg: NDArray[Any]  # int32[] attribute or (for LIST) list
    mode: NDArray[Any]  # uint8[] names.Mode
    start: NDArray[Any]  # int32[] offset into key and value
    length: NDArray[Any]  # int32[]
    key: NDArray[Any]  # float64[] lower bounds (STEP, LINEAR); ticks for TIME, points for SCORE, plain for AMOUNT
    value: NDArray[Any]  # float64[]
    law: NDArray[Any]  # uint8[Q] names.LawCode
    law_a: NDArray[Any]  # float64[Q] sd (normal: absolute; lognormal: sd of the log), stages, low
    law_b: NDArray[Any]  # float64[Q] high
    unit: NDArray[Any]  # uint8[Q] names.Unit: what is made of it at last
    salt: NDArray[Any]  # uint32[Q] of its draws, each time it is used
    share_first: NDArray[Any]  # int32[Q + 1] for SHARES
    share_value: NDArray[Any]  # float64[]
    share_upto: NDArray[Any]  # float64[] cumulative


class By(NamedTuple):
    """Which cells of which tables hold a number that depends or is drawn: its row, -1 for what stands there itself.

    ``schemes_decay[s]`` is about ``schemes.decay[s]``, which then holds what is typical. Columns of tiers have a row
    for each tier. int32, as long as the columns that they are about.
    """

    senses_delay: NDArray[Any]
    senses_malicious: NDArray[Any]
    senses_least: NDArray[Any]
    senses_households: NDArray[Any]  # that are asked to confirm; `confirm_*` are then the chances of each
    senses_confirm_true: NDArray[Any]
    senses_confirm_false: NDArray[Any]
    senses_gallery: NDArray[Any]
    senses_context_error: NDArray[Any]
    schemes_decay: NDArray[Any]
    schemes_decay_towards: NDArray[Any]
    schemes_clean_every: NDArray[Any]
    schemes_clean_points: NDArray[Any]
    schemes_friends_share: NDArray[Any]
    schemes_household_share: NDArray[Any]
    schemes_innovation: NDArray[Any]
    schemes_imitation: NDArray[Any]
    schemes_known_share: NDArray[Any]
    schemes_appeal_rate: NDArray[Any]
    schemes_appeal_known: NDArray[Any]
    schemes_appeal_within: NDArray[Any]
    schemes_appeal_wrong: NDArray[Any]
    schemes_appeal_right: NDArray[Any]
    schemes_appeal_tries: NDArray[Any]
    schemes_appeal_wait: NDArray[Any]
    tiers_from: NDArray[Any]
    tiers_margin: NDArray[Any]
    tiers_lasts: NDArray[Any]
    rules_per: NDArray[Any]
    rules_above: NDArray[Any]
    rules_every: NDArray[Any]
    rules_repeat_within: NDArray[Any]
    lists_grace: NDArray[Any]
    lists_follows: NDArray[Any]
    lists_leaving_value: NDArray[Any]
    lists_household: NDArray[Any]
    lists_spread_lasts: NDArray[Any]
    repairs_sought: NDArray[Any]
    repairs_takes: NDArray[Any]
    repairs_cost: NDArray[Any]
    repairs_passes: NDArray[Any]
    repairs_points: NDArray[Any]
    repairs_value: NDArray[Any]
    consequences_per: NDArray[Any]
    consequences_lasts: NDArray[Any]
    consequences_every: NDArray[Any]
    consequences_fatigue: NDArray[Any]
    copies_kept: NDArray[Any]
    copies_reaches: NDArray[Any]
    copies_after: NDArray[Any]
    acts_harm: NDArray[Any]
    acts_benefit: NDArray[Any]
    acts_cost: NDArray[Any]
    services_value: NDArray[Any]
    services_places: NDArray[Any]


class Conditions(NamedTuple):
    """Conditions as postfix programs; a sub-condition about others is a program of its own."""

    first: NDArray[Any]  # int32[C + 1]
    op: NDArray[Any]  # uint8[] names.Op
    a: NDArray[Any]  # int32[] attribute, list, rule, act, relation, scheme row, how many operands …
    b: NDArray[Any]  # int32[] sub-condition; count; from (ticks)
    mask: NDArray[Any]  # int64[] set of codes
    low: NDArray[Any]  # float64[]
    high: NDArray[Any]  # float64[]


class Facts(NamedTuple):
    """What others ask of a person that is not published by itself: noted at the end of each tick."""

    scheme: NDArray[Any]  # int32[A] in which it is asked
    program: NDArray[Any]  # int32[A] condition
    moment: NDArray[Any]  # uint8[A] 1: an entry of this tick, 0: a state


class Worlds(NamedTuple):
    """Worlds: world 0 is ``none``. ``first[w] .. first[w+1]`` are its schemes."""

    first: NDArray[Any]  # int32[W + 1]
    punished: NDArray[Any]  # uint8[W, B] some rule of the world is harmful for this act
    touched: NDArray[Any]  # uint8[W, B] the rate may differ from the base rate
    raised: NDArray[Any]  # uint8[W, B] the rate may exceed the base rate
    measures: NDArray[Any]  # uint8[measures] whether somebody asks for this share of the society (names.Measure)


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
    known_share: NDArray[Any]  # float64[S] rules_known_by
    knows_entry: NDArray[Any]  # uint8[S] whether the person can know of an entry
    # tiers
    tier_first: NDArray[Any]  # int32[S + 1] rows of the tier table, from low to high
    tier_from: NDArray[Any]  # int32[] units; -2**31 for tiers without `from`
    tier_margin: NDArray[Any]  # int32[]
    tier_lasts: NDArray[Any]  # int32[] number of ticks, 0
    tier_when: NDArray[Any]  # int32[] condition or -1
    tier_code: NDArray[Any]  # int32[] position as declared (0..), what conditions and records use
    # recourse
    appeal: NDArray[Any]  # uint8[S] 1: there is one
    appeal_rate: NDArray[Any]  # float64[S] chance per tick of filing
    appeal_known: NDArray[Any]  # float64[S]
    appeal_within: NDArray[Any]  # int32[S] ticks after the entry
    appeal_decided: NDArray[Any]  # int32[S] number (ticks; may be drawn)
    appeal_wrong: NDArray[Any]  # float64[S] upheld if wrong
    appeal_right: NDArray[Any]  # float64[S]
    appeal_tries: NDArray[Any]  # int32[S]
    appeal_wait: NDArray[Any]  # int32[S] ticks
    appeal_suspends: NDArray[Any]  # uint8[S]
    keeps_entries: NDArray[Any]  # uint8[S] entries without a clock are kept in the record too


class Senses(NamedTuple):
    """Senses, and which sense of a scheme sees which act."""

    scheme: NDArray[Any]  # int32[K]
    salt: NDArray[Any]  # uint32[K]
    group: NDArray[Any]  # int32[K] risk group
    delay: NDArray[Any]  # int32[K] ticks until an entry can follow
    witnesses: NDArray[Any]  # uint8[K] names.Witness: detection is per witness
    met: NDArray[Any]  # int32[K] number: encounters a day
    least: NDArray[Any]  # int32[K] corroboration: how many must report
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
    # what is at stake
    stake_points: NDArray[Any]  # int32[R] |points| in units at the first time
    stake_fine: NDArray[Any]  # float64[R] days-income
    stake_direct: NDArray[Any]  # float64[R] days-income of doors behind lists it grounds itself
    stake_pay: NDArray[Any]  # float64[R]


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


class Contagions(NamedTuple):
    """Ties other than friends and household through which others' standing weighs in."""

    first: NDArray[Any]  # int32[S + 1]
    relation: NDArray[Any]  # uint8[] names.Relation
    share: NDArray[Any]  # float64[]
    of: NDArray[Any]  # uint8[] 0 points, 1 score anchored, 2 score drift
    mean: NDArray[Any]  # uint8[] 1: per mean, 0: per person


class Changing(NamedTuple):
    """Attributes that change: by acts (a row for each world), or drawn anew (the same in all worlds)."""

    row: NDArray[Any]  # int32[X] row of people.attribute
    levels: NDArray[Any]  # int32[X] how many
    move: NDArray[Any]  # int32[X] row of what acts have moved, -1
    world: NDArray[Any]  # int32[X] of which world those moves are
    redrawn: NDArray[Any]  # float64[X] chance per tick
    slot: NDArray[Any]  # int32[X] 16-bit index
    given: NDArray[Any]  # int32[X] row of the attribute on which the new level hangs, -1
    upto: NDArray[Any]  # float64[X, levels of that, levels] cumulative shares
    # act_first[b] .. act_first[b + 1]: what an act moves
    act_first: NDArray[Any]  # int32[n_acts + 1]
    act_move: NDArray[Any]  # int32[] row of what acts have moved
    act_step: NDArray[Any]  # int32[] levels


class Efforts(NamedTuple):
    """What is scarce and goes somewhere: attention of senses first, then places of services."""

    of_sense: NDArray[Any]  # int32[K] row, -1
    of_door: NDArray[Any]  # int32[W * V] row, -1
    scheme: NDArray[Any]  # int32[E]
    slot: NDArray[Any]  # int32[E] 16-bit index
    when: NDArray[Any]  # int32[E] condition (places), -1
    among: NDArray[Any]  # uint8[E] names.Among
    goes_by: NDArray[Any]  # uint8[E] names.GoesBy
    how: NDArray[Any]  # uint8[E] names.How
    total: NDArray[Any]  # float64[E]
    power: NDArray[Any]  # float64[E]
    memory: NDArray[Any]  # int32[E] ticks for which records count, 0 for ever
    risk: NDArray[Any]  # int32[E] row of `risks`, -1
    starts: NDArray[Any]  # float64[E, D] records that stand there at the beginning
    risks: NDArray[Any]  # float64[., N] acts per tick that would be struck if all were seen


class Wallets(NamedTuple):
    """Schemes whose points buy something or can be bought: one row each."""

    of_scheme: NDArray[Any]  # int32[S] row, -1
    lot: NDArray[Any]  # int64[X] units of points that are spent at a time; 0: whatever there is
    worth: NDArray[Any]  # float64[X] days-income per point
    rate: NDArray[Any]  # float64[X] chance per tick that a person who can spend does
    oldest_first: NDArray[Any]  # uint8[X]
    is_bought: NDArray[Any]  # uint8[R] points in proportion to money: they are bought


class Stakes(NamedTuple):
    """Borders of a scheme and what lies behind them (days-income over the horizon)."""

    first: NDArray[Any]  # int32[S + 1]
    border: NDArray[Any]  # int32[] units
    loss: NDArray[Any]  # float64[] behind it, on the worse side
    gain: NDArray[Any]  # float64[] behind it, on the better side


class Lists(NamedTuple):
    """Lists, their grounds and their terms."""

    scheme: NDArray[Any]  # int32[L]
    slot: NDArray[Any]  # int32[L] 16-bit index
    bit: NDArray[Any]  # int32[L] position in its scheme (for masks)
    lasts: NDArray[Any]  # int32[L] number of ticks, -1 without a term
    until: NDArray[Any]  # int32[L] condition that ends it, -1
    settled: NDArray[Any]  # int64[L] mask of open states: until settled means none of them is open; 0 without
    repeat: NDArray[Any]  # uint8[L] names.Repeat RESTARTS | IGNORED | ADDS
    grace: NDArray[Any]  # int32[L] ticks
    decided: NDArray[Any]  # int32[L] row of what is counted of decisions, -1: every proposal is followed
    own_ground: NDArray[Any]  # int32[L] row of `state.ground`, -1: all grounds end alike
    repeat_within: NDArray[Any]  # int32[L] ticks over which listings are counted, NEVER
    struck: NDArray[Any]  # int32[L] row of `state.listings`, -1
    spread_first: NDArray[Any]  # int32[L + 1] rows of `spreads`
    leaving_sets: NDArray[Any]  # uint8[L]
    leaving_value: NDArray[Any]  # int32[L] units
    black: NDArray[Any]  # uint8[L]
    ground_first: NDArray[Any]  # int32[L + 1]
    ground_enter: NDArray[Any]  # int32[] condition
    ground_moment: NDArray[Any]  # uint8[] 1: a moment, 0: a state
    ground_lasts: NDArray[Any]  # int32[] number, -1 without a term, -2 as the list says
    ground_forever: NDArray[Any]  # uint8[] lasts: never
    ground_until: NDArray[Any]  # int32[] condition that ends it, -1, -2 as the list says
    ground_settled: NDArray[Any]  # int64[] mask of open states, -1 as the list says
    ground_repeat: NDArray[Any]  # uint8[] names.Repeat
    ground_follows: NDArray[Any]  # int32[] number: how often the one who signs does so
    ground_bias: NDArray[Any]  # int32[] number that is added to it, -1
    ground_weighs: NDArray[Any]  # uint8[] the case is weighed as an appeal would be
    ground_review: NDArray[Any]  # int32[] ticks, 0


class Spreads(NamedTuple):
    """By which ties listings spread."""

    relation: NDArray[Any]  # uint8[X] names.Relation
    share: NDArray[Any]  # float64[X] of those who are near
    lasts: NDArray[Any]  # int32[X] ticks, NEVER
    steps: NDArray[Any]  # int32[X] how far


class Consequences(NamedTuple):
    """What standing opens and shuts."""

    scheme: NDArray[Any]  # int32[C]
    salt: NDArray[Any]  # uint32[C]
    when: NDArray[Any]  # int32[C] condition
    moment: NDArray[Any]  # uint8[C] the condition is a moment
    effect: NDArray[Any]  # uint8[C] names.Effect
    service: NDArray[Any]  # int32[C] or -1
    strength: NDArray[Any]  # int32[C] number: share of demands, times follows and decisive
    amount: NDArray[Any]  # int32[C] number: money in days-income, a share of the price, or ticks of delay; -1
    per: NDArray[Any]  # float64[C] 0, or amount for each `per` of the act's amount
    lasts: NDArray[Any]  # int32[C] ticks a moment keeps it open, 0
    state: NDArray[Any]  # int32[C] beside a moment: the state that keeps it open too, -1
    stays: NDArray[Any]  # int32[C] ticks that it stays open from the last tick of that state
    of_value: NDArray[Any]  # uint8[C] reclaim: the amount is a share of what was had
    had: NDArray[Any]  # int32[C] reclaim: row of what was had, -1
    every: NDArray[Any]  # int32[C] ticks, 0: once
    sense: NDArray[Any]  # int32[C] inspect
    export: NDArray[Any]  # int32[C] or -1: applied by a recipient who keeps a copy
    act: NDArray[Any]  # int32[C] recommend: kind
    factor: NDArray[Any]  # float64[C] recommend: rate multiplier at full strength
    fatigue: NDArray[Any]  # float64[C] recommend: per tick
    edge: NDArray[Any]  # int32[C] row of the edge memory, -1
    had_of: NDArray[Any]  # int32[W * V] row of what was had of a service in a world, -1
    of_service_first: NDArray[Any]  # int32[W * V + 1]
    of_service: NDArray[Any]  # int32[] in declared order
    of_scheme_first: NDArray[Any]  # int32[S + 1] fines, pays and warnings
    of_scheme: NDArray[Any]  # int32[]
    of_act_first: NDArray[Any]  # int32[W * B + 1] recommendations
    of_act: NDArray[Any]  # int32[]


class Copies(NamedTuple):
    """Exports: a recipient's copy of a standing."""

    scheme: NDArray[Any]  # int32[X]
    slot: NDArray[Any]  # int32[X]
    source: NDArray[Any]  # int32[X] condition that is copied
    kept: NDArray[Any]  # int32[X] ticks after it ended; 0
    reaches: NDArray[Any]  # float64[X] chance that a correction reaches the copy
    after: NDArray[Any]  # int32[X] ticks


class Repairs(NamedTuple):
    """What a person may do to get back."""

    scheme: NDArray[Any]  # int32[P]
    slot: NDArray[Any]  # int32[P]
    when: NDArray[Any]  # int32[P] condition
    sought: NDArray[Any]  # float64[P] chance per tick
    takes: NDArray[Any]  # int32[P] ticks
    cost: NDArray[Any]  # int64[P] money
    passes: NDArray[Any]  # float64[P]
    points: NDArray[Any]  # int32[P] units
    sets: NDArray[Any]  # uint8[P]
    value: NDArray[Any]  # int32[P] units
    ends: NDArray[Any]  # int64[P] mask of lists of the scheme
    settles: NDArray[Any]  # int64[P] mask of open states that performing closes
    limit: NDArray[Any]  # int32[P] how often per period, 0: no limit
    limit_num: NDArray[Any]  # int64[P] days, exact; 0: for ever
    limit_den: NDArray[Any]  # int64[P]


class Minds(NamedTuple):
    """Psychology: one society's parameters. A mechanism that is off has its flag at 0."""

    deterrence: int
    rewards: int
    habit: int
    chill: int
    hearsay: int
    income: int
    slope: float
    exponent: float
    reward_slope: float
    unseen: int  # units of 1/64 added for a done act without an entry
    hearsay_weight: int  # units of 1/64 per friend
    habit_rate: float
    habit_weight: float
    chill_reach: float
    pressure: float
    income_loss: float  # share of y per day-income of value refused
    income_recovery: float  # share of the gap closed per tick
    late_loss: float  # late_loss * d / (late_loss * d + 1) of the value is lost by waiting d ticks
    favour_gain: float  # share of its value that a favoured demand is worth more
    warn: int  # units of 1/64 a warning adds
    memory: NDArray[Any]  # float64[n_ticks + 1]: what is left of an experience after so many ticks


class Risks(NamedTuple):
    """Risk groups: senses of one kind in one scheme (at most three)."""

    scheme: NDArray[Any]  # int32[G]
    bit: NDArray[Any]  # int32[G] position in its scheme
    prior_a: NDArray[Any]  # float64[G, n_ticks]: the announced risk fades
    prior_b: NDArray[Any]  # float64[G, n_ticks]
    first: NDArray[Any]  # int32[S + 1]


class Sizes(NamedTuple):
    """How many rows the state has."""

    persons: int
    worlds: int
    schemes: int
    lists: int
    rules: int
    caps: int
    groups: int
    repairs: int
    opens: int
    copies: int
    edges: int
    services: int
    districts: int
    pools: int  # definitions
    most_pools: int  # pools in the largest definition
    pool_rows: int
    ladders: int
    factors: int
    queues: int
    follows: int
    offices: int
    facts: int
    recalls: int
    spreads: int
    decided: int
    own_grounds: int
    struck: int
    ratings: int
    ring: int  # places for the latest marks
    heavy: int  # the same where marks weigh differently
    bins: int  # sums of marks by tick
    opinions: int
    gifts: int  # worlds in which acts reach somebody, or 0
    changing: int
    moves: int
    wallets: int
    efforts: int  # of senses
    had: int
    remembered: int  # ticks of records by district that are kept


class Turn(NamedTuple):
    """What a change does to the state of one scheme, before anybody acts in its tick."""

    scheme: int
    tick: int
    converts: bool
    low: int  # units: bounds of the score before
    high: int
    bounds: tuple[int, ...]  # units: lower bounds of the old score
    values: tuple[int, ...]  # units: what each becomes
    wipes: bool  # the scheme is stopped and its records go
    compels: bool  # those who left come back
    lists: tuple[int, ...]  # rows of lists that are no more
    tiers: tuple[int, ...]  # codes of tiers that are no more
    edges: tuple[int, ...]  # rows of memory that mean something else now
    pools: tuple[tuple[int, int], ...]  # (row before, row now) of wrong attributions that still wait


class Plan(NamedTuple):
    """Everything a run needs beside its state."""

    luck: Luck
    clock: Clock
    people: People
    ties: Ties
    acts: Acts
    services: Services
    numbers: Numbers
    by: By
    conditions: Conditions
    facts: Facts
    worlds: Worlds
    schemes: Schemes
    senses: Senses
    rules: Rules
    offices: Offices
    contagions: Contagions
    ladders: Ladders
    factors: Factors
    circles: Circles
    ratings: Ratings
    reputations: Reputations
    stakes: Stakes
    wallets: Wallets
    efforts: Efforts
    changing: Changing
    lists: Lists
    spreads: Spreads
    consequences: Consequences
    copies: Copies
    repairs: Repairs
    minds: Minds
    risks: Risks
    sizes: Sizes
