"""The compiled plan: what engine and twin both read. Names have become integers; arrays only.

Letters used throughout: ``w`` world, ``s`` scheme in a world (rows of all worlds in one table, ``worlds.first``),
``i`` person, ``b`` kind (acts first, then demands for services), ``r`` rule, ``k`` sense, ``g`` risk group, ``l`` list,
``v`` service, ``c`` consequence, ``p`` repair, ``o`` act that stays open, ``x`` export, ``q`` number, ``d`` district.
Index -1 means "none". Rates are per tick; money and points are integers of 1/65536 (``names.POINT``); ticks are int32 with
``names.NEVER``; probabilities are float64 and compared through ``chance``.
"""

from typing import NamedTuple

from numpy.typing import NDArray


class Luck(NamedTuple):
    """Key and counter parts that do not change during a run (uint32 scalars)."""

    seed_low: int
    seed_high: int
    replicate: int


class Clock(NamedTuple):
    """Time: one tick is ``days`` long (float64) and exactly ``num / den`` days."""

    n_ticks: int
    days: float
    years: float
    num: int
    den: int


class People(NamedTuple):
    """Who lives there, and what of them does not change."""

    district: NDArray  # int32[N], ascending
    district_size: NDArray  # int32[D]
    attribute: NDArray  # uint8[A, N] level codes
    trait: NDArray  # uint8[K, N] level 0..30 of z = (level - 15) / 4
    income: NDArray  # float64[N], median 1
    cell: NDArray  # int32[N]
    is_child: NDArray  # uint8[N]


class Ties(NamedTuple):
    """Who is tied to whom (CSR rows; groups list their members)."""

    household: NDArray  # int32[N]
    household_first: NDArray  # int32[H + 1], members contiguous
    partner: NDArray  # int32[N]
    friends_first: NDArray  # int64[N + 1]
    friends: NDArray  # int32[E]
    work: NDArray  # int32[N] group or -1
    work_first: NDArray  # int64[G + 1]
    work_members: NDArray  # int32
    school: NDArray  # int32[N]
    school_first: NDArray  # int64
    school_members: NDArray  # int32


class Acts(NamedTuple):
    """Kinds of candidates: acts ``0..n_acts-1``, then demands for services. Shared by all worlds."""

    n_acts: int
    scale: NDArray  # float64[B] rate per tick before factors (share per period for periodic acts)
    factor_first: NDArray  # int32[B + 1]
    factor_source: NDArray  # uint8 names.Source TRAIT | ATTRIBUTE | DISTRICT
    factor_arg: NDArray  # int32 which trait or attribute
    factor_table: NDArray  # int32 offset into factor_value, looked up by code
    factor_value: NDArray  # float64
    count_threshold: NDArray  # uint64[cells, M]: number of candidates = how many thresholds <= word
    alias_threshold: NDArray  # uint64[cells, B]
    alias_kind: NDArray  # int32[cells, B]
    largest: NDArray  # float64[cells, B] largest base rate in the cell
    periodic: NDArray  # int32[] kinds done at most once a period, in declared order
    period_num: NDArray  # int64[] length of the period in days, exact: num / den
    period_den: NDArray  # int64[]
    harm: NDArray  # int64[B] money, falls on the actor's district
    benefit: NDArray  # int64[B] money, likewise
    cost: NDArray  # int64[B] money, borne by the actor
    lawful: NDArray  # uint8[B]
    protected: NDArray  # uint8[B]
    gravity: NDArray  # uint8[B]
    income_load: NDArray  # float64[B]
    amount: NDArray  # int32[B] number or -1
    opens: NDArray  # int32[B] index of the open state or -1
    open_act: NDArray  # int32[O]
    open_settled: NDArray  # int32[O] number: rate per tick at which it is settled
    service: NDArray  # int32[B] the service demanded, -1 for acts


class Services(NamedTuple):
    """Doors. ``always`` services are held rather than asked for."""

    value: NDArray  # int64[V] money of one met demand; per day when always
    always: NDArray  # uint8[V]
    gate: NDArray  # int32[V] condition: who holds it (always services), -1 everybody
    feeds_income: NDArray  # uint8[V]
    places: NDArray  # float64[V] places per person and tick, -1 when not scarce


