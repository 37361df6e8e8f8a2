"""What each mechanism computes, in words and formulas: the submodels of the protocol.

A law belongs to a sentence of ``scorarium plan`` (its `line`), to a property of the compiled plan, or to both. What the
plan does not do has no law in a description.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from scorarium.engine.plan import CompiledPlan
from scorarium.engine.reads import has_effect
from scorarium.names import Effect, Repeat, ScoreKind

Test = Callable[[CompiledPlan], bool]


@dataclass(frozen=True)
class Law:
    """One mechanism.

    Parameters
    ----------
    phase
        Where in the tick it acts.
    text
        What is computed.
    line
        The sentence of the plan to which it belongs, without names and figures.
    on
        Whether a plan has it, where the sentence does not say it all.
    """

    phase: str
    name: str
    text: str
    line: str = ""
    on: Test | None = None


def stem(sentence: str) -> str:
    """Take names and figures out of a sentence of the plan.

    Examples
    --------
    >>> stem("senses look: police, banks"), stem("73 kinds of candidates in 1998 cells")
    ('senses look', 'kinds of candidates in cells')
    """
    return re.sub(r"\b\d[\d.,]*(e[-+]?\d+)?\s", "", sentence.partition(":")[0]).strip()


def has_score(*kinds: ScoreKind) -> Test:
    """Give the test whether some scheme has a score of one of these kinds."""
    return lambda compiled: any(int(code) in kinds for code in compiled.plan.schemes.kind)


def repeats(law: Repeat) -> Test:
    """Give the test whether some list follows a repeat law."""
    return lambda compiled: any(int(code) == law for code in compiled.plan.lists.repeat)


def goes_wrong(word: str) -> Test:
    """Give the test whether some office goes wrong in a way."""

    def test(compiled: CompiledPlan) -> bool:
        offices = [outline.scheme.integrity for outline in compiled.outlines]
        shares = [getattr(office, word) for office in offices if office is not None]
        return any(share is not None and not (share.is_constant and share.constant_value == 0) for share in shares)

    return test


def weighs(way: int) -> Test:
    """Give the test whether friends or household weigh in: 0 with points, 1 anchored, 2 by drift."""

    def test(compiled: CompiledPlan) -> bool:
        s = compiled.plan.schemes
        by_friends = ((s.friends_share > 0) & (s.friends_of == way)).any()
        return bool(by_friends or ((s.household_share > 0) & (s.household_of == way)).any())

    return test


LAWS: Final = (
    Law(
        "recover", "Expiry",
        "An entry made in tick t for D ticks is in force at the end of ticks t to t + D − 1 and is removed at the"
        " beginning of tick t + D, before anybody acts. Each entry has a clock of its own.",
        "entries whose clock has run out end",
    ),
    Law(
        "recover", "Decay",
        "The permanent points P move towards a value a: P ← a + (P − a) · 2^(−Δ/h), with half-life h and tick Δ.",
        "permanent points decay",
    ),
    Law(
        "recover", "Repairs",
        "Whoever meets the condition of a repair begins it with the hazard `sought`, bears its cost, and is judged"
        " after `takes`; it succeeds with the probability `passes` and then gives its points or ends its lists.",
        "repairs are sought and judged",
    ),
    Law(
        "recover", "Appeals",
        "The subject of an appeal is one entry of which the person knows (one coin for each entry). It is filed with a"
        " hazard from the tick after the entry on, one case at a time, the oldest first, and decided after a time. It"
        " is upheld with one probability if the entry was no act of the person's and with another if it was. Upheld,"
        " the entry goes, its points return and are then clamped, and listings that it alone grounded end.",
        "appeals are filed and decided",
    ),
    Law(
        "recover", "Settling",
        "What stays open (a debt, a judgment) is settled with a constant hazard for each that is open.",
        "what stands open is settled",
    ),
    Law(
        "recover", "Ends of listings",
        "A listing ends when its term is over or its `until` has come true, whichever comes first; while a state"
        " grounds it, it goes on.",
        "listings end",
    ),
    Law(
        "recover", "A new ground restarts the term",
        "With `restarts`, a new ground while listed sets the end to t + D.", on=repeats(Repeat.RESTARTS),
    ),
    Law(
        "recover", "A new ground is ignored",
        "With `ignored`, a new ground while listed changes nothing; a state that still holds renews the listing at its"
        " release.",
        on=repeats(Repeat.IGNORED),
    ),
    Law(
        "recover", "A new ground adds to the term",
        "With `adds`, each new ground while listed moves the end by D.", on=repeats(Repeat.ADDS),
    ),
    Law(
        "act", "Candidate acts",
        "What a person could do in a tick is one superposed Poisson process over all acts and demands for services,"
        " with the rate Λ of the person's cell, drawn once for all worlds. Each candidate takes its kind from the alias"
        " table of the cell and a height, uniform below the largest base rate of its kind in the cell. A world does"
        " the candidates whose height lies under its own rate (thinning, Lewis & Shedler 1979; embedding, Brémaud &"
        " Massoulié 1996). So two worlds share every draw that both make, and a candidate that one does and the other"
        " does not is an act that was prevented or provoked.",
        "candidates a person and tick",
    ),
    Law(
        "act", "Rates",
        "The rate of act b for person i is λ_ib = λ_b · Π tables(trait levels) · Π factors(attributes); a load β on a"
        " trait is the table exp(β·z). λ_b is set so that the mean over those who do it at all, in the drawn society,"
        " is the declared rate. Persons whose rates are bounded alike form a cell.",
        "kinds of candidates in cells",
    ),
    Law(
        "act", "Acts once a period",
        "An act with a period happens at most once in each, in the tick that ends it, with the probability min(1,"
        " share · loads · factors), by a draw of its own.",
        "some acts are done at most once a period",
    ),
    Law(
        "act", "Raised rates",
        "Where a world may raise a rate above the largest base rate of the cell, further candidates lie in bands"
        " [2^(k−1), 2^k) times it, k = 1, 2, 3, each with draws of its own; what would lie above eight times is clipped"
        " and counted (`clipped_share`).",
        on=lambda compiled: bool(compiled.plan.worlds.raised.any()),
    ),
    Law(
        "act", "Deterrence",
        "Rules that a person knows lower the rate of the acts that they punish: λ ← λ · exp(−η · Σ_r p̂_r ·"
        " stake_r^σ), p̂_r = 1 − Π_k (1 − p̂_k) over the risk groups that see the act. The stake is the fine and, for"
        " each border ahead, the doors behind it (ΔV = Σ demand · value · share refused, over the horizon H) times"
        " min(1, points/distance).",
        "rules that are known keep people from acts (deterrence)",
    ),
    Law(
        "act", "Reward pull",
        "Gains draw people to acts: λ ← λ · exp(η₊ · Σ_r p̂_r · gain_r^σ).",
        "gains draw people to acts (reward pull)",
    ),
    Law(
        "act", "Chill",
        "The exponent of deterrence also weighs on lawful protected acts, scaled by `chill` and, where the rule is"
        " vague, by `ambiguity`; a vague rule covers the other lawful acts of its context too. It reaches people whom"
        " the scheme cannot touch by the share `chill_reach`.",
        "lawful protected acts are chilled",
    ),
    Law(
        "act", "Habit of leaving",
        "A habit h lowers the rate of punished acts by exp(−θ·h).",
        "habit keeps people from acts",
    ),
    Law(
        "act", "Pressure of low income",
        "Acts that load on income become more frequent by exp(γ · load · (1 − y)) as relative income y falls below 1.",
        "low income raises acts that load on it",
    ),
    Law(
        "act", "Recommendations",
        "A recommendation multiplies the rate of its acts by 1 + f · (m − 1), where m is 1 + strength for more and 1 −"
        " strength for less, and f = exp(−fatigue · time since joining): it wears off.",
        "recommendations",
    ),
    Law(
        "sense", "Detection",
        "Each sense notices each act that was done with its own probability, by a draw of its own. There is at most"
        " one entry for an act, rule and person, credited to the first sense in declared order.",
        "senses look",
    ),
    Law(
        "sense", "Witnesses",
        "Where those around a person tell, an act is recorded if at least `corroboration` of them report it:"
        " Bin(degree, detection) ≥ corroboration.",
        "witnesses report",
    ),
    Law(
        "sense", "False reports",
        "Malicious reports come at the rate `malicious` times the number of ties, spread over the rules on that"
        " sense's acts; an entry needs enough of them in one tick.",
        "false reports are made",
    ),
    Law(
        "sense", "Closer inspection",
        "While its condition holds, an `inspect` consequence lets the sense look again with the probability"
        " `strength`.",
        "some people are inspected more closely",
    ),
    Law(
        "sense", "Errors of context",
        "Each recorded act leads with the probability `context_error` to a further entry that was nobody's act.",
        on=lambda compiled: bool((compiled.plan.senses.context_error > 0).any()),
    ),
    Law(
        "sense", "Search in a gallery",
        "With a gallery of W, K ~ Bin(W − 1, false match rate) others hit; the right person wins ties at random: right"
        " = (1 − missed) · E[1/(K + 1)], missed = missed · (1 − fmr)^(W − 1), wrong the rest.",
        on=lambda compiled: bool((compiled.plan.senses.identification == 2).any()),
    ),
    Law(
        "attribute", "Wrong attribution",
        "A recorded act goes to the right person with 1 − missed − wrong, else to nobody or into the pool of those who"
        " look alike. In the next tick each of the n persons of a pool with W wrong attributions gets Poisson(W/n)"
        " entries that were not their acts (the actor is not excluded: a bias of 1/n).",
        "acts are put to people who look alike",
    ),
    Law(
        "score", "Entries",
        "A rule makes one entry for each act that is put to a person, with its points, clock, limits and repetition.",
        "rules make entries",
    ),
    Law(
        "score", "Points",
        "score = clamp(P + L). P, the permanent points, takes the net of the tick's entries without a clock and is"
        " clamped once; L is the sum of the points of live entries, each of which counts in full until it ends.",
        on=has_score(ScoreKind.POINTS),
    ),
    Law("score", "Record", "A record has no number; it counts the entries that stand.", on=has_score(ScoreKind.RECORD)),
    Law(
        "score", "Ladder",
        "At the end of each period the rung becomes clamp(rung + move), where the move hangs on the number of entries"
        " in the period and on the rung.",
        on=has_score(ScoreKind.LADDER),
    ),
    Law(
        "score", "Factors",
        "score = lo + (hi − lo) · Σ w_f · x_f, x_f in [0, 1]: from the sum s of a factor's entries in its window, x ="
        " (s + S)/(2S) clipped to [0, 1] (s/S where all count for, 1 + s/S where all count against) or 1/(1 +"
        " exp(−s/S)); `missing` stands in where there are no data. Rules add their points afterwards.",
        on=has_score(ScoreKind.FACTORS),
    ),
    Law(
        "score",
        "Discretion",
        "The official chooses the points of an entry between the mildest and the harshest.",
        on=lambda compiled: bool(compiled.plan.rules.discretion.any()),
    ),
    Law(
        "score",
        "Reaching back",
        "When such a rule begins, it makes entries of acts of the past for which a record was kept.",
        on=lambda compiled: bool((compiled.plan.rules.reach > 0).any()),
    ),
    Law(
        "score",
        "Bribes",
        "Of the negative entries of those who can pay, the share `bribable` is bought off, or made mild.",
        on=goes_wrong("bribable"),
    ),
    Law(
        "score",
        "Exemptions",
        "Of officials' harmful entries, the share `exempts_officials` is dropped.",
        on=goes_wrong("exempts_officials"),
    ),
    Law(
        "score",
        "Targeted critics",
        "Of protected acts that are seen, the share `targets_critics` gets an entry under the dearest rule.",
        on=goes_wrong("targets_critics"),
    ),
    Law(
        "score",
        "Errors of insiders",
        "The share `insider_error` of entries is written to another person.",
        on=goes_wrong("insider_error"),
    ),
    Law(
        "score", "Limits of rules",
        "A rule with `at_most` counts no further within a calendar period and starts anew in the tick that ends it.",
        "some rules count up to a limit",
    ),
    Law(
        "score", "Clean periods",
        "P grows by the points of the clean period in each tick with t − last > 0 and (t − last) mod every = 0, where"
        " last is the tick of the last own harmful entry.",
        "clean periods are rewarded",
    ),
    Law(
        "score", "Points of others weigh",
        "P takes share · Σ (new harmful permanent points of friends or household in the previous tick), and L takes"
        " share · Σ (their own harmful live points). What came from others is not passed on.",
        on=weighs(0),
    ),
    Law(
        "score", "Scores of others weigh, anchored",
        "score_i = (1 − a) · own_i + a · mean_j score_j(t − 1) (Friedkin & Johnsen 1990).", on=weighs(1),
    ),
    Law(
        "score", "Scores of others weigh, by drift",
        "P ← clamp(P + net − a · (P − mean_j P_j(t − 1))), which runs to consensus (DeGroot 1974).", on=weighs(2),
    ),
    Law(
        "stand", "Tiers",
        "A person stands in the tier with the highest border that the score has reached; on the way back to a better"
        " tier the border must be passed by its `margin`, and no tier is left before its `lasts`.",
        "tiers",
    ),
    Law(
        "stand", "Listing",
        "Who has a ground is listed: a moment (an entry) or a state (a score, a tier, an open debt). A listing is"
        " wrongful when the entry that grounds it was no act of the person's.",
        "lists are entered",
    ),
    Law(
        "stand", "Joint punishment",
        "Those who are tied to a person (household, friends, work …) are listed too, each with a given probability,"
        " while the person was listed for a ground of their own at the end of the previous tick; it spreads `steps`"
        " far, and who is reached has no ground and no term of their own.",
        "listings spread by ties",
    ),
    Law(
        "stand",
        "Signing",
        "A listing is proposed to somebody who signs: they follow with the probability `follows`, moved by `bias`;"
        " where they weigh the case, as an appeal would be decided; where they review, again and again.",
        on=lambda compiled: bool((compiled.plan.lists.decided >= 0).any()),
    ),
    Law(
        "stand", "Copies",
        "A recipient keeps a copy of a standing for as long as it holds and for `kept` longer; a correction reaches it"
        " with a probability and after a delay.",
        "recipients keep copies",
    ),
    Law("stand", "Fines", "A fine is taken once for a moment, or whenever its period"
                          " ends.", on=has_effect(Effect.FINE)),
    Law("stand", "Payments", "Money is paid likewise.", on=has_effect(Effect.PAY)),
    Law(
        "stand", "Warnings",
        "A warning adds to the beliefs of the scheme once, when its state comes true.", on=has_effect(Effect.WARN),
    ),
    Law(
        "serve", "Demands",
        "Services are demanded at their rate, or held all the time; each demand is met, favoured, delayed, pushed back"
        " or refused. A refusal goes before a delay, and a delay before a favour; favours do not add up.",
        "demands are answered",
    ),
    Law(
        "serve",
        "What demands lead to",
        "A demand that is met leads to one of its acts, each with its probability, in the tick after; a demand that is"
        " refused leads to none.",
        on=lambda compiled: any(one.leads_to for one in compiled.frame.services.values()),
    ),
    Law(
        "serve",
        "Places that are bought",
        "Who has done the act that buys a place goes before the others.",
        on=lambda compiled: any(one.buys for one in compiled.frame.acts.values()),
    ),
    Law(
        "serve", "Doors",
        "While its condition holds, a consequence changes the share `strength` of demands for its service.",
        "doors open and shut by standing",
    ),
    Law(
        "serve", "Delay",
        "A demand that waits d loses the share k·d/(1 + k·d) of its value (Mazur 1987).", on=has_effect(Effect.DELAY),
    ),
    Law(
        "serve", "Price",
        "A price of 130 % of the ordinary one costs 30 % of the service's value.", on=has_effect(Effect.PRICE),
    ),
    Law(
        "serve", "Favour",
        "A favoured demand is worth more by the share `favour_gain`, and goes first where places are scarce.",
        on=has_effect(Effect.FAVOUR),
    ),
    Law(
        "serve", "Scarce places",
        "In each district and tick n places are given in the order of (favour, a draw): a favour to one pushes another"
        " back.",
        "scarce places are shared out",
    ),
    Law(
        "feel", "Welfare",
        "Per tick, in days of median income: income · Δ + Σ values of services met − fines + payments − Σ costs of own"
        " acts − the district's harm (less benefit) of the previous tick, shared equally.",
        "welfare is summed",
    ),
    Law(
        "feel", "Income",
        "Relative income y in [0.2, 1.5] falls by `income_loss` for each unit of value refused at a service that feeds"
        " it, and recovers: y ← y + (1 − y) · Δ/`income_recovery`.",
        "refusals lower income, which recovers",
    ),
    Law(
        "feel", "Learning of risks",
        "Beliefs are Beta(a, b) for each risk group (senses of one kind; at most three a scheme). An own act that"
        " brought an entry of which the person can know adds 1 to a; one that did not adds `unseen_weight` to b. An"
        " announced risk begins at its `excess` over the true one and fades with its half-life; experience fades with"
        " `memory`.",
        "beliefs learn from what came of acts",
    ),
    Law(
        "feel", "Growth of habit",
        "At each own candidate under a punishing rule, h ← h + ρ · (1[withheld] − h).",
        "habit follows what was withheld",
    ),
    Law(
        "feel", "Hearsay",
        "A friend's sanction adds `hearsay_weight` to a: sanctions are told, escapes are not.",
        "friends' sanctions are heard of",
    ),
    Law(
        "meet", "Joining",
        "People join with the hazard p + q · (share who have joined), and because others have (Bass 1969).",
        "people join by themselves and because others have",
    ),
    Law(
        "record", "Publication",
        "What others may read of a person (score, tier, lists, sanctions) is put down at the end of the tick and read"
        " in the next: there is no order among persons.",
        "what others may read tomorrow is put down",
    ),
)  # fmt: skip
"""In the order of the tick."""


BY_KIND: Final = frozenset({"friends weigh in", "the household weighs in", "fines, payments and warnings"})
"""Sentences of the plan that cover several laws, of which a plan has those of its kinds."""


def laws_of(compiled: CompiledPlan, does: dict[str, list[str]]) -> list[Law]:
    """List the laws of a plan.

    Parameters
    ----------
    does
        Phase -> what it does, as the plan says it.
    """
    stems = {phase: {stem(text) for text in told} for phase, told in does.items()}
    return [
        law for law in LAWS if (not law.line or law.line in stems[law.phase]) and (law.on is None or law.on(compiled))
    ]


def untold(does: dict[str, list[str]]) -> dict[str, list[str]]:
    """What the plan does and no law explains."""
    lines = {law.line for law in LAWS} | BY_KIND
    return {phase: [text for text in told if stem(text) not in lines] for phase, told in does.items()}
