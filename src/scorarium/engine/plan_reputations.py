"""Scores of kind ratings with a norm: what makes a good name, who judges, and what they see."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import product
from typing import Final

import numpy as np

from scorarium.engine.plan_columns import Rows, ints, mask
from scorarium.engine.plan_frame import Frame, placing
from scorarium.engine.plan_numbers import NumberPool
from scorarium.engine.plan_outline import Outline
from scorarium.engine.plan_senses import sees
from scorarium.engine.plan_varied import Varied
from scorarium.engine.tables_ratings import Circles, Reputations
from scorarium.engine.tables_society import Acts
from scorarium.errors import Complaint, MalformedError
from scorarium.names import Opinions
from scorarium.scheme.scores import Errors, RatingsScore

MOST_PRIVATE: Final = 5000
"""Persons up to whom everybody can have an opinion of everybody."""

GOOD: Final[dict[str, Callable[[bool, bool, bool], bool]]] = {
    "image_scoring": lambda good, helps, other: helps,
    "simple_standing": lambda good, helps, other: helps or not other,
    "stern_judging": lambda good, helps, other: helps == other,
    "shunning": lambda good, helps, other: helps and other,
}
"""Who is judged good: by own reputation, by helping, by the other's reputation (Ohtsuki & Iwasa 2006)."""


def norm_of(score: RatingsScore) -> int:
    """A norm as eight bits: ``good actor << 2 | helps << 1 | good recipient``.

    Raises
    ------
    MalformedError
        The table leaves a case open.
    """
    cases = list(product((False, True), repeat=3))
    if isinstance(score.norm, Mapping):
        names = ["-".join(words(*case)) for case in cases]
        missing = [name for name in names if name not in score.norm]
        if missing:
            repair = f"Add {missing[0]}: good, or bad."
            raise MalformedError(Complaint("a norm that leaves a case open", missing[0], "all eight cases", repair))
        return mask(bit for bit, name in enumerate(names) if score.norm[name] == "good")  # type: ignore[index]
    judged = GOOD[str(score.norm)]
    return mask(bit for bit, case in enumerate(cases) if judged(*case))


def words(good: bool, helps: bool, other: bool) -> tuple[str, str, str]:
    """A case as it is written."""
    return "good" if good else "bad", "helps" if helps else "refuses", "good" if other else "bad"


def reputations_table(frame: Frame, outlines: Sequence[Outline], varied: Varied) -> Reputations:
    """The reputations of all schemes."""
    rows = Rows("norm:i4 opinions:u1 execution:f8 assessment:f8 width:i4")
    of_scheme, seen = [], []
    n = frame.population.n
    for outline in outlines:
        score = outline.scheme.score
        if not isinstance(score, RatingsScore) or score.norm is None:
            of_scheme.append(-1)
            continue
        of_scheme.append(len(rows))
        opinions = Opinions[(score.opinions or "public").upper()]
        with placing(outline.scheme, "score", "opinions"):
            if opinions != Opinions.PUBLIC and n > MOST_PRIVATE:
                repair = "Take fewer persons, or opinions: public."
                problem = "too many people for everybody to have an opinion of everybody"
                raise MalformedError(Complaint(problem, f"{n}", f"at most {MOST_PRIVATE}", repair))
        with placing(outline.scheme, "score", "norm"):
            norm = norm_of(score)
        errors = score.errors or Errors()
        rows.add(
            norm=norm,
            opinions=opinions,
            execution=varied.plain("reputations_execution", errors.execution, 0.0, outline, "errors"),
            assessment=varied.plain("reputations_assessment", errors.assessment, 0.0, outline, "errors"),
            width=1 if opinions == Opinions.PUBLIC else n,
        )
        seen.append([seen_with(frame, outline, act, varied.numbers) for act in frame.acts])
    columns = rows.columns()
    return Reputations(
        of_scheme=ints(of_scheme),
        first=np.concatenate([[0], np.cumsum(columns["width"].astype(np.int64) * n)])[:-1].astype(np.int64),
        sees=np.array(seen, np.int32).reshape(len(rows), len(frame.acts)),
        **columns,
    )


def seen_with(frame: Frame, outline: Outline, act: str, numbers: NumberPool) -> int:
    """The chance that an act is seen, by the first sense that could: -2 always where there are no senses, -1 never."""
    if not outline.scheme.senses:
        return -2
    for sense in outline.scheme.senses.values():
        chance = sense.detects(act)
        if sees(frame, sense, act) and chance is not None:
            return numbers.add(chance, outline=outline, place=f"seen/{act}")
    return -1


def opinions_of(reputations: Reputations, persons: int) -> int:
    """How many opinions there are."""
    return int(reputations.width.astype(np.int64).sum()) * persons


def brings(acts: Acts, circles: Circles) -> bool:
    """Whether some act does good or harm to the one towards whom it is done."""
    reaches = np.flatnonzero(circles.of_act >= 0)
    return bool(((acts.harm[reaches] != acts.benefit[reaches]) | (acts.worth[reaches] >= 0)).any())
