"""No input of any kind ends in a traceback, a hang or a silent default."""

import json
import time
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorarium.scheme.yaml import read_file, read_text
from scorarium.studies.check import check_files, load_declaration
from tests.properties.answers import MOST_SECONDS, changed_on_the_way, forgotten, mended, wrong_answers
from tests.properties.grammar import Drawing, Kind
from tests.properties.mutations import mutated_data, mutated_text

CASES = sorted((Path(__file__).parents[1] / "cases").glob("*.yaml"))


def is_answered(file: Path) -> bool:
    """Whether a check says something printable in time."""
    begin = time.process_time()
    said = [str(fault) for fault in check_files([file])]
    return time.process_time() - begin < MOST_SECONDS and all(
        line.startswith(str(file)) or ":" in line for line in said
    )


@given(st.integers(0, 2**32), st.sampled_from(CASES))
def test_a_changed_text_is_answered(tmp_path_factory: pytest.TempPathFactory, seed: int, case: Path) -> None:
    file = tmp_path_factory.getbasetemp() / "changed.yaml"
    file.write_bytes(mutated_text(case.read_bytes(), Random(seed)))
    assert not wrong_answers(file)


@given(st.binary(max_size=200))
def test_any_bytes_are_answered(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "bytes.yaml"
    file.write_bytes(content)
    assert is_answered(file)
    assert check_files([file])


@given(st.integers(0, 2**32), st.sampled_from(CASES))
def test_a_changed_declaration_is_answered(tmp_path_factory: pytest.TempPathFactory, seed: int, case: Path) -> None:
    file = tmp_path_factory.getbasetemp() / "odd.yaml"
    file.write_text(json.dumps(mutated_data(read_file(case).raw, Random(seed)), ensure_ascii=False), encoding="utf-8")
    assert not wrong_answers(file)


@given(st.integers(0, 2**32), st.sampled_from(["scheme", "society", "study", "vocabulary"]))
def test_what_the_grammar_allows_is_read_and_kept(
    tmp_path_factory: pytest.TempPathFactory, seed: int, kind: Kind
) -> None:
    file, luck = tmp_path_factory.getbasetemp() / f"drawn.{kind}.yaml", Random(seed)
    raw = Drawing(kind, luck, wrong=luck.choice([0.0, 0.02]), fullness=0.2).declaration()
    file.write_text(json.dumps(raw, ensure_ascii=False, indent=1), encoding="utf-8")
    assert not wrong_answers(file)
    if mended(raw, file) is None:
        return
    document = load_declaration(file)
    assert not forgotten(document, luck, 4)
    assert not changed_on_the_way(document, file)


@pytest.mark.parametrize(
    "text",
    [
        "a: b\n" * 90_000,
        "- a\n" * 90_000,
        "#" * 490_000,
        "a: '" + "x\n " * 120_000 + "'",
        "\n" * 490_000,
        "".join(f"k{i}: 1\n" for i in range(40_000)),
        "? " * 4_000,
        "{" * 9_000,
        "!" * 9_999 + "\n",
        "a: |\n" + " x\n" * 120_000,
    ],
    ids=lambda text: repr(text[:8]),
)
def test_a_huge_file_does_not_hang(text: str) -> None:
    begin = time.process_time()
    assert read_text(text, "f.yaml").faults or text.startswith("a:")
    assert time.process_time() - begin < MOST_SECONDS
