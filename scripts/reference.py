"""Write the reference of the language, `docs/reference/*.md`, from the models and from files that pass `check`.

What the catalogue and the mechanisms say hangs on the same words: their pages come along (`scripts/told.py`).
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from scorarium.scheme.fields import Part
from scorarium.studies.check import MODELS, examine
from scorarium.studies.schema import json_schema

ROOT: Final = Path(__file__).resolve().parents[1]
OUT: Final = ROOT / "docs" / "reference"
EXAMPLES: Final = (
    ("tests/cases/*.yaml",),
    ("tests/unit/scheme/aloud/*.scheme.yaml",),
    ("docs/reference/examples/*.society.yaml", "docs/reference/examples/*.study.yaml"),
    ("docs/reference/examples/*.vocabulary.yaml",),
)
"""Files that are checked together, in groups; no shipped ones, so that the catalogue can grow without a new page."""
LONGEST: Final = 76

FORMS: Final[dict[str, str]] = {
    "Share": "share",
    "Ratio": "share, above 100% too",
    "SignedShare": "share, negative too",
    "Rate": "rate",
    "Duration": "duration",
    "PlainDuration": "duration, plain",
    "Money": "money",
    "Worth": "money, unit may be left out",
    "Points": "points",
    "Real": "number",
    "NotNegative": "number ≥ 0",
    "HowMany": "whole number ≥ 0",
    "Degree": "number from 0 to 5",
    "Amount": "number or money",
    "AnyNumber": "number of any unit",
    "AnyNumberPlain": "plain number of any unit",
    "Count": "count",
    "PointsBetween": "range of points",
    "DurationBetween": "range of durations",
    "ShareBetween": "range of shares",
    "Pair": "pair, `~` is open",
    "Words": "set of names",
    "OneOrMore": "name or set of names",
    "Name": "name",
    "Text": "text",
    "Levels": "`true`, level, set of levels or range",
    "Move": "move",
    "Entries": "moves by number of entries",
    "Rungs": "pair, or how many",
    "Convert": "new scores by old ones",
    "ConsequenceAmount": "share, money or duration",
    "Quintiles": "five numbers",
    "Range": "pair of shares",
    "Nested": "shares, nested",
    "Correlations": "numbers by pair of traits",
    "Field": "number, mean and spread, or by district",
    "Tick": "`1d` · `1w` · `1mo`",
    "Years": "number of years",
    "Limits": "numbers by outcome",
    "Varied": "pairs by path",
}
VALUES: Final[dict[str, str]] = {
    name: f"[{FORMS[name]}](values.md#{place})"
    for place, names in {
        "shares-rates-durations-money": ("Share", "Ratio", "SignedShare", "Rate", "Duration", "PlainDuration", "Money",
                                         "Worth", "Points", "Real", "Amount"),
        "counts": ("Count",),
        "ranges-pairs-and-sets": ("PointsBetween", "DurationBetween", "ShareBetween", "Pair", "Words", "OneOrMore",
                                  "Levels"),
        "moves-on-a-ladder": ("Move", "Entries", "Rungs"),
    }.items()
    for name in names
}  # fmt: skip
TITLES: Final[dict[str, tuple[str, str]]] = {
    "scheme": ("A scheme", "Who watches, what counts, what follows, and how one gets out again."),
    "society": ("A society", "Who lives there, what they do, whom they know."),
    "study": ("A study", "Which worlds are lived, how long and how often."),
    "vocabulary": ("A vocabulary", "What is true of acts and services whoever scores them."),
}


def models_of(kind: Any, found: dict[str, type[Part]] | None = None) -> dict[str, type[Part]]:
    """Collect the models to which a kind of file leads, in the order in which a reader meets them."""
    found = {} if found is None else found
    if isinstance(kind, type) and issubclass(kind, Part):
        if kind.__name__ not in found:
            found[kind.__name__] = kind
            for field in kind.model_fields.values():
                models_of(field.annotation, found)
    else:
        for inner in getattr(kind, "__args__", ()):
            models_of(inner, found)
    return found


def form(schema: Mapping[str, Any], linked: Mapping[str, Any]) -> str:
    """Say in a few words what may stand behind a word."""
    if "$ref" in schema:
        name = str(schema["$ref"]).rpartition("/")[2]
        return f"[{name}](#{anchor(name)})" if name in linked else VALUES.get(name, FORMS[name])
    for several in ("anyOf", "oneOf"):
        if several in schema:
            if len(schema[several]) == 2 and schema[several][1].get("items") == schema[several][0]:
                return f"one or several of {form(schema[several][0], linked)}"
            return " or ".join(dict.fromkeys(form(one, linked) for one in schema[several]))
    if "enum" in schema:
        return " · ".join(f"`{one}`" for one in schema["enum"])
    if "const" in schema:
        return f"`{str(schema['const']).lower()}`"
    if schema.get("type") == "array":
        return f"set of {form(schema['items'], linked)}"
    if schema.get("type") == "object":
        inner = schema.get("additionalProperties")
        return f"by name: {form(inner, linked)}" if isinstance(inner, dict) else "mapping"
    return {"boolean": "`true` · `false`", "integer": "whole number", "string": "text", "number": "number"}[
        str(schema["type"])
    ]


def anchor(name: str) -> str:
    """Give the place of a model on its page."""
    return name.lower()


def uses(value: Any, raw: Any) -> Iterator[tuple[str, str, Any]]:
    """List model, word and raw value wherever a declaration uses a word."""
    if isinstance(value, Part) and isinstance(raw, Mapping):
        for name, field in type(value).model_fields.items():
            key = field.alias or name
            if key in raw:
                yield type(value).__name__, key, raw[key]
                yield from uses(getattr(value, name), raw[key])
    elif isinstance(value, Mapping) and isinstance(raw, Mapping):
        for key, inner in value.items():
            if key in raw:
                yield from uses(inner, raw[key])


def flow(raw: Any) -> str:
    """Write a value as YAML on one line."""
    if isinstance(raw, Mapping):
        return "{" + ", ".join(f"{key}: {flow(inner)}" for key, inner in raw.items()) + "}"
    if isinstance(raw, list | tuple):
        return "[" + ", ".join(map(flow, raw)) + "]"
    if raw is None:
        return "~"
    if isinstance(raw, bool):
        return str(raw).lower()
    if isinstance(raw, int) and abs(raw) >= 100_000:
        return f"{raw:_}"
    text = str(raw)
    return f'"{text}"' if not text or any(mark in text for mark in (": ", ", ", " #", "{", "[")) else text


def examples() -> dict[tuple[str, str], str]:
    """Give for each word the most telling of its short uses in files that pass `check`.

    Raises
    ------
    SystemExit
        One of the files is faulty: it can be no example.
    """
    groups = [examine(sorted(file for one in patterns for file in ROOT.glob(one))) for patterns in EXAMPLES]
    faults = [fault for checked in groups for fault in checked.faults]
    if faults:
        raise SystemExit("\n".join(map(str, faults)))
    found: dict[tuple[str, str], str] = {}
    for document in (document for checked in groups for document in checked.documents.values()):
        for model, key, raw in uses(document, document.raw):
            text = f"{key}: {flow(raw)}"
            old = found.get((model, key))
            if raw not in ({}, []) and "|" not in text and (old is None or _worth(text) < _worth(old)):
                found[model, key] = text
    return found


def _worth(text: str) -> int:
    """Rank examples: about thirty letters say most; one that is cut says least."""
    return abs(len(text) - 30) if len(text) <= LONGEST else len(text)


def page(kind: str, shown: Mapping[tuple[str, str], str]) -> str:
    """Write the page of one kind of file."""
    schema = json_schema(kind)  # type: ignore[arg-type]
    parts = {**schema["$defs"], MODELS[kind].__name__: schema["$defs"]["Whole"]}
    models = models_of(MODELS[kind])
    title, summary = TITLES[kind]
    lines = [
        f"# {title}",
        "",
        f"{summary} A word in bold must be written. What is left out is unknown, never a default in disguise;",
        "where leaving out does something, the meaning says so. How quantities are written stands under",
        "[Values](values.md). Each example is cut from a file that passes `check`.",
        "",
    ]
    for name, model in models.items():
        if name in parts:
            lines += section(name, model, parts[name], models, shown)
    return "\n".join(lines).rstrip() + "\n"


def section(
    name: str,
    model: type[Part],
    part: Mapping[str, Any],
    linked: Mapping[str, Any],
    shown: Mapping[tuple[str, str], str],
) -> list[str]:
    """Write the table of one model."""
    needed = set(part.get("required", ()))
    lines = [f"## {name}", "", str(part.get("description", model.__doc__ or "")).partition("\n")[0], ""]
    lines += ["| word | takes | meaning | example |", "|---|---|---|---|"]
    for key, schema in part["properties"].items():
        bold = f"**`{key}`**" if key in needed else f"`{key}`"
        example = cut(shown.get((name, key), ""))
        told = schema["description"].replace("|", "\\|")
        takes = form({word: value for word, value in schema.items() if word != "description"}, linked)
        lines.append(f"| {bold} | {takes} | {told} | {f'`{example}`' if example else ''} |")
    return [*lines, ""]


def cut(example: str) -> str:
    """Shorten an example that is too long for a table."""
    return example if len(example) <= 2 * LONGEST else example[: 2 * LONGEST - 2].rstrip() + " …"


def pages() -> dict[Path, str]:
    """Give every generated page with its text."""
    shown = examples()
    return {OUT / f"{kind}.md": page(kind, shown) for kind in MODELS}


def main() -> int:
    """Write the pages, or with `--check` only say which are out of date."""
    late = [path for path, text in pages().items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    if "--check" in sys.argv[1:]:
        for path in late:
            print(f"{path.relative_to(ROOT)} is out of date: .venv/bin/python scripts/reference.py")
        return bool(late)
    OUT.mkdir(exist_ok=True)
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")
    return subprocess.run([sys.executable, ROOT / "scripts" / "told.py"], check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())
