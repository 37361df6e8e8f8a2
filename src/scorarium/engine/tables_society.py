"""The half of the plan that no scheme touches: luck, time, people, ties, acts and services (see ``engine.tables``)."""

from typing import Any, NamedTuple

from numpy.typing import NDArray


class Luck(NamedTuple):
    """Key and counter parts that do not change during a run (uint32 scalars)."""

    seed_low: int
    seed_high: int
    replicate: int
    first: int = 0  # number of the first person in the whole society, a multiple of four


class Clock(NamedTuple):
    """Time: one tick is ``days`` long (float64) and exactly ``num / den`` days."""

    n_ticks: int
    days: float
    years: float
    num: int
    den: int


class People(NamedTuple):
    """Who lives there, and what of them does not change."""

    district: NDArray[Any]  # int32[N], ascending
    district_size: NDArray[Any]  # int32[D]
    attribute: NDArray[Any]  # uint8[A, N] level codes
    trait: NDArray[Any]  # uint8[K, N] level 0..30 of z = (level - 15) / 4; then classes of rates drawn per person
    income: NDArray[Any]  # float64[N], median 1
    cell: NDArray[Any]  # int32[N]
    is_child: NDArray[Any]  # uint8[N]


class Ties(NamedTuple):
    """Who is tied to whom (CSR rows; groups list their members)."""

    household: NDArray[Any]  # int32[N]
    household_first: NDArray[Any]  # int32[H + 1], members contiguous
    partner: NDArray[Any]  # int32[N]
    friends_first: NDArray[Any]  # int64[N + 1]
    friends: NDArray[Any]  # int32[E]
    work: NDArray[Any]  # int32[N] group or -1
    work_first: NDArray[Any]  # int64[G + 1]
    work_members: NDArray[Any]  # int32
    school: NDArray[Any]  # int32[N]
    school_first: NDArray[Any]  # int64
    school_members: NDArray[Any]  # int32
    firm_first: NDArray[
        Any
    ]  # int64[7, N + 1] relations of firms, from names.Relation.REPRESENTATIVE on; [0, 0] without
    firm_members: NDArray[Any]  # int32[]


class Acts(NamedTuple):
    """Kinds of candidates: acts ``0..n_acts-1``, then demands for services. Shared by all worlds."""

    n_acts: int
    scale: NDArray[Any]  # float64[B] rate per tick before factors (share per period for periodic acts)
    factor_first: NDArray[Any]  # int32[B + 1]
    factor_source: NDArray[Any]  # uint8 names.Source TRAIT | ATTRIBUTE | DISTRICT
    factor_arg: NDArray[Any]  # int32 which trait or attribute
    factor_table: NDArray[Any]  # int32 offset into factor_value, looked up by code
    factor_value: NDArray[Any]  # float64
    count_threshold: NDArray[Any]  # uint64[cells, M]: number of candidates = how many thresholds <= word
    alias_threshold: NDArray[Any]  # uint64[cells, E]
    alias_kind: NDArray[Any]  # int32[cells, E]
    early: NDArray[Any]  # int32[E] kinds that stand in the table of candidates
    late: NDArray[Any]  # int32[] kinds that are done by rate, and other than as the run began
    late_place: NDArray[Any]  # int32[] the place of each in the luck of their process
    largest: NDArray[Any]  # float64[cells, B] largest base rate in the cell, as the run begins
    periodic: NDArray[Any]  # int32[] kinds done at most once a period, in declared order
    period_num: NDArray[Any]  # int64[] length of the period in days, exact: num / den
    period_den: NDArray[Any]  # int64[]
    harm: NDArray[Any]  # int64[B] money, falls on the actor's district
    benefit: NDArray[Any]  # int64[B] money, likewise
    cost: NDArray[Any]  # int64[B] money, borne by the actor
    lawful: NDArray[Any]  # uint8[B]
    protected: NDArray[Any]  # uint8[B]
    gravity: NDArray[Any]  # uint8[B]
    income_load: NDArray[Any]  # float64[B]
    amount: NDArray[Any]  # int32[B] number or -1
    opens: NDArray[Any]  # int32[B] index of the open state or -1
    open_act: NDArray[Any]  # int32[O]
    open_settled: NDArray[Any]  # int32[O] number: rate per tick at which it is settled
    service: NDArray[Any]  # int32[B] the service demanded, -1 for acts
    buys: NDArray[Any]  # int32[B] row of the queue in which who does it goes ahead, -1
    worth: NDArray[Any]  # int32[B] row of what it does in sum, where harm, benefit or cost differ from act to act, -1


class Moved(NamedTuple):
    """Rates by what acts move, or by time: candidates are drawn at the largest, and a world does its part of them."""

    first: NDArray[Any]  # int32[B + 1]
    row: NDArray[Any]  # int32[M, W] of the attribute, in each world; -1: by tick
    start: NDArray[Any]  # int32[M] offset into part, looked up by code (or tick)
    part: NDArray[Any]  # float64[] of the largest


class Services(NamedTuple):
    """Doors. ``always`` services are held rather than asked for."""

    value: NDArray[Any]  # int64[V] money of one met demand; per day when always
    always: NDArray[Any]  # uint8[V]
    gate: NDArray[Any]  # int32[W, V] condition: who holds it (always services), -1 everybody
    feeds_income: NDArray[Any]  # uint8[V]
    places: NDArray[Any]  # float64[V] places per person and tick, -1 when not scarce
    queue: NDArray[Any]  # int32[V] row of the memory of who has bought the next place, -1
    follow: NDArray[Any]  # int32[V] row of the memory of what was met, -1 where nothing follows
    # follow_first[v] .. follow_first[v + 1]: acts that a met demand makes possible, as declared, `rest` last
    follow_first: NDArray[Any]  # int32[V + 1]
    follow_act: NDArray[Any]  # int32[]
    follow_share: NDArray[Any]  # int32[] number; -1: the rest
    worth: NDArray[Any]  # int32[V] row of what is refused in sum, where its value differs from demand to demand, -1
