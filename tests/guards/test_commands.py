"""Guard rail: no command takes a table of persons."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main
from typer.testing import CliRunner

from scorarium.cli.main import app
from tests.guards.test_nothing_comes_in import IDENTITY

SUSPECT = re.compile(
    r"(^|_)(people|individuals?|roster|records?|csv|parquet|excel|xlsx|table|dataset|dataframe|import|face|photo|email|id_number)(_|$)"
)

ROWS = [
    {"name": "Example Resident", "id_number": "110101199003070000", "email": "someone@example.org", "score": 640},
    {"name": "Another Resident", "id_number": "110101198503070000", "email": "another@example.org", "score": 710},
]
COLUMNS = list(ROWS[0])
FILES = {
    "people.csv": "\n".join([",".join(COLUMNS), *(",".join(str(row[c]) for c in COLUMNS) for row in ROWS)]) + "\n",
    "people.json": json.dumps(ROWS),
    "people.jsonl": "\n".join(json.dumps(row) for row in ROWS),
    "people.yaml": f"scorarium: 1\nkind: society\nname: real-people\npersons: {json.dumps(ROWS)}\n",
    "names.yaml": "scorarium: 1\nkind: society\nname: real\nattributes: {name: {values: [Example Resident]}}\n",
    "people.society.yaml": f"scorarium: 1\nkind: society\nname: real-people\npeople: {json.dumps(ROWS)}\n",
    "people.scheme.yaml": f"scorarium: 1\nkind: scheme\nname: real-people\nscores: {json.dumps(ROWS)}\n",
    "people.parquet": "PAR1\x15\x04\x15\x00PAR1",
}
COMMANDS = (
    ("check",), ("show",), ("plan",), ("sources",), ("society", "describe"), ("report",), ("compare",), ("explain",),
    ("run",), ("run", "suining-2010", "--persons", "100", "--years", "0.1", "--society"),
)  # fmt: skip


def commands(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield every command under this one with its path."""
    inner: dict[str, Any] = getattr(command, "commands", {})
    if not inner:
        yield path, command
    for name, one in inner.items():
        yield from commands(one, (*path, name))


def test_no_parameter_names_people() -> None:
    named = [
        (path, parameter.name)
        for path, command in commands(typer.main.get_command(app))
        for parameter in command.params
        if parameter.name and (SUSPECT.search(parameter.name) or IDENTITY.match(parameter.name))
    ]
    assert not named


def test_persons_are_counted_and_a_person_is_a_number() -> None:
    kinds = {
        (path, parameter.name, parameter.type_descriptor.annotation)
        for path, command in commands(typer.main.get_command(app))
        for parameter in command.params
        if parameter.name in {"persons", "person"}
    }
    assert {path for path, _, _ in kinds} >= {("run",), ("explain",)}
    assert all(kind in (int, int | None) for _, _, kind in kinds), kinds


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_table_of_persons_is_refused(
    command: tuple[str, ...], file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / file).write_text(FILES[file], encoding="utf-8")
    done = CliRunner().invoke(app, [*command, file])
    assert done.exit_code == 2, done.output
    assert "Traceback" not in done.output
    assert "Example Resident" not in done.stdout, "what was in the table must not come out again"
    assert {path.name for path in tmp_path.iterdir()} == {file}, "nothing may be kept of it"
