"""The acts of a story by the network's scores and what the rules found at the same words, each of them once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from briefing.analysis.learned.document import Document, RuleAct
from briefing.analysis.learned.network import ANSWERS, MEASURES, StoryScores, TriggerScores
from briefing.analysis.learned.own_business import is_own_business
from briefing.analysis.learned.pair_features import StoryParties, pair_features
from briefing.analysis.learned.pair_ranker import UNRANKED, PairRanker, Ranked
from briefing.analysis.learned.party_choice import Choice, Parties, likely_pairs
from briefing.analysis.learned.possible_parties import possible_parties
from briefing.analysis.learned.signed_texts import is_own_text
from briefing.analysis.learned.small_networks import Features
from briefing.analysis.learned.told_act import ToldAct, told_by_word
from briefing.analysis.learned.told_by_terms import told_by_terms

_OPPOSITES = ({"impose", "lift"}, *({"reject", act} for act in ("accept", "offer", "propose", "pledge")))
"""Acts that are never one, however alike their terms are."""
_POINTING = ("PRON", "DET", "ADP", "PART", "PUNCT")
_EMPTY = ("ADV", "SCONJ", "CCONJ", "PUNCT", "SPACE")
"""Words that say nothing by themselves: those that point at something, and those that say when or how."""
_LIKE_PUT = 0.5
"""How much the terms of an answer share with those of what it answers."""
_OVERLAP, _ALIKE, _SAME = 0.3, 0.6, 0.8
"""How much two terms must share where they overlap, where the maker is one, and where one is an answer."""
_ALIKE_BETWEEN_TWO = 0.4
"""How much they must share where one side does the same to one other side."""


@dataclass(frozen=True, slots=True)
class ScoredAct:
    """An act of the story. `words` are the words that say it, the surest first; `nobody` the chances of no party.

    `act_chance` is that of the act which the network finds likeliest, also where the syntax makes another one of it.

    `pair` has what the choice of its two parties went by, and what came of it.
    """

    words: tuple[int, ...]
    act: str
    act_chance: float
    negated: bool
    sign_chance: float
    proposer: Choice | None
    recipient: Choice | None
    nobody: tuple[float, float]
    terms: tuple[int, int]
    terms_chance: float
    likely: float
    counted: float
    ruled: RuleAct | None = None
    pair: Features = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Option:
    """An act that a word may tell, and its likeliest pairs of parties by the network alone, the likeliest first."""

    said: TriggerScores
    told: ToldAct
    pairs: Sequence[Parties]


def scored_acts(
    document: Document,
    read: StoryScores,
    ruled: Sequence[RuleAct],
    at_least: float,
    denied: Collection[int] = (),
    ranker: PairRanker | None = None,
) -> list[ScoredAct]:
    """The acts that are at least so likely, each once, in the order of their terms.

    An act that the rules find too may be half as likely. `denied` are words of what nobody does. Without a ranker the
    network alone chooses the parties.
    """
    found = list(with_features(document, options(document, read, ruled, at_least, denied)))
    ranked = [UNRANKED] * len(found) if ranker is None else ranker.rank([features for _, features in found])
    every = [score_act(document, *one, rank) for one, rank in zip(found, ranked, strict=True)]
    worded = [
        act
        for act in every
        if _has_words(document, *act.terms) and _has_words(document, act.words[0]) and not _says_nothing(document, act)
    ]
    return _merge_repeats(document, sorted(worded, key=lambda f: -f.likely))


def _says_nothing(document: Document, act: ScoredAct) -> bool:
    """Whether the terms are only a name or a pointer ("protested to [China]", "wants [this]"), or put to nobody.

    Nor does a firm put anything to anybody with what it does to its own business, or a text by being signed.
    """
    if act.act == "accept" and is_own_text(document, act.words[0]):
        return True
    if act.act in MEASURES and act.proposer is not None:
        maker = document.candidates[act.proposer.candidate]
        if any(is_own_business(document, word, maker) for word in act.words):
            return True
    words = document.words[act.terms[0] : act.terms[1]]
    if all(word.pos in _EMPTY for word in words):
        return True
    pointing = all(word.pos in _POINTING for word in words) and any(word.pos == "PRON" for word in words)
    if pointing and act.act not in ANSWERS:
        return True
    if act.recipient is None or act.act in MEASURES:
        return False
    named = (c for c in document.candidates if c.party == act.recipient.party)
    return any(c.first <= act.terms[0] and act.terms[1] <= c.last for c in named)


def _has_words(document: Document, first: int, last: int | None = None) -> bool:
    """Whether anything but signs stands in the words `[first, last)`, or in one word."""
    words = document.words[first : first + 1 if last is None else last]
    return any(c.isalnum() for word in words for c in word.text)


def options(
    document: Document, read: StoryScores, ruled: Sequence[RuleAct], at_least: float, denied: Collection[int] = ()
) -> list[Option]:
    """The acts that words may tell, before it is chosen between whom; as `scored_acts` in all else."""
    by_word = {word: rule for rule in ruled for word in rule.words}
    found = []
    for said in read.triggers:
        if said.likely >= at_least or (said.word in by_word and said.likely >= at_least / 2):
            told = told_by_word(document, said, by_word.get(said.word), said.word in denied)
            pairs = likely_pairs(document, possible_parties(document, said, told), told.rule)
            found.append(Option(said, told, pairs))
    return found


def with_features(document: Document, found: Sequence[Option]) -> Iterator[tuple[Option, list[dict[str, float]]]]:
    """The acts with the features of each of their pairs."""
    story = StoryParties(document, [one.said for one in found], [one.pairs[0] for one in found])
    return ((one, pair_features(story, one.said, one.told, one.pairs)) for one in found)


def score_act(document: Document, option: Option, features: Sequence[Features], ranked: Ranked = UNRANKED) -> ScoredAct:
    """The act between the parties that were chosen; where nothing is said, those that the network finds likeliest."""
    pair = {**features[ranked.number], "pair": ranked.chance, "pair lead": ranked.lead}
    said, parties = option.said, option.pairs[ranked.number]
    told, terms = told_by_terms(document, said, option.told, parties)
    return ScoredAct(
        (said.word,),
        told.act,
        max(said.acts),
        told.negated,
        max(said.negated, 1 - said.negated),
        parties.proposer,
        parties.recipient,
        parties.nobody,
        terms,
        said.sure,
        said.likely,
        said.counted,
        told.rule,
        pair,
    )


def _merge_repeats(document: Document, found: Sequence[ScoredAct]) -> list[ScoredAct]:
    kept: list[ScoredAct] = []
    bags = [_bag(document, f) for f in found]
    own: list[Counter[str]] = []
    for act, bag in zip(found, bags, strict=True):
        at = next((i for i, k in enumerate(kept) if _is_repeat(document, act, bag, k, own[i])), None)
        if at is None:
            kept.append(act)
            own.append(bag)
        else:
            known = kept[at]
            kept[at] = replace(known, words=known.words + act.words, ruled=known.ruled or act.ruled)
    return sorted(kept, key=lambda f: f.terms)


def _is_repeat(document: Document, act: ScoredAct, bag: Counter[str], known: ScoredAct, other: Counter[str]) -> bool:
    """Whether an act is told once more: "Taiwan calls on China …", and below it "President Lai urged Beijing …"."""
    shared = _overlap(bag, other)
    one_maker = are_alike(document, act.proposer, known.proposer)
    overlap = act.terms[0] < known.terms[1] and known.terms[0] < act.terms[1]
    if overlap and shared >= _OVERLAP:
        return (act.act in ANSWERS) == (known.act in ANSWERS) or (shared > _SAME and one_maker)
    if not one_maker or act.negated != known.negated or {act.act, known.act} in _OPPOSITES:
        return False
    if act.recipient is not None and known.recipient is not None:
        if not are_alike(document, act.recipient, known.recipient):
            return False  # "asked Chad for grain … asked Fiji for grain"
        return shared >= (_ALIKE_BETWEEN_TWO if act.act == known.act else _ALIKE)
    return shared >= _ALIKE


def are_alike(document: Document, one: Choice | None, other: Choice | None) -> bool:
    """Whether two parties stand on one side, or nobody is named in either place."""
    if one is None or other is None:
        return one is other
    return document.sides.keys_on_one_side(one.party, other.party)


def answered_act(document: Document, answer: ScoredAct, acts: Sequence[ScoredAct]) -> ScoredAct | None:
    """The act that an acceptance or a refusal is about; None where the story tells no such act."""
    if answer.act not in ANSWERS:
        return None
    maker = answer.proposer and answer.proposer.party
    bag = _bag(document, answer)
    best: tuple[float, ScoredAct] | None = None
    for put in acts:
        if put.act in (*ANSWERS, *MEASURES) or put.proposer is None or put.proposer.party == maker:
            continue
        if answer.recipient is not None and put.proposer.party != answer.recipient.party:
            continue
        alike = _overlap(bag, _bag(document, put))
        if alike >= _LIKE_PUT and (best is None or alike > best[0]):
            best = (alike, put)
    return None if best is None else best[1]


def share_words(document: Document, one: ScoredAct, other: ScoredAct) -> bool:
    """Whether any word of weight stands in the terms of both."""
    return bool(_bag(document, one) & _bag(document, other))


def _bag(document: Document, act: ScoredAct) -> Counter[str]:
    words = document.words[act.terms[0] : act.terms[1]]
    return Counter(w.lemma for w in words if w.pos in ("NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"))


def _overlap(one: Counter[str], other: Counter[str]) -> float:
    both = sum((one & other).values())
    return 2 * both / (sum(one.values()) + sum(other.values())) if both else 0.0


def evidence_sentences(document: Document, act: ScoredAct) -> Iterator[tuple[int, int]]:
    """The sentences that say an act, the one with its terms first."""
    sentences = (document.sentence(word) for word in (act.terms[0], *act.words))
    yield from dict.fromkeys((sentence.start, sentence.stop) for sentence in sentences)


def key_of(name: str, actor: str | None) -> str:
    """The key of a party of the rules, as candidates have it."""
    return actor or "~" + re.sub(r"\W+", " ", name.lower()).strip()
