"""Random declarations use every word that the engine executes, but for those that are named here with a reason."""

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

from scorarium.engine.refusals import SCHEME, SOCIETY, Refused, matches
from scorarium.scheme.fields import Part
from scorarium.scheme.model import Scheme
from scorarium.society.recipe import Society
from tests.twin import declarations
from tests.twin.words import known, used

EXAMPLES = 500
ROUNDS = 20
FACTS = {
    "whoever reads it": "aim facts fidelity home like purpose references summary title year scorarium kind name",
    "the law, not the engine": (
        "operator legal_basis serves technique jurisdiction due_process.assessments due_process.oversight "
        "due_process.information due_process.reasons due_process.validated due_process.appeal.who "
        "due_process.appeal.heard due_process.appeal.independent due_process.appeal.evidence_shown "
        "due_process.expiry.kept_after enrolment.consent visibility.leaderboard visibility.rules_public "
        "visibility.to_operator visibility.to_others senses.*.context senses.*.collected_for senses.*.held_by "
        "senses.*.inferred senses.*.relevant_for senses.*.special senses.*.identification.live "
        "consequences.*.reversible consequences.*.severity exports.*.to exports.*.what exports.*.told "
        "lists.*.fields_shown lists.*.evidence lists.*.grounds.*.evidence score.factors.*.proxy_of "
        "consequences.*.legal_basis exports.*.legal_basis lists.*.legal_basis senses.*.legal_basis"
    ),
    "said as it is without it": (
        "subjects=persons unit=person enrolment.refusal_cost=none lists.*.grounds.*.decided.who=rule"
    ),
    "a list's own procedure has the words of the scheme's": "lists.*.due_process",
    "what a scheme adds is in the form of a society, where it is lived": "acts services",
    "refused together with another word": "score.learned.labels=true",
}
"""Words that no random scheme has to use, and why; with a word goes all that stands below it."""

IN_SOCIETIES = {
    "whoever reads it": (
        "scorarium kind name title summary year references like attributes.*.basis attributes.*.range"
    ),
    "of the generator: the pairs live among people made by hand": (
        "persons districts ties joint_tables traits trait_correlations attributes.*.inherited attributes.*.quintiles "
        "firms.traits firms.attributes"
    ),
    "the law, not the engine": (
        "services.*.category services.*.essential services.*.right attributes.*.protected attributes.*.special "
        "acts.*.gravity acts.*.where acts.*.protected"
    ),
    "faults for which `check` has a sentence": "psychology.prior_seen=off psychology.prior_unseen=off",
    "nothing yet does this": (
        "psychology.concealment psychology.gaming psychology.false_reports psychology.shunning psychology.sorting"
    ),
    "acts and services of firms have the words of those of persons": "firms.acts firms.services",
}
"""The same of a society."""


def excused(word: str, reasons: list[str]) -> bool:
    """Whether a word, or one above it, is named."""
    plain = word.partition("=")[0]
    return any(word == one or plain == one or plain.startswith(f"{one}.") for one in reasons) or plain.endswith(".ref")


def is_refused(word: str, table: tuple[Refused, ...] = SCHEME) -> bool:
    """Whether the engine refuses the word itself or what stands above it."""
    path = tuple(word.partition("=")[0].split("."))
    value = word.partition("=")[2]
    for one in table:
        if value and one.when is not None and matches(path, one.at) and one.when(value):
            return True
        if one.when is None and any(matches(path[:k], one.at) for k in range(1, len(path) + 1)):
            return True
    return False


@pytest.fixture(scope="module")
def missing() -> dict[str, list[str]]:
    """The words that no random pair wrote, of as many pairs as it takes; they are read but not lived."""
    wanted = {"scheme": asked(Scheme, FACTS, SCHEME), "society": asked(Society, IN_SOCIETIES, SOCIETY)}
    for k in range(ROUNDS):
        for kind, words in gathered(k).items():
            wanted[kind] -= words
        if not any(wanted.values()):
            break
    return {kind: sorted(words) for kind, words in wanted.items()}


def asked(model: type[Part], reasons: dict[str, str], table: tuple[Refused, ...]) -> set[str]:
    """The words of a model that a random pair has to use."""
    named = [word for words in reasons.values() for word in words.split()]
    return {word for word in known(model) if not excused(word, named) and not is_refused(word, table)}


def gathered(k: int) -> dict[str, set[str]]:
    """The words of one round of random pairs.

    What hypothesis draws from a seed hangs on its version and on which modules are loaded, so no number of pairs is
    enough for sure: rounds follow each other until every word was met.
    """
    found: dict[str, set[str]] = {"scheme": set(), "society": set()}

    @seed(k)
    @settings(
        max_examples=EXAMPLES, deadline=None, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(declarations.declarations())
    def gather(drawn: tuple[Society, dict[str, list[Scheme]]]) -> None:
        society, worlds = drawn
        found["society"].update(used(society))
        for schemes in worlds.values():
            for scheme in schemes:
                found["scheme"].update(used(scheme))

    gather()
    return found


def test_every_word_of_a_scheme_is_used(missing: dict[str, list[str]]) -> None:
    assert missing["scheme"] == []


def test_every_word_of_a_society_is_used(missing: dict[str, list[str]]) -> None:
    assert missing["society"] == []


def test_a_reason_is_for_words_that_exist() -> None:
    words = known(Scheme) | known(Society)
    named = [word for several in (*FACTS.values(), *IN_SOCIETIES.values()) for word in several.split()]
    assert [word for word in named if word not in words] == []
