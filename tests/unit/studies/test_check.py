"""Files checked together, worlds about to run, and what is left of a faulty file."""

from pathlib import Path

import pytest

from scorarium.errors import DeclarationError
from scorarium.scheme.model import Scheme
from scorarium.scheme.read import build, load_scheme, read, reformed
from scorarium.scheme.salvage import salvage
from scorarium.society.recipe import load_society
from scorarium.society.vocabulary import load_vocabulary, with_vocabulary
from scorarium.studies.check import check_files, check_world, examine, load_declaration
from scorarium.studies.design import load_study
from scorarium.studies.order import order_run
from scorarium.studies.worlds import worlds_of

CASES = Path(__file__).parents[2] / "cases"
JINAN = CASES / "01-jinan-dogs.scheme.yaml"
DOGS = CASES / "01-jinan.society.yaml"


def written(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.write_text("scorarium: 1\n" + text, encoding="utf-8")
    return file


def test_what_only_a_society_can_bring_is_listed() -> None:
    assert examine([JINAN]).needed == {"jinan-dogs-2017": ("dog_owner",)}
    assert examine([JINAN, DOGS]).needed == {}


def test_a_world_about_to_run_may_round_its_clocks_up() -> None:
    scheme = reformed(load_scheme(JINAN), {"lists": {"dog-taken": {"lasts": "1d"}}})
    society = load_society(DOGS)
    assert check_world([scheme], society) == []
    assert check_world([reformed(scheme, {"enrolment": {"who": {"is": {"cat_owner": True}}}})], society) != []


def test_a_society_takes_from_the_vocabulary_what_it_does_not_say() -> None:
    society = load_society(DOGS)
    filled = with_vocabulary(society, load_vocabulary())
    assert society.acts["dog_mess"].gravity is None
    assert filled.acts["dog_mess"].gravity is not None
    assert filled.acts["dog_mess"].gravity.constant_value == 1
    assert filled.acts["dog_mess"].rate == society.acts["dog_mess"].rate
    overruled = society.services["dog_keeping"].value
    assert filled.services["dog_keeping"].value == overruled


def test_a_reform_keeps_the_luck_and_leaves_the_rest() -> None:
    scheme = load_scheme(JINAN)
    other = reformed(scheme, {"name": "other", "score": {"start": 6}})
    assert other.luck_root == "jinan-dogs-2017"
    assert {**other.raw, "name": scheme.name, "score": {**other.raw["score"], "start": 12}} == scheme.raw
    with pytest.raises(DeclarationError, match="removes what is not there"):
        reformed(scheme, {"lists": {"cat-taken": None}})


def test_a_faulty_file_is_checked_as_far_as_it_goes(tmp_path: Path) -> None:
    text = "kind: scheme\nname: a\nyear: soon\nsenses: {s: {kind: court, sees: [x]}}\nlists: {l: {enter: {tier: T}}}\n"
    file = written(tmp_path, "a.scheme.yaml", text)
    salvaged = salvage(read(file), Scheme)
    assert salvaged.document is not None
    assert salvaged.document.year is None
    assert salvaged.pruned == (("year",),)
    assert [fault.path for fault in check_files([file])] == ["year", "senses.s.sees.0", "lists.l.enter.tier"]


def test_nothing_is_left_of_a_file_without_a_head(tmp_path: Path) -> None:
    file = written(tmp_path, "a.scheme.yaml", "kind: scheme\n")
    salvaged = salvage(read(file), Scheme)
    assert salvaged.document is None
    assert [fault.problem for fault in salvaged.faults] == ["the key name is missing"]


def test_a_scheme_beside_a_variant_is_preferred(tmp_path: Path) -> None:
    written(tmp_path, "suining-2010.scheme.yaml", "kind: scheme\nname: suining-2010\ntitle: Mine\n")
    variant = written(tmp_path, "b.scheme.yaml", "kind: scheme\nlike: suining-2010\nname: b\n")
    assert build(read(variant), Scheme).title == "Mine"


def test_a_society_is_no_scheme() -> None:
    with pytest.raises(DeclarationError, match=r"not a scheme \(got 'society', expected scheme\)"):
        load_scheme(DOGS)


def test_a_file_of_any_kind() -> None:
    assert load_declaration(DOGS).name == "dog-city"


def test_worlds_of_a_study(tmp_path: Path) -> None:
    text = (
        f"kind: study\nsociety: {DOGS}\nworlds:\n"
        f"  plain: {{scheme: {JINAN}}}\n"
        f"  milder: {{scheme: {JINAN}, reforms: {{a: {{score: {{start: 24}}}}, b: {{score: {{bounds: [0, 24]}}}}}}}}\n"
    )
    worlds = worlds_of(load_study(written(tmp_path, "s.study.yaml", text)))
    assert list(worlds) == ["plain", "milder"]
    starts = [world.schemes[0].score.start for world in worlds.values()]  # type: ignore[union-attr]
    assert [start.constant_value for start in starts if start is not None] == [12, 24]
    assert worlds["milder"].reformed_at == (("worlds", "milder", "reforms", "b"),)
    assert worlds["milder"].schemes[0].positions["score", "start"].file.endswith("s.study.yaml")
    assert check_files([tmp_path / "s.study.yaml"]) == []


def test_varied_numbers_stand_by_their_paths(tmp_path: Path) -> None:
    vary = "vary: {assumed: all, samples: 8, x.senses.s.detection: [1%, 5%]}\n"
    text = f"kind: study\nworlds: {{a: {{schemes: [x, y]}}}}\n{vary}"
    study = load_study(written(tmp_path, "s.study.yaml", text))
    assert list(study.worlds["a"].schemes) == ["x", "y"]
    assert study.vary is not None
    assert study.vary.numbers == {"x.senses.s.detection": (0.01, 0.05)}


def test_a_home_stands_beside_its_scheme_or_in_the_library(tmp_path: Path) -> None:
    society = "kind: society\nname: my-town\ntick: 1w\nattributes: {age: {shares: {0-17: 20%, 18+: 80%}}}\n"
    adults = "enrolment: {kind: mandatory, who: {is: {agee: {from: 18}}}}\n"
    one = written(tmp_path, "s.scheme.yaml", f"kind: scheme\nname: s\nhome: my-town\n{adults}")
    assert "no such society" in str(check_files([one])[0])
    written(tmp_path, "my-town.society.yaml", society)
    checked = examine([one])
    assert not checked.faults
    assert checked.lacking == {"s": {"agee": 'Did you mean "age"?'}}
    order = order_run([one])
    assert list(order.societies) == ["my-town"]
    assert "agee" in str(check_world([load_scheme(one)], order.societies["my-town"])[0])
