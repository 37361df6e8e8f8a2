"""The program `scorarium`: its commands, and the one place where errors become sentences."""

from __future__ import annotations

import gc
import io
import os
import sys
import threading
from _thread import interrupt_main
from typing import Any, Final, NoReturn

import typer
from typer.core import TyperGroup

from scorarium.cli import audit as audits
from scorarium.cli import (
    check,
    claims,
    compare,
    describe,
    doctor,
    explain,
    facts,
    lab,
    new,
    plan,
    report,
    schema,
    show,
    society,
    sources,
    study,
    validate,
)
from scorarium.cli import list as listing
from scorarium.cli import run as running
from scorarium.cli.exits import Exit, StoppedError
from scorarium.errors import DeclarationError, ScorariumError

HELP = """A laboratory for social scoring: whole schemes on societies of people who do not exist, beside the same people
without them.

Begin with `scorarium list`, then `scorarium run suining-2010 --persons 5000`."""


SOON: Final = 0.05
"""Seconds: no callback takes so long, and nobody notices."""

COLLECTIONS: Final = (100_000, 50, 50)
"""How rarely cycles are looked for: what a start allocates stays, and looking again costs a twentieth."""


class Laboratory(TyperGroup):
    """The group of all commands: whatever goes wrong in one of them ends as a sentence and an exit status."""

    def invoke(self, ctx: Any) -> Any:
        """Run a command; see `speak_of` for what becomes of errors."""
        try:
            return super().invoke(ctx)
        except typer.Exit:
            raise
        except typer.BadParameter as error:
            error.message = plainly(error.message)
            raise
        except (ScorariumError, KeyboardInterrupt, OSError, MemoryError) as error:
            speak_of(error)


def plainly(message: str) -> str:
    """What is wrong with an option, without the checker's own words, and what may have been meant."""
    import difflib
    import re

    message = message.removeprefix("Value error, ")
    got, is_choice, choices = message.partition(" is not one of ")
    near = difflib.get_close_matches(got.strip("'"), re.findall(r"'([^']*)'", choices), n=1) if is_choice else []
    return f"{message} Did you mean '{near[0]}'?" if near else message


def speak_of(error: BaseException) -> NoReturn:
    """Say on standard error what went wrong and leave with the status that it has.

    Raises
    ------
    typer.Exit
        2 for bad input, 3 for an interruption; an operating system's "broken pipe" passes through.
    """
    if isinstance(error, StoppedError):
        _say(str(error))
        raise typer.Exit(Exit.INTERRUPTED) from None
    if isinstance(error, KeyboardInterrupt):
        _say("Interrupted: nothing was finished, so nothing is kept.")
        raise typer.Exit(Exit.INTERRUPTED) from None
    if isinstance(error, BrokenPipeError):
        raise error
    if isinstance(error, DeclarationError):
        _say(*(str(fault) for fault in error.faults))
    elif isinstance(error, MemoryError):
        _say("There is not enough memory for this: fewer --persons would fit (`scorarium doctor` shows what is free).")
    elif isinstance(error, OSError):
        _say(f"{error.filename or 'a file'}: {(error.strerror or str(error)).lower()}")
    else:
        _say(str(error))
    raise typer.Exit(Exit.BAD_INPUT) from None


def _say(*sentences: str) -> None:
    for sentence in sentences:
        print(sentence, file=sys.stderr)  # noqa: T201


app = typer.Typer(
    name="scorarium",
    help=HELP,
    cls=Laboratory,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120},
)


def _version(asked: bool) -> None:
    if asked:
        from scorarium.cli.console import version

        typer.echo(f"scorarium {version()}")
        raise typer.Exit


@app.callback()
def laboratory(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Print the version."),
) -> None:
    """Take the options that belong to no command."""


BY_KEYBOARD = 130
"""With what typer leaves when somebody interrupts it before a command has begun."""

DECLARE, LIVE, JUDGE, INSIDE = "Declare", "Run", "Judge", "Look inside"

app.command("list", rich_help_panel=DECLARE)(listing.list_declarations)
app.command("show", rich_help_panel=DECLARE)(show.show)
app.command("new", rich_help_panel=DECLARE)(new.new)
app.command("check", rich_help_panel=DECLARE)(check.check)
app.command("schema", rich_help_panel=DECLARE)(schema.schema)
app.command("sources", rich_help_panel=DECLARE)(sources.sources)
app.command("run", rich_help_panel=LIVE)(running.run)
app.command("study", rich_help_panel=LIVE)(study.study)
app.command("compare", rich_help_panel=LIVE)(compare.compare)
app.command("report", rich_help_panel=LIVE)(report.report)
app.command("explain", rich_help_panel=LIVE)(explain.explain)
app.command("audit", rich_help_panel=JUDGE)(audits.audit)
app.command("claims", rich_help_panel=JUDGE)(claims.claims)
app.command("facts", rich_help_panel=JUDGE)(facts.facts)
app.command("validate", rich_help_panel=JUDGE)(validate.validate)
app.add_typer(society.app, name="society", rich_help_panel=INSIDE)
app.command("plan", rich_help_panel=INSIDE)(plan.plan)
app.command("describe", rich_help_panel=INSIDE)(describe.describe)
app.command("doctor", rich_help_panel=INSIDE)(doctor.doctor)
app.command("lab", rich_help_panel=INSIDE)(lab.lab)


def _interrupt_again(lost: Any) -> None:
    """An interruption that came while the compiler called back is swallowed there: it is raised again after that."""
    if issubclass(lost.exc_type, KeyboardInterrupt):
        threading.Timer(SOON, interrupt_main).start()
    else:
        sys.__unraisablehook__(lost)


def _write_what_can_be_written() -> None:
    """Put a question mark for a sign that the terminal does not know, rather than stop."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def run() -> int:
    """Run the program; the entry point.

    Returns
    -------
    int
        The exit status. What is no known error is a fault of Scorarium: it is said in one sentence with status 70, or
        raised as it is where `SCORARIUM_DEBUG` is set.
    """
    gc.set_threshold(*COLLECTIONS)
    sys.unraisablehook = _interrupt_again
    _write_what_can_be_written()
    try:
        app()
    except KeyboardInterrupt:
        return int(Exit.INTERRUPTED)
    except SystemExit as left:
        if left.code == BY_KEYBOARD:
            return int(Exit.INTERRUPTED)
        raise
    except Exception as error:  # whatever it is, it is a fault of ours: one sentence instead of a traceback
        if os.environ.get("SCORARIUM_DEBUG"):
            raise
        from scorarium.cli.console import fault_of_ours

        _say(fault_of_ours(error))
        return int(Exit.OUR_FAULT)
    return int(Exit.DONE)
