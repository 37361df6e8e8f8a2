"""What an office does that goes wrong, and what its rules leave to it: shares against what is declared."""

from collections import Counter
from math import sqrt
from typing import Any

import numpy as np

from scorarium.engine.plan import CompiledPlan, compile_plan
from scorarium.names import POINT, Flag, Sensor
from scorarium.scheme.model import Scheme
from scorarium.society.recipe import Society
from scorarium.twin.run import run
from scorarium.twin.sim import Entry, Sim
from tests.twin.declarations import BUSY
from tests.unit.engine.small import SOCIETY, keyed, merged, people

SCHEME: dict[str, Any] = {
    "scorarium": 1,
    "kind": "scheme",
    "name": "office",
    "senses": {
        "police": {
            "kind": "registry",
            "sees": ["speeding", "littering", "criticism", "praise", "theft"],
            "detection": "100%",
        }
    },
    "score": {
        "kind": "points",
        "start": 0,
        "rules": {"fast": {"on": "speeding", "points": -2}, "dirt": {"on": "littering", "points": -1}},
    },
    # with a way to appeal every entry stays in the record
    "due_process": {"appeal": {"who": "human", "sought": "0/y"}},
}
N = 400


def plan_of(patch: dict[str, Any], attributes: dict[str, Any] | None = None, *, years: float = 0.5) -> CompiledPlan:
    """The scheme with a patch, in a busy society of `N`."""
    own = Society.model_validate(
        keyed(merged(merged(SOCIETY, BUSY), {"psychology": "passive", "attributes": attributes or {}}))
    )
    scheme = Scheme.model_validate(keyed(merged(SCHEME, patch)))
    return compile_plan(people(own, N), own, {"it": [scheme]}, seed=11, replicate=0, years=years)


class Lived:
    """A plan lived by the twin: its end, and what was done on the way in the world of the scheme."""

    def __init__(self, compiled: CompiledPlan) -> None:
        self.acts: Counter[str] = Counter()
        self.compiled = compiled
        self.sim = run(compiled, after_tick=self._count)
        self.state = self.sim.state
        self.entries: list[Entry] = [e for record in self.sim.record[0] for e in record]

    def _count(self, sim: Sim, _: int) -> None:
        for kind, name in enumerate(self.compiled.labels.acts):
            self.acts[name] += sim.state.n_done[1][kind]


def is_near(hits: int, trials: int, p: float) -> bool:
    """Whether a share is within four standard errors."""
    assert trials > 200
    return abs(hits / trials - p) <= 4 * sqrt(p * (1 - p) / trials)


def test_bribes_take_their_share_of_the_entries_of_those_who_can_pay() -> None:
    st = Lived(plan_of({"integrity": {"bribable": "30%"}})).state
    bribed, made = sum(st.bribed[0]), sum(st.entries[0])
    assert is_near(bribed, bribed + made, 0.30)
    assert sum(st.welfare[1]) == sum(st.welfare[0]) - bribed * POINT  # a day of income each


