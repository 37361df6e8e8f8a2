"""Psychology that meets others: words drawn at random beside a preset, for the comparison of twin and engine."""

from typing import Any

from hypothesis import strategies as st

Patch = dict[str, Any]

BOLD: Patch = {"boldness": {"law": "exponential", "mean": 0.5}}

WILES = (
    ("concealment", ["30%", "100%"]),
    ("gaming", ["50%", "100%"]),
    ("false_reports", ["20%", "90%"]),
    ("shunning", [1.5, 9]),
    ("sorting", [0.7, 3]),
)
"""Ways round a score, and ties that do not outlive it."""


@st.composite
def with_others(draw: Any, psychology: str | Patch) -> Patch:
    """A society's patch: the psychology with some of these words, and the traits that they ask for."""
    found: Patch = {"preset": psychology} if isinstance(psychology, str) else dict(psychology)
    if draw(st.booleans()):
        acts = draw(
            st.lists(st.sampled_from(["criticism", "praise", "tax_debt", "littering"]), min_size=1, unique=True)
        )
        found["strategic"] = {"acts": acts, "boldness": "boldness"}
    for word, values in (("joining", [0, 0.3]), ("leaving", [0.2, 2]), *WILES):
        if draw(st.booleans()):
            found[word] = draw(st.sampled_from(values))
    return {"psychology": found, "traits": BOLD}
