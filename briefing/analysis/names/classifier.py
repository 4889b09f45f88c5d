"""What a run of capitals names, by its own words: "… Ministry", "… Inc", "… Agreement"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from spacy.tokens import Span

from briefing.analysis import vocabulary
from briefing.analysis.names.gazetteer import given_names
from briefing.analysis.names.kind_nouns import kind_before
from briefing.analysis.names.name import Label, Name
from briefing.analysis.names.titles import begins_title

_ACRONYM = re.compile(r"(?:[A-Z]\.?){2,7}s?$|[A-Z][A-Za-z]?[A-Z]+[a-z]?[A-Z]*$")

_MODEL = re.compile(r"[A-Z]{1,4}-\d+\w*$")
"""The name of a weapon or a machine: "F-16s"."""

_EZAFE = re.compile(r"\w+-(?:e|ye|i)-\w+")
"""The name of a party, a paper or a channel in Persian or Urdu: "Jamaat-e-Islami"."""

_PERSON_WORDS = 4


@dataclass(frozen=True, slots=True)
class NameClassifier:
    """Judges the names of one story. `things` gathers short names that the story gives to no actor."""

    things: set[str] = field(default_factory=set)

    def classify(self, words: Span, label: Label) -> Name | None:
        """The name with the label that its own words give it; None for the name of a thing."""
        if self._is_model(words):
            return None
        if label is Label.PERSON:
            words = self._without_score(words)
        text = words.text
        if text.count("(") != text.count(")") or (label is Label.PERSON and "/" in text):
            return None  # half of a bracket, or who took the picture: "Solveig Dahl/Lumen"
        person = self._person_behind(words, label)
        if person is not None:
            return Name(person, Label.PERSON)
        if self._names_nothing(words, label):
            return None
        company = self._company_start(words)
        if company is not None:
            return Name(company, Label.COMPANY, sure=True)
        owner = self._before_purpose(words)
        if owner is not None:
            return self.classify(owner, label)
        return self._by_head(words, label)

    def _names_nothing(self, words: Span, label: Label) -> bool:
        """Whether the words are an office, a weapon, or no name at all."""
        text = words.text
        if label is not Label.PERSON and (self._office_name(words) or begins_title(words.doc, words.start)):
            return True
        if text.lower() in vocabulary.words("names.never") or _MODEL.match(text) or len(text) < 2:
            return True
        is_word = any(map(str.isalpha, text)) and any(t.text[0].isupper() for t in words)
        return not is_word or any(c in "[]{}" for c in text)

    def _company_start(self, words: Span) -> Span | None:
        """The words up to the sign of a company, which surely ends its name: "Delmar Inc | Chief"."""
        suffixes = vocabulary.words("names.sure_suffixes")
        start = next((i for i, token in enumerate(words) if i and token.lower_ in suffixes), None)
        if start is None:
            return None
        return words[: next((i for i in range(start, len(words)) if words[i].lower_ not in suffixes), len(words))]

    def _before_purpose(self, words: Span) -> Span | None:
        """A company without what follows its name: "Brent Resources | for Brent", "Thunder Resources | of Chile"."""
        behind = vocabulary.words("names.purpose_prepositions") | vocabulary.words("syntax.genitive_prepositions")
        suffixes = vocabulary.words("names.company_suffixes")
        places = (i for i in range(1, len(words)) if words[i].lower_ in behind and words[i - 1].lower_ in suffixes)
        end = next(places, None)
        return None if end is None else words[:end]

    def _by_head(self, words: Span, label: Label) -> Name | None:
        """The name by its head, its first name, or what else it is made of."""
        last, first, is_person = words[-1].lower_, words[0].lower_, label is Label.PERSON
        things, houses = vocabulary.words("names.thing_heads"), vocabulary.words("names.org_heads")
        if not is_person and self._thing_follows(words):
            return None
        kind, core = kind_before(words), self.core(words)
        if kind is not None and first not in given_names() and core not in things:
            return Name(words, kind, sure=True)
        if _EZAFE.match(words.text):
            return Name(words, Label.BODY, sure=True)
        if not is_person or len(words) > 3:
            if core in houses and len(words) > 1:
                company = core in vocabulary.words("names.company_suffixes") and core == last
                return Name(words, Label.COMPANY if company else Label.BODY, sure=True)
            if core in things or last in things:
                return None
        if is_person:
            return None if len(words) == 1 and first in things else Name(words, label)
        if 1 < len(words) <= _PERSON_WORDS and first in given_names():
            return Name(words, Label.PERSON, sure=core not in houses)
        return Name(words, label) if self._can_act(words, label) else None

    def _can_act(self, words: Span, label: Label) -> bool:
        """Whether a name that its words do not tell is an actor's: no adjective, and none that is wholly unknown."""
        if label is Label.GROUP:
            return words[-1].pos_ != "ADJ" and words[-1].dep_ not in ("amod", "compound")
        return label is not Label.UNKNOWN or bool(_ACRONYM.match(words.text)) or self._speaks(words)

    def _is_model(self, words: Span) -> bool:
        """Whether a name is that of a model of a machine: "Model Y", "the Silverado" where that is a product."""
        if len(words) > 1 and words[0].lower_ in vocabulary.words("names.models"):
            return all(len(t) == 1 or t.like_num for t in words[1:])
        doc, start = words.doc, words.start
        before = doc[start - 1].lower_ if start else ""
        behind_article = before in vocabulary.words("syntax.articles") and doc[start - 1].head.i == start
        if len(words) == 1 and words[0].ent_type_ == "PRODUCT" and behind_article and not self._speaks(words):
            self.things.add(words.text)
        return words.text in self.things

    def _without_score(self, words: Span) -> Span:
        """A person without the figures behind the name: "Nils Berg | 5-4"."""
        end = words.end
        while end > words.start + 1 and not any(c.isalpha() for c in words.doc[end - 1].text):
            end -= 1
        return words.doc[words.start : end]

    def _speaks(self, words: Span) -> bool:
        """Whether a name that nobody knows does what only an actor does."""
        word = words.root
        verb = word.head
        subject = word.dep_ == "nsubj" and verb.pos_ == "VERB" and verb.i == words.end
        is_past = verb.tag_ == "VBD" or verb.lemma_ in vocabulary.words("names.say_verbs")
        return subject and is_past and verb.lemma_ in vocabulary.words("names.human_verbs") and word.tag_ == "NNP"

    def _person_behind(self, words: Span, label: Label) -> Span | None:
        """A person at the end of a run that began as something else: "New York | Hillary Clinton"."""
        least = _PERSON_WORDS if label is Label.PERSON else 3
        for i in range(1, len(words) - 1):
            rest = words[i:]
            ends = rest[-1].lower_ in vocabulary.words("names.org_heads") or rest[-1].lower_ in vocabulary.words(
                "names.thing_heads"
            )
            if len(words.text.split()) >= least and rest[0].lower_ in given_names() and len(rest) <= 3 and not ends:
                return None if words[i - 1].lower_ in given_names() else rest
        return None

    def _office_name(self, words: Span) -> bool:
        """Whether the words are a title, or the part of one: "European Commissioner", the "State" of its secretary."""
        offices, before = vocabulary.words("names.offices"), words.doc[max(0, words.start - 2) : words.start]
        if (
            len(words) > 1
            and words[-1].lower_ in offices
            and words[-1].lower_ not in vocabulary.words("names.org_heads")
        ):
            return True
        return (
            len(before) == 2
            and before[0].lower_ in offices
            and before[1].lower_ in vocabulary.words("names.office_prepositions")
            and len(words) == 1
        )

    def _thing_follows(self, words: Span) -> bool:
        """Whether the next words make a thing of the name: "the EastMed pipeline", "the Moonie oil field"."""
        doc, end = words.doc, words.end
        if end < len(doc) and doc[end].text in ("-", "–") and not doc[end - 1].whitespace_:
            return True
        for token in doc[end : end + 3]:
            if token.pos_ != "NOUN" or token.text[0].isupper():
                return False
            if token.lower_ in vocabulary.words("names.thing_nouns") and token.lower_ not in vocabulary.words(
                "names.traded_things"
            ):
                return True
        return False

    def core(self, words: Span) -> str:
        """The head word of a name: the last one before "of", "for" or the like."""
        for i, token in enumerate(words):
            if (
                i
                and token.lower_ in vocabulary.words("names.joiners")
                and token.lower_ not in vocabulary.words("names.pair_joiners")
            ):
                return str(words[i - 1].lower_)
        return str(words[-1].lower_)
