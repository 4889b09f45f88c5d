"""From the passages of a story to candidates: every act that its words say, with roles, terms and factuality."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from spacy.tokens import Span as Words
from spacy.tokens import Token

from briefing.analysis.actors.cast import Cast
from briefing.analysis.actors.coreference.resolver import Resolver
from briefing.analysis.actors.same_side import is_same_party
from briefing.analysis.acts import factuality, terms
from briefing.analysis.acts.anaphoric_terms import is_no, names_both, points_back
from briefing.analysis.acts.candidates import ActCandidate
from briefing.analysis.acts.lexicon import Lexicon, Trigger, load_lexicon
from briefing.analysis.acts.no_acts import is_no_act
from briefing.analysis.acts.parties import Parties
from briefing.analysis.acts.places import Place, Places
from briefing.analysis.acts.roles import Found, RoleFinder, Roles
from briefing.analysis.acts.subsumption import is_talk, split_roles, subsumed_triggers
from briefing.analysis.problems import Problems
from briefing.analysis.syntax import clauses, tree
from briefing.analysis.syntax.speech import Speech
from briefing.analysis.text.parsed_story import ParsedStory, Passage
from briefing.analysis.vocabulary import words
from briefing.core.analysis import Act, Party

_OBJECTS = frozenset({Place.OBJECT, Place.PRICE})
_TIMES = frozenset({Place.ON, Place.FOR, Place.OF_THING, Place.WITH})
"""Places at which a mere date tells when, and not what."""
_CLAUSES = frozenset({Place.CLAUSE, Place.DEED, Place.UNDER_WHICH, Place.OBJECT_TERMS})


def find_candidates(story: ParsedStory, cast: Cast, problems: Problems) -> tuple[ActCandidate, ...]:
    """The acts of a story in text order, also those that are hardly sure. A sentence that fails has none."""
    lexicon = load_lexicon()
    speech = Speech(passage.doc for passage in story)
    parties = Parties(story, cast, speech, Resolver(story, cast, speech))
    newest = factuality.newest_year(_dates(story))
    return tuple(
        candidate for passage in story for candidate in _candidates(passage, parties, speech, lexicon, newest, problems)
    )


def _candidates(
    passage: Passage,
    parties: Parties,
    speech: Speech,
    lexicon: Lexicon,
    newest_year: int | None,
    problems: Problems,
) -> Iterator[ActCandidate]:
    finder = RoleFinder(parties.is_party)
    found: list[tuple[Trigger, Roles]] = []
    for sentence in passage.doc.sents:
        with problems.guard("look for acts in a sentence", sentence):
            triggers = lexicon.triggers(sentence)
            found += [(trigger, roles) for trigger in triggers for roles in split_roles(finder.roles(trigger))]
    if not found:
        return
    left_out: set[Token] = set()
    with problems.guard("tell the acts of a paragraph apart", passage.doc):
        left_out.update(subsumed_triggers(found))
    builder = _CandidateBuilder(passage, lexicon, speech, parties, finder, dict(_by_token(found)), newest_year)
    for trigger, roles in found:
        with problems.guard("read an act of a sentence", trigger.token.sent):
            if trigger.token in left_out or is_no_act(trigger.token) or is_talk(trigger, roles):
                continue
            candidate = builder.build(trigger, roles)
            if candidate is not None:
                yield candidate


def _by_token(found: list[tuple[Trigger, Roles]]) -> Iterator[tuple[Token, tuple[Trigger, Roles]]]:
    return ((trigger.token, (trigger, roles)) for trigger, roles in found)


def _dates(story: ParsedStory) -> Iterator[Token]:
    """The words that are part of a date."""
    return (token for passage in story for entity in passage.doc.ents if entity.label_ == "DATE" for token in entity)


class _CandidateBuilder:
    """Makes one candidate at a time: its parties, then its terms, then its act and sign."""

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
        """The candidate of a trigger; None where the text has no terms that could be put, accepted or done."""
        answered_roles = self._answered_roles(trigger, roles.what)
        phrase = self._phrase(trigger, roles, answered_roles)
        if phrase is None or _is_only_when(trigger, roles.what, phrase):
            return None
        standing = factuality.factuality_of(trigger, self._newest_year)
        if standing.negated and roles.what is not None and roles.what.place is Place.DEED:
            phrase = terms.without_negation(phrase)
        proposer = self._proposer(trigger, roles)
        recipient, place = self._recipient(trigger, roles, answered_roles, proposer)
        if self._parties.together(proposer, recipient):
            recipient = None
        act, negated = factuality.resolve_act(self._act(trigger, proposer, phrase), standing, trigger.entry.word_class)
        speaker = self._party(self._speech.speaker(tree.carrying_verb(trigger.token)))
        is_anaphoric = points_back(trigger, roles.what, answered_roles, self._lexicon)
        return ActCandidate(
            act=act,
            negated=negated,
            passage=self._passage,
            trigger=trigger,
            terms=phrase,
            sentence=trigger.token.sent,
            standing=standing,
            proposer=self._with_joint(proposer, roles.who, recipient),
            recipient=self._with_joint(recipient, roles.whom, proposer),
            speaker=speaker,
            places=Places(_place(roles.who), place, _place(roles.what)),
            doer="" if proposer is not None or roles.who is None else _kind(roles.who.token),
            points_back=is_anaphoric and (roles.what is None or not names_both(trigger, proposer, recipient)),
            quoted=self._speech.is_quoted(trigger.token),
            own_word=is_same_party(proposer, speaker) or self._parties.together(proposer, speaker),
        )

    # ---------------------------------------------------------------------------------------------------- parties

    def _proposer(self, trigger: Trigger, roles: Roles) -> Party | None:
        if roles.who is not None and trigger.entry.frame.who != (Place.SPEAKER,):
            return self._party(roles.who.token)
        by_word = tree.is_passive(trigger.token) or trigger.entry.word_class == "noun"
        if by_word and trigger.entry.frame.who != (Place.SPEAKER,):
            return self._maker(trigger, roles)
        return self._party(self._speech.speaker(trigger.token))

    def _recipient(
        self, trigger: Trigger, roles: Roles, answered_roles: Roles | None, proposer: Party | None
    ) -> tuple[Party | None, Place | None]:
        """To whom, and the place that says it: the first of these ways that finds somebody."""
        said = _place(roles.whom)
        ways: tuple[tuple[Place | None, Callable[[], Party | None]], ...] = (
            (said, lambda: self._party(_token(roles.whom))),
            (said, lambda: self._party(None if answered_roles is None else _token(answered_roles.who))),
            (said, lambda: None if roles.whom is not None else self._listener(trigger, proposer)),
            (Place.LETTER, lambda: self._reader_of_letter(trigger) if trigger.act.opens else None),
            (Place.CONDITION, lambda: self._bound_by_condition(trigger, proposer)),
        )
        found = ((party, place) for place, find in ways if (party := find()) is not None)
        return next(found, (None, said))

    def _party(self, token: Token | None) -> Party | None:
        return None if token is None else self._parties.party_of(token)

    def _with_joint(self, party: Party | None, found: Found | None, other: Party | None) -> Party | None:
        """The party with those who stand beside it: "China and Russia offered". The other side is none of them."""
        if party is None or found is None:
            return party
        joint: list[Party] = []
        for token in tree.conjuncts(found.token):
            beside = self._parties.party_of(token) if token != found.token and self._parties.is_party(token) else None
            if beside is None or any(self._parties.together(beside, one) for one in (party, other, *joint)):
                continue
            joint.append(beside)
        return replace(party, joint=tuple(joint))

    def _listener(self, trigger: Trigger, proposer: Party | None) -> Party | None:
        """The addressee of the proposer, or of who speaks for the proposer."""
        speaker = self._speech.speaker(trigger.token)
        if speaker is None or not self._parties.together(proposer, self._parties.party_of(speaker)):
            return None
        return self._parties.addressee(trigger.token)

    def _reader_of_letter(self, trigger: Trigger) -> Party | None:
        """To whom the letter goes that the act stands in."""
        return self._party(self._finder.party_finder.written_to(trigger.token))

    def _bound_by_condition(self, trigger: Trigger, proposer: Party | None) -> Party | None:
        """Who has to do something first, or be spared: "will shut the pipeline if Kyiv does not pay"."""
        subject = clauses.condition(tree.carrying_verb(trigger.token))
        if subject is None or not self._parties.is_party(subject):
            return None
        party = self._parties.party_of(subject)
        return None if is_same_party(party, proposer) else party

    def _maker(self, trigger: Trigger, roles: Roles) -> Party | None:
        """Whose a plan is that "was presented" by nobody in the sentence."""
        if trigger.act.is_answer or roles.what is None or trigger.entry.word_class == "noun":
            return None
        return self._party(self._finder.party_finder.maker(roles.what.token, trigger.token))

    # ------------------------------------------------------------------------------------------------ terms and act

    def _phrase(self, trigger: Trigger, roles: Roles, answered_roles: Roles | None) -> Words | None:
        """The words that say what is put or done; None where none do."""
        token, what = trigger.token, roles.what
        if what is None and is_no(token):
            return terms.phrase(token, _token(roles.whom))
        if what is None and trigger.entry.word_class == "verb" and trigger.entry.frame.name.startswith("answer"):
            return token.doc[token.i : token.i + 1]
        if answered_roles is not None and answered_roles.what is not None:
            what = answered_roles.what
        if what is None:
            return None
        who, whom = _token(roles.who), _token(roles.whom)
        if what.place in _CLAUSES and tree.is_verbal(what.token):
            return terms.clause_terms(what.token, (who, whom))
        found = terms.phrase(what.token, whom)
        return terms.with_what_follows(found, what.token, whom) if what.place in _OBJECTS else found

    def _answered_roles(self, trigger: Trigger, what: Found | None) -> Roles | None:
        """The roles of the act that an answer is about, where its noun says them."""
        if not trigger.act.is_answer or what is None:
            return None
        held = self._by_token.get(what.token)
        if held is None or held[0].entry.word_class != "noun":
            return None
        inner = held[1].what
        dated = inner is not None and inner.token.ent_type_ in ("DATE", "TIME")  # "accepted the offer on Monday"
        return replace(held[1], what=None) if dated else held[1]

    def _act(self, trigger: Trigger, proposer: Party | None, phrase: Words) -> Act:
        """The act of the word: a company's bid offers money, a state's bid for something demands it."""
        other = trigger.entry.unless_company
        if other is None or proposer is None or any(map(_is_money, phrase)):
            return trigger.act
        return other if self._parties.is_no_company(proposer) else trigger.act


def _kind(token: Token) -> str:
    if token.lower_ in words("actors.nobody"):
        return "nobody"
    return "pronoun" if token.pos_ in ("PRON", "DET") else "thing"


def _asks_for_time(trigger: Trigger, phrase: Words) -> bool:
    """Whether so much time is what somebody asks for: "asked for two days"."""
    return trigger.act is Act.DEMAND and any(c.dep_ == "nummod" for c in phrase.root.lefts)


def _is_only_when(trigger: Trigger, what: Found | None, phrase: Words) -> bool:
    """Whether what stands in the place of the terms only tells a time."""
    when = phrase.root.ent_type_ in ("DATE", "TIME") and not _asks_for_time(trigger, phrase)
    return when and what is not None and what.place in _TIMES


def _place(found: Found | None) -> Place | None:
    return None if found is None else found.place


def _token(found: Found | None) -> Token | None:
    return None if found is None else found.token


def _is_money(token: Token) -> bool:
    return token.ent_type_ == "MONEY" or token.lemma_.lower() in words("acts.money_words")
