"""Ends of sentences that a parser does not see: abbreviations ("… Bolt Industries Inc. Bolt said …"), ends of lines."""

from __future__ import annotations

from collections.abc import Collection

from spacy.tokens import Doc, Token

from briefing.analysis.vocabulary import words


def mark_sentence_starts(doc: Doc, starts: Collection[int] = ()) -> Doc:
    """Mark, before parsing, the words that surely begin a sentence: behind an abbreviation, or at one of `starts`.

    A full stop that was taken for a part of a network's name becomes a word of its own, so that the parser sees it.
    """
    _part_networks_from_stops(doc)
    if starts:
        for token in doc:
            if token.idx in starts:
                token.is_sent_start = True
    ends = words("text.company_abbreviations") | words("text.abbreviations")
    for token in doc[:-1]:
        if token.lower_ in ends and _begins(token.nbor()):
            token.nbor().is_sent_start = True
    return doc


def _part_networks_from_stops(doc: Doc) -> None:
    """Part the full stop from a network whose name looks like an initial: "… she wrote on X. Japan has banned …"."""
    with doc.retokenize() as changes:
        for token in doc[1:]:
            if token.lower_ in words("text.networks") and token.nbor(-1).lower_ in words("text.before_networks"):
                changes.split(token, [token.text[:-1], "."], heads=[(token, 0), (token, 0)])


def _begins(token: Token) -> bool:
    """Whether a capitalised word begins a sentence: inside one it would be small, or it names the company once more."""
    return token.is_title and (
        token.is_stop or (token.nbor(-1).lower_ in words("text.company_abbreviations") and _is_named_anew(token))
    )


def _is_named_anew(token: Token) -> bool:
    at = token.i - 2
    while at >= 0 and token.doc[at].is_title:
        if token.doc[at].text == token.text:
            return True
        at -= 1
    return False
