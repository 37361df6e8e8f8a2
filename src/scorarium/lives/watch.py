"""Live one person tick by tick with the twin, and write down what happens."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from scorarium.engine.state import State
from scorarium.lives.event import Event, Line, Parts, Series, What
from scorarium.lives.lens import ReplayError, Watched
from scorarium.lives.waterfall import Step, waterfall
from scorarium.names import Answer, Flag, Listed
from scorarium.twin.act import Notes, amount_of, belief, candidates, consider, raised_candidates
from scorarium.twin.draws import chance, mix
from scorarium.twin.feel import feel, meet
from scorarium.twin.look import number
from scorarium.twin.recover import clamp, recover
from scorarium.twin.run import clear
from scorarium.twin.score import drift, harm_of_ties, score
from scorarium.twin.serve import is_open, reply, serve
from scorarium.twin.stand import stand


class Watch:
    """One person of a run, watched.

    Parameters
    ----------
    sim
        The person's own simulation.

    Attributes
    ----------
    events : list of Event
        In the order in which they happened.
    lines : list of Line
        Every entry ever made.
    series : Series
        How the person stood at the end of each tick.
    parts : list of Parts
        By scheme.
    steps : list of list of Step
        By scheme: the waterfall behind the last score.
    """

    def __init__(self, sim: Watched) -> None:
        self.sim, self.person = sim, sim.person
        self.events: list[Event] = []
        self.lines: list[Line] = []
        self.series = Series()
        self.parts = [Parts() for _ in range(sim.sizes.schemes)]
        self.steps: list[list[Step]] = [[] for _ in range(sim.sizes.schemes)]

    def tick(self, t: int, state: State) -> None:
        """Live tick `t`, of which `state` is the end; the others' values are those of the tick before.

        Raises
        ------
        ReplayError
            The person is not as the engine says.
        """
        sim, i = self.sim, self.person
        clear(sim)
        before = sim.values()
        self.decay(before, t)
        recover(sim, i, t)
        self.recovered(before, t)
        notes = self.act(t)
        for w, o, amount in notes.opened:
            if sim.state.open_since[o][w][i] < 0:
                sim.state.open_since[o][w][i] = t
                sim.state.open_amount[o][w][i] = amount
                self.note(t, w, -1, "opened", open=o, amount=amount)
        for s in range(sim.sizes.schemes):
            self.scored(s, t, notes)
        self.served(t, notes, state)
        meet(sim, i, t)
        for s in range(sim.sizes.schemes):
            self.joined(s, before, t)
        sim.prove(state, t)
        self.write_down(t)
        sim.borrow(state)

    def note(self, t: int, w: int, s: int, what: What, **facts: Any) -> None:
        """Write down one event."""
        self.events.append(Event(t, w, s, what, facts))

    # ---------------------------------------------------------------------------------------------------- recover

    def decay(self, before: dict[str, Any], t: int) -> None:
        """Write down by how much the base will drift; `recover` does it first."""
        sim = self.sim
        for s in range(sim.sizes.schemes):
            kept = sim.schemes.decay[s]
            if kept < 1.0 and before["enrolled"][s] >= 0 and sim.is_running(s, t):
                from scorarium.twin.arith import round_half_up

                rest = sim.schemes.decay_towards[s]
                drifted = rest + round_half_up((before["base"][s] - rest) * kept)
                self.parts[s].decay += drifted - before["base"][s]

    def recovered(self, before: dict[str, Any], t: int) -> None:
        """What fell due: debts settled, enrolment, entries ended, repairs, appeals, listings over."""
        sim, after = self.sim, self.sim.values()
        for o, rows in enumerate(before["open_since"]):
            for w, since in enumerate(rows):
                if since >= 0 and after["open_since"][o][w] < 0:
                    self.note(t, w, -1, "closed", open=o, since=since)
        for s in range(sim.sizes.schemes):
            self.joined(s, before, t)
            self.ended(s, t)
            self.repaired(s, before, after, t)
            self.decided(s, before, after, t)
            self.relisted(s, before, after, t)

    def joined(self, s: int, before: dict[str, Any], t: int) -> None:
        """An account was opened or closed."""
        sim, now = self.sim, self.sim.state.enrolled[s][self.person]
        if before["enrolled"][s] == now or (now >= 0 and now != t):
            return
        if now >= 0 and self.parts[s].since != t:
            self.parts[s] = Parts(start=sim.state.base[s][self.person], since=t)
            self.note(t, sim.world_of(s), s, "enrolled")
        elif now == -2 and before["enrolled"][s] >= 0 and not self.has(t, s, "left"):
            self.note(t, sim.world_of(s), s, "left", ended=not sim.is_running(s, t))

    def has(self, t: int, s: int, what: What) -> bool:
        """Whether this has been written down in this tick."""
        return any(e.scheme == s and e.what == what for e in self.events[-64:] if e.tick == t)

    def ended(self, s: int, t: int) -> None:
        """Entries that stopped to count, and how."""
        o_of = self.sim.rules.until_settled
        for line in self.lines:
            if line.scheme != s or line.ended >= 0:
                continue
            e = line.entry
            if e.flags & Flag.GONE:
                how: What = "struck_out"
            elif e.flags & (Flag.LIVE | Flag.FOLDED) or not is_counted(self.sim, e):
                continue
            elif e.expiry <= t:
                how = "ended"
            else:
                how = "settled" if o_of[e.rule] >= 0 and self.has_closed(t, s, o_of[e.rule]) else "wiped"
            line.ended, line.how = t, how
            self.note(t, self.sim.world_of(s), s, how, line=line.number, rule=e.rule, points=e.points)

    def has_closed(self, t: int, s: int, o: int) -> bool:
        """Whether a debt was settled in this tick."""
        w = self.sim.world_of(s)
        return any(e.what == "closed" and e.world == w and e.facts["open"] == o for e in self.events if e.tick == t)

    def repaired(self, s: int, before: dict[str, Any], after: dict[str, Any], t: int) -> None:
        """Repairs begun and judged."""
        sim = self.sim
        for p in range(sim.sizes.repairs):
            if sim.repairs.scheme[p] != s:
                continue
            was, now = before["repair_due"][p], after["repair_due"][p]
            begun = after["repair_used"][p] > before["repair_used"][p] or (was < 0 <= now)
            w = sim.world_of(s)
            if begun:
                self.note(t, w, s, "repair_begun", repair=p, cost=sim.repairs.cost[p], due=now)
            if (was >= 0 or begun) and now < 0:
                word = sim.luck.block(45, t, self.person, sim.repairs.slot[p])[0]
                passed = chance(word, sim.repairs.passes[p])
                self.note(t, w, s, "repair_done" if passed else "repair_failed", repair=p)
                if passed and sim.repairs.sets[p]:
                    self.put_to(s, t)
                elif passed and sim.repairs.points[p]:
                    self.parts[s].repairs += sim.repairs.points[p]

    def is_put(self, s: int, row: int) -> bool:
        """Whether leaving a list has just put the score to a value (an upheld appeal does not)."""
        sim = self.sim
        value = clamp(sim, s, sim.lists.leaving_value[row])
        return bool(sim.lists.leaving_sets[row]) and sim.state.base[s][self.person] == value

    def put_to(self, s: int, t: int) -> None:
        """The score was put to a value: the sum begins anew."""
        self.parts[s] = Parts(start=self.sim.state.base[s][self.person], since=t)
        for line in self.lines:
            if line.scheme == s and line.ended < 0:
                line.ended, line.how = t, "wiped"

    def decided(self, s: int, before: dict[str, Any], after: dict[str, Any], t: int) -> None:
        """Appeals decided and filed."""
        sim, w = self.sim, self.sim.world_of(s)
        was, now = before["case_due"][s], after["case_due"][s]
        filed = after["filed"][s] > before["filed"][s]
        if was >= 0 and (now < 0 or filed) and after["upheld"][s] == before["upheld"][s]:
            lost = after["case_next"][s] != before["case_next"][s]
            self.note(t, w, s, "case_lost" if lost else "case_void")
        if filed:
            entry = sim.cases.get((s, self.person))
            line = next((one for one in self.lines if one.entry is entry), None)
            self.note(t, w, s, "case_filed", line=line.number if line else 0, due=now,
                      rule=entry.rule if entry else -1, theirs=entry.is_theirs if entry else True)  # fmt: skip

    def relisted(self, s: int, before: dict[str, Any], after: dict[str, Any], t: int) -> None:
        """Listings that began, changed hands or ended."""
        sim, w = self.sim, self.sim.world_of(s)
        for row in range(sim.sizes.lists):
            if sim.lists.scheme[row] != s:
                continue
            was, now = before["on"][row], after["on"][row]
            held = Listed.PRIMARY | Listed.SPREAD
            if was & held and not now & held and self.is_put(s, row):
                self.put_to(s, t)
            if now & held and (was & held) != (now & held) and not (was & Listed.PRIMARY):
                own = bool(now & Listed.PRIMARY)
                self.note(t, w, s, "listed", list=row, own=own, until=after["until"][row] if own else -1,
                          wrongful=bool(now & Listed.WRONGFUL), again=after["times"][row])  # fmt: skip
            elif was & held and not now & held:
                self.note(t, w, s, "off_list", list=row, since=before["since"][row])

    # ------------------------------------------------------------------------------------------- act, sense, attribute

    def act(self, t: int) -> Notes:
        """Every candidate in every world, and what was seen of it."""
        sim, i = self.sim, self.person
        notes = Notes(notices=[[] for _ in range(sim.sizes.schemes)], cost=[0] * sim.sizes.worlds)
        rates: dict[tuple[int, int], float] = {}
        for c in candidates(sim, i, t):
            self.consider(t, c, notes, rates)
        for c in raised_candidates(sim, i, t, rates):
            self.consider(t, c, notes, rates)
        return notes

    def consider(self, t: int, c: Any, notes: Notes, rates: dict[tuple[int, int], float]) -> None:
        """One candidate, with what it leads to."""
        sim, st = self.sim, self.sim.state
        worlds = range(sim.sizes.worlds)
        done = [st.n_done[w][c.kind] for w in worlds]
        seen = [len(found) for found in notes.notices]
        blamed = blames(sim)
        consider(sim, self.person, t, c, notes, rates)
        did = [st.n_done[w][c.kind] > done[w] for w in worlds]
        if not any(did):
            return
        amount = amount_of(sim, c, self.person, t)
        for w in worlds:
            if did[w]:
                senses = [
                    (s, n.sense, n.rule, n.due)
                    for s in range(sim.worlds.first[w], sim.worlds.first[w + 1])
                    for n in notes.notices[s][seen[s] :]
                ]
                self.note(t, w, -1, "done", act=c.kind, amount=amount, provoked=w > 0 and not did[0], seen=senses,
                          blamed=blames(sim) > blamed, factor=rates[w, c.kind] / c.base)  # fmt: skip
            elif did[0]:
                self.note(t, w, -1, "withheld", act=c.kind, amount=amount, factor=rates[w, c.kind] / c.base)

    # ------------------------------------------------------------------------------------------------- score, stand

    def scored(self, s: int, t: int, notes: Notes) -> None:
        """Entries, points and standing in one scheme."""
        sim, st, i, w = self.sim, self.sim.state, self.person, self.sim.world_of(s)
        before = sim.values()
        if st.enrolled[s][i] < 0:
            stand(sim, s, i, t, score(sim, s, i, t, notes))
            self.stood(s, before, t)
            return
        ties, felt = harm_of_ties(sim, s, i, st.pub_new_harm), harm_of_ties(sim, s, i, st.pub_harm_live)
        drifted = drift(sim, s, i) if 2 in (sim.schemes.friends_of[s], sim.schemes.household_of[s]) else 0
        strikes = score(sim, s, i, t, notes)
        self.parts[s].add(clean=self.cleaned(s, t, before), ties=ties, drift=-drifted)
        for strike in strikes:
            e = strike.entry
            line = Line(s, 1 + sum(1 for one in self.lines if one.scheme == s), e)
            self.lines.append(line)
            self.note(t, w, s, "entry", line=line.number, rule=e.rule, act=e.act, sense=e.sense, points=e.points,
                      until=e.expiry, theirs=e.is_theirs, malicious=bool(e.flags & Flag.MALICIOUS),
                      counts=bool(e.flags & (Flag.LIVE | Flag.FOLDED)), repeat=strike.repeat)  # fmt: skip
            if sim.rules.sets[e.rule]:
                self.put_to(s, t)
        self.ended(s, t)
        self.steps[s] = waterfall(sim, s, t, self.parts[s], self.lines, felt)
        stand(sim, s, i, t, strikes)
        self.stood(s, before, t)

    def cleaned(self, s: int, t: int, before: dict[str, Any]) -> int:
        """Points for a period without a harmful entry."""
        sim, st, i = self.sim, self.sim.state, self.person
        every, since = sim.schemes.clean_every[s], t - st.last_harm[s][i]
        if st.enrolled[s][i] < 0 or not every or since <= 0 or since % every:
            return 0
        points = int(sim.schemes.clean_points[s])
        self.note(t, sim.world_of(s), s, "clean", points=points, moved=st.base[s][i] != before["base"][s])
        return points

    def stood(self, s: int, before: dict[str, Any], t: int) -> None:
        """Tier, lists, money taken or given."""
        sim, st, i, w = self.sim, self.sim.state, self.person, self.sim.world_of(s)
        after = sim.values()
        if after["tier"][s] != before["tier"][s] and after["tier"][s] >= 0:
            self.note(t, w, s, "tier", was=before["tier"][s], now=after["tier"][s], score=st.score[s][i])
        self.relisted(s, before, after, t)
        money = after["fines"][w] - before["fines"][w]
        if money:
            self.note(t, w, s, "fine" if money > 0 else "pay", amount=abs(money))

    # ---------------------------------------------------------------------------------------------- serve, feel, learn

    def served(self, t: int, notes: Notes, state: State) -> None:
        """Doors, income, beliefs. Who got the scarce places, the engine knows: whatever fits its result happened."""
        sim = self.sim
        before = sim.values()
        for w in range(sim.sizes.worlds):
            for pushed in self.pushes(w, t, notes, before, state):
                sim.restore(before)
                self.live(w, t, notes, pushed)
                if sim.state.welfare[w][self.person] == state.welfare[w][self.person].item() and (
                    sim.state.refused[w][self.person] == state.refused[w][self.person].item()
                ):
                    break
            else:
                raise ReplayError(f"No answer to the demands of person {self.person} at tick {t} fits the run.")
            self.doors(w, t, notes, pushed)
            before = self.kept(before, w)
        sim.restore(before)
        self.felt(t, notes)

    def live(self, w: int, t: int, notes: Notes, pushed: tuple[int, ...]) -> None:
        """One world's services and money, with these demands pushed back."""
        from scorarium.twin.feel import live_on

        sim, i = self.sim, self.person
        sim.state.n_answer[w] = [[0] * len(Answer) for _ in range(sim.sizes.services)]
        gained, lost = serve(sim, w, i, t, notes.demands, {(w, i, j) for j in pushed})
        live_on(sim, w, i, gained - notes.cost[w], lost)

    def kept(self, before: dict[str, Any], w: int) -> dict[str, Any]:
        """The values before, with those of one world as they are now."""
        now = self.sim.values()
        for name in ("welfare", "met", "refused", "y"):
            before[name] = [now[name][k] if k == w else value for k, value in enumerate(before[name])]
        return before

    def pushes(
        self, w: int, t: int, notes: Notes, before: dict[str, Any], state: State
    ) -> Iterator[tuple[int, ...]]:
        """Which demands may have been pushed back: as many as the engine has refused beyond what the doors refuse."""
        sim, i = self.sim, self.person
        said = [reply(sim, w, v, i, t, word) for v, word, _ in notes.demands]
        scarce = [
            j for j, (v, _, _) in enumerate(notes.demands) if sim.services.places[v] >= 0 and not said[j].refused
        ]
        refused = state.refused[w][i].item() - before["refused"][w] - sum(out.refused for out in said)
        yield from combinations(scarce, max(0, min(refused, len(scarce))))

    def doors(self, w: int, t: int, notes: Notes, pushed: tuple[int, ...]) -> None:
        """What became of each demand, and which consequences had a hand in it."""
        from scorarium.twin.serve import answer_of, value_of

        sim, i = self.sim, self.person
        for j, (v, word, _) in enumerate(notes.demands):
            out = reply(sim, w, v, i, t, word)
            answer = answer_of(out, j in pushed)
            gone = answer in (Answer.REFUSED, Answer.PUSHED_BACK)
            worth = 0 if gone else value_of(sim, sim.services.value[v], out, answer)
            self.note(t, w, -1, "demand", service=v, answer=int(answer), by=self.hands(w, v, t, word), worth=worth,
                      delay=out.delay, price=out.price)  # fmt: skip
        for v in range(sim.sizes.services):
            if sim.services.always[v]:
                taken = sim.state.n_answer[w][v][Answer.REFUSED] > 0
                held = taken or sim.state.n_answer[w][v][Answer.MET] > 0
                if held and taken != self.was_taken(w, v):
                    self.note(t, w, -1, "held", service=v, taken=taken, by=self.hands(w, v, t, None))

    def was_taken(self, w: int, v: int) -> bool:
        """Whether a service that is held was last written down as taken away."""
        last = (e for e in reversed(self.events) if e.what == "held" and e.world == w and e.facts["service"] == v)
        return next((bool(e.facts["taken"]) for e in last), False)

    def hands(self, w: int, v: int, t: int, word: int | None) -> list[int]:
        """The consequences in force on a service (for one demand: those that its luck met)."""
        sim, k, i = self.sim, self.sim.consequences, self.person
        row = w * sim.sizes.services + v
        found = []
        for j in range(k.of_service_first[row], k.of_service_first[row + 1]):
            c = k.of_service[j]
            s = k.scheme[c]
            if is_open(sim, c, s, i, t) and (
                word is None or chance(mix(word, k.salt[c]), number(sim, k.strength[c], i, s, t))
            ):
                found.append(c)
        return found

    def felt(self, t: int, notes: Notes) -> None:
        """Habit, own experience and hearsay."""
        sim, i = self.sim, self.person
        kept = {name: values for name, values in sim.values().items() if name in ("welfare", "y")}
        before = [belief(sim, g, i, t) for g in range(sim.sizes.groups)]
        friends = sim.ties.friends[sim.ties.friends_first[i] : sim.ties.friends_first[i + 1]]
        feel(sim, i, t, notes, [0] * sim.sizes.worlds, [0.0] * sim.sizes.worlds)
        sim.restore(kept)
        if not sim.minds.hearsay:
            return
        for g in range(sim.sizes.groups):
            s, bit = sim.risks.scheme[g], sim.risks.bit[g]
            heard = sum(1 for k in friends if sim.state.pub_sanctioned[s][k] >> bit & 1)
            if heard:
                self.note(t, sim.world_of(s), s, "heard", group=g, friends=heard, was=before[g],
                          now=belief(sim, g, i, t))  # fmt: skip

    def write_down(self, t: int) -> None:
        """How the person stands now."""
        sim, st, i, own = self.sim, self.sim.state, self.person, self.series
        schemes, worlds = range(sim.sizes.schemes), range(sim.sizes.worlds)
        own.score.append([st.score[s][i] if st.enrolled[s][i] >= 0 else None for s in schemes])
        own.tier.append([st.tier[s][i] for s in schemes])
        own.welfare.append([st.welfare[w][i] for w in worlds])
        own.income.append([st.y[w][i] for w in worlds])
        own.habit.append([st.habit[w][i] / 65536 for w in worlds])
        own.belief.append([belief(sim, g, i, t) for g in range(sim.sizes.groups)])


def blames(sim: Watched) -> int:
    """How many wrong attributions came of the person's acts so far in this tick."""
    return sum(sum(pools.values()) for pools in sim.wrong.values())


def is_counted(sim: Watched, entry: Any) -> bool:
    """Whether entries of this kind count in the score at all."""
    return bool(sim.rules.scored[entry.rule]) and entry.points != 0
