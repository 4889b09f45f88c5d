"""Who says it: quotations, reported speech, and to whom it is said."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Span, Token

from briefing.analysis.syntax import subjects, tree
from briefing.analysis.vocabulary import words

_OPENING, _CLOSING, _BOTH = frozenset("“«"), frozenset("”»"), frozenset('"')


class Speech:
    """The quotations and speakers of a story: any word of its passages can be asked about."""

    def __init__(self, docs: Iterable[Doc]) -> None:
        self._quote_of = {token: quote for doc in docs for quote in _quotations(doc) for token in quote}

    def is_quoted(self, token: Token) -> bool:
        """Whether the word stands inside quotation marks."""
        return token in self._quote_of

    def speaker(self, token: Token) -> Token | None:
        """Who says the clause that the word stands in; None where the story itself says it."""
        above = self._reporting(token)
        if above is not None:
            return above
        quote = self._quote_of.get(token)
        if quote is None:
            return self._trailing(token)
        return self._attribution(quote)

    def addressee(self, token: Token) -> Token | None:
        """Whom the clause is said to: "told the public", "said to Biden"."""
        who = self.speaker(token)
        if who is None or who.head.lemma_ not in words("syntax.saying_verbs"):
            return None
        verb = who.head
        hearer = tree.child(verb, "dobj", "dative")
        if hearer is not None and hearer.pos_ != "ADP" and verb.lemma_ in words("syntax.telling_verbs"):
            return hearer
        return tree.preposition(verb, *words("syntax.addressee_prepositions"))

    def _reporting(self, token: Token) -> Token | None:
        """The subject of the saying verb that the clause depends on."""
        current = token
        while current.head != current:
            parent = current.head
            if current.dep_ in ("ccomp", "parataxis", "acl", "prep") and parent.lemma_ in words("syntax.saying_verbs"):
                who = subjects.agent(parent)
                if (
                    who is not None
                    and who != token
                    and not self._inside(who, token)
                    and not _has_semicolon_between(token, who)
                ):
                    return who
            if current.dep_ == "pcomp" and parent.head.lemma_ in words("syntax.according_lemmas"):
                return None
            if current.dep_ == "advcl" and any(c.lower_ in words("syntax.contrasts") for c in current.children):
                return None  # "Peru said it would wait, while Chad called for talks"
            current = parent
        return None

    def _inside(self, who: Token, token: Token) -> bool:
        """Whether the speaker found stands in the same quotation as what is said."""
        quote = self._quote_of.get(token)
        return quote is not None and self._quote_of.get(who) is quote

    def _trailing(self, token: Token) -> Token | None:
        """The speaker of "…, the minister said" or "according to the minister", in the same sentence."""
        according, saying = words("syntax.according"), words("syntax.plain_saying_verbs")
        for t in token.sent:
            if t.lower_ in according:
                to = tree.child(t, "prep")
                return None if to is None else tree.child(to, "pobj")
            if t.i > token.i and t.lemma_ in saying and t.dep_ in ("ROOT", "parataxis", "ccomp"):
                below = {c.i for c in t.subtree}
                who = tree.own_subject(t)
                before = who is not None and who.i > token.i
                if (
                    who is not None
                    and before
                    and not _has_semicolon_between(token, who)
                    and (token.i in below or t.dep_ != "ROOT")
                ):
                    return who
        return None

    def _attribution(self, quote: Span) -> Token | None:
        """Who a quotation is by: the saying verb nearest to it, in its sentence or in one beside it."""
        doc, start, end = quote.doc, quote.start, quote.end
        sentences = [s for s in doc.sents if s.start < end and s.end > start]
        if not sentences:
            return None
        near = self._sayers(doc[sentences[0].start : sentences[-1].end], quote)
        if near is not None:
            return near
        all_sentences = list(doc.sents)
        first = all_sentences.index(sentences[0])
        last = all_sentences.index(sentences[-1])
        for i in [*range(first - 1, -1, -1), last + 1]:
            if 0 <= i < len(all_sentences):
                found = self._sayers(all_sentences[i], quote)
                if found is not None:
                    return found
        return None

    def _sayers(self, span: Span, quote: Span) -> Token | None:
        found, saying = [], words("syntax.saying_verbs")
        for t in span:
            if t.lemma_ in saying and t.pos_ == "VERB" and t not in self._quote_of:
                who = subjects.agent(t)
                if who is not None and who not in self._quote_of:
                    found.append((min(abs(t.i - quote.start), abs(t.i - quote.end)), who.i))
        return span.doc[min(found)[1]] if found else None


def _has_semicolon_between(token: Token, who: Token) -> bool:
    """Whether a semicolon stands between what is said and the speaker: two sentences in one."""
    first, last = sorted((token.i, who.i))
    return any(t.text == ";" for t in token.doc[first:last])


def _quotations(doc: Doc) -> list[Span]:
    """The words inside quotation marks. A quotation that is never closed runs to the end of the passage."""
    found: list[Span] = []
    start: int | None = None
    for t in doc:
        mark = t.text[:1]
        if start is None and (mark in _OPENING or mark in _BOTH):
            start = t.i + 1
        elif start is not None and (mark in _CLOSING or mark in _BOTH):
            if t.i > start:
                found.append(doc[start : t.i])
            start = None
    if start is not None and start < len(doc):
        found.append(doc[start:])
    return found
