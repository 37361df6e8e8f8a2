"""The compiled plan: what engine and twin both read. Names have become integers; arrays only.

Letters used throughout: ``w`` world, ``s`` scheme in a world (rows of all worlds in one table, ``worlds.first``),
``i`` person, ``b`` kind (acts first, then demands for services), ``r`` rule, ``k`` sense, ``g`` risk group, ``l`` list,
``v`` service, ``c`` consequence, ``p`` repair, ``o`` act that stays open, ``x`` export, ``q`` number, ``d`` district.
Index -1 means "none". Rates are per tick; money and points are integers of 1/65536 (``names.POINT``); ticks int32 with
``names.NEVER``; probabilities are float64 and compared through ``chance``.
"""

from typing import Any, NamedTuple

from numpy.typing import NDArray

from scorarium.engine.tables_moods import Moods
from scorarium.engine.tables_numbers import By, Conditions, Facts, Numbers
from scorarium.engine.tables_ratings import Circles, Ratings, Reputations
from scorarium.engine.tables_scores import Contagions, Factors, Ladders, Learned, Offices, Rules, Schemes, Senses
from scorarium.engine.tables_society import Acts, Clock, Luck, Moved, People, Services, Ties
from scorarium.engine.tables_standing import (
    Changing,
    Consequences,
    Copies,
    Efforts,
    Games,
    Lists,
    Repairs,
    Spreads,
    Stages,
    Tellings,
    Wallets,
)
from scorarium.engine.tables_wiles import Bonds, Wiles

__all__ = [
    "Acts",
    "Belonging",
    "Bonds",
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
    "Games",
    "Ladders",
    "Learned",
    "Lists",
    "Luck",
    "Minds",
    "Moods",
    "Moved",
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
    "Stages",
    "Stakes",
    "Strategies",
    "Tellings",
    "Ties",
    "Turn",
    "Wallets",
    "Wiles",
    "Worlds",
]


class Worlds(NamedTuple):
    """Worlds: world 0 is ``none``. ``first[w] .. first[w+1]`` are its schemes."""

    first: NDArray[Any]  # int32[W + 1]
    punished: NDArray[Any]  # uint8[W, B] some rule of the world is harmful for this act
    touched: NDArray[Any]  # uint8[W, B] the rate may differ from the base rate
    raised: NDArray[Any]  # uint8[W, B] the rate may exceed the base rate
    measures: NDArray[Any]  # uint8[measures] whether somebody asks for this share of the society (names.Measure)


class Stakes(NamedTuple):
    """Borders of a scheme and what lies behind them (days-income over the horizon)."""

    first: NDArray[Any]  # int32[S + 1]
    border: NDArray[Any]  # int32[] units
    loss: NDArray[Any]  # float64[classes * borders] behind it, on the worse side
    gain: NDArray[Any]  # float64[classes * borders] behind it, on the better side


class Strategies(NamedTuple):
    """Acts that are weighed by their amount (Daymude, Axelrod & Forrest 2025), x; without any, all is empty."""

    of_act: NDArray[Any]  # int32[B] row of the act, -1
    boldness: NDArray[Any]  # float64[N] days-income that a unit of amount is worth to the person
    first: NDArray[Any]  # int32[S * X + 1]: the harmful rules of scheme s on act x
    rule: NDArray[Any]  # int32[]
    flat: NDArray[Any]  # float64[classes * rows] days-income that an entry costs whatever the amount
    slope: NDArray[Any]  # float64[] days-income for each unit of amount above the rule's
    mark_first: NDArray[Any]  # int32[W * X + 1]: amounts at which something changes in a world
    mark: NDArray[Any]  # float64[] in ascending order


class Belonging(NamedTuple):
    """What people weigh who join and leave a voluntary scheme, in days-income."""

    joins: int  # whether they weigh joining
    leaves: int
    joining: float  # log rate for each day-income a year
    leaving: float  # hazard per tick for each day-income a year
    horizon: NDArray[Any]  # float64[classes] years
    weighs: NDArray[Any]  # uint8[S]
    may_leave: NDArray[Any]  # uint8[S]
    start_worth: NDArray[Any]  # float64[classes * S] a year
    of_list: NDArray[Any]  # float64[classes * L] over the horizon; empty where nobody weighs anything


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


