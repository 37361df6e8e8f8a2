"""On what a figure was measured."""

from __future__ import annotations

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path


def machine() -> dict[str, str]:
    """The machine and the day, in words; what cannot be found out is left out."""
    found = {
        "day": datetime.now(UTC).date().isoformat(),
        "scorarium": version("scorarium"),
        "system": f"{platform.system()} {platform.machine()}",
        "processors": f"{os.cpu_count()}, of which this run may use {len(os.sched_getaffinity(0))}",
        "python": platform.python_version(),
        "load": f"{os.getloadavg()[0]:.1f}",
    }
    for name, file, word in (
        ("model", "/proc/cpuinfo", "model name"),
        ("cache", "/proc/cpuinfo", "cache size"),
        ("memory", "/proc/meminfo", "MemTotal"),
    ):
        lines = Path(file).read_text(encoding="utf-8").splitlines() if Path(file).exists() else []
        told = next((line.partition(":")[2].strip() for line in lines if line.startswith(word)), "")
        if told:
            found[name] = told
    return found
