"""Numbers that a study varies: where they stand, within which range, and how one is put to another value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from scorarium.engine.plan_defaults import ASSUMED
from scorarium.engine.psychology import DEFAULTS, Default
from scorarium.errors import MalformedError
from scorarium.scheme.readers import read_any
from scorarium.society.psychology import Psychology

if TYPE_CHECKING:
    from scorarium.engine.plan import CompiledPlan

Where = tuple[str, ...]
Raw = Mapping[str, Any]
Method = Literal["saltelli", "morris", "latin_hypercube", "one_at_a_time", "grid"]
NOT_VARIED: Final = frozenset({"references", "facts", "changes"})
"""Parts of a declaration whose numbers are no parameters: what was published, and reforms that come later."""

MARKS: Final[Mapping[str, str]] = {"rate": "/y", "duration": "d", "money": " days-income"}
UNITS: Final[Mapping[str, str]] = {"1/y": "rate", "d": "duration"}
WHOLE: Final = frozenset({"appeals per entry"})


@dataclass(frozen=True)
class Varied:
    """One number that is varied.

    Parameters
    ----------
    name
        Of its declaration, and its path in it: `suining-2010.senses.police.detection`.
    document
        The name of the scheme or society.
    paths
        Where it stands; one that the engine fills in may stand in several places.
    value
        As declared, in its canonical unit.
    low, high
        Its range.
    dimension
        What is measured: `share`, `rate`, `duration`, `money`, `number` or `whole`.
    """

    name: str
    document: str
    paths: tuple[Where, ...]
    value: float
    low: float
    high: float
    dimension: str

    def text(self, value: float) -> float | int | str:
        """Write a value as a file has it."""
        if self.dimension == "whole":
            return round(value)
        mark = MARKS.get(self.dimension)
        return float(value) if mark is None else f"{float(value)!r}{mark}"


@dataclass(frozen=True)
class Varying:
    """What a study varies, and how.

    Parameters
    ----------
    samples
        As the method counts them.
    """

    method: Method
    samples: int
    numbers: tuple[Varied, ...]


def varying_declared(varying: Varying) -> dict[str, Any]:
    """What is varied, as plain data."""
    numbers = [{**asdict(one), "paths": [list(path) for path in one.paths]} for one in varying.numbers]
    return {"method": varying.method, "samples": varying.samples, "numbers": numbers}


def varying_from(declared: Mapping[str, Any]) -> Varying:
    """What is varied, from plain data."""
    numbers = (Varied(**{**one, "paths": tuple(map(tuple, one["paths"]))}) for one in declared["numbers"])
    return Varying(declared["method"], declared["samples"], tuple(numbers))


def assumed_in(name: str, raw: Raw) -> list[Varied]:
    """List the numbers of a declaration that say of themselves that they are assumed, with their ranges."""
    return [one for path, node in _sourced(raw, (), None) if (one := _number(name, path, node)) is not None]


def _sourced(raw: Any, path: Where, basis: str | None) -> Iterator[tuple[Where, Raw]]:
    """List the mappings that hold an assumed value and its range."""
    if not isinstance(raw, Mapping) or (path and path[0] in NOT_VARIED):
        return
    basis = raw.get("basis", basis) if not isinstance(raw.get("basis"), Mapping) else basis
    if "value" in raw and "range" in raw:
        if basis == "assumed":
            yield path, raw
        return
    for key, inner in raw.items():
        yield from _sourced(inner, (*path, str(key)), basis)


def _number(name: str, path: Where, node: Raw) -> Varied | None:
    """The number at a place; nothing where its value is no plain number or its range has no width."""
    try:
        value, low, high = (read_any(one) for one in (node["value"], *node["range"]))
    except MalformedError:
        return None
    at, lowest, highest = (one.constant_value for one in (value, low, high))
    if not lowest < highest:
        return None
    whole = all(isinstance(one, int) for one in (node["value"], *node["range"]))
    dimension = "whole" if whole and highest - lowest >= 2 else value.dimension
    return Varied(f"{name}.{'.'.join(path)}", name, (path,), at, lowest, highest, dimension)


def filled_in(society: str, raw: Raw, compiled: CompiledPlan) -> list[Varied]:
    """List the assumed numbers that the engine reads and fills in where a society or its schemes are silent."""
    from scorarium.engine.phases import distinct, silent  # noqa: PLC0415  # late: to check a file nothing is compiled
    from scorarium.engine.reads import is_read  # noqa: PLC0415

    found = []
    for name, default in DEFAULTS.items():
        is_open = name not in compiled.mind.written and is_read(name, compiled)
        if default.basis == "assumed" and is_open and (path := psychology_path(name)) is not None:
            found.append(_default(f"{society}.psychology.{name}", society, (path,), default))
    for outline in distinct(compiled):
        scheme = outline.scheme
        for name in silent(outline):
            paths = silent_paths(name, scheme.raw)
            if paths:
                found.append(_default(f"{scheme.name}.{name}", scheme.name, paths, ASSUMED[name]))
    return found


def _default(name: str, document: str, paths: tuple[Where, ...], default: Default) -> Varied:
    dimension = "whole" if default.unit in WHOLE else UNITS.get(default.unit, "number")
    return Varied(name, document, paths, default.value, *default.range, dimension)


def psychology_path(name: str) -> Where | None:
    """Where a society writes one of the engine's numbers; nothing for those that have no word."""
    if name == "excess":
        return "psychology", "announcement", "excess"
    return ("psychology", name) if name in Psychology.model_fields else None


