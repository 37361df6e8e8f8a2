"""The course of a run whose schemes change: what is due when, what they are then, what it does to the state."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from scorarium.engine import tables
from scorarium.engine.plan_columns import to_units
from scorarium.engine.plan_coming import Beginning, at_stage, beginning
from scorarium.engine.plan_frame import Frame, Worlds, build_frame, world_names
from scorarium.engine.plan_outline import Outline
from scorarium.engine.plan_variants import Variant, VariantWorlds, reachable, variant
from scorarium.names import NEVER, Measure
from scorarium.scheme.changing import after, in_order
from scorarium.scheme.condition import Condition
from scorarium.scheme.consequences import Change
from scorarium.scheme.model import Scheme
from scorarium.society.population import Population
from scorarium.society.recipe import Society

Due = tuple[int, str]
"""(row of a scheme, name of its change)"""


@dataclass(frozen=True)
class Stage:
    """What has become of the schemes so far.

    Parameters
    ----------
    made
        For each scheme row the changes that were made, in order.
    ends
        For each the tick from which it is stopped.
    punished
        uint8[W, B] acts that some rule was harmful for at any time; `None` in the beginning.
    paid
        uint8[S, acts] good acts that were rewarded at any time; `None` in the beginning.
    """

    made: tuple[tuple[str, ...], ...]
    ends: tuple[int, ...]
    punished: NDArray[np.uint8] | None = None
    paid: NDArray[np.uint8] | None = None


class Course:
    """All that may become of the schemes inside a run.

    Parameters
    ----------
    population, society, worlds, seed, replicate, years, alone
        As for the plan.
    is_census
        Whether the people stand for others.
    """

    def __init__(
        self,
        population: Population,
        society: Society,
        worlds: Worlds,
        seed: int,
        replicate: int,
        years: float,
        *,
        alone: bool = False,
        is_census: bool = False,
    ) -> None:
        self.society, self.worlds, self.alone = society, worlds, alone
        self.seed, self.replicate = seed, replicate
        names = world_names(worlds, alone=alone)
        self.rows = [(world, scheme) for world, name in enumerate(names) for scheme in worlds.get(name, ())]
        families = {id(scheme): reachable(scheme) if scheme.changes else (scheme,) for _, scheme in self.rows}
        self.families = [families[id(scheme)] for _, scheme in self.rows]
        self.frame: Frame = build_frame(
            population, society, worlds, years, list(families.values()), alone=alone, is_census=is_census
        )
        self._declared: dict[tuple[int, tuple[str, ...]], list[Scheme]] = {}

    @cached_property
    def ever(self) -> bool:
        """Whether any scheme changes."""
        return any(scheme.changes for _, scheme in self.rows)

    @cached_property
    def waits(self) -> bool:
        """Whether some change waits for something to be measured."""
        every = (change for family in self.families for one in family for change in one.changes.values())
        return any(change.when is not None for change in every)

    def changed(self) -> Iterator[Scheme]:
        """Every variant that is not the beginning, each once."""
        for family in {id(family): family for family in self.families}.values():
            yield from family[1:]

    def lived_together(self) -> Iterator[list[Scheme]]:
        """The schemes of each world, in all their variants."""
        for world in dict.fromkeys(world for world, _ in self.rows):
            own = [family for (at, _), family in zip(self.rows, self.families, strict=True) if at == world]
            yield [one for family in own for one in family]

    def begin(self) -> Stage:
        """Before the first change."""
        return Stage(((),) * len(self.rows), (NEVER,) * len(self.rows))

    def declared(self, stage: Stage, row: int) -> list[Scheme]:
        """What a scheme has been, the last one being what it is."""
        scheme, made = self.rows[row][1], stage.made[row]
        key = row, made
        if key not in self._declared:
            self._declared[key] = [after(scheme, made[:k]) if k else scheme for k in range(len(made) + 1)]
        return self._declared[key]

    def variants(self, stage: Stage) -> VariantWorlds:
        """The schemes of each world as they are at a stage."""
        names = self.frame.world_names
        found: dict[str, list[Variant]] = {name: [] for name in names}
        for row, (world, scheme) in enumerate(self.rows):
            if not scheme.changes:
                found[names[world]].append(Variant(scheme, scheme, (scheme,)))
                continue
            *past, now = self.declared(stage, row)
            found[names[world]].append(variant(self.families[row], tuple(past), now, stage.ends[row]))
        return found

    def calendar(self) -> list[tuple[str, str, int | None]]:
        """(scheme, change, tick before which it happens) in order; `None` for what waits for something measured."""
        families = {id(scheme): family for (_, scheme), family in zip(self.rows, self.families, strict=True)}.values()
        ticks = self.frame.time.ticks
        found = []
        for family in families:
            every = {name: change for one in reversed(family) for name, change in one.changes.items()}
            together = family[0].model_copy(update={"changes": every})
            found += [(family[0].name, name, every[name].at) for name in in_order(together)]
        return [(scheme, name, None if at is None else ticks(at)) for scheme, name, at in found]

    def frame_at(self, stage: Stage) -> Frame:
        """The society at a stage, with what people do and ask for there."""
        if not self.frame.ever:
            return self.frame
        return at_stage(self.frame, [self.declared(stage, row) for row in range(len(self.rows))])

    @cached_property
    def begins(self) -> Beginning:
        """Who could do what as the run begins."""
        return beginning(self.frame)

    def change(self, stage: Stage, due: Due) -> Change:
        """What is due at a stage."""
        return self.declared(stage, due[0])[-1].changes[due[1]]

    def due(self, stage: Stage, t: int, measured: NDArray[np.int64]) -> Due | None:
        """The next change before tick `t`: by scheme, then time, then name; a scheme that was stopped has none."""
        for row, (world, scheme) in enumerate(self.rows):
            if stage.ends[row] < NEVER:
                continue
            now = self.declared(stage, row)[-1] if scheme.changes else scheme
            for name in in_order(now):
                if name not in stage.made[row] and self._is_due(now.changes[name], world, t, measured):
                    return row, name
        return None

    def _is_due(self, change: Change, world: int, t: int, measured: NDArray[np.int64]) -> bool:
        if change.at is not None:
            return self.frame.time.ticks(change.at) <= t
        return (
            t > 0
            and change.when is not None
            and is_met(change.when, measured[world], self.frame.population.n - self.frame.population.n_firms)
        )

    def made(self, stage: Stage, due: Due, t: int, plan: tables.Plan) -> Stage:
        """The stage after a change of a plan."""
        row, name = due
        made = tuple((*own, name) if place == row else own for place, own in enumerate(stage.made))
        stops = self.change(stage, due).stop is True
        ends = tuple(t if place == row and stops else end for place, end in enumerate(stage.ends))
        return replace(stage, made=made, ends=ends, punished=plan.worlds.punished, paid=plan.moods.pays)


def is_met(condition: Condition, counts: NDArray[np.int64], persons: int) -> bool:
    """Whether a condition on the society holds: `measured`, alternatives of it, what it is not."""
    for name, wanted in condition.measured.items():
        share = int(counts[Measure[name.upper()]]) / persons
        if not wanted.low <= share <= wanted.high:
            return False
    if condition.any_ and not any(is_met(one, counts, persons) for one in condition.any_.values()):
        return False
    return condition.not_ is None or not is_met(condition.not_, counts, persons)


def changed_plan(
    course: Course,
    stage: Stage,
    due: Due,
    old: tables.Plan,
    new: tables.Plan,
    before: Sequence[Outline],
    now: Sequence[Outline],
    t: int,
    noted: tuple[Sequence[Hashable], Sequence[Hashable]],
) -> tables.Turn:
    """What a change does to the state.

    Parameters
    ----------
    stage
        Before it.
    old, new, before, now
        The plans and their outlines.
    t
        The tick before which it happens.
    noted
        What is noted of people for others to ask, before and now, row by row.
    """
    row, _ = due
    change = course.change(stage, due)
    tick = int(new.schemes.end_tick[row]) if change.stop else -1
    was = course.declared(stage, row)[-1]
    is_now = course.declared(course.made(stage, due, 0, old), row)[-1]
    cases = () if change.convert is None else sorted((float(key), plain.value) for key, plain in change.convert.cases)
    outline = now[row]
    return tables.Turn(
        scheme=row,
        tick=tick,
        converts=change.convert is not None,
        low=int(old.schemes.low[row]),
        high=int(old.schemes.high[row]),
        bounds=tuple(to_units(bound) for bound, _ in cases),
        values=tuple(to_units(value) for _, value in cases),
        wipes=change.stop is True and change.keeps_records is False,
        compels=is_voluntary(was) and not is_voluntary(is_now),
        leaves=tuple(kind for kind in subjects_of(was) if kind not in subjects_of(is_now)),
        shares=-1
        if (old.schemes.unit[row] < 0) == (new.schemes.unit[row] < 0)
        else max(int(old.schemes.unit[row]), int(new.schemes.unit[row])),
        lists=tuple(outline.lists[name] for name in was.lists if name not in is_now.lists),
        tiers=tuple(outline.tiers[name] for name in was.tiers if name not in is_now.tiers),
        edges=remeant(old.consequences, new.consequences),
        pools=same_pools(old, new),
        at=t,
        facts=still_asked(*noted),
    )


def still_asked(before: Sequence[Hashable], now: Sequence[Hashable]) -> tuple[tuple[int, int], ...]:
    """(row before, row now) of what others asked before and ask now."""
    rows = {key: row for row, key in reversed(list(enumerate(before)))}
    return tuple((rows[key], row) for row, key in enumerate(now) if key in rows)


def subjects_of(scheme: Scheme) -> tuple[str, ...]:
    """Whom a scheme is about."""
    return ("persons", "firms") if scheme.subjects == "both" else (scheme.subjects or "persons",)


def is_voluntary(scheme: Scheme) -> bool:
    """Whether people join by themselves."""
    return scheme.enrolment is not None and scheme.enrolment.kind in ("opt_in", "record_only")


def remeant(old: tables.Consequences, new: tables.Consequences) -> tuple[int, ...]:
    """Rows of memory that belong to a moment before and to a state now, or the other way round."""
    pairs = zip(old.edge, new.edge, old.moment, new.moment, strict=True)
    return tuple(int(edge) for one, edge, was, now in pairs if edge >= 0 and (one != edge or was != now))


def same_pools(old: tables.Plan, new: tables.Plan) -> tuple[tuple[int, int], ...]:
    """Rows of wrong attributions by (sense, act, rule), where people are still taken for one another as before."""
    before = {key: place for place, key in enumerate(pool_keys(old))}
    kept = {sense for sense, pool in enumerate(new.senses.pool) if alike(old.senses, new.senses, sense, int(pool))}
    keys = ((place, key) for place, key in enumerate(pool_keys(new)) if key[0] < 0 or key[0] in kept)
    return tuple((before[key], place) for place, key in keys if key in before)


def pool_keys(plan: tables.Plan) -> list[tuple[int, int, int]]:
    """(sense, act, rule) of each row; rows of offices follow, counted from -1 downwards."""
    senses, offices = plan.senses, plan.offices
    owners = np.repeat(np.arange(len(senses.scheme)), np.diff(senses.pool_first))
    keys = [(int(k), int(a), int(r)) for k, a, r in zip(owners, senses.pool_act, senses.pool_rule, strict=True)]
    clerks = -1 - np.repeat(np.arange(len(offices.scheme)), np.diff(offices.wrong_first))
    written = zip(clerks, offices.wrong_act, offices.wrong_rule, strict=True)
    return keys + [(int(k), int(a), int(r)) for k, a, r in written]


def alike(old: tables.Senses, new: tables.Senses, sense: int, pool: int) -> bool:
    """Whether a sense takes the same people for one another."""
    was = int(old.pool[sense])
    return (was < 0) == (pool < 0) and (was < 0 or bool(np.array_equal(old.pool_of[was], new.pool_of[pool])))
