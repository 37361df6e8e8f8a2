"""Every worked declaration is read, checked and described by the JSON Schema."""

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from scorarium.scheme.model import Scheme
from scorarium.scheme.read import load_scheme
from scorarium.scheme.yaml import read_file
from scorarium.society.recipe import load_society
from scorarium.studies.check import check_files, examine
from scorarium.studies.schema import json_schema

CASES = Path(__file__).parents[2] / "cases"
LIBRARIES = Path(__file__).parents[3] / "src" / "scorarium"
FILES = sorted(CASES.glob("*.yaml"))
SHIPPED = sorted(LIBRARIES.glob("*/library/*.yaml"))


def test_all_cases_together_are_clean() -> None:
    checked = examine(FILES)
    assert checked.faults == ()
    assert len(checked.documents) == len(FILES) >= 46


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_case_alone_is_clean(file: Path) -> None:
    """What it is like stands beside it, under the name that it gives itself."""
    assert examine([file]).faults == ()


def test_what_is_shipped_is_clean() -> None:
    assert check_files(SHIPPED) == []


def roots_of(file: Path) -> list[Path]:
    """List the files that a case is like."""
    like = read_file(file).raw.get("like")
    found = [other for other in FILES if like is not None and read_file(other).raw.get("name") == like]
    return [*found, *(root for other in found for root in roots_of(other))]


@pytest.mark.parametrize("society", sorted(CASES.glob("*.society.yaml")), ids=lambda file: file.name)
def test_a_case_fits_its_society(society: Path) -> None:
    own = [file for file in FILES if file.name[:3] == society.name[:3]]
    faults = check_files([*own, *(root for file in own for root in roots_of(file))])
    assert [str(fault) for fault in faults if Path(fault.file) in own] == []


@pytest.mark.parametrize("kind", ["scheme", "society", "study", "vocabulary"])
def test_the_json_schema_holds_for_every_file(kind: str) -> None:
    schema = json_schema(kind)  # type: ignore[arg-type]
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    files = [file for file in (*FILES, *SHIPPED) if read_file(file).raw["kind"] == kind]
    assert files
    wrong = {file.name: error.message for file in files for error in validator.iter_errors(read_file(file).raw)}
    assert wrong == {}


@pytest.mark.parametrize("change", [{"sences": {}}, {"year": "2010"}, {"tiers": {"A": {"form": 1}}}, {"title": None}])
def test_the_json_schema_sees_mistakes(change: dict[str, object]) -> None:
    raw = read_file(CASES / "07-suining.scheme.yaml").raw
    validator = Draft202012Validator(json_schema("scheme"))
    assert validator.is_valid(raw)
    assert not validator.is_valid({**raw, **change})


def test_variants_share_the_luck_of_their_root() -> None:
    documents = examine(FILES).documents
    roots = {
        name: documents["scheme", name].luck_root for name in ("flensburg-1999", "flensburg-2014", "suining-repealed")
    }
    assert roots == {
        "flensburg-1999": "flensburg-2014",
        "flensburg-2014": "flensburg-2014",
        "suining-repealed": "suining-2010",
    }


def test_a_variant_is_its_root_but_for_what_it_says() -> None:
    old = examine(FILES).documents["scheme", "flensburg-1999"]
    assert isinstance(old, Scheme)
    assert old.score is not None
    assert list(old.tiers) == ["noted", "admonished", "warned", "withdrawn"]
    assert old.score.rules["crime"].repeat == "restarts"
    assert old.score.rules["crime"].on == ("drunk_driving",)
    assert old.positions["score", "rules", "crime", "points"].file.endswith("02-flensburg-old.scheme.yaml")
    assert old.positions["score", "rules", "crime", "on"].file.endswith("02-flensburg.scheme.yaml")


def test_the_number_of_persons_may_be_given() -> None:
    society = load_society(CASES / "03-court.society.yaml", persons=500)
    assert society.persons == 500
    assert society.raw["persons"] == 500


def test_a_scheme_is_found_by_name() -> None:
    assert load_scheme("suining-2010").name == "suining-2010"
