"""A watched life is the life that was lived, and what is told of it adds up."""

import json
from collections import Counter
from types import SimpleNamespace

import numpy as np
import pytest

from scorarium.cli.console import plain
from scorarium.lives.lens import Few, Lens, Own, ReplayError, Watched
from scorarium.lives.life import Life
from scorarium.lives.tell import tell
from scorarium.lives.watch import Watch
from scorarium.names import POINT, Answer
from tests.unit.lives.conftest import lived


def test_every_part_of_the_scheme_befell_somebody(strict: SimpleNamespace) -> None:
    """The proof of each tick is only worth what the lives meet."""
    happened = Counter(event.what for life in strict.lives for event in life.events)
    expected = {
        "done", "withheld", "entry", "ended", "wiped", "struck_out", "case_filed", "case_lost", "listed", "off_list",
        "tier", "enrolled", "fine", "pay", "repair_begun", "repair_done", "repair_failed", "demand", "held", "clean",
        "heard",
    }  # fmt: skip
    assert expected <= set(happened), expected - set(happened)
    entries = [event for life in strict.lives for event in life.events if event.what == "entry"]
    assert any(not event.facts["theirs"] for event in entries)
    assert any(event.facts["malicious"] for event in entries)


def test_the_waterfall_adds_up_to_the_score(strict: SimpleNamespace) -> None:
    checked = 0
    for life in strict.lives:
        score = life.watch.series.score[-1][0]
        if score is None:
            assert life.watch.steps[0] == []
            continue
        assert sum(step.points for step in life.watch.steps[0]) == score
        checked += 1
    assert checked > 10


def test_bounds_hide_nothing_where_no_bound_was_met(strict: SimpleNamespace) -> None:
    """What is left over is what the bounds hid: nothing for whoever never came near them."""
    inside = 0
    for life in strict.lives:
        scores = [row[0] for row in life.watch.series.score if row[0] is not None]
        if scores and min(scores) > 10 * POINT and max(scores) < 110 * POINT:
            assert "held by the bounds" not in {step.what for step in life.watch.steps[0]}
            inside += 1
    assert inside > 2


def test_what_is_done_is_what_the_state_counts(strict: SimpleNamespace) -> None:
    for life in strict.lives:
        st, i = life.watch.sim.state, life.person
        for w in (0, 1):
            own = [event for event in life.watch.events if event.world == w]
            assert sum(e.what == "done" for e in own) == st.done[w][i]
            assert sum(e.what == "withheld" for e in own) == st.prevented[w][i]
            refused = {Answer.REFUSED, Answer.PUSHED_BACK}
            assert sum(e.what == "demand" and e.facts["answer"] in refused for e in own) == st.refused[w][i]
        assert sum(e.what == "entry" for e in life.events) == st.entries[0][i]
        assert sum(e.what == "entry" and not e.facts["theirs"] for e in life.events) == st.wrong[0][i]
        assert sum(e.what == "case_filed" for e in life.events) == st.filed[0][i]
        assert sum(e.what == "struck_out" for e in life.events) == st.upheld[0][i]


def test_watching_does_not_change_what_is_watched(strict: SimpleNamespace) -> None:
    """Another person is watched in another run of the same plan: both see the same end."""
    ends = []
    for person in (1, 4):
        watch = Watch(Watched(strict.compiled.plan, person))
        states = []
        for t, state in lived(strict.compiled):
            watch.tick(t, state)
            states.append(state)
        ends.append(states[-1])
    assert all(np.array_equal(one, other) for one, other in zip(*ends, strict=True))


def test_another_life_than_the_engine_lived_is_noticed(strict: SimpleNamespace) -> None:
    watch = Watch(Watched(strict.compiled.plan, 3))
    ticks = lived(strict.compiled)
    t, state = next(ticks)
    state.habit[1][3] += 1
    with pytest.raises(ReplayError, match="person 3 departs from the run at tick 0 in habit"):
        watch.tick(t, state)


def test_the_document_is_json_as_the_contract_has_it(strict: SimpleNamespace) -> None:
    for life in strict.lives:
        document = json.loads(json.dumps(plain(life.document()), allow_nan=False))
        assert {"person", "world", "tick", "score", "waterfall", "timeline", "twin"} <= set(document)
        assert document["world"] == "strict"
        assert document["tick"] == life.ticks - 1
        if document["score"] is not None:
            assert sum(step["points"] for step in document["waterfall"]) == pytest.approx(document["score"], abs=1e-9)
        for step in document["waterfall"]:
            assert {"entry", "points", "tick", "act", "sense", "truly_theirs"} <= set(step)
        assert all(moment["date"] for moment in document["timeline"])
        assert document["twin"]["difference"]["welfare"] == pytest.approx(
            document["here"]["welfare"] - document["twin"]["welfare"]
        )


def test_only_the_watched_are_there() -> None:
    own = Own(3, 5)
    assert own[3] == 5
    with pytest.raises(LookupError):
        own[4]
    with pytest.raises(LookupError):
        own[4] = 1
    with pytest.raises(KeyError):
        Few({7: 0}, [1])[8]


def test_a_lens_reads_like_a_list() -> None:
    array = np.arange(12, dtype=np.int32).reshape(3, 4)
    lens = Lens(array)
    assert len(lens) == 3
    assert lens[1][2] == 6
    assert type(lens[1][2]) is int
    assert lens[1][1:3] == [5, 6]
    assert list(lens[2]) == [8, 9, 10, 11]


def test_the_parts_of_a_score_go_by_their_names(strict: SimpleNamespace) -> None:
    """The scheme forgets with time and weighs friends' entries; nobody's base drifts towards others."""
    named = {step.what for life in strict.lives for step in life.watch.steps[0]}
    expected = {"start", "entry", "time", "clean periods", "repairs", "entries of those close to them"}
    assert expected | {"weight of others' scores"} <= named
    assert "pull towards others" not in named


def test_ladders_and_weighed_scores_add_up_too(other: list[Life]) -> None:
    checked = 0
    for life in other:
        score = life.watch.series.score[-1][0]
        if score is None:
            continue
        steps = life.watch.steps[0]
        assert sum(step.points for step in steps) == score
        named = {life.part(step) for step in steps}
        if life.world_name == "ladder":
            moved = [event.facts["now"] - event.facts["was"] for event in life.events if event.what == "rung"]
            assert sum(step.points for step in steps if step.what == "moves at the end of periods") == sum(moved)
            assert "held by the bounds" not in named
        elif life.world_name == "rated":
            assert any(name.startswith("the mean of ") for name in named)
        elif life.world_name == "talked":
            assert "what others think of them" in named
        else:
            assert {"the lower end", "factor history", "factor identity", "factor relations"} <= named
        assert [bars[-1].text for bars in tell(life).falls.values()] == ["score"]
        json.dumps(plain(life.document()), allow_nan=False)
        checked += 1
    assert checked > 5
