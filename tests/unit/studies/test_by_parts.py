"""A large run: lived part by part, interrupted and gone on with, foretold, and told of one person."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from scorarium.lives.replay import Past, among
from scorarium.outcomes.whole import LEFT_OUT
from scorarium.studies import by_parts, forecast, trial
from scorarium.studies.forecast import TooLargeError, check_fits, forecasts
from scorarium.studies.lives import explain
from scorarium.studies.order import Order, order_run
from scorarium.studies.progress import Progress
from scorarium.studies.run import InterruptedRunError, make_run

HERE = Path(__file__).parents[3] / "benchmarks"
PERSONS = 2_700


def busy(folder: Path, count: str = "3", kept: str = "100%") -> Order:
    """The nation of the benchmark in few districts, with more going on."""
    for kind in ("society", "scheme"):
        text = (HERE / f"nation.{kind}.yaml").read_text(encoding="utf-8")
        text = text.replace("5_600", count).replace("district: 100%", f"district: {kept}")
        text = text.replace("rate: 9/y", "rate: 90/y").replace("detection: 5%", "detection: 30%")
        (folder / f"nation.{kind}.yaml").write_text(text, encoding="utf-8")
    return order_run(
        folder / "nation.scheme.yaml", society=folder / "nation.society.yaml", persons=PERSONS, years=0.5, seed=9
    )


@pytest.fixture
def order(tmp_path: Path) -> Order:
    return busy(tmp_path)


@pytest.fixture
def _large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few persons are many."""
    monkeypatch.setattr(by_parts, "LARGE", 1000)
    monkeypatch.setattr(forecast, "LARGE", 1000)
    monkeypatch.setattr(trial, "TRIAL", 600)
    monkeypatch.setattr(by_parts, "PART", 900)


@pytest.mark.usefixtures("_large")
def test_a_run_by_parts_says_what_a_whole_one_says(order: Order, tmp_path: Path) -> None:
    told: list[Progress] = []
    parted = make_run(order, out=tmp_path / "parts", progress=told.append)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(by_parts, "LARGE", PERSONS)
        whole = make_run(order, out=tmp_path / "whole")
    assert parted.id == whole.id
    for world, one in whole.document["worlds"].items():
        other = parted.document["worlds"][world]
        kept = {name: value for name, value in one["outcomes"].items() if name not in LEFT_OUT}
        assert other["outcomes"] == kept
        for scheme, own in one.get("schemes", {}).items():
            assert other["schemes"][scheme]["lists"] == own["lists"]
            assert other["schemes"][scheme]["tiers"] == own["tiers"]
    assert [(one.tick, one.ticks) for one in told if one.doing == "parts"] == [(k, 3) for k in range(4)]
    assert told[-1].done == 1.0


@pytest.mark.usefixtures("_large")
def test_a_stopped_run_goes_on_with_the_parts_that_it_has(order: Order, tmp_path: Path) -> None:
    at_once = make_run(order, out=tmp_path / "at-once")

    def stop(moment: Progress) -> None:
        if moment.doing == "parts" and moment.tick == 2:
            raise KeyboardInterrupt

    with pytest.raises(InterruptedRunError) as stopped:
        make_run(order, out=tmp_path / "twice", progress=stop)
    assert stopped.value.parts == (2, 3)
    assert [path.name.partition("~")[2] for path in (tmp_path / "twice" / "parts").iterdir()] == ["parts.npz"]
    told: list[Progress] = []
    twice = make_run(order, out=tmp_path / "twice", progress=told.append)
    assert [one.tick for one in told if one.doing == "parts"] == [2, 3]
    assert twice.document["worlds"] == at_once.document["worlds"]
    assert twice.persons.equals(at_once.persons)
    assert not (tmp_path / "twice" / "parts").exists()


@pytest.mark.usefixtures("_large")
def test_a_life_is_told_from_the_district_alone(order: Order, tmp_path: Path) -> None:
    run = make_run(order, out=tmp_path / "run")
    person = PERSONS - 5
    past = Past(run.id, order.societies["nation"], order.worlds_in("nation"), PERSONS, 0.5, 9)
    people = among(past, person, order.worlds_in("nation")).frame.population
    assert people.n == 900
    assert people.first == 1800
    life = explain(run, person=person, world="nation")  # what was kept of the person proves it
    assert life.number == person
    assert life.document()["person"] == person


@pytest.mark.usefixtures("_large")
def test_what_a_large_run_takes_is_said_beforehand(order: Order, tmp_path: Path) -> None:
    (one,) = forecasts(order, threads=2)
    assert one.parts == 3
    assert one.why_whole == ()
    said = one.sentence("3 s")
    assert said.startswith("nation: 2,700 persons, 26 ticks, 2 worlds, part by part (3 parts, 2 at a time).")
    assert said.endswith("MiB of disk, 3 s.")
    check_fits([one], tmp_path / "nowhere" / "yet")
    assert forecasts(busy(tmp_path, kept="90%"))[0].why_whole[0].startswith("people have friends in other districts")


@pytest.mark.usefixtures("_large")
def test_what_cannot_fit_is_refused(order: Order, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (one,) = forecasts(order, threads=2)
    monkeypatch.setattr(forecast, "machine_bytes", lambda: one.memory - 1)
    with pytest.raises(
        TooLargeError, match=r"2,700 persons do not fit into memory .* Take --persons [\d_]+ or fewer\."
    ):
        check_fits([one], tmp_path)
    monkeypatch.setattr(forecast, "machine_bytes", lambda: one.memory + 1)
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=10))
    with pytest.raises(TooLargeError, match="does not fit on the disk"):
        check_fits([one], tmp_path)


def test_small_runs_are_not_foretold(order: Order) -> None:
    assert forecasts(order) == []
