"""Sentences that a lawyer would sign: units once, no double negation, nothing that is not so."""

from pathlib import Path

import pytest

from scorarium.scheme.aloud.conditions import those
from scorarium.scheme.aloud.head import identity, references
from scorarium.scheme.aloud.numbers import number
from scorarium.scheme.aloud.standing import lists
from scorarium.scheme.condition import Condition
from scorarium.scheme.forms import read_number
from scorarium.scheme.numbers import Scale
from scorarium.scheme.read import load_scheme


@pytest.mark.parametrize(
    ("raw", "scale", "said"),
    [
        ({"value": "10/mo", "range": ["40/y", "200/y"], "basis": "assumed"}, "rate",
         "120 times a year (assumed; may be 40 to 200 times a year)"),
        ({"value": "0.02/d", "range": ["0/d", "0.1/d"], "basis": "assumed"}, "rate",
         "0.02 times a day (assumed; may be 0 to 0.1 times a day)"),
        ({"value": "1 days-income", "range": ["0.5 days-income", "3 days-income"], "basis": "assumed"}, "money",
         "1 day of median income (assumed; may be 0.5 to 3 days of median income)"),
        ({"value": 1000, "range": [1000, 1000], "basis": "assumed"}, "points", "1,000 points (assumed)"),
        ({"default": "2y", "by": {"repeat": {"1": "2y", "2": "4y"}}}, "duration",
         "2 years the first time and 4 years from the second time on"),
    ],
)  # fmt: skip
def test_units_stand_once(raw: object, scale: str, said: str) -> None:
    assert number(read_number(raw, Scale(scale))) == said  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ({"is": {"licence": True}}, "those of whom licence is true"),
        ({"is": {"licence": True, "age": {"from": 18}}},
         "those of whom it is true that licence is true of them and their age is 18 or more"),
        ({"not": {"is": {"work": "driver"}}}, "those of whom it is not true that their work is driver"),
        ({"tier": "A"}, "those of whom it is true that they stand in tier A"),
    ],
)  # fmt: skip
def test_who_is_meant(raw: dict[str, object], said: str) -> None:
    assert those(Condition.model_validate(raw)) == said


def test_what_never_stood_did_not_stand(tmp_path: Path) -> None:
    file = tmp_path / "s.scheme.yaml"
    head = "scorarium: 1\nkind: scheme\nname: s\ntitle: T\nyear: 2026\nfidelity: hypothetical\n"
    work = "references: {a: {title: 'Gazette, 3 March 2019', year: 2019}, b: {title: Book, year: 2020}}\n"
    court = "senses: {court: {kind: court, context: court, sees: [judgment_unpaid], detection: 90%}}\n"
    debt = "lists: {named: {enter: {on: judgment_unpaid}, lasts: never, until: settled}}\n"
    file.write_text(head + work + court + debt, encoding="utf-8")
    scheme = load_scheme(file)
    assert identity(scheme)[0] == "“T”, set in 2026."
    assert dict(references(scheme)) == {"a": "Gazette, 3 March 2019.", "b": "Book. 2020."}
    assert "A listing has no term: it lasts until what it rests on is settled." in dict(lists(scheme))["list named"]
