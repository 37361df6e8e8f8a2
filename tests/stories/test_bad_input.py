"""Bad input to each command: exit status 2, a sentence that names what is wrong, nothing on standard output."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.stories.program import scorarium

BAD = {
    "show nosuch": "nosuch",
    "show missing.scheme.yaml": "missing.scheme.yaml",
    "show binary.scheme.yaml": "binary.scheme.yaml",
    "sources nosuch": "nosuch",
    "sources empty.society.yaml": "empty.society.yaml",
    "schema poem": "poem",
    "new a-scheme --like nosuch": "nosuch",
    "plan nosuch": "nosuch",
    "plan suining-2010 --society nowhere": "nowhere",
    "run nosuch": "nosuch",
    "run": "SCHEME",
    "run life-coach --persons many": "many",
    "run life-coach --persons 0": "'0'",
    "run life-coach --persons 1.5": "1.5",
    "run life-coach --years -1": "-1",
    "run life-coach --years 0.001": "years",
    "run life-coach --seed x": "'x'",
    "run life-coach --replicates 0": "'0'",
    "run life-coach --society nowhere": "nowhere",
    "run life-coach life-coach": "life-coach twice",
    "run broken.scheme.yaml": "broken.scheme.yaml:4",
    "run later.scheme.yaml --society plain": "later.scheme.yaml:6:23 changes.c.reform",
    "study nosuch.study.yaml": "nosuch.study.yaml",
    "compare nowhere": "nowhere",
    "report nowhere": "nowhere",
    "explain nowhere --person 1": "nowhere",
    "explain nowhere": "--person",
    "explain nowhere --person 1 --most harmed": "--person",
    "explain nowhere --most handsome": "handsome",
    "validate 99": "99",
    "society describe nowhere": "nowhere",
    "society describe plain --persons -3": "-3",
}
FILES = {
    "binary.scheme.yaml": b"\x00\xff\xfe\x01" * 64,
    "empty.society.yaml": b"",
    "broken.scheme.yaml": b"scorarium: 1\nkind: scheme\nname: broken\nscoer: {kind: points}\n",
    "later.scheme.yaml": (
        b"scorarium: 1\nkind: scheme\nname: later\n"
        b"senses: {a: {kind: neighbours, sees: [jaywalking], detection: 10%}}\n"
        b"score: {kind: points, start: 10, rules: {r: {on: jaywalking, points: -1, lasts: 1y}}}\n"
        b"changes: {c: {at: 1y, reform: {score: {kind: record}}}}\n"
    ),
}  # fmt: skip


@pytest.mark.parametrize("command", BAD)
def test_bad_input_is_answered_with_a_sentence(command: str, tmp_path: Path) -> None:
    for name, content in FILES.items():
        (tmp_path / name).write_bytes(content)
    done = scorarium(*command.split(), cwd=tmp_path, timeout=60)
    assert (done.status, done.out) == (2, ""), f"{done.out}\n{done.err}"
    assert BAD[command] in " ".join(done.err.split())
    assert {path.name for path in tmp_path.iterdir()} == set(FILES), "a refused command leaves nothing behind"


def test_check_says_every_fault(tmp_path: Path) -> None:
    for name, content in FILES.items():
        (tmp_path / name).write_bytes(content)
    done = scorarium("check", "broken.scheme.yaml", cwd=tmp_path)
    assert (done.status, done.out) == (2, "")
    assert 'Did you mean "score"?' in done.err
    assert "1 fault in 1 file." in done.err
    done = scorarium("check", "broken.scheme.yaml", "binary.scheme.yaml", "--json", cwd=tmp_path)
    assert done.status == 2
    assert {fault["file"] for fault in done.json()["faults"]} == {"broken.scheme.yaml", "binary.scheme.yaml"}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--person", "400"), "no person 400"),
        (("--most", "harmed", "--world", "elsewhere"), "no world elsewhere"),
    ],
)
def test_nobody_there_to_explain(kept: SimpleNamespace, arguments: tuple[str, ...], told: str) -> None:
    done = scorarium("explain", kept.run, *arguments, cwd=kept.folder)
    assert (done.status, done.out) == (2, "")
    assert told in done.err