class Numbers(NamedTuple):
    """Numbers that depend: ``base`` times the product of its terms' table values, then drawn by ``law``."""

    base: NDArray  # float64[Q]
    first: NDArray  # int32[Q + 1]
    source: NDArray  # uint8[] names.Source
    arg: NDArray  # int32[] attribute or (for LIST) list
    mode: NDArray  # uint8[] names.Mode
    start: NDArray  # int32[] offset into key and value
    length: NDArray  # int32[]
    key: NDArray  # float64[] lower bounds (STEP, LINEAR); ticks for TIME, points for SCORE, plain for AMOUNT
    value: NDArray  # float64[]
    law: NDArray  # uint8[Q] names.LawCode
    law_a: NDArray  # float64[Q] sd (normal: absolute; lognormal: sd of the log), stages, low
    law_b: NDArray  # float64[Q] high
    share_first: NDArray  # int32[Q + 1] for SHARES
    share_value: NDArray  # float64[]
    share_upto: NDArray  # float64[] cumulative


class Conditions(NamedTuple):
    """Conditions as postfix programs; a sub-condition about others is a program of its own."""

    first: NDArray  # int32[C + 1]
    op: NDArray  # uint8[] names.Op
    a: NDArray  # int32[] attribute, list, rule, act, relation, scheme row, how many operands …
    b: NDArray  # int32[] sub-condition; count; from (ticks)
    mask: NDArray  # int64[] set of codes
    low: NDArray  # float64[]
    high: NDArray  # float64[]


class Worlds(NamedTuple):
    """Worlds: world 0 is ``none``. ``first[w] .. first[w+1]`` are its schemes."""

    first: NDArray  # int32[W + 1]
    punished: NDArray  # uint8[W, B] some rule of the world is harmful for this act
    touched: NDArray  # uint8[W, B] the rate may differ from the base rate
    raised: NDArray  # uint8[W, B] the rate may exceed the base rate


class Schemes(NamedTuple):
    """One row per scheme in a world."""

    world: NDArray  # int32[S]
    salt: NDArray  # uint32[S] of the luck root
    slot: NDArray  # int32[S] 16-bit index of the luck root, for draws about (person, scheme)
    kind: NDArray  # uint8[S] names.ScoreKind
    start: NDArray  # int32[S] number (points)
    low: NDArray  # int32[S] bounds in units
    high: NDArray  # int32[S]
    better: NDArray  # int32[S] +1 higher, -1 lower
    decay: NDArray  # float64[S] kept share per tick, 1 without
    decay_towards: NDArray  # int32[S]
    clean_every: NDArray  # int32[S] ticks, 0 without
    clean_points: NDArray  # int32[S]
    friends_share: NDArray  # float64[S], 0 without
    friends_of: NDArray  # uint8[S] 0 points, 1 score anchored, 2 score drift
    friends_mean: NDArray  # uint8[S] 1: per mean, 0: per friend
    household_share: NDArray  # float64[S]
    household_of: NDArray  # uint8[S]
    household_mean: NDArray  # uint8[S]
    who: NDArray  # int32[S] condition on attributes, -1 everybody
    start_tick: NDArray  # int32[S, D] when the scheme reaches a district, NEVER
    end_tick: NDArray  # int32[S] when it stops, NEVER
    innovation: NDArray  # float64[S] per tick; -1: everybody who may is enrolled at once
    imitation: NDArray  # float64[S]
    dropout: NDArray  # float64[S] chance per tick of leaving
    known_share: NDArray  # float64[S] rules_known_by
    knows_entry: NDArray  # uint8[S] whether the person can know of an entry
    # tiers
    tier_first: NDArray  # int32[S + 1] rows of the tier table, from low to high
    tier_from: NDArray  # int32[] units; -2**31 for tiers without `from`
    tier_margin: NDArray  # int32[]
    tier_lasts: NDArray  # int32[] number of ticks, 0
    tier_when: NDArray  # int32[] condition or -1
    tier_code: NDArray  # int32[] position as declared (0..), what conditions and records use
    # recourse
    appeal: NDArray  # uint8[S] 1: there is one
    appeal_rate: NDArray  # float64[S] chance per tick of filing
    appeal_known: NDArray  # float64[S]
    appeal_within: NDArray  # int32[S] ticks after the entry
    appeal_decided: NDArray  # int32[S] number (ticks; may be drawn)
    appeal_wrong: NDArray  # float64[S] upheld if wrong
    appeal_right: NDArray  # float64[S]
    appeal_tries: NDArray  # int32[S]
    appeal_wait: NDArray  # int32[S] ticks
    appeal_suspends: NDArray  # uint8[S]
    keeps_entries: NDArray  # uint8[S] entries without a clock are kept in the record too


