"""A society lived part by part gives what it gives tick by tick: the same bits, whatever the parts and the threads."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from scorarium.engine.plan import compile_plan
from scorarium.engine.run import ticks
from scorarium.engine.state import State
from scorarium.engine.step import Life
from scorarium.errors import ScorariumError
from scorarium.outcomes.layout import OUTCOMES
from scorarium.outcomes.part_sums import PartSums
from scorarium.outcomes.portions import Portion
from scorarium.outcomes.replicate import Replicate
from scorarium.outcomes.whole import FROM_COUNTS, LEFT_OUT, ORDERED
from scorarium.society.generate import generate, generate_part
from scorarium.society.recipe import Society, load_society
from scorarium.studies.by_parts import Shelf, live_by_parts, parts_of, why_whole
from scorarium.studies.order import Order, order_run
from scorarium.studies.pieces import live_replicate
from scorarium.studies.progress import Teller
from tests.twin.compare import assert_same

HERE = Path(__file__).parents[2] / "benchmarks"
PERSONS = 4_102
COUNT = 7
SILENT = Teller(None, pieces=1, replicates=1)


def order_of(tmp_path: Path, *changes: tuple[str, str], persons: int = PERSONS, years: float = 0.6) -> Order:
    """The nation of the benchmark, in few districts."""
    text = (HERE / "nation.society.yaml").read_text(encoding="utf-8").replace("5_600", str(COUNT))
    scheme = (HERE / "nation.scheme.yaml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text + scheme
        text, scheme = text.replace(old, new), scheme.replace(old, new)
    (tmp_path / "nation.society.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "nation.scheme.yaml").write_text(scheme, encoding="utf-8")
    return order_run(
        tmp_path / "nation.scheme.yaml", society=tmp_path / "nation.society.yaml", persons=persons, years=years, seed=7
    )


BUSY = (("rate: 9/y", "rate: 90/y"), ("rate: 12/y", "rate: 120/y"), ("detection: 5%", "detection: 30%"))
"""So much happens that lists fill."""


def by_parts_of(order: Order, at_most: int, threads: int, shelf: Shelf | None = None) -> Replicate:
    parts = parts_of(order, "nation", 0, at_most=at_most)
    return live_by_parts(parts, threads=threads, teller=SILENT, shelf=shelf or Shelf())


def assert_states(whole: Life, parts: list[Life]) -> None:
    """Whatever stands for persons, one part behind the other; what is counted, added up."""
    n, own = whole.plan.sizes.persons, [one.complete()._asdict() for one in parts]
    for name, array in whole.complete()._asdict().items():
        if array.ndim and array.shape[-1] == n:
            np.testing.assert_array_equal(array, np.concatenate([one[name] for one in own], axis=-1), err_msg=name)
        elif name.startswith("n_") or name in ("harm", "pub_harm"):
            np.testing.assert_array_equal(array, sum(one[name] for one in own), err_msg=name)


def assert_alike(one: Replicate, other: Replicate) -> None:
    """The same bits; of standard deviations of scores the same but for rounding."""
    a, b = one.flat(), other.flat()
    assert set(a) == set(b)
    for name in a:
        if name.startswith("timing/"):
            continue
        if name.endswith("/squares"):
            assert a[name] == pytest.approx(b[name], rel=1e-12)
        else:
            np.testing.assert_array_equal(a[name], b[name], err_msg=name)


def test_a_part_of_a_society_is_the_same_without_the_rest(tmp_path: Path) -> None:
    order = order_of(tmp_path)
    recipe: Society = order.societies["nation"]
    whole = generate(recipe, persons=PERSONS, seed=7)
    for which in (range(1), range(2, 5), range(COUNT - 1, COUNT)):
        part = generate_part(recipe, which, persons=PERSONS, seed=7)
        own = slice(part.first, part.first + part.n)
        assert part.first % 4 == 0
        for name, codes in part.attributes.items():
            np.testing.assert_array_equal(codes, whole.attributes[name][own])
        for name, levels in part.traits.items():
            np.testing.assert_array_equal(levels, whole.traits[name][own])
        ends = whole.friends_first[own.start], whole.friends_first[own.stop]
        np.testing.assert_array_equal(part.friends + part.first, whole.friends[slice(*ends)])
        np.testing.assert_array_equal(part.district, whole.district[own])


def test_the_states_of_parts_are_those_of_the_whole(tmp_path: Path) -> None:
    order = order_of(tmp_path, *BUSY)
    recipe, worlds = order.societies["nation"], order.worlds_in("nation")
    whole = compile_plan(generate(recipe, persons=PERSONS, seed=7), recipe, worlds, seed=7, replicate=0, years=0.6)
    plans = [
        compile_plan(
            generate_part(recipe, which, persons=PERSONS, seed=7), recipe, worlds, seed=7, replicate=0, years=0.6
        )
        for which in (range(1), range(1, 4), range(4, COUNT))
    ]
    lives = [ticks(plan, threads=1) for plan in plans]
    state: State | None = None
    for _, life in ticks(whole, threads=2, shard=1000):
        assert_states(life, [next(one)[1] for one in lives])
        state = life.complete()
    assert state is not None
    assert state.wrong.any()
    assert (state.on > 0).any()


RARE = (("rate: 9/y", "rate: 0.01/y"), ("rate: 12/y", "rate: 0.01/y"), ("rate: 2/y", "rate: 0.01/y"))
"""So little happens that in most districts nobody has points against them."""


@pytest.mark.parametrize(
    ("changes", "at_most", "threads"), [(BUSY, 1, 1), (BUSY, 1300, 2), (BUSY, PERSONS, 1), (RARE, 1, 1)]
)
def test_outcomes_of_parts_are_those_of_the_whole(
    tmp_path: Path, changes: tuple[tuple[str, str], ...], at_most: int, threads: int
) -> None:
    order = order_of(tmp_path, *changes)
    whole = live_replicate(order, "nation", 0, {}, teller=SILENT)
    parted = by_parts_of(order, at_most, threads)
    kept = [name for name in whole.values.names if name not in LEFT_OUT]
    assert tuple(kept) == parted.values.names
    assert len(kept) > 25
    rows = [whole.values.names.index(name) for name in kept]
    for field in ("value", "groups", "error", "error_of_difference", "group_error"):
        np.testing.assert_array_equal(
            getattr(whole.values, field)[rows], getattr(parted.values, field), err_msg=f"{field}"
        )
    assert whole.values.clusters == parted.values.clusters
    for name, table in whole.tables.items():
        if name not in ORDERED:
            np.testing.assert_array_equal(table, parted.tables[name], err_msg=name)
    for group in ("coords", "persons"):
        for name, array in getattr(whole, group).items():
            np.testing.assert_array_equal(array, getattr(parted, group)[name], err_msg=name)
    for one, other in zip(whole.spreads, parted.spreads, strict=True):
        np.testing.assert_array_equal(one.value, other.value)
        np.testing.assert_array_equal(one.count, other.count)
        assert (one.step, one.total) == (other.step, other.total)
        assert one.sd == pytest.approx(other.sd, rel=1e-9)
    for had, has in zip(whole.histograms, parted.histograms, strict=True):
        for field in ("ticks", "edges", "counts"):
            np.testing.assert_array_equal(getattr(had, field), getattr(has, field))


def test_an_interrupted_run_goes_on_to_the_same_bits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    order = order_of(tmp_path, *BUSY)
    at_once = by_parts_of(order, 1300, 2)
    kept: dict[str, np.ndarray] = {}

    def add(self: PartSums, portion: Portion) -> None:
        if self.parts == 2:
            raise KeyboardInterrupt
        plain(self, portion)

    plain = PartSums.add
    shelf = Shelf(put=kept.update)
    with monkeypatch.context() as patched:
        patched.setattr(PartSums, "add", add)
        with pytest.raises(KeyboardInterrupt):
            by_parts_of(order, 1300, 2, shelf)
    assert int(kept["parts"]) == 2
    assert (shelf.done, shelf.parts) == (2, 4)
    assert_alike(at_once, by_parts_of(order, 1300, 1, Shelf(kept)))


def test_outcomes_made_of_counts_and_those_left_out_are_outcomes() -> None:
    assert not set(FROM_COUNTS) & set(LEFT_OUT)
    assert {*FROM_COUNTS, *LEFT_OUT} <= set(OUTCOMES)


OBSTACLES = [
    (("title: The scheme", "changes: {later: {at: 3mo, stop: true}}\ntitle: The scheme"), "a scheme changes"),
    (("missed: 4%,", "missed: 4%, gallery: city,"), "faces are looked for among everybody"),
    (("pool: [district, group, sex]", "pool: [group, sex]"), "taken for others of any district"),
    (("rate: 9/y,", "rate: {mean: 9/y, law: gamma, shape: 3},"), "drawn by a law"),
]


@pytest.mark.parametrize(("change", "reason"), OBSTACLES, ids=[reason for _, reason in OBSTACLES])
def test_what_ties_people_of_all_districts_together_is_named_and_lived_as_before(
    tmp_path: Path, change: tuple[str, str], reason: str
) -> None:
    order = order_of(tmp_path, change)
    found = parts_of(order, "nation", 0).template.obstacles
    assert len(found) == 1
    assert reason in found[0]
    recipe, worlds = order.societies["nation"], order.worlds_in("nation")
    whole = generate(recipe, persons=PERSONS, seed=7)
    assert compile_plan(whole, recipe, worlds, seed=7, replicate=0, years=0.1).plan.sizes.persons == PERSONS
    part = generate_part(recipe, range(1), persons=PERSONS, seed=7)
    with pytest.raises(ScorariumError, match=reason):
        compile_plan(part, recipe, worlds, seed=7, replicate=0, years=0.1)


def test_friends_elsewhere_and_few_people_are_why_a_society_is_lived_whole(tmp_path: Path) -> None:
    assert "no more than 2,000,000 persons" in why_whole(order_of(tmp_path), "nation")[0]
    many = order_of(tmp_path, ("alike_in: {district: 100%}", "alike_in: {district: 90%}"), persons=3_000_000)
    assert "friends in other districts" in why_whole(many, "nation")[0]
    assert why_whole(order_of(tmp_path, persons=3_000_000), "nation") == ()


@pytest.mark.parametrize("scheme", ["suining-2010", "baoji-honours", "national-trust-score"])
def test_schemes_of_the_library_are_the_same_in_parts(scheme: str) -> None:
    china = load_society("china-2018")
    friends, districts = china.raw["ties"]["friends"], china.raw["districts"]
    changed = {
        "ties": china.raw["ties"] | {"friends": friends | {"alike_in": friends["alike_in"] | {"district": "100%"}}},
        "districts": {name: value for name, value in districts.items() if name != "uneven"} | {"count": 3},
    }
    recipe = Society.model_validate({**china.raw, **changed})
    order = order_run(scheme, society=recipe, persons=1_030, years=0.5, seed=3)
    worlds = order.worlds_in(recipe.name)
    own = order.societies[recipe.name]
    whole = compile_plan(generate(own, persons=1_030, seed=3), own, worlds, seed=3, replicate=0, years=0.5)
    plans = [
        compile_plan(generate_part(own, one, persons=1_030, seed=3), own, worlds, seed=3, replicate=0, years=0.5)
        for one in (range(2), range(2, 3))
    ]
    lives = [ticks(plan, threads=1) for plan in plans]
    for _, life in ticks(whole, threads=1):
        assert_states(life, [next(one)[1] for one in lives])


def test_twin_and_engine_live_the_same_part(tmp_path: Path) -> None:
    order = order_of(tmp_path, *BUSY, persons=2_000)
    recipe = order.societies["nation"]
    part = generate_part(recipe, range(3, 4), persons=2_000, seed=7)
    assert part.first > 0
    assert_same(compile_plan(part, recipe, order.worlds_in("nation"), seed=7, replicate=0, years=0.2))


def test_twin_and_engine_count_persons_beyond_two_billion(tmp_path: Path) -> None:
    order = order_of(tmp_path, *BUSY, persons=2_000)
    recipe = order.societies["nation"]
    part = generate_part(recipe, range(3, 4), persons=2_000, seed=7)
    near = compile_plan(part, recipe, order.worlds_in("nation"), seed=7, replicate=0, years=0.1)
    far = replace(near, plan=near.plan._replace(luck=near.plan.luck._replace(first=2**31 - 4)))
    done = [assert_same(one).final_state().done.sum() for one in (near, far)]
    assert done[0] != done[1]
