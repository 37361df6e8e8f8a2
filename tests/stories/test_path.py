"""A person's path: from a file of their own to a life and a page; and the same from Python."""

import json
import shutil
from pathlib import Path
from types import SimpleNamespace

import scorarium as laboratory
from tests.stories.program import STRICT, scorarium


def test_from_an_empty_folder_to_a_life_and_a_page(tmp_path: Path) -> None:
    started = scorarium("new", "library-card", cwd=tmp_path)
    assert started.status == 0, started.err
    file = "library-card.scheme.yaml"
    again = scorarium("new", "library-card", cwd=tmp_path)
    assert (again.status, again.out) == (2, ""), "a file of somebody's is never written over"
    for command in (("check", file), ("show", file), ("sources", file), ("plan", file, "--society", "plain")):
        done = scorarium(*command, cwd=tmp_path)
        assert done.status == 0, done.err
        assert done.out
    run = scorarium(
        "run", file, "--society", "plain", "--persons", "300", "--years", "1", "--out", "kept", cwd=tmp_path
    )
    assert run.status == 0, run.err
    assert "Kept in kept" in run.out
    for command in (("compare", "kept"), ("explain", "kept", "--person", "3"), ("report", "kept")):
        done = scorarium(*command, cwd=tmp_path)
        assert done.status == 0, done.err
        assert "library-card" in done.out or (tmp_path / done.out.strip()).is_file()


def test_two_schemes_in_one_world(tmp_path: Path) -> None:
    shutil.copy(STRICT, tmp_path / "strict.scheme.yaml")
    (tmp_path / "asks.scheme.yaml").write_text(
        "scorarium: 1\nkind: scheme\nname: asks\nlike: life-coach\n"
        "consequences: {door: {when: {in_scheme: {strict: {list: named}}}, service: rail, effect: deny}}\n",
        encoding="utf-8",
    )
    size = ("--society", "plain", "--persons", "300", "--years", "0.5", "--json", "--out")
    alone = scorarium("run", "asks.scheme.yaml", *size, "alone", cwd=tmp_path)
    assert alone.status == 0, alone.err
    assert "asks about strict, which is not there" in alone.err
    both = scorarium("run", "asks.scheme.yaml+strict.scheme.yaml", *size, "both", cwd=tmp_path)
    assert both.status == 0, both.err
    assert "not there" not in both.err
    assert set(both.json()["worlds"]["asks+strict"]["schemes"]) == {"asks", "strict"}


def test_a_study_and_its_page(tmp_path: Path) -> None:
    shutil.copy(STRICT, tmp_path / "strict.scheme.yaml")
    (tmp_path / "mine.study.yaml").write_text(
        "scorarium: 1\nkind: study\nsociety: plain\npersons: 300\nyears: 1\nreplicates: 2\nseed: 5\nworlds:\n"
        "  strict: {scheme: strict}\n"
        "  same: {scheme: strict, reform: {}}\n"
        "  milder: {scheme: strict, reform: {lists: {named: {lasts: 4w}}}}\n",
        encoding="utf-8",
    )
    done = scorarium("study", "mine.study.yaml", "--out", "kept", "--json", cwd=tmp_path)
    assert done.status == 0, done.err
    worlds = done.json()["worlds"]
    assert list(worlds) == ["none", "strict", "same", "milder"]
    assert worlds["same"] == worlds["strict"], "a reform that changes nothing changes nothing"
    assert worlds["milder"] != worlds["strict"]
    page = scorarium("report", "kept", "--html", "page.html", cwd=tmp_path)
    assert (page.status, page.out) == (0, "page.html\n"), page.err
    text = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert text.lower().startswith("<!doctype html>")
    assert "milder" in text


def test_the_library_explains_as_the_command_does(kept: SimpleNamespace) -> None:
    life = laboratory.explain(kept.folder / kept.run, person=7, world="strict")
    done = scorarium("explain", kept.run, "--person", "7", "--world", "strict", "--json", cwd=kept.folder)
    assert done.status == 0, done.err
    assert json.loads(json.dumps(life.document())) == done.json()
