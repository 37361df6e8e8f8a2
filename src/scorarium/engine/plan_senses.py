"""Senses: what is seen by which of them, how acts are put to persons, pools of lookalikes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.plan_columns import Rows, first, ints, ragged
from scorarium.engine.plan_frame import Frame, placing
from scorarium.engine.plan_numbers import NumberPool
from scorarium.engine.plan_outline import Outline
from scorarium.engine.plan_varied import Varied
from scorarium.engine.tables import Senses
from scorarium.errors import Complaint, MalformedError
from scorarium.names import Witness
from scorarium.quantities import DAYS_PER_YEAR, Number
from scorarium.scheme.model import Scheme
from scorarium.scheme.nations import NATIONS, persons_of
from scorarium.scheme.scores import RatingsScore
from scorarium.scheme.senses import Corroboration, Sense

WITNESSES: Final = {
    None: Witness.FRIENDS,
    "friends": Witness.FRIENDS,
    "work": Witness.WORK,
    "household": Witness.HOUSEHOLD,
}
LIKENESS: Final = ("district", "group", "sex")
"""Who is mistaken for whom unless a sense says otherwise."""

MOST_GROUPS: Final = 3


def sees(frame: Frame, sense: Sense, act: str) -> bool:
    """Whether a sense could see this act where it is done."""
    if act not in sense.sees:
        return False
    return sense.where is None or frame.acts[act].where in sense.where


def groups_of(outline: Outline) -> dict[str, int]:
    """Risk group of each sense: senses of one kind share one; from the fourth kind on they join the third."""
    kinds = outline.kinds
    return {name: min(kinds.index(one.kind), MOST_GROUPS - 1) for name, one in outline.scheme.senses.items()}


def seeing(outline: Outline, names: tuple[str, ...] | None) -> int:
    """The mask of a scheme's senses by position; all where none are named."""
    positions = {name: place for place, name in enumerate(outline.senses)}
    return sum(1 << positions[name] for name in (names if names is not None else positions))


class Pools:
    """Definitions of pools of lookalikes, each made once.

    Parameters
    ----------
    frame
        The society.
    """

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self._definitions: dict[tuple[str, ...], int] = {}

    def add(self, alike: tuple[str, ...] | None) -> int:
        """The definition of a pool; the default takes what the society has."""
        known = {"district", *self.frame.attribute_row}
        names = tuple(name for name in (alike or LIKENESS) if name in known)
        return self._definitions.setdefault(names, len(self._definitions))

    def tables(self) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """``pool_of`` int32[P, N] and ``pool_size`` int32[P, most]."""
        self.frame.pools[:] = self._definitions
        return pool_tables(self.frame)


def pool_tables(frame: Frame) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """``pool_of`` int32[P, N] and ``pool_size`` int32[P, most] for the people of a frame."""
    n = frame.population.n
    rows = [_pool_codes(frame, names) for names in frame.pools]
    most = max((int(row.max()) + 1 for row in rows), default=1)
    sizes = [np.bincount(row, minlength=most) for row in rows]
    of = np.stack(rows).astype(np.int32) if rows else np.zeros((0, n), np.int32)
    size = np.stack(sizes).astype(np.int32) if sizes else np.zeros((0, most), np.int32)
    return of, size


def _pool_codes(frame: Frame, names: tuple[str, ...]) -> NDArray[np.int64]:
    people = frame.population
    joint = np.zeros(people.n, np.int64)
    for name in names:
        codes = people.district if name == "district" else people.attributes[name]
        joint = joint * (int(codes.max()) + 1) + codes
    return np.unique(joint, return_inverse=True)[1].astype(np.int64).reshape(people.n)


def witness(outline: Outline, sense: Sense) -> Witness:
    """Who could tell of an act; of senses that need nobody to tell, nobody."""
    if sense.kind == "neighbours" or (sense.kind == "peers" and sense.witnesses is not None):
        return WITNESSES[sense.witnesses]
    if sense.kind != "peers":
        return Witness.NOBODY
    return Witness.MET if encounters(outline) is not None else Witness.KNOWN


