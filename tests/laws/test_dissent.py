"""Dissent under a tolerance: three phases, opinions that are kept and not said, nothing where nothing is punished."""

from pathlib import Path
from shutil import copy

import numpy as np
import pytest

from scorarium.engine.plan import CompiledPlan, compile_plan
from scorarium.engine.run import ticks
from scorarium.engine.state import State
from scorarium.outcomes.layout import OUTCOMES
from scorarium.scheme.model import Scheme
from scorarium.scheme.read import load
from scorarium.society.generate import generate
from scorarium.society.recipe import Society
from scorarium.twin.run import run
from scorarium.validation.closed_forms.dissent import (
    Authority,
    complied,
    proportional_defied,
    proportional_hidden,
    uniform_defied,
    uniform_hidden,
)
from tests.twin.compare import assert_same

CASES = Path(__file__).parents[1] / "cases"
PERSONS, DAYS = 20_000, 4
PUBLISHED = Authority(boldness=0.25)
UNIFORM, PROPORTIONAL = 1, 2


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The files as they are, the schemes under the names by which one is like the other."""
    at = tmp_path_factory.mktemp("dissent")
    copy(CASES / "23-dissent.scheme.yaml", at / "dissent-uniform.scheme.yaml")
    copy(CASES / "23-dissent-proportional.scheme.yaml", at / "dissent-proportional.scheme.yaml")
    copy(CASES / "23-dissenters.society.yaml", at / "dissenters.society.yaml")
    return {name: next(at.glob(f"{name}.*")) for name in ("dissent-uniform", "dissent-proportional", "dissenters")}


def plan(files: dict[str, Path], persons: int, days: int = DAYS, **text: str) -> CompiledPlan:
    """Both schemes, each in a world of its own; ``text`` replaces words of the society."""
    own = files["dissenters"]
    for old, new in text.items():
        own.write_text(own.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    place = load(own, "society", Society)
    worlds = {name: [load(files[name], "scheme", Scheme)] for name in ("dissent-uniform", "dissent-proportional")}
    people = generate(place, persons=persons, seed=5)
    return compile_plan(people, place, worlds, seed=5, replicate=0, years=(days + 0.5) / 365.25)


@pytest.fixture(scope="module")
def lived(files: dict[str, Path]) -> State:
    *_, (_, life) = ticks(plan(files, PERSONS))
    return life.complete()


@pytest.mark.statistical
@pytest.mark.parametrize(
    ("world", "phase", "exact"),
    [
        (UNIFORM, "complied", complied(PUBLISHED)),
        (PROPORTIONAL, "complied", complied(PUBLISHED)),
        (UNIFORM, "defied", uniform_defied(PUBLISHED)),
        (PROPORTIONAL, "defied", proportional_defied(PUBLISHED)),
    ],
)
def test_three_phases_at_the_published_thresholds(lived: State, world: int, phase: str, exact: float) -> None:
    share = getattr(lived, phase)[world] / DAYS
    assert abs(share.mean() - exact) <= 4 * share.std() / np.sqrt(PERSONS)


@pytest.mark.statistical
def test_opinions_are_kept_and_not_said(lived: State) -> None:
    assert (lived.wanted[UNIFORM] == lived.wanted[0]).all()
    assert (lived.wanted[PROPORTIONAL] == lived.wanted[0]).all()
    assert (lived.said[0] == lived.wanted[0]).all()
    hidden = 1 - lived.said.sum(axis=1) / lived.wanted.sum(axis=1)
    assert hidden[UNIFORM] == pytest.approx(uniform_hidden(PUBLISHED), abs=0.01)
    assert hidden[PROPORTIONAL] == pytest.approx(proportional_hidden(PUBLISHED), abs=0.01)
    assert hidden[UNIFORM] > hidden[PROPORTIONAL] > 0  # what is punished in proportion is risked sooner


def test_the_twin_says_the_same(files: dict[str, Path]) -> None:
    sim = assert_same(plan(files, 120, 3))
    assert sum(sim.state.censored[UNIFORM]) > 0
    assert sum(sim.state.defied[PROPORTIONAL]) > 0


def test_nobody_weighs_anything_where_that_is_switched_off(files: dict[str, Path]) -> None:
    made = plan(files, 120, 3, **{"strategic: {acts: [dissent], boldness: boldness}": "beliefs: off"})
    assert not made.plan.sizes.voices
    sim = run(made)
    assert sim.state.done[UNIFORM] == sim.state.done[0]
    assert {"self_censored_share", "defied_share", "hidden_opinion_share"} <= set(OUTCOMES)
