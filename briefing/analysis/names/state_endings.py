"""Names that end in a state's name and are no state's: "Rainforest Foundation Norway", "Caminhos de Portugal"."""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from briefing.analysis import vocabulary
from briefing.analysis.names.gazetteer import given_names
from briefing.analysis.names.initials import is_acronym
from briefing.analysis.names.titles import begins_title

_MODIFIES = ("compound", "amod", "nmod")
_BRACKET = 2
"""Words from the end of a name to the bracket that closes behind its initials."""


def house_ending_in(state: Span) -> Span | None:
    """The whole name of an organisation that a state's name ends; None where the state stands for itself."""
    doc, end = state.doc, state.end
    start = _start(doc, state.start)
    if start == state.start or doc[start].lower_ in given_names():
        return None
    whole = doc[start:end]
    if doc[state.start - 1].lower_ in vocabulary.words("names.foreign_joiners") or _has_its_initials(whole):
        return whole
    if _goes_on(state):
        return None
    head = doc[state.start - 1].lower_
    of_several = head in vocabulary.words("names.branching_heads") and state.start - start > 1
    return whole if of_several or head in vocabulary.words("names.branching_houses") else None


def _start(doc: Doc, at: int) -> int:
    """Where the capitals before a word begin, with what joins them."""
    start = at
    while start and not doc[start].is_sent_start:
        joiner = start - 1
        while joiner and doc[joiner].lower_ in vocabulary.words("names.house_joiners") and start - joiner < 3:
            joiner -= 1
        if not _is_part(doc[joiner]) or (joiner < start - 1 and doc[start - 1].is_sent_start):
            break
        start = joiner
    while start < at and (doc[start].lower_ in vocabulary.words("syntax.articles") or begins_title(doc, start)):
        start += 1
    return start


def _is_part(word: Token) -> bool:
    return word.text[0].isupper() and word.text[-1] not in ",;:" and word.pos_ in ("PROPN", "NOUN", "ADJ")


def _has_its_initials(whole: Span) -> bool:
    """Whether a bracket behind a name holds its initials: "Reef Watch Fiji (RWF)"."""
    doc, end = whole.doc, whole.end
    if end + _BRACKET >= len(doc) or (doc[end].text, doc[end + _BRACKET].text) != ("(", ")"):
        return False
    return doc[end + 1].text.isupper() and is_acronym(whole.text, doc[end + 1].text)


def _goes_on(state: Span) -> bool:
    """Whether the phrase has its noun behind the state's name: "the World Wildlife Fund Norway report"."""
    doc, end = state.doc, state.end
    follows = doc[end] if end < len(doc) else None
    if follows is not None and (follows.text in ("-", "–") or (follows.text[0].isupper() and follows.pos_ == "PROPN")):
        return True
    return state.root.dep_ in _MODIFIES and state.root.head.i >= end
