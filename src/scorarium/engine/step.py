"""One tick of all worlds: the compiled passes over all shards, and what is summed and shared out between them."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from scorarium.engine.changing import change, with_own_attributes
from scorarium.engine.entries import entries_table
from scorarium.engine.firms import fallen_on_people
from scorarium.engine.gatherings import gather_circles
from scorarium.engine.holdings import held_rows, holdings, nothing_held
from scorarium.engine.layout import plan_type, state_type
from scorarium.engine.learning import Learner
from scorarium.engine.measures import measured
from scorarium.engine.passes import NOTHING, Granted, granted_by, holds, kind_of, passes_for
from scorarium.engine.places import share_out
from scorarium.engine.pulls import expected, most_pulled, spared
from scorarium.engine.rows import build_rows, flags_now
from scorarium.engine.rows_of_acts import most_notices
from scorarium.engine.shards import USED, Shard, make_shard, summed
from scorarium.engine.state import State, empty_state
from scorarium.engine.storing import as_stored
from scorarium.engine.tables import Plan, Turn
from scorarium.engine.threads import Workers
from scorarium.engine.turn import carry_over, noted_again, remapped
from scorarium.kernels.belong import belong
from scorarium.kernels.bonds import part
from scorarium.kernels.codes import N_ANSWERS, N_CANDIDATES, N_GIFTS, N_MISTAKES, N_NEEDED
from scorarium.kernels.effort import attend
from scorarium.kernels.forget import forget_scores
from scorarium.kernels.games import play
from scorarium.kernels.late import draw_late
from scorarium.kernels.learn import read_factors
from scorarium.kernels.mood import heed, mood
from scorarium.kernels.passes import who_is
from scorarium.kernels.reach import abstain, reach
from scorarium.kernels.tally import count_mistakes
from scorarium.kernels.tell import retell
from scorarium.kernels.units import share_points
from scorarium.kernels.views import Handle
from scorarium.kernels.wiles import plot
from scorarium.names import NEVER, Among, Answer, Listed

BLOCK_SIZE = 4096
SCORES = {"pub_score": "score"}
BASES = {"pub_base": "base"}
COUNTED = ("n_done", "n_prevented", "n_provoked", "n_answer", "n_seen", "n_clipped", "n_paid", "n_enrolled", "n_worth")
OF_FIRMS = ("n_done", "n_prevented", "n_provoked", "n_answer", "n_seen", "n_worth")
HARM = {"pub_new_harm": "new_harm", "pub_harm_live": "harm_live"}
SANCTIONS = {"pub_sanctioned": "sanctioned"}


class Life:
    """A plan being lived.

    Parameters
    ----------
    plan
        What ``engine.plan.compile_plan`` made.
    workers
        The threads.
    shard, block
        Persons per shard and per block; results do not depend on them.
    granted
        What compiled code takes for granted, as long as it holds; results do not depend on it.
    """

    def __init__(
        self, plan: Plan, workers: Workers, *, shard: int, block: int = BLOCK_SIZE, granted: Granted = NOTHING
    ) -> None:
        plan = with_own_attributes(plan)
        self.plan, self.workers = plan, workers
        self.shard, self.block, self.granted = shard, block, granted
        self.rows = build_rows(plan)
        self.arrays = self._shared(empty_state(plan.sizes, self.rows["kinds"])._asdict())
        self.hidden = self._hidden()
        self._running = State(**self.arrays)
        self.state = Handle(state_type(), {**self.arrays, **self.hidden})
        self.tables = self._tables()
        self.shards = self._shards()
        self.touched: NDArray[np.int64] = np.zeros(0, np.int64)
        self.learner = Learner(plan.learned, plan.clock)
        self.pulled: NDArray[np.int64] = np.zeros(0, np.int64)
        self.n_candidates = 0
        self.of_firms: dict[str, NDArray[np.int64]] = {}
        self.is_turned = False
        self._count_eligible()
        self._hold()
        self._choose_passes()

    # ------------------------------------------------------------------------------------------------------- before
    def _shards(self) -> list[Shard]:
        n, size = self.plan.sizes.persons, self.shard
        people = n - self.plan.sizes.firms  # no shard holds persons and firms: what each does is counted apart
        ends = [(one, min(people, one + size)) for one in range(0, people, size)]
        ends += [(one, min(n, one + size)) for one in range(people, n, size)]
        return [make_shard(self.plan, self.rows, first, last, self.block) for first, last in ends]

    def _shared(self, arrays: dict[str, Any]) -> dict[str, Any]:
        """The state; what nobody reads of others needs no copy."""
        for flag, copies in (("scores", SCORES), ("bases", BASES), ("harm", HARM), ("sanctions", SANCTIONS)):
            if not self.rows[f"publishes_{flag}"]:
                arrays |= {copy: arrays[name] for copy, name in copies.items()}
        return arrays

    def _hidden(self) -> dict[str, Any]:
        shape = (self.plan.sizes.schemes, self.plan.sizes.persons)
        start = {"head": -1, "tail": -1, "case_entry": -1, "next_check": NEVER}
        marks: dict[str, Any] = {name: np.zeros(shape, np.uint8) for name in ("near_sanction", "near_harm", "stirred")}
        marks["spared"] = np.ones(self.arrays["pub_wrong"].shape)
        return {name: np.full(shape, value, np.int32) for name, value in start.items()} | marks | self._unanswered()

    def _unanswered(self) -> dict[str, Any]:
        """No marks that answer others are under way."""
        return {
            "answered_first": np.zeros(self.plan.sizes.ratings * self.plan.sizes.persons + 1, np.int64),
            "answered_by": np.zeros(0, np.int32),
            "answered_mark": np.zeros(0, np.uint8),
        }

    def _tables(self) -> Handle:
        shape = (self.plan.sizes.schemes, self.plan.sizes.persons)
        self.rows["eligible"] = np.ones(shape, np.uint8)
        self.rows["n_eligible"] = np.full(shape[0], shape[1], np.int64)
        self.rows |= held_rows(nothing_held(self.plan.sizes.worlds))
        handle = Handle(plan_type(), {})
        for name, table in self.plan._asdict().items():
            for field, value in table._asdict().items():
                handle.put(f"{name}.{field}", as_stored(handle, f"{name}.{field}", value))
        for name, value in self.rows.items():
            handle.put(f"rows.{name}", value)
        for name, value in flags_now(self.plan, 0).items():
            handle.put(f"now.{name}", value)
        handle.put("now.rests", 0)
        self.fixed_entries = (
            self.rows["most_demands"] * most_notices(self.plan)
            + len(self.rows["malice_sense"])
            + len(self.rows["duty_rule"])
            + int(self.plan.sizes.wily > 0)
            + 1
        )
        handle.put("now.most_entries", self.fixed_entries)
        return handle

    def take_for_granted(self) -> None:
        """Live from now on by code that is made for this plan alone: a matter of time, not of results."""
        self.granted = granted_by(self.tables)
        self._choose_passes()

    def _choose_passes(self) -> None:
        """Code made for this plan alone, if there is any and the plan is still that one."""
        granted = self.granted if holds(self.granted, self.tables) else NOTHING
        self.passes, self.own_tables = passes_for(granted), self.tables.seen_as(kind_of(granted))

    def _who_is(self, condition: int, scheme: int = 0) -> NDArray[np.uint8]:
        out = np.zeros(self.plan.sizes.persons, np.uint8)
        if len(out):
            who_is(self.tables, self.state, self.shards[0].handle, int(condition), scheme, out)
        return out

    def _count_eligible(self) -> None:
        for s, who in enumerate(self.plan.schemes.who):
            if who >= 0:
                self.rows["eligible"][s] = self._who_is(who, s)
                self.rows["n_eligible"][s] = self.rows["eligible"][s].sum(dtype=np.int64)

    def _hold(self) -> None:
        """Services that are held, those that a scheme may take away apart."""
        found = holdings(self.plan, self._who_is)
        self.held_answers = found.answers
        rows = held_rows(found)
        self.rows |= rows
        for name, value in rows.items():
            self.tables.put(f"rows.{name}", value)

    def turn(self, plan: Plan, turn: Turn) -> None:
        """Go on under another plan, with what has accrued: nobody has acted in its first tick yet."""
        arrays = self.complete()._asdict()
        self.learner.turn(plan.learned)
        plan = self.learner.taught(with_own_attributes(plan))
        for x, row in enumerate(plan.changing.row):
            plan.people.attribute[row] = arrays["level"][x]
        has_moved = self.rows["moves_income"]
        self.plan, self.rows = plan, build_rows(plan)
        self.rows["moves_income"] |= has_moved  # incomes stay where they are if nothing moves them any more
        for copies in (SCORES, BASES, HARM, SANCTIONS):
            arrays |= {copy: arrays[copy].copy() for copy in copies}
        arrays["pub_wrong"] = remapped(turn, plan, arrays["pub_wrong"])
        for name in ("pub_fact", "struck"):
            arrays[name] = noted_again(turn, plan, arrays[name])
        arrays["n_measured"] = arrays["n_measured"] * plan.worlds.measures  # what nobody asks for any more is nought
        self.touched = np.flatnonzero(arrays["pub_wrong"]).astype(np.int64)
        before = self.shards
        self.shards = self._shards()
        for shard, old in zip(self.shards, before, strict=True):
            shard.arena.take_over(old.arena)
        carry_over(plan, turn, arrays, self.hidden, self.state, self.shards)
        self.hidden["spared"], self.pulled = np.ones(arrays["pub_wrong"].shape), self.touched[:0]
        if not self.rows["most_answers"]:
            self.hidden |= self._unanswered()  # nobody answers marks any more
        self.arrays = self._shared(arrays)
        self._running = State(**self.arrays)
        self.state = Handle(state_type(), {**self.arrays, **self.hidden})
        self.tables = self._tables()
        self._count_eligible()
        self._hold()
        self._choose_passes()
        self.tables.put("rows.steady_tiers", np.zeros_like(self.rows["steady_tiers"]))
        self.is_turned = True
        noted = self.arrays["pub_fact"].copy()  # what others ask was noted as the last tick ended
        self.workers.map(lambda shard: self._publish(shard, turn.at - 1), self.shards)
        known = [row for _, row in turn.facts]
        self.arrays["pub_fact"][known] = noted[known]

    # ------------------------------------------------------------------------------------------------------ one tick
    def tick(self, t: int) -> None:
        """Every person in every world."""
        self._tick(t)
        if self.is_turned:  # tiers have been found under the new plan: a steady one needs no second look from now on
            self.is_turned = False
            self.tables.put("rows.steady_tiers", self.rows["steady_tiers"])

    def _tick(self, t: int) -> None:
        for name, value in flags_now(self.plan, t).items():
            if isinstance(value, int):
                self.tables.put(f"now.{name}", value)
            else:
                self.tables.arrays[f"now.{name}"][...] = value
        self.tables.put("now.rests", int(self.rows["may_rest"] and not self.is_turned))
        self.tables.put("now.most_entries", self.fixed_entries + self._pull())
        self._prepare(t)
        self.workers.map(lambda shard: self._live(shard, t), self.shards)
        if self.rows["has_scarce"]:
            share_out(self.plan, self.tables, self.state, self.shards, t)
            self.workers.map(lambda shard: self._serve_later(shard, t), self.shards)
        if self.plan.belonging.joins or self.plan.belonging.leaves:
            self.workers.map(lambda shard: belong(self.tables, self.state, shard.handle, t), self.shards)
        if self.rows["has_moods"]:
            self.workers.map(lambda shard: mood(self.tables, self.state, shard.handle, t), self.shards)
        self.workers.map(lambda shard: self._publish(shard, t), self.shards)
        if self.plan.sizes.abstains:
            self.workers.map(lambda shard: abstain(self.tables, self.state, shard.handle, t), self.shards)
        self._gather()
        if self.plan.sizes.parting:
            self.workers.map(lambda shard: part(self.tables, self.state, shard.handle, t), self.shards)
        self.learner.note(self.arrays["moving"])
        if self.learner.due(t):
            self._learn(t)

    def _prepare(self, t: int) -> None:
        """What happens before anybody acts."""
        self._change(t)
        self._attend(t)
        self._reach(t)
        if self.plan.sizes.quiets:
            self.workers.map(lambda shard: forget_scores(self.tables, self.state, shard.handle, t), self.shards)
        if self.plan.sizes.gatherings:
            gather_circles(self.plan, self.tables, self.state, self.arrays["present"], self.shards, self.workers, t)
        for s in np.flatnonzero(self.plan.schemes.unit >= 0):
            room = np.zeros((2, self.plan.sizes.persons), np.int64)
            share_points(self.tables, self.state, int(s), t, room[0], room[1])
        if self.plan.sizes.games:
            play(self.tables, self.state, t)
        if self.rows["has_examples"]:
            self.workers.map(lambda shard: heed(self.tables, self.state, shard.handle, t), self.shards)
        if self.plan.sizes.wily:
            self.workers.map(lambda shard: plot(self.tables, self.state, shard.handle, t), self.shards)
        if self.plan.sizes.told:
            self.workers.map(lambda shard: retell(self.tables, self.state, shard.handle, t), self.shards)

    def _reach(self, t: int) -> None:
        """Whom schemes reach that do not simply go on where they have begun."""
        for s in np.flatnonzero(np.diff(self.plan.stages.first)):
            if t < self.plan.schemes.end_tick[s]:
                reach(self.tables, self.state, self.shards[0].handle, int(s), t, self.rows["eligible"][s])

    def _change(self, t: int) -> None:
        """What people have become since the last tick."""
        if self.plan.sizes.changing:
            change(self.plan, self.arrays["level"], self.arrays["moving"], self.rows["codes"], t)
            for s, who in enumerate(self.plan.schemes.who):
                if who >= 0:
                    self.rows["eligible"][s] = self._who_is(who, s)
        elif self.plan.sizes.moves:
            self.arrays["moving"][...] = 0

    def _attend(self, t: int) -> None:
        """Where scarce attention goes, by what the last tick left."""
        z, f = self.plan.sizes, self.plan.efforts
        sizes = {Among.DISTRICTS: z.districts, Among.HOUSEHOLDS: len(self.plan.ties.household_first) - 1}
        for e in range(z.efforts):
            n = sizes.get(Among(int(f.among[e])), z.persons)
            unit, people = np.zeros(z.persons, np.int32), np.zeros(n, np.int64)
            attend(self.tables, self.state, e, t, unit, np.zeros(n), people, np.zeros(n))

    def _learn(self, t: int) -> None:
        """Weights that hold from the next tick, where a fit is due."""
        fits = self.learner.end(t, lambda row: self._read(row, t), self.arrays["factor_count"], self.arrays["enrolled"])
        if fits:
            self.plan = self.learner.taught(self.plan)
            self.tables.put("factors.weight", self.plan.factors.weight)

    def _read(self, row: int, t: int) -> NDArray[np.uint8]:
        """The factors of everybody as a fit reads them."""
        out = np.zeros((int(self.plan.learned.width[row]), self.plan.sizes.persons), np.uint8)
        self.workers.map(lambda shard: read_factors(self.tables, self.state, shard.handle, row, t, out), self.shards)
        return out

    def _live(self, shard: Shard, t: int) -> None:
        shard.begin_tick()
        if self.rows["n_late"]:
            while (n := draw_late(self.tables, shard.handle, t)) > shard.room["lates"]:
                shard.make_late(n)
        while self.passes.live(self.own_tables, self.state, shard.handle, t) >= 0:
            shard.make_room(int(shard.at[N_NEEDED]), {what: self.rows[f"most_{what}"] for what in USED})

    def _serve_later(self, shard: Shard, t: int) -> None:
        self.passes.serve_later(self.own_tables, self.state, shard.handle, t)

    def _publish(self, shard: Shard, t: int) -> None:
        self.passes.publish(self.own_tables, self.state, shard.handle, t)

    def _pull(self) -> int:
        """Note who may be taken for others in this tick; returns how many entries that can bring one person at most."""
        chances, n = self.hidden["spared"].reshape(-1), len(self.touched)
        chances[self.pulled] = 1.0
        self.pulled = self.touched
        self.tables.put("now.pulls", int(n > 0))
        if not n:
            return 0
        mean = expected(self.plan, self.arrays["pub_wrong"], self.touched)
        chances[self.touched] = spared(mean)
        return most_pulled(self.plan, mean, self.touched)

    def _gather(self) -> None:
        """Sum what the shards counted, always in the same order."""
        arrays = self.arrays
        counted = summed(self.shards)
        for name in COUNTED:
            arrays[name][...] = counted[name]
        if self.plan.sizes.firms:
            self.of_firms = self._counted_of_firms()
        arrays["n_answer"] += self.held_answers
        plain, n_acts = counted["plain_n"], self.plan.acts.n_acts
        arrays["n_done"][:, :n_acts] += plain[:n_acts]
        arrays["n_answer"][:, self.plan.acts.service[n_acts:], Answer.MET] += plain[n_acts:]
        for name in ("protest", "silent", "changed"):
            arrays[f"pub_{name}"][...] = arrays[name]
        if self.plan.worlds.measures.any():
            arrays["n_measured"][...] = measured(self.plan, self._running)
        arrays["pub_harm"][...] = counted["harm"] + counted["plain_harm"]
        if self.plan.sizes.firms:
            arrays["pub_harm"][...] = fallen_on_people(arrays["pub_harm"], self.plan.people.district_size)
        wrong = arrays["pub_wrong"].reshape(-1)
        wrong[self.touched] = 0
        made = np.concatenate([one.handle.arrays["mistake"][: one.at[N_MISTAKES]] for one in self.shards])
        touched = np.empty_like(made)
        self.touched = touched[: count_mistakes(made, wrong, touched)]
        if self.rows["most_answers"]:
            self._hand_over()
        if self.plan.sizes.gifts:
            gifts = arrays["pub_gift"].reshape(-1)
            gifts[:] = 0
            for shard in self.shards:
                to, money = (shard.handle.arrays[f"gift_{what}"][: shard.at[N_GIFTS]] for what in ("to", "money"))
                np.add.at(gifts, to, money)
        self.n_candidates = sum(int(shard.at[N_CANDIDATES]) for shard in self.shards)

    def _counted_of_firms(self) -> dict[str, NDArray[np.int64]]:
        """What firms alone did in this tick, and what they were answered."""
        firms = [shard for shard in self.shards if shard.first >= self.plan.sizes.persons - self.plan.sizes.firms]
        counted, n_acts = summed(firms), self.plan.acts.n_acts
        found, plain = {name: counted[name].copy() for name in OF_FIRMS}, counted["plain_n"]
        found["n_done"][:, :n_acts] += plain[:n_acts]
        found["n_answer"][:, self.plan.acts.service[n_acts:], Answer.MET] += plain[n_acts:]
        return found

    def _hand_over(self) -> None:
        """Marks that answer marks reach those to whom they are given in the next tick, in the order of the givers."""
        made = [
            [shard.handle.arrays[f"answer_{what}"][: shard.at[N_ANSWERS]] for what in ("to", "by", "mark")]
            for shard in self.shards
        ]
        to, by, mark = (np.concatenate(parts) for parts in zip(*made, strict=True))
        order = np.argsort(to, kind="stable")
        places = np.arange(len(self.hidden["answered_first"]))
        first = np.searchsorted(to[order], places).astype(np.int64)
        for name, value in (("first", first), ("by", by[order]), ("mark", mark[order])):
            self.hidden[f"answered_{name}"] = value
            self.state.put(f"answered_{name}", value)

    def answers_to(self, person: int) -> dict[int, list[tuple[int, int]]]:
        """The marks that reach a person in the next tick in answer to bad ones: (giver, mark) by row of ratings."""
        found = {}
        for z in range(self.plan.sizes.ratings):
            row = z * self.plan.sizes.persons + person
            first, last = self.hidden["answered_first"][row : row + 2]
            by, mark = (self.hidden[f"answered_{what}"][first:last].tolist() for what in ("by", "mark"))
            found[z] = list(zip(by, mark, strict=True))
        return found

    # ------------------------------------------------------------------------------------------------------- after
    def complete(self) -> State:
        """The state at the end of the tick, copies that nobody reads included. Its arrays go on changing."""
        arrays = self.arrays
        for copies in (SCORES, BASES, HARM, SANCTIONS):
            for copy, name in copies.items():
                if arrays[copy] is not arrays[name]:
                    arrays[copy][...] = arrays[name]
        arrays["pub_tier"][...] = np.where(arrays["enrolled"] >= 0, arrays["tier"], -2)
        arrays["pub_primary"][...] = 0
        arrays["pub_listed"][...] = 0
        for row, s in enumerate(self.plan.lists.scheme):
            bit = np.int64(1) << np.int64(self.plan.lists.bit[row])
            on = arrays["on"][row]
            arrays["pub_primary"][s] |= np.where(on & Listed.PRIMARY, bit, 0)
            arrays["pub_listed"][s] |= np.where(on & (Listed.PRIMARY | Listed.SPREAD), bit, 0)
        return self._running

    @property
    def running(self) -> State:
        """The state as it runs: copies that nobody reads may be stale."""
        return self._running

    def entries(self) -> NDArray[np.void]:
        """The record of all persons (``entries.TABLE``)."""
        shards = [shard.handle for shard in self.shards]
        return entries_table(self.state, shards, [shard.arena for shard in self.shards], self.plan.sizes.schemes)
