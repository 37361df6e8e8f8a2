"""How firms fare: each outcome of theirs, beside the same firms without the scheme."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from scorarium.outcomes.layout import OUTCOMES
from scorarium.report.content import Section
from scorarium.report.material import Estimate, Material
from scorarium.report.sections import say


def section(material: Material) -> Section | None:
    """One table, with a line for each world that knows an outcome; nothing without firms."""
    worlds = [*((none, "w0") for none in material.nones), *((world.name, world.tone) for world in material.worlds)]
    known = {name: _outcomes(material, name) for name, _ in worlds}
    names = list(dict.fromkeys(name for found in known.values() for name in found))
    rows = []
    for name in names:
        lines = [_line(name, world, tone, known[world][name]) for world, tone in worlds if name in known[world]]
        unit = next(found[name]["unit"] for found in known.values() if name in found)
        title, written = say.title(name).replace("People", "Firms"), say.unit(name, unit)
        rows.append({"title": title, "name": name, "unit": written, "meaning": "", "better": "", "lines": lines})
    if not rows:
        return None
    lead = (
        "Firms are no persons: what they do and what befalls them is counted apart, per firm. Persons work in them and"
        " represent them, so that what strikes a firm may strike people too."
    )
    return Section("firms", "Firms", "How firms fare", (lead,), kind="outcomes",
                   data={"tables": [{"title": "Firms", "rows": rows}]})  # fmt: skip


def _outcomes(material: Material, world: str) -> Mapping[str, Any]:
    found = material.document["worlds"].get(world, {}).get("firms", {}).get("outcomes", {})
    return {name: row for name, row in found.items() if name in OUTCOMES}


def _line(name: str, world: str, tone: str, found: Mapping[str, Any]) -> dict[str, object]:
    """One world: the value, and what it differs from the world without."""
    here, apart = _estimate(found), _estimate(found.get("difference", {}))
    unclear = apart.is_known and (apart.value == 0 or (apart.has_interval and not apart.is_clear))
    return {
        "world": world, "tone": tone, "value": say.number(name, here), "interval": say.interval(name, here),
        "difference": say.number(name, apart, signed=True), "ends": say.interval(name, apart, signed=True),
        "floor": "", "quiet": unclear, "why": "interval holds nought" if unclear and apart.value else "",
    }  # fmt: skip


def _estimate(found: Mapping[str, Any]) -> Estimate:
    low, high = found.get("interval") or (math.nan, math.nan)
    return Estimate(found.get("value", math.nan), low, high)
