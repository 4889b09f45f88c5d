"""Titles before and after a name: "Russian Foreign Minister Sergei Lavrov", "Tim Cook, chief executive of Apple"."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from briefing.analysis import vocabulary

_REACH = 9
_AFTER = 14
_OPEN = frozenset({",", "(", "–", "—", "-"})


@dataclass(frozen=True, slots=True)
class Title:
    """The offices of a person (lower case), and the tokens `[start, stop)` of the phrase that says them."""

    offices: frozenset[str]
    start: int
    stop: int


def title_of(name: Span) -> Title | None:
    """The title of a name, before it or in the apposition behind it."""
    return title_before(name) or _behind(name)


def begins_title(doc: Doc, at: int) -> bool:
    """Whether the words from `at` on are a title: an office, with words of titles before it."""
    for i in range(at, min(at + 4, len(doc))):
        if _office(doc[i]):
            return True
        if doc[i].lower_ not in vocabulary.words("names.title_parts"):
            return False
    return False


def offices_said_by(token: Token) -> set[str]:
    """The office that a word says, alone and with the word before it: `minister`, `foreign minister`.

    A prime minister is a `premier`, never a `minister`.
    """
    office = _office(token)
    before = token.doc[token.i - 1].lower_ if token.i else ""
    if f"{before} {office}" in vocabulary.words("names.premiers"):
        return set(vocabulary.words("names.premier_office"))
    if office in vocabulary.words("names.branch_offices") and before in vocabulary.words("names.title_parts"):
        return {office, f"{before} {office}"}
    return {office}


def _office(token: Token) -> str:
    word = token.lower_.rstrip(".")
    offices = vocabulary.words("names.offices")
    if word in offices:
        return word
    lemma = token.lemma_.lower()
    return lemma if lemma in offices and token.text[0].isupper() else ""


def title_before(name: Span) -> Title | None:
    """The title right before a name, with the state or body whose office it is."""
    doc = name.doc
    offices: set[str] = set()
    start = name.start
    at = name.start - 1
    if at > 0 and doc[at].text == ",":
        at = _before_comma(doc, at)
    while at >= max(0, name.start - _REACH):
        if _office(doc[at]):
            offices |= offices_said_by(doc[at])
            start = at
        elif offices and _is_part_of_title(doc, at):
            start = at
        elif not (_is_comma_between_offices(doc, at) if offices else _may_follow_office(doc, at)):
            break
        if doc[at].is_sent_start:
            break
        at -= 1
    return Title(frozenset(offices), _with_side(doc, start), name.start) if offices else None


def _is_part_of_title(doc: Doc, at: int) -> bool:
    """Whether a word before an office belongs to it: "[foreign] minister"."""
    word = doc[at].lower_
    return word in vocabulary.words("names.title_parts") and word not in vocabulary.words("names.title_joiners")


def _is_comma_between_offices(doc: Doc, at: int) -> bool:
    """Whether this is the comma between two offices: "Iran's supreme leader[,] Ayatollah Ali Khamenei"."""
    return doc[at].text == "," and at > 0 and bool(_office(doc[at - 1]))


def _may_follow_office(doc: Doc, at: int) -> bool:
    """Whether a word may stand between an office and the name: "minister [of State]", "Commissioner for [Industry]"."""
    return doc[at].lower_ in vocabulary.words("names.title_parts") or (doc[at].text[0].isupper() and _tail(doc, at))


def _with_side(doc: Doc, start: int) -> int:
    """Where a title begins with its article, and the state or body before it: "US", "Russian", "Shell's"."""
    while start > 0 and doc[start - 1].lower_ in vocabulary.words("syntax.articles"):
        start -= 1
    side = start - 1
    if side >= 0 and doc[side].text in vocabulary.words("names.possessive_endings"):
        side -= 1
    while side >= 0 and doc[side].text[0].isupper() and doc[side].pos_ in ("PROPN", "ADJ") and side > start - 7:
        start = side
        side -= 1
    return start


def _before_comma(doc: Doc, comma: int) -> int:
    """The office in "Hungary's foreign minister, Peter …" and "the president of Chile, Rosa …"; else the comma."""
    for at in range(comma - 1, max(-1, comma - 6), -1):
        if _office(doc[at]) and (
            at == comma - 1 or doc[at + 1].lower_ in vocabulary.words("names.office_prepositions")
        ):
            return at
        if doc[at].pos_ in ("VERB", "AUX", "PUNCT"):
            break
    return comma


def _tail(doc: Doc, at: int) -> bool:
    """Whether capitals from `at` to the name hang on an office by "of" or "for": "Commissioner for Industry"."""
    back = at
    while back > max(0, at - 5) and doc[back].text[0].isupper() and not _office(doc[back]):
        back -= 1
    return (
        doc[back].lower_ in vocabulary.words("names.office_prepositions") and back > 0 and bool(_office(doc[back - 1]))
    )


def _behind(name: Span) -> Title | None:
    doc = name.doc
    if name.end >= len(doc) or doc[name.end].text not in _OPEN:
        return None
    offices: set[str] = set()
    stop = name.end + 1
    for token in doc[name.end + 1 : name.end + _AFTER]:
        if token.text in _OPEN or token.text in (")", ".", ";", ":") or token.pos_ in ("VERB", "AUX"):
            break
        if token.lower_ in vocabulary.words("names.apposition_ends"):
            break
        office = _office(token)
        if office:
            offices |= offices_said_by(token)
        elif token.text[0].isupper() and token.ent_type_ == "PERSON" and not offices:
            break
        stop = token.i + 1
    return Title(frozenset(offices), name.end + 1, stop) if offices else None
