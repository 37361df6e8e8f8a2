"""What changes inside a run: exactly nothing before its time, what accrued is kept, and what ends is over."""

from collections.abc import Iterator

import numpy as np
import pytest
from numpy.typing import NDArray

from scorarium.engine.plan import CompiledPlan
from scorarium.engine.run import ticks
from scorarium.names import POINT
from scorarium.outcomes.diary import Diary
from scorarium.outcomes.measure import measure
from tests.power.busy import SCHEME, scheme
from tests.properties.lived import OF_ENTRY, OF_SCHEME, WORLD, Arrays
from tests.twin.changing import ADDING, ASKING, CHANGES, RATED, changing, plan_of
from tests.twin.declarations import declared as drawn
from tests.twin.test_firms import FIRMS, GRADES
from tests.unit.engine import small
from tests.unit.engine.small import merged, society

TIMED = {
    "numbers": 5, "new-rule": 6, "rule-dropped": 7, "tiers": 8, "senses": 9, "halved": 10, "list": 11, "capped": 12,
    "bounds": 13, "friends": 14, "together": 15, "renewed": 5, "off": 20, "wiped": 20, "acts": 6, "services": 7,
    "asking": 8,
}  # fmt: skip
"""The tick of each change that has a time."""

NULLS = {
    "same-number": "{at: 4w, reform: {score: {rules: {fast: {points: -4}}}}}",
    "same-tiers": "{at: 4w, reform: {tiers: {low: {from: 0}, middle: {from: 12, margin: 2}}}}",
    "same-sense": "{at: 4w, reform: {senses: {cameras: {detection: 50%, sees: [speeding, littering]}}}}",
    "to-itself": "{at: 4w, reform: {title: Another title}}",
    "never-met": "{when: {measured: {protest_rate: {from: 1%}}}, reform: {score: {rules: {fast: ~}}, "
    "lists: {named: ~}, consequences: {grounded: ~}}}",
    "too-late": "{at: 2y, stop: true, keeps_records: false}",
}


def lived(compiled: CompiledPlan) -> Iterator[tuple[int, Arrays]]:
    """The state after each tick, the record with it."""
    for t, life in ticks(compiled, threads=1, shard=16, block=8):
        found = {name: np.array(value) for name, value in life.complete()._asdict().items()}
        yield t, found | {"record": np.array(life.entries())}


def apart(arrays: Arrays, one: int, other: int) -> list[str]:
    """What differs between two worlds with one scheme each: names of arrays."""
    found = [name for name in WORLD if not np.array_equal(arrays[name][one], arrays[name][other])]
    found += [name for name in OF_SCHEME if not np.array_equal(arrays[name][one - 1], arrays[name][other - 1])]
    records = [arrays["record"][arrays["record"]["scheme"] == row - 1][OF_ENTRY] for row in (one, other)]
    return found if np.array_equal(*records) else [*found, "record"]


@pytest.mark.parametrize("name", TIMED)
def test_before_its_time_a_change_changes_nothing_and_then_it_does(name: str) -> None:
    compiled = plan_of(changing(), changing(name))
    first = next((t for t, arrays in lived(compiled) if apart(arrays, 1, 2)), None)
    assert first is not None
    assert first >= TIMED[name]


def test_all_changes_together_leave_what_was_before_alone() -> None:
    compiled = plan_of(changing(), changing(*TIMED))
    assert next(t for t, arrays in lived(compiled) if apart(arrays, 1, 2)) >= min(TIMED.values())


@pytest.mark.parametrize("name", NULLS)
def test_what_changes_nothing_is_nothing_for_everybody(name: str) -> None:
    compiled = plan_of(changing(), scheme(SCHEME + f"changes:\n  {name}: {NULLS[name]}\n"))
    assert [(t, apart(arrays, 1, 2)) for t, arrays in lived(compiled) if apart(arrays, 1, 2)] == []


@pytest.mark.parametrize("name", NULLS)
def test_what_others_ask_stays_noted(name: str) -> None:
    """Acts, moments and drawn thresholds of friends, asked in a scheme that changes."""
    compiled = plan_of(scheme(ASKING), scheme(ASKING + f"changes:\n  {name}: {NULLS[name]}\n"), weeks=15)
    noted = 0
    for t, arrays in lived(compiled):
        assert not apart(arrays, 1, 2), t
        for what in ("pub_fact", "struck"):
            assert np.array_equal(arrays[what][:3], arrays[what][3:]), (t, what)
        noted += int(arrays["pub_fact"].sum())
    assert noted > 100


