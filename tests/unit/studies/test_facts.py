"""Published figures beside simulated ones: against figures that are known by hand, and against wrong ones."""

import math
from pathlib import Path

import pytest

from scorarium.errors import DeclarationError
from scorarium.scheme.library import shipped
from scorarium.scheme.model import Scheme
from scorarium.scheme.read import load_scheme
from scorarium.studies.facts import Beside, Window, as_document, facts_of, fitted_numbers, windows

SOCIETY = """
scorarium: 1
kind: society
name: few
persons: 4_000
tick: 1w
attributes: {sex: {shares: {female: 50%, male: 50%}}}
acts:
  speeding: {rate: 0.5/y, is: {sex: male}}
  littering: {rate: 1/y}
services: {flights: {demand: 2/y, value: 1}}
psychology: passive
"""
SCHEME = """
scorarium: 1
kind: scheme
name: counted
home: few.society.yaml
references: {book: {title: A book, year: 2020}}
enrolment: mandatory
senses:
  police:
    kind: registry
    sees: [speeding]
    detection: {value: 100%, range: [50%, 100%], ref: book, basis: fitted, to: entries}
score: {kind: points, start: 0, better: lower, bounds: [0, ~], rules: {fast: {on: speeding, points: +1, lasts: 10y}}}
tiers: {none: {from: 0}, noted: {from: 1}}
lists: {named: {colour: black, enter: {rule: fast}, lasts: 13w, repeat: ignored}}
consequences: {no-flight: {when: {tier: noted}, service: flights, effect: deny}}
facts:
  entries: {measure: entries_made, value: 250, of: 1_000, over: 1y, ref: book}
  twice-too-many: {measure: entries_made, value: 500, of: 1_000, over: 1y, ref: book, why: The book counts twice.}
  noted:
    {measure: below_start_share, value: 197, of: {value: 1_000, range: [900, 1_100], basis: assumed}, at: 1y, why: no}
  in-tier: {measure: participation_share, tier: noted, value: 19.7%, at: 1y}
  not-in-tier: {measure: participation_share, tier: none, value: 80.3%, at: 1y}
  men: {measure: below_start_share, is: {sex: male}, value: 100%, at: 1y}
  first-month: {measure: listed_share, list: named, value: 21, of: 1_000, over: 1mo}
  last-month: {measure: listed_share, list: named, value: 19, of: 1_000, at: 1y, over: 1mo}
  stays: {measure: delisted_rate, list: named, value: 400%, at: 1y, over: 6mo}
  no-flights: {measure: refused_demands, service: flights, value: 204, of: 1_000, over: 1y}
  prevented: {measure: acts_prevented, act: littering, value: 0%, over: 1y}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("facts")
    (place / "few.society.yaml").write_text(SOCIETY, encoding="utf-8")
    (place / "counted.scheme.yaml").write_text(SCHEME, encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def scheme(folder: Path) -> Scheme:
    return load_scheme(folder / "counted.scheme.yaml")


@pytest.fixture(scope="module")
def found(folder: Path, scheme: Scheme) -> dict[str, Beside]:
    society = str(folder / "few.society.yaml")
    return {one.name: one for one in facts_of(scheme, society=society, persons=4_000, replicates=6, seed=3)}


def test_windows_are_shared(scheme: Scheme) -> None:
    year = 365.25
    month = year / 12
    shared = windows(scheme)
    assert list(shared) == [Window(month, month), Window(year, 0.0), Window(year, month), Window(year, year / 2),
                            Window(year, year)]  # fmt: skip
    assert shared[Window(year, 0.0)] == ["noted", "in-tier", "not-in-tier", "men"]


def test_what_is_fitted_is_no_prediction(scheme: Scheme, found: dict[str, Beside]) -> None:
    assert fitted_numbers(scheme) == {"entries": ("senses.police.detection",)}
    assert [name for name, one in found.items() if one.is_fitted] == ["entries"]


def test_figures_that_are_known_by_hand(found: dict[str, Beside]) -> None:
    """Half of the people speed every other year: 250 entries per 1,000 and year; 0.5 (1 - exp(-0.5)) have any."""
    assert found["entries"].published == pytest.approx(250.0)
    assert found["entries"].value == pytest.approx(250.0, rel=0.06)  # 6,000 entries: four standard errors
    noted = 0.5 * (1 - math.exp(-0.5))
    assert found["noted"].value == pytest.approx(noted, rel=0.07)
    assert [found["noted"].low, found["noted"].high] == pytest.approx([197 / 1_100, 197 / 900])
    assert found["in-tier"].value == pytest.approx(found["noted"].value)
    assert found["in-tier"].value + found["not-in-tier"].value == pytest.approx(1.0)
    assert found["men"].value == 1.0
    # listed in a month: 0.5 (1 - exp(-0.5 / 12)) at first; later those who are on the list cannot come again
    assert found["first-month"].value == pytest.approx(0.5 * (1 - math.exp(-0.5 / 12)), rel=0.2)
    assert found["last-month"].value < found["first-month"].value
    # thirteen weeks on the list: a quarter of a year, so four times a year
    assert found["stays"].value == pytest.approx(365.25 / 91, rel=0.1)
    # two demands a year, refused from the first entry on: integral of 0.5 (1 - exp(-t / 2)) over a year
    refused = 2_000 * 0.5 * (1 - 2 * (1 - math.exp(-0.5)))
    assert found["no-flights"].value == pytest.approx(refused, rel=0.12)
    assert found["prevented"].value == 0.0


def test_a_wrong_figure_does_not_agree(found: dict[str, Beside]) -> None:
    assert found["entries"].agrees is True
    assert found["twice-too-many"].agrees is False
    assert found["men"].agrees is None  # the same in every replicate: no interval


def test_only_a_missed_prediction_has_its_reason(scheme: Scheme, found: dict[str, Beside]) -> None:
    assert [name for name, one in found.items() if one.is_missed and one.fact.why] == ["twice-too-many"]
    assert found["noted"].agrees is True
    assert found["noted"].fact.why == "no"
    document = as_document(scheme, list(found.values()), {})
    assert {name: one["why"] for name, one in document["facts"].items() if one["why"]} == {
        "twice-too-many": "The book counts twice."
    }


def test_the_document(scheme: Scheme, found: dict[str, Beside]) -> None:
    document = as_document(scheme, list(found.values()), {"persons": 4_000})
    assert document["facts"]["entries"]["kind"] == "fitted"
    assert document["facts"]["entries"]["numbers"] == ["senses.police.detection"]
    assert document["facts"]["noted"]["kind"] == "prediction"
    assert document["facts"]["noted"]["published_range"] is not None
    assert document["facts"]["entries"]["published_range"] is None


@pytest.mark.parametrize(
    ("fact", "says"),
    [
        ("{measure: listed_share, value: 1%}", "nothing says when this was so"),
        ("{measure: listed_share, value: 1%, at: 1mo, over: 1y}", "nothing says when this was so"),
        ("{measure: welfare_mean, list: named, value: 1, at: 1mo}", "welfare_mean of a single list is not measured"),
        ("{measure: entries_made, value: 1, of: 10, at: 1mo}", "needs the time over which it was counted"),
        ("{measure: welfare_mean, is: {sex: male}, value: 1, at: 1mo}", "not a share that is known by sex"),
        ("{measure: listed_share, list: named, tier: none, value: 1, at: 1mo}", "about several things at once"),
    ],
)
def test_what_cannot_be_put_beside(folder: Path, fact: str, says: str) -> None:
    file = folder / "asked.scheme.yaml"
    head = SCHEME.partition("facts:")[0].replace(", to: entries", "").replace("name: counted", "name: asked")
    file.write_text(f"{head}facts:\n  odd: {fact}\n", encoding="utf-8")
    with pytest.raises(DeclarationError, match=says) as caught:
        facts_of(load_scheme(file), society=str(folder / "few.society.yaml"), persons=50, replicates=1)
    assert f"{file}:" in str(caught.value)


LIBRARY = {name: load_scheme(name) for name in shipped("scheme")}
PUBLISHED: dict[tuple[str, str], tuple[float, float | None]] = {
    ("jinan-dogs-2017", "penalised"): (1_430, 7_500_000),
    ("jinan-dogs-2017", "lost-all"): (122, 7_500_000),
    ("jinan-dogs-2017", "not-retrieved"): (122 - 110, 122),
    ("flensburg-2014", "holders-2015"): (8_600_000, 82_176_000),
    ("flensburg-2014", "men"): (0.78, None),
    ("court-defaulters-2013", "stock-2014"): (700_000, 1_368_000_000),
    ("court-defaulters-2013", "stock"): (13_000_000, 1_395_000_000),
    ("court-defaulters-2013", "stock-2019"): (14_500_000, 1_400_000_000),
    ("court-defaulters-2013", "came-in"): (693_800, 1_395_000_000),
    ("court-defaulters-2013", "removed"): (0.138, None),
    ("court-defaulters-2013", "air-tickets"): (2_560_000, 1_395_000_000),
    ("court-defaulters-2013", "fast-trains"): (90_000, 1_395_000_000),
    ("ndrc-travel-bans-2013", "air-tickets"): (17_460_000, 1_395_000_000),
    ("ndrc-travel-bans-2013", "rail-tickets"): (5_470_000, 1_395_000_000),
    ("suining-2010", "first-names"): (812, 1_000_000),
    ("suining-2010", "mostly-bad"): (0.67, None),
}
"""Figures that were published of shipped schemes: value, and out of how many."""


def figure_of(scheme: Scheme, name: str) -> tuple[str, float, float | None, str | None]:
    """What a fact says, whoever says it: measure, value, out of how many, source."""
    fact = scheme.facts[name]
    return fact.measure, fact.value.constant_value, fact.of.constant_value if fact.of is not None else None, fact.ref


def test_what_was_published_stands_beside_the_schemes() -> None:
    found = {(scheme, name): figure_of(LIBRARY[scheme], name)[1:3] for scheme, name in PUBLISHED}
    assert found == {key: pytest.approx(figures) for key, figures in PUBLISHED.items()}


def test_nothing_is_fitted_to_a_fact_and_claimed_as_predicted() -> None:
    """Numbers are fitted to facts of their own file; a figure that one file fits is no prediction of another."""
    fitted: set[tuple[str, float, float | None, str | None]] = set()
    predicted: dict[tuple[str, float, float | None, str | None], str] = {}
    for scheme in LIBRARY.values():
        numbers = fitted_numbers(scheme)
        assert set(numbers) <= set(scheme.facts), scheme.name
        fitted |= {figure_of(scheme, name) for name in numbers}
        predicted |= {figure_of(scheme, name): scheme.name for name in scheme.facts if name not in numbers}
    assert len(fitted) >= 10
    assert len(predicted) >= 10
    assert not fitted & set(predicted)
