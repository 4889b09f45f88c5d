"""Titles before and after a name: "Russian Foreign Minister Sergei Lavrov", "Tim Cook, chief executive of Apple"."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from briefing.analysis.names.gazetteer import Gazetteer

_REACH = 9
_AFTER = 14
_OPEN = frozenset({",", "(", "–", "—", "-"})


@dataclass(frozen=True, slots=True)
class Title:
    """The offices of a person (lower case), and the tokens `[start, stop)` of the phrase that says them."""

    offices: frozenset[str]
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Titles:
    """Reads titles with the word lists of the gazetteer."""

    gazetteer: Gazetteer

    def of(self, name: Span) -> Title | None:
        """The title of a name, before it or in the apposition behind it."""
        return self.before(name) or self._behind(name)

    def begins(self, doc: Doc, at: int) -> bool:
        """Whether the words from `at` on are a title: an office, with words of titles before it."""
        for i in range(at, min(at + 4, len(doc))):
            if self._office(doc[i]):
                return True
            if doc[i].lower_ not in self.gazetteer.words["title_parts"]:
                return False
        return False

    def called(self, token: Token) -> set[str]:
        """The office that a word says, alone and with the word before it: `minister`, `foreign minister`.

        A prime minister is a `premier`, never a `minister`.
        """
        office = self._office(token)
        before = token.doc[token.i - 1].lower_ if token.i else ""
        if office == "minister" and before == "prime":
            return {"premier"}
        if office in ("minister", "secretary") and before in self.gazetteer.words["title_parts"]:
            return {office, f"{before} {office}"}
        return {office}

    def _office(self, token: Token) -> str:
        word = token.lower_.rstrip(".")
        offices = self.gazetteer.words["offices"]
        if word in offices:
            return word
        lemma = token.lemma_.lower()
        return lemma if lemma in offices and token.text[0].isupper() else ""

    def before(self, name: Span) -> Title | None:
        """The title right before a name, with the state or body whose office it is."""
        doc, parts = name.doc, self.gazetteer.words["title_parts"]
        offices: set[str] = set()
        start = name.start
        at = name.start - 1
        if at > 0 and doc[at].text == ",":
            at = self._before_comma(doc, at)
        seen_office = False
        while at >= max(0, name.start - _REACH):
            token = doc[at]
            word = token.lower_
            if self._office(token):
                seen_office = True
                offices |= self.called(token)
                start = at
            elif word == "," and seen_office and at and self._office(doc[at - 1]):
                pass  # "Iran's supreme leader, Ayatollah Ali Khamenei"
            elif word in parts and (word not in ("of", "for", "the") or not seen_office):
                start = at if seen_office else start
            elif not (token.text[0].isupper() and self._tail(doc, at, name.start) and not seen_office):
                break
            at -= 1
            if doc[at + 1].is_sent_start:
                break
        if not offices:
            return None
        while start > 0 and doc[start - 1].lower_ in ("the", "a", "an"):
            start -= 1
        # whatever state or body stands right before the office belongs to the title: "US", "Russian", "Shell's"
        side = start - 1
        if side >= 0 and doc[side].text in ("'s", "’s", "'", "’"):
            side -= 1
        while side >= 0 and doc[side].text[0].isupper() and doc[side].pos_ in ("PROPN", "ADJ") and side > start - 7:
            start = side
            side -= 1
        return Title(frozenset(offices), start, name.start)

    def _before_comma(self, doc: Doc, comma: int) -> int:
        """The office in "Hungary's foreign minister, Peter …" and "the president of Chile, Rosa …"; else the comma."""
        for at in range(comma - 1, max(-1, comma - 6), -1):
            if self._office(doc[at]) and (at == comma - 1 or doc[at + 1].lower_ in ("of", "for")):
                return at
            if doc[at].pos_ in ("VERB", "AUX", "PUNCT"):
                break
        return comma

    def _tail(self, doc: Doc, at: int, stop: int) -> bool:
        """Whether capitals from `at` to the name hang on an office by "of" or "for": "Commissioner for Industry"."""
        back = at
        while back > max(0, at - 5) and doc[back].text[0].isupper() and not self._office(doc[back]):
            back -= 1
        return doc[back].lower_ in ("of", "for") and back > 0 and bool(self._office(doc[back - 1]))

    def _behind(self, name: Span) -> Title | None:
        doc = name.doc
        if name.end >= len(doc) or doc[name.end].text not in _OPEN:
            return None
        offices: set[str] = set()
        stop = name.end + 1
        for token in doc[name.end + 1 : name.end + _AFTER]:
            if token.text in _OPEN or token.text in (")", ".", ";", ":") or token.pos_ in ("VERB", "AUX"):
                break
            if token.lower_ in ("who", "which", "whose", "and"):
                break
            office = self._office(token)
            if office:
                offices |= self.called(token)
            elif token.text[0].isupper() and token.ent_type_ == "PERSON" and not offices:
                break
            stop = token.i + 1
        return Title(frozenset(offices), name.end + 1, stop) if offices else None
