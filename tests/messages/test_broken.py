"""One broken file and its expected sentences for each mistake: `NAME.KIND.yaml` beside `NAME.KIND.txt`."""

from pathlib import Path

import pytest

from scorarium.cli.check import verdict
from scorarium.studies.check import check_files, examine

BROKEN = Path(__file__).parent / "broken"
FILES = sorted(BROKEN.glob("*.yaml"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name.removesuffix(".yaml"))
def test_a_mistake_is_explained(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(BROKEN)
    expected = file.with_suffix(".txt").read_text(encoding="utf-8").splitlines()
    assert [str(fault) for fault in check_files([Path(file.name)])] == expected


def test_every_mistake_has_its_sentences() -> None:
    assert len(FILES) >= 80
    assert {file.stem for file in FILES} == {file.stem for file in BROKEN.glob("*.txt")}
    assert all(file.with_suffix(".txt").read_text(encoding="utf-8").strip() for file in FILES)


TOGETHER = Path(__file__).parent / "together"
GROUPS = sorted(folder for folder in TOGETHER.iterdir() if folder.is_dir())


@pytest.mark.parametrize("folder", GROUPS, ids=lambda folder: folder.name)
def test_a_mistake_between_files_is_explained(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    expected = (folder / "expected.txt").read_text(encoding="utf-8").splitlines()
    faults = check_files([Path(file.name) for file in sorted(folder.glob("*.yaml"))])
    assert [str(fault) for fault in faults] == expected


def test_what_is_watched_for_in_vain_is_said_and_is_no_fault() -> None:
    checked = examine(["rongcheng-2013", "plain"])
    assert not checked.faults
    assert "loan_missed" in checked.in_vain["rongcheng-2013", "plain"]
    assert not examine(["flensburg-2014", "germany-2022"]).in_vain
    assert any("in vain for loan_missed" in line for line in verdict(2, checked))


def test_what_a_run_hangs_on_and_an_audit_does_without_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(TOGETHER / "sense-that-says-no-chance")
    checked = examine(["a.scheme.yaml"])
    assert [str(fault).partition(":")[0] for fault in checked.unsaid["x"]] == ["a.scheme.yaml", "a.scheme.yaml"]
    assert "unknown act" in str(checked.faults[0])  # no society was given that has it
    assert any("can be read and audited, but not run yet: a.scheme.yaml:4:38" in line for line in verdict(1, checked))
    assert not examine(["a.scheme.yaml", "b.society.yaml"]).unsaid
    assert not examine(["flensburg-2014"]).unsaid
