"""Numbers that a study varies: found, put to other values, tried, and what is said of them."""

import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import xarray as xr

from scorarium.errors import DeclarationError
from scorarium.scheme.read import load_scheme
from scorarium.studies.design import load_study
from scorarium.studies.indices import indices
from scorarium.studies.order import Order, as_declared, from_declared, order_study
from scorarium.studies.points import order_at
from scorarium.studies.progress import Progress
from scorarium.studies.run import InterruptedRunError, Run, load_run, make_run
from scorarium.studies.sample import MissingLibraryError, complaint_of, design, n_points
from scorarium.studies.sensitivity import depends_on, one_outcome
from scorarium.studies.vary import Method, Varied, Varying, assumed_in, at_path, is_value, put
from tests.unit.studies.files import write_files

ISHIGAMI = tuple(
    Varied(f"x.{name}", "x", ((name,),), 0.0, -math.pi, math.pi, "number") for name in ("one", "two", "three")
)
SAMPLES: dict[Method, int] = {"saltelli": 64, "morris": 12, "latin_hypercube": 60, "one_at_a_time": 2, "grid": 4}
SENSES = "senses: {police: {detection: {value: 50%, range: [20%, 90%], basis: assumed}}}"
POINTS = (
    "score: {rules: {speed: {points: {value: -10, range: [-20, +5], basis: assumed},"
    " lasts: {value: 1y, range: [6mo, 2y], basis: derived}}}}"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_files(tmp_path)
    (tmp_path / "unsure.scheme.yaml").write_text(
        f"scorarium: 1\nkind: scheme\nname: unsure\nlike: merit\n{SENSES}\n{POINTS}\n", encoding="utf-8"
    )
    return tmp_path


def ordered(folder: Path, vary: str, worlds: str = "{a: {scheme: unsure}}", rest: str = "") -> Order:
    path = folder / "own.study.yaml"
    head = "scorarium: 1\nkind: study\nsociety: bare\nyears: 0.25\nseed: 5\n"
    path.write_text(f"{head}worlds: {worlds}\nvary: {vary}\n{rest}", encoding="utf-8")
    return order_study(load_study(path))


def names(order: Order) -> list[str]:
    assert order.vary is not None
    return [one.name for one in order.vary.numbers]


# ------------------------------------------------------------------------------------------------- which, and how put


def test_what_says_that_it_is_assumed_is_found(folder: Path) -> None:
    found = assumed_in("unsure", load_scheme(folder / "unsure.scheme.yaml").raw)
    assert [(one.name, one.value, one.low, one.high, one.dimension) for one in found] == [
        ("unsure.senses.police.detection", 0.5, 0.2, 0.9, "share"),
        ("unsure.score.rules.speed.points", -10.0, -20.0, 5.0, "whole"),
    ]


def test_all_are_those_of_the_files_and_those_that_the_engine_reads(folder: Path) -> None:
    found = names(ordered(folder, "{assumed: all, method: morris}"))
    assert found[:2] == ["unsure.senses.police.detection", "unsure.score.rules.speed.points"]
    assert "bare.psychology.severity_exponent" in found
    assert "bare.psychology.income_pressure" not in found, "nothing loads on income"
    assert "unsure.visibility.rules_known_by" in found


def test_some_are_chosen_by_name(folder: Path) -> None:
    assert names(ordered(folder, "{assumed: [unsure.senses], method: one_at_a_time}")) == [
        "unsure.senses.police.detection"
    ]
    assert names(ordered(folder, "{bare.acts.speeding.rate: [10/y, 30/y], method: grid}")) == [
        "bare.acts.speeding.rate"
    ]
    assert names(ordered(folder, "{tiers.fair.from: [40, 60], method: grid}")) == ["unsure.tiers.fair.from"]


@pytest.mark.parametrize(
    ("vary", "sentence"),
    [
        ("{assumed: [unsure.sense]}", "no assumed number with a range"),
        ("{unsure.senses.police.sees: [1, 2]}", "no number of these worlds"),
        ("{psychology.memory.x: [1, 2]}", "no number of these worlds"),
        ("{assumed: all, samples: 100}", "no power of two"),
        ("{assumed: all, samples: 4, method: latin_hypercube}", "too few for so many numbers"),
        ("{assumed: all, samples: 9, method: grid}", "points"),
        ("{method: morris}", "varies nothing"),
    ],
)
def test_what_cannot_be_varied(folder: Path, vary: str, sentence: str) -> None:
    with pytest.raises(DeclarationError, match=sentence):
        ordered(folder, vary)


def test_a_number_in_two_declarations_must_be_named_whole(folder: Path) -> None:
    worlds = "{a: {scheme: unsure}, b: {scheme: mild}}"
    with pytest.raises(DeclarationError, match=r"write one of unsure\.tiers\.fair\.from, mild\.tiers\.fair\.from"):
        ordered(folder, "{tiers.fair.from: [40, 60], method: grid}", worlds)


def test_numbers_are_put_where_they_stand_and_nowhere_else(folder: Path) -> None:
    order = ordered(folder, "{assumed: all, bare.acts.speeding.rate: [10/y, 30/y], method: morris}")
    assert order.vary is not None
    values = np.array([one.high for one in order.vary.numbers])
    there = order_at(order, values)
    scheme, society = there.worlds["a"].schemes[0], there.societies["bare"]
    assert scheme.luck_root == "merit"
    for one in order.vary.numbers:
        raw = scheme.raw if one.document == "unsure" else society.raw
        for path in one.paths:
            node = at_path(raw, path)
            assert is_value(node.get("value") if isinstance(node, dict) else node, one.high), one.name
    declared = order_at(order, np.array([one.value for one in order.vary.numbers]))
    for old, new in zip(order.worlds["a"].schemes, declared.worlds["a"].schemes, strict=True):
        assert new.score == old.score
    assert order.worlds["a"].schemes[0].raw == load_scheme(folder / "unsure.scheme.yaml").raw, (
        "nothing is changed in place"
    )


def test_what_a_reform_has_changed_is_another_number(folder: Path) -> None:
    worlds = "{a: {scheme: unsure}, b: {scheme: unsure, reform: {senses: {police: {detection: 10%}}}}}"
    order = ordered(folder, "{assumed: [unsure.senses], method: one_at_a_time}", worlds)
    there = order_at(order, np.array([0.9]))
    assert there.worlds["a"].schemes[0].raw["senses"]["police"]["detection"]["value"] == 0.9
    assert there.worlds["b"].schemes[0].raw["senses"]["police"]["detection"] == "10%"


def test_the_words_of_every_dimension_are_read_back() -> None:
    for raw in ("35%", "6/y", "30d", "0.2 days-income", 1.5):
        assert not assumed_in("x", {"n": {"value": raw, "range": [raw, raw], "basis": "assumed"}}), "no width, no range"
    for low, high in (("35%", "40%"), ("6/y", "9/y"), ("30d", "2y"), ("0.2 days-income", "3 days-income"), (1.5, 2.5)):
        [found] = assumed_in("x", {"n": {"value": low, "range": [low, high], "basis": "assumed"}})
        assert is_value(put({"n": low}, [found], [found.high])["n"], found.high), low


def test_an_order_that_varies_is_made_again(folder: Path) -> None:
    order = ordered(folder, "{assumed: all, method: morris}")
    declared = as_declared(order)
    assert as_declared(from_declared(declared)) == declared
    assert from_declared(declared).vary == order.vary


# --------------------------------------------------------------------------------------------------- points and indices


@pytest.mark.parametrize("method", SAMPLES)
def test_a_design_lies_in_the_ranges_and_is_always_the_same(method: Method) -> None:
    varying = Varying(method, SAMPLES[method], ISHIGAMI)
    points = design(varying, 7)
    assert points.shape == (n_points(varying), 3)
    assert (np.abs(points) <= math.pi).all()
    assert np.array_equal(points, design(varying, 7))
    assert complaint_of(varying) is None
    assert all(len(np.unique(column)) > 1 for column in points.T)


@pytest.mark.parametrize("method", ["saltelli", "morris", "latin_hypercube"])
def test_without_its_library_a_design_says_what_to_install(method: Method, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scorarium.studies.sample.find_spec", lambda name: None)
    with pytest.raises(MissingLibraryError, match=r"pip install 'scorarium\[sensitivity\]'"):
        design(Varying(method, 8, ISHIGAMI), seed=1)


def test_sobol_indices_are_those_on_paper() -> None:
    """Ishigami & Homma (1990) with a = 7, b = 0.1: total indices 0.5576, 0.4424, 0.2437; first 0.3139, 0.4424, 0."""
    varying = Varying("saltelli", 4096, ISHIGAMI)
    points = design(varying, 3)
    y = np.sin(points[:, 0]) + 7 * np.sin(points[:, 1]) ** 2 + 0.1 * points[:, 2] ** 4 * np.sin(points[:, 0])
    found = {one.number[2:]: one for one in indices(varying, points, y, 3)}
    assert list(found) == ["one", "two", "three"]
    for name, total, first in (("one", 0.5576, 0.3139), ("two", 0.4424, 0.4424), ("three", 0.2437, 0.0)):
        assert found[name].value == pytest.approx(total, abs=0.03)
        assert found[name].first == pytest.approx(first, abs=0.05)
        assert found[name].low < total < found[name].high


@pytest.mark.parametrize("method", SAMPLES)
def test_what_moves_most_comes_first(method: Method) -> None:
    varying = Varying(method, SAMPLES[method], ISHIGAMI)
    points = design(varying, 7)
    found = indices(varying, points, 4 * points[:, 2] - points[:, 0], 7)
    assert [one.number for one in found] == ["x.three", "x.one", "x.two"]
    assert found[0].value > 0.7
    assert found[2].value == pytest.approx(0.0, abs=0.03)
    assert indices(varying, points, np.full(len(points), 2.5), 7) == []


def test_a_result_that_turns_over_depends_on_what_carries_it(folder: Path) -> None:
    order = replace(ordered(folder, "{assumed: all, method: morris}"), vary=Varying("one_at_a_time", 2, ISHIGAMI))
    assert order.vary is not None
    points = design(order.vary, 1)
    y = 1.0 + points[:, 0]
    clear: dict[str, Any] = {"value": 2.0, "difference": {"value": 1.0, "interval": [0.5, 1.5]}}
    assert one_outcome(order, points, y, clear, is_gap=True)["depends_on"] == ["x.one"]
    assert one_outcome(order, points, y + 9, clear, is_gap=True)["depends_on"] == []
    unclear: dict[str, Any] = {"value": 2.0, "difference": {"value": 1.0, "interval": [-0.5, 2.5]}}
    assert one_outcome(order, points, y, unclear, is_gap=True)["depends_on"] == [], (
        "what is no result turns over nothing"
    )
    assert depends_on([]) == []


# ----------------------------------------------------------------------------------------------------------------- runs

VARY = "{assumed: [unsure], bare.acts.speeding.rate: [5/y, 40/y], method: morris, samples: 2}"


@pytest.fixture(scope="module")
def varied(tmp_path_factory: pytest.TempPathFactory) -> tuple[Order, Run]:
    place = tmp_path_factory.mktemp("varied")
    write_files(place)
    (place / "unsure.scheme.yaml").write_text(
        f"scorarium: 1\nkind: scheme\nname: unsure\nlike: merit\n{SENSES}\n{POINTS}\n", encoding="utf-8"
    )
    order = ordered(place, VARY, rest="replicates: 2\n")
    return order, make_run(order)


def test_a_study_says_on_what_it_hangs(varied: tuple[Order, Run]) -> None:
    order, run = varied
    found = run.document["sensitivity"]
    assert order.vary is not None
    assert found["points"] == n_points(order.vary) == len(run.dataset["point"])
    assert [one["name"] for one in found["numbers"]] == names(order)
    prevented = found["worlds"]["a"]["harm_mean"]
    assert {one["number"] for one in found["worlds"]["none"]["harm_mean"]["indices"]} == {"bare.acts.speeding.rate"}
    assert prevented["of"] == "difference"
    low, high = prevented["range"]
    gaps = run.dataset["varied_difference"].sel(world="a", outcome="harm_mean").values
    assert (low, high) == (gaps.min(), gaps.max())
    assert low < high


def test_a_point_is_the_study_at_other_numbers(varied: tuple[Order, Run]) -> None:
    order, run = varied
    point = run.dataset["varied"].values[3]
    alone = make_run(order_at(order, point))
    there = run.dataset["varied_value"].isel(point=3)
    for outcome in ("harm_mean", "welfare_mean", "detection_recall"):
        expected = alone.dataset[outcome].sel(world="a").mean().item()
        assert there.sel(world="a", outcome=outcome).item() == pytest.approx(expected, rel=1e-12)


def test_interrupted_at_a_point_it_goes_on_there(varied: tuple[Order, Run], tmp_path: Path) -> None:
    order, whole = varied

    def stop(progress: Progress) -> None:
        if progress.doing == "vary" and progress.replicate == 4:
            raise KeyboardInterrupt

    with pytest.raises(InterruptedRunError, match=r"stopped after 3 of \d+ points") as stopped:
        make_run(order, out=tmp_path / "here", progress=stop)
    assert stopped.value.run is not None
    assert stopped.value.run.document["complete"] is False
    assert "sensitivity" not in stopped.value.run.document
    lived: list[int] = []
    again = make_run(
        order, out=tmp_path / "here", progress=lambda one: lived.append(one.replicate) if one.doing == "vary" else None
    )
    assert min(lived) == 4
    assert again.document["sensitivity"] == whole.document["sensitivity"]
    xr.testing.assert_identical(again.dataset, whole.dataset)
    assert load_run(tmp_path / "here").document["complete"] is True


def test_workers_change_nothing(varied: tuple[Order, Run]) -> None:
    order, whole = varied
    run = make_run(order, workers=2)
    assert run.document["worlds"] == whole.document["worlds"]
    assert run.document["sensitivity"] == whole.document["sensitivity"]
    xr.testing.assert_identical(run.dataset, whole.dataset)


def test_a_corner_that_is_faulty_is_refused_before_anybody_lives(folder: Path) -> None:
    order = ordered(folder, "{bare.attributes.sex.shares.female: [50%, 90%], method: one_at_a_time}")
    with pytest.raises(DeclarationError, match="with every varied number at its highest"):
        make_run(order)