def encounters(outline: Outline) -> Number | None:
    """How often people are met, where the scheme says so."""
    score = outline.scheme.score
    return score.encounters if isinstance(score, RatingsScore) else None


def witnesses(outline: Outline, sense: Sense, numbers: NumberPool) -> dict[str, int]:
    """The columns on who could tell."""
    who, often = witness(outline, sense), encounters(outline)
    met = -1 if often is None or who != Witness.MET else numbers.add(often, a_day, outline=outline, place="score/met")
    return {"witnesses": who, "met": met}


def a_day(rate: float) -> float:
    """A rate per year as a rate per day."""
    return rate / float(DAYS_PER_YEAR)


def corroboration(sense: Sense, mean: Callable[[Number], float]) -> tuple[int, float, float]:
    """(reports needed, chance that the others confirm a true report, likewise a false one), as `mean` reads numbers."""
    asked = sense.corroboration
    if asked is None:
        return 1, 1.0, 1.0
    if isinstance(asked, Corroboration):
        others = round(mean(asked.households)) - 1
        return 1, _all(mean(asked.confirms_true), others), _all(mean(asked.confirms_false), others)
    return round(mean(asked)), 1.0, 1.0


def confirming(outline: Outline, name: str, sense: Sense, varied: Varied) -> None:
    """Take the numbers of corroboration where one of them depends on something."""
    asked, place = sense.corroboration, f"senses/{name}"
    households = confirms_true = confirms_false = None
    if isinstance(asked, Corroboration):
        parts = (asked.households, asked.confirms_true, asked.confirms_false)
        if not all(part.is_constant for part in parts):
            households, confirms_true, confirms_false = parts
    varied.plain("senses_least", asked if isinstance(asked, Number) else None, 1.0, outline, place)
    for column, number in (("confirm_true", confirms_true), ("confirm_false", confirms_false)):
        varied.always(f"senses_{column}", number, outline, place)
    varied.always("senses_households", households, outline, place)


def _all(chance: float, others: int) -> float:
    """The chance that so many others all confirm."""
    total = 1.0
    for _ in range(others):
        total *= chance
    return total


def nation_of(frame: Frame, scheme: Scheme, gallery: str) -> float:
    """How many people a search runs over that looks through a city or a nation.

    Raises
    ------
    MalformedError
        A nation whose population is not known.
    """
    if gallery == "city":
        return float(frame.population.n)
    nation = persons_of(scheme.jurisdiction or ())
    if nation is None:
        known = "a jurisdiction of " + ", ".join(NATIONS)
        raise MalformedError(Complaint("how many people the nation has is not known", "'nation'", known,
                                       "Write the number.", ("identification", "gallery")))  # fmt: skip
    return nation


def identification(
    frame: Frame, outline: Outline, name: str, sense: Sense, varied: Varied, pools: Pools
) -> dict[str, Any]:
    """The columns on how an act is put to somebody."""
    asked, place, numbers = sense.identification, f"senses/{name}", varied.numbers
    if asked is None:
        varied.nothing("senses_gallery", "senses_context_error")
        return {"identification": 0, "missed": -1, "false_match": -1, "gallery": 0.0, "context_error": 0.0, "pool": -1}
    if isinstance(asked.gallery, str):
        varied.nothing("senses_gallery")
        gallery = nation_of(frame, outline.scheme, asked.gallery)
    else:
        gallery = varied.plain("senses_gallery", asked.gallery, 0.0, outline, place)
    return {
        "identification": 2 if gallery else 1,
        "missed": -1 if asked.missed is None else numbers.add(asked.missed, outline=outline, place=f"{place}/missed"),
        "false_match": -1
        if asked.false_match is None
        else numbers.add(asked.false_match, outline=outline, place=f"{place}/false_match"),
        "gallery": gallery,
        "context_error": varied.plain("senses_context_error", asked.context_error, 0.0, outline, place),
        "pool": pools.add(asked.pool),
    }


