"""Names that the first look missed: a word that names a party elsewhere in the story names it here too."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from briefing.analysis import vocabulary
from briefing.analysis.names.gazetteer import Form, Gazetteer, Known
from briefing.analysis.names.name import Label, Name

_COMMON = 4
"""Letters that the first word of an organisation needs to stand for it alone."""
_HOUSES = (Label.BODY, Label.COMPANY, Label.GROUP)
_PLAIN = ("org_heads", "thing_heads", "title_parts", "never")
"""Lists of common words, which stand for no organisation alone."""


def propagate_names(docs: list[Doc], found: list[list[Name]], gazetteer: Gazetteer) -> list[list[Name]]:
    """The names with those added that are a part of a name found elsewhere in the story."""
    wholes = [n for names in found for n in names if n.known is None]
    short = _short_names(wholes, gazetteer)
    longer: dict[str, list[list[str]]] = {}
    for name in wholes:
        longer.setdefault(name.words[0].text, []).append([t.text for t in name.words])
    whole = _whole_names(wholes)
    found = [_with_wholes(doc, names, whole) for doc, names in zip(docs, found, strict=True)] if whole else found
    found = [_with(doc, names, short, longer) for doc, names in zip(docs, found, strict=True)] if short else found
    known = {n.known.name: n.known for names in found for n in names if n.known is not None}
    halves = {
        word: known[state] for state, row in vocabulary.table("names.halves").items() if state in known for word in row
    }
    return [_with_halves(doc, names, halves) for doc, names in zip(docs, found, strict=True)] if halves else found


def _with_halves(doc: Doc, names: list[Name], halves: dict[str, Known]) -> list[Name]:
    """ "The North" is a state where the story has two that share a name."""
    taken = {i for n in names for i in range(n.words.start, n.words.end)}
    added = [
        Name(doc[t.i : t.i + 1], Label.STATE, halves[t.lower_], Form.NAME, sure=True)
        for t in doc[1:]
        if t.lower_ in halves
        and t.text[0].isupper()
        and t.i not in taken
        and t.nbor(-1).lower_ in vocabulary.words("syntax.definite_articles")
        and not (t.i + 1 < len(doc) and doc[t.i + 1].pos_ in ("PROPN", "NOUN", "ADJ"))
    ]
    return sorted([*names, *added], key=lambda n: n.words.start) if added else names


def _whole_names(wholes: list[Name]) -> dict[str, dict[tuple[str, ...], Label]]:
    """The organisations' names of several words, longest first, by their first word."""
    found: dict[str, dict[tuple[str, ...], Label]] = {}
    for name in sorted(wholes, key=lambda n: -len(n.words)):
        if len(name.words) > 1 and name.label in _HOUSES:
            words = tuple(t.text for t in name.words)
            found.setdefault(words[0], {}).setdefault(words, name.label)
    return found


def _with_wholes(doc: Doc, names: list[Name], wholes: dict[str, dict[tuple[str, ...], Label]]) -> list[Name]:
    """A name of several words names its party wherever it stands, whatever the parser makes of its words."""
    taken = {i for n in names for i in range(n.words.start, n.words.end)}
    added = []
    for token in doc:
        for words, label in wholes.get(token.text, {}).items():
            end = token.i + len(words)
            places = range(token.i, end)
            if tuple(t.text for t in doc[token.i : end]) != words or not taken.isdisjoint(places):
                continue
            if end < len(doc) and _goes_on(doc[end]):
                continue
            taken.update(places)
            added.append(Name(doc[token.i : end], label))
    return sorted([*names, *added], key=lambda n: n.words.start) if added else names


def _with(doc: Doc, names: list[Name], short: dict[str, Label], longer: dict[str, list[list[str]]]) -> list[Name]:
    taken = {i for n in names for i in range(n.words.start, n.words.end)}
    added = []
    for token in doc:
        if token.text not in short or token.i in taken or not _fits(token, short):
            continue
        end = _end(token, longer.get(token.text, []))
        following = doc[end] if end < len(doc) else None
        if following is not None and end not in taken and _goes_on(following):
            continue
        if any(i in taken for i in range(token.i, end)):
            continue
        taken.update(range(token.i, end))
        added.append(Name(doc[token.i : end], short[token.text]))
    return sorted([*names, *added], key=lambda n: n.words.start) if added else names


def _end(token: Token, longer: list[list[str]]) -> int:
    """Where the longest beginning of a whole name that stands here ends."""
    best = token.i + 1
    for words in longer:
        end = token.i
        for word in words:
            if end >= len(token.doc) or token.doc[end].text != word:
                break
            end += 1
        best = max(best, end)
    return best


def _goes_on(following: Token) -> bool:
    """Whether a capital or a number behind the word says that it begins another name: "Area 51"."""
    return following.pos_ in ("PROPN", "NUM") and (following.text[0].isupper() or following.text.isdigit())


def _fits(token: Token, short: dict[str, Label]) -> bool:
    label = short.get(token.text)
    if label is None or (token.pos_ in ("VERB", "AUX", "DET", "PRON", "ADP") and not token.text.isupper()):
        return False
    if (
        label is not Label.PERSON
        and token.dep_ == "pobj"
        and token.head.lower_ in vocabulary.words("names.place_prepositions")
    ):
        return False
    if token.i + 1 < len(token.doc) and token.nbor(1).text in ("-", "–"):
        return False
    surely = token.pos_ == "PROPN" or token.text.isupper() or not token.is_sent_start
    return surely or (label is Label.PERSON and _begins_as_nobody_else(token))


def _begins_as_nobody_else(token: Token) -> bool:
    """Whether a word that opens a sentence and does something is no plural of a common noun: "Méndez", no "Banks"."""
    return token.pos_ == "NOUN" and token.dep_ in ("nsubj", "nsubjpass") and token.lemma_.lower() == token.lower_


def _short_names(names: list[Name], gazetteer: Gazetteer) -> dict[str, Label]:
    """From a word that may stand alone to the label of the name that it is part of."""
    short: dict[str, Label] = {}
    for name in names:
        for word in _alone(name, gazetteer):
            label = Label.PERSON if name.label is Label.GROUP and len(name.words) > 1 else name.label
            short.setdefault(word, label)
    return short


def _stands_alone(token: Token) -> bool:
    """Whether the word may stand for a person by itself: a name, or "the Queen", but no "Minister"."""
    return token.lower_ in vocabulary.words("names.royal") or token.lower_ not in vocabulary.words("names.offices")


def _alone(name: Name, gazetteer: Gazetteer) -> Iterator[str]:
    first, last = name.words[0], name.words[-1]
    if name.label is Label.PERSON:
        family = (t for t in reversed(name.words) if t.lower_ not in vocabulary.words("names.generations"))
        for token in (first, next((t for t in family if t.text != ","), last)):
            if len(token.text) > 2 and token.text[0].isupper() and _stands_alone(token):
                yield token.text
    elif len(name.words) == 1 or (name.label is Label.GROUP and last.lower_ in vocabulary.words("names.named_houses")):
        yield first.text
    elif name.sure and name.label in (Label.COMPANY, Label.BODY):
        plain = any(first.lower_ in vocabulary.words(f"names.{name}") for name in _PLAIN)
        capital = first.text.isupper() or len(first.text) >= _COMMON
        if capital and first.text[0].isupper() and not plain and not gazetteer.knows(first.text):
            yield first.text
