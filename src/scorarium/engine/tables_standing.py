"""The part of the plan that is about standing: lists, doors, copies, repairs, what is scarce (see engine.tables)."""

from typing import Any, NamedTuple

from numpy.typing import NDArray


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
    step_by: NDArray[Any]  # int32[] number of levels, where it depends or is drawn, -1
    redrawn_by: NDArray[Any]  # int32[X] number: chance per tick, where it differs among people, -1


class Efforts(NamedTuple):
    """What is scarce and goes somewhere: attention of senses first, then places of services."""

    of_sense: NDArray[Any]  # int32[K] row, -1
    of_door: NDArray[Any]  # int32[W * V] row, -1
    scheme: NDArray[Any]  # int32[E]
    slot: NDArray[Any]  # int32[E] 16-bit index
    door: NDArray[Any]  # int32[E] consequence that shares places out, -1
    among: NDArray[Any]  # uint8[E] names.Among
    goes_by: NDArray[Any]  # uint8[E] names.GoesBy
    how: NDArray[Any]  # uint8[E] names.How
    total: NDArray[Any]  # float64[E]
    power: NDArray[Any]  # float64[E]
    memory: NDArray[Any]  # int32[E] ticks for which records count, 0 for ever
    risk: NDArray[Any]  # int32[E] row of `risks`, -1
    starts: NDArray[Any]  # float64[E, D] records that stand there at the beginning
    risks: NDArray[Any]  # float64[., N] acts per tick that would be struck if all were seen


class Stages(NamedTuple):
    """Stages of schemes that do not simply go on where they have begun."""

    first: NDArray[Any]  # int32[S + 1]
    at: NDArray[Any]  # int32[] tick
    until: NDArray[Any]  # int32[] tick, NEVER
    who: NDArray[Any]  # int32[] condition on attributes, -1 everybody
    there: NDArray[Any]  # uint8[, D] 1: in this district


class Games(NamedTuple):
    """Schemes that set missions or reward whoever brings somebody in: one row each."""

    of_scheme: NDArray[Any]  # int32[S] row, -1
    scheme: NDArray[Any]  # int32[G]
    rate: NDArray[Any]  # float64[G] chance per tick that a member is set a mission
    lasts: NDArray[Any]  # int32[G] ticks
    referral: NDArray[Any]  # int32[G] units for whoever brought somebody in
    first: NDArray[Any]  # int32[G + 1]
    consequence: NDArray[Any]  # int32[] by which missions suggest an act


class Wallets(NamedTuple):
    """Schemes whose points buy something or can be bought: one row each."""

    of_scheme: NDArray[Any]  # int32[S] row, -1
    lot: NDArray[Any]  # int64[X] units of points that are spent at a time; 0: whatever there is
    worth: NDArray[Any]  # float64[X] days-income per point
    rate: NDArray[Any]  # float64[X] chance per tick that a person who can spend does
    oldest_first: NDArray[Any]  # uint8[X]
    is_bought: NDArray[Any]  # uint8[R] points in proportion to money: they are bought


class Lists(NamedTuple):
    """Lists, their grounds and their terms."""

    scheme: NDArray[Any]  # int32[L]
    slot: NDArray[Any]  # int32[L] 16-bit index
    bit: NDArray[Any]  # int32[L] position in its scheme (for masks)
    procedure: NDArray[Any]  # int32[L] of its own (row of `schemes.appeal`), -1 as the scheme
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
    leaving_points: NDArray[Any]  # int32[L] units, 0 without
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
    strength: NDArray[Any]  # int32[C] number: share of demands, times follows and decisive where nothing is drawn
    follows: NDArray[Any]  # int32[C] number: how often the one who signs does so, -1 where `strength` holds it
    bias: NDArray[Any]  # int32[C] number that is added to it, -1
    decisive: NDArray[Any]  # int32[C] number: how often a recipient acts on it, -1 where `strength` holds it
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
    way: NDArray[Any]  # int32[C] recommend: 1 more, -1 less, 0 nothing
    advised: NDArray[Any]  # int32[C] recommend: number of its strength, -1 where `factor` says it
    fatigue: NDArray[Any]  # float64[C] recommend: per tick
    edge: NDArray[Any]  # int32[C] row of the edge memory, -1
    had_of: NDArray[Any]  # int32[W * V] row of what was had of a service in a world, -1
    of_service_first: NDArray[Any]  # int32[W * V + 1]
    of_service: NDArray[Any]  # int32[] in declared order
    of_scheme_first: NDArray[Any]  # int32[S + 1] fines, pays and warnings
    of_scheme: NDArray[Any]  # int32[]
    of_act_first: NDArray[Any]  # int32[W * B + 1] recommendations
    of_act: NDArray[Any]  # int32[]


class Tellings(NamedTuple):
    """Scores that schemes are told by others and keep for a while."""

    giver: NDArray[Any]  # int32[X] row of the scheme whose score it is
    copy: NDArray[Any]  # int32[X] row of State.copy_until: until when it is kept


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
