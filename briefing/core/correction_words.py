"""Corrections in words."""

from __future__ import annotations

from briefing.core.corrections import Corrected, Correction

_WORDS = {
    Corrected.ACT: "the act is {value}",
    Corrected.PROPOSER: "{value} is the proposer",
    Corrected.RECIPIENT: "{value} is the recipient",
    Corrected.TERMS: "the terms are: {value}",
    Corrected.DROPPED: "it is not an offer",
    Corrected.SAME: "{subject} is {value}",
    Corrected.ACTOR: "{subject} is an actor ({value})",
}


def in_words(correction: Correction) -> str:
    """What the reader said, as a sentence without a full stop."""
    if correction.part is Corrected.NEGATED:
        return "it did not happen" if correction.value == "yes" else "it did happen"
    value = correction.value or "nobody"
    return _WORDS[correction.part].format(value=value, subject=correction.subject)
