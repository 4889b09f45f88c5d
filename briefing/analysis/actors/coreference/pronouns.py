"""Whom "he", "she", "it" and "they" stand for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from briefing.analysis import vocabulary
from briefing.analysis.actors.cluster import ActorCluster
from briefing.analysis.actors.coreference.discourse import SUBJECTS, DiscourseModel, Mention, prominence
from briefing.analysis.names.gazetteer import Gazetteer
from briefing.analysis.syntax.pronouns import Case, Gender, pronoun
from briefing.core.analysis import ActorKind

_OPPOSITE = {Gender.MALE: Gender.FEMALE, Gender.FEMALE: Gender.MALE}
_MENTION = 0.05
"""What each mention in between takes away: it decides between two of one sentence only."""
_PLURAL = 0.8
"""What "they" gains with a plural: nearly what a sentence in between takes away, which is 1."""
_SAYS_IT = 0.6
"""What is added for who says of itself what the pronoun's clause tells."""
_REACH = 6
"""Sentences that a pronoun looks back over."""
_MENTIONS = 40
"""Mentions that a pronoun looks back over."""


@dataclass(frozen=True, slots=True)
class Pronouns:
    """Resolves pronouns against what was mentioned: kind, gender and number must agree, then the nearest wins."""

    gazetteer: Gazetteer
    discourse: DiscourseModel

    def resolve(self, token: Token) -> ActorCluster | None:
        """The party that a pronoun stands for; None for other words and where nobody fits."""
        if token.pos_ not in ("PRON", "DET"):
            return None
        found = pronoun(token)
        if found is None or found.person != 3:
            return None
        if found.is_personal:
            return self._nearest(token, self._person_not(_OPPOSITE[found.gender]))
        if found.is_neuter:
            return None if _pleonastic(token) else self._nearest(token, _no_person)
        return self._nearest(token, lambda mention: _no_person(mention) and _many(mention), many=True)

    def _person_not(self, gender: Gender) -> Callable[[Mention], bool]:
        return lambda mention: mention.party.kind is ActorKind.PERSON and self._gender(mention.party) != gender

    def _gender(self, party: ActorCluster) -> Gender:
        """ANY where neither the title nor the first name tells."""
        if party.offices & vocabulary.words("actors.honorifics_female"):
            return Gender.FEMALE
        if party.offices & vocabulary.words("actors.honorifics_male"):
            return Gender.MALE
        first = party.name.split()[0].lower()
        male, female = first in vocabulary.words("names.male_names"), first in vocabulary.words("names.female_names")
        return Gender.ANY if male == female else Gender.MALE if male else Gender.FEMALE

    def _nearest(self, token: Token, fits: Callable[[Mention], bool], many: bool = False) -> ActorCluster | None:
        best: tuple[float, ActorCluster] | None = None
        own = _coarguments(token)
        for back, mention in enumerate(self.discourse.backwards()):
            distance = self.discourse.sentence - mention.sentence
            if distance > _REACH or back > _MENTIONS:
                break
            if not fits(mention) or (mention.token.doc is token.doc and mention.token.i in own):
                continue
            score = (
                prominence(mention.token)
                + _says_it(mention.token, token)
                - distance
                - _MENTION * back
                + (_PLURAL if many and mention.plural else 0.0)
            )
            if best is None or score > best[0]:
                best = (score, mention.party)
        return None if best is None else best[1]


def _says_it(subject: Token, pronoun: Token) -> float:
    """What is added for who says of itself what the pronoun's clause tells: "Bolivia said it could not accept"."""
    clause = pronoun.head
    said = clause.dep_ == "ccomp" and pronoun.dep_ in SUBJECTS and subject.dep_ in SUBJECTS
    return _SAYS_IT if said and subject.doc is pronoun.doc and subject.head == clause.head else 0.0


def _no_person(mention: Mention) -> bool:
    return mention.party.kind is not ActorKind.PERSON


def _many(mention: Mention) -> bool:
    """Whether a party may be "they": a group, something said in the plural, or whoever is spoken of."""
    return mention.party.kind is ActorKind.GROUP or mention.plural or mention.token.dep_ in SUBJECTS


def _pleonastic(token: Token) -> bool:
    """Whether "it" stands for nobody: "it is likely that …", "it takes time to …"."""
    verb: Token = token.head
    if token.dep_ not in ("nsubj", "nsubjpass", "expl") or verb.i < token.i:
        return False
    if verb.lemma_ in vocabulary.words("syntax.copulas"):
        return any(c.dep_ in ("acomp", "attr", "ccomp", "xcomp", "advcl", "prep") for c in verb.children)
    if verb.lemma_ in vocabulary.words("actors.impersonal_verbs"):
        return True
    return token.dep_ == "nsubjpass" and any(c.dep_ == "ccomp" for c in verb.children)


def _is_reflexive(token: Token) -> bool:
    found = pronoun(token)
    return found is not None and Case.REFLEXIVE in found.cases


def _coarguments(token: Token) -> frozenset[int]:
    """The tokens that a pronoun cannot stand for since both belong to one verb: "Putin told him"."""
    if token.dep_ == "poss" or _is_reflexive(token):
        return frozenset()
    verb: Token = token.head
    if verb.pos_ == "ADP":
        verb = verb.head
    if verb.pos_ not in ("VERB", "AUX"):
        return frozenset()
    own = [c for c in _arguments(verb) if c != token]
    while _shares_subject(verb) and verb.head != verb:
        verb = verb.head
        own.extend(c for c in verb.children if c.dep_ in SUBJECTS)
    return frozenset(i for c in own for i in (c.i, *(a.i for a in c.children if a.dep_ == "appos")))


def _shares_subject(verb: Token) -> bool:
    """Whether who does it is told by the verb above: "wants to [sue] him", "mocked Berg and [accused] him"."""
    joined = verb.dep_ == "conj" and not any(c.dep_ in SUBJECTS for c in verb.children)
    return joined or verb.dep_ in ("xcomp", "acomp")


def _arguments(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass", "dobj", "dative", "attr"):
            yield child
        elif child.dep_ in ("prep", "agent"):
            yield from (c for c in child.children if c.dep_ == "pobj")
