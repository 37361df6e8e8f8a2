"""The pages of the catalogue and of the mechanisms are what the files say, and nothing on them is missing."""

import re
from functools import cache

import pytest

from scorarium.engine.refusals import Refused
from scorarium.scheme.library import shipped
from scripts import told as coverage
from scripts.told import LATER, ROOT, RUNS, TOLD, UNMEASURED, data, pages, status

FOUND = data()


def test_the_pages_are_up_to_date() -> None:
    late = [path.name for path, text in pages().items() if path.read_text(encoding="utf-8") != text]
    assert late == [], "run .venv/bin/python scripts/told.py"


def test_every_system_mechanism_and_number_is_there() -> None:
    assert [list(FOUND[part]) for part in ("systems", "mechanisms", "numbers")] == [
        list(range(1, n + 1)) for n in (41, 152, 40)
    ]


def test_every_system_has_files_and_all_of_them_are_shipped() -> None:
    assert [name for name, files, _ in FOUND["systems"].values() if not files] == []
    named = {file for _, files, _ in FOUND["systems"].values() for file in files}
    assert named - set(shipped("scheme")) == set()


def test_every_test_that_is_named_exists() -> None:
    @cache
    def functions(file: str) -> set[str]:
        return set(re.findall(r"^def (test_\w+)", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE))

    named = [test.split("::") for test in FOUND["tests"].values()]
    assert [f"{file}::{name}" for file, name in named if name not in functions(file)] == []
    used = {row[3] for row in FOUND["mechanisms"].values()} - {""}
    assert (used - set(FOUND["tests"]), set(FOUND["tests"]) - used) == (set(), set())


def test_what_runs_has_a_test() -> None:
    states = {number: status(row[1], row[2]) for number, row in FOUND["mechanisms"].items()}
    assert set(states.values()) <= {RUNS, LATER, UNMEASURED, TOLD}
    assert [number for number, row in FOUND["mechanisms"].items() if states[number] == RUNS and not row[3]] == []


def test_states(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the engine refuses, a word or one above it, does not run; what is not measured does not either."""
    asked = ("scheme:score.rules.*.points", "suining-2010")
    assert (status(*asked), status("outcome:listed_share", "")) == (RUNS, RUNS)
    for refused in ("score.rules.*.points", "score.rules", "score"):
        monkeypatch.setattr(coverage, "SCHEME", (Refused(refused),))
        assert status(*asked) == LATER
    monkeypatch.setattr(coverage, "SCHEME", (Refused("score.kind"),))
    assert status(*asked) == RUNS
    monkeypatch.setattr(coverage, "OUTCOMES", {})
    assert status("outcome:listed_share", "") == UNMEASURED


@pytest.mark.parametrize(
    ("where", "name"),
    [("scheme:games", "suining-2010"), ("scheme:score.kind=ladder", "suining-2010"), ("outcome:no_such", "")],
)
def test_a_row_that_is_not_true_is_noticed(where: str, name: str) -> None:
    with pytest.raises(LookupError):
        status(where, name)
