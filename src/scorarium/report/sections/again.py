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
        "command": command(material),
        "facts": {name: text for name, text in facts.items() if text},
        "declarations": declarations(material),
    }
    return Section("again", "Run it again", "How to run it again", (lead,), kind="again", data=data)


def command(material: Material) -> str:
    """What to type, where the worlds are those of plain schemes of the library; otherwise what to save first."""
    order = material.order
    named = {name: "+".join(scheme.name for scheme in world.schemes) for name, world in order.worlds.items()}
    parts = ["scorarium", "run", *named.values()]
    if len(order.societies) == 1:
        parts += ["--society", next(iter(order.societies))]
    if order.persons is not None:
        parts += ["--persons", str(order.persons)]
    parts += ["--years", f"{order.years:g}", "--seed", str(order.seed), "--replicates", str(order.replicates)]
    return " ".join(shlex.quote(part) for part in parts)


def is_plain(material: Material) -> bool:
    """Whether the command alone makes the run: schemes and societies of the library, as they are shipped."""
    from scorarium.scheme.read import load_scheme  # noqa: PLC0415  # late: reading takes time

    for name, world in material.order.worlds.items():
        if name != "+".join(scheme.name for scheme in world.schemes):
            return False
        for scheme in world.schemes:
            if scheme.name not in shipped("scheme") or load_scheme(scheme.name).raw != scheme.raw:
                return False
    return all(name in shipped("society") for name in material.order.societies)


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
    named = [(f"{used.scheme.name} (scheme)", used.scheme.raw) for used in material.distinct]
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
