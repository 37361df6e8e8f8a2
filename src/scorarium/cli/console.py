"""What goes to standard output and what to standard error."""

from __future__ import annotations

import json
import math
import sys
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console


def out() -> Console:
    """The console of results."""
    from rich.console import Console

    return Console(highlight=False, soft_wrap=False)


def err() -> Console:
    """The console of progress and remarks."""
    from rich.console import Console

    return Console(stderr=True, highlight=False)


def print_json(document: Mapping[str, Any]) -> None:
    """Print one JSON document on standard output; numbers that are none become null."""
    sys.stdout.write(json.dumps(plain(document), ensure_ascii=False, indent=2, allow_nan=False) + "\n")
    sys.stdout.flush()


def plain(value: Any) -> Any:
    """Give a value as JSON knows it: NumPy's scalars and arrays as numbers and lists, NaN and infinity as nothing."""
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(inner) for inner in value]
    if hasattr(value, "tolist") and not isinstance(value, str | bytes):
        return plain(value.tolist())
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Path):
        return str(value)
    return value


def version() -> str:
    """The version of Scorarium that is installed."""
    from importlib.metadata import version

    return version("scorarium")


def fault_of_ours(error: BaseException) -> str:
    """Say in one sentence that Scorarium itself went wrong, and where."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "scorarium" in frame.filename]
    where = f" in {Path(frames[-1].filename).stem}.{frames[-1].name}, line {frames[-1].lineno}" if frames else ""
    return (
        f"This is a fault of Scorarium, not of what you typed: {type(error).__name__}{where}: {error}. "
        "Set SCORARIUM_DEBUG=1 and run it again to see the whole traceback, and please report it."
    )
