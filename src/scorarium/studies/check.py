"""Check files, each by itself and those that are given together against each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path as FilePath
from typing import Any, Final

from scorarium.errors import DeclarationError, Fault
from scorarium.outcomes.layout import OUTCOMES
from scorarium.scheme.acts import Act, Service
from scorarium.scheme.check import check_scheme
from scorarium.scheme.condition import Condition
from scorarium.scheme.document import Document, Path
from scorarium.scheme.faults import moved
from scorarium.scheme.known import Known
from scorarium.scheme.library import find, shipped
from scorarium.scheme.model import Scheme
from scorarium.scheme.notes import Notes
from scorarium.scheme.outcome_names import OUTCOME_NAMES
from scorarium.scheme.read import build, load_scheme, read
from scorarium.scheme.salvage import salvage
from scorarium.scheme.scores import Factor
from scorarium.scheme.walk import each
from scorarium.scheme.yaml import read_file
from scorarium.society.check import check_society
from scorarium.society.check_pair import acts_that_nobody_does, needed_attributes
from scorarium.society.recipe import Society
from scorarium.society.vocabulary import Vocabulary, check_vocabulary, load_vocabulary, with_vocabulary
from scorarium.studies.check_between import asks, put_in, unsaid_of
from scorarium.studies.check_design import check_study
from scorarium.studies.design import Study
from scorarium.studies.homes import homeless, lacking_at_home
from scorarium.studies.resolve import misnamed
from scorarium.studies.worlds import is_own, worlds_of

MODELS: Final[dict[str, type[Document]]] = {
    "scheme": Scheme,
    "society": Society,
    "study": Study,
    "vocabulary": Vocabulary,
}


@dataclass(frozen=True)
class Checked:
    """What came out of a check.

    Parameters
    ----------
    faults
        By file and place; empty if all is well.
    needed
        By scheme: the attributes that only a society can bring, where none was given.
    documents
        All that could be read, by kind and name.
    in_vain
        By scheme and society that were given together: acts that it watches for and nobody does there.
    lacking
        By scheme: those of the needed attributes that its home has not, with a guess at what was meant.
    unsaid
        By scheme: what a run hangs on and nobody says, where no society was given; an audit does without.
    """

    faults: tuple[Fault, ...] = ()
    needed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    documents: Mapping[tuple[str, str], Document] = field(default_factory=dict)
    in_vain: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    lacking: Mapping[str, Mapping[str, str | None]] = field(default_factory=dict)
    unsaid: Mapping[str, tuple[Fault, ...]] = field(default_factory=dict)


def check_files(names_or_paths: Sequence[str | FilePath]) -> list[Fault]:
    """Check files, each by itself and all against each other; an empty list says that all is well."""
    return list(examine(names_or_paths).faults)


def load_declaration(path: str | FilePath) -> Document:
    """Load a file of whatever kind it says that it is.

    Raises
    ------
    DeclarationError
        With every fault of the file.
    """
    resolved = read(FilePath(path))
    return build(resolved, MODELS[str(resolved.raw["kind"])])


def examine(names_or_paths: Sequence[str | FilePath]) -> Checked:
    """Check files and say what else they need.

    A scheme is checked against the society given with it; where several are given, against its `home` among them. The
    worlds of a study are checked as they will run.
    """
    faults: list[Fault] = []
    paths = _paths(names_or_paths, faults)
    given = _read(paths, faults)
    documents, files = given.documents, given.files
    whole = [document for key, document in documents.items() if not given.cuts[key]]
    schemes = [document for document in whole if isinstance(document, Scheme)]
    societies = [document for document in whole if isinstance(document, Society)]
    vocabulary = next((one for one in documents.values() if isinstance(one, Vocabulary)), None) or load_vocabulary()
    known = _with_names(_known(vocabulary, schemes, societies), given.broken)
    for key, document in documents.items():
        faults += _alone(document, known, vocabulary, given.cuts[key])
    declared = [document for document in documents.values() if isinstance(document, Scheme)]
    faults += [fault for scheme in schemes for fault in asks(scheme, known.schemes.values())]
    faults += homeless(declared, {name: path for (kind, name), path in files.items() if kind == "society"})
    homes = {
        scheme.name: [society for society in societies if len(societies) == 1 or society.name == scheme.home]
        for scheme in schemes
    }
    pairs = [(scheme, society) for scheme in schemes for society in homes[scheme.name]]
    faults += [fault for scheme, society in pairs for fault in put_in(scheme, society)]
    alone = [scheme for scheme in schemes if not homes[scheme.name]]
    for document in whole:
        if isinstance(document, Study):
            faults += _worlds(document, files, known)
    needed = {scheme.name: names for scheme in alone if (names := needed_attributes(scheme))}
    in_vain = {(one.name, at.name): acts for one, at in pairs if (acts := acts_that_nobody_does(one, at))}
    lacking = {one.name: lacks for one in alone if one.name in needed and (lacks := lacking_at_home(one))}
    unsaid = {scheme.name: unknown for scheme in alone if (unknown := unsaid_of(scheme))}
    return Checked(tuple(sorted(set(faults))), needed, documents, in_vain, lacking, unsaid)


@dataclass
class _Given:
    """What stands in the files that are checked together.

    Parameters
    ----------
    files, documents
        By kind and name: where each stands, and what could be read of it.
    cuts
        What had to be left out of each document.
    broken
        Societies of which not everything could be read, as they are written.
    """

    files: dict[tuple[str, str], FilePath]
    documents: dict[tuple[str, str], Document] = field(default_factory=dict)
    cuts: dict[tuple[str, str], tuple[Path, ...]] = field(default_factory=dict)
    broken: list[Mapping[str, Any]] = field(default_factory=list)


def _read(paths: Sequence[FilePath], faults: list[Fault]) -> _Given:
    """Read files, whatever is wrong with them; what is wrong is added to the faults."""
    heads = {path: _head(path) for path in paths}
    given = _Given({head: path for path, head in heads.items() if head[1]})
    for path in paths:
        try:
            among = {name: file for (kind, name), file in given.files.items() if kind == heads[path][0]}
            resolved = read(path, None, among)
        except DeclarationError as error:
            faults += error.faults
            continue
        kind = str(resolved.raw["kind"])
        salvaged = salvage(resolved, MODELS[kind])
        faults += salvaged.faults
        if salvaged.document is not None:
            key = kind, str(salvaged.document.name or path)
            given.documents[key], given.cuts[key] = salvaged.document, salvaged.pruned
        if kind == "society" and (salvaged.document is None or salvaged.pruned):
            given.broken.append(resolved.raw)
    return given


def _with_names(known: Known, broken: Sequence[Mapping[str, Any]]) -> Known:
    """Add the acts and services whose names stand in societies that could not be read wholly."""
    names: dict[str, list[str]] = {"acts": [], "services": []}
    for raw in broken:
        firms = raw.get("firms")
        for part in (raw, firms) if isinstance(firms, Mapping) else (raw,):
            for room in names:
                members = part.get(room)
                names[room] += [str(name) for name in members] if isinstance(members, Mapping) else []
    acts = {**{name: Act.model_validate({}) for name in names["acts"]}, **known.acts}
    services = {**{name: Service.model_validate({}) for name in names["services"]}, **known.services}
    return replace(known, acts=acts, services=services)


def stamps(names_or_paths: Sequence[str | FilePath]) -> dict[FilePath, tuple[int, int] | None]:
    """Give the time and size of every declaration on which a check hangs: the files, and all that stand beside them."""
    asked = _paths(names_or_paths, [])
    beside = {near for path in asked for near in path.parent.glob("*.y*ml")}
    found: dict[FilePath, tuple[int, int] | None] = {}
    for path in sorted({*asked, *beside}):
        try:
            about = path.stat()
            found[path] = (about.st_mtime_ns, about.st_size)
        except OSError:
            found[path] = None
    return found


def check_world(schemes: Sequence[Scheme], society: Society) -> list[Fault]:
    """Check a world that is about to run; clocks that a tick rounds up are not held against it."""
    known = _known(load_vocabulary(), schemes, [society])
    faults = check_society(society)
    for scheme in schemes:
        faults += [*check_scheme(scheme, known), *put_in(scheme, society, clocks=False), *asks(scheme, schemes)]
    return sorted(set(faults))


def known_around(schemes: Iterable[Scheme], societies: Iterable[Society], vocabulary: Vocabulary) -> Known:
    """Collect what schemes may name: the vocabulary, what societies have, and each other."""
    acts: dict[str, Act] = dict(vocabulary.acts)
    services: dict[str, Service] = dict(vocabulary.services)
    for declared in societies:
        society = with_vocabulary(declared, vocabulary)
        firms = society.firms
        acts.update({**(firms.acts if firms is not None else {}), **society.acts})
        services.update({**(firms.services if firms is not None else {}), **society.services})
    by_name = {scheme.name: scheme for scheme in schemes}
    return Known(acts, services, frozenset(vocabulary.contexts), OUTCOME_NAMES | OUTCOMES.keys(), by_name)


def _known(vocabulary: Vocabulary, schemes: Sequence[Scheme], societies: Sequence[Society]) -> Known:
    asked = {name for scheme in schemes for _, condition in each(scheme, Condition) for name in condition.in_scheme}
    asked |= {factor.from_score for scheme in schemes for _, factor in each(scheme, Factor) if factor.from_score}
    library = asked & set(shipped("scheme")) - {scheme.name for scheme in schemes}
    others = [load_scheme(name) for name in sorted(library)]
    return known_around([*schemes, *others], societies, vocabulary)


def _alone(document: Document, known: Known, vocabulary: Vocabulary, pruned: Sequence[Path]) -> list[Fault]:
    if isinstance(document, Scheme):
        return check_scheme(document, known, pruned)
    if isinstance(document, Society):
        return check_society(with_vocabulary(document, vocabulary), pruned)
    return check_vocabulary(document) if isinstance(document, Vocabulary) else []


def _worlds(study: Study, files: Mapping[tuple[str, str], FilePath], known: Known) -> list[Fault]:
    faults = [*_outcomes(study, known), *check_study(study)]
    try:
        worlds = worlds_of(study, files)
    except DeclarationError as error:
        return [*faults, *error.faults]
    for world in worlds.values():
        around = known_around(world.schemes, [world.society], load_vocabulary())
        around = replace(
            known,
            acts={**known.acts, **around.acts},
            services={**known.services, **around.services},
            schemes=around.schemes,
        )
        for scheme, path in zip(world.schemes, world.reformed_at, strict=True):
            found = [*put_in(scheme, world.society, clocks=False), *check_scheme(scheme, around)]
            found += asks(scheme, world.schemes)
            elsewhere = [fault for fault in found if not is_own(fault, study)]
            faults += [fault for fault in found if is_own(fault, study)]
            faults += [moved(fault, path, study.positions) if path else fault for fault in elsewhere]
    societies = {world.society.name: world.society for world in worlds.values()}
    return faults + misnamed(study, societies, {"": {name: world.schemes for name, world in worlds.items()}})


def _outcomes(study: Study, known: Known) -> list[Fault]:
    notes = Notes(study)
    named: list[tuple[Path, str]] = [(("outcomes", name), name) for name in study.outcomes or ()]
    for path, name in [*named, *((("until", name), name) for name in study.until)]:
        if name not in known.outcomes:
            notes.unknown(path, "outcome", name, sorted(known.outcomes), on_key=path[0] == "until")
    return notes.faults


def _paths(names_or_paths: Sequence[str | FilePath], faults: list[Fault]) -> list[FilePath]:
    """Find each file once; a name is looked for among the schemes first."""
    found: dict[FilePath, None] = {}
    for name in names_or_paths:
        kind = next((kind for kind in MODELS if str(name) in shipped(kind)), "scheme")
        try:
            found[find(name, kind)] = None
        except DeclarationError as error:
            faults += error.faults
    return list(found)


def _head(path: FilePath) -> tuple[str, str]:
    raw = read_file(path).raw
    name = raw.get("name")
    return str(raw.get("kind", "")), name if isinstance(name, str) else ""
