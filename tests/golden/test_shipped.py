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
from scorarium.society.check_pair import check_pair
from scorarium.society.recipe import load_society
from scorarium.studies.check import check_files
from scorarium.studies.facts import facts_of, fitted_numbers

SHIPPED = shipped("scheme")
FICTION = {"hypothetical", "fictional"}
LASTING = [name for name in SHIPPED if not any(one.stop for one in load_scheme(name).changes.values())]
"""Those that do not end by themselves: of what is stopped after a day nothing is left at the end."""


RARE = {"tax-debtors"}
"""Those that strike some thirty in a million a year: nobody, among so few people as live here."""


@pytest.fixture(scope="module")
def lived() -> dict[str, Any]:
    """All schemes, each in a world of its own of its home: one society is drawn for all that share it."""
    run = scorarium.run(list(SHIPPED), persons=2_000, years=2, seed=5)
    return dict(run.document["worlds"])


def outcomes_of(name: str, lived: Mapping[str, Any]) -> Mapping[str, Any]:
    """Outcomes of a world, of its firms where those are scored."""
    world: Mapping[str, Any] = lived[name]
    found: Mapping[str, Any] = (world["firms"] if load_scheme(name).subjects == "firms" else world)["outcomes"]
    return found


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
    assert len(SHIPPED) >= 55


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
    """A society may lack what the vocabulary knows; in its home a scheme has something to look at, or brings it."""
    scheme = load_scheme(name)
    society = load_society(scheme.home or "plain")
    seen = {act for sense in scheme.senses.values() for act in sense.sees}
    doors = {one.service for one in scheme.consequences.values() if one.service is not None}
    firms = society.firms
    acts, services = (firms.acts, firms.services) if firms is not None else ({}, {})
    bare = (seen - {*society.acts, *scheme.acts, *acts}, doors - {*society.services, *scheme.services, *services})
    assert bare == (set(), set())


@pytest.mark.parametrize("name", SHIPPED)
def test_it_says_what_it_is(name: str) -> None:
    scheme = load_scheme(name)
    said = ("references", "summary", "fidelity", "year", *(("aim",) if scheme.senses else ()))  # a status moves no act
    assert [word for word in said if not getattr(scheme, word)] == []
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


@pytest.mark.parametrize("name", LASTING)
def test_it_runs_and_somebody_is_in_it(name: str, lived: Mapping[str, Any]) -> None:
    outcomes = outcomes_of(name, lived)
    assert outcomes["participation_share"]["value"] > 0.0
    assert outcomes.get("listed_share", {"value": 0.0})["value"] < 0.2


@pytest.mark.parametrize("name", [name for name in LASTING if name not in RARE])
def test_it_moves_something(name: str, lived: Mapping[str, Any]) -> None:
    """Somebody is seen, or a door moves: a file in which nothing happens shows nothing."""
    outcomes = outcomes_of(name, lived)
    if load_scheme(name).subjects == "firms":
        assert outcomes["entries_made"]["value"] > 0.0
        return
    moved = ("entries_made", "acts_prevented", "acts_provoked", "refused_demands", "favoured_share")
    assert any(abs(outcomes.get(one, {}).get("difference", {"value": 0.0})["value"]) > 0.0 for one in moved)


@pytest.mark.parametrize("name", SHIPPED)
def test_what_is_fitted_says_to_which_fact(name: str) -> None:
    assert [path for path, source in sources(load_scheme(name)) if source.basis == "fitted" and not source.to] == []


def test_schemes_that_bring_the_same_act_bring_it_alike() -> None:
    """All may live in one society: the first to bring an act says what it is."""
    brought: dict[str, object] = {}
    for name in SHIPPED:
        scheme = load_scheme(name)
        for kind, members in (("act", scheme.acts), ("service", scheme.services)):
            for act, declared in members.items():
                assert brought.setdefault(f"{kind} {act}", declared) == declared


@pytest.mark.long
@pytest.mark.parametrize("place", shipped("society"))
def test_it_lives_wherever_it_fits(place: str) -> None:
    """In every shipped society that has the attributes and levels it asks for, not at home alone."""
    society = load_society(place)
    schemes = {name: load_scheme(name) for name in SHIPPED}
    fit = [name for name, scheme in schemes.items() if not check_pair(scheme, society, clocks=False)]
    assert len(fit) >= 35
    assert [str(fault) for name in fit for fault in refusals(schemes[name], society)] == []
    run = scorarium.run(fit, society=place, persons=500, years=0.25, seed=2)
    assert len(run.worlds) == len(fit) + 1


@pytest.mark.long
@pytest.mark.statistical
@pytest.mark.parametrize("name", [name for name in SHIPPED if fitted_numbers(load_scheme(name))])
def test_what_was_fitted_comes_out(name: str) -> None:
    """Within a tenth, or within the interval where too few are struck for a tenth to be seen (four replicates)."""
    for one in facts_of(load_scheme(name), persons=20_000, replicates=4, seed=11):
        if one.is_fitted and one.interval is not None:
            assert one.agrees or one.low * 0.9 <= one.value <= one.high * 1.1, one.name
