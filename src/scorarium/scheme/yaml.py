"""YAML as the language has it: the 1.2 core schema without anchors, tags or doubled keys, every value with its place.

Only the scanner and parser of ruamel.yaml are used; what a scalar means is decided here. Files of the package itself
are scanned by libyaml, ten times as fast; tests hold both readings of them equal. What a user wrote is scanned by the
slower one, since libyaml knows YAML 1.1 only and its complaints say less.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from ruamel.yaml.reader import ReaderError

from scorarium.errors import Fault, MalformedError
from scorarium.quantities import key_text, shown
from scorarium.scheme.document import Path, Position
from scorarium.scheme.scalars import Scalar, resolve

PACKAGE: Final = FilePath(__file__).parent.parent
MAX_BYTES: Final = 500_000
MAX_DEPTH: Final = 64
MAX_NODES: Final = 20_000
MAX_LINE: Final = 10_000

_HINTS: Final = (
    ("'\\t'", "Indent with spaces, never with tabs."),
    ("mapping values are not allowed", "Put quotes around words that contain a colon and a blank."),
    ("could not find expected ':'", "Each key needs a colon and a blank behind it."),
    ("expected ',' or '}'", "Part the entries of {…} by commas and close the brace."),
    ("expected ',' or ']'", "Part the entries of […] by commas and close the bracket."),
    ("found unexpected end of stream", "Close the quotes."),
    ("expected <block end>", "Set what belongs together equally far in."),
    ("'%'", "Put quotes around words that begin with a per-cent sign."),
)


@dataclass(slots=True)
class Reading:
    """What one file held.

    Parameters
    ----------
    raw
        Plain data with text as keys; an empty mapping if nothing could be read.
    positions
        Where each path stands; members of a list by their index.
    faults
        All that was wrong with the YAML itself.
    """

    file: str
    raw: dict[str, Any] = field(default_factory=dict)
    positions: dict[Path, Position] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def fault(
        self, line: int, column: int, path: Path, problem: str, *,
        got: str | None = None, expected: str | None = None, repair: str | None = None,
    ) -> None:  # fmt: skip
        """Note a mistake."""
        self.faults.append(Fault(self.file, line, column, ".".join(path), problem, got, expected, repair))


class _StopError(Exception):
    """Stops the reading of a file in which nothing further can be made out."""


def read_file(path: FilePath, file: str | None = None) -> Reading:
    """Read a file; whatever is wrong with it stands in the faults.

    Parameters
    ----------
    path
        Where it is.
    file
        How the user named it, for the faults.
    """
    reading = Reading(file or str(path))
    try:
        if not path.is_file():
            what = "a directory" if path.is_dir() else "nothing" if not path.exists() else "no regular file"
            reading.fault(1, 1, (), "no such file", got=what, expected="a YAML file")
            return reading
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except OSError as error:
        reading.fault(1, 1, (), "cannot be read", got=(error.strerror or "an error").lower(), expected="a YAML file")
        return reading
    text = _decoded(content, reading)
    return reading if text is None else read_text(text, reading.file, pure=not path.is_relative_to(PACKAGE))


def read_text(text: str, file: str, *, pure: bool = True) -> Reading:
    """Read the text of a file; without ``pure`` by libyaml, if it is there."""
    reading = Reading(file)
    _check_lines(text, reading)
    if reading.faults:
        return reading
    try:
        tree = _Composer(reading).compose(YAML(typ="safe", pure=pure).parse(text))
    except _StopError:
        return reading
    except MarkedYAMLError as error:
        _syntax_fault(error, reading)
        return reading
    except ReaderError as error:
        _character_fault(error, text, reading)
        return reading
    except (YAMLError, ValueError, OverflowError) as error:
        reading.fault(1, 1, (), "not YAML", got=str(error).split("\n", 1)[0][:80] or type(error).__name__)
        return reading
    if not isinstance(tree, dict):
        what = "nothing" if tree is None else shown(tree)
        repair = "Start with scorarium: 1 and kind: scheme." if tree is None else None
        reading.fault(1, 1, (), "not a declaration", got=what, expected="a mapping", repair=repair)
        return reading
    reading.raw = tree
    return reading


def _check_lines(text: str, reading: Reading) -> None:
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > MAX_LINE:
            reading.fault(number, MAX_LINE, (), "a line too long", expected=f"at most {MAX_LINE:,} characters")
        if line.startswith("%"):
            reading.fault(
                number, 1, (), "the language has no directives", got=f"'{line[:20]}'", repair="Leave the line out."
            )


def _character_fault(error: ReaderError, text: str, reading: Reading) -> None:
    before = text[: int(error.position)]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    character = chr(error.character) if isinstance(error.character, int) else str(error.character)
    problem, repair = "a character that YAML does not allow", "Leave it out."
    reading.fault(line, column, (), problem, got=ascii(character), repair=repair)


def _decoded(content: bytes, reading: Reading) -> str | None:
    if len(content) > MAX_BYTES:
        reading.fault(1, 1, (), "too long", got=f"more than {MAX_BYTES:,} bytes", expected="a declaration")
        return None
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in content:
        kind = "UTF-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "binary data"
        reading.fault(1, 1, (), "not a text file", got=kind, expected="YAML in UTF-8")
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n") + 1
        column = len(before) - before.rfind(b"\n")
        reading.fault(line, column, (), "not UTF-8", got=f"byte {content[error.start]:#04x}", expected="YAML in UTF-8",
                      repair="Save the file as UTF-8.")  # fmt: skip
        return None


def _syntax_fault(error: MarkedYAMLError, reading: Reading) -> None:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
    said = " ".join(part for part in (error.context, error.problem) if part)
    repair = next((hint for sign, hint in _HINTS if sign in said), None)
    reading.fault(line, column, (), f"not YAML: {said}", repair=repair)


class _Composer:
    """Builds plain data out of events, and notes the places."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.nodes = 0

    def compose(self, events: Iterator[Event]) -> Any:
        """Build the one document; a second one is a fault."""
        tree: Any = None
        documents = 0
        for event in events:
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    line, column = _place(event)
                    self.reading.fault(line, column, (), "a second document", expected="one declaration in each file")
                    raise _StopError
            elif isinstance(event, ScalarEvent | SequenceStartEvent | MappingStartEvent | AliasEvent):
                line, column = _place(event)
                self.reading.positions[()] = Position(self.reading.file, line, column, line, column)
                tree = self._node(event, events, ())
        return tree

    def _node(self, event: Event, events: Iterator[Event], path: Path) -> Any:
        self.nodes += 1
        line, column = _place(event)
        if len(path) > MAX_DEPTH or self.nodes > MAX_NODES:
            what = f"more than {MAX_DEPTH} levels" if len(path) > MAX_DEPTH else f"more than {MAX_NODES:,} values"
            self.reading.fault(line, column, path[:8], "too much for one declaration", got=what)
            raise _StopError
        self._refuse_foreign(event, path)
        if isinstance(event, MappingStartEvent):
            return self._mapping(events, path)
        if isinstance(event, SequenceStartEvent):
            return self._sequence(events, path)
        return self._scalar(event, path) if isinstance(event, ScalarEvent) else ""

    def _refuse_foreign(self, event: Event, path: Path) -> None:
        """Note anchors, aliases and tags: YAML has them, the language does not."""
        line, column = _place(event)
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if anchor is not None:
            got = f"'{'*' if isinstance(event, AliasEvent) else '&'}{str(anchor)[:40]}'"
            repair = "Write it out, or make a variant with like."
            self.reading.fault(line, column, path, "the language has no anchors", got=got, repair=repair)
        if tag is not None and tag != "!":
            got = "'" + str(tag).replace("tag:yaml.org,2002:", "!!")[:40] + "'"
            self.reading.fault(line, column, path, "the language has no tags", got=got, repair="Leave it out.")

    def _sequence(self, events: Iterator[Event], path: Path) -> list[Any]:
        items: list[Any] = []
        for event in events:
            if isinstance(event, SequenceEndEvent):
                break
            inner = (*path, str(len(items)))
            line, column = _place(event)
            plain = isinstance(event, ScalarEvent)
            self.reading.positions[inner] = Position(self.reading.file, line, column, line, column, plain)
            items.append(self._node(event, events, inner))
        return items

    def _mapping(self, events: Iterator[Event], path: Path) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        for event in events:
            if isinstance(event, MappingEndEvent):
                break
            key_line, key_column = _place(event)
            key = self._key(event, events, path)
            value = next(events)
            inner = (*path, key)
            line, column = _place(value)
            if key in mapping:
                first = self.reading.positions[inner].key_line
                self.reading.fault(key_line, key_column, inner, "a key written twice", got=f"'{key}'",
                                   expected=f"each key once; it stands in line {first} already")  # fmt: skip
            else:
                plain = isinstance(value, ScalarEvent)
                self.reading.positions[inner] = Position(self.reading.file, line, column, key_line, key_column, plain)
            mapping.setdefault(key, self._node(value, events, inner))
        return mapping

    def _key(self, event: Event, events: Iterator[Event], path: Path) -> str:
        value = self._node(event, events, path) if isinstance(event, ScalarEvent) else None
        if value is None:
            line, column = _place(event)
            got = "~" if isinstance(event, ScalarEvent) else "a collection"
            self.reading.fault(line, column, path, "not a key", got=got, expected="a name or a number")
            raise _StopError
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, str) and not value.isprintable():
            line, column = _place(event)
            self.reading.fault(line, column, path, "not a key", got=ascii(value)[:40], expected="a name or a number")
            raise _StopError
        return key_text(value)

    def _scalar(self, event: ScalarEvent, path: Path) -> Scalar:
        text = str(event.value)
        if event.style:
            return text
        try:
            return resolve(text)
        except MalformedError as malformed:
            line, column = _place(event)
            for complaint in malformed.complaints:
                self.reading.fault(
                    line, column, path, complaint.problem, got=complaint.got, expected=complaint.expected
                )
            return 0


def _place(event: Event) -> tuple[int, int]:
    mark = event.start_mark
    return mark.line + 1, mark.column + 1
