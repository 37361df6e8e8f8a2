"""Runs of small worlds from files: what comes out, how it goes on after an interruption, when it stops by itself."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import xarray as xr

import scorarium
from scorarium.errors import DeclarationError
from scorarium.outcomes.layout import OUTCOMES
from scorarium.quantities import parse_duration
from scorarium.studies.execute import LEAST_FOR_UNTIL
from scorarium.studies.order import Order, order_run
from scorarium.studies.progress import Progress
from scorarium.studies.run import InterruptedRunError, Run, load_run, make_run
from tests.unit.studies.files import write_files


@pytest.fixture(scope="module")
def order(tmp_path_factory: pytest.TempPathFactory) -> Order:
    files = write_files(tmp_path_factory.mktemp("files"))
    asked = [files / "merit.scheme.yaml", files / "mild.scheme.yaml"]
    return order_run(asked, society=files / "bare.society.yaml", years=0.5, replicates=3, seed=5)


@pytest.fixture(scope="module")
def run(order: Order) -> Run:
    return make_run(order)


def without_time(document: Any) -> dict[str, Any]:
    return {name: part for name, part in document.items() if name not in ("timing", "dir")}


def test_a_run_is_kept_and_read_again(order: Order, tmp_path: Path) -> None:
    run = make_run(order, out=tmp_path / "here")
    again = load_run(tmp_path / "here")
    assert run.dir == tmp_path / "here"
    assert again.document == run.document
    xr.testing.assert_identical(again.dataset, run.dataset)
    xr.testing.assert_identical(again.persons, run.persons)
    assert sorted(path.name for path in run.dir.iterdir()) == ["data.nc", "declaration.json", "persons.nc", "run.json"]


def test_a_run_is_made_again_from_what_is_kept(order: Order, run: Run, tmp_path: Path) -> None:
    assert run.dir is None
    again = make_run(run.order(), runs=tmp_path)
    assert again.dir == tmp_path / run.id
    assert without_time(again.document) == without_time(run.document)
    xr.testing.assert_identical(again.dataset, run.dataset)


def test_an_interruption_keeps_what_is_finished(order: Order, run: Run, tmp_path: Path) -> None:
    def stop(progress: Progress) -> None:
        if progress.replicate == 3 and progress.tick == 5:
            raise KeyboardInterrupt

    with pytest.raises(InterruptedRunError) as stopped:
        make_run(order, out=tmp_path / "half", progress=stop)
    assert (stopped.value.finished, stopped.value.asked) == (2, 3)
    half = load_run(tmp_path / "half")
    assert half.document["replicates"] == 2
    assert half.document["complete"] is False
    assert half.dataset.sizes["replicate"] == 2

    lived: list[int] = []
    whole = make_run(order, out=tmp_path / "half", progress=lambda progress: lived.append(progress.replicate))
    assert set(lived) == {3}, "what was finished is not lived again"
    assert not (tmp_path / "half" / "parts").exists()
    assert whole.document["complete"] is True
    xr.testing.assert_identical(whole.dataset, run.dataset)


def test_parts_of_another_run_are_not_its_own(order: Order, tmp_path: Path) -> None:
    def stop(progress: Progress) -> None:
        if progress.replicate == 2:
            raise KeyboardInterrupt

    with pytest.raises(InterruptedRunError):
        make_run(order, out=tmp_path / "x", progress=stop)
    other = make_run(replace(order, seed=6), out=tmp_path / "x")
    xr.testing.assert_identical(other.dataset, make_run(replace(order, seed=6)).dataset)


def test_an_interruption_before_anything_is_finished(order: Order, tmp_path: Path) -> None:
    def stop(progress: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(InterruptedRunError) as stopped:
        make_run(order, out=tmp_path / "x", progress=stop)
    assert stopped.value.run is None
    assert not (tmp_path / "x" / "run.json").exists()


def test_progress_goes_from_nought_to_one(order: Order) -> None:
    seen: list[Progress] = []
    make_run(order, progress=seen.append)
    done = [progress.done for progress in seen]
    assert done == sorted(done)
    assert 0.0 <= done[0] < 0.05
    assert done[-1] == 1.0
    assert {moment.doing for moment in seen} == {"society", "compile", "live", "measure"}
    assert seen[-2].seconds_left is not None
    assert all(progress.seconds_left is None or progress.seconds_left >= 0.0 for progress in seen)


def test_it_stops_when_it_is_precise_enough(order: Order) -> None:
    run = make_run(replace(order, replicates=30, until={"good_acts_mean": 1e6}))
    assert run.document["replicates"] == LEAST_FOR_UNTIL
    assert (run.document["replicates_asked"], run.document["complete"]) == (30, True)
    never = make_run(replace(order, replicates=6, until={"harm_mean": 1e-9}))
    assert never.document["replicates"] == 6


def test_the_same_society_under_other_luck(order: Order, run: Run) -> None:
    same = make_run(replace(order, same_society=True))
    sizes = same.dataset["district_size"].values
    assert (sizes == sizes[:, :1]).all()
    done = same.dataset["acts_done_over_time"].sum(("time", "act")).values
    assert len(np.unique(done)) > 1
    others = run.dataset["group_size"].values
    assert (others != others[:, :1]).any()


def test_threads_change_nothing(order: Order, run: Run) -> None:
    for threads in (1, 2):
        xr.testing.assert_identical(make_run(order, threads=threads).dataset, run.dataset)


def test_more_replicates_keep_those_there_are(order: Order, run: Run) -> None:
    fewer = make_run(replace(order, replicates=1)).dataset
    for name in ("welfare_mean", "acts_done_over_time", "refused_demands", "welfare_mean_by_group"):
        xr.testing.assert_equal(run.dataset[name].sel(replicate=[0]), fewer[name])


def test_a_burn_in_is_lived_and_not_counted(order: Order, files: Path) -> None:
    whole = make_run(replace(order, replicates=1))
    late = make_run(replace(order, replicates=1, burn_in=parse_duration("20w")))
    xr.testing.assert_equal(whole.dataset["acts_done_over_time"], late.dataset["acts_done_over_time"])
    counted = late.dataset["acts_done_over_time"].isel(time=slice(20, None)).sel(act="helping").sum("time")
    per_year = counted.values[0] / 100 / (6 * 7 / 365.25)
    assert late.dataset["good_acts_mean"].values[:, 0] == pytest.approx(per_year)
    assert late.document["burn_in"] == 20
    # scores go on from the burn-in
    xr.testing.assert_equal(whole.dataset["score_mean"], late.dataset["score_mean"])


def test_worlds_of_another_society_have_a_none_of_their_own(files: Path) -> None:
    text = """
