"""One row per scheme in a world: score, enrolment, tiers, recourse."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.plan_belief import typical
from scorarium.engine.plan_columns import Rows, first, to_units
from scorarium.engine.plan_conditions import FIRMS, ConditionPool
from scorarium.engine.plan_defaults import assumed
from scorarium.engine.plan_frame import Frame, placing
from scorarium.engine.plan_outline import Outline, is_record
from scorarium.engine.plan_procedures import ProcedureTable, hears, with_their_own
from scorarium.engine.plan_ratings import usual_mark
from scorarium.engine.plan_rollout import start_ticks
from scorarium.engine.plan_rules import better
from scorarium.engine.plan_time import exp_neg
from scorarium.engine.plan_varied import Varied
from scorarium.engine.tables import Contagions, Schemes
from scorarium.kernels.constants import LN2
from scorarium.names import Relation, Scored, ScoreKind, Unit
from scorarium.quantities import Number
from scorarium.scheme.changing import never_holds
from scorarium.scheme.model import Scheme
from scorarium.scheme.scores import Contagion, FactorsScore, LadderScore, PointsScore, RatingsScore

OPEN_LOW: Final = -(2**31) + 1
OPEN_HIGH: Final = 2**31 - 1
NO_FROM: Final = -(2**31)
PERIODS: Final = ("decay", "decay_towards", "clean_every", "clean_points")
"""Columns that only points know."""

FELT: Final = frozenset({"deny", "delay", "price", "fine", "pay", "favour", "reclaim", "warn"})
"""Effects that tell a person of an entry."""

SPEC: Final = (
    "world:i4 salt:u4 slot:i4 kind:u1 start:i4 low:i4 high:i4 better:i4 decay:f8 decay_towards:i4 clean_every:i4 "
    "clean_points:i4 friends_share:f8 friends_of:u1 friends_mean:u1 household_share:f8 household_of:u1 "
    "household_mean:u1 who:i4 end_tick:i4 innovation:f8 imitation:f8 dropout:f8 records_all:u1 known_share:f8 "
    "knows_entry:u1 hears:u1 own_case:i4 keeps_entries:u1 forgets:i4 quiet:i4 "
    "refusal:i4 unit:i4 unit_is:u1 abstains:i4"
)


def bound(points: float) -> int:
    """A bound in units; an open end is the farthest that fits."""
    if points == float("inf"):
        return OPEN_HIGH
    return OPEN_LOW if points == float("-inf") else to_units(points)


class SchemeTable:
    """The schemes of all worlds.

    Parameters
    ----------
    frame, varied, conditions
        What they are compiled with.
    luck
        Seed and replicate: who is drawn for a rollout.
    """

    def __init__(self, frame: Frame, varied: Varied, conditions: ConditionPool, luck: tuple[int, int]) -> None:
        self.frame, self.varied, self.conditions, self.luck = frame, varied, conditions, luck
        self.numbers = varied.numbers
        self.rows = Rows(SPEC)
        self.tiers = Rows("tier_from:i4 tier_margin:i4 tier_lasts:i4 tier_when:i4 tier_code:i4")
        self._tier_counts: list[int] = []
        self.ways = Rows("relation:u1 share:f8 of:u1 mean:u1")
        self._ways: list[int] = []
        self._starts: list[NDArray[np.int32]] = []
        self.procedures = ProcedureTable(frame, varied)
        self.own_cases = self.quiets = self.abstains = self.units = 0

    def add(self, outline: Outline) -> None:
        """Add one scheme in a world."""
        scheme = outline.scheme
        starts, end = start_ticks(self.frame, outline, *self.luck)
        self._starts.append(starts)
        with placing(scheme, "score"):
            score = self._score(outline)
        with placing(scheme, "enrolment", "who"):
            enrolment = self._enrolment(outline)
        has_own = bool(with_their_own(outline.family))
        self.own_cases += has_own
        is_forgetful = any(kept_score(one) is not None for one in outline.family)
        self.quiets += is_forgetful
        with placing(scheme, "enrolment", "refusal_cost"):
            refusal = self._refusal(outline)
        self.rows.add(
            world=outline.world,
            salt=outline.salt(),
            slot=outline.salt() & 0xFFFF,
            end_tick=min(end, outline.ends),
            known_share=self.known_share(outline),
            knows_entry=knows_entry(scheme),
            **score,
            **self._contagion(outline),
            **enrolment,
            **refusal,
            **self._unit(outline),
            hears=hears(scheme),
            own_case=self.own_cases - 1 if has_own else -1,
            forgets=self.varied.span("schemes_forgets", kept_score(scheme), 0.0, outline),
            quiet=self.quiets - 1 if is_forgetful else -1,
            keeps_entries=hears(scheme) or is_record(scheme),
        )
        with placing(scheme, "tiers"):
            self._tiers(outline)
        with placing(scheme, "score", "contagion"):
            self._ways.append(self._other_ties(outline))

    def table(self) -> Schemes:
        """The arrays."""
        districts = self.frame.population.n_districts
        starts = np.stack(self._starts) if self._starts else np.zeros((0, districts), np.int32)
        return Schemes(
            **self.rows.columns(),
            **self.procedures.rows.columns(),
            **self.tiers.columns(),
            tier_first=first(self._tier_counts),
            start_tick=starts,
        )

    def known_share(self, outline: Outline) -> float:
        """The share of people who know a rule."""
        visible = outline.scheme.visibility
        known = visible.rules_known_by if visible is not None else None
        return self.varied.plain("schemes_known_share", known, assumed("visibility.rules_known_by"), outline)

    def _score(self, outline: Outline) -> dict[str, Any]:
        score = outline.scheme.score
        columns: dict[str, Any] = {
            "kind": ScoreKind[score.kind.upper()] if score is not None else ScoreKind.RECORD,
            "start": self.numbers.add(0.0),
            "low": OPEN_LOW,
            "high": OPEN_HIGH,
            "better": better(outline.scheme),
            "decay": 1.0,
            "decay_towards": 0,
            "clean_every": 0,
            "clean_points": 0,
        }
        if isinstance(score, FactorsScore):
            columns["start"] = self.numbers.add(
                score.start if score.start is not None else score.range.low, outline=outline, place="score/start"
            )
            columns["low"], columns["high"] = bound(score.range.low), bound(score.range.high)
        elif isinstance(score, RatingsScore):
            columns["start"] = self.numbers.add(
                score.start if score.start is not None else usual_mark(score), outline=outline, place="score/start"
            )
            columns["low"], columns["high"] = bound(score.range.low), bound(score.range.high)
        elif isinstance(score, LadderScore):
            columns["start"] = self.numbers.add(score.start, outline=outline, place="score/start")
            columns["low"], columns["high"] = to_units(score.rungs[0]), to_units(score.rungs[1])
        if not isinstance(score, PointsScore):
            self.varied.nothing(*(f"schemes_{name}" for name in PERIODS))
            return columns
        if score.start is not None:
            columns["start"] = self.numbers.add(score.start, outline=outline, place="score/start")
        if score.bounds is not None:
            columns["low"], columns["high"] = bound(score.bounds.low), bound(score.bounds.high)
        return columns | self._periods(outline, score)

    def _periods(self, outline: Outline, score: PointsScore) -> dict[str, Any]:
        """What happens to points as time goes by."""
        varied, time, found = self.varied, self.frame.time, dict[str, Any]()

        def kept(half_life: float) -> float:
            return exp_neg(LN2 * float(time.days) / half_life) if half_life > 0 else 0.0

        if score.decay is not None:
            found["decay"] = varied.plain(
                "schemes_decay",
                score.decay.half_life,
                outline=outline,
                convert=kept,
                later=time.unrounded,
                unit=Unit.KEPT,
            )
            rest = score.decay.towards or score.start
            found["decay_towards"] = to_units(varied.plain("schemes_decay_towards", rest, outline=outline))
        else:
            varied.nothing("schemes_decay", "schemes_decay_towards")
        if score.clean_period is not None:
            found["clean_every"] = varied.span("schemes_clean_every", score.clean_period.every, outline=outline)
            points = varied.plain("schemes_clean_points", score.clean_period.points, outline=outline)
            found["clean_points"] = to_units(points)
        else:
            varied.nothing("schemes_clean_every", "schemes_clean_points")
        return found

    def _contagion(self, outline: Outline) -> dict[str, Any]:
        score = outline.scheme.score
        ways = score.contagion if score is not None else {}
        columns: dict[str, Any] = {}
        for relation in ("friends", "household"):
            way = ways.get(relation)
            own = way.share if way is not None else None
            share = self.varied.plain(f"schemes_{relation}_share", own, outline=outline)
            columns |= {f"{relation}_share": share, f"{relation}_of": of_what(way), f"{relation}_mean": by_mean(way)}
        return columns

    def contagions(self) -> Contagions:
        """Ties other than friends and household through which others' standing weighs in."""
        return Contagions(first=first(self._ways), **self.ways.columns())

    def _other_ties(self, outline: Outline) -> int:
        """Add them for one scheme; returns how many."""
        score = outline.scheme.score
        ways = score.contagion if score is not None else {}
        nobody = ("friends", "household") if self.frame.population.n_firms else ("friends", "household", *FIRMS)
        others = [name for name in ways if name not in nobody]  # ties of firms bind nobody where there are none
        for name in others:
            way = ways[name]
            share = self.varied.plain("contagions_share", way.share, 0.0, outline, f"contagion/{name}")
            self.ways.add(relation=Relation[name.upper()], share=share, of=of_what(way), mean=by_mean(way))
        return len(others)

    def _enrolment(self, outline: Outline) -> dict[str, Any]:
        enrolment = outline.scheme.enrolment
        columns = {"who": -1, "innovation": -1.0, "imitation": 0.0, "dropout": 0.0, "records_all": 0}
        columns["who"] = self.conditions.who(enrolment.who if enrolment is not None else None, outline)
        if enrolment is None:
            self.varied.nothing("schemes_innovation", "schemes_imitation")
            return columns
        if enrolment.kind in ("opt_in", "record_only") and enrolment.adoption is not None:
            adoption = enrolment.adoption
            columns["innovation"] = self.varied.hazard("schemes_innovation", adoption.innovation, outline=outline)
            columns["imitation"] = self._imitation(outline, adoption.imitation)
            columns["records_all"] = enrolment.kind == "record_only"
        else:
            self.varied.nothing("schemes_innovation", "schemes_imitation")
        return columns

    def _unit(self, outline: Outline) -> dict[str, int]:
        """Who gets the score."""
        shared = {"household": Scored.HOUSEHOLD, "district": Scored.DISTRICT}
        unit = shared.get(outline.scheme.unit or "person", Scored.PERSON)  # a firm is scored like a person
        self.units += any(one.unit in shared for one in outline.family or (outline.scheme,))
        return {"unit": self.units - 1 if unit != Scored.PERSON else -1, "unit_is": unit}

    def _refusal(self, outline: Outline) -> dict[str, int]:
        """What staying out costs in a tick: a number of days-income a year."""
        cost, per_tick = refusal_cost(outline.scheme), self.frame.time.per_tick
        is_asked = any(refusal_cost(one) is not None for one in outline.family)
        self.abstains += is_asked
        return {
            "refusal": -1 if cost is None else self.numbers.add(cost, per_tick, outline=outline),
            "abstains": self.abstains - 1 if is_asked else -1,
        }

    def _imitation(self, outline: Outline, rate: Number | None) -> float:
        """How much others draw people in: more where bringing somebody in is rewarded."""
        games, time = outline.scheme.games, self.frame.time
        is_rewarded = games is not None and games.referral_points is not None
        more = assumed("games.referral") if is_rewarded else 1.0
        return self.varied.plain(
            "schemes_imitation",
            rate,
            outline=outline,
            convert=lambda one: time.chance(more * one),
            later=lambda one: time.per_tick(more * one),
            unit=Unit.CHANCE,
        )

    def _border(self, number: Number | None) -> float:
        """What is typical; nought where nothing is written."""
        return 0.0 if number is None else typical(self.frame, number)

    def _tiers(self, outline: Outline) -> None:
        """Tiers without `from` go before the others; then from low to high."""
        rows = [
            {
                "tier_from": NO_FROM if tier.from_ is None else to_units(self._border(tier.from_)),
                "tier_margin": to_units(self._border(tier.margin)),
                "tier_lasts": self.frame.time.ticks(self._border(tier.lasts)),
                "tier_when": -1 if tier.when is None else self.conditions.add(tier.when, outline),
                "tier_code": outline.tiers[name],
            }
            for name, tier in outline.scheme.tiers.items()
        ]
        tiers = list(outline.scheme.tiers.items())
        for row in sorted(rows, key=lambda one: one["tier_from"]):
            self.tiers.add(**row)
            name, tier = tiers[row["tier_code"]]
            self.varied.plain("tiers_from", tier.from_, 0.0, outline, f"tiers/{name}")
            self.varied.plain("tiers_margin", tier.margin, 0.0, outline, f"tiers/{name}")
            self.varied.span("tiers_lasts", tier.lasts, 0.0, outline, f"tiers/{name}")
        self._tier_counts.append(len(rows))


