"""Names that the gazetteer knows, and the longer names that begin with one: "U.S. Agriculture Department"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc, Span, Token

from briefing.analysis import vocabulary
from briefing.analysis.names.capitalized_runs import begins_sentence, only_opens, run_end
from briefing.analysis.names.gazetteer import Form, Gazetteer, Known, Match, given_names
from briefing.analysis.names.name import Board, Label, Name
from briefing.analysis.names.peoples import is_people
from briefing.analysis.names.state_endings import house_ending_in
from briefing.analysis.names.titles import begins_title
from briefing.core.analysis import ActorKind

_BRANCHES = 2
"""Words that say which branch a ministry or an agency is: "foreign", "oil and gas"."""


@dataclass(frozen=True, slots=True)
class KnownNames:
    """Finds the names of the gazetteer in a passage."""

    gazetteer: Gazetteer

    def find(self, board: Board) -> Iterator[Name]:
        """The names; what is known to name no actor is silenced on the board."""
        doc = board.doc
        for match, follower in pairwise([*self.gazetteer.scan(doc.text), None]):
            if match is None or isinstance(match, tuple):
                yield from self._house_of_thing(board, match)
                continue
            words = doc.char_span(match.start, match.end, alignment_mode="expand")
            longer = self._agency(doc, match, follower) or self._house_of_state(words, match)
            if longer is not None:
                yield longer
            elif words is not None and not self._is_part(words, match, follower):
                yield from self._names_at(board, words, match)

    def _is_part(self, words: Span, match: Match, follower: Match | tuple[int, int] | None) -> bool:
        """Whether a known name is a part of a longer one, which is none of its own."""
        begins = self._begins_house(words.doc, match, follower)
        return begins or self._inside_person(words) or self._inside_longer(words)

    def _names_at(self, board: Board, words: Span, match: Match) -> Iterator[Name]:
        """The name that stands where a known one was found: the known one, or one that begins with it."""
        form, known = match.form, match.known
        if self._is_of_money(words):
            board.silence(words)
        elif (organisation := self._organisation(board, words, known if form is Form.NAME else None)) is not None:
            yield organisation
        elif form is Form.ADJECTIVE or (form is Form.PEOPLE and self._before_noun(words)):
            named = list(self._with_noun(words, known))
            yield from named
            if not named and run_end(board, words.end) == words.end:
                board.silence(words)
        elif (form is Form.PEOPLE and is_people(words.root)) or (form is Form.CAPITAL and self._is_of_a_pact(words)):
            board.silence(words)
        elif form is not Form.NAME:
            yield Name(words, Label(known.kind.value), known, form, sure=True)
        elif self._alone(words, known):
            yield self._own_name(words, known)

    def _own_name(self, words: Span, known: Known) -> Name:
        """The name itself; of a state, with its rulers or its embassy, where they follow."""
        is_state = known.kind is ActorKind.STATE
        if is_state and (rulers := self._with_rulers(words)) is not None:
            return Name(rulers, Label.STATE, known, Form.NAME, sure=True)
        if is_state and (embassy := self._embassy(words)) is not None:
            return Name(embassy, Label.BODY, sure=True)
        return Name(words, Label(known.kind.value), known, Form.NAME, sure=True)

    def _house_of_state(self, words: Span | None, match: Match) -> Name | None:
        """An organisation whose name ends in a state's: "Rainforest Foundation Norway"."""
        is_place = match.form is Form.PLACE or (match.form is Form.NAME and match.known.kind is ActorKind.STATE)
        house = house_ending_in(words) if is_place and words is not None else None
        return None if house is None else Name(house, Label.BODY, sure=True)

    def _begins_house(self, doc: Doc, match: Match, follower: Match | tuple[int, int] | None) -> bool:
        """Whether a known name only begins the one that the state's name behind it ends: "Greenpeace Germany"."""
        if not isinstance(follower, Match) or doc.text[match.end : follower.start] != " ":
            return False
        words = doc.char_span(follower.start, follower.end, alignment_mode="expand")
        house = self._house_of_state(words, follower)
        return house is not None and house.words.start_char <= match.start

    def _house_of_thing(self, board: Board, place: tuple[int, int] | None) -> Iterator[Name]:
        """A body that begins with what names no actor ("Panama Canal Authority"); else that is silenced."""
        words = None if place is None else board.doc.char_span(*place, alignment_mode="expand")
        end = 0 if words is None else run_end(board, words.end)
        if words is not None and end > words.end and self._heads_house(board.doc[end - 1]):
            yield Name(board.doc[words.start : end], Label.BODY, sure=True)
        else:
            board.silence(words)

    def _agency(self, doc: Doc, state: Match, body: Match | tuple[int, int] | None) -> Name | None:
        """A known body of several words behind the name of its state: "U.S. Food and Drug Administration"."""
        if (
            state.known.kind is not ActorKind.STATE
            or not isinstance(body, Match)
            or body.known.kind is not ActorKind.BODY
        ):
            return None
        between, own = doc.text[state.end : body.start], doc.text[body.start : body.end]
        words = doc.char_span(state.start, body.end, alignment_mode="expand")
        if between != " " or " " not in own or words is None:
            return None
        return Name(words, Label.BODY, body.known, Form.NAME, sure=True)

    def _inside_person(self, words: Span) -> bool:
        """Whether the known word is part of somebody's name: "Michael Jordan", "Minister Israel Katz"."""
        people = (e for e in words.doc.ents if e.label_ == "PERSON" and e.start <= words.start < e.end)
        entity = next(people, None)
        if entity is None or len(entity) <= len(words):
            return False
        before = words.doc[words.start - 1].lower_ if words.start else ""
        if before == "-" and words.doc[words.start - 2].lower_ in vocabulary.words("names.particles"):
            return entity.start < words.start - 2  # "Abdul-Malik al-Houthi"
        if entity.start == words.start:
            return before in vocabulary.words("names.offices")
        return len(words) == 1 and entity.end == words.end and before in given_names()

    def _inside_longer(self, words: Span) -> bool:
        """Whether the known name only ends, or stands within, the name of something else: "Voice of America"."""
        doc, start = words.doc, words.start
        ahead = start - 1
        while ahead >= 0 and doc[ahead].lower_ in vocabulary.words("names.inner_joiners") and start - ahead <= 2:
            ahead -= 1
        if ahead < 0 or (ahead + 1 == start and doc[start - 1].lower_ in vocabulary.words("names.inner_joiners")):
            return False
        before = doc[ahead]
        if (
            not before.text[0].isupper()
            or begins_title(doc, ahead)
            or (begins_sentence(before) and (before.pos_ != "PROPN" or only_opens(doc, ahead, words.end)))
        ):
            return False
        if ahead < start - 1 and before.lower_ in vocabulary.words("names.org_heads"):
            return True
        if ahead == start - 1 and self._ends_house(doc, ahead):
            return True
        if words.end < len(doc) and doc[words.end].lower_ in vocabulary.words("names.sure_suffixes"):
            return ahead == start - 1 and before.pos_ == "PROPN"  # "Service America Corp"
        entity = next((e for e in doc.ents if e.start <= ahead and e.end >= words.end and e.label_ == "ORG"), None)
        return entity is not None and doc[entity.start].text[0].isupper()

    def _ends_house(self, doc: Doc, at: int) -> bool:
        """Whether capitals up to here hang on the head of a body's name: "University of Western | Australia"."""
        back = at
        while back > max(0, at - 4) and doc[back].text[0].isupper() and doc[back].pos_ in ("PROPN", "ADJ"):
            back -= 1
        of = doc[back].lower_ in vocabulary.words("names.office_prepositions")
        return back < at and of and back > 0 and self._heads_house(doc[back - 1])

    def _heads_house(self, token: Token) -> bool:
        return token.text[0].isupper() and token.lower_ in vocabulary.words("names.org_heads")

    def _is_of_money(self, words: Span) -> bool:
        """Whether a state's name only tells which money is meant: "68 billion U.S. dollars"."""
        follows = words.doc[words.end].lower_ if words.end < len(words.doc) else ""
        return follows in vocabulary.words("names.coins")

    def _is_of_a_pact(self, words: Span) -> bool:
        """Whether a capital only tells where a pact was made: "the Paris agreement"."""
        follows = words.doc[words.end] if words.end < len(words.doc) else None
        return follows is not None and follows.lower_ in vocabulary.words("names.made_in")

    def _before_noun(self, words: Span) -> bool:
        """Whether the word stands before a noun, as an adjective does: "Chinese corn"."""
        root = words.root
        return root.dep_ in ("amod", "compound", "nmod") and root.head.i > root.i

    def _embassy(self, words: Span) -> Span | None:
        """A body that is the state's abroad, and goes by its name: "the U.S. embassy"."""
        doc, end = words.doc, words.end
        return (
            doc[words.start : end + 1]
            if end < len(doc) and doc[end].lower_ in vocabulary.words("names.missions")
            else None
        )

    def _with_rulers(self, words: Span) -> Span | None:
        """ "the Hong Kong authorities": the state's name with the noun for its rulers."""
        doc, end = words.doc, words.end
        if end < len(doc) and doc[end].lower_ in vocabulary.words("names.federal"):
            end += 1
        if end < len(doc) and doc[end].lower_ in vocabulary.words("names.rulers"):
            return doc[words.start : end + 1]
        return None

    def _alone(self, words: Span, known: Known) -> bool:
        """Whether a short company or group name stands by itself, not inside a longer name that it only begins."""
        following = words.doc[words.end] if words.end < len(words.doc) else None
        further = words.doc[words.end : words.end + 3]
        if (
            known.kind.value == "group"
            and len(further) == 3
            and further[:2].text.lower() in vocabulary.words("names.of_the")
        ):
            return not further[2].text[0].isupper()  # "Solidarity of the Quays"
        return not (
            known.kind.value in ("company", "group")
            and following is not None
            and following.text.istitle()
            and following.lower_ in vocabulary.words("names.thing_heads")
        )

    def _organisation(self, board: Board, words: Span, known: Known | None) -> Name | None:
        """A longer name that begins here and is an organisation's: "U.S. Agriculture Department"."""
        end = run_end(board, words.end)
        if end == words.end:
            return None
        run = words.doc[words.end : end]
        if known is not None and all(t.lower_ in vocabulary.words("names.sure_suffixes") for t in run):
            return Name(words.doc[words.start : end], Label(known.kind.value), known, Form.NAME, sure=True)
        core = list(run)
        head = next((i for i, t in enumerate(core) if t.lower_ in vocabulary.words("names.joiners")), len(core)) - 1
        if head < 0 or begins_title(words.doc, words.end):
            return None
        for i in range(head, -1, -1):
            if core[i].lower_ in vocabulary.words("names.org_heads"):
                stop = end if i == head else words.end + i + 1
                label = self._organisation_label(core[i])
                return Name(words.doc[words.start : stop], label, sure=True)
        return None

    def _organisation_label(self, head: Token) -> Label:
        return Label.COMPANY if head.lower_ in vocabulary.words("names.company_suffixes") else Label.BODY

    def _with_noun(self, words: Span, known: Known) -> Iterator[Name]:
        """ "Russian forces" is Russia, "the Turkish parliament" a body; any other noun leaves the adjective mute."""
        doc, end = words.doc, words.end
        if end < len(doc) and doc[end].lower_ in ("-", "–"):
            return
        body = self._body_end(doc, end)
        if doc[end:body].text.lower() in vocabulary.words("names.state_houses"):
            yield Name(doc[words.start : body], Label(known.kind.value), known, Form.ADJECTIVE, sure=True)
            return
        if body > end:
            yield Name(doc[words.start : body], Label.BODY, sure=True)
            return
        if (
            end + 1 < len(doc)
            and doc[end].lower_ in vocabulary.words("names.list_joiners")
            and self._shared_noun(doc, end + 1)
        ):
            yield Name(words, Label(known.kind.value), known, Form.ADJECTIVE, sure=True)
            return
        stop = end
        while stop < len(doc) and stop < end + 4 and doc[stop].pos_ in ("ADJ", "NOUN", "PROPN"):
            if doc[stop].text[0].isupper() and begins_title(doc, stop):
                return
            follows = doc[stop + 1] if stop + 1 < len(doc) else None
            noun = doc[stop].text
            if noun in vocabulary.words("names.state_nouns") and not self._more(follows):
                yield Name(doc[words.start : stop + 1], Label(known.kind.value), known, Form.ADJECTIVE, sure=True)
                return
            stop += 1

    def _body_end(self, doc: Doc, at: int) -> int:
        """Where the name of a body ends that begins with an adjective: "Turkish | parliament"."""
        start = at
        while start < min(at + _BRANCHES, len(doc)) and doc[start].lower_ in vocabulary.words("names.title_parts"):
            start += 1
        for begin, length in ((at, 2), (start, 2), (start, 1), (at, 1)):
            end = begin + length
            if end > len(doc):
                continue
            phrase = " ".join(t.lower_ for t in doc[begin:end])
            named = (
                end < len(doc)
                and doc[end].pos_ == "PROPN"
                and doc[end].text[0].isupper()
                and phrase in vocabulary.words("names.houses")
            )
            if phrase in vocabulary.words("names.body_nouns") and doc[end - 1].pos_ in ("NOUN", "PROPN") and not named:
                return end
        return at

    def _shared_noun(self, doc: Doc, at: int) -> bool:
        """Whether another state's adjective and a noun for both follow: "Egyptian | and Qatari mediators"."""
        end = at + 2 if at + 1 < len(doc) and self.gazetteer.knows(doc[at : at + 2].text) else at + 1
        if not self.gazetteer.knows(doc[at:end].text) or end >= len(doc):
            return False
        if doc[end].lower_ in vocabulary.words("names.list_joiners"):
            return self._shared_noun(doc, end + 1)
        return doc[end].lower_ in vocabulary.words("names.state_nouns")

    def _more(self, follows: Token | None) -> bool:
        """Whether the noun phrase goes on behind a noun: "the Tunisian public offices", "Russian leader Putin"."""
        return follows is not None and (
            follows.pos_ == "PROPN"
            or (follows.pos_ == "NOUN" and follows.dep_ not in ("npadvmod", "nsubj", "nsubjpass"))
        )
