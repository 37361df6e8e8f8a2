"""What cannot be executed is named with its place; what is only a fact never is."""

from pathlib import Path
from typing import Any

import pytest

from scorarium.engine.refusals import SCHEME, SOCIETY, refusals
from scorarium.errors import DeclarationError
from scorarium.scheme.library import shipped
from scorarium.scheme.read import load_scheme
from tests.unit.engine.small import compiled, scheme, society

ONE_DOOR = {"effect": "deny", "service": "loans"}


def door(**found: Any) -> dict[str, Any]:
    return {"consequences": {"d": {"when": {"score": {"to": 3}}, **ONE_DOOR, **found}}}


@pytest.mark.parametrize(
    ("patch", "path"),
    [
        ({"senses": {"police": {"detection": None}}}, "senses.police.sees"),
        (door(when={"measured": {"stress_mean": {"from": "5%"}}}), "consequences.d.when.measured.stress_mean"),
        ({"score": {"rules": {"dirt": {"points": -40_000}}}}, "score.rules.dirt.points"),
        ({"score": {"start": 5, "bounds": [0, 100_000]}}, "score.bounds"),
    ],
)
def test_words_of_a_scheme(patch: dict[str, Any], path: str) -> None:
    faults = refusals(scheme(**patch))
    assert [fault.path for fault in faults] == [path]
    with pytest.raises(DeclarationError):
        compiled(schemes=[scheme(**patch)])


def test_what_people_are_when_a_run_begins_may_be_moved_later() -> None:
    by = {"default": 1, "by": {"age": {"60+": 2}}}
    moved = {"attributes": {"age": {"moves": {"littering": 1}}}, "psychology": {"preset": "deterrence", "chill": by}}
    loads = {"acts": {"speeding": {"loads": {"risk": by}}, "praise": {"is": {"age": "60+"}}}}
    assert refusals(None, society(**moved, **loads)) == []
    plan = compiled(society(**moved, **loads)).plan
    assert plan.selves.value[0].tolist() == [2.0 if age == 2 else 1.0 for age in plan.people.attribute[1]]


def test_facts_for_the_law_are_never_refused() -> None:
    facts = {
        "legal_basis": {"kind": "statute", "data": ["traffic"]},
        "technique": "learned",
        "senses": {
            "police": {"held_by": "company", "special": "politics", "inferred": True, "collected_for": "traffic"}
        },
        "score": {"rules": {"dirt": {"evidence": "decision"}}},
        "lists": {
            "l": {
                "enter": {"rule": "dirt"},
                "lasts": "1y",
                "public": True,
                "decided": {"who": "human", "weighs_case": True},
            }
        },
        "due_process": {
            "objection": "possible",
            "validated": "published",
            "expiry": {"kept_after": "1y", "score": "never"},
        },
        "visibility": {"leaderboard": True},
        "integrity": {"bribable": "0%"},
        **door(severity=4, reversible=True),
    }
    assert refusals(scheme(**facts), society()) == []


def test_faults_carry_their_place(tmp_path: Path) -> None:
    path = tmp_path / "x.scheme.yaml"
    text = "scorarium: 1\nkind: scheme\nname: x\nscore: {kind: points, rules: {\n"
    text += "  x: {on: speeding, points: -40000}}}\n"
    path.write_text(text, encoding="utf-8")
    [fault] = refusals(load_scheme(path))
    assert (fault.line, fault.column, fault.path) == (5, 29, "score.rules.x.points")
    assert "more points than the engine can hold" in str(fault)


def test_levels_that_the_society_lacks_are_found_in_the_scheme() -> None:
    for patch in (
        {"detection": {"default": 0, "by": {"age": {"old": "5%"}}}},
        {"identification": {"missed": {"default": 0, "by": {"age": {"old": "5%"}}}}},
    ):
        with pytest.raises(DeclarationError, match="no level 'old'") as caught:
            compiled(schemes=[scheme(senses={"police": patch})])
        assert caught.value.faults[0].path.startswith("senses.police")
    strength = {"default": 0, "by": {"age": {"old": "5%"}}}
    with pytest.raises(DeclarationError, match="no level 'old'") as caught:
        compiled(schemes=[scheme(**door(strength=strength))])
    assert caught.value.faults[0].path.startswith("consequences.d")


@pytest.mark.parametrize("name", sorted(shipped("scheme")))
def test_shipped_schemes_run(name: str) -> None:
    assert refusals(load_scheme(name)) == []


def test_the_table_names_words_that_exist() -> None:
    from scorarium.scheme.model import Scheme
    from scorarium.society.recipe import Society

    for model, patterns in (
        (Scheme, [one.at for one in SCHEME]),
        (Society, [one.at for one in SOCIETY]),
    ):
        tops = {field.alias or name for name, field in model.model_fields.items()}
        assert {pattern.partition(".")[0] for pattern in patterns} <= tops
