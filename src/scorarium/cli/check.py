"""`scorarium check`: every fault of every file, and between them."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from scorarium.cli.console import print_json
from scorarium.cli.exits import Exit
from scorarium.cli.options import Json, require

if TYPE_CHECKING:
    from scorarium.studies.check import Checked


PAUSE: Final = 0.3


def check(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE]...", help="Files or names, checked against each other; without, the catalogue."),
    ] = None,
    watch: Annotated[
        bool, typer.Option("--watch", help="Check again whenever a file is saved; Ctrl-C ends it.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Find every fault of declarations at once, each with its place and its repair."""
    require(not (watch and as_json), "--watch goes on printing, --json prints one document: give one of them.")
    asked = files or shipped_files()
    if _watch(asked) if watch else _said(_examined(asked), len(asked), as_json=as_json):
        raise typer.Exit(Exit.BAD_INPUT)


def _examined(asked: Sequence[str]) -> Checked:
    from scorarium.studies.check import examine

    return examine(asked)


def _said(checked: Checked, n: int, *, as_json: bool) -> int:
    """Say what was found in `n` files; returns how many faults there are."""
    if as_json:
        print_json(document(checked))
    else:
        where = sys.stderr if checked.faults else sys.stdout
        for line in (*map(str, checked.faults), *verdict(n, checked)):
            print(line, file=where, flush=True)
    return len(checked.faults)


def _watch(asked: Sequence[str]) -> int:
    """Check whenever a file is another than before, until Ctrl-C; what stands last is the answer."""
    from scorarium.studies.check import stamps

    before, checked = stamps(asked), _examined(asked)
    try:
        _said(checked, len(asked), as_json=False)
        while True:
            time.sleep(PAUSE)
            now = stamps(asked)
            if now != before:
                before = now
                typer.echo(time.strftime("\n%H:%M:%S"))
                checked = _examined(asked)
                _said(checked, len(asked), as_json=False)
    except KeyboardInterrupt:
        return len(checked.faults)


def document(checked: Checked) -> dict[str, Any]:
    """What `check --json` prints."""
    in_vain = [{"scheme": one, "society": at, "acts": list(acts)} for (one, at), acts in checked.in_vain.items()]
    faults = [asdict(fault) for fault in checked.faults]
    unsaid = [{"scheme": one, **asdict(fault)} for one, unknown in checked.unsaid.items() for fault in unknown]
    return {"ok": not faults, "faults": faults, "needed": checked.needed, "in_vain": in_vain, "unsaid": unsaid}


def shipped_files() -> list[str]:
    """The files of the catalogue."""
    from scorarium.scheme.library import shipped

    return [str(path) for kind in ("vocabulary", "society", "scheme") for path in shipped(kind).values()]


def home_of(checked: Checked, name: str) -> str:
    """The society in which `run` would put a scheme."""
    home = str(checked.documents["scheme", name].raw.get("home", "plain"))
    return "plain" if any(fault.path == "home" for fault in checked.faults) else home


def verdict(n_files: int, checked: Checked) -> list[str]:
    """The last lines: how many faults, what only a society can bring, and what a scheme watches for in vain."""
    files = "1 file" if n_files == 1 else f"{n_files} files"
    told = [
        f"{scheme} needs a society with {', '.join(attributes)}; give one too, such as {home_of(checked, scheme)}, and"
        " they are checked together."
        for scheme, attributes in checked.needed.items()
    ]
    told += [
        f"{scheme} watches in vain for {', '.join(acts)}: nobody does that in {society}."
        for (scheme, society), acts in checked.in_vain.items()
    ]
    told += [
        " ".join([f"{scheme} cannot run in its home: {home_of(checked, scheme)} has no {name}.", *filter(None, [near])])
        for scheme, names in checked.lacking.items()
        for name, near in names.items()
    ]
    told += [
        f"{scheme} can be read and audited, but not run yet: {fault}"
        for scheme, unknown in checked.unsaid.items()
        for fault in unknown
    ]
    n_faults = len(checked.faults)
    if n_faults:
        return [*told, f"{n_faults} fault{'' if n_faults == 1 else 's'} in {files}."]
    return [*told, f"No fault in {files}."]