def test_what_is_asked_from_a_change_on_is_noted_as_it_leaves_it() -> None:
    """Whoever has littered in the last two weeks when friends begin to ask is known for it at once."""
    among = "among: {enter: {related: {friends: {acts: {littering: 1 within 2w}}}}, lasts: 1w}"
    late = scheme(SCHEME + f"changes: {{x: {{at: 8w, reform: {{lists: {{{among}}}}}}}}}\n")
    always = scheme(SCHEME.replace("consequences:", f"  {among}\nconsequences:"))
    compiled = plan_of(always, late, psychology="passive")
    for t, arrays in lived(compiled):
        if t >= 8:
            assert np.array_equal(arrays["pub_fact"][0], arrays["pub_fact"][1]), t
            assert np.array_equal(arrays["on"][2] > 0, arrays["on"][5] > 0) or t < 10, t


def test_other_worlds_do_not_notice() -> None:
    alone = dict(lived(plan_of(changing())))
    beside = dict(lived(plan_of(changing(), changing(*(name for name in CHANGES if name not in ADDING)))))
    for t, arrays in alone.items():
        for name in WORLD:
            assert np.array_equal(arrays[name][1], beside[t][name][1]), (t, name)


def test_stopped_and_wiped_nothing_remains_but_habit() -> None:
    compiled = plan_of(changing("wiped"), changing("off"), weeks=40)
    for t, arrays in lived(compiled):
        if t < TIMED["wiped"]:
            assert arrays["record"]["scheme"].tolist().count(0) > 0 or t < 2
            continue
        gone = ("base", "live", "score", "harm_live", "wrong_live")
        assert not any(arrays[name][0].any() for name in gone)
        assert not (arrays["record"]["scheme"] == 0).any()
        assert (arrays["enrolled"] == -2).all()
        assert not arrays["on"].any()
        assert (arrays["record"]["scheme"] == 1).any()  # records that are kept stay as they are
        refused = arrays["n_answer"][:, :, 4]
        assert (refused[1:] == refused[0]).all()
        provoked, prevented = arrays["n_provoked"][1:].sum(), arrays["n_prevented"][1:].sum()
        assert provoked == 0
        assert prevented == 0 or arrays["habit"][1:].any()
    assert arrays["habit"][1:].any()


def test_without_habit_a_stopped_scheme_is_as_if_it_had_never_been() -> None:
    compiled = plan_of(changing("wiped"), weeks=40, psychology="{preset: deterrence, habit: off, income_loss: off}")
    after = [arrays for t, arrays in lived(compiled) if t >= TIMED["wiped"]]
    assert len(after) == 20
    assert all(not arrays[name][1].any() for arrays in after for name in ("n_prevented", "n_provoked"))


