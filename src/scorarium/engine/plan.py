"""The plan compiler: schemes and a society become arrays. Names become integers here and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from scorarium.engine import tables
from scorarium.engine.course import Course, Stage, changed_plan
from scorarium.engine.plan_acts import Kind, fact_columns, factor_columns, kinds_of, moved_table
from scorarium.engine.plan_belief import typical
from scorarium.engine.plan_cells import alias_tables, count_thresholds
from scorarium.engine.plan_changing import changing_table
from scorarium.engine.plan_circles import CirclePool
from scorarium.engine.plan_columns import TYPES, column, first, ints
from scorarium.engine.plan_coming import late_kinds
from scorarium.engine.plan_conditions import ConditionPool, Key
from scorarium.engine.plan_consequences import Compiled, compile_consequences
from scorarium.engine.plan_cuts import Cut
from scorarium.engine.plan_efforts import EffortTable
from scorarium.engine.plan_feeds import feeds_of, tellings_of
from scorarium.engine.plan_felt import felt_tables
from scorarium.engine.plan_frame import Frame, Worlds, placing
from scorarium.engine.plan_games import games_table
from scorarium.engine.plan_labels import Labels, make_labels
from scorarium.engine.plan_learned import begun, counted_truly, learned_table
from scorarium.engine.plan_lists import ListTable, repairs_table
from scorarium.engine.plan_minds import MindsRows, minds_table, risks_table
from scorarium.engine.plan_moods import sway
from scorarium.engine.plan_numbers import NumberPool
from scorarium.engine.plan_office import offices_table
from scorarium.engine.plan_outline import Outline, build_outlines, by_name
from scorarium.engine.plan_people import people_table, ties_table
from scorarium.engine.plan_ratings import check_meetings, ratings_table
from scorarium.engine.plan_reputations import reputations_table
from scorarium.engine.plan_rollout import stages_table
from scorarium.engine.plan_rules import RuleTable, harmful_acts
from scorarium.engine.plan_scheme import SchemeTable
from scorarium.engine.plan_scores import factors_table, ladders_table
from scorarium.engine.plan_selves import Differing, usual
from scorarium.engine.plan_senses import senses_table
from scorarium.engine.plan_services import services_table
from scorarium.engine.plan_settle import obstacles, settled
from scorarium.engine.plan_sizes import beside, measures_read, sizes_of
from scorarium.engine.plan_stakes import StakeTable, borders_at_stake, rules_at_stake
from scorarium.engine.plan_strategies import is_weighed, strategies_table
from scorarium.engine.plan_variants import VariantWorlds
from scorarium.engine.plan_varied import Varied
from scorarium.engine.plan_wallets import wallets_table
from scorarium.engine.plan_worth import YEAR
from scorarium.engine.psychology import Mind, resolve
from scorarium.engine.refusals import refusals
from scorarium.errors import DeclarationError, ScorariumError
from scorarium.scheme.told import untold
from scorarium.society.firms import together
from scorarium.society.population import Population
from scorarium.society.recipe import Society
from scorarium.society.vocabulary import load_vocabulary, with_vocabulary


@dataclass(frozen=True)
class CompiledPlan:
    """A plan with the names behind its integers.

    Parameters
    ----------
    course
        What may become of the schemes inside the run; `None` where none changes.
    stage
        What has become of them so far.
    turn
        How the state is carried over from the plan before.
    cuts
        How people are cut into cells.
    noted
        What is noted of people for others to ask, row by row.
    """

    plan: tables.Plan
    labels: Labels
    frame: Frame
    outlines: tuple[Outline, ...]
    mind: Mind
    course: Course | None = None
    stage: Stage | None = None
    turn: tables.Turn | None = None
    cuts: tuple[Cut, ...] = ()
    noted: tuple[Key, ...] = ()

    @property
    def obstacles(self) -> tuple[str, ...]:
        """Why parts of a society cannot be lived one by one under this plan; nothing if they can."""
        return obstacles(self.plan, self.frame, self.outlines, changes=self.course is not None)

    def settled(self, population: Population) -> CompiledPlan:
        """A plan that was made on a census with other people of the same society in it.

        Raises
        ------
        ScorariumError
            They are only a part of it, and something ties them to the rest.
        """
        if population.n < population.whole and (found := self.obstacles):
            raise ScorariumError(f"this run cannot be lived part by part: {'; '.join(found)}")
        plan, frame = settled(self.plan, self.frame, self.cuts, population)
        return replace(self, plan=plan, frame=frame)

    def after(self, t: int, measured: NDArray[np.int64]) -> CompiledPlan | None:
        """The plan after the next change that falls due before tick `t`; `None` if there is none.

        Parameters
        ----------
        measured
            int64[W, measures] as of the end of the tick before.
        """
        if self.course is None or self.stage is None:
            return None
        due = self.course.due(self.stage, t, measured)
        if due is None:
            return None
        stage = self.course.made(self.stage, due, t, self.plan)
        compiled = _Compiler(self.course, stage).compile()
        plans, outlines = (self.plan, compiled.plan), (self.outlines, compiled.outlines)
        turn = changed_plan(self.course, self.stage, due, *plans, *outlines, t, (self.noted, compiled.noted))
        return replace(compiled, turn=turn)


def compile_plan(
    population: Population,
    society: Society,
    worlds: Worlds,
    *,
    seed: int,
    replicate: int,
    years: float,
    alone: bool = False,
) -> CompiledPlan:
    """Compile.

    Parameters
    ----------
    population
        The people, as generated from `society`.
    society
        With the vocabulary's facts filled in.
    worlds
        World -> its schemes; `none` need not be named and is always the first.
    seed, replicate
        Address of the run's luck.
    years
        Length of the run.
    alone
        Leave `none` out, for measuring what a scored world costs by itself: nothing then says what people would have
        done without a scheme, so that this is for people who are passive or only deterred.

    Raises
    ------
    DeclarationError
        Something that is declared does not fit the society.
    """
    filled = with_vocabulary(society, load_vocabulary())
    declared = filled
    known = {id(scheme): scheme for schemes in worlds.values() for scheme in schemes}
    faults = [one for scheme in known.values() for one in refusals(scheme, filled)]
    if faults or not known:
        faults += refusals(None, filled)
    if faults:
        raise DeclarationError(faults)
    if population.census is not None:
        template = compile_census(
            population.census, filled, worlds, seed=seed, replicate=replicate, years=years, alone=alone
        )
        if population.n < population.whole or not template.obstacles:
            return template.settled(population)
    joined = together(population, filled)
    population, filled = joined.population, joined.society
    course = Course(population, filled, worlds, seed, replicate, years, alone=alone)
    return _finished(course, declared)


def compile_census(
    census: Population,
    filled: Society,
    worlds: Worlds,
    *,
    seed: int,
    replicate: int,
    years: float,
    alone: bool = False,
) -> CompiledPlan:
    """The plan of a society whose districts are drawn each by itself, made on those that stand for all of them.

    Every part of the society gets its people by ``settled``, unless there are ``obstacles``.
    """
    course = Course(census, filled, worlds, seed, replicate, years, alone=alone, is_census=True)
    return _finished(course, filled)


def _finished(course: Course, declared: Society) -> CompiledPlan:
    """The plan before the first change; a `DeclarationError` where a change, or a tie between schemes, is refused."""
    faults = [one for changed in course.changed() for one in refusals(changed, declared)]
    faults += [one for schemes in course.lived_together() for one in untold(schemes)]
    if faults:
        raise DeclarationError(sorted(set(faults)))
    compiled = _Compiler(course, course.begin()).compile()
    if course.alone and (felt := beside(compiled.plan)):
        raise ValueError(f"people compare themselves with the world without schemes ({', '.join(felt)}): keep it")
    return compiled


class _Compiler:
    def __init__(self, course: Course, stage: Stage) -> None:
        self.course, self.stage, self.seed, self.replicate = course, stage, course.seed, course.replicate
        self.frame = course.frame_at(stage)
        worlds: VariantWorlds = course.variants(stage)
        self.worlds, self.outlines = build_outlines(self.frame, worlds)
        self.mind = resolve(course.society.psychology, partial(usual, self.frame))
        self.differing, self.numbers = Differing(self.frame, self.mind), NumberPool(self.frame)
        self.varied = Varied(self.frame, self.numbers, typical)
        rows = by_name(self.outlines)
        self.feeds = feeds_of(self.outlines, rows)
        self.tellings = tellings_of(self.outlines, rows, self.feeds)
        self.conditions = ConditionPool(self.frame, rows, self.numbers, self.feeds)
        with placing(course.society):
            self.kinds = kinds_of(self.frame) if self.frame is not course.frame else course.begins.kinds

    def compile(self) -> CompiledPlan:
        """The plan of this stage."""
        with placing(self.course.society):
            return self._compile()

    def _compile(self) -> CompiledPlan:
        frame, outlines, (acts, cell) = self.frame, self.outlines, self._acts()
        services = services_table(frame, self.conditions, self.varied, int(acts.worth.max(initial=-1)) + 1)
        schemes, rules = self._schemes()
        minded, stakes = self._weighed(rules)
        lists, consequences = self._lists(), self._consequences()
        senses = senses_table(frame, outlines, self.varied, consequences.inspecting)
        repairs = repairs_table(outlines, self.varied, self.conditions)
        offices = offices_table(frame, outlines, self.numbers, self.conditions, rules, len(senses.pool_act))
        factors = begun(factors_table(self.varied, outlines, self.conditions, self.tellings), outlines)
        changing, circles = self._changing(), CirclePool(frame, self.numbers)
        ratings = ratings_table(frame, outlines, self.numbers, circles, self.conditions)
        wallets, ladders = wallets_table(outlines, self.varied), ladders_table(outlines, self.varied)
        reputations = reputations_table(frame, outlines, self.varied)
        efforts, stages = self._efforts(consequences.names), self._stages()
        games, numbers = games_table(self.varied, outlines, consequences.missions), self.numbers.table()
        people = frame, self.differing, outlines, self.stage.paid
        felt = felt_tables(people, schemes, rules, numbers, stakes, lists) | {"moved": moved_table(frame, self.kinds)}
        plan = tables.Plan(
            luck=self._luck(),
            clock=self._clock(),
            people=people_table(frame, cell),
            ties=ties_table(frame),
            acts=acts,
            services=services,
            numbers=numbers,
            by=tables.By(*[ints([])] * len(tables.By._fields)),
            conditions=self.conditions.table(),
            facts=self.conditions.facts_table(),
            worlds=self._worlds(rules, minded, consequences.table, felt),
            schemes=schemes,
            senses=senses,
            rules=tables.Rules(**rules, **minded.columns(felt["selves"]), **rules_at_stake(stakes)),
            offices=offices,
            contagions=self.contagions,
            ladders=ladders,
            factors=factors,
            learned=learned_table(frame, outlines),
            circles=circles.table(),
            ratings=ratings,
            reputations=reputations,
            stakes=borders_at_stake(stakes),
            strategies=strategies_table(frame, self.mind, self.kinds, outlines, stakes, rules["harmful"]),
            wallets=wallets,
            games=games,
            stages=stages,
            efforts=efforts,
            changing=changing,
            lists=lists.table(),
            spreads=lists.spreads_table(),
            consequences=consequences.table,
            copies=consequences.copies,
            tellings=consequences.tellings,
            repairs=repairs,
            minds=minds_table(frame, self.mind),
            **felt,
            risks=risks_table(frame, self.kinds, outlines, self.mind),
            sizes=tables.Sizes(**dict.fromkeys(tables.Sizes._fields, 0)),
        )
        return self._finished(plan, lists, consequences)

    def _finished(self, plan: tables.Plan, lists: ListTable, consequences: Compiled) -> CompiledPlan:
        """With the numbers that stand behind cells, and how many rows there are of everything."""
        check_meetings(plan.numbers, plan.ratings, self.outlines)
        sizes = sizes_of(plan, self.frame, len(self.worlds), consequences.edges)._replace(
            caps=self.caps,
            recalls=self.recalls,
            units=self.units,
            decided=lists.decided,
            own_grounds=lists.own_grounds,
            struck=lists.struck,
        )
        plan = plan._replace(by=self.varied.table(plan._asdict()), sizes=sizes)
        labels = make_labels(self.frame, self.kinds, self.worlds, self.outlines, consequences)
        course = self.course if self.course.ever else None
        return CompiledPlan(
            plan,
            labels,
            self.frame,
            tuple(self.outlines),
            self.mind,
            course,
            self.stage,
            cuts=self.course.begins.cells.cuts,
            noted=tuple(self.conditions.keys),
        )

    def _changing(self) -> tables.Changing:
        return changing_table(self.frame, self.numbers, list(counted_truly(self.frame, self.outlines)))

    def _stages(self) -> tables.Stages:
        return stages_table(self.frame, self.outlines, self.conditions, (self.seed, self.replicate))

    def _consequences(self) -> Compiled:
        pools = self.varied, self.conditions, self.feeds, self.tellings
        return compile_consequences(self.frame, self.kinds, self.outlines, self.worlds, *pools)

    def _lists(self) -> ListTable:
        found = ListTable(self.frame, self.varied, self.conditions, self.procedures)
        for outline in self.outlines:
            found.add(outline)
        return found

    def _efforts(self, names: list[tuple[int, str]]) -> tables.Efforts:
        found = EffortTable(self.varied, self.kinds)
        found.add_senses(self.outlines)
        return found.table(found.add_places(self.outlines, len(self.worlds), names))

    def _luck(self) -> tables.Luck:
        parts = (self.seed & 0xFFFFFFFF, self.seed >> 32 & 0xFFFFFFFF, self.replicate)
        return tables.Luck(*(cast("int", np.uint32(part)) for part in parts))

    def _clock(self) -> tables.Clock:
        time = self.frame.time
        return tables.Clock(time.n_ticks, float(time.days), time.years, time.days.numerator, time.days.denominator)

    def _acts(self) -> tuple[tables.Acts, NDArray[np.int32]]:
        begins = self.course.begins
        threshold, alias = alias_tables(begins.cells.largest)
        largest = np.zeros((len(begins.cells.largest), len(self.kinds)))
        largest[:, begins.early] = begins.cells.largest
        late, places = late_kinds(self.frame, begins, self.kinds) if self.frame.ever else ([], [])
        acts = tables.Acts(
            n_acts=len(self.frame.acts),
            scale=column([kind.scale for kind in self.kinds], TYPES["f8"]),
            largest=largest,
            alias_threshold=threshold,
            alias_kind=begins.early[alias] if len(begins.early) else alias,
            early=begins.early,
            late=ints(late),
            late_place=ints(places),
            count_threshold=count_thresholds(begins.cells.largest),
            **factor_columns(self.kinds),
            **fact_columns(self.frame, self.kinds, self.varied),
        )
        return acts, begins.cells.cell

    def _schemes(self) -> tuple[tables.Schemes, dict[str, NDArray[Any]]]:
        schemes = SchemeTable(self.frame, self.varied, self.conditions, (self.seed, self.replicate))
        rules = RuleTable(self.frame, self.varied, self.conditions)
        for outline in self.outlines:
            schemes.add(outline)
            rules.add(outline)
        schemes.procedures.add(self.outlines)
        self.procedures = schemes.procedures.of_list
        self.caps, self.recalls = rules.caps, rules.recalled
        self.contagions, self.units = schemes.contagions(), schemes.units
        return schemes.table(), rules.columns()

    def _weighed(self, rules: Mapping[str, NDArray[Any]]) -> tuple[MindsRows, list[StakeTable]]:
        """What people weigh: which rules bear on which act, and what is at stake for each class of horizons."""
        minded, plain = MindsRows(self.frame, self.mind), StakeTable(self.frame, self.kinds, self.mind)
        stakes = [plain.over(days / YEAR) for days in self.differing.horizons]
        for outline in self.outlines:
            rows = [spec.row for spec in outline.rules.values()]
            harmful = {row: bool(rules["harmful"][row]) for row in rows}
            helpful = {row: bool(rules["helpful"][row]) for row in rows}
            minded.add(outline, list(harmful.values()), list(helpful.values()))
            for one in stakes:
                one.add(outline, harmful, helpful)
        return minded, stakes

    def _worlds(
        self,
        rules: Mapping[str, NDArray[Any]],
        minded: MindsRows,
        consequences: tables.Consequences,
        felt: Mapping[str, Any],
    ) -> tables.Worlds:
        n_acts, n_kinds = len(self.frame.acts), len(self.kinds)
        shape = (len(self.worlds), n_kinds)
        punished, touched, raised = (np.zeros(shape, np.uint8) for _ in range(3))
        minds = minds_table(self.frame, self.mind)
        for row, kind in enumerate(self.kinds):
            if minds.income and kind.income_load and kind.act is not None:
                touched[:, row] = 1
                raised[:, row] = kind.income_load > 0
        for row, name in enumerate(self.frame.acts):
            if is_weighed(self.mind, name):
                touched[:, row] = 1
        for outline in self.outlines:
            punished[outline.world, :n_acts] |= harmful_acts(rules, n_acts, outline.row).astype(np.uint8)
            for act in range(n_acts):
                if minded.touches(outline.row, act):
                    touched[outline.world, act] = 1
                    raised[outline.world, act] |= minded.raises(outline.row, act, rules["helpful"])
        if self.stage.punished is not None:
            punished |= self.stage.punished  # what was punished once: habit outlives the rule
        if self.mind.habit:
            touched |= punished
        self._advice(consequences, touched, raised)
        sway(self.frame, felt["moods"], felt["wiles"], felt["selves"], self.outlines, touched, raised)
        counts = np.bincount([outline.world for outline in self.outlines] or [0], minlength=len(self.worlds))
        if not self.outlines:
            counts[:] = 0
        measures = measures_read(self.conditions.table(), self.course)
        return tables.Worlds(first(int(count) for count in counts), punished, touched, raised, measures)

    def _advice(self, consequences: tables.Consequences, touched: NDArray[np.uint8], raised: NDArray[np.uint8]) -> None:
        """Recommendations: who says more raises a rate."""
        worlds = [outline.world for outline in self.outlines]
        for row, act in enumerate(consequences.act):
            if act >= 0:
                world = worlds[int(consequences.scheme[row])]
                touched[world, act] = 1
                says_more = consequences.way[row] > 0 and consequences.advised[row] >= 0
                raised[world, act] |= np.uint8(consequences.factor[row] > 1.0 or says_more)


__all__ = ["CompiledPlan", "Kind", "compile_plan", "ints"]
