"""Look for an input that the program does not answer as it should.

``python scripts/fuzz.py grammar`` draws declarations from the grammar and puts them through `check`, `show`,
`sources`, `plan` and `run`; ``mutants`` changes the cases and the catalogue, byte by byte and word by word; ``reader``
lets atheris steer bytes into the reader (``pip install atheris`` first). Each goes on for ``--minutes`` or up to
``--rounds``. What is found is printed with the number that finds it again (``--first N --rounds 1``) and kept in
``--keep DIR``. Leaves with 1 if anything was found.
"""

import argparse
import json
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from scorarium.scheme.yaml import read_file, read_text  # noqa: E402
from scorarium.studies.check import examine, load_declaration  # noqa: E402
from tests.properties import answers  # noqa: E402
from tests.properties.grammar import Drawing, Kind  # noqa: E402
from tests.properties.mutations import mutated_data, mutated_text  # noqa: E402

KINDS: tuple[Kind, ...] = ("scheme", "scheme", "scheme", "scheme", "society", "society", "study", "vocabulary")
PERSONS, TICKS = "150", {"1d": "0.012", "1w": "0.08", "1mo": "0.35"}
FILES = sorted([*(ROOT / "tests" / "cases").glob("*.yaml"), *(ROOT / "src").rglob("library/*.yaml")])
HANG = 5
"""Seconds."""
COUNTS: Counter[str] = Counter()


def drawn(number: int, folder: Path, *, run: bool) -> Iterator[str]:
    """Draw one declaration from the grammar and put it through everything."""
    luck = Random(number)
    kind = luck.choice(KINDS)
    wrong = luck.choice([0.0, 0.0, 0.01, 0.1])
    raw = Drawing(kind, luck, wrong, luck.choice([0.1, 0.2, 0.35])).declaration()
    file = folder / f"drawn.{kind}.yaml"
    file.write_text(dumped(raw), encoding="utf-8")
    yield from answers.wrong_answers(file)
    left = answers.mended(raw, file)
    if left is None:
        COUNTS["nothing left"] += 1
        return
    COUNTS[f"faultless {kind}"] += 1
    document = load_declaration(file)
    yield from answers.forgotten(document, luck, 12)
    for look in answers.LOOKS[kind]:
        yield from answers.wrong_command([*look, str(file)], passes=True)
    if kind == "society":
        yield from answers.wrong_command(["society", "describe", str(file)], passes=False)
    yield from answers.changed_on_the_way(document, folder / f"again.{kind}.yaml")
    if run and kind in ("scheme", "society"):
        yield from lived(left, kind, file, folder)
    if run and kind == "study":
        small = {**left, "persons": 100, "years": 0.4, "replicates": 1, "burn_in": "0d"}
        file.write_text(dumped({key: value for key, value in small.items() if key != "vary"}), encoding="utf-8")
        yield from answers.wrong_command(["study", str(file), "--out", str(folder / "runs")], passes=False)


def lived(raw: dict[str, Any], kind: Kind, file: Path, folder: Path) -> Iterator[str]:
    """Plan and run what was drawn: a scheme in `plain`, a society without a scheme."""
    schemes: list[str] = []
    society = ROOT / "src" / "scorarium" / "society" / "library" / "plain.society.yaml"
    tick = "1w"
    if kind == "scheme":
        yield from answers.wrong_command(["run", str(file), "-s", str(society), "-n", PERSONS, "-y", TICKS[tick],
                                          "--out", str(folder / "runs")], passes=False)  # fmt: skip
        left, refused = answers.runnable(raw, file, society)
        COUNTS.update(f"refused: {sentence}" for sentence in refused)
        if left is None:
            COUNTS["never runs"] += 1
            return
        schemes = [str(file)]
    else:
        society, tick = file, raw["tick"]
    asked = [*(schemes or ["suining-2010"]), "-s", str(society), "-y", TICKS[tick]]
    passes = kind == "scheme"
    yield from answers.wrong_command(["plan", *asked], passes=passes)
    COUNTS["planned"] += 1
    yield from answers.wrong_command(
        ["run", *asked, "-n", PERSONS, "--json", "--out", str(folder / "runs")], passes=passes
    )
    COUNTS["lived"] += 1