def old_and_new(name: str, base: str = SCHEME) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Own scores before and after a change: what it did itself, before anybody acted."""
    compiled = plan_of(changing(name, base=base), persons=200)
    before: Arrays = {}
    for t, life in ticks(compiled, threads=1):
        if t == TIMED[name] - 1:
            before = {key: np.array(value) for key, value in life.complete()._asdict().items()}
            changed = compiled.after(TIMED[name], life.running.n_measured)
            assert changed is not None
            assert changed.turn is not None
            life.turn(changed.plan, changed.turn)
            now = life.complete()
            own = np.clip(before["base"][0] + before["live"][0], 0, 30 * POINT)
            new = np.clip(now.base[0].astype(np.int64) + now.live[0], 0, 100 * POINT)
            book = life.entries()
            live = np.zeros(200, np.int64)
            np.add.at(live, book["person"], np.where(book["flags"] & 2, book["points"], 0))
            assert np.array_equal(live, now.live[0])  # entries add up to what counts
            return own, new
    raise AssertionError("it never comes")


@pytest.mark.parametrize(("name", "table"), [
    ("halved", {0: 0, 6: 3, 12: 6, 18: 9, 24: 20}), ("bounds", {0: 40, 10: 60, 20: 90}),
])  # fmt: skip
def test_old_scores_become_exactly_the_new_ones(name: str, table: dict[int, int]) -> None:
    base = SCHEME.replace("contagion: {friends: {share: 30%, of: score, law: anchored}}", "")
    own, new = old_and_new(name, base)
    expected = [table[max(bound for bound in table if bound * POINT <= score)] * POINT for score in own.tolist()]
    assert new.tolist() == expected
    assert len(set(expected)) > 2


def test_clocks_outlive_a_conversion() -> None:
    """Live entries end when they would have ended, whatever they weigh by then."""
    plain, halved = (dict(lived(plan_of(changing(*names), persons=100))) for names in ((), ("halved",)))
    t = TIMED["halved"]
    one, other = (
        book[(book["flags"] & 2 > 0) & (book["tick"] < t)] for book in (plain[t]["record"], halved[t]["record"])
    )
    assert len(one) > 20
    for name in ("person", "tick", "expiry"):
        assert one[name].tolist() == other[name].tolist()
    assert not np.array_equal(one["points"], other["points"])


def test_compulsion_enrols_whoever_stayed_out() -> None:
    base = SCHEME + "enrolment: {kind: opt_in, adoption: {innovation: 1/y, imitation: 1/y}}\n"
    change = "  compulsory: {at: 10w, reform: {enrolment: {kind: mandatory, adoption: ~}}}\n"
    shares = [
        float((arrays["enrolled"][0] >= 0).mean()) for _, arrays in lived(plan_of(scheme(base + "changes:\n" + change)))
    ]
    assert shares == sorted(shares)
    assert 0 < shares[9] < 1
    assert shares[10] == 1


def test_a_measure_sets_it_off_once() -> None:
    compiled = plan_of(changing("measured"))
    met = [arrays["n_measured"][1, 0] / 40 for _, arrays in lived(compiled)]
    first = next(t for t, share in enumerate(met) if share >= 0.2) + 1
    unchanged = plan_of(changing(), changing("measured"))
    apart_from = next(t for t, arrays in lived(unchanged) if apart(arrays, 1, 2))
    assert apart_from >= first
    assert apart_from <= first + 4


@pytest.mark.parametrize("names", [("numbers", "measured"), tuple(CHANGES)])
def test_the_first_weeks_of_many_are_those_weeks(names: tuple[str, ...]) -> None:
    short, long = (dict(lived(plan_of(changing(*names), weeks=weeks))) for weeks in (15, 26))
    for name in (*WORLD, *OF_SCHEME, "record"):
        assert np.array_equal(short[14][name], long[14][name]), name


def test_a_change_may_bring_further_ones_and_take_others_away() -> None:
    brings = "reform: {changes: {second: {at: 6w, reform: {score: {rules: {fast: {points: -8}}}}}, sunset: ~}}"
    own = scheme(SCHEME + f"changes:\n  first: {{at: 5w, {brings}}}\n  sunset: {{at: 8w, stop: true}}\n")
    compiled = plan_of(changing(), own, weeks=12)
    assert compiled.course is not None
    assert compiled.course.calendar() == [
        ("everything", "first", 5), ("everything", "second", 6), ("everything", "sunset", 8)
    ]  # fmt: skip
    states = dict(lived(compiled))
    record = states[11]["record"]
    fast = record[(record["scheme"] == 1) & (record["rule"] == 3)]
    assert {(int(one["tick"]) >= 6, int(one["points"]) // POINT) for one in fast} == {(False, -4), (True, -8)}
    assert next(t for t, arrays in states.items() if apart(arrays, 1, 2)) >= 6


def test_whom_a_scheme_is_not_about_any_more_has_no_account() -> None:
    wide = {"at": "6w", "reform": {"subjects": "both", "unit": "person"}}
    narrow = {"at": "14w", "reform": {"subjects": "persons"}}
    of = society(firms=FIRMS, psychology="passive", services={"loans": {"demand": "6/y"}})
    own_scheme = drawn(merged(small.SCHEME, {**GRADES, "changes": {"w": wide, "n": narrow}}))
    compiled = small.compiled(of, [own_scheme], years=0.4)
    persons, firms = compiled.plan.sizes.persons - compiled.plan.sizes.firms, compiled.plan.sizes.firms
    for t, arrays in lived(compiled):
        own = arrays["enrolled"][0] >= 0
        expected = (0, firms) if t < 6 else (persons, firms) if t < 14 else (persons, 0)
        assert (own[:persons].sum(), own[persons:].sum()) == expected


def test_marks_that_change_are_forgotten_with_the_old_ones() -> None:
    """Three weeks after the usual mark fell from 4.2 to 3, all marks in memory have the new mean; before, the old."""
    late = "changes: {x: {at: 4w, reform: {score: {usual: 3}}}}\n"
    compiled = plan_of(scheme(RATED), scheme(RATED + late), persons=200, weeks=12)
    error = 0.8 / np.sqrt(200 * 7)
    for t, arrays in lived(compiled):
        plain, changed = (arrays["mark_sum"] / np.maximum(1, arrays["mark_weight"])).mean(axis=1) + 1
        assert abs(plain - 4.2) < 4 * error, (t, plain)
        assert plain == changed if t < 4 else changed < plain
        assert t < 6 or abs(changed - 3) < 4 * error, (t, changed)


def test_weights_that_come_later_change_nothing_before() -> None:
    """Marks are kept in finer units where some change lets them weigh; scores are the same to the last bit."""
    late = "changes: {x: {at: 9w, reform: {score: {weight: {default: 1, by: {sex: {female: 2}}}}}}}\n"
    compiled = plan_of(scheme(RATED), scheme(RATED + late), weeks=14)
    apart_from = [t for t, arrays in lived(compiled) if apart(arrays, 1, 2)]
    assert apart_from == [] or apart_from[0] >= 9


PLAYED = """
scorarium: 1
kind: scheme
name: played
senses: {all: {kind: registry, sees: [helping, speeding], detection: 100%}}
score: {kind: points, start: 0, bounds: [0, 1000], rules: {good: {on: helping, points: +1}}}
games: {missions: 20/y}
"""


def test_no_mission_is_about_what_a_later_change_brings() -> None:
    """Until speeding counts for something, missions are drawn as if it never would: then from two acts."""
    later = "changes: {more: {at: 12w, reform: {score: {rules: {quick: {on: speeding, points: +1}}}}}}\n"
    compiled = plan_of(scheme(PLAYED), scheme(PLAYED + later))
    found = dict(lived(compiled))
    edges = found[11]["edge"]
    assert not [t for t in range(12) if apart(found[t], 1, 2)]
    assert found[11]["missions"].sum(axis=1).min() > 40
    assert (edges >= 0).any()
    assert compiled.plan.games.first.tolist() == [0, 1, 2]
    assert apart(found[25], 1, 2)


RISING = """
scorarium: 1
kind: scheme
name: rising
score: {kind: points, start: 0, better: lower, bounds: [0, ~], rules: {monthly: {every: 1mo, points: +1}}}
tiers: {fine: {from: 0}, bad: {from: 50}}
changes:
  stricter: {at: 26w, reform: {tiers: {bad: {from: 2}}}}
  milder: {at: 39w, reform: {tiers: {bad: {from: 100}}}}
"""


@pytest.mark.parametrize(("weeks", "low"), [(26, 0.0), (30, 1.0), (45, 0.0)])
def test_whoever_stands_low_does_so_by_the_tiers_that_hold(weeks: int, low: float) -> None:
    """All have a point a month: bad is far from them, then behind them, then far away again, from one tick to the next.

    Everybody's one spell lasts from the 27th week to the 39th: thirteen ticks.
    """
    compiled = plan_of(scheme(RISING), weeks=weeks)
    diary, life = Diary(compiled), None
    for t, life in ticks(compiled, threads=1):
        diary.note(life.running, t, life.of_firms, now=life.plan)
    assert life is not None
    found = diary.lived(life.complete())
    values = measure(found)
    assert values.value[values.names.index("below_start_share"), 1] == low
    ended = found.watched.low[1].ended
    assert ended.nonzero()[0].tolist() == ([13] if weeks == 45 else [])
    assert found.watched.ever_low[1] == (0 if weeks == 26 else found.n)
