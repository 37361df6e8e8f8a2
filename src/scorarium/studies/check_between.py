"""Check a scheme, and whatever its changes make of it, against the society and the schemes beside which it runs."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from scorarium.errors import Fault
from scorarium.scheme.check import is_old, variants
from scorarium.scheme.document import Path
from scorarium.scheme.model import Scheme
from scorarium.scheme.notes import Notes
from scorarium.scheme.told import unkept, untold_to
from scorarium.society.check_brought import check_detection
from scorarium.society.check_pair import check_pair
from scorarium.society.recipe import Society

Found = list[tuple[Path, Fault]]


def asks(scheme: Scheme, around: Iterable[Scheme]) -> list[Fault]:
    """What a scheme asks of others that do not keep it or do not tell it."""
    others = [one for other in around if other.name != scheme.name for one, _ in variants(other)]
    every = [*(one for one, _ in variants(scheme)), *others]
    return _in_each_variant(scheme, lambda one, under: [*untold_to(one, every, under), *unkept(one, every, under)])


def put_in(scheme: Scheme, society: Society, *, clocks: bool = True) -> list[Fault]:
    """What keeps a scheme from running in a society; `clocks` as in `check_pair`."""
    return _in_each_variant(scheme, lambda one, under: check_pair(one, society, clocks=clocks, under=under))


def unsaid_of(scheme: Scheme) -> tuple[Fault, ...]:
    """What nobody says of a scheme and a run hangs on, whatever the society."""

    def look(one: Scheme, under: Path) -> Found:
        notes = Notes(one, under)
        check_detection(notes, one)
        return notes.found

    return tuple(sorted(set(_in_each_variant(scheme, look))))


def _in_each_variant(scheme: Scheme, look: Callable[[Scheme, Path], Found]) -> list[Fault]:
    """The faults of a scheme, and those that its changes bring."""
    begins = look(scheme, ())
    faults = [fault for _, fault in begins]
    for reformed, under in variants(scheme)[1:]:
        faults += [fault for path, fault in look(reformed, under) if not is_old(path, fault, begins)]
    return faults
