"""The part of the plan that is about numbers and conditions (see ``engine.tables``)."""

from typing import Any, NamedTuple

from numpy.typing import NDArray


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
    salt: NDArray[Any]  # uint32[Q] of its draws
    once: NDArray[Any]  # uint8[Q] drawn once for each person (rates), not each time it is used
    apart: NDArray[Any]  # uint8[Q] 1: a row for each world, one after another; the row that is named is that of `none`
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
    senses_within: NDArray[Any]
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
    rules_reach: NDArray[Any]  # `rules.reach` is then the longest
    lists_grace: NDArray[Any]
    lists_repeat_within: NDArray[Any]
    lists_ground_review: NDArray[Any]
    lists_leaving_value: NDArray[Any]
    lists_leaving_points: NDArray[Any]
    spreads_share: NDArray[Any]
    spreads_lasts: NDArray[Any]
    spreads_steps: NDArray[Any]
    contagions_share: NDArray[Any]
    ladders_clean_periods: NDArray[Any]
    ladders_cap: NDArray[Any]
    factors_start: NDArray[Any]
    factors_weight: NDArray[Any]
    factors_saturates: NDArray[Any]
    factors_missing: NDArray[Any]
    reputations_execution: NDArray[Any]
    reputations_assessment: NDArray[Any]
    wallets_lot: NDArray[Any]
    wallets_worth: NDArray[Any]
    wallets_rate: NDArray[Any]
    efforts_total: NDArray[Any]
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
    schemes_forgets: NDArray[Any]
    games_rate: NDArray[Any]
    games_referral: NDArray[Any]
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
