"""What a laboratory needs of the machine that it runs on."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

GIB = 2**30
BYTES_PER_PERSON = 1200
"""Of a run of two worlds with friends, measured at 10⁶ persons; a rough guide, not a promise."""

ENOUGH = 0.5 * GIB


@dataclass(frozen=True)
class Check:
    """One thing that was looked at.

    Parameters
    ----------
    repair
        What to do where it is not in order.
    """

    what: str
    found: str
    ok: bool = True
    repair: str = ""


def examine() -> list[Check]:
    """Look at everything."""
    looks: tuple[Callable[[], Check], ...] = (
        versions, libraries, processors, memory, compiled, cache, catalogue,
    )  # fmt: skip
    return [look() for look in looks]


def versions() -> Check:
    """Scorarium and Python."""
    from scorarium.cli.console import version

    found = f"{version()} on Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    return Check("scorarium", found, sys.version_info >= (3, 11), "Python 3.11 or newer is needed.")


def libraries() -> Check:
    """What computes."""
    from importlib.metadata import version

    names = ("numpy", "numba", "scipy", "xarray", "pydantic", "ruamel.yaml", "h5netcdf", "typer", "rich")
    return Check("libraries", ", ".join(f"{name} {version(name)}" for name in names))


def processors() -> Check:
    """How many threads a run will take."""
    from scorarium.engine.threads import usable_threads

    n = usable_threads()
    return Check("threads", f"{n} usable of {os.cpu_count() or n} (--threads takes fewer; results are the same)")


def memory() -> Check:
    """How many persons fit."""
    free, total = free_memory()
    persons = int(free / BYTES_PER_PERSON / 100_000) * 100_000
    found = f"{free / GIB:.1f} GiB free of {total / GIB:.1f}, room for about {persons:,} persons in two worlds"
    return Check("memory", found, free >= ENOUGH, "Close something, or take fewer --persons.")


def free_memory() -> tuple[float, float]:
    """Bytes that are free, and all."""
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    except OSError:
        total = float(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"))
        return total, total
    sizes = {name: float(rest.split()[0]) * 1024 for name, _, rest in (line.partition(":") for line in lines)}
    return sizes.get("MemAvailable", sizes["MemTotal"]), sizes["MemTotal"]


def compiled() -> Check:
    """Whether the engine is compiled or interpreted."""
    off = os.environ.get("NUMBA_DISABLE_JIT", "0") not in ("", "0")
    repair = "Unset NUMBA_DISABLE_JIT: without the compiler a run takes hundreds of times as long."
    return Check("compiler", "switched off" if off else "on", not off, repair)


def cache() -> Check:
    """Where compiled code is kept, so that only the first run has to wait for it."""
    import scorarium

    folder = Path(os.environ.get("NUMBA_CACHE_DIR") or Path(scorarium.__file__).parent / "kernels" / "__pycache__")
    ready = folder if folder.exists() else folder.parent
    writable = os.access(ready, os.W_OK)
    files = [*folder.rglob("*.nbc")] if folder.exists() else []
    size = sum(file.stat().st_size for file in files)
    found = f"{folder}, {len(files)} files, {size / 2**20:.0f} MiB"
    repair = "It cannot be written: set NUMBA_CACHE_DIR to a folder of your own, or every run compiles anew."
    return Check("compiled code", found, writable, repair)


def catalogue() -> Check:
    """Whether every shipped declaration is faultless."""
    from scorarium.cli.check import shipped_files
    from scorarium.studies.check import examine as checked

    files = shipped_files()
    faults = checked(files).faults
    found = f"{len(files)} files, {f'{len(faults)} faults' if faults else 'no fault'}"
    return Check("catalogue", found, not faults, f"The first: {faults[0]}" if faults else "")


def refused() -> dict[str, list[str]]:
    """The words that `run` refuses, by kind of file; a star stands for any name."""
    from scorarium.engine.refusals import SCHEME, SOCIETY

    def words(rows: object) -> list[str]:
        return [one.at if one.when is None else f"{one.at} …" for one in rows]  # type: ignore[attr-defined]

    return {
        "scheme": words(SCHEME),
        "society": words(SOCIETY),
    }