def test_who_cannot_pay_does_not() -> None:
    compiled = plan_of({"integrity": {"bribable": "100%"}})
    compiled.plan.people.income[: N // 2] = 0.9
    st = Lived(compiled).state
    assert sum(st.bribed[0][: N // 2]) == 0
    assert sum(st.entries[0][N // 2 :]) == 0
    assert sum(st.entries[0][: N // 2]) > 0


def test_a_bribe_makes_the_choice_of_the_official_mild() -> None:
    rules = {"fast": None, "dirt": None, "free": {"on": "littering", "discretion": [-50, -5]}}
    found = Lived(plan_of({"integrity": {"bribable": "40%"}, "score": {"rules": rules}}))
    mild = [e for e in found.entries if e.points == -5 * POINT]
    bribed, made = sum(found.state.bribed[0]), len(found.entries)
    assert is_near(bribed, made, 0.40)
    assert is_near(len(mild) - bribed, made - bribed, 1 / 46)  # whole points: the mildest is one choice of 46


def test_the_official_chooses_evenly() -> None:
    rules = {"fast": None, "dirt": None, "free": {"on": "littering", "discretion": [-50, -5]}}
    points = np.array([e.points / POINT for e in Lived(plan_of({"score": {"rules": rules}})).entries])
    assert points.min() >= -50
    assert points.max() <= -5
    assert abs(points.mean() + 27.5) <= 4 * 45 / sqrt(12 * len(points))
    assert abs(points.std() - 45 / sqrt(12)) < 0.5


def test_officials_are_exempted_and_nobody_else() -> None:
    roles = {"role": {"shares": {"ordinary": "50%", "official": "50%"}}}
    found = Lived(plan_of({"integrity": {"exempts_officials": "60%"}}, roles))
    official = found.compiled.frame.population.attributes["role"] == 1
    exempted, made = np.array(found.state.exempted[0]), np.array(found.state.entries[0])
    assert exempted[~official].sum() == 0
    assert is_near(int(exempted.sum()), int(exempted.sum() + made[official].sum()), 0.60)


def test_critics_are_struck_under_the_dearest_rule() -> None:
    found = Lived(plan_of({"integrity": {"targets_critics": "25%"}}))
    struck = [e for e in found.entries if e.sense == Sensor.TARGETED]
    assert is_near(len(struck), found.acts["criticism"] + found.acts["praise"], 0.25)
    assert len(struck) == sum(found.state.targeted[0])
    assert {e.points for e in struck} == {-2 * POINT}
    assert not any(e.is_theirs for e in struck)


def test_insiders_write_their_share_to_others() -> None:
    found = Lived(plan_of({"integrity": {"insider_error": "20%"}}))
    strangers = [e for e in found.entries if e.sense == Sensor.INSIDER]
    own = [e for e in found.entries if e.is_theirs]
    assert is_near(len(own), found.acts["speeding"] + found.acts["littering"], 0.80)
    misplaced = found.acts["speeding"] + found.acts["littering"] - len(own)
    assert abs(len(strangers) - misplaced) <= 4 * sqrt(misplaced)  # Poisson, given the expectation
    assert not any(e.is_theirs for e in strangers)


def test_a_rule_that_reaches_back_strikes_what_was_recorded() -> None:
    # a quarter of a year after enrolment the rule applies, and reaches back ten weeks
    rules = {
        "fast": None,
        "dirt": None,
        "regime": {"on": "praise", "points": -1, "reaches_back": "10w", "when": {"enrolled": {"from": "13w"}}},
    }
    found = Lived(plan_of({"score": {"rules": rules}}))
    labels = found.compiled.labels.rules
    regime, memory = labels.index("regime"), labels.index("act:praise")
    old = [e for e in found.entries if e.rule == memory and 3 <= e.tick < 13]
    then = [e for e in found.entries if e.rule == regime and e.tick == 13]
    today = [e for e in found.entries if e.rule == memory and e.tick == 13]
    assert len(then) == len(old) + len(today)
    assert len(old) > 100
    later = Counter(e.tick for e in found.entries if e.rule == regime and e.tick > 13)
    assert later == Counter(e.tick for e in found.entries if e.rule == memory and e.tick > 13)
    assert not any(e.rule == regime and e.tick < 13 for e in found.entries)


def test_only_the_named_end_a_clean_period() -> None:
    period = {"every": "4w", "points": 1, "without": ["fast", "criticism"]}
    found = Lived(plan_of({"score": {"clean_period": period, "rules": {"dirt": {"points": -1}}}}))
    fast, dirt = (found.compiled.labels.rules.index(name) for name in ("fast", "dirt"))
    for i, record in enumerate(found.sim.record[0]):
        last = max([0, *(e.tick for e in record if e.rule == fast)])
        assert found.state.last_harm[0][i] == last
    assert any(e.rule == dirt for e in found.entries)


def test_an_entry_lives_until_its_condition_holds() -> None:
    rules = {"dirt": {"until": {"acts": {"praise": "1 within 2w"}}}}
    found = Lived(plan_of({"score": {"rules": rules}}))
    dirt, praise = (found.compiled.labels.rules.index(name) for name in ("dirt", "act:praise"))
    for record in found.sim.record[0]:
        praised = [e.tick for e in record if e.rule == praise]
        for e in (one for one in record if one.rule == dirt):
            # an entry of tick t is looked at from t + 1 on, when what was praised in t is still a week old or less
            ended = any(t >= e.tick and t < 25 for t in praised)
            assert bool(e.flags & Flag.LIVE) != ended


def test_a_state_puts_the_score_to_a_value_while_it_holds() -> None:
    rules = {"drivers": {"when": {"is": {"licence": True}}, "sets": -7}}
    found = Lived(plan_of({"score": {"rules": rules}}))
    licence = found.compiled.frame.population.attributes["licence"] == 1
    score = np.array(found.state.score[0])
    assert (score[licence] == -7 * POINT).all()
    assert not (score[~licence] == -7 * POINT).all()
