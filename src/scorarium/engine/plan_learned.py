"""Scores that are learned: what is looked at for each fit, and the weights before the first one.

Three rows stand beside the factors that are declared. ``(base)`` is the same for everybody and is weighed; ``(target)``
and ``(chance)`` weigh nothing: they count the records from which is learned, as other factors count theirs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from scorarium.engine.plan_columns import Rows
from scorarium.engine.plan_defaults import assumed
from scorarium.engine.plan_frame import Frame, constant
from scorarium.engine.plan_outline import Outline
from scorarium.engine.plan_rules import better, period
from scorarium.engine.tables import Factors, Learned
from scorarium.quantities import Duration, rational
from scorarium.scheme import scores
from scorarium.scheme.hidden import BASE, CHANCE, TARGET
from scorarium.scheme.model import Scheme

METHODS: Final = {"logistic": 0, "linear": 1}
SPEC: Final = (
    "scheme:i4 first:i4 width:i4 base:i4 target:i4 chance:i4 refit_num:i8 refit_den:i8 window:i4 method:u1 sign:i4 "
    "barred:i8 truth:i4"
)


def learned_of(scheme: Scheme) -> scores.Learned | None:
    """What a scheme says about learning its weights."""
    return scheme.score.learned if isinstance(scheme.score, scores.FactorsScore) else None


def learned_table(frame: Frame, outlines: Sequence[Outline]) -> Learned:
    """One row for each scheme in a world whose weights are learned."""
    rows, truths = Rows(SPEC), {row: place for place, row, _ in counted_truly(frame, outlines)}
    for outline in outlines:
        score, learned = outline.scheme.score, learned_of(outline.scheme)
        if learned is None or not isinstance(score, scores.FactorsScore):
            continue
        refit = constant(learned.refit, assumed("learned.refit"))
        num, den = period(Duration(rational(refit)))
        rows.add(
            scheme=outline.row,
            first=min(outline.factors[name] for name in score.factors),
            width=len(score.factors),
            base=outline.factors[BASE],
            target=outline.factors[TARGET],
            chance=outline.factors.get(CHANCE, -1),
            refit_num=num,
            refit_den=den,
            window=frame.time.ticks(constant(learned.window, assumed("learned.window"))),
            method=METHODS[learned.method or "logistic"],
            sign=sign_of(outline.scheme, learned),
            truth=truths.get(outline.row, -1),
            barred=sum(1 << place for place, name in enumerate(score.factors) if name in (learned.leaves_out or ())),
        )
    return Learned(**rows.columns())


def counted_truly(frame: Frame, outlines: Sequence[Outline]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """(row of ``State.moving``, scheme, acts) where what people do is counted, since an oracle tells it."""
    place = len(frame.moving)
    for outline in outlines:
        learned = learned_of(outline.scheme)
        if learned is not None and learned.labels == "true":
            yield place, outline.row, learned.target
            place += 1


def sign_of(scheme: Scheme, learned: scores.Learned) -> int:
    """+1 where the likelier the target the higher the score: what is feared lowers a score of which more is better.

    A target is feared unless the scheme's aim asks for more of it.
    """
    is_wished = all(scheme.aim.get(act) == "more" for act in learned.target)
    return better(scheme) if is_wished else -better(scheme)


def begun(factors: Factors, outlines: Sequence[Outline]) -> Factors:
    """The factors with the weights that hold until the first fit: those of ``until_fitted``, made to sum to 1."""
    weight = factors.weight.copy()
    for outline in outlines:
        learned = learned_of(outline.scheme)
        for name, share in starting(outline.scheme).items() if learned is not None else ():
            weight[outline.factors[name]] = share
    return factors._replace(weight=weight)


def starting(scheme: Scheme) -> Mapping[str, float]:
    """Factor -> weight before the first fit; those declared where nothing else is said."""
    score = scheme.score
    if not isinstance(score, scores.FactorsScore):
        return {}
    said = {name: constant(score.learned.until_fitted.get(name)) for name in score.factors} if score.learned else {}
    total = sum(said.values())
    if total <= 0:
        return {name: constant(factor.weight) for name, factor in score.factors.items()}
    return {name: own / total for name, own in said.items()}
