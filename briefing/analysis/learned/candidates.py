"""Who could be a party of an act: every mention of an actor, and every other noun phrase that could act."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Words

from briefing.analysis.actors.cast import Cast
from briefing.analysis.learned.document import Candidate
from briefing.analysis.syntax.pronouns import is_pronoun
from briefing.analysis.text.parsed_story import Passage
from briefing.analysis.vocabulary import words

_NO_WORD = re.compile(r"\W+")
_NO_PARTIES = frozenset(
    {"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL", "LANGUAGE", "WORK_OF_ART"}
)
_MOST_WORDS = 6
_BEHIND = 4
"""Words that a name has at most, and that stand at most behind its main word."""
_MOST_COUNTING = 2
"""Words that say how many at most."""
_INSIDE = frozenset({"compound", "poss", "amod", "nmod"})
_LEADING = frozenset({"DET", "PRON", "PUNCT", "NUM", "SPACE", "CCONJ", "ADP", "SCONJ", "PART", "AUX"})


def candidates(passage: Passage, cast: Cast, offset: int) -> Iterator[Candidate]:
    """The candidates of a passage, in order; `offset` is the number of its first word in the story."""
    taken: set[int] = set()
    found = [*_mentions(passage, cast, offset, taken), *_phrases(passage.doc, offset, taken)]
    yield from sorted(found, key=lambda c: (c.first, c.last))


def _mentions(passage: Passage, cast: Cast, offset: int, taken: set[int]) -> Iterator[Candidate]:
    doc = passage.doc
    places: dict[tuple[str, int, int], list[int]] = {}
    actors = {}
    for i, token in enumerate(doc):
        if (mentioned := cast.mentioned(token)) is not None:
            actor, span = mentioned
            places.setdefault((actor.id, span.start, span.end), []).append(i)
            actors[actor.id] = actor
    for (actor_id, start, _), tokens in places.items():
        actor = actors[actor_id]
        first = _first_word(passage, tokens[0], start)
        last = tokens[-1] + 1
        words = doc[first:last]
        head = words.root.i
        taken.update(range(tokens[0], last))
        taken.add(head)
        described = not any(t.text[:1].isupper() for t in doc[tokens[0] : last] if t.pos_ not in ("DET", "PRON"))
        sort = (
            "pronoun"
            if is_pronoun(words.text) or doc[last - 1].pos_ == "PRON"
            else "description"
            if described
            else "name"
        )
        places_in_story = (first + offset, last + offset, head + offset)
        name = _office(doc[tokens[0] : last]) or actor.name
        yield Candidate(*places_in_story, name, actor.id, sort, str(actor.kind), actor.side)


def _office(mention: Words) -> str:
    """The office at the head of a state that goes by its own name, for others of the state turn to it; else nothing."""
    named = mention[1:] if mention[0].lower_ in words("syntax.articles") else mention
    return named[:2].text if named[:2].text.lower() in words("names.own_offices") else ""


def _first_word(passage: Passage, at: int, start: int) -> int:
    """Where a mention begins that has the word `at` and starts at the character `start`."""
    first = at
    while first > 0 and passage.span(passage.doc[first - 1]).start >= start and at - first < _MOST_WORDS + 4:
        first -= 1
    return first


def _phrases(doc: Doc, offset: int, taken: set[int]) -> Iterator[Candidate]:
    for chunk in doc.noun_chunks:
        root = chunk.root
        if (
            root.i not in taken
            and root.pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "VERB")
            and root.ent_type_ not in _NO_PARTIES
        ):
            named = _named(chunk)
            name = named.text.strip()
            if any(c.isalnum() for c in name):
                taken.add(root.i)
                yield _phrase(chunk.start + offset, root.i + offset, name, _counted(chunk, named))
    for token in doc:
        if (
            token.i not in taken
            and token.dep_ in _INSIDE
            and (token.pos_ in ("NOUN", "PROPN") or token.ent_type_ in ("NORP", "GPE", "ORG"))
        ):
            if token.ent_type_ in _NO_PARTIES or _is_of_money(token) or not any(c.isalnum() for c in token.text):
                continue
            taken.add(token.i)
            yield _phrase(token.i + offset, token.i + offset, token.text)


def _is_of_money(token: Token) -> bool:
    """Whether a state's name only tells which money is meant: "68 billion U.S. dollars"."""
    return token.i + 1 < len(token.doc) and token.nbor().lower_ in words("names.coins")


def _phrase(first: int, head: int, name: str, counted: str = "") -> Candidate:
    """The noun phrase from a word to its main word; who it is does not hang on how many are counted."""
    party = "~" + _NO_WORD.sub(" ", name.lower()).strip()
    return Candidate(first, head + 1, head, f"{counted} {name}" if counted else name, party, "phrase")


def _named(chunk: Words) -> Words:
    """The words of a noun phrase that name a party: no article, no number, six at most."""
    root = chunk.root
    first = max(_begin(chunk), _earliest(root))
    last = _end(root)
    if root.lemma_.lower() in words("actors.partitives") and last > root.i + 2:
        first = root.i + 2
    named = chunk.doc[first:last]
    return named if len(named.text.split()) <= _MOST_WORDS else chunk.doc[first : root.i + 1]


def _earliest(root: Token) -> int:
    """Where a name begins at the earliest that ends with a word; signs within words ("cross-party") are none."""
    at, words_behind = root.i, 1
    while at > 0:
        words_behind += bool(root.doc[at - 1].whitespace_)
        if words_behind > _MOST_WORDS:
            break
        at -= 1
    return at


def _begin(chunk: Words) -> int:
    """The first word of a noun phrase that can begin a name."""
    root = chunk.root
    commas = (t.i for t in chunk.doc[chunk.start : root.i] if t.text == ",")
    first = start = max(commas, default=chunk.start - 1) + 1  # "in Vik, [Nordic dockers]"
    while first < root.i and (chunk.doc[first].pos_ in _LEADING or chunk.doc[first].dep_ == "case"):
        first += 1
    number = chunk.doc[first].head
    return start if number.pos_ == "NUM" and first < number.i else first  # "at [least] six"


def _counted(chunk: Words, named: Words) -> str:
    """How many a noun phrase tells of, right before their name: "all", "both", "five"."""
    first = named.start
    while first > chunk.start and (_counts(chunk.doc[first - 1]) or _is_hyphen_of_number(chunk.doc[first - 1])):
        first -= 1
    counted = chunk.doc[first : named.start]
    return "" if sum(map(_counts, counted)) > _MOST_COUNTING else counted.text.lower()


def _is_hyphen_of_number(token: Token) -> bool:
    """ "thirty-two": which the parser cuts in three."""
    return token.tag_ == "HYPH" and token.head.pos_ == "NUM"


def _counts(token: Token) -> bool:
    return token.pos_ == "NUM" or token.lower_ in words("syntax.every_one")


def _end(root: Token) -> int:
    """Behind an "of …" that follows the main word and belongs to it."""
    doc = root.doc
    if (
        root.i + 1 < len(doc)
        and doc[root.i + 1].lower_ in words("syntax.genitive_prepositions")
        and doc[root.i + 1].head == root
    ):
        of = doc[root.i + 1]
        thing = next((c for c in of.children if c.dep_ == "pobj"), None)
        if thing is not None and of.i < thing.i <= of.i + _BEHIND:
            return thing.i + 1
    return root.i + 1