def mutant(number: int, folder: Path) -> Iterator[str]:
    """Change one of the files of the project, and look at the answer."""
    luck = Random(number)
    source = luck.choice(FILES)
    kind = source.name.split(".")[-2]
    file = folder / f"mutant.{kind}.yaml"
    if luck.random() < 0.6:
        file.write_bytes(mutated_text(source.read_bytes(), luck))
    else:
        file.write_text(dumped(mutated_data(read_file(source).raw, luck)), encoding="utf-8")
    yield from answers.wrong_answers(file)
    if not examine([file]).faults:
        document = load_declaration(file)
        COUNTS[f"faultless {document.kind}"] += 1  # type: ignore[attr-defined]
        yield from answers.forgotten(document, luck, 6)
        for look in answers.LOOKS[document.kind]:  # type: ignore[attr-defined]
            yield from answers.wrong_command([*look, str(file)], passes=True)


def dumped(raw: Any) -> str:
    """Write plain data as YAML: JSON is that too."""
    return json.dumps(raw, ensure_ascii=False, indent=1)


def campaign(attempt: Callable[[int, Path], Iterator[str]], options: argparse.Namespace) -> int:
    """Try number after number; how many found something."""
    found: Counter[str] = Counter()
    end = time.monotonic() + 60 * options.minutes
    number = options.first
    with tempfile.TemporaryDirectory() as name:
        while number < options.first + options.rounds and time.monotonic() < end:
            folder = Path(name) / str(number)
            folder.mkdir()
            try:
                wrong = list(attempt(number, folder))
            except Exception as error:  # noqa: BLE001  (whatever it is, it is what we look for)
                place = traceback.extract_tb(error.__traceback__)[-1]
                wrong = [f"{type(error).__name__}: {error} ({Path(place.filename).name}:{place.lineno})"]
            for sentence in wrong:
                print(f"{number}: {sentence}", flush=True)
            if wrong and options.keep is not None:
                options.keep.mkdir(parents=True, exist_ok=True)
                for file in folder.glob("*.yaml"):
                    (options.keep / f"{number}-{file.name}").write_bytes(file.read_bytes())
            shutil.rmtree(folder)
            found.update(sentence.split(":")[0] for sentence in wrong)
            number += 1
    print(f"{number - options.first} tried, {found.total()} found; {dict(COUNTS.most_common(60))}")
    return int(bool(found))


def steer(minutes: float, keep: Path) -> None:
    """Let atheris steer bytes into the reader until it finds something; a hang is counted in processor time."""
    atheris: Any = import_module("atheris")
    keep.mkdir(parents=True, exist_ok=True)

    def one(data: bytes) -> None:
        text, begin = data.decode("utf-8", "replace"), time.process_time()
        reading = read_text(text, "f.yaml")
        assert time.process_time() - begin < HANG, "a hang"
        assert reading.raw or reading.faults, "an empty file is no declaration"
        assert all(fault.line >= 1 and fault.column >= 1 for fault in reading.faults)

    atheris.instrument_all()
    corpus = Path(tempfile.mkdtemp())
    for file in FILES:
        (corpus / file.name).write_bytes(file.read_bytes()[:4_000])
    limits = [f"-max_total_time={int(60 * minutes)}", f"-timeout={60 * HANG}", "-max_len=4000"]
    atheris.Setup([sys.argv[0], str(corpus), f"-artifact_prefix={keep}/", *limits], one)
    atheris.Fuzz()


def main() -> int:
    """Read the options and begin."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["grammar", "mutants", "reader"])
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--first", type=int, default=0, help="the number with which to begin")
    parser.add_argument("--rounds", type=int, default=10**9)
    parser.add_argument("--no-run", action="store_true", help="grammar: leave plan and run out")
    parser.add_argument("--keep", type=Path, help="a folder for what is found")
    options = parser.parse_args()
    if options.what == "reader":
        steer(options.minutes, options.keep or Path(tempfile.mkdtemp()))
        return 0
    attempt = (lambda n, f: drawn(n, f, run=not options.no_run)) if options.what == "grammar" else mutant
    return campaign(attempt, options)


if __name__ == "__main__":
    raise SystemExit(main())
