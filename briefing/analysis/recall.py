"""Names that the first look missed: a word that names a party elsewhere in the story names it here too."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from briefing.analysis.gazetteer import Gazetteer
from briefing.analysis.names import Label, Name

_COMMON = 4
"""Letters that the first word of an organisation needs to stand for it alone."""


def recalled(docs: list[Doc], found: list[list[Name]], gazetteer: Gazetteer) -> list[list[Name]]:
    """The names with those added that are a part of a name found elsewhere in the story."""
    short = _short_names([n for names in found for n in names], gazetteer)
    if not short:
        return found
    return [_with(doc, names, short) for doc, names in zip(docs, found, strict=True)]


def _with(doc: Doc, names: list[Name], short: dict[str, Label]) -> list[Name]:
    taken = {i for n in names for i in range(n.words.start, n.words.end)}
    added = [Name(doc[t.i : t.i + 1], short[t.text]) for t in doc if t.i not in taken and _fits(t, short)]
    return sorted([*names, *added], key=lambda n: n.words.start) if added else names


def _fits(token: Token, short: dict[str, Label]) -> bool:
    if token.text not in short or token.pos_ in ("VERB", "AUX", "DET", "PRON", "ADP"):
        return False
    if token.nbor(1).text in ("-", "–") if token.i + 1 < len(token.doc) else False:
        return False
    return token.pos_ == "PROPN" or not token.is_sent_start


def _short_names(names: list[Name], gazetteer: Gazetteer) -> dict[str, Label]:
    """From a word that may stand alone to the label of the name that it is part of."""
    short: dict[str, Label] = {}
    for name in names:
        if name.known is not None:
            continue
        for word in _alone(name, gazetteer):
            short.setdefault(word, name.label)
    return short


def _alone(name: Name, gazetteer: Gazetteer) -> Iterator[str]:
    first, last = name.words[0], name.words[-1]
    if name.label is Label.PERSON:
        for token in (first, last):
            if len(token.text) > 2 and token.text[0].isupper() and token.lower_ not in gazetteer.words["thing_heads"]:
                yield token.text
    elif len(name.words) == 1:
        yield first.text
    elif name.sure and name.label in (Label.COMPANY, Label.BODY):
        lists = gazetteer.words
        plain = first.lower_ in lists["org_heads"] or first.lower_ in lists["title_parts"] or first.lower_ in lists["never"]
        if len(first.text) >= _COMMON and first.text[0].isupper() and not plain and not gazetteer.knows(first.text):
            yield first.text
