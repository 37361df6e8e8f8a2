"""Which numbers a study varies: its word `vary` brought to places, values and ranges."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from scorarium.errors import Complaint, DeclarationError, Fault
from scorarium.scheme.document import Path
from scorarium.scheme.faults import place
from scorarium.scheme.numbers import suggest
from scorarium.society.recipe import Society
from scorarium.studies.design import Study, Vary
from scorarium.studies.sample import SAMPLES, complaint_of
from scorarium.studies.vary import Method, Varied, Varying, assumed_in, filled_in, named

if TYPE_CHECKING:
    from scorarium.engine.plan_frame import Worlds

Raw = Mapping[str, Any]
SAMPLE: Final = 500
"""Persons on whom the plan is compiled that says what the engine fills in."""

METHOD: Final[Method] = "saltelli"


def resolve(study: Study, societies: Mapping[str, Society], worlds: Mapping[str, Worlds], seed: int) -> Varying | None:
    """Find what a study varies.

    Parameters
    ----------
    societies, worlds
        By name of the society: its declaration, and its worlds with their schemes.

    Raises
    ------
    DeclarationError
        A number is named that is not there, or the samples do not do.
    """
    if study.vary is None:
        return None
    documents = documents_of(societies, worlds)
    numbers, wrong = _by_themselves(study.vary, documents)
    if study.vary.assumed is not None:
        known = [*assumed_numbers(documents), *engine_numbers(societies, worlds, seed)]
        names = {one.name for one in numbers}
        chosen, more = _chosen(study.vary.assumed, [one for one in known if one.name not in names])
        numbers += chosen
        wrong += more
    varying = Varying(method_of(study.vary), samples_of(study.vary), tuple(numbers))
    if not numbers and not wrong:
        wrong.append(
            (("vary",), Complaint("varies nothing", repair="Write assumed: all, or name numbers.", on_key=True))
        )
    if numbers and (found := complaint_of(varying)) is not None:
        problem, expected, repair = found
        wrong.append((("vary", "samples"), Complaint(problem, str(varying.samples), expected, repair)))
    if wrong:
        raise DeclarationError(_placed(study, wrong))
    return varying


def misnamed(study: Study, societies: Mapping[str, Society], worlds: Mapping[str, Worlds]) -> list[Fault]:
    """What is wrong with the numbers that a study names by themselves, for `check`."""
    if study.vary is None:
        return []
    return _placed(study, _by_themselves(study.vary, documents_of(societies, worlds))[1])


def _by_themselves(
    vary: Vary, documents: Mapping[str, Sequence[Raw]]
) -> tuple[list[Varied], list[tuple[Path, Complaint]]]:
    """The numbers that are named by themselves, and what is wrong with them."""
    found = list(numbers_named(vary, documents))
    wrong: list[tuple[Path, Complaint]] = [
        (("vary", "numbers", name), Complaint("no number of these worlds", name, "SCHEME.path or SOCIETY.path", repair))
        for name, one, repair in found if one is None
    ]  # fmt: skip
    return [one for _, one, _ in found if one is not None], wrong


def method_of(vary: Vary) -> Method:
    """The method, which is Saltelli's unless another is written."""
    return vary.method or METHOD


def samples_of(vary: Vary) -> int:
    """How many samples, as the method counts them."""
    return SAMPLES[method_of(vary)] if vary.samples is None else vary.samples


def documents_of(societies: Mapping[str, Society], worlds: Mapping[str, Worlds]) -> dict[str, list[Raw]]:
    """Every declaration of the study by its name; a scheme that reforms change stands in several forms."""
    found: dict[str, list[Raw]] = {name: [society.raw] for name, society in societies.items()}
    for own in worlds.values():
        for schemes in own.values():
            for scheme in schemes:
                forms = found.setdefault(scheme.name, [])
                if scheme.raw not in forms:
                    forms.append(scheme.raw)
    return found


def numbers_named(
    vary: Vary, documents: Mapping[str, Sequence[Raw]]
) -> Iterator[tuple[str, Varied | None, str | None]]:
    """Each number that the study names itself, with a repair where it is not there, or in several declarations."""
    for name, bounds in vary.numbers.items():
        found = {
            one.name: one
            for document, forms in documents.items()
            for one in [_in_forms(document, forms, name, bounds)] if one is not None
        }  # fmt: skip
        if len(found) == 1:
            yield name, next(iter(found.values())), None
        elif found:
            yield name, None, f"It stands in several declarations; write one of {', '.join(found)}."
        else:
            yield name, None, f"A name is that of a declaration ({', '.join(documents)}) and a path in it."


def _in_forms(document: str, forms: Sequence[Raw], name: str, bounds: tuple[float, float]) -> Varied | None:
    """The number in a declaration, by its path with or without the name before it."""
    path = tuple(name.removeprefix(f"{document}.").split("."))
    return next((one for raw in forms if (one := named(document, raw, path, bounds)) is not None), None)


def assumed_numbers(documents: Mapping[str, Sequence[Raw]]) -> list[Varied]:
    """Every number that a declaration calls assumed, each once."""
    found: dict[str, Varied] = {}
    for name, forms in documents.items():
        for raw in forms:
            for one in assumed_in(name, raw):
                found.setdefault(one.name, one)
    return list(found.values())


def engine_numbers(societies: Mapping[str, Society], worlds: Mapping[str, Worlds], seed: int) -> list[Varied]:
    """Every assumed number that the engine fills in and reads."""
    from scorarium.engine.plan import compile_plan  # noqa: PLC0415  # late: to check a file nothing is compiled
    from scorarium.society.generate import generate  # noqa: PLC0415

    found: dict[str, Varied] = {}
    for name, society in societies.items():
        people = generate(society, persons=SAMPLE, seed=seed)
        compiled = compile_plan(people, society, worlds[name], seed=seed, replicate=0, years=1.0)
        for one in filled_in(name, society.raw, compiled):
            found.setdefault(one.name, one)
    return list(found.values())


def _chosen(assumed: str | Sequence[str], known: Sequence[Varied]) -> tuple[list[Varied], list[tuple[Path, Complaint]]]:
    """The assumed numbers that are meant: all, those named, and those below a name."""
    if isinstance(assumed, str):
        return list(known), []
    found: dict[str, Varied] = {}
    wrong: list[tuple[Path, Complaint]] = []
    for k, name in enumerate(assumed):
        own = [one for one in known if one.name == name or one.name.startswith(f"{name}.")]
        found |= {one.name: one for one in own}
        if not own:
            near = suggest(name, [one.name for one in known])
            wrong.append((("vary", "assumed", str(k)), Complaint("no assumed number with a range", name, repair=near)))
    return list(found.values()), wrong


def _placed(study: Study, wrong: Sequence[tuple[Path, Complaint]]) -> list[Fault]:
    return [place(complaint, path, study.positions, study.name or "study") for path, complaint in wrong]
