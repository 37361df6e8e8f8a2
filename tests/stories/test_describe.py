"""Somebody who writes a paper asks for the description of the model."""

from pathlib import Path
from types import SimpleNamespace

from tests.stories.program import STRICT, scorarium

ELEMENTS = (
    "1. Purpose and patterns", "2. Entities, state variables, and scales", "3. Process overview and scheduling",
    "4. Design concepts", "5. Initialization", "6. Input data", "7. Submodels", "Parameters", "Making it again",
)  # fmt: skip


def test_of_a_run(kept: SimpleNamespace) -> None:
    done = scorarium("describe", kept.run, cwd=kept.folder)
    assert done.status == 0, done.err
    assert [line.removeprefix("## ") for line in done.out.splitlines() if line.startswith("## ")] == list(ELEMENTS)
    assert f"run {kept.document['run']}" in done.out
    assert "400 persons" in done.out
    assert kept.document["provenance"]["declaration_sha256"] in done.out


def test_of_a_study_into_a_file(tmp_path: Path) -> None:
    study = tmp_path / "own.study.yaml"
    study.write_text(
        f"scorarium: 1\nkind: study\ntitle: Two ways\nsociety: plain\nworlds: {{strict: {{scheme: {STRICT}}}}}\n",
        encoding="utf-8",
    )
    done = scorarium("describe", study, "--out", "own.md", cwd=tmp_path)
    assert (done.status, done.out) == (0, "own.md\n"), done.err
    assert (tmp_path / "own.md").read_text(encoding="utf-8").startswith("# Two ways\n")


def test_as_one_document(tmp_path: Path) -> None:
    found = scorarium("describe", "flensburg-2014", "--json", cwd=tmp_path).json()
    assert [element["heading"] for element in found["elements"]] == list(ELEMENTS)


def test_of_nothing(tmp_path: Path) -> None:
    done = scorarium("describe", "nowhere", cwd=tmp_path)
    assert done.status == 2
    assert "nowhere" in done.err