class Selves(NamedTuple):
    """What differs among people in how they answer to being scored; empty where nothing does."""

    differ: int  # whether anything does that acts are weighed with
    believe: int  # whether people differ in what they believe before experience
    horizons: int  # classes of horizons, at least one
    row: NDArray[Any]  # int32[names.Own] row of value, -1: one number for everybody
    value: NDArray[Any]  # float64[P, N]


class Risks(NamedTuple):
    """Risk groups: senses of one kind in one scheme (at most three)."""

    scheme: NDArray[Any]  # int32[G]
    bit: NDArray[Any]  # int32[G] position in its scheme
    prior_a: NDArray[Any]  # float64[G, n_ticks]: the announced risk fades
    prior_b: NDArray[Any]  # float64[G, n_ticks]
    known: NDArray[Any]  # uint8[G] 0: a sense that people know, 1: one never met
    true: NDArray[Any]  # float64[G] the true risk
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
    told: int  # scores that are kept by those who are told them
    gatherings: int  # circles whose members change
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
    priced: int  # worlds, where somebody pays another price than usual, or 0
    remembered: int  # ticks of records by district that are kept
    voices: int  # worlds in which people weigh what they say, or 0
    weighed: int  # acts that are weighed so
    stressed: int  # worlds, where stress is felt at all, or 0
    trusting: int  # worlds, where trust in the operator moves, or 0
    trusted: int  # schemes, where trust in the operator moves, or 0
    seeing: int  # worlds, where shown scores move trust in people, or 0
    protests: int  # worlds, where people protest, or 0
    swayed: int  # worlds, where people go by what their friends do, or 0
    hiding: int  # schemes, where people move acts to less-seen channels, or 0
    wily: int  # schemes, where people game or claim falsely at bright lines, or 0
    parting: int  # worlds, where friendships end and come back, or 0
    friendships: int  # ties between friends, each counted from both ends
    firms: int  # how many of the persons are firms: the last ones
    games: int
    abstains: int  # schemes that make staying out costly
    units: int  # schemes that score households or districts
    quiets: int  # schemes that delete scores
    own_cases: int  # schemes with a list that has a procedure of its own
    moved: int  # worlds, where rates hang on what acts move or on time, or numbers of the society on the former; or 0
    worths: int  # acts and services that are not worth the same each time
    reports: int  # reports about a person that can wait for others


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
    leaves: tuple[str, ...]  # persons, firms: those whom the scheme is not about any more
    shares: int  # row of a unit that has one score from now on, or has no more; -1
    lists: tuple[int, ...]  # rows of lists that are no more
    tiers: tuple[int, ...]  # codes of tiers that are no more
    edges: tuple[int, ...]  # rows of memory that mean something else now
    pools: tuple[tuple[int, int], ...]  # (row before, row now) of wrong attributions that still wait
    at: int  # the tick before which it happens
    facts: tuple[tuple[int, int], ...]  # (row before, row now) of what is noted of people for others to ask


class Plan(NamedTuple):
    """Everything a run needs beside its state."""

    luck: Luck
    clock: Clock
    people: People
    ties: Ties
    acts: Acts
    moved: Moved
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
    learned: Learned
    circles: Circles
    ratings: Ratings
    reputations: Reputations
    stakes: Stakes
    strategies: Strategies
    belonging: Belonging
    wallets: Wallets
    games: Games
    stages: Stages
    efforts: Efforts
    changing: Changing
    lists: Lists
    spreads: Spreads
    consequences: Consequences
    copies: Copies
    tellings: Tellings
    repairs: Repairs
    minds: Minds
    moods: Moods
    wiles: Wiles
    bonds: Bonds
    selves: Selves
    risks: Risks
    sizes: Sizes
