"""What is shipped is ready to run: nothing in it is refused, it fits its home, and every figure says whence."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

import scorarium
from scorarium.engine.refusals import refusals, written
from scorarium.quantities import Duration, Number, Source
from scorarium.scheme.library import shipped
from scorarium.scheme.model import Scheme
from scorarium.scheme.read import load_scheme
from scorarium.society.recipe import load_society
from scorarium.studies.check import check_files

SHIPPED = shipped("scheme")
FICTION = {"hypothetical", "fictional"}


def sources(scheme: Scheme) -> Iterator[tuple[str, Source]]:
    """Every number of a scheme that says where it comes from, with its path."""
    for path, value in written(scheme):
        if isinstance(value, Number):
            plain = [value.default] if value.default is not None else []
            plain += [inner for axis in (value.by, *value.times) if axis is not None for _, inner in axis.cases]
            yield from ((".".join(path), one.source) for one in plain)
        elif isinstance(value, Duration):
            yield ".".join(path), value.source


def test_the_catalogue_is_there() -> None:
    assert len(SHIPPED) >= 13


@pytest.mark.parametrize("name", SHIPPED)
def test_nothing_is_refused(name: str) -> None:
    scheme = load_scheme(name)
    society = load_society(scheme.home or "plain")
    assert [str(fault) for fault in refusals(scheme, society)] == []


@pytest.mark.parametrize("name", SHIPPED)
def test_it_fits_its_home(name: str) -> None:
    society = shipped("society")[load_scheme(name).home or "plain"]
    assert [str(fault) for fault in check_files([SHIPPED[name], society])] == []


@pytest.mark.parametrize("name", SHIPPED)
def test_its_home_has_what_it_sees_and_shuts(name: str) -> None:
    """A society may lack what the vocabulary knows; in its home a scheme has something to look at."""
    scheme = load_scheme(name)
    society = load_society(scheme.home or "plain")
    seen = {act for sense in scheme.senses.values() for act in sense.sees}
    doors = {one.service for one in scheme.consequences.values() if one.service is not None}
    assert (seen - set(society.acts), doors - set(society.services)) == (set(), set())


@pytest.mark.parametrize("name", SHIPPED)
def test_it_says_what_it_is(name: str) -> None:
    scheme = load_scheme(name)
    missing = [word for word in ("references", "aim", "summary", "fidelity", "year") if not getattr(scheme, word)]
    assert missing == []
    assert scheme.home is not None or scheme.fidelity in FICTION


@pytest.mark.parametrize("name", SHIPPED)
def test_every_sourced_number_is_backed(name: str) -> None:
    scheme = load_scheme(name)
    found = list(sources(scheme))
    bare = [path for path, source in found if source.basis in ("documented", "derived", "fitted") and not source.ref]
    unknown = [path for path, source in found if source.ref is not None and source.ref not in scheme.references]
    open_ended = [path for path, source in found if source.basis in ("assumed", "fitted") and source.range is None]
    assert (bare, unknown, open_ended) == ([], [], [])
    assert any(source.basis is not None for _, source in found)


@pytest.mark.parametrize("name", SHIPPED)
def test_it_runs_and_somebody_is_in_it(name: str) -> None:
    outcome: Mapping[str, Any] = scorarium.run(name, persons=1_000, years=0.5, seed=5).document["worlds"][name]
    assert outcome["outcomes"]["participation_share"]["value"] > 0.0
