"""What the analysis sees in a story, as lines that are compared with the acts that readers marked."""

from __future__ import annotations

from typing import Any

from briefing.analysis.actors.cast import Cast
from briefing.analysis.acts.candidates import ActCandidate
from briefing.analysis.acts.extraction import find_candidates
from briefing.analysis.learned.document_map import DocumentMap
from briefing.analysis.learned.scored_acts import ScoredAct, evidence_sentences
from briefing.analysis.linking.link import link
from briefing.analysis.problems import Problems
from briefing.analysis.text.parsed_story import ParsedStory
from learn.pairing import JudgedLine
from learn.reading import parse


def parse_with_rules(nlp: Any, text: str) -> tuple[ParsedStory, Cast, tuple[ActCandidate, ...]]:
    """A story with its actors, and the acts that the rules find."""
    parsed, cast = parse(nlp, "", text)
    problems = Problems()
    return parsed, cast, tuple(link(find_candidates(parsed, cast, problems), parsed, cast, problems).acts)


def line_of(made: DocumentMap, parsed: ParsedStory, act: ScoredAct) -> JudgedLine:
    """An act of the analysis as a line."""
    candidates = made.document.candidates
    proposer, recipient = (None if c is None else candidates[c.candidate].name for c in (act.proposer, act.recipient))
    spans = (made.span(*sentence) for sentence in evidence_sentences(made.document, act))
    evidence = [(span.start, span.end) for span in spans]
    return JudgedLine(act.act, act.negated, proposer, recipient, parsed.words(made.span(*act.terms)), evidence)
