"""No input of any kind ends in a traceback, a hang or a silent default."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorarium.scheme.yaml import read_file, read_text
from scorarium.studies.check import check_files

CASES = sorted((Path(__file__).parents[1] / "cases").glob("*.yaml"))
TEXTS = [file.read_text(encoding="utf-8") for file in CASES]
RAWS = [read_file(file).raw for file in CASES]
MOST_SECONDS = 5
"""Of processor time: other work on the machine is not ours to answer for."""

BITS = st.sampled_from([
    *"{}[]:,&*!|>'\"%@`#?-~\n\t \\", "\\U0011FFFF", "---", "...", "%YAML 1.9\n---", "<<: ", "!!binary ", "? ", "|99\n",
    ">-\n", "\u2028", "\x85", "\ufeff", "\x1b", "\x00", "🙂", "'''", '"\\0": 1', '"[key]": 1\n', "&a *a", "~purpose: ",
])  # fmt: skip
ODD = st.sampled_from([
    None, True, 0, -1, 2.5, 1e-6, 10**40, "", "x", "never", "1d", "-3d", "5%", "-5%", "1e9%", "0/y", "1e5/d",
    "2 within 1y", "2 within never", "0.2 days-income", "worst", "rest", "off", "none", "district.cameras", "~", "a\nb",
    [], [1], [None, None], ["a", "a"], {}, {"value": 1}, {"by": {"repeat": {"1": 1}}}, {"from": 1}, {"law": "uniform"},
    {"mean": "1y", "law": "exponential"}, {"shares": {"1": "50%"}}, {"any": {"a": {"not": {"tier": "A"}}}},
    {"default": 1, "times": {"age": {"0": 2}}}, {"kind": "ladder"}, {"kind": "record"}, "x" * 300,
])  # fmt: skip


@st.composite
def broken_texts(draw: st.DrawFn) -> str:
    """Draw the text of a case with something put in or taken out."""
    text = draw(st.sampled_from(TEXTS))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(BITS) + text[at + draw(st.integers(0, 20)) :]
    return text


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """List every place in plain data but the root."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [place for key, part in inner for place in ((*path, key), *places(part, (*path, key)))]


@st.composite
def odd_declarations(draw: st.DrawFn) -> Any:
    """Draw a case with odd values, doubled words or lines taken out."""
    raw = json.loads(json.dumps(draw(st.sampled_from(RAWS))))
    for _ in range(draw(st.integers(1, 3))):
        found = places(raw)
        if not found:
            break
        *way, last = draw(st.sampled_from(found))
        parent = raw
        for step in way:
            parent = parent[step]
        match draw(st.sampled_from(["replace", "remove", "rename"])):
            case "replace":
                parent[last] = json.loads(json.dumps(draw(ODD)))
            case "remove":
                del parent[last]
            case _ if isinstance(parent, dict):
                parent[draw(st.sampled_from(["name", "like", "when", "on", "points", "x", "0"]))] = parent.pop(last)
    return raw


def is_answered(file: Path) -> bool:
    """Whether a check says something printable in time."""
    begin = time.process_time()
    said = [str(fault) for fault in check_files([file])]
    return time.process_time() - begin < MOST_SECONDS and all(
        line.startswith(str(file)) or ":" in line for line in said
    )


@given(broken_texts())
def test_broken_text_is_answered(text: str) -> None:
    reading = read_text(text, "f.yaml")
    assert reading.raw or reading.faults


@given(st.binary(max_size=200))
def test_any_bytes_are_answered(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "bytes.yaml"
    file.write_bytes(content)
    assert is_answered(file)
    assert check_files([file])


@given(odd_declarations())
def test_odd_declarations_are_answered(tmp_path_factory: pytest.TempPathFactory, raw: Any) -> None:
    file = tmp_path_factory.getbasetemp() / "odd.yaml"
    file.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")
    assert is_answered(file)


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
