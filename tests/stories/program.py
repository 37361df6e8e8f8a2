"""The program as a person runs it: in a process of its own, in a folder of its own."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROGRAM = str(Path(sys.executable).parent / "scorarium")
SECONDS = 300
STRICT = Path(__file__).parents[1] / "unit" / "lives" / "strict.scheme.yaml"


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    status: int
    out: str
    err: str

    def json(self) -> Any:
        """Standard output, which must be one JSON document and nothing else."""
        return json.loads(self.out)


def environment() -> dict[str, str]:
    """A plain terminal of 100 columns."""
    return {**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb", "PYTHONUNBUFFERED": "1"}


def scorarium(*arguments: str | Path, cwd: Path, timeout: float = SECONDS) -> Done:
    """Run a command to its end; a traceback is never an answer."""
    done = subprocess.run(
        [PROGRAM, *map(str, arguments)],
        cwd=cwd, capture_output=True, text=True, timeout=timeout, check=False, stdin=subprocess.DEVNULL,
        env=environment(),
    )  # fmt: skip
    assert "Traceback" not in done.stderr, done.stderr
    return Done(done.returncode, done.stdout, done.stderr)


def fits(value: Any, shape: Any, at: str = "") -> list[str]:
    """Compare a document with its shape and list what does not fit.

    A shape is a type (or several), a set of words of which it must be one, a one-item list for "a list of such", or a
    mapping of keys: `KEY?` may be missing, `*` stands for every other key, and without it no other may be there.
    """
    if isinstance(shape, dict):
        if not isinstance(value, dict):
            return [f"{at}: not a mapping (got {value!r})"]
        wrong = [f"{at}.{key}: missing" for key in shape if key != "*" and not key.endswith("?") and key not in value]
        for key, inner in value.items():
            expected = shape.get(key, shape.get(f"{key}?", shape.get("*")))
            wrong += [f"{at}.{key}: unknown key"] if expected is None else fits(inner, expected, f"{at}.{key}")
        return wrong
    if isinstance(shape, list):
        if not isinstance(value, list):
            return [f"{at}: not a list (got {value!r})"]
        return [found for k, one in enumerate(value) for found in fits(one, shape[0], f"{at}[{k}]")]
    if isinstance(shape, set):
        return [] if value in shape else [f"{at}: not one of {sorted(map(str, shape))} (got {value!r})"]
    types = shape if isinstance(shape, tuple) else (shape,)
    is_right = isinstance(value, types) and (bool in types or not isinstance(value, bool))
    return [] if is_right else [f"{at}: not {types} (got {value!r})"]
