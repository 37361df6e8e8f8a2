"""Family 15: dissent weighed against its penalty: compliance, self-censorship, defiance."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from scorarium.validation.case import DAY, Case, Files, Setting, percent, say
from scorarium.validation.closed_forms import dissent
from scorarium.validation.closed_forms.dissent import Authority
from scorarium.validation.estimates import Estimate, mean, ratio
from scorarium.validation.section import WORLD, Section, whole

PERSONS, TICKS = 130_000, 8
Law = Callable[[Authority], float]
Look = Callable[[Section], Estimate]


def files(a: Authority, *, proportional: bool, alike: bool) -> Files:
    """People who dissent every day, and an authority that punishes what is louder than it tolerates."""
    per = ", per: 1" if proportional else ""
    law = "lognormal, sd: 0" if alike else "exponential"
    seen = f"{{by: {{amount: {{0: {percent(a.surveillance)}, 1: 100%}}}}, between: linear}}"
    wanted = f"{{law: truncated_exponential, mean: {say(a.desire)}, bounds: [0, 1]}}"
    return Files(
        f"""\
scorarium: 1
kind: scheme
name: quiet
operator: {{kind: state}}
senses: {{watch: {{kind: platform, context: speech, sees: [dissent], detection: {seen}}}}}
score: {{kind: record, rules: {{too-loud: {{on: dissent, above: {say(a.tolerance)}, lasts: 1d}}}}}}
consequences:
  penalty: {{when: {{rule: too-loud}}, effect: fine, amount: {say(a.severity)} days-income{per}}}
visibility: {{rules_known_by: 100%}}
""",
        f"""\
scorarium: 1
kind: society
name: dissenters
tick: 1d
traits: {{boldness: {{law: {law}, mean: {say(a.boldness)}}}}}
acts: {{dissent: {{every: 1d, amount: {wanted}, context: speech, lawful: true, protected: expression}}}}
psychology: {{preset: passive, strategic: {{acts: [dissent], boldness: boldness}}}}
""",
    )


def phase(name: str) -> Look:
    """Mean over people of how much of their dissent is in a phase."""
    return lambda s: mean(whole(getattr(s.state, name)[WORLD]) / s.ticks)


def hidden(s: Section) -> Estimate:
    """Share of what is wanted that stays unsaid."""
    wanted = whole(s.state.wanted[WORLD])
    return ratio(wanted - whole(s.state.said[WORLD]), wanted)


def said(s: Section) -> Estimate:
    """Mean amount said."""
    return mean(whole(s.state.said[WORLD]) / 65536 / s.ticks)


def case(
    name: str, says: str, a: Authority, moved: str, law: Law, look: Look,
    *, proportional: bool = False, alike: bool = False,
) -> Case:  # fmt: skip
    """One number of one authority."""

    def under(x: float) -> Authority:
        return replace(a, **{moved: x})

    setting = Setting(name, lambda x: files(under(x), proportional=proportional, alike=alike), moved,
                      getattr(a, moved), PERSONS, TICKS, DAY)  # fmt: skip
    return Case(15, name, says, setting, lambda x: law(under(x)), look)


def cases() -> list[Case]:
    """All of family 15."""
    watched = Authority(desire=0.5, surveillance=0.6)
    bold, shy, same = Authority(), Authority(boldness=0.25), Authority(boldness=1.5)
    return [
        case("complied", "share who want no more than is tolerated", bold, "tolerance", dissent.complied,
             phase("complied")),
        case("uniform-defied", "share who defy a uniform penalty", bold, "severity", dissent.uniform_defied,
             phase("defied")),
        case("uniform-hidden", "share of opinion that stays unsaid under a uniform penalty", bold, "tolerance",
             dissent.uniform_hidden, hidden),
        case("uniform-watched", "share who defy a uniform penalty, by how well is watched", watched,
             "surveillance", dissent.uniform_defied, phase("defied")),
        case("uniform-alike", "share who defy if all are equally bold: those who want more than a threshold", same,
             "boldness", dissent.alike_defied, phase("defied"), alike=True),
        case("proportional-defied", "share who say more than is tolerated under a proportional penalty", shy,
             "severity", dissent.proportional_defied, phase("defied"), proportional=True),
        case("proportional-hidden", "share of opinion that stays unsaid under a proportional penalty", shy, "boldness",
             dissent.proportional_hidden, hidden, proportional=True),
        case("proportional-alike", "mean amount said if all are equally bold: at most an amount between",
             replace(same, boldness=0.45, desire=0.5), "boldness", dissent.alike_said, said, proportional=True,
             alike=True),
    ]  # fmt: skip
