"""Pronouns and descriptions: whom "he", "it", "the Russian leader" and "the company" stand for.

One pass through the story keeps what was mentioned last and how. A candidate must agree in kind, gender and number; of
those that do, the nearest wins, with a preference for subjects. What stays doubtful stays unresolved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from briefing.analysis.gazetteer import Form, Gazetteer
from briefing.analysis.grouping import Party
from briefing.analysis.sides import office_fits
from briefing.core.analysis import ActorKind

_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_IT = frozenset({"it", "its", "itself"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_REACH = 6
"""Sentences that a pronoun looks back over; descriptions look back over the whole story."""
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_POINTING = frozenset({"the", "this", "that", "its", "his", "her", "their"})


@dataclass(frozen=True, slots=True)
class Reference:
    """Words that stand for a party. `named` says that the words hold a name of their own."""

    words: Span
    party: Party
    named: bool = False


@dataclass(frozen=True, slots=True)
class _Heard:
    party: Party
    token: Token
    sentence: int
    form: Form | None = None
    plural: bool = False


@dataclass(slots=True)
class Listener:
    """Goes through the passages of a story in order and resolves as it goes."""

    gazetteer: Gazetteer
    parties: list[Party]
    heard: list[_Heard] = field(default_factory=list)
    sentence: int = 0

    def listen(self, docs: list[Doc]) -> list[Reference]:
        """All references of the story, in text order."""
        named: dict[tuple[int, int], tuple[Party, Span, Form | None]] = {}
        for party in self.parties:
            for name in party.names:
                for token in name.words:
                    named[(id(token.doc), token.i)] = (party, name.words, name.form)
        found: list[Reference] = []
        for doc in docs:
            for token in doc:
                if token.is_sent_start:
                    self.sentence += 1
                at = named.get((id(doc), token.i))
                if at is not None:
                    if token.i == at[1].start:
                        self._side_heard(at[0], at[1].root)
                        plural = at[2] in (Form.PEOPLE, Form.ADJECTIVE) or at[1].root.tag_ == "NNPS"
                        self.heard.append(_Heard(at[0], at[1].root, self.sentence, at[2], plural))
                    continue
                reference = self._pronoun(token) or self._description(token, named)
                if reference is not None:
                    found.append(reference)
                    plural = token.lower_ in _THEY
                    self.heard.append(_Heard(reference.party, token, self.sentence, None, plural))
        return found

    def _side_heard(self, party: Party, token: Token) -> None:
        """ "The Turkish president, Erdogan" speaks of Turkey too, though not as of somebody who acts."""
        if party.side is not None and party.kind is ActorKind.PERSON and not any(h.party is party for h in self.heard):
            first = token.doc[max(0, token.i - 1)]
            self.heard.append(_Heard(party.side, first, self.sentence))

    # ---------------------------------------------------------------------------------------------- pronouns

    def _pronoun(self, token: Token) -> Reference | None:
        if token.pos_ not in ("PRON", "DET"):
            return None
        word = token.lower_
        if word in _HE or word in _SHE:
            wrong = "f" if word in _HE else "m"
            fits = self._person_not(wrong)
        elif (word in _IT and not _pleonastic(token)) or word in _THEY:
            fits = _no_person
        else:
            return None
        party = self._nearest(token, fits, many=word in _THEY)
        return None if party is None else Reference(token.doc[token.i : token.i + 1], party)

    def _person_not(self, gender: str) -> Callable[[_Heard], bool]:
        return lambda heard: heard.party.kind is ActorKind.PERSON and self._gender(heard.party) != gender

    def _gender(self, party: Party) -> str:
        """`m`, `f`, or empty where neither the title nor the first name tells."""
        words = self.gazetteer.words
        if party.offices & words["honorifics_female"]:
            return "f"
        if party.offices & words["honorifics_male"]:
            return "m"
        first = party.name.split()[0].lower()
        male, female = first in words["male_names"], first in words["female_names"]
        return "" if male == female else "m" if male else "f"

    def _nearest(self, token: Token, fits: Callable[[_Heard], bool], many: bool = False) -> Party | None:
        best: tuple[float, Party] | None = None
        coarguments = _coarguments(token)
        for back, heard in enumerate(reversed(self.heard)):
            distance = self.sentence - heard.sentence
            if distance > _REACH or back > 40:
                break
            if not fits(heard) or (heard.token.doc is token.doc and heard.token.i in coarguments):
                continue
            if (
                many
                and heard.party.kind is not ActorKind.GROUP
                and not heard.plural
                and heard.token.dep_ not in _SUBJECTS
            ):
                continue
            score = (
                -1.0 * distance - 0.05 * back + self._prominence(heard.token) + (0.8 if many and heard.plural else 0)
            )
            if best is None or score > best[0]:
                best = (score, heard.party)
        return None if best is None else best[1]

    def _prominence(self, token: Token) -> float:
        """What the place in the clause adds: subjects are spoken of, owners and objects less so."""
        if token.dep_ in _SUBJECTS:
            return 1.2 if token.head.dep_ in ("ROOT", "ccomp") else 0.9
        if token.dep_ == "appos" and token.head.dep_ in _SUBJECTS:
            return 1.0
        if token.dep_ == "agent" or (token.dep_ == "pobj" and token.head.dep_ == "agent"):
            return 0.7
        return 0.3 if token.dep_ in ("poss", "dobj", "dative") else 0.0

    # ------------------------------------------------------------------------------------------- descriptions

    def _description(
        self, token: Token, named: dict[tuple[int, int], tuple[Party, Span, Form | None]]
    ) -> Reference | None:
        if token.pos_ not in ("NOUN", "PROPN") or token.dep_ == "compound":
            return None
        words, noun = self.gazetteer.words, token.lemma_.lower()
        lower = token.lower_
        office = noun in words["offices"] or lower in words["state_nouns"]
        if not (
            office
            or noun in words["company_words"]
            or noun in words["body_words"]
            or noun in words["state_words"]
            or noun in words["group_words"]
        ):
            return None
        owner = self._owner(token, named)
        span = token.doc[token.left_edge.i : token.i + 1]
        if owner is not None and office:
            person = self._officer(lower, owner) if token.tag_ != "NNS" else None
            return Reference(span, person or owner, named=True)
        if owner is not None or not _pointed(token):
            if noun in ("spokesman", "spokeswoman", "spokesperson") and token.dep_ in _SUBJECTS:
                return self._bare_spokesman(token, span)
            return None
        if token.tag_ in ("NNS", "NNPS") and not office:
            return None
        if token.dep_ == "attr" or any(
            c.dep_ in ("amod", "compound", "nmod") and c.text[0].isupper() for c in token.children
        ):
            return None
        party = self._introduced(token, named) or self._described(noun, office)
        return None if party is None else Reference(span, party, named=token.text[0].isupper())

    def _introduced(self, token: Token, named: dict[tuple[int, int], tuple[Party, Span, Form | None]]) -> Party | None:
        """The party that follows in apposition: "the vice president, Mike Pence,"."""
        for child in token.children:
            at = named.get((id(child.doc), child.i)) if child.dep_ == "appos" else None
            if at is not None:
                return at[0]
        return None

    def _bare_spokesman(self, token: Token, span: Span) -> Reference | None:
        """ "A spokesman said": whoever was last spoken of and can have one."""
        party = self._last(lambda h: h.party.kind is not ActorKind.PERSON)
        return None if party is None else Reference(span, party)

    def _owner(self, token: Token, named: dict[tuple[int, int], tuple[Party, Span, Form | None]]) -> Party | None:
        """The party whose officer, government or people the noun is: "Iran's …", "EU …", "… of Shell"."""
        for child in token.children:
            if child.dep_ in ("poss", "compound", "amod", "nmod", "nn"):
                at = named.get((id(child.doc), child.i))
                if at is not None:
                    return at[0]
                if child.dep_ in ("amod", "compound", "nmod") and child.text[0].isupper():
                    party = self._known(child)
                    if party is not None:
                        return party
            if child.dep_ == "prep" and child.lower_ in ("of", "for", "at"):
                for noun in child.children:
                    at = named.get((id(noun.doc), noun.i))
                    if noun.dep_ == "pobj" and at is not None and token.lower_ in self._speaking:
                        return at[0]
        return None

    @property
    def _speaking(self) -> frozenset[str]:
        return self.gazetteer.words["offices"] | self.gazetteer.words["state_nouns"]

    def _known(self, adjective: Token) -> Party | None:
        start = adjective.left_edge.i if adjective.left_edge.text[0].isupper() else adjective.i
        for match in self.gazetteer.matches(adjective.doc[start : adjective.i + 1].text):
            for party in self.parties:
                if party.known and party.name == match.known.name:
                    return party
        return None

    def _officer(self, office: str, side: Party) -> Party | None:
        """The person introduced with this office of this side, the latest first."""
        return self._last(
            lambda h: h.party.kind is ActorKind.PERSON and h.party.side is side and office_fits(office, h.party.offices)
        )

    def _described(self, noun: str, office: bool) -> Party | None:
        words = self.gazetteer.words
        if noun in words["singular_offices"]:
            return self._last(lambda h: h.party.kind is ActorKind.PERSON and office_fits(noun, h.party.offices))
        if noun in ("administration", "government", "regime"):
            named = self._last(lambda h: noun in h.party.name.lower())
            return named or self._last(lambda h: h.party.kind is ActorKind.STATE and h.party.known, prominent=True)
        if noun in words["state_words"]:
            return self._last(lambda h: h.party.kind is ActorKind.STATE, prominent=noun == "state")
        if office:
            return None
        for listed, kinds in (
            ("company_words", (ActorKind.COMPANY,)),
            ("body_words", (ActorKind.BODY,)),
            ("group_words", (ActorKind.GROUP,)),
        ):
            if noun in words[listed]:
                party = self._last(
                    lambda h: noun in h.party.name.lower().split() and h.party.kind is not ActorKind.PERSON
                )
                if party is None and noun in _OWN_NAMES:
                    return self._last(lambda h: h.party.name in _OWN_NAMES[noun])
                if party is None and (listed != "body_words" or noun in _ANY_BODY):
                    party = self._last(lambda h, kinds=kinds: h.party.kind in kinds, prominent=True)  # type: ignore[misc]
                if party is not None:
                    return party
        return None

    def _last(self, fits: Callable[[_Heard], bool], prominent: bool = False) -> Party | None:
        """The party last heard of that fits; with `prominent`, a subject a sentence further back goes first."""
        best: tuple[float, Party] | None = None
        for back, heard in enumerate(reversed(self.heard)):
            if fits(heard):
                if not prominent:
                    return heard.party
                score = self._prominence(heard.token) - 0.6 * (self.sentence - heard.sentence) - 0.02 * back
                if best is None or score > best[0]:
                    best = (score, heard.party)
        return None if best is None else best[1]


_ANY_BODY = frozenset({"organisation", "organization", "agency", "body", "watchdog", "regulator"})
_OWN_NAMES = {
    "bloc": ("European Union", "European Community", "ASEAN", "Mercosur", "ECOWAS", "African Union", "BRICS", "G7"),
    "alliance": ("NATO", "Warsaw Pact", "CSTO", "OPEC+", "AUKUS"),
    "cartel": ("OPEC", "OPEC+"),
    "union": ("European Union", "African Union"),
}
"""Words that only some bodies are called by."""


def _no_person(heard: _Heard) -> bool:
    return heard.party.kind is not ActorKind.PERSON


def _pointed(token: Token) -> bool:
    return any(
        c.dep_ == "det" and c.lower_ in _POINTING and c.lower_ in ("the", "this", "that") for c in token.children
    )


def _pleonastic(token: Token) -> bool:
    """Whether "it" stands for nobody: "it is likely that …", "it takes time to …"."""
    verb: Token = token.head
    if token.dep_ not in ("nsubj", "nsubjpass", "expl") or verb.i < token.i:
        return False
    if verb.lemma_ == "be":
        return any(c.dep_ in ("acomp", "attr", "ccomp", "xcomp", "advcl", "prep") for c in verb.children)
    if verb.lemma_ in ("seem", "appear", "happen", "turn", "take", "rain", "snow", "matter", "remain"):
        return True
    return token.dep_ == "nsubjpass" and any(c.dep_ == "ccomp" for c in verb.children)


def _coarguments(token: Token) -> frozenset[int]:
    """The tokens that a pronoun cannot stand for since both belong to one verb: "Putin told him"."""
    if token.dep_ == "poss" or token.lower_.endswith(("self", "selves")):
        return frozenset()
    verb: Token = token.head
    if verb.pos_ == "ADP":
        verb = verb.head
    if verb.pos_ not in ("VERB", "AUX"):
        return frozenset()
    own = {c.i for c in _arguments(verb)}
    return frozenset(own - {token.i})


def _arguments(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass", "dobj", "dative", "attr", "conj"):
            if child.dep_ != "conj":
                yield child
        elif child.dep_ in ("prep", "agent"):
            yield from (c for c in child.children if c.dep_ == "pobj")
