"""From one passage to candidates: every act that its words say, with roles, terms and standing."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Span as Words
from spacy.tokens import Token

from briefing.analysis.actors.same_side import is_same_party
from briefing.analysis.acts import factuality, terms
from briefing.analysis.acts.anaphoric_terms import is_no, names_both, points_back
from briefing.analysis.acts.candidates import ActCandidate
from briefing.analysis.acts.lexicon import Lexicon, Trigger
from briefing.analysis.acts.parties import NOBODY, Parties
from briefing.analysis.acts.places import Place, Places
from briefing.analysis.acts.roles import Found, RoleFinder, Roles
from briefing.analysis.acts.subsumption import is_talk, split_roles, subsumed_triggers
from briefing.analysis.syntax import clauses, tree
from briefing.analysis.syntax.speech import Speech
from briefing.analysis.text.parsed_story import Passage
from briefing.core.analysis import Act, Party

_OBJECTS = frozenset({Place.OBJECT, Place.PRICE})
_TIMES = frozenset({Place.ON, Place.FOR, Place.OF_THING, Place.WITH})
"""Places at which a mere date tells when, and not what."""
_CLAUSES = frozenset({Place.CLAUSE, Place.DEED, Place.UNDER_WHICH, Place.OBJECT_TERMS})


def extract_candidates(
    passage: Passage, parties: Parties, speech: Speech, lexicon: Lexicon, newest_year: int | None
) -> list[ActCandidate]:
    """The acts of a passage, in text order."""
    triggers = list(lexicon.triggers(passage.doc))
    if not triggers:
        return []
    finder = RoleFinder(lexicon, parties.is_party)
    found = [(t, roles) for t in triggers for roles in split_roles(finder.roles(t))]
    by_token = {trigger.token: (trigger, roles) for trigger, roles in found}
    inside = set(subsumed_triggers(found, lexicon))
    builder = _CandidateBuilder(passage, lexicon, speech, parties, finder, by_token, newest_year)
    candidates = []
    for trigger, roles in found:
        if trigger.token in inside or is_talk(trigger, roles, lexicon):
            continue
        candidate = builder.build(trigger, roles)
        if candidate is not None:
            candidates.append(candidate)
    return candidates


class _CandidateBuilder:
    def __init__(
        self,
        passage: Passage,
        lexicon: Lexicon,
        speech: Speech,
        parties: Parties,
        finder: RoleFinder,
        by_token: dict[Token, tuple[Trigger, Roles]],
        newest_year: int | None,
    ) -> None:
        self._finder = finder
        self._passage = passage
        self._lexicon = lexicon
        self._speech = speech
        self._parties = parties
        self._by_token = by_token
        self._newest_year = newest_year

    def build(self, trigger: Trigger, roles: Roles) -> ActCandidate | None:
        standing = factuality.factuality_of(trigger, self._lexicon, self._newest_year)
        what = roles.what
        inner = self._answered(trigger, what)
        places = _places(roles)
        proposer = self._proposer(trigger, roles)
        recipient = None if roles.whom is None else self._parties.named(roles.whom.token)
        if inner is not None and recipient is None and inner.who is not None:
            recipient = self._parties.named(inner.who.token)
        if what is None and trigger.act.opens and not is_no(trigger.token):
            return None
        if roles.whom is None and recipient is None and self._told_by(proposer, trigger):
            recipient = self._parties.addressee(trigger.token)
        if recipient is None and trigger.act.opens:
            recipient, places = self._by_letter(trigger, places)
        if recipient is None:
            recipient, places = self._on_condition(trigger, proposer, places)
        phrase = self._terms(trigger, roles, inner)
        if what is None and is_no(trigger.token):
            phrase = terms.phrase(trigger.token, None if roles.whom is None else roles.whom.token)
        if what is None and trigger.entry.word_class == "verb" and trigger.entry.frame.name.startswith("answer"):
            phrase = trigger.token.doc[trigger.token.i : trigger.token.i + 1]
        when = phrase is not None and phrase.root.ent_type_ in ("DATE", "TIME") and not _asks_for_time(trigger, phrase)
        if phrase is None or (when and what is not None and what.place in _TIMES):
            return None
        if standing.negated and what is not None and what.place is Place.DEED:
            phrase = terms.affirmed(phrase)
        act, negated = factuality.resolve_act(self._act(trigger, proposer, phrase), standing, trigger.entry.word_class)
        speaker = self._speech.speaker(factuality.anchor(trigger.token))
        told_by = None if speaker is None else self._parties.named(speaker)
        return ActCandidate(
            act=act,
            negated=negated,
            passage=self._passage,
            trigger=trigger,
            terms=phrase,
            sentence=trigger.token.sent,
            standing=standing,
            proposer=proposer,
            recipient=None if self._parties.together(proposer, recipient) else recipient,
            speaker=told_by,
            places=places,
            doer="" if proposer is not None or roles.who is None else _kind(roles.who.token),
            points_back=points_back(trigger, what, inner, self._lexicon)
            and (what is None or not names_both(trigger, proposer, recipient)),
            quoted=self._speech.is_quoted(trigger.token),
            own_word=is_same_party(proposer, told_by) or self._parties.together(proposer, told_by),
        )

    def _act(self, trigger: Trigger, proposer: Party | None, phrase: Words) -> Act:
        """The act of the word: a company's bid offers money, a state's bid for something demands it."""
        other = trigger.entry.unless_company
        if other is None or proposer is None or any(map(_is_money, phrase)):
            return trigger.act
        return other if self._parties.is_no_company(proposer) else trigger.act

    def _answered(self, trigger: Trigger, what: Found | None) -> Roles | None:
        """The roles of the act that an answer is about, where its noun says them."""
        if trigger.act.opens or what is None:
            return None
        held = self._by_token.get(what.token)
        if held is None or held[0].entry.word_class != "noun":
            return None
        told = held[1].what
        dated = told is not None and told.token.ent_type_ in ("DATE", "TIME")  # "accepted the offer on Monday"
        return replace(held[1], what=None) if dated else held[1]

    def _proposer(self, trigger: Trigger, roles: Roles) -> Party | None:
        if trigger.entry.frame.who == (Place.SPEAKER,):
            speaker = self._speech.speaker(trigger.token)
            return None if speaker is None else self._parties.named(speaker)
        if roles.who is not None:
            return self._parties.named(roles.who.token)
        if tree.is_passive(trigger.token) or trigger.entry.word_class == "noun":
            return self._maker(trigger, roles)
        speaker = self._speech.speaker(trigger.token)
        return None if speaker is None else self._parties.named(speaker)

    def _on_condition(self, trigger: Trigger, proposer: Party | None, places: Places) -> tuple[Party | None, Places]:
        """Who has to do something first, or be spared: "will shut the pipeline if Kyiv does not pay"."""
        subject = clauses.condition(factuality.anchor(trigger.token))
        if subject is None or not self._parties.is_party(subject):
            return None, places
        party = self._parties.named(subject)
        return (None, places) if is_same_party(party, proposer) else (party, places._replace(whom=Place.CONDITION))

    def _by_letter(self, trigger: Trigger, places: Places) -> tuple[Party | None, Places]:
        """To whom the letter goes that the act stands in."""
        reader = self._finder.party_finder.written_to(trigger.token)
        return (None, places) if reader is None else (self._parties.named(reader), places._replace(whom=Place.LETTER))

    def _told_by(self, proposer: Party | None, trigger: Trigger) -> bool:
        """Whether the proposer, or who speaks for it, says it: then the one who is told is the one it is put to."""
        speaker = self._speech.speaker(trigger.token)
        return speaker is not None and self._parties.together(proposer, self._parties.named(speaker))

    def _maker(self, trigger: Trigger, roles: Roles) -> Party | None:
        """Whose a plan is that "was presented" by nobody in the sentence."""
        if trigger.act.is_answer or roles.what is None or trigger.entry.word_class == "noun":
            return None
        maker = self._finder.party_finder.maker(roles.what.token, trigger.token)
        return None if maker is None else self._parties.named(maker)

    def _terms(self, trigger: Trigger, roles: Roles, inner: Roles | None) -> Words | None:
        what = roles.what
        if inner is not None and inner.what is not None:
            what = inner.what
        if what is None:
            return None
        whom = None if roles.whom is None else roles.whom.token
        who = None if roles.who is None else roles.who.token
        if what.place in _CLAUSES and tree.is_verbal(what.token):
            return terms.clause_terms(what.token, (who, whom))
        found = terms.phrase(what.token, whom)
        return terms.with_what_follows(found, what.token, whom) if what.place in _OBJECTS else found


def _kind(token: Token) -> str:
    if token.lower_ in NOBODY:
        return "nobody"
    return "pronoun" if token.pos_ in ("PRON", "DET") else "thing"


def _asks_for_time(trigger: Trigger, phrase: Words) -> bool:
    """Whether so much time is what somebody asks for: "asked for two days"."""
    return trigger.act is Act.DEMAND and any(c.dep_ == "nummod" for c in phrase.root.lefts)


def _places(roles: Roles) -> Places:
    return Places(*(None if found is None else found.place for found in (roles.who, roles.whom, roles.what)))


def _is_money(token: Token) -> bool:
    return token.ent_type_ == "MONEY" or token.lemma_.lower() in ("dollar", "dlr", "dlrs", "euro", "pound", "yen")
