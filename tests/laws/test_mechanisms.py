"""Every mechanism of the catalogue against its own absence, and the outcome that it moves, the way its source says.

The example of a mechanism is lived with it and without it, side by side, by the same people with the same luck, so that
whatever does nothing leaves every number where it was. A row of `mechanisms.yaml` says what is taken out (and whatever
names it goes with it) or what is said instead, and which outcomes move up or down. Where a thing is rare, the row
makes it common in both. Nothing here can fail by chance: the luck is always the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import pytest
from ruamel.yaml import YAML

from scorarium.engine.plan import CompiledPlan, compile_plan
from scorarium.engine.refusals import matches, written
from scorarium.engine.run import ticks
from scorarium.outcomes.diary import Diary
from scorarium.outcomes.lived import Lived
from scorarium.outcomes.measure import measure
from scorarium.scheme.aloud.passages import as_text
from scorarium.scheme.document import Document
from scorarium.scheme.model import Scheme
from scorarium.scheme.read import load_scheme, reformed
from scorarium.society.generate import generate
from scorarium.society.population import Population
from scorarium.society.recipe import Society, load_society
from scripts.told import LAW, ROOT, RUNS, data, example, status

Row = dict[str, Any]
ROWS: dict[int, Row] = YAML(typ="safe", pure=True).load((Path(__file__).parent / "mechanisms.yaml").read_text("utf-8"))
MECHANISMS = data()["mechanisms"]
SAID = sorted(number for number, row in MECHANISMS.items() if row[3] == LAW)
REFERRING = ("consequences", "repairs", "exports", "lists")
SEED = 3
OTHERWISE: dict[int, dict[str, Any]] = {98: {"operator.kind": "state", "operator.for": None}}
"""What a scheme says where it must say something."""
D = TypeVar("D", bound=Document)


def nested(patch: Mapping[str, Any]) -> dict[str, Any]:
    """A patch whose keys are paths as one whose keys are words."""
    found: dict[str, Any] = {}
    for path, value in patch.items():
        *above, last = path.split(".")
        inner = found
        for key in above:
            inner = inner.setdefault(key, {})
        inner[last] = value
    return found


def patched(document: D, patch: Mapping[str, Any]) -> D:
    """A declaration that says something else; a psychology by name alone becomes one with words."""
    changes = nested(patch)
    if isinstance(document, Society) and "psychology" in changes:
        changes["psychology"] = {"preset": "deterrence"} | changes["psychology"]
    return reformed(document, changes) if changes else document


def without(scheme: Scheme, path: str) -> Scheme:
    """A scheme without one part, and without what names it; an act: nobody sees it any more."""
    room, _, rest = path.partition(".")
    if room == "acts":
        return reformed(scheme, {"senses": dict(blinded(scheme, rest))})
    *above, last = path.split(".")
    patch = nested({path: None})
    if len(above) == 1 or above == ["score", "rules"]:
        for where, name in naming(scheme, last):
            if f"{where}.{name}" != path:
                patch.setdefault(where, {})[name] = None
    return reformed(scheme, patch)


def blinded(scheme: Scheme, act: str) -> Iterator[tuple[str, Any]]:
    """Patches of the senses that see an act."""
    for name, sense in scheme.senses.items():
        if act in sense.sees:
            is_table = any(one is not None for one in sense.sees.values())
            rest = {act: None} if is_table else [one for one in sense.sees if one != act]
            yield name, None if len(sense.sees) == 1 else {"sees": rest}


def naming(scheme: Scheme, wanted: str) -> Iterator[tuple[str, str]]:
    """Parts of a scheme in whose declaration a name stands."""
    for where in REFERRING:
        for name, part in getattr(scheme, where).items():
            if wanted in words(part.model_dump(exclude_unset=True)):
                yield where, name


def words(value: Any) -> set[str]:
    """Every word that stands somewhere in a declaration."""
    if isinstance(value, Mapping):
        return {str(key) for key in value}.union(*(words(one) for one in value.values()))
    if isinstance(value, list | tuple | set | frozenset):
        return set[str]().union(*(words(one) for one in value))
    return {str(value)}


def schemes_of(number: int, row: Row) -> tuple[Scheme, Scheme | None]:
    """The example of a mechanism with it and without it; none at all where it is compared to the world without."""
    found = load_scheme(row["under"]) if "under" in row else example(MECHANISMS[number][2])
    assert isinstance(found, Scheme)
    found = patched(found, row.get("with", {}))
    if row.get("beside") == "none":
        return found, None
    if "without" in row:
        return found, without(found, row["without"])
    return found, patched(found, row.get("instead", {}))


@cache
def place(name: str, persons: int) -> tuple[Society, Population]:
    """A society and some people of it."""
    society = load_society(ROOT / name if name.endswith(".yaml") else name)
    return society, generate(society, persons=persons, seed=SEED)


def outcomes_of(plan: CompiledPlan) -> dict[str, tuple[float, ...]]:
    """What comes of each world, the one without any scheme first; a world that lacks an outcome has nought of it."""
    diary = Diary(plan)
    for t, life in ticks(plan, threads=1):
        diary.note(life.running, t, life.of_firms)
    found = diary.lived(life.complete())
    values = measure(found, with_errors=False)
    outcomes = dict(zip(values.names, np.nan_to_num(values.value), strict=True))
    return {name: tuple(map(float, row)) for name, row in (outcomes | counted(found)).items()}


def counted(found: Lived) -> dict[str, Any]:
    """Acts by kind, and by scheme the scores and the ticks on lists; the outcomes hold the rest."""
    labels, state = found.compiled.labels, found.state
    by_act = {f"done {act}": found.series.n_done[:, :, k].sum(axis=0) for k, act in enumerate(labels.kinds)}
    on = [state.listed_ticks[found.plan.lists.scheme == s].sum() for s in range(len(found.schemes))]
    scores = state.score.sum(axis=1, dtype=np.float64)
    return by_act | {"score": [0.0, *scores], "listed": [0.0, *on]}


def pair(number: int, row: Row) -> tuple[dict[str, tuple[float, ...]], dict[str, tuple[float, ...]], int, int]:
    """Outcomes with a mechanism and without it, and which world of each is meant."""
    this, other = schemes_of(number, row)
    persons, years = row.get("lived", (2_000, 1.0))
    society, people = place(row.get("in", this.home or "plain"), persons)
    if patch := row.get("among"):
        society = patched(society, patch)
        people = generate(society, persons=persons, seed=SEED)

    def run(among: Society, of: Population, worlds: dict[str, list[Scheme]]) -> dict[str, tuple[float, ...]]:
        return outcomes_of(compile_plan(of, among, worlds, seed=SEED, replicate=0, years=years))

    if "on" in row or "off" in row:
        kinds = [patched(society, row.get(how, {})) for how in ("on", "off")]
        here, there = (run(kind, generate(kind, persons=persons, seed=SEED), {"with": [this]}) for kind in kinds)
        return here, there, 1, 1
    if other is None:
        found = run(society, people, {"with": [this]})
        return found, found, 1, 0
    found = run(society, people, {"with": [this], "without": [other]})
    return found, found, 1, 2


@pytest.mark.parametrize("number", ROWS)
def test_what_is_taken_out_is_missed(number: int) -> None:
    """Each outcome of the row is another without it, on the side that the row says."""
    row = ROWS[number]
    here, there, w, v = pair(number, row)
    for outcome, way in row["moves"].items():
        first, second = here[outcome][w], there[outcome][v] if outcome in there else 0.0
        assert first > second if way == "up" else first < second, (MECHANISMS[number][0], outcome, first, second)


def test_what_is_left_alone_is_not_missed() -> None:
    """The comparison itself finds nothing where nothing was taken out, nor where what is taken out is for the law."""
    for row in ({}, {"without": "operator.level"}):
        here, there, w, v = pair(31, row)
        assert [name for name in here if here[name][w] != there[name][v]] == []


def test_every_mechanism_that_runs_has_a_row() -> None:
    running = [number for number, (_, where, name, _) in MECHANISMS.items() if status(where, name) == RUNS]
    assert set(running) - {*ROWS, *SAID} == set()
    assert all(way in ("up", "down") for row in ROWS.values() for way in row["moves"].values())
    assert all(row["moves"] for row in ROWS.values())


@pytest.mark.parametrize("number", SAID)
def test_what_is_for_the_law_is_said(number: int) -> None:
    """No number of a run depends on it; who reads the scheme aloud hears it."""
    scheme = example(MECHANISMS[number][2])
    assert isinstance(scheme, Scheme)
    pattern = str(MECHANISMS[number][1]).partition(":")[2].partition("=")[0]
    paths = [".".join(path) for path, _ in written(scheme) if matches(path, pattern)]
    assert paths, pattern
    other = reformed(scheme, nested(dict.fromkeys(paths) | OTHERWISE.get(number, {})))
    assert as_text(scheme) != as_text(other)
