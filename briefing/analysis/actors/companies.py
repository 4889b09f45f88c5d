"""Which names that nobody knows are companies, by what the story says of them: shares, plants, a takeover."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from briefing.analysis import vocabulary
from briefing.analysis.names.gazetteer import given_names
from briefing.analysis.names.kind_nouns import kind_of_noun
from briefing.analysis.names.name import Label, Name


def label_companies(names: list[Name]) -> None:
    """Label as companies the names that the story treats as companies. "Aurelian Metals" is one by its own words."""
    for name in names:
        if name.known is not None or name.label in (Label.STATE, Label.GROUP) or name.title is not None:
            continue
        if name.label is Label.PERSON:
            if len(name.words) == 1 or name.words[0].lower_ in given_names():
                continue
            if _speaks_of_itself(name):
                name.label = Label.BODY
        plain = _is_firm_by_name(name) or _is_of(name.words.root, vocabulary.words("actors.shares"))
        if plain or (not _is_house(name) and _is_firm(name)):
            name.label, name.sure = Label.COMPANY, True


def _assets() -> frozenset[str]:
    """What a company has."""
    return vocabulary.words("actors.shares") | vocabulary.words("actors.assets")


def _is_firm_by_name(name: Name) -> bool:
    """Whether its own words say so, whatever the model makes of it: "Aurelian Metals", "Quayside Savings Bank"."""
    words = [t.lower_ for t in name.words]
    bank = words[-1] in vocabulary.words("actors.bank") and not vocabulary.words("actors.public_bank_words") & set(
        words
    )
    suffix = words[-1] in vocabulary.words("names.company_suffixes") and not (name.sure and name.label is Label.BODY)
    return len(words) > 1 and (bank or suffix)


def _is_house(name: Name) -> bool:
    """Whether the name's own words say that it is a place or no company: a ministry, a university."""
    last = name.words[-1].lower_
    return name.label is Label.PLACE or (
        last in vocabulary.words("names.org_heads") and last not in vocabulary.words("names.company_suffixes")
    )


def _is_firm(name: Name) -> bool:
    """Whether the name has what a company has, or is called one."""
    root = name.words.root
    return (
        _is_of(root, _assets())
        or _is_at_work(root)
        or _is_among(root)
        or (root.dep_ in ("nsubj", "dobj") and root.head.lemma_ in vocabulary.words("actors.company_verbs"))
        or any(c.dep_ == "appos" and kind_of_noun(c) is Label.COMPANY for c in root.children)
        or (root.dep_ == "nsubj" and any(_is_its(t) for t in _rest(root)))
        or _goes_on(root)
    )


def _is_of(word: Token, things: Iterable[str]) -> bool:
    """Whether the name owns one of the things: "Delmar stock", "shares in Delmar"."""
    above: Token = word.head
    if word.dep_ in ("compound", "poss", "nmod"):
        return above.i > word.i and above.lemma_.lower() in things
    owned = (
        word.dep_ == "pobj"
        and above.lower_ in vocabulary.words("actors.share_prepositions")
        and above.head.dep_ != "pobj"
    )
    return owned and above.head.lemma_.lower() in vocabulary.words("actors.owned_in_companies")


def _is_at_work(word: Token) -> bool:
    """Whether people work there: "workers at Torvald Brand"."""
    return (
        word.dep_ == "pobj"
        and word.head.lower_ in vocabulary.words("actors.workplace_prepositions")
        and word.head.head.lemma_.lower() in vocabulary.words("actors.staff")
    )


def _is_among(word: Token) -> bool:
    """Whether the name is one of those that a plural calls companies: "two of its suppliers, Orbo and Lindal"."""
    while word.dep_ == "conj" and word.head.pos_ == "PROPN":
        word = word.head
    called = word.head
    if called.pos_ == "NUM":  # "two of the suppliers"
        called = next(
            (
                t
                for p in called.children
                if p.lower_ in vocabulary.words("syntax.genitive_prepositions")
                for t in p.children
            ),
            called,
        )
    return (
        word.dep_ in ("appos", "conj")
        and called.tag_ == "NNS"
        and called.lemma_.lower() in vocabulary.words("names.company_words")
    )


def _rest(subject: Token) -> Iterable[Token]:
    return (t for t in subject.head.subtree if t.i > subject.i)


def _is_its(word: Token) -> bool:
    return word.lower_ in vocabulary.words("actors.thing_possessives") and word.head.lemma_.lower() in _assets()


def _goes_on(subject: Token) -> bool:
    """Whether the next sentence speaks of the subject as of a company: "Its chief executive …", "The airline …"."""
    doc, end = subject.doc, subject.sent.end
    if subject.dep_ != "nsubj" or subject.head.dep_ != "ROOT" or end >= len(doc):
        return False
    first = doc[end]
    if first.lower_ in vocabulary.words("actors.its"):
        return _is_its(first)
    the = (
        first.lower_ in vocabulary.words("syntax.definite_articles")
        and end + 1 < len(doc)
        and doc[end + 1].dep_ in ("nsubj", "nsubjpass", "poss")
    )
    return the and kind_of_noun(doc[end + 1]) is Label.COMPANY


def _speaks_of_itself(name: Name) -> bool:
    """Whether what passes for a person says "it" of itself: "Sertan Ovo said it would sell"."""
    root = name.words.root
    if root.dep_ != "nsubj" or root.head.lemma_ not in vocabulary.words("names.say_verbs"):
        return False
    clause = next((c for c in root.head.children if c.dep_ == "ccomp"), None)
    own = None if clause is None else next((c for c in clause.children if c.dep_ == "nsubj"), None)
    return (
        clause is not None and own is not None and own.lower_ in vocabulary.words("actors.it") and clause.pos_ == "VERB"
    )
