"""Files of the project with something put in, taken out, doubled or exchanged."""

import json
from random import Random
from typing import Any, Final

from tests.properties.grammar import ODD_TEXTS, ODD_VALUES, UNITS

BITS: Final = (
    *"{}[]:,&*!|>'\"%@`#?-~\n\t \\", "\\U0011FFFF", "---", "...", "%YAML 1.9\n---", "<<: ", "!!binary ", "? ", "|99\n",
    ">-\n", "\u2028", "\x85", "\ufeff", "\x1b", "\x00", "🙂", "'''", '"\\0": 1', '"[key]": 1\n', "&a *a", "~purpose: ",
    "\r\n", "\r", "0x10", "1e999", ".nan", "-.inf", "-0", "1_000_000_000_000_000", "0o7", "2024-01-01", "{" * 70,
    "- " * 70,
)  # fmt: skip
KEYS: Final = (
    "name",
    "like",
    "when",
    "on",
    "points",
    "x",
    "0",
    "from",
    "by",
    "kind",
    "value",
    "any",
    "not",
    "lasts",
    "is",
)


def mutated_text(content: bytes, luck: Random) -> bytes:
    """Give the bytes of a file with one to four changes."""
    for _ in range(luck.randint(1, 4)):
        at = luck.randint(0, len(content))
        match luck.randrange(6):
            case 0 | 1:
                content = content[:at] + luck.choice(BITS).encode() + content[at + luck.randint(0, 20) :]
            case 2:
                content = content[:at] + bytes([luck.randrange(256)]) + content[at + 1 :]
            case 3:
                lines = content.split(b"\n")
                lines.insert(luck.randint(0, len(lines)), luck.choice(lines))
                content = b"\n".join(lines)
            case 4:
                lines = content.split(b"\n")
                lines.pop(luck.randrange(len(lines)))
                content = b"\n".join(lines)
            case _:
                word = luck.choice([*UNITS, *ODD_TEXTS]).encode("utf-8", "surrogatepass")
                end = content.find(b",", at)
                content = content[:at] + word + content[end if end > 0 else at :]
    return content


def mutated_data(raw: Any, luck: Random) -> Any:
    """Give plain data with one to three values exchanged, taken out, renamed or put elsewhere."""
    raw = json.loads(json.dumps(raw))
    for _ in range(luck.randint(1, 3)):
        found = places(raw)
        if not found:
            break
        *way, last = luck.choice(found)
        parent = raw
        for step in way:
            parent = parent[step]
        match luck.randrange(5):
            case 0:
                parent[last] = json.loads(json.dumps(luck.choice(ODD_VALUES)))
            case 1:
                parent[last] = luck.choice([*UNITS, *ODD_TEXTS])
            case 2:
                del parent[last]
            case 3 if isinstance(parent, dict):
                parent[luck.choice(KEYS)] = parent.pop(last)
            case _:
                there = raw
                for step in luck.choice(found):
                    there = there[step]
                parent[last] = json.loads(json.dumps(there))
    return raw


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """List every place in plain data but the root."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [place for key, part in inner for place in ((*path, key), *places(part, (*path, key)))]
