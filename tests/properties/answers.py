"""What every input is owed: an answer in time, in sentences, with nothing that was written thrown away in silence."""

import json
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path as FilePath
from random import Random
from typing import Any, Final

from typer.testing import CliRunner

from scorarium.cli.main import app
from scorarium.errors import DeclarationError, Fault
from scorarium.scheme.document import Document
from scorarium.scheme.read import rewritten
from scorarium.studies.check import examine, load_declaration
from tests.properties.grammar import Path, leaves, without, written

MOST_SECONDS: Final = 5.0
"""Of processor time: other work on the machine is not ours to answer for."""
STATUS: Final = (0, 2)
LOOKS: Final[Mapping[str, tuple[tuple[str, ...], ...]]] = {
    "scheme": (("show",), ("show", "--json"), ("sources",), ("sources", "--json")),
    "society": (("sources",),),
    "study": (),
    "vocabulary": (),
}
"""The commands that look at a kind of file; they must say something of all that passes `check`."""
NOTHING_NEW: Final = (("between", "step"), ("steps", 1))
"""Words that may say what holds without them."""


def wrong_answers(file: FilePath) -> list[str]:
    """List what is wrong with the answer to a check of a file."""
    begin = time.process_time()
    faults = examine([file]).faults
    spent = time.process_time() - begin
    lines = len(re.findall(rb"\r\n|\r|\n", file.read_bytes())) + 1  # as YAML counts them
    return [
        *([f"took {spent:.1f} s"] if spent > MOST_SECONDS else []),
        *(wrong for fault in faults for wrong in unplaced(fault, file, lines)),
    ]


def unplaced(fault: Fault, file: FilePath, lines: int) -> Iterator[str]:
    """List what a fault does not say although it should."""
    said = str(fault)
    if fault.file == str(file) and not (1 <= fault.line <= lines and fault.column >= 1):
        yield f"no such place: {said}"
    if fault.expected is None and fault.repair is None and not fault.problem.startswith("not YAML"):
        yield f"neither expected nor repair: {said}"
    if not said.isprintable():
        yield f"not printable: {said!r}"
    if len(said) > 2_000:
        yield f"too long: {said[:300]}"


def forgotten(document: Document, luck: Random, most: int) -> list[str]:
    """List the words of a faultless declaration that make no difference to what was understood."""
    raw = dict(document.raw)
    found: list[str] = []
    places = [path for path in leaves(raw) if path[0] not in ("scorarium", "kind", "name")]
    for path in luck.sample(places, min(most, len(places))):
        if (
            at(raw, path) in ({}, [])
            or (path[-1], at(raw, path)) in NOTHING_NEW
            or any(step in ("reform", "reforms") for step in path)
        ):
            continue
        try:
            if is_same(type(document).model_validate(without(raw, path)), document):
                found.append(f"makes no difference: {'.'.join(path)}: {at(raw, path)!r}")
        except ValueError:
            continue
    return found


def is_same(one: Document, other: Document) -> bool:
    """Whether two declarations say the same, wherever it is written."""
    return {**vars(one)} == {**vars(other)}


def at(raw: Any, path: Path) -> Any:
    """Give what stands at a path."""
    for step in path:
        raw = raw[step]
    return raw


def changed_on_the_way(document: Document, file: FilePath) -> list[str]:
    """List what is otherwise when a declaration is written down and read again."""
    file.write_text(json.dumps(rewritten(document.raw), ensure_ascii=False, indent=1), encoding="utf-8")
    again = load_declaration(file)
    wrong = [] if again.raw == document.raw else ["its plain data change when written and read again"]
    return wrong if is_same(again, document) else [*wrong, "its model changes when written and read again"]


def wrong_command(arguments: Sequence[str], *, passes: bool) -> list[str]:
    """List what is wrong with how a command of the program answers.

    Parameters
    ----------
    passes
        Whether it must succeed; otherwise it may refuse, with a sentence.
    """
    result = CliRunner().invoke(app, list(arguments))
    told = f"{' '.join(arguments[:2])}: {result.exit_code}"
    error = result.exception
    if error is not None and not isinstance(error, SystemExit):
        return [f"{told}: {type(error).__name__}: {error}"]
    if result.exit_code not in STATUS or (passes and result.exit_code != 0):
        return [f"{told}: {result.stderr[:500]}"]
    if "Traceback" in result.output + result.stderr or (result.exit_code == 2 and not result.stderr.strip()):
        return [f"{told} and no sentence"]
    return []


def mended(raw: Mapping[str, Any], file: FilePath, *, most: int = 12) -> dict[str, Any] | None:
    """Leave out what is faulty until nothing is; `None` if nothing is left."""
    left = dict(raw)
    for _ in range(most):
        file.write_text(json.dumps(left, ensure_ascii=False, indent=1), encoding="utf-8")
        faults = examine([file]).faults
        if not faults:
            return left
        left = pruned(left, faults)
    return None


def pruned(raw: Mapping[str, Any], faults: Sequence[Fault]) -> dict[str, Any]:
    """Give plain data without what faults are about."""
    left = dict(raw)
    for fault in faults:
        place = written(fault.path, left)
        if place is not None:
            left = without(left, place)
    return left


def runnable(raw: Mapping[str, Any], file: FilePath, society: FilePath) -> tuple[dict[str, Any] | None, set[str]]:
    """Leave out what a society lacks and the engine refuses, until a scheme runs; what was refused stands beside."""
    from scorarium.cli.living import refuse_faulty
    from scorarium.studies.order import order_run

    left: dict[str, Any] | None = dict(raw)
    refused: set[str] = set()
    for _ in range(12):
        if left is None:
            return None, refused
        file.write_text(json.dumps(left, ensure_ascii=False, indent=1), encoding="utf-8")
        try:
            refuse_faulty(order_run([str(file)], society=str(society)))
        except DeclarationError as error:
            refused |= {fault.problem for fault in error.faults}
            left = mended(pruned(left, error.faults), file)
            continue
        return left, refused
    return None, refused
