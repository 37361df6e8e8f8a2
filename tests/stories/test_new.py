"""A new file is accepted as it stands, and watched while it is written."""

import json
import signal
import subprocess
import time
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from scorarium.scheme.library import shipped
from scorarium.scheme.new import template
from scorarium.scheme.read import load_scheme
from scorarium.studies.check import load_declaration
from tests.stories.program import PROGRAM, environment, scorarium


def test_a_new_file_passes_and_runs_as_it_stands(tmp_path: Path) -> None:
    assert scorarium("new", "mine", cwd=tmp_path).status == 0
    file = tmp_path / "mine.scheme.yaml"
    head, *lines = file.read_text(encoding="utf-8").splitlines()
    assert head == "# yaml-language-server: $schema=scheme.schema.json"
    assert sum("#" in line for line in lines) > 25
    schema = json.loads((tmp_path / "scheme.schema.json").read_text(encoding="utf-8"))
    assert Draft202012Validator(schema).is_valid(load_scheme(file).raw)
    assert scorarium("check", file.name, cwd=tmp_path).status == 0
    assert scorarium("show", file.name, cwd=tmp_path).status == 0


@pytest.mark.parametrize("kind", ["scheme", "society", "study"])
def test_a_new_file_of_each_kind_passes(kind: str, tmp_path: Path) -> None:
    assert scorarium("new", "mine", "--kind", kind, cwd=tmp_path).status == 0
    file = tmp_path / f"mine.{kind}.yaml"
    head, *lines = file.read_text(encoding="utf-8").splitlines()
    assert head == f"# yaml-language-server: $schema={kind}.schema.json"
    assert sum("#" in line for line in lines) >= 10
    schema = json.loads((tmp_path / f"{kind}.schema.json").read_text(encoding="utf-8"))
    assert Draft202012Validator(schema).is_valid(dict(load_declaration(file).raw))
    assert scorarium("check", file.name, cwd=tmp_path).status == 0


def test_a_variant_of_a_society_is_a_society_that_can_be_described(tmp_path: Path) -> None:
    assert scorarium("new", "my-town", "--like", "plain", cwd=tmp_path).status == 0
    file = tmp_path / "my-town.society.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "acts: {late_return: {context: education, rate: 1.5/y}}\n")
    done = scorarium("society", "describe", file.name, "--persons", "500", cwd=tmp_path)
    assert done.status == 0
    assert any(line.split() == ["late_return", "1.5", "100.0%"] for line in done.out.splitlines())
    assert any(line.split() == ["social_assistance", "held", "5.0%"] for line in done.out.splitlines())
    assert scorarium("new", "other", "--kind", "study", "--like", "plain", cwd=tmp_path).status == 2


@pytest.mark.parametrize("name", sorted(shipped("scheme")))
def test_a_variant_of_each_shipped_scheme_passes(name: str, tmp_path: Path) -> None:
    (tmp_path / "mine.scheme.yaml").write_text(template("mine", like=name, folder=tmp_path), encoding="utf-8")
    variant = load_scheme(tmp_path / "mine.scheme.yaml")
    assert variant.like == name
    head, _, rest = (tmp_path / "mine.scheme.yaml").read_text(encoding="utf-8").partition("# (take the # away):\n#\n")
    changed = tmp_path / "changed.scheme.yaml"
    changed.write_text(head + rest.replace("# ", ""), encoding="utf-8")
    assert load_scheme(changed).due_process is not None


def test_a_variant_of_a_file_is_found_from_anywhere(tmp_path: Path) -> None:
    (tmp_path / "schemes").mkdir()
    scorarium("new", "first", "--in", "schemes", cwd=tmp_path)
    done = scorarium("new", "second", "--like", "schemes/first.scheme.yaml", "--in", "schemes", cwd=tmp_path)
    assert (done.status, done.err) == (0, "")
    assert scorarium("check", "schemes/second.scheme.yaml", cwd=tmp_path).status == 0
    assert scorarium("check", "second.scheme.yaml", cwd=tmp_path / "schemes").status == 0


@pytest.mark.parametrize("name", ["Mine", "a b", "../up", "", "a_b", "-x-"])
def test_a_name_that_is_none_is_refused(name: str, tmp_path: Path) -> None:
    done = scorarium("new", "--", name, cwd=tmp_path)
    assert done.status == 2
    assert "cannot be a name" in done.err
    assert not list(tmp_path.iterdir())


def test_watch_checks_again_when_a_file_is_saved(tmp_path: Path) -> None:
    scorarium("new", "mine", cwd=tmp_path)
    file = tmp_path / "mine.scheme.yaml"
    command = [PROGRAM, "check", "--watch", file.name]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=tmp_path, env=environment(), stdout=pipe, stderr=pipe, text=True) as watching:
        assert watching.stderr is not None
        assert watching.stdout is not None
        assert "needs a society" in watching.stdout.readline()
        assert "No fault" in watching.stdout.readline()
        time.sleep(0.5)
        file.write_text(file.read_text(encoding="utf-8").replace("points: -5", "pionts: -5"), encoding="utf-8")
        assert 'Did you mean "points"?' in watching.stderr.readline()
        watching.send_signal(signal.SIGINT)
        assert watching.wait(timeout=30) == 2
        assert "Traceback" not in watching.stderr.read()


def test_watch_does_not_go_with_json(tmp_path: Path) -> None:
    assert scorarium("check", "--watch", "--json", cwd=tmp_path).status == 2
