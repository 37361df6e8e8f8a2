"""How to run it again: command, seed, versions, hashes, declaration."""

from __future__ import annotations

import io
import shlex
from typing import Any

from scorarium.report import words
from scorarium.report.content import Section
from scorarium.report.material import Material
from scorarium.scheme.library import shipped

MOST_TEXT = 300_000


def section(material: Material) -> Section:
    """Everything from which the same numbers come again."""
    document = material.document
    provenance = document.get("provenance", {})
    timing = document.get("timing", {})
    facts = {
        "Run": str(document.get("run", "")),
        "Seed": str(document.get("seed", "")),
        "Size": f"{material.persons:,} persons, {document['ticks']:,} ticks of {document['tick']}, "
        f"{words.counted(material.replicates, 'replicate')}",
        "Scorarium": str(document.get("scorarium", "")),
        "Declaration (SHA-256)": str(provenance.get("declaration_sha256", "")),
        "Code (SHA-256)": str(provenance.get("code_sha256", "")),
        "Versions": ", ".join(f"{name} {version}" for name, version in provenance.get("versions", {}).items()),
        "Time it took": _time(timing),
    }
    lead = (
        "The same declaration, size, seed and code give the same bits on any machine of this kind, with any number of"
        " threads."
    )
    data = {
        "before": before(material),
        "command": command(material),
        "facts": {name: text for name, text in facts.items() if text},
        "declarations": declarations(material),
    }
    return Section("again", "Run it again", "How to run it again", (lead,), kind="again", data=data)


def command(material: Material) -> str:
    """What to type: names of the library, files for what is not shipped as it was run."""
    order = material.order
    if is_reformed(material):
        return f"scorarium describe {shlex.quote(str(material.document.get('dir') or 'RUN'))} --out again.md"
    parts = ["scorarium", "run"]
    parts += ["+".join(typed(scheme.name, "scheme", scheme.raw) for scheme in world.schemes)
              for world in order.worlds.values()]  # fmt: skip
    if len(order.societies) == 1:
        name, society = next(iter(order.societies.items()))
        parts += ["--society", typed(name, "society", society.raw)]
    if order.persons is not None:
        parts += ["--persons", str(order.persons)]
    parts += ["--years", f"{order.years:g}", "--seed", str(order.seed), "--replicates", str(order.replicates)]
    return " ".join(shlex.quote(part) for part in parts)


def before(material: Material) -> str | None:
    """What to do before the command can be typed; None if nothing."""
    if is_reformed(material):
        return "It has worlds of its own making: this writes the files of its study, and the command that runs it."
    order = material.order
    schemes = [(scheme.name, "scheme", scheme.raw) for world in order.worlds.values() for scheme in world.schemes]
    societies = [(name, "society", society.raw) for name, society in order.societies.items()]
    files = [file for name, kind, raw in [*schemes, *societies] if (file := typed(name, kind, raw)) != name]
    if not files:
        return None
    return f"First save what is declared below as {words.listed(list(dict.fromkeys(files)))}."


def is_reformed(material: Material) -> bool:
    """Whether `run` cannot make it from one file for each scheme: a study's worlds, reforms, or other luck."""
    order = material.order
    if order.burn_in is not None or order.same_society or order.until or not order.worlds:
        return True
    if any(name != "+".join(scheme.name for scheme in world.schemes) for name, world in order.worlds.items()):
        return True
    return len(order.societies) > 1 and any(not is_shipped(*one) for one in _societies(material))


def _societies(material: Material) -> list[tuple[str, str, Any]]:
    return [(name, "society", society.raw) for name, society in material.order.societies.items()]


def typed(name: str, kind: str, raw: Any) -> str:
    """What to type for a declaration: its name, or the file as which it is to be saved."""
    return name if is_shipped(name, kind, raw) else f"{name}.{kind}.yaml"


def is_shipped(name: str, kind: str, raw: Any) -> bool:
    """Whether a declaration stands in the library as it was run."""
    from scorarium.scheme.read import load_scheme  # noqa: PLC0415  # late: reading takes time

    if name not in shipped(kind):
        return False
    return kind != "scheme" or plain(load_scheme(name).raw) == plain(raw)


def _time(timing: Any) -> str:
    parts = []
    if timing.get("simulate_s"):
        parts.append(f"{words.figure(timing['simulate_s'], 1)} s of simulation")
    if timing.get("person_ticks"):
        parts.append(f"{timing['person_ticks']:,} person-ticks")
    if timing.get("candidates_per_person_tick"):
        parts.append(f"{words.figure(timing['candidates_per_person_tick'], 2)} candidate acts in each")
    return ", ".join(parts)


def declarations(material: Material) -> list[dict[str, str]]:
    """The declarations as they were run, as YAML."""
    from scorarium.scheme.read import rewritten  # noqa: PLC0415  # late: reading takes time

    named = [(f"{used.scheme.name} (scheme)", rewritten(used.scheme.raw)) for used in material.distinct]
    named += [(f"{name} (society)", society.raw) for name, society in material.order.societies.items()]
    return [{"title": title, "text": as_yaml(raw)} for title, raw in named]


def as_yaml(raw: Any) -> str:
    """Write plain data as YAML, with short mappings on one line."""
    from ruamel.yaml import YAML  # noqa: PLC0415  # late: it is slow to import

    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = None
    yaml.width = 110
    yaml.allow_unicode = True
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment]
    stream = io.StringIO()
    yaml.dump(plain(raw), stream)
    text = stream.getvalue()
    return text if len(text) <= MOST_TEXT else text[:MOST_TEXT] + "\n# … cut: it is longer than a page should be\n"


def plain(raw: Any) -> Any:
    """Mappings and lists of plain values."""
    if hasattr(raw, "items"):
        return {str(key): plain(value) for key, value in raw.items()}
    if isinstance(raw, list | tuple):
        return [plain(value) for value in raw]
    return raw