def refusal_cost(scheme: Scheme) -> Number | None:
    """What a person who stays out loses in a year; `None` is nothing."""
    cost = scheme.enrolment.refusal_cost if scheme.enrolment is not None else None
    return cost if isinstance(cost, Number) else None


def kept_score(scheme: Scheme) -> Number | None:
    """For how long a score is kept that no entry moves; `None` is for ever."""
    process = scheme.due_process
    span = process.expiry.score if process is not None and process.expiry is not None else None
    return None if span is None or is_never(span) else span


def is_never(span: Number) -> bool:
    """Whether `never` is written."""
    return span.is_constant and span.constant_value == float("inf")


def of_what(way: Contagion | None) -> int:
    """0 points, 1 the score anchored, 2 the score drifting."""
    if way is None or way.of != "score":
        return 0
    return 2 if way.law == "drift" else 1


def by_mean(way: Contagion | None) -> bool:
    """Whether others are averaged rather than summed; scores always are."""
    return way is not None and (way.per == "mean" or way.of == "score")


def knows_entry(scheme: Scheme) -> bool:
    """Whether a person can know of an entry: by notice (of a list too), by seeing the score, or by what follows."""
    told = [scheme.due_process, *(one.due_process for one in scheme.lists.values())]
    is_told = any(one is not None and one.notice in ("after", "before") for one in told)
    sees = scheme.visibility is not None and scheme.visibility.own_score is True
    felt = any(one.effect in FELT and not never_holds(one.when) for one in scheme.consequences.values())
    return is_told or sees or felt or any(one.public for one in scheme.lists.values())