def senses_table(frame: Frame, outlines: list[Outline], varied: Varied, inspecting: dict[int, list[int]]) -> Senses:
    """The table of senses.

    Parameters
    ----------
    inspecting
        Row of a sense -> consequences that make it look harder.
    """
    rows = Rows(
        "scheme:i4 salt:u4 group:i4 delay:i4 witnesses:u1 met:i4 least:i4 within:i4 confirm_true:f8 confirm_false:f8 "
        "identification:u1 missed:i4 false_match:i4 gallery:f8 context_error:f8 pool:i4 malicious:f8 malice_by:u1"
    )
    pools, wrong = Pools(frame), _Wrong(frame)
    seen: list[list[tuple[int, int]]] = []
    groups = 0
    waiting: list[int] = []
    for outline in outlines:
        own = groups_of(outline)
        for name, sense in outline.scheme.senses.items():
            with placing(outline.scheme, "senses", name):
                confirming(outline, name, sense, varied)
                least, confirm_true, confirm_false = corroboration(sense, varied.mean)
                place = f"senses/{name}"
                row = rows.add(
                    scheme=outline.row,
                    salt=outline.salt(name),
                    group=groups + own[name],
                    delay=varied.span("senses_delay", sense.delay, 0.0, outline, place),
                    **witnesses(outline, sense, varied.numbers),
                    least=least,
                    within=varied.span("senses_within", sense.corroborate_within, 0.0, outline, place),
                    confirm_true=confirm_true,
                    confirm_false=confirm_false,
                    malice_by=WITNESSES[sense.witnesses],
                    malicious=varied.rate("senses_malicious", sense.malicious, outline, place),
                    **identification(frame, outline, name, sense, varied, pools),
                )
                waiting.append(outline.waiting[name])
                wrong.add(outline, name, sense, rows[row]["pool"] >= 0 or rows[row]["malicious"] > 0)
        groups += min(len(outline.kinds), MOST_GROUPS)
        seen += detections(frame, outline, varied.numbers)
    sees_first, sees_sense = ragged([[sense for sense, _ in row] for row in seen])
    pool_of, pool_size = pools.tables()
    inspect_first, inspect = ragged([inspecting.get(row, []) for row in range(len(rows))])
    return Senses(
        **rows.columns(),
        report_first=first(waiting),
        inspect_first=inspect_first,
        inspect=inspect,
        sees_first=sees_first,
        sees_sense=sees_sense,
        sees_detection=ints([detection for row in seen for _, detection in row]),
        pool_of=pool_of,
        pool_size=pool_size,
        pool_first=first(len(one) for one in wrong.rows),
        pool_act=ints([act for one in wrong.rows for act, _ in one]),
        pool_rule=ints([rule for one in wrong.rows for _, rule in one]),
    )


def detections(frame: Frame, outline: Outline, numbers: NumberPool) -> list[list[tuple[int, int]]]:
    """For each act: which senses of a scheme see it, and with what chance; in declared order of senses."""
    table: list[list[tuple[int, int]]] = []
    for act in frame.acts:
        row = []
        for name, sense in outline.scheme.senses.items():
            chance = sense.detects(act)
            if sees(frame, sense, act) and chance is not None:
                with placing(outline.scheme, "senses", name, "detection"):
                    row.append(
                        (outline.senses[name], numbers.add(chance, outline=outline, place=f"senses/{name}/{act}"))
                    )
        table.append(row)
    return table


class _Wrong:
    """Rows of what is put to the wrong person: one for each (sense, act, rule)."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.rows: list[list[tuple[int, int]]] = []

    def add(self, outline: Outline, name: str, sense: Sense, errs: bool) -> None:
        position = 1 << list(outline.senses).index(name)
        self.rows.append(
            [
                (number, spec.row)
                for act, number in self.frame.act_row.items()
                for spec in outline.rules.values()
                if errs
                and sees(self.frame, sense, act)
                and act in spec.acts
                and seeing(outline, spec.rule.seen_by) & position
            ]
        )