class Senses(NamedTuple):
    """Senses, and which sense of a scheme sees which act."""

    scheme: NDArray  # int32[K]
    salt: NDArray  # uint32[K]
    group: NDArray  # int32[K] risk group
    delay: NDArray  # int32[K] ticks until an entry can follow
    witnesses: NDArray  # uint8[K] 0 none, 1 friends, 2 work, 3 household: detection is per witness
    least: NDArray  # int32[K] corroboration: how many must report
    confirm_true: NDArray  # float64[K] chance that the other households confirm a true report, 1 without
    confirm_false: NDArray  # float64[K] likewise a false one
    identification: NDArray  # uint8[K] 0 certain, 1 shares, 2 search in a gallery
    missed: NDArray  # int32[K] number
    false_match: NDArray  # int32[K] number
    gallery: NDArray  # float64[K]
    context_error: NDArray  # float64[K]
    pool: NDArray  # int32[K] definition of pools, -1
    malicious: NDArray  # float64[K] reports per tie and tick
    inspect_first: NDArray  # int32[K + 1]
    inspect: NDArray  # int32[] consequences that look harder
    # sees[s * n_acts + b] .. sees[s * n_acts + b + 1]: rows in declared order of senses
    sees_first: NDArray  # int32[S * n_acts + 1]
    sees_sense: NDArray  # int32[]
    sees_detection: NDArray  # int32[] number
    pool_of: NDArray  # int32[P, N] pool of a person under each definition
    pool_size: NDArray  # int32[P, max pools]
    pool_first: NDArray  # int32[K + 1] rows of wrong attribution: one per (sense, act, rule)
    pool_act: NDArray  # int32[]
    pool_rule: NDArray  # int32[]


class Rules(NamedTuple):
    """Rules: what makes an entry and what it counts."""

    scheme: NDArray  # int32[R]
    salt: NDArray  # uint32[R]
    slot: NDArray  # int32[R] 16-bit index of (luck root, rule)
    points: NDArray  # int32[R] number (points, signed); for records 1
    per: NDArray  # float64[R] 0, or: points for each `per` of amount
    above: NDArray  # float64[R] -1, or: only above this amount
    lasts: NDArray  # int32[R] number of ticks (may be drawn), -1: no clock
    until_settled: NDArray  # int32[R] open state, -1
    repeat: NDArray  # uint8[R] names.Repeat SEPARATE | RESTARTS | RESTARTS_ALL
    repeat_within: NDArray  # int32[R] ticks
    counts_repeat: NDArray  # uint8[R] whether something depends on `repeat`
    keep: NDArray  # int32[R] ticks for which the record is looked at, at least
    cap: NDArray  # int32[R] index of the cap counter, -1
    cap_limit: NDArray  # int64[R] units: entries, or points * POINT
    cap_points: NDArray  # uint8[R]
    cap_num: NDArray  # int64[R] period in days, exact; 0: for ever
    cap_den: NDArray  # int64[R]
    sets: NDArray  # uint8[R] 1: the score is put to `points`
    seen_by: NDArray  # int64[R] mask of the scheme's senses (by position in the scheme)
    when: NDArray  # int32[R] condition, -1
    every_num: NDArray  # int64[R] periodic rule: days, exact; 0
    every_den: NDArray  # int64[R]
    state: NDArray  # uint8[R] 1: lives while `when` is true
    harmful: NDArray  # uint8[R]
    helpful: NDArray  # uint8[R]
    vague: NDArray  # uint8[R]
    scored: NDArray  # uint8[R] 0: an entry only because a condition or ground names the act
    factor: NDArray  # int32[R] the points add to this factor's sum, -1: to the score
    # of_act[s * n_acts + b]: rules made by act b, in declared order
    of_act_first: NDArray  # int32[S * n_acts + 1]
    of_act: NDArray  # int32[]
    # minds[s * n_acts + b]: rules that weigh on the rate of act b, with weight (1; chill; reach)
    minds_first: NDArray  # int32[S * n_acts + 1]
    minds_rule: NDArray  # int32[]
    minds_weight: NDArray  # float64[]
    minds_groups: NDArray  # uint8[] mask of the scheme's risk groups
    # what is at stake
    stake_points: NDArray  # int32[R] |points| in units at the first time
    stake_fine: NDArray  # float64[R] days-income
    stake_direct: NDArray  # float64[R] days-income of doors behind lists it grounds itself
    stake_pay: NDArray  # float64[R]


