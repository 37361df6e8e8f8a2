"""Reading YAML: the core schema, places, and what the language refuses."""

from pathlib import Path

import pytest

from scorarium.scheme.yaml import MAX_BYTES, MAX_DEPTH, PACKAGE, Reading, read_file, read_text


def read(text: str) -> Reading:
    return read_text(text, "f.yaml")


def test_only_true_and_false_are_booleans() -> None:
    raw = read("a: true\nb: false\nc: on\nd: off\ne: yes\nf: no\ng: y").raw
    assert raw == {"a": True, "b": False, "c": "on", "d": "off", "e": "yes", "f": "no", "g": "y"}


def test_numbers_of_the_core_schema() -> None:
    text = (
        "a: 1e-6\nb: 100_000\nc: +30\nd: -0.5\ne: .5\nf: 0x10\ng: 0o17\nh: 012\ni: 1:30\nj: 2001-01-01\nk: 18+\nl: '1'"
    )
    assert read(text).raw == {
        "a": 1e-6, "b": 100000, "c": 30, "d": -0.5, "e": 0.5, "f": 16, "g": 15, "h": 12,
        "i": "1:30", "j": "2001-01-01", "k": "18+", "l": "1",
    }  # fmt: skip


def test_keys_become_text() -> None:
    assert list(read("1: a\n+2: b\n0.5: c\n3.0: d\ntrue: e\n0-17: f").raw) == ["1", "2", "0.5", "3", "true", "0-17"]


def test_the_same_key_in_two_spellings_is_one_key() -> None:
    assert [fault.problem for fault in read("1: a\n1.0: b\n").faults] == ["a key written twice"]


def test_places_of_keys_and_values() -> None:
    positions = read("a:\n  b: [x, {c: 1}]\n").positions
    b = positions["a", "b"]
    assert (b.key_line, b.key_column, b.line, b.column) == (2, 3, 2, 6)
    c = positions["a", "b", "1", "c"]
    assert (c.key_line, c.key_column, c.line, c.column) == (2, 11, 2, 14)
    assert c.is_plain
    assert not b.is_plain


def test_nothing_is_null() -> None:
    assert read("a: ~\nb:\nc: null\nd: '~'\n").raw == {"a": None, "b": None, "c": None, "d": "~"}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: &x 1", "the language has no anchors"),
        ("a: *x", "the language has no anchors"),
        ("a: !!int 1", "the language has no tags"),
        ("%YAML 1.2\n---\na: 1", "the language has no directives"),
        ("a: 1\n---\nb: 2", "a second document"),
        ("? [a]\n: 1", "not a key"),
        ("~: 1", "not a key"),
        ('"\\0": 1', "not a key"),
        ("a: .nan", "not a number"),
        ("a: -.inf", "not a number"),
        ("a: 1e999", "a number out of any range"),
        ("a: " + "9" * 100, "a number out of any range"),
        ("- a", "not a declaration"),
        ("", "not a declaration"),
        ("a: " + "[" * (MAX_DEPTH + 2), "too much for one declaration"),
        ("x" * 20_000, "a line too long"),
        ("a: \x07", "a character that YAML does not allow"),
        ('a: "\\UFFFFFFFF"', "not YAML"),
    ],
)
def test_what_the_language_refuses(text: str, problem: str) -> None:
    assert problem in [fault.problem for fault in read(text).faults]


def test_a_syntax_error_has_its_place() -> None:
    [fault] = read("a: 1\nb: [1, 2\nc: 3\n").faults
    assert (fault.line, fault.column) == (3, 2)


def test_every_fault_comes_at_once() -> None:
    assert len(read("a: &x 1\na: 2\nb: .nan\nc: !!str x\n").faults) == 4


@pytest.mark.parametrize(
    ("content", "got"),
    [
        (b"\x00\x01\x02", "binary data"),
        ("a: 1".encode("utf-16"), "UTF-16"),
        (b"a: \xff", "byte 0xff"),
        (b"#" * (MAX_BYTES + 1), f"more than {MAX_BYTES:,} bytes"),
    ],
)
def test_what_is_no_text(tmp_path: Path, content: bytes, got: str) -> None:
    file = tmp_path / "f.yaml"
    file.write_bytes(content)
    [fault] = read_file(file).faults
    assert fault.got == got


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    file = tmp_path / "f.yaml"
    file.write_bytes(b"\xef\xbb\xbfa: 1")
    assert read_file(file).raw == {"a": 1}


def test_no_such_file(tmp_path: Path) -> None:
    assert [fault.got for fault in read_file(tmp_path / "x.yaml").faults] == ["nothing"]
    assert [fault.got for fault in read_file(tmp_path).faults] == ["a directory"]


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.yaml")), ids=lambda path: path.name)
def test_shipped_files_read_the_same_by_both_scanners(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert read_text(text, path.name, pure=False) == read_text(text, path.name)
