"""What people do, and what doors are worth, by what acts have made of people (in each world its own) and by time."""

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from scorarium.engine.run import ticks
from tests.laws.test_services import IDLE, counts, plan
from tests.unit.engine.small import merged

TOWN: dict[str, Any] = {
    "scorarium": 1,
    "kind": "society",
    "name": "town",
    "tick": "1w",
    "attributes": {"standing": {"shares": {"0": "100%", "1": "0%"}, "moves": {"help": 1}}},
    "acts": {
        "help": {"context": "civic", "rate": "2/y"},
        "fare_evasion": {"context": "traffic", "rate": {"by": {"standing": {"0": "3/y", "1": "9/y"}}}},
        "speech": {"context": "speech", "every": "1mo", "share": {"by": {"standing": {"0": "10%", "1": "60%"}}}},
        "advice": {"context": "civic", "rate": "4/y", "is": {"standing": "1"}},
    },
    "services": {"club": {"demand": {"by": {"standing": {"0": "2/y", "1": "8/y"}}}, "value": 1}},
    "psychology": "passive",
}
PERSONS, WEEKS = 20_000, 104


def known() -> NDArray[np.float64]:
    """The share of people who have become known, as each week begins: who has helped in the weeks before."""
    found: NDArray[np.float64] = 1.0 - np.exp(-2 / 365.25 * 7 * np.arange(WEEKS))
    return found


@pytest.mark.statistical
def test_rates_demands_and_who_does_it_follow_the_level() -> None:
    """Closed form: with chance p(t) = 1 - exp(-2t) a person is known, and then acts at the other rate."""
    made = plan(TOWN, IDLE, persons=PERSONS, years=2)
    done, answers, _ = counts(made)
    acts, week, p = list(made.frame.acts), 7 / 365.25, known()
    months = done[:, 0, acts.index("speech")] > 0
    assert months.sum() == 23
    wanted = {
        "fare_evasion": (3 + 6 * p).sum() * week,
        "advice": (4 * p).sum() * week,
        "speech": (0.1 + 0.5 * p[months]).sum(),
    }
    found = {name: done[:, 0, acts.index(name)].sum() / PERSONS for name in wanted}
    wanted["club"], found["club"] = (2 + 6 * p).sum() * week, answers[:, 0, 0].sum() / PERSONS
    for name, mean in wanted.items():
        # people differ in when they become known: at most twice the variance of a Poisson count
        assert abs(found[name] - mean) < 4 * (2 * mean / PERSONS) ** 0.5, (name, found[name], mean)


@pytest.mark.statistical
def test_a_rate_that_moves_nothing_is_the_plain_rate() -> None:
    """The mean over those who do it is the declared rate, whatever the factors by level."""
    half = {"attributes": {"standing": {"shares": {"0": "50%", "1": "50%"}, "moves": {"help": None, "never": 1}}}}
    times = {"default": "6/y", "times": {"standing": {"0": 1, "1": 3}}}
    society = merged(merged(TOWN, half), {"acts": {"fare_evasion": {"rate": {"by": None, **times}}, "never": {}}})
    made = plan(society, IDLE, persons=PERSONS, years=2)
    found = counts(made)[0][:, 0, list(made.frame.acts).index("fare_evasion")].sum() / PERSONS
    assert abs(found - 6 * WEEKS * 7 / 365.25) < 4 * (2 * 12 / PERSONS) ** 0.5


@pytest.mark.statistical
def test_worths_are_those_of_the_level() -> None:
    """What is held and what is harmed, by what each has become: summed exactly, person by person."""
    doors = {"services": {"pass": {"demand": "always", "value": 0.5, "is": {"standing": "1"}}, "club": None}}
    harm = {"acts": {"help": {"cost": {"by": {"standing": {"0": 0.25, "1": 0.5}}}}}}
    society = merged(merged(TOWN, doors), harm)
    made = plan(society, IDLE, persons=400, years=1)
    help_, expected = 0, np.zeros(400, np.int64)
    before = np.zeros(400, np.int64)
    for _, life in ticks(made, threads=1):
        state = life.complete()
        level = state.level[0].astype(bool)
        done = state.moving[0, 0].astype(np.int64)
        expected += level * round(0.5 * 7 * 65536) - done * np.where(level, 32768, 16384)
        help_ += int(done.sum())
        before = state.welfare[0]
    assert help_ > 100
    assert (expected == 0).any()  # what all have had beside
    np.testing.assert_array_equal(before - before.min(), expected - expected.min())