class Ladders(NamedTuple):
    """Scores of kind ladder: where a period's entries lead."""

    of_scheme: NDArray  # int32[S] row, -1
    lowest: NDArray  # int32[Z] first rung
    period_num: NDArray  # int64[Z] days, exact
    period_den: NDArray  # int64[Z]
    target: NDArray  # int32[Z, entries, rungs] the next rung; the last line counts for more entries
    clean_periods: NDArray  # int32[Z] so many clean periods in a row bring the cap, 0 without
    cap: NDArray  # int32[Z] rung


class Factors(NamedTuple):
    """Scores of kind factors: what is weighed."""

    first: NDArray  # int32[S + 1] rows of a scheme
    start: NDArray  # int32[S] units: the score before anything is known; -2**31 without
    weight: NDArray  # float64[F]
    source: NDArray  # uint8[F] names.FactorSource
    arg: NDArray  # int32[F] attribute, scheme row (-1 not in the world) or condition
    span: NDArray  # float64[F] highest rank of the attribute
    saturates: NDArray  # float64[F]
    sign: NDArray  # int32[F] +1 or -1 where all acts agree, 0 mixed
    logistic: NDArray  # uint8[F]
    missing: NDArray  # float64[F] stands in where there are no data, -1 without
    low: NDArray  # float64[F] range of the other score in units
    high: NDArray  # float64[F]


class Stakes(NamedTuple):
    """Borders of a scheme and what lies behind them (days-income over the horizon)."""

    first: NDArray  # int32[S + 1]
    border: NDArray  # int32[] units
    loss: NDArray  # float64[] behind it, on the worse side
    gain: NDArray  # float64[] behind it, on the better side


class Lists(NamedTuple):
    """Lists, their grounds and their terms."""

    scheme: NDArray  # int32[L]
    slot: NDArray  # int32[L] 16-bit index
    bit: NDArray  # int32[L] position in its scheme (for masks)
    lasts: NDArray  # int32[L] number of ticks, -1 without a term
    until: NDArray  # int32[L] condition that ends it, -1
    settled: NDArray  # int64[L] mask of open states: until settled means none of them is open; 0 without
    repeat: NDArray  # uint8[L] names.Repeat RESTARTS | IGNORED | ADDS
    grace: NDArray  # int32[L] ticks
    household: NDArray  # float64[L] share of household members it spreads to
    spread_lasts: NDArray  # int32[L] ticks, NEVER
    follows: NDArray  # float64[L] how often the one who signs does so, 1
    leaving_sets: NDArray  # uint8[L]
    leaving_value: NDArray  # int32[L] units
    black: NDArray  # uint8[L]
    ground_first: NDArray  # int32[L + 1]
    ground_enter: NDArray  # int32[] condition
    ground_moment: NDArray  # uint8[] 1: a moment, 0: a state
    ground_lasts: NDArray  # int32[] number, -1 without a term, -2 as the list says
    ground_forever: NDArray  # uint8[] lasts: never


