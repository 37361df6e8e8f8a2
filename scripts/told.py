"""Write `docs/catalogue.md` and `docs/mechanisms.md`: what the literature describes, where it is, whether it runs."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from ruamel.yaml import YAML

from scorarium.engine.refusals import SCHEME, SOCIETY, matches, written
from scorarium.outcomes.layout import OUTCOMES
from scorarium.scheme.document import Document
from scorarium.scheme.library import shipped
from scorarium.scheme.outcome_names import OUTCOME_NAMES
from scorarium.scheme.read import load_scheme
from scorarium.scheme.sources import numbers_of
from scorarium.society.recipe import load_society

ROOT: Final = Path(__file__).resolve().parents[1]
DATA: Final = ROOT / "docs" / "coverage.yaml"
MOVES: Final = ROOT / "tests" / "laws" / "mechanisms.yaml"
BASES: Final = ("documented", "derived", "fitted", "assumed")
RUNS: Final = "runs"
LATER: Final = "declared, not yet run"
UNMEASURED: Final = "declared, not yet measured"
TOLD: Final = "said, for the law"
LAW: Final = "law-only"
CATALOGUE: Final = """# The catalogue

Every system that the literature in view names, and the file in which it stands. `scorarium show NAME` reads a file
aloud, `scorarium sources NAME` lists each of its numbers. *Documented* numbers are published, *derived* ones follow
from published ones by arithmetic, *fitted* ones were chosen so that a published outcome comes out, and *assumed* ones
nobody has published: they carry a range. What a file does not say of itself is counted nowhere.

| | system | file | fidelity | documented | derived | fitted | assumed |
|---|---|---|---|---|---|---|---|
"""
MECHANISMS: Final = """# Mechanisms

What the literature says that scoring does and how, where each is in the language, a file that uses it, and a test. A
word stands in schemes or societies ([the language](reference/index.md)), an outcome is measured in every run. What the
engine of this version refuses says so; on what is *said, for the law*, no number of a run depends.

Every mechanism that runs is cut out of its example, and the two are lived side by side by the same people with the same
luck (`test_what_is_taken_out_is_missed`): *moves* says which outcomes of the world that has it are higher (↑) or lower
(↓), as the source says. Where another test is named, it holds the mechanism to its law or its measure as well.

Of {} mechanisms {} run, {} are said for the law, {} are declared.