scorarium: 1
kind: study
society: bare
worlds: {here: {scheme: merit}, there: {scheme: merit, society: far}}
persons: 60
years: 0.5
replicates: 2
"""
    (files / "two.study.yaml").write_text(text, encoding="utf-8")
    run = scorarium.study(files / "two.study.yaml")
    assert run.worlds == ("none", "here", "none@far", "there")
    here = run.dataset["estimate"].sel(outcome="welfare_mean", bound="value")
    gap = run.dataset["difference"].sel(outcome="welfare_mean", bound="value")
    assert float(gap.sel(world="there")) == pytest.approx(float(here.sel(world="there") - here.sel(world="none@far")))
    assert float(gap.sel(world="here")) == pytest.approx(float(here.sel(world="here") - here.sel(world="none")))
    alone = scorarium.run(
        files / "merit.scheme.yaml", society=files / "far.society.yaml", persons=60, years=0.5, replicates=2
    )
    assert run.document["worlds"]["there"] == alone.document["worlds"]["merit"] | {
        "schemes": run.document["worlds"]["there"]["schemes"]
    }


def test_what_the_engine_cannot_hold_is_refused(files: Path) -> None:
    path = files / "huge.scheme.yaml"
    path.write_text(
        "scorarium: 1\nkind: scheme\nname: huge\nsenses: {o: {kind: registry, sees: [speeding], detection: 50%}}\n"
        "score: {kind: points, start: 0, rules: {fast: {on: speeding, points: -40000, lasts: 1y}}}\n",
        encoding="utf-8",
    )
    with pytest.raises(DeclarationError, match="more points than the engine can hold"):
        scorarium.run(path, society=files / "bare.society.yaml", years=0.1)


def test_the_front_door(files: Path) -> None:
    run = scorarium.run(files / "merit.scheme.yaml", society=files / "bare.society.yaml", years=0.25, burn_in="1w")
    assert isinstance(run, Run)
    assert repr(run).startswith(f"<Run {run.id}: none, merit; 100 persons, 13 ticks of 1w, 1 replicate")
    assert set(scorarium.__all__) <= set(dir(scorarium))
    with pytest.raises(AttributeError, match="scorarium has no 'simulate'"):
        scorarium.simulate  # noqa: B018


def test_the_document_keeps_the_contract(run: Run) -> None:
    document = json.loads(json.dumps(run.document, allow_nan=False))
    assert list(document)[:4] == ["scorarium", "run", "dir", "seed"]
    assert (document["persons"], document["ticks"], document["tick"], document["replicates"]) == (100, 26, "1w", 3)
    assert list(document["worlds"]) == ["none", "merit", "mild"]
    assert "schemes" not in document["worlds"]["none"]
    assert "wrongful_entries" in document["worlds"]["merit"]["outcomes"]
    assert "wrongful_entries" not in document["worlds"]["none"]["outcomes"], "nought by fact is not measured"
    merit = document["worlds"]["merit"]
    welfare = merit["outcomes"]["welfare_mean"]
    assert set(welfare) >= {"value", "unit", "interval", "difference", "noise_floor", "groups"}
    assert set(welfare["groups"]) == {"sex"}
    assert set(welfare["groups"]["sex"]) == {"female", "male"}
    assert len(welfare["interval"]) == len(welfare["difference"]["interval"]) == 2
    for world in document["worlds"].values():
        for name, row in world["outcomes"].items():
            assert row["unit"] == OUTCOMES[name].unit
            assert row["interval"] == [] or row["interval"][0] <= row["value"] <= row["interval"][1]
    appeals = merit["outcomes"]["appeal_days"]
    assert appeals["quantiles"]["0.5"] == appeals["value"] <= appeals["quantiles"].get("0.95", np.inf)
    scheme = merit["schemes"]["merit"]
    assert sum(scheme["score"]["shares"].values()) == pytest.approx(1.0)
    assert all(str(int(key)) == key for key in scheme["score"]["shares"])
    mean = sum(int(key) * share for key, share in scheme["score"]["shares"].items())
    assert scheme["score"]["mean"] == pytest.approx(mean)
    upto = np.cumsum(list(scheme["score"]["shares"].values()))
    for share, at in scheme["score"]["quantiles"].items():
        row = list(scheme["score"]["shares"]).index(str(at))
        assert upto[row] >= float(share) - 1e-9
        assert row == 0 or upto[row - 1] < float(share)
    assert sum(scheme["tiers"].values()) == pytest.approx(1.0)
    assert set(scheme["lists"]) == {"named", "praised"}
    assert set(scheme["lists"]["named"]) == {"share", "entered", "left"}
    assert document["timing"]["person_ticks"] == 100 * 26 * 3 * 3
    assert set(document["timing"]) >= {"compile_s", "society_s", "simulate_s", "candidates_per_person_tick"}
    assert set(document["provenance"]) == {"declaration_sha256", "code_sha256", "versions"}


def test_a_list_has_as_many_as_entered_less_those_who_left(run: Run) -> None:
    own = run.dataset["listed_over_time"].sel(listing="own").isel(time=-1).sum("replicate")
    flow = (run.dataset["list_entered"] - run.dataset["list_left"]).sum("replicate")
    assert (own.values == flow.values).all()
    assert run.dataset["list_entered"].values.sum() > 0
    for name, row in run.document["worlds"]["merit"]["schemes"]["merit"]["lists"].items():
        here = run.dataset.sel(list=f"merit/merit/{name}")
        assert (row["entered"], row["left"]) == (int(here["list_entered"].sum()), int(here["list_left"].sum()))


def test_an_effect_is_what_a_person_has_more_than_in_none(run: Run) -> None:
    welfare, effect = run.persons["welfare"], run.persons["effect"]
    assert np.allclose(effect, welfare - welfare.sel(world="none"), atol=1e-4)
    assert (effect.sel(world="none") == 0).all()
    assert (effect.sel(world="merit") != 0).any()
    mean = float(run.dataset["welfare_mean"].sel(world="merit", replicate=0))
    assert float(welfare.sel(world="merit").mean()) == pytest.approx(mean, rel=1e-5)


def test_districts_and_groups_hold_everybody(run: Run) -> None:
    assert (run.dataset["district_size"].sum("district") == 100).all()
    assert (run.dataset["group_size"].sum("group") == 100).all()
    by_district = (run.dataset["welfare_by_district"] * run.dataset["district_size"]).sum("district") / 100
    assert np.allclose(by_district.squeeze("society").transpose("world", "replicate"), run.dataset["welfare_mean"])


def test_everything_in_the_dataset_has_a_unit(run: Run) -> None:
    dataset = run.dataset
    assert [name for name, variable in dataset.data_vars.items() if "units" not in variable.attrs] == []
    assert set(dataset.dims) >= {"world", "replicate", "group", "time", "act", "service", "scheme", "list", "district"}


def test_score_histograms_count_everybody(run: Run) -> None:
    dataset = run.dataset
    assert (dataset["score_hist"].sum("bin") == 100 * 3).all()
    assert (dataset["score_count"].sum("cell") == 100 * 3).all()
    edges, counts = dataset["score_edge"].values[0], dataset["score_hist"].values[-1, 0]
    middle = (counts * edges[:-1]).sum() / counts.sum()
    assert middle <= float(dataset["score_mean"][0]) <= middle + (edges[1] - edges[0])


def test_tier_moves_count_everybody(run: Run) -> None:
    moves = run.dataset["tier_moves"]
    assert (moves.sum(("tier", "tier_next")) == 100).all()
    after, before = moves.isel(move=0).sum("tier"), moves.isel(move=1).sum("tier_next")
    assert (after.values == before.values).all()
