"""The acts of a story by the network's scores and what the rules found at the same words, each of them once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from briefing.analysis.learned.barred_parties import barred_makers, barred_takers
from briefing.analysis.learned.document import Document, RuleAct, Word
from briefing.analysis.learned.network import ACTS, StoryScores, TriggerScores
from briefing.analysis.learned.party_choice import Choice, choose_parties
from briefing.analysis.vocabulary import words as listed

_ANSWERS = ("accept", "reject")
_DENIED = 0.5
"""From which chance an act is taken as said not to happen; the rules may say so too."""
_MEASURES = ("impose", "lift")
_ASKING = ("demand", "propose")
_DONE_TO = ("demand", *_MEASURES)
"""Acts whose passive has for subject who is asked, hit or relieved."""
_LESS_SURE = {
    "impose": ("lift", "pledge"),
    "lift": ("impose", "pledge"),
    "demand": ("offer",),
}
"""Acts that the network takes for another one which the rules know better."""
_GIVING = frozenset({"offer", "give", "provide", "supply", "sell", "deliver", "lend", "grant"})
_LIKE_PUT = 0.5
"""How much the terms of an answer share with those of what it answers."""
_BEGINS = ("NOUN", "PROPN", "ADJ", "NUM", "DET", "SYM")
"""What terms may begin with behind the recipient."""
_DEEP = 8
"""Words up which a clause is looked for that "against" begins."""
_POINTING = ("PRON", "DET", "ADP", "PART", "PUNCT")
"""Words that say nothing by themselves."""
_BEFORE_NOUN, _FAR_NOUN = ("compound", "amod", "nmod", "nummod", "poss"), 3
"""How a word hangs on the noun behind it, and words up to that noun."""
_PAIRS = (("“", "”"), ('"', '"'), ("‘", "’"), ("'", "'"))
_CONDITIONS = frozenset({"if", "unless"})
_WILLING = frozenset({"will", "would", "can", "could"})
_DENIED_WITHIN = 6
"""How far before a verb its "not" may stand, in words."""
_OVERLAP, _ALIKE, _SAME = 0.3, 0.6, 0.8
"""How much two terms must share where they overlap, where the maker is one, and where one is an answer."""
_ALIKE_BETWEEN_TWO = 0.4
"""How much they must share where one side does the same to one other side."""


@dataclass(frozen=True, slots=True)
class ScoredAct:
    """An act of the story. `words` are the words that say it, the surest first; `nobody` the chances of no party."""

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


def scored_acts(
    document: Document,
    read: StoryScores,
    ruled: Sequence[RuleAct],
    at_least: float,
    denied: Collection[int] = (),
) -> list[ScoredAct]:
    """The acts that are at least so likely, each once, in the order of their terms.

    An act that the rules find too may be half as likely. `denied` are words of what nobody does.
    """
    by_word = {word: rule for rule in ruled for word in rule.words}
    every = (
        _score_act(document, said, by_word.get(said.word), said.word in denied)
        for said in read.triggers
        if said.likely >= at_least or (said.word in by_word and said.likely >= at_least / 2)
    )
    worded = [
        act
        for act in every
        if _has_words(document, *act.terms) and _has_words(document, act.words[0]) and not _says_nothing(document, act)
    ]
    return _merge_repeats(document, sorted(worded, key=lambda f: -f.likely))


def _says_nothing(document: Document, act: ScoredAct) -> bool:
    """Whether the terms are only a name or a pointer: "protested to [China]", "wants [this]"."""
    words = document.words[act.terms[0] : act.terms[1]]
    pointing = all(word.pos in _POINTING for word in words) and any(word.pos == "PRON" for word in words)
    if pointing and act.act not in _ANSWERS:
        return True
    if act.recipient is None or act.act in _MEASURES:
        return False
    named = (c for c in document.candidates if c.party == act.recipient.party)
    return any(c.first <= act.terms[0] and act.terms[1] <= c.last for c in named)


def _has_words(document: Document, first: int, last: int | None = None) -> bool:
    """Whether anything but signs stands in the words `[first, last)`, or in one word."""
    words = document.words[first : first + 1 if last is None else last]
    return any(c.isalnum() for word in words for c in word.text)


def _score_act(document: Document, said: TriggerScores, rule: RuleAct | None, denied: bool) -> ScoredAct:
    likeliest = ACTS[int(np.argmax(said.acts))]
    act, negated = _told(likeliest, said.negated > _DENIED, rule, denied, _is_conditional(document, said.word))
    if act == "offer" and not negated:
        act, negated = _offer_or_refusal(document, said.word)
    parties = choose_parties(document, _without_barred(document, said, act), rule)
    terms = _with_against(document, said.word, _without_recipient(document, said.terms, parties.recipient))
    if act in _ASKING and not negated:
        terms = _with_not(document, said.word, terms)
    terms = _whole_quotes(document, _whole_phrase(document, said.word, terms))
    if negated and terms[1] - terms[0] > 1 and document.words[terms[0]].lemma == "no":
        terms = (terms[0] + 1, terms[1])  # "offered [no] deal": the line says already that it was not offered
    if act == "demand" and _does_it_itself(document, terms, parties.proposer):
        act, terms = "offer", _what_is_given(document, terms)
    return ScoredAct(
        (said.word,),
        act,
        said.acts[ACTS.index(act)],
        negated,
        max(said.negated, 1 - said.negated),
        parties.proposer,
        parties.recipient,
        parties.nobody,
        terms,
        said.sure,
        said.likely,
        said.counted,
        rule,
    )


def _offer_or_refusal(document: Document, word: int) -> tuple[str, bool]:
    """The act and the sign of what passes for an offer: "would not bid" refuses, "has not supplied" does not offer.

    On annotated news no offer whose verb is denied outright was one.
    """
    before = [w for w in document.words[max(0, word - _DENIED_WITHIN) : word] if w.head == word]
    if document.words[word].pos != "VERB" or all(w.dep != "neg" for w in before):
        return "offer", False
    return ("reject", False) if any(w.lemma in _WILLING for w in before) else ("offer", True)


def _without_barred(document: Document, said: TriggerScores, act: str) -> TriggerScores:
    """The scores of a word with no chance for who cannot be its party; who "is committed" to something acts itself."""
    makers, takers = said.proposers.copy(), said.recipients.copy()
    if act in _DONE_TO:
        makers[list(barred_makers(document, said.word))] = 0
    takers[list(barred_takers(document, said.word))] = 0
    return replace(said, proposers=makers, recipients=takers)


def _told(act: str, negated: bool, rule: RuleAct | None, denied: bool, conditional: bool) -> tuple[str, bool]:
    """The act and its sign. A denial that the sentence shows counts: the worst line is one that says the opposite.

    What the rules know better: whether a measure is imposed or lifted ("suspended its ban" lifts, "suspended aid"
    imposes); that a measure which is promised without an "if" is a measure; that a bid for what is another's asks.
    """
    if rule is not None and act in _LESS_SURE.get(rule.act, ()) and not (conditional and act == "pledge"):
        act = rule.act
    refused = rule is not None and (rule.negated or rule.act == "reject")
    if act == "accept" and not negated and (denied or refused):
        return "reject", False
    return act, negated or (denied and act != "reject") or (rule is not None and rule.negated and rule.act == act)


def _is_conditional(document: Document, word: int) -> bool:
    """Whether the sentence of a word has a condition: "will close the border if …"."""
    first, last = next(s for s in document.sentences if s[0] <= word < s[1])
    return any(w.dep == "mark" and w.lemma in _CONDITIONS for w in document.words[first:last])


def _without_recipient(document: Document, terms: tuple[int, int], recipient: Choice | None) -> tuple[int, int]:
    """The terms behind the recipient, where they begin with it: "offered [Chad cheap salmon]"."""
    if recipient is not None:
        for candidate in document.candidates:
            if candidate.party == recipient.party and candidate.first == terms[0] and candidate.last < terms[1]:
                behind = document.words[candidate.last]
                if behind.pos in _BEGINS:
                    return candidate.last, terms[1]
    return terms


def _does_it_itself(document: Document, terms: tuple[int, int], maker: Choice | None) -> bool:
    """Whether the maker is who would give: "Oslo wants to persuade Chad that Norway can offer a better deal"."""
    verb = document.words[terms[0]]
    if maker is None or verb.lemma not in _GIVING or verb.pos != "VERB":
        return False
    givers = (c for c in document.candidates if document.words[c.head].head == terms[0])
    return any(document.words[c.head].dep == "nsubj" and document.sides.together(c.party, maker.party) for c in givers)


def _what_is_given(document: Document, terms: tuple[int, int]) -> tuple[int, int]:
    """The terms without the verb that says it again: "[offer] a better deal"."""
    says_it_again = document.words[terms[0]].lemma == "offer" and terms[1] > terms[0] + 1
    return (terms[0] + 1, terms[1]) if says_it_again else terms


def _with_against(document: Document, word: int, terms: tuple[int, int]) -> tuple[int, int]:
    """The terms from "against" on, where that says what must not be done: "warned [against closing the canal]"."""
    words = document.words
    if words[word].lemma not in listed("acts.warning_verbs"):
        return terms
    at = terms[0]
    for _ in range(_DEEP):
        at = words[at].head
        if words[at].lemma == "against" and words[at].dep == "prep" and word < at < terms[0]:
            return at, terms[1]
    return terms


def _with_not(document: Document, word: int, terms: tuple[int, int]) -> tuple[int, int]:
    """The terms with the "not" before their verb: "insisted that it should [not surrender land]"."""
    words, first = document.words, terms[0]
    before = first - 1 if first and words[first - 1].pos == "PART" and words[first - 1].lemma == "to" else first
    denied = before > word + 1 and words[before - 1].dep == "neg" and words[before - 1].head in (first, first + 1)
    return (before - 1, terms[1]) if denied else terms


def _whole_phrase(document: Document, word: int, terms: tuple[int, int]) -> tuple[int, int]:
    """The terms up to their noun, where they end before it in a title: "[FIGHT U.S.] POTASH ACTION"."""
    words, (first, last) = document.words, terms
    noun = words[last - 1].head
    behind = words[last : noun + 1]
    if noun == word or words[last - 1].dep not in _BEFORE_NOUN or not last <= noun < last + _FAR_NOUN:
        return terms
    capitals = all(w.text[:1].isupper() or w.text[:1].isdigit() for w in (words[last - 1], *behind))
    return (first, noun + 1) if capitals and words[noun].pos in ("NOUN", "PROPN") else terms


def _whole_quotes(document: Document, terms: tuple[int, int]) -> tuple[int, int]:
    """The terms with the other half of a pair of quotes, where that stands beside them; without the half, where not."""
    for opening, closing in _PAIRS:
        terms = _whole_pair(document, terms, opening, closing)
    return terms


def _whole_pair(document: Document, terms: tuple[int, int], opening: str, closing: str) -> tuple[int, int]:
    first, last = terms
    inside = [_sign(word) for word in document.words[first:last]]
    opened, closed = inside.count(opening), inside.count(closing)
    odd = opening == closing and opened % 2 == 1
    before = _sign(document.words[first - 1]) if first else ""
    after = _sign(document.words[last]) if last < len(document.words) else ""
    if (opened > closed or odd) and after == closing:
        return first, last + 1
    if (closed > opened or odd) and before == opening:
        return first - 1, last
    if last - first > 1 and (opened != closed or odd):
        if inside[0] in (opening, closing):
            return first + 1, last
        if inside[-1] in (opening, closing):
            return first, last - 1
    return terms


def _sign(word: Word) -> str:
    """What a word is; nothing where it is the apostrophe of an owner: "workers' rights"."""
    return "" if word.pos == "PART" else word.text


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
    one_maker = _is_one_side(document, act.proposer, known.proposer)
    overlap = act.terms[0] < known.terms[1] and known.terms[0] < act.terms[1]
    if overlap and shared >= _OVERLAP:
        return (act.act in _ANSWERS) == (known.act in _ANSWERS) or (shared > _SAME and one_maker)
    if not one_maker or act.negated != known.negated:
        return False
    same = act.recipient is not None and _is_one_side(document, act.recipient, known.recipient)
    return shared >= (_ALIKE_BETWEEN_TWO if same and act.act == known.act else _ALIKE)


def _is_one_side(document: Document, one: Choice | None, other: Choice | None) -> bool:
    """Whether two parties stand on one side, or nobody is named in both places."""
    if one is None or other is None:
        return one is other
    return document.sides.together(one.party, other.party)


def answered_act(document: Document, answer: ScoredAct, acts: Sequence[ScoredAct]) -> ScoredAct | None:
    """The act that an acceptance or a refusal is about; None where the story tells no such act."""
    if answer.act not in _ANSWERS:
        return None
    maker = answer.proposer and answer.proposer.party
    bag = _bag(document, answer)
    best: tuple[float, ScoredAct] | None = None
    for put in acts:
        if put.act in (*_ANSWERS, *_MEASURES) or put.proposer is None or put.proposer.party == maker:
            continue
        if answer.recipient is not None and put.proposer.party != answer.recipient.party:
            continue
        alike = _overlap(bag, _bag(document, put))
        if alike >= _LIKE_PUT and (best is None or alike > best[0]):
            best = (alike, put)
    return None if best is None else best[1]


def _bag(document: Document, act: ScoredAct) -> Counter[str]:
    words = document.words[act.terms[0] : act.terms[1]]
    return Counter(w.lemma for w in words if w.pos in ("NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"))


def _overlap(one: Counter[str], other: Counter[str]) -> float:
    both = sum((one & other).values())
    return 2 * both / (sum(one.values()) + sum(other.values())) if both else 0.0


def evidence_sentences(document: Document, act: ScoredAct) -> Iterator[tuple[int, int]]:
    """The sentences that say an act, the one with its terms first."""
    seen = set()
    for word in (act.terms[0], *act.words):
        sentence = next(s for s in document.sentences if s[0] <= word < s[1])
        if sentence not in seen:
            seen.add(sentence)
            yield sentence


def key_of(name: str, actor: str | None) -> str:
    """The key of a party of the rules, as candidates have it."""
    return actor or "~" + re.sub(r"\W+", " ", name.lower()).strip()