def silent_paths(name: str, raw: Raw) -> tuple[Where, ...]:
    """Where a scheme writes what it is silent about."""
    part, _, word = name.partition(".")
    if part in ("appeal", "correction"):
        return (("due_process", part, word),)
    if part == "exports":
        return tuple(("exports", one, word) for one, export in raw["exports"].items() if word not in export)
    if part == "decided":
        return tuple(
            (room, one, part, word)
            for room in ("consequences", "lists") for one, found in raw.get(room, {}).items()
            if isinstance(found.get(part), Mapping) and word not in found[part]
        )  # fmt: skip
    return ((part, word),) if part == "visibility" else ()


def put(raw: Raw, numbers: Sequence[Varied], values: Sequence[float]) -> Raw:
    """Give a declaration with some of its numbers at other values; the declaration itself stays as it is.

    A number that a reform has changed is another one, and stays.
    """
    for one, value in zip(numbers, values, strict=True):
        for path in one.paths:
            raw = _put(raw, path, one, value)
    return raw


def _put(raw: Any, path: Where, one: Varied, value: float) -> Any:
    if not path:
        if not isinstance(raw, Mapping):
            return one.text(value) if raw is None or is_value(raw, one.value) else raw
        return {**raw, "value": one.text(value)} if is_value(raw.get("value"), one.value) else raw
    key, *rest = path
    node = ready(raw, key, one)
    inner = node.get(key)
    if inner is None and not rest:
        return {**node, key: one.text(value)}
    if inner is None and not _may_open(one):
        return raw
    return {**node, key: _put(inner if inner is not None else {}, tuple(rest), one, value)}


def ready(raw: Any, key: str, one: Varied) -> Raw:
    """Give a part as a mapping: the short form of psychology is its preset, that of an announcement its excess."""
    if isinstance(raw, str) and one.paths[0][0] == "psychology":
        return {"preset": raw}
    if isinstance(raw, Mapping):
        if key == "excess" and "half_life" not in raw:
            return {**raw, "half_life": f"{DEFAULTS['excess_half_life'].value!r}d"}
        return raw
    return {}


def _may_open(one: Varied) -> bool:
    """Whether what is missing on the way to a number may be opened: where the engine fills it in."""
    return one.paths[0][0] in ("psychology", "due_process", "visibility")


def is_value(raw: Any, value: float) -> bool:
    """Whether plain data say this number."""
    try:
        return abs(read_any(raw).constant_value - value) <= 1e-12 * max(1.0, abs(value))
    except (MalformedError, ValueError):
        return False


def at_path(raw: Any, path: Where) -> Any:
    """What stands at a path; `None` where nothing does."""
    for key in path:
        if not isinstance(raw, Mapping):
            return None
        raw = raw.get(key)
    return raw


def named(document: str, raw: Raw, path: Where, bounds: tuple[float, float]) -> Varied | None:
    """A number that a study names, with the range that it gives; nothing where none stands there."""
    name = f"{document}.{'.'.join(path)}"
    node = at_path(raw, path)
    if node is None and path[0] == "psychology" and len(path) == 2 and path[1] in DEFAULTS:
        default = DEFAULTS[path[1]]
        where = psychology_path(path[1])
        if where is None:
            return None
        return Varied(name, document, (where,), default.value, *bounds, UNITS.get(default.unit, "number"))
    try:
        value = read_any(node.get("value") if isinstance(node, Mapping) else node)
        return Varied(name, document, (path,), value.constant_value, *bounds, value.dimension)
    except (MalformedError, ValueError):
        return None
