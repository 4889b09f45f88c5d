"""The names of a passage.

A small model splits names, runs titles into them and calls towns people. So the gazetteer goes first, then a run of
capitals is read by its own words, and only then the model's label counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from briefing.analysis import vocabulary
from briefing.analysis.names.classifier import NameClassifier
from briefing.analysis.names.gazetteer import Gazetteer
from briefing.analysis.names.initials import is_acronym
from briefing.analysis.names.known_names import KnownNames
from briefing.analysis.names.name import Board, Label, Name
from briefing.analysis.names.tagged_names import TaggedNames
from briefing.analysis.names.titles import Title, begins_title, title_before, title_of

_PERSON_WORDS = 4
_INITIALS = re.compile(r"[A-Z]{2,6}s?")
_TICKER = re.compile(r"[A-Z]{1,5}(?:\.[A-Z]{1,2})?$")


class NameFinder:
    """Finds the names of the passages of one story."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._classifier = NameClassifier()
        self._known = KnownNames(gazetteer)
        self._tagged = TaggedNames(self._classifier)

    def find(self, doc: Doc) -> list[Name]:
        """The names of a passage in text order, none overlapping another."""
        board = Board(doc)
        for name in (*self._administrations(doc), *self._branches(doc)):
            board.put(name)
        for source in (self._known.find, self._tagged.entities, self._tagged.runs, self._leaders):
            for name in source(board):
                board.put(name)
        names = [n for n in board.names() if n.known is not None or n.text not in self._classifier.things]
        names = [n for n in names if not self._is_ticker(n, board) and not self._is_thing(n, board)]
        for name in names:
            if name.known is None and name.label is not Label.PERSON and self.gazetteer.side_of_person(name.text):
                name.label, name.sure = Label.PERSON, True  # "Trump", whatever the model takes it for
            name.title = self._title(name)
            if name.title is not None:
                name.label = Label.PERSON
                self._crown(name, board)
                for i in range(name.title.start, name.words.start):
                    if i in board.taken:
                        board.taken[i].part_of_title = True
        return names

    def _is_ticker(self, name: Name, board: Board) -> bool:
        """Whether bracketed letters behind a company are its sign at the exchange, not its initials."""
        doc, start = board.doc, name.words.start
        if start < 2 or doc[start - 1].text != "(" or not _TICKER.match(name.text):
            return False
        before = start - 2
        while before > 2 and doc[before].text == ")" and doc[before - 2].text == "(":
            before -= 3  # one sign behind another
        owner = board.taken.get(before)
        return owner is not None and owner.label is Label.COMPANY and not is_acronym(owner.text, name.text)

    def _is_thing(self, name: Name, board: Board) -> bool:
        """Whether a name is, or has, initials that the story gives to a thing: "an electric vehicle (EV)", "EVs"."""
        doc, start = board.doc, name.words.start
        last = name.words[-1].text
        if name.known is None and start > 1 and doc[start - 1].text == "(" and _INITIALS.fullmatch(last):
            letters = last.rstrip("s").lower()
            spelled = list(doc[max(0, start - 1 - len(letters)) : start - 1])
            head = spelled[-1]
            houses = (vocabulary.words(f"names.{kind}_words") for kind in ("body", "company", "group"))
            small = all(t.text.islower() for t in spelled) and not any(head.lemma_.lower() in row for row in houses)
            if small and "".join(t.text[0] for t in spelled) == letters:
                self._classifier.things.add(last.rstrip("s"))
        return name.known is None and last.removesuffix("s") in self._classifier.things

    def _crown(self, name: Name, board: Board) -> None:
        """A royal title is part of the name: "Queen Sofia", "Prince Rashid bin Talal"."""
        doc, start = board.doc, name.words.start
        while start and doc[start - 1].text.istitle() and doc[start - 1].lower_ in vocabulary.words("names.royal"):
            start -= 1
        name.words = doc[start : name.words.end]

    def _title(self, name: Name) -> Title | None:
        """The title of what may be a person: the model often takes a foreign name for an organisation's."""
        if name.label in (Label.PERSON, Label.UNKNOWN):
            return title_of(name.words)
        doubtful = not name.sure and len(name.words) <= _PERSON_WORDS
        return title_before(name.words) if doubtful else None

    def _leaders(self, board: Board) -> Iterator[Name]:
        """Last names of well-known leaders that nobody has claimed, with a first name that may be a relative's."""
        for token in board.doc:
            if token.pos_ == "PROPN" and board.free(token.i) and self.gazetteer.side_of_person(token.text):
                start = token.i - 1 if token.i and self._is_first_name(board, token.nbor(-1), token) else token.i
                yield Name(board.doc[start : token.i + 1], Label.PERSON, sure=True)

    def _is_first_name(self, board: Board, before: Token, last: Token) -> bool:
        """Whether the word before a family name is the first name: "Ivanka Trump"."""
        is_name = before.pos_ == "PROPN" and before.text.istitle() and before.text.isalpha() and before.head == last
        return is_name and board.free(before.i) and not begins_title(board.doc, before.i)

    def _branches(self, doc: Doc) -> Iterator[Name]:
        """A company with a place in brackets inside its name: "Brightwater (Asia) Ltd"."""
        suffixes = vocabulary.words("names.sure_suffixes")
        for token in doc:
            end = token.i
            if token.lower_ not in suffixes or end < 4 or doc[end - 1].text != ")":
                continue
            opens = next((i for i in range(end - 2, max(0, end - 5), -1) if doc[i].text == "("), 0)
            start = opens
            while start and doc[start - 1].pos_ == "PROPN" and doc[start - 1].text[0].isupper():
                start -= 1
            if start < opens:
                yield Name(doc[start : end + 1], Label.COMPANY, sure=True)

    def _administrations(self, doc: Doc) -> Iterator[Name]:
        """ "The Trump administration" is a party of its own, apart from the person."""
        houses = vocabulary.words("names.named_houses")
        for token in doc:
            if token.lower_ not in houses or not token.i:
                continue
            before = doc[token.i - 1]
            if self._is_agency(token):
                continue
            if before.pos_ == "PROPN" and not self.gazetteer.knows(before.text):
                yield Name(doc[token.i - 1 : token.i + 1], Label.GROUP, sure=True)

    def _is_agency(self, token: Token) -> bool:
        """Whether a capital house is an agency's with a longer name: "the Federal Aviation Administration"."""
        if not token.text.istitle() or token.i < 2:
            return False
        first = token.doc[token.i - 2]
        longer = first.text[0].isupper() and first.pos_ in ("PROPN", "ADJ") and not first.is_sent_start
        joined = first.lower_ in vocabulary.words("names.joiners") and token.doc[token.i - 1].text.istitle()
        return longer or (joined and token.i > 2 and token.doc[token.i - 3].text.istitle())
