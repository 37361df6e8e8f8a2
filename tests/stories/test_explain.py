"""One life, as the run lived it."""

from types import SimpleNamespace

import numpy as np
import pytest

from scorarium.studies.run import load_run
from tests.stories.program import scorarium


def effects(kept: SimpleNamespace, world: str) -> np.ndarray:
    """The effect on each person that the run kept."""
    persons = load_run(kept.folder / kept.run).persons
    return persons["effect"].sel(world=world).values.astype(float)


@pytest.mark.parametrize(("most", "pick"), [("harmed", np.argmin), ("helped", np.argmax)])
def test_the_most_harmed_and_helped_are_those_that_the_run_kept(most: str, pick: object, kept: SimpleNamespace) -> None:
    own = effects(kept, "strict")
    done = scorarium("explain", kept.run, "--most", most, "--world", "strict", "--json", cwd=kept.folder)
    assert done.status == 0, done.err
    life = done.json()
    assert life["person"] == pick(own)  # type: ignore[operator]
    assert life["twin"]["difference"]["welfare"] == pytest.approx(own[life["person"]], rel=1e-5)
    assert sum(step["points"] for step in life["waterfall"]) == pytest.approx(life["score"] or 0.0, abs=1e-9)


def test_the_wrongly_listed_were_listed_for_what_was_not_theirs(kept: SimpleNamespace) -> None:
    done = scorarium("explain", kept.run, "--most", "wrongly-listed", "--json", cwd=kept.folder)
    assert done.status == 0, done.err
    life = done.json()
    assert any(one["what"] == "listed" and one["wrongful"] for one in life["timeline"])
    assert any(one["what"] == "entry" and not one["theirs"] for one in life["timeline"])


def test_the_same_life_is_told_whoever_asks_and_however_many_threads(kept: SimpleNamespace) -> None:
    told = [
        scorarium("explain", kept.run, "--person", "7", "--world", "strict", "--threads", n, "--json", cwd=kept.folder)
        for n in ("1", "2")
    ]
    assert told[0].status == 0, told[0].err
    assert told[0].out == told[1].out


def test_a_life_reads_like_a_story(kept: SimpleNamespace) -> None:
    done = scorarium("explain", kept.run, "--person", "7", "--world", "strict", cwd=kept.folder)
    assert done.status == 0, done.err
    for told in (
        "Person 7",
        "Year 1",
        "week ",
        "Why the score under strict is",
        "The same person in the world without",
    ):
        assert told in done.out
    assert all(len(line) <= 100 for line in done.out.splitlines())


def test_runs_are_found_by_the_beginning_of_their_number(kept: SimpleNamespace) -> None:
    done = scorarium("compare", "kep", cwd=kept.folder)
    assert done.status == 0, done.err
    assert "strict" in done.out


def test_nobody_is_an_answer(kept: SimpleNamespace) -> None:
    asked = ("explain", kept.run, "--most", "wrongly-listed", "--world", "life-coach")
    done = scorarium(*asked, cwd=kept.folder)
    assert (done.status, done.out) == (
        0, "In this run nobody was on a black list for what was not theirs in life-coach.\n"
    ), done.err  # fmt: skip
    found = scorarium(*asked, "--json", cwd=kept.folder).json()
    assert found["person"] is None
    assert "nobody" in found["said"]