class Consequences(NamedTuple):
    """What standing opens and shuts."""

    scheme: NDArray  # int32[C]
    salt: NDArray  # uint32[C]
    when: NDArray  # int32[C] condition
    moment: NDArray  # uint8[C] the condition is a moment
    effect: NDArray  # uint8[C] names.Effect
    service: NDArray  # int32[C] or -1
    strength: NDArray  # int32[C] number: share of demands, times follows and decisive
    amount: NDArray  # int32[C] number: money in days-income, a share of the price, or ticks of delay; -1
    per: NDArray  # float64[C] 0, or amount for each `per` of the act's amount
    lasts: NDArray  # int32[C] ticks a moment keeps it open, 0
    every: NDArray  # int32[C] ticks, 0: once
    sense: NDArray  # int32[C] inspect
    export: NDArray  # int32[C] or -1: applied by a recipient who keeps a copy
    act: NDArray  # int32[C] recommend: kind
    factor: NDArray  # float64[C] recommend: rate multiplier at full strength
    fatigue: NDArray  # float64[C] recommend: per tick
    edge: NDArray  # int32[C] row of the edge memory, -1
    of_service_first: NDArray  # int32[W * V + 1]
    of_service: NDArray  # int32[] in declared order
    of_scheme_first: NDArray  # int32[S + 1] fines, pays and warnings
    of_scheme: NDArray  # int32[]
    of_act_first: NDArray  # int32[W * B + 1] recommendations
    of_act: NDArray  # int32[]


class Copies(NamedTuple):
    """Exports: a recipient's copy of a standing."""

    scheme: NDArray  # int32[X]
    slot: NDArray  # int32[X]
    source: NDArray  # int32[X] condition that is copied
    kept: NDArray  # int32[X] ticks after it ended; 0
    reaches: NDArray  # float64[X] chance that a correction reaches the copy
    after: NDArray  # int32[X] ticks


class Repairs(NamedTuple):
    """What a person may do to get back."""

    scheme: NDArray  # int32[P]
    slot: NDArray  # int32[P]
    when: NDArray  # int32[P] condition
    sought: NDArray  # float64[P] chance per tick
    takes: NDArray  # int32[P] ticks
    cost: NDArray  # int64[P] money
    passes: NDArray  # float64[P]
    points: NDArray  # int32[P] units
    sets: NDArray  # uint8[P]
    value: NDArray  # int32[P] units
    ends: NDArray  # int64[P] mask of lists of the scheme
    settles: NDArray  # int64[P] mask of open states that performing closes
    limit: NDArray  # int32[P] how often per period, 0: no limit
    limit_num: NDArray  # int64[P] days, exact; 0: for ever
    limit_den: NDArray  # int64[P]


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
    memory: NDArray  # float64[n_ticks + 1]: what is left of an experience after so many ticks


class Risks(NamedTuple):
    """Risk groups: senses of one kind in one scheme (at most three)."""

    scheme: NDArray  # int32[G]
    bit: NDArray  # int32[G] position in its scheme
    prior_a: NDArray  # float64[G, n_ticks]: the announced risk fades
    prior_b: NDArray  # float64[G, n_ticks]
    first: NDArray  # int32[S + 1]


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


class Plan(NamedTuple):
    """Everything a run needs beside its state."""

    luck: Luck
    clock: Clock
    people: People
    ties: Ties
    acts: Acts
    services: Services
    numbers: Numbers
    conditions: Conditions
    worlds: Worlds
    schemes: Schemes
    senses: Senses
    rules: Rules
    ladders: Ladders
    factors: Factors
    stakes: Stakes
    lists: Lists
    consequences: Consequences
    copies: Copies
    repairs: Repairs
    minds: Minds
    risks: Risks
    sizes: Sizes