| | mechanism | where | example | moves | test | state |
|---|---|---|---|---|---|---|
"""


def data() -> dict[str, dict[Any, Any]]:
    """The systems, mechanisms and numbers, as the file lists them."""
    return read(DATA)


@cache
def read(path: Path) -> dict[Any, Any]:
    """A file of rows."""
    return dict(YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8")))


@cache
def example(name: str) -> Document:
    """A declaration that a row names: in the library, or among the cases."""
    if name.endswith(".yaml"):
        path = ROOT / name
        return load_society(path) if name.endswith(".society.yaml") else load_scheme(path)
    return load_society(name) if name in shipped("society") else load_scheme(name)


def status(where: str, name: str) -> str:
    """Whether a mechanism runs in its example.

    Raises
    ------
    LookupError
        There is no such word, or the example does not use it.
    """
    kind, _, rest = where.partition(":")
    if kind == "outcome":
        if rest not in OUTCOME_NAMES | OUTCOMES.keys():
            raise LookupError(f"no outcome {rest}")
        return RUNS if rest in OUTCOMES else UNMEASURED
    pattern, _, wanted = rest.partition("=")
    used = [
        (path, value)
        for path, value in written(example(name))
        if matches(path, pattern) and (not wanted or said(value) == wanted)
    ]
    if not used:
        raise LookupError(f"{name} does not use {rest}")
    return RUNS if any(is_executed(kind, path, value) for path, value in used) else LATER


def said(value: Any) -> str:
    """A value as a row writes it."""
    days = getattr(value, "default", None)
    if days is not None and getattr(value, "is_constant", False):
        return "never" if value.constant_value == float("inf") else f"{value.constant_value:g}"
    return str(value).lower() if isinstance(value, bool) else str(value)


def is_executed(kind: str, path: tuple[str, ...], value: Any) -> bool:
    """Whether the engine refuses neither this word nor one in which it stands."""
    refused = SCHEME if kind == "scheme" else SOCIETY
    own = [one for one in refused if matches(path, one.at) and (one.when is None or one.when(value))]
    above = [
        one for n in range(1, len(path)) for one in refused if one.when is None and matches(path[:n], one.at)
    ]  # fmt: skip
    return not own and not above


def catalogue(found: Mapping[str, dict[Any, Any]]) -> str:
    """The page of systems and numbers."""
    lines = [*CATALOGUE.splitlines()]
    for number, (system, names, remark) in found["systems"].items():
        told = f"{system} ({remark})" if remark else system
        for k, name in enumerate(names):
            lines.append(f"| {number if not k else ''} | {told if not k else ''} | {_file(name)} |")
    own = {name for _, names, _ in found["systems"].values() for name in names}
    there = [number for number, (_, names, _) in found["systems"].items() if any(name in SHIPPED for name in names)]
    others = sorted(set(SHIPPED) - own)
    lines += ["", f"{len(there)} of {len(found['systems'])} systems have a file that runs."]
    if others:
        lines += [f"Beside them: {', '.join(f'`{name}`' for name in others)}."]
    lines += [
        "",
        "## The numbers of the literature",
        "",
        "| | figure | what it counts | where it is used, or why not |",
    ]
    lines += ["|---|---|---|---|"]
    lines += [f"| {n} | {figure} | {meaning} | {used} |" for n, (figure, meaning, used) in found["numbers"].items()]
    used = sum(not str(row[2]).startswith("not ") for row in found["numbers"].values())
    lines += ["", f"{used} of {len(found['numbers'])} are used; for the others the reason is given."]
    return "\n".join(lines) + "\n"


SHIPPED: Final = shipped("scheme")


def _file(name: str) -> str:
    if name not in SHIPPED:
        return f"`{name}`, declared in the language, not yet shipped | | | | |"
    scheme = load_scheme(name)
    bases = Counter(one.source.basis for one in numbers_of(scheme))
    return f"`{name}` | {scheme.fidelity} | " + " | ".join(str(bases[basis]) for basis in BASES)


def mechanisms(found: Mapping[str, dict[Any, Any]]) -> str:
    """The page of mechanisms."""
    rows, wrong = [], []
    for number, (what, where, name, test) in found["mechanisms"].items():
        try:
            state = status(where, name)
            rows.append((number, what, where, name, test, TOLD if test == LAW and state == RUNS else state))
        except LookupError as error:
            wrong.append(f"{number}: {error}")
    if wrong:
        raise SystemExit("\n".join(wrong))
    running, told = (sum(row[5] == state for row in rows) for state in (RUNS, TOLD))
    rest = len(rows) - running - told
    lines = [*MECHANISMS.format(len(rows), running, told, rest).splitlines()]
    for number, what, where, name, test, state in rows:
        kind, _, rest = where.partition(":")
        place = f"outcome `{rest}`" if kind == "outcome" else f"{kind}, `{rest}`"
        shown = [f"`{text}`" if text else "" for text in (name, found["tests"].get(test, "").replace("tests/", "", 1))]
        lines.append(f"| {number} | {what} | {place} | {shown[0]} | {moves(number)} | {shown[1]} | {state} |")
    return "\n".join(lines) + "\n"


def moves(number: int) -> str:
    """Which outcomes a mechanism moves, and which way."""
    found = read(MOVES).get(number, {}).get("moves", {})
    return ", ".join(f"`{outcome}` {'↑' if way == 'up' else '↓'}" for outcome, way in found.items())


def pages() -> dict[Path, str]:
    """Give both pages with their text."""
    found = data()
    return {ROOT / "docs" / "catalogue.md": catalogue(found), ROOT / "docs" / "mechanisms.md": mechanisms(found)}


def main() -> int:
    """Write the pages, or with `--check` only say which are out of date."""
    late = [path for path, text in pages().items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    if "--check" in sys.argv[1:]:
        for path in late:
            print(f"{path.relative_to(ROOT)} is out of date: .venv/bin/python scripts/told.py")
        return bool(late)
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
