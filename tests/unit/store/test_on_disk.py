"""The store on disk: whole or not at all, and sentences where something is wrong."""

import os
from pathlib import Path

import numpy as np
import pytest

from scorarium.store import on_disk
from scorarium.store.on_disk import OnDisk, open_run
from scorarium.store.protocol import StoreError
from tests.conformance.test_stores import is_same, kept


def test_a_run_is_four_files(tmp_path: Path) -> None:
    OnDisk(tmp_path).save("run", kept())
    assert sorted(path.name for path in (tmp_path / "run").iterdir()) == [
        "data.nc",
        "declaration.json",
        "persons.nc",
        "run.json",
    ]
    assert is_same(open_run(tmp_path / "run"), kept())


def test_a_run_opens_from_a_relative_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    OnDisk(tmp_path).save("run", kept())
    monkeypatch.chdir(tmp_path / "run")
    assert open_run(".").document == kept().document


def test_saving_that_fails_leaves_no_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last run is gone (its place was being taken), but what is there is never taken for a run."""
    store = OnDisk(tmp_path)
    store.save("run", kept(1.0))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(on_disk, "_write_netcdf", full)
    with pytest.raises(StoreError, match=r"data\.nc: cannot be written \(No space left on device\)"):
        store.save("run", kept(2.0))
    assert store.keys() == []
    assert not [path for path in (tmp_path / "run").iterdir() if path.name.startswith(".scorarium")]


def test_other_peoples_folders_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter-1.tex").write_text("…", encoding="utf-8")
    with pytest.raises(StoreError, match=r"holds other things than a run \(got chapter-1\.tex\)\. Say another --out\."):
        OnDisk(tmp_path).save("thesis", kept())
    assert [path.name for path in (tmp_path / "thesis").iterdir()] == ["chapter-1.tex"]


def test_a_report_beside_a_run_does_not_matter(tmp_path: Path) -> None:
    store = OnDisk(tmp_path)
    store.save("run", kept(1.0))
    (tmp_path / "run" / "report.html").write_text("", encoding="utf-8")
    (tmp_path / "run" / "my-notes.txt").write_text("", encoding="utf-8")
    store.save("run", kept(2.0))
    assert is_same(store.load("run"), kept(2.0))


def test_a_file_where_a_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "run").write_text("", encoding="utf-8")
    with pytest.raises(StoreError, match="a run cannot be kept here"):
        OnDisk(tmp_path).save("run", kept())


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(StoreError, match="a run cannot be kept here"):
        OnDisk(tmp_path).save("run", kept())


@pytest.mark.parametrize("name", ["run.json", "data.nc", "persons.nc", "declaration.json"])
@pytest.mark.parametrize("content", [b"", b"\x00\xff not a file of ours", b"[1, 2]"])
def test_a_damaged_file_is_named(tmp_path: Path, name: str, content: bytes) -> None:
    OnDisk(tmp_path).save("run", kept())
    (tmp_path / "run" / name).write_bytes(content)
    with pytest.raises(StoreError, match=name.replace(".", r"\.")):
        open_run(tmp_path / "run")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut off", b"something else"])
def test_a_damaged_part_is_named(tmp_path: Path, content: bytes) -> None:
    store = OnDisk(tmp_path)
    store.save_part("run", "x-0000@plain", {"a": np.zeros(3)})
    (tmp_path / "run" / "parts" / "x-0000@plain.npz").write_bytes(content)
    with pytest.raises(StoreError, match=r"x-0000@plain\.npz: cannot be read"):
        store.load_parts("run")


def test_a_number_that_json_has_not_is_refused(tmp_path: Path) -> None:
    """No file ever holds NaN where readers in other languages choke on it."""
    broken = kept()
    object.__setattr__(broken, "document", {"value": float("nan")})
    with pytest.raises(ValueError, match="JSON"):
        OnDisk(tmp_path).save("run", broken)
