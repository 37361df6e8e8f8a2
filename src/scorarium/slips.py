"""What somebody may have meant who wrote a quantity in another spelling: `1 per year`, `2 months`, `5%/y`."""

from __future__ import annotations

import re
from typing import Final

UNITS: Final = {
    "d": "d", "day": "d", "daily": "d",
    "w": "w", "wk": "w", "week": "w", "weekly": "w",
    "m": "mo", "mo": "mo", "mon": "mo", "mth": "mo", "month": "mo", "monthly": "mo",
    "y": "y", "yr": "y", "a": "y", "year": "y", "yearly": "y", "annum": "y",
}  # fmt: skip
COUNTS: Final = {"once": "1", "twice": "2", "one": "1", "two": "2", "three": "3"}
_FIGURE: Final = r"\d[\d_]*(?:\.\d+)?|\.\d+|once|twice|one|two|three"
_RATE: Final = re.compile(rf"({_FIGURE})\s*(%?)\s*(?:times\s*)?(?:/|per\s|an?\s|each\s|every\s)\s*([a-z]+?)s?$")
_SPAN: Final = re.compile(rf"({_FIGURE})\s*-?\s*([a-z]+?)s?$")


def meant_rate(raw: object) -> str | None:
    """Give the repair of a rate in another spelling."""
    found = _RATE.match(raw.strip().lower()) if isinstance(raw, str) else None
    if found is None or found[3] not in UNITS:
        return None
    figure = COUNTS.get(found[1], found[1])
    if found[2]:
        figure = f"{float(figure.replace('_', '')) / 100:.12g}"
    return f"Write {figure}/{UNITS[found[3]]}."


def meant_duration(raw: object) -> str | None:
    """Give the repair of a time span in another spelling."""
    found = _SPAN.match(raw.strip().lower()) if isinstance(raw, str) else None
    if found is None or found[2] not in UNITS:
        return "Write never." if isinstance(raw, str) and raw.lower() in ("forever", "always", "for ever") else None
    return f"Write {COUNTS.get(found[1], found[1])}{UNITS[found[2]]}."


def meant_share(raw: object) -> str | None:
    """Give the repair of a share in another spelling."""
    found = re.match(r"(\d+(?:\.\d+)?)\s*(?:percent|per cent|pct)$", raw.lower()) if isinstance(raw, str) else None
    part = re.match(r"(\d+)\s*(?:in|of|/)\s*(\d+)$", raw.lower()) if isinstance(raw, str) else None
    if part is not None and 0 < int(part[1]) <= int(part[2]):
        return f"Write {int(part[1]) / int(part[2]) * 100:.6g}%."
    return f"Write {found[1]}%." if found is not None else None