@pytest.mark.statistical
def test_worlds_differ_only_by_level() -> None:
    """Where a scheme moves nobody's level, both worlds do the same acts; where it does, they part."""
    seen = {
        **IDLE,
        "senses": {"watch": {"kind": "registry", "sees": ["help"], "detection": "100%"}},
        "score": {
            "kind": "points", "start": 10, "rules": {"meddling": {"on": "help", "points": -9, "lasts": "5y"}},
        },
        "consequences": {"fine": {"when": {"rule": "meddling"}, "effect": "fine", "amount": "60 days-income"}},
    }  # fmt: skip
    for psychology, differs in (("passive", False), ("deterrence", True)):
        made = plan({**TOWN, "psychology": psychology}, seen, persons=3000, years=2)
        done, _, _ = counts(made)
        acts = list(made.frame.acts)
        n = done.sum(axis=0)
        assert (n[1, acts.index("help")] < n[0, acts.index("help")]) == differs
        for act in (acts.index(name) for name in ("fare_evasion", "speech", "advice")):
            # nobody fears anything for these: only the level counts, and there is more of them the higher it is
            assert (n[1, act] < n[0, act]) == differs
            assert (done[:, 1, act] <= done[:, 0, act]).all()


SEASONS: dict[str, Any] = {
    "scorarium": 1,
    "kind": "society",
    "name": "seasons",
    "tick": "1w",
    "acts": {
        "fare_evasion": {"context": "traffic", "rate": {"by": {"time": {"0d": "3/y", "1y": "9/y"}}}},
        "help": {"context": "civic", "rate": {"by": {"time": {"0d": "2/y", "2y": "8/y"}}, "between": "linear"}},
        "speech": {"context": "speech", "every": "1mo", "share": {"default": "50%", "times": {"time": {"1y": 0.2}}}},
    },
    "services": {"club": {"demand": {"default": "4/y", "times": {"time": {"1y": 3}}}, "value": 1}},
    "psychology": "passive",
}


@pytest.mark.statistical
def test_rates_and_demands_by_time() -> None:
    """Steps hold from their time on, lines go straight from one to the next, factors are one before the first."""
    made = plan(SEASONS, IDLE, persons=PERSONS, years=2)
    done, answers, _ = counts(made)
    acts, year = list(made.frame.acts), 365.25 / 7
    week = np.arange(WEEKS)
    late = week >= year
    months = done[:, 0, acts.index("speech")] > 0
    wanted = {
        "fare_evasion": np.where(late, 9, 3) / year,
        "help": (2 + 6 * week / (2 * year)) / year,
        "speech": np.where(late, 0.1, 0.5) * months,
        "club": np.where(late, 12, 4) / year,
    }
    found = {name: done[:, 0, acts.index(name)] / PERSONS for name in acts} | {
        "club": answers[:, 0, 0].sum(axis=1) / PERSONS
    }
    for name, rate in wanted.items():
        for half in (late, ~late):
            mean = rate[half].sum()
            assert abs(found[name][half].sum() - mean) < 4 * (mean / PERSONS) ** 0.5, (name, mean)


def test_what_comes_later_moves_nothing_before() -> None:
    """A prefix of a run is a shorter run, though rates rise after its end."""
    short, long = (counts(plan(SEASONS, IDLE, persons=300, years=years))[0] for years in (0.5, 1.5))
    np.testing.assert_array_equal(long[: len(short)], short)
    assert long[70:].sum() > 1.5 * long[:8].sum()
