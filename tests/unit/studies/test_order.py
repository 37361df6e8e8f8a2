"""Orders: what is to be run, resolved; and made again from what was kept."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from scorarium.errors import DeclarationError
from scorarium.quantities import parse_duration
from scorarium.scheme.read import load, load_scheme
from scorarium.studies.design import Study
from scorarium.studies.order import (
    MOST_UNTIL,
    Order,
    OrderError,
    WorldOrder,
    as_declared,
    from_declared,
    notes_of,
    order_run,
    order_study,
)


def study(folder: Path, text: str) -> Order:
    path = folder / "test.study.yaml"
    path.write_text(f"scorarium: 1\nkind: study\nsociety: bare\n{text}", encoding="utf-8")
    return order_study(load(path, "study", Study))


def test_a_scheme_goes_home() -> None:
    order = order_run(["suining-2010", "flensburg-2014"], persons=50)
    assert {name: world.society for name, world in order.worlds.items()} == {
        "suining-2010": "china-2018",
        "flensburg-2014": "germany-2022",
    }
    assert list(order.societies) == ["china-2018", "germany-2022"]
    assert order.none_of("china-2018") == "none"
    assert order.none_of("germany-2022") == "none@germany-2022"


def test_a_society_may_be_named() -> None:
    order = order_run(["suining-2010", "flensburg-2014"], society="plain")
    assert list(order.societies) == ["plain"]
    assert list(order.worlds_in("plain")) == ["none", "suining-2010", "flensburg-2014"]
    assert order.persons_in("plain") == order.societies["plain"].persons


def test_a_plus_is_one_world(files: Path) -> None:
    order = order_run("suining-2010+jinan-dogs-2017")
    assert [scheme.name for scheme in order.worlds["suining-2010+jinan-dogs-2017"].schemes] == [
        "suining-2010",
        "jinan-dogs-2017",
    ]


def test_files_are_schemes(files: Path) -> None:
    order = order_run(
        [files / "merit.scheme.yaml", str(files / "mild.scheme.yaml")], society=files / "bare.society.yaml"
    )
    assert list(order.worlds) == ["merit", "mild"]
    assert {world.schemes[0].luck_root for world in order.worlds.values()} == {"merit"}


def test_no_scheme_is_a_world_without() -> None:
    order = order_run([], society="plain")
    assert list(order.worlds_in("plain")) == ["none"]
    assert list(order_run([]).societies) == ["plain"]


def test_schemes_that_are_asked_about_and_not_there(files: Path) -> None:
    path = files / "curious.scheme.yaml"
    door = "{when: {in_scheme: {mild: {list: named}}}, service: welfare, effect: deny}"
    head = "scorarium: 1\nkind: scheme\nname: curious\nlike: merit\n"
    path.write_text(f"{head}consequences: {{door: {door}}}\n", encoding="utf-8")
    alone = order_run([path], society=files / "bare.society.yaml")
    sentence = "curious: curious asks about mild, which is not in this world and so lists and scores nobody."
    assert notes_of(alone) == [sentence]
    worlds = {"both": WorldOrder("bare", (*alone.worlds["curious"].schemes, load_scheme(files / "mild.scheme.yaml")))}
    assert notes_of(replace(alone, worlds=worlds)) == []


def test_the_vocabulary_is_filled_in(files: Path) -> None:
    order = order_run([], society="plain")
    acts = order.societies["plain"].acts
    assert all(act.context is not None for act in acts.values())


def test_together_from_two_homes() -> None:
    with pytest.raises(OrderError, match=r"different societies \(got china-2018, germany-2022\)\. Say --society\."):
        order_run("suining-2010+flensburg-2014")


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"persons": 0}, "persons: nobody to live there"),
        ({"replicates": 0}, "replicates: nothing to run"),
        ({"years": 0.001}, "years: shorter than one tick of plain"),
        ({"seed": -1}, "seed: not a seed"),
        ({"seed": 2**64}, "seed: not a seed"),
        ({"years": 1.0, "burn_in": parse_duration("1y")}, "burn_in: nothing is left to count"),
        ({"until": {"happiness": 1.0}}, "until: no such outcome"),
    ],
)
def test_what_cannot_be_run(asked: dict[str, object], sentence: str) -> None:
    with pytest.raises(OrderError, match=sentence):
        order_run("suining-2010", society="plain", **asked)  # type: ignore[arg-type]


def test_two_worlds_of_one_name(files: Path) -> None:
    with pytest.raises(OrderError, match="two worlds of the same name"):
        order_run(["suining-2010", "suining-2010"])


def test_unknown_names_are_faults() -> None:
    with pytest.raises(DeclarationError, match='Did you mean "suining-2010"'):
        order_run("suining-2011")


def test_a_study_is_resolved(files: Path) -> None:
    order = study(
        files,
        """
worlds:
  as-it-is: {scheme: merit}
  gentle: {scheme: merit, reform: {score: {rules: {speed: {points: -1}}}}}
  both: {schemes: [merit, mild]}
  elsewhere: {scheme: merit, society: far}
years: 2
burn_in: 26w
replicates: 3
seed: 9
same_society: true
outcomes: [welfare_mean]
""",
    )
    assert list(order.societies) == ["bare", "far"]
    assert list(order.worlds_in("far")) == ["none", "elsewhere"]
    assert [len(world.schemes) for world in order.worlds.values()] == [1, 1, 2, 1]
    gentle = order.worlds["gentle"].schemes[0]
    assert gentle.score is not None
    assert gentle.luck_root == "merit"
    assert (order.ticks_in("bare"), order.burn_in_of("bare")) == (104, 26)
    assert (order.ticks_in("far"), order.burn_in_of("far")) == (24, 6)
    assert (order.replicates, order.seed, order.same_society, order.outcomes) == (3, 9, True, ("welfare_mean",))


def test_a_study_that_says_how_precise(files: Path) -> None:
    assert study(files, "worlds: {a: {scheme: merit}}\nuntil: {welfare_mean: 1}\n").replicates == MOST_UNTIL


def test_what_is_varied_is_resolved(files: Path) -> None:
    order = study(files, "worlds: {a: {scheme: merit}}\nvary: {tiers.fair.from: [40, 60]}\n")
    assert order.vary is not None
    assert (order.vary.method, order.vary.samples) == ("saltelli", 64)
    assert [one.name for one in order.vary.numbers] == ["merit.tiers.fair.from"]


@pytest.mark.parametrize("name", ["suining-2010", "court-defaulters-2013", "life-coach"])
def test_an_order_is_made_again_from_what_is_kept(name: str) -> None:
    order = order_run(name, persons=50, burn_in=parse_duration("1mo"), until={"welfare_mean": 0.5}, seed=2**63)
    declared = json.loads(json.dumps(as_declared(order)))
    again = from_declared(declared)
    assert as_declared(again) == as_declared(order)
    assert dict(again.worlds[name].schemes[0]) == dict(order.worlds[name].schemes[0])  # all but the places of words
    assert again.worlds[name].schemes[0].luck_root == order.worlds[name].schemes[0].luck_root
    assert [dict(society) for society in again.societies.values()] == [dict(s) for s in order.societies.values()]
