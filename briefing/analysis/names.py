"""Names in one passage: what the gazetteer knows, what spaCy found (put right where it errs), and what rules add.

A small model splits names, runs titles into them and calls towns people. So the gazetteer goes first, then a run of
capitals is read by its own words ("… Ministry", "… Inc", "Senator …"), and only then the model's label counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from spacy.tokens import Doc, Span, Token

from briefing.analysis.gazetteer import Form, Gazetteer, Known
from briefing.analysis.titles import Title, Titles


class Label(StrEnum):
    """What a name names, as far as its passage tells."""

    PERSON = "person"
    STATE = "state"
    BODY = "body"
    COMPANY = "company"
    GROUP = "group"
    PLACE = "place"
    UNKNOWN = "unknown"


_SPACY = {
    "PERSON": Label.PERSON,
    "ORG": Label.BODY,
    "GPE": Label.PLACE,
    "NORP": Label.GROUP,
    "PRODUCT": Label.UNKNOWN,
    "LOC": Label.UNKNOWN,
    "FAC": Label.UNKNOWN,
    "WORK_OF_ART": Label.UNKNOWN,
    "LAW": Label.UNKNOWN,
    "EVENT": Label.UNKNOWN,
}
_EDGE = frozenset("'\"“”‘’.,;:()[]<>-–—#@*/|`")
_GENERATION = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
_ACRONYM = re.compile(r"(?:[A-Z]\.?){2,7}s?$|[A-Z][A-Za-z]?[A-Z]+[a-z]?[A-Z]*$")
_PERSON_WORDS = 4
_LONGEST = 120
"""Characters in a name: whatever is longer is a list or no text at all."""


@dataclass(slots=True, eq=False)
class Name:
    """A name in a passage. `sure` says that data or a rule gave the label, not the model."""

    words: Span
    label: Label
    known: Known | None = None
    form: Form | None = None
    sure: bool = False
    title: Title | None = None
    part_of_title: bool = False

    @property
    def text(self) -> str:
        """The words of the name, evened out."""
        return str(self.words.text)

    @property
    def head(self) -> Token:
        """The word that the name hangs on the sentence by."""
        return self.words.root


@dataclass(slots=True)
class NameFinder:
    """Finds the names of a story's passages. `things` gathers short names that the story gives to no actor;
    `mute` is the tokens of one passage that no name may take."""

    gazetteer: Gazetteer
    titles: Titles = field(init=False)
    things: set[str] = field(default_factory=set)
    mute: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.titles = Titles(self.gazetteer)

    def find(self, doc: Doc) -> list[Name]:
        """The names of a passage in text order, none overlapping another."""
        taken: dict[int, Name] = {}
        self.mute.clear()
        for source in (self._administrations, self._known, self._tagged, self._runs):
            for name in source(doc, taken):
                places = range(name.words.start, name.words.end)
                if len(name.text) <= _LONGEST and not any(i in taken for i in places):
                    taken.update((i, name) for i in places)
        names = sorted(set(taken.values()), key=lambda n: n.words.start)
        names = [n for n in names if n.known is not None or n.text not in self.things]
        for name in names:
            name.title = self._title(name)
            if name.title is not None:
                name.label = Label.PERSON
                for i in range(name.title.start, name.words.start):
                    if i in taken:
                        taken[i].part_of_title = True
        return names

    def _title(self, name: Name) -> Title | None:
        """The title of what may be a person: the model often takes a foreign name for an organisation's."""
        if name.label in (Label.PERSON, Label.UNKNOWN):
            return self.titles.of(name.words)
        doubtful = not name.sure and len(name.words) <= _PERSON_WORDS
        return self.titles.before(name.words) if doubtful else None

    def _administrations(self, doc: Doc, taken: dict[int, Name]) -> Iterator[Name]:
        """ "The Trump administration" is a party of its own, apart from the person."""
        for token in doc[1:]:
            before = doc[token.i - 1]
            if token.lower_ == "administration" and before.pos_ == "PROPN" and not self.gazetteer.knows(before.text):
                yield Name(doc[token.i - 1 : token.i + 1], Label.GROUP, sure=True)

    # ------------------------------------------------------------------------------------------- the gazetteer

    def _known(self, doc: Doc, taken: dict[int, Name]) -> Iterator[Name]:
        for match in self.gazetteer.scan(doc.text):
            if isinstance(match, tuple):
                shadow = doc.char_span(*match, alignment_mode="expand")
                self.mute.update(range(shadow.start, shadow.end) if shadow is not None else ())
                continue
            words = doc.char_span(match.start, match.end, alignment_mode="expand")
            if words is None or self._inside_person(words) or self._inside_longer(words):
                continue
            organisation = self._organisation(words, match.known if match.form is Form.NAME else None)
            if organisation is not None:
                yield organisation
            elif match.form is Form.ADJECTIVE or (match.form is Form.PEOPLE and self._before_noun(words)):
                named = list(self._with_noun(words, match.known))
                yield from named
                if not named and self._capitals(doc, words.end) == words.end:
                    self.mute.update(range(words.start, words.end))
            elif match.form is Form.NAME and match.known.kind.value == "state" and self._ruled(words) is not None:
                yield Name(self._ruled(words) or words, Label.STATE, match.known, match.form, sure=True)
            elif match.form is Form.NAME and not self._alone(words, match.known):
                continue
            else:
                yield Name(words, Label(match.known.kind.value), match.known, match.form, sure=True)

    def _inside_person(self, words: Span) -> bool:
        """Whether the known word is part of somebody's name: "Michael Jordan"."""
        for token in words:
            if token.ent_type_ == "PERSON":
                entity = next((e for e in words.doc.ents if e.start <= token.i < e.end), None)
                before = words.doc[words.start - 1].lower_ if words.start else ""
                if entity is not None and entity.start == words.start and len(entity) > len(words):
                    return self._is_office(words.doc[words.start - 1]) if words.start else False
                if (
                    entity is not None
                    and len(entity) > len(words)
                    and len(words) == 1
                    and entity.end == words.end
                    and before in self.gazetteer.given_names
                ):
                    return True
        return False

    def _inside_longer(self, words: Span) -> bool:
        """Whether the known name only ends, or stands within, the name of something else: "Voice of America"."""
        doc, start = words.doc, words.start
        ahead = start - 1
        while ahead >= 0 and doc[ahead].lower_ in ("of", "the", "for", "from") and start - ahead <= 2:
            ahead -= 1
        if ahead < 0 or (ahead + 1 == start and doc[start - 1].lower_ in ("the", "of", "for", "from")):
            return False
        before = doc[ahead]
        if (
            not before.text[0].isupper()
            or self.titles.begins(doc, ahead)
            or (before.is_sent_start and before.pos_ != "PROPN")
        ):
            return False
        if ahead < start - 1 and before.lower_ in self.gazetteer.words["org_heads"]:
            return True
        entity = next((e for e in doc.ents if e.start <= ahead and e.end >= words.end and e.label_ == "ORG"), None)
        return entity is not None and doc[entity.start].text[0].isupper()

    def _before_noun(self, words: Span) -> bool:
        """Whether the word stands before a noun, as an adjective does: "Chinese corn"."""
        root = words.root
        return root.dep_ in ("amod", "compound", "nmod") and root.head.i > root.i

    def _ruled(self, words: Span) -> Span | None:
        """ "the Hong Kong authorities": the state's name with the noun for its rulers or its people."""
        doc, end = words.doc, words.end
        if end < len(doc) and doc[end].lower_ == "federal":
            end += 1
        if end < len(doc) and doc[end].lower_ in ("government", "authorities", "people"):
            return doc[words.start : end + 1]
        return None

    def _alone(self, words: Span, known: Known) -> bool:
        """Whether a short company or group name stands by itself, not inside a longer name that it only begins."""
        following = words.doc[words.end] if words.end < len(words.doc) else None
        return not (
            known.kind.value in ("company", "group")
            and following is not None
            and following.text.istitle()
            and following.lower_ in self.gazetteer.words["thing_heads"]
        )

    def _organisation(self, words: Span, known: Known | None) -> Name | None:
        """A longer name that begins here and is an organisation's: "U.S. Agriculture Department"."""
        end = self._capitals(words.doc, words.end)
        if end == words.end:
            return None
        run = words.doc[words.end : end]
        if known is not None and all(t.lower_ in self.gazetteer.words["sure_suffixes"] for t in run):
            return Name(words.doc[words.start : end], Label(known.kind.value), known, Form.NAME, sure=True)
        core = list(run)
        head = next((i for i, t in enumerate(core) if t.lower_ in self.gazetteer.words["joiners"]), len(core)) - 1
        if head < 0 or self.titles.begins(words.doc, words.end):
            return None
        for i in range(head, -1, -1):
            if core[i].lower_ in self.gazetteer.words["org_heads"]:
                stop = end if i == head else words.end + i + 1
                label = self._organisation_label(core[i])
                return Name(words.doc[words.start : stop], label, sure=True)
        return None

    def _organisation_label(self, head: Token) -> Label:
        return Label.COMPANY if head.lower_ in self.gazetteer.words["company_suffixes"] else Label.BODY

    def _with_noun(self, words: Span, known: Known) -> Iterator[Name]:
        """ "Russian forces" is Russia, "the Turkish parliament" a body; any other noun leaves the adjective mute."""
        doc, end = words.doc, words.end
        if end < len(doc) and doc[end].lower_ in ("-", "–"):
            return
        for length in (2, 1):
            phrase = " ".join(t.lower_ for t in doc[end : end + length])
            if phrase in self.gazetteer.words["body_nouns"] and doc[end + length - 1].pos_ in ("NOUN", "PROPN"):
                yield Name(doc[words.start : end + length], Label.BODY, sure=True)
                return
        if end + 1 < len(doc) and doc[end].lower_ in ("and", ",") and self._shared_noun(doc, end + 1):
            yield Name(words, Label(known.kind.value), known, Form.ADJECTIVE, sure=True)
            return
        stop = end
        while stop < len(doc) and stop < end + 4 and doc[stop].pos_ in ("ADJ", "NOUN", "PROPN"):
            if doc[stop].text[0].isupper() and self.titles.begins(doc, stop):
                return
            follows = doc[stop + 1] if stop + 1 < len(doc) else None
            if doc[stop].lower_ in self.gazetteer.words["state_nouns"] and not self._more(follows):
                yield Name(doc[words.start : stop + 1], Label(known.kind.value), known, Form.ADJECTIVE, sure=True)
                return
            stop += 1

    def _shared_noun(self, doc: Doc, at: int) -> bool:
        """Whether another state's adjective and a noun for both follow: "Egyptian | and Qatari mediators"."""
        end = at + 2 if at + 1 < len(doc) and self.gazetteer.knows(doc[at : at + 2].text) else at + 1
        if not self.gazetteer.knows(doc[at:end].text) or end >= len(doc):
            return False
        if doc[end].lower_ in ("and", ","):
            return self._shared_noun(doc, end + 1)
        return doc[end].lower_ in self.gazetteer.words["state_nouns"]

    def _more(self, follows: Token | None) -> bool:
        """Whether the noun phrase goes on behind a noun: "the Tunisian public offices", "Russian leader Putin"."""
        return follows is not None and (
            follows.pos_ == "PROPN"
            or (follows.pos_ == "NOUN" and follows.dep_ not in ("npadvmod", "nsubj", "nsubjpass"))
        )

    # ------------------------------------------------------------------------------------------------ the model

    def _tagged(self, doc: Doc, taken: dict[int, Name]) -> Iterator[Name]:
        for entity in doc.ents:
            label = _SPACY.get(entity.label_)
            if label is None:
                continue
            start, end = self._trimmed(doc, entity.start, entity.end, taken)
            behind = self._behind_title(doc, start, end)
            if behind > start:
                start, label = behind, Label.PERSON
            if start >= end:
                continue
            end = max(end, self._capitals(doc, end)) if label is not Label.PERSON else self._person_end(doc, end)
            if label is not Label.PERSON or doc[end - 1].lower_ in self.gazetteer.words["sure_suffixes"]:
                start = self._widened(doc, start, taken)
            while end > start and any(i in taken for i in range(start, end)):
                end -= 1
            start, end = self._trimmed(doc, start, end, taken)
            if start < end:
                name = self._judged(doc[start:end], label)
                if name is not None:
                    yield name

    def _behind_title(self, doc: Doc, start: int, end: int) -> int:
        """Where the name begins behind a title that the model took for a part of it; the start where there is none."""
        if start >= end or not self.titles.begins(doc, start):
            return start
        at = start
        while at < end and not self._is_office(doc[at]):
            at += 1
        while at < end and (self._is_office(doc[at]) or doc[at].lower_ in self.gazetteer.words["title_parts"]):
            at += 1
        return at if at < end and doc[at].pos_ == "PROPN" and doc[at].text[0].isupper() else start

    def _trimmed(self, doc: Doc, start: int, end: int, taken: dict[int, Name]) -> tuple[int, int]:
        words = self.gazetteer.words
        while start < end and (
            start in taken
            or start in self.mute
            or doc[start].text in _EDGE
            or doc[start].pos_ in ("DET", "PUNCT", "SPACE", "NUM", "ADP")
            or doc[start].lower_ in ("the", "a", "an")
            or (not doc[start].text[0].isupper() and doc[start].lower_ not in words["particles"])
            or (end - start > 1 and self._is_title_word(doc, start, end))
        ):
            start += 1
        while end > start and (
            end - 1 in taken
            or end - 1 in self.mute
            or doc[end - 1].text in _EDGE
            or doc[end - 1].text in ("'s", "’s", "'", "’")
            or doc[end - 1].lower_ in words["joiners"]
            or doc[end - 1].pos_ in ("PUNCT", "SPACE")
        ):
            end -= 1
        return start, end

    def _is_title_word(self, doc: Doc, start: int, end: int) -> bool:
        token = doc[start]
        return token.ent_type_ == "PERSON" and (
            token.lower_.rstrip(".") in self.gazetteer.words["offices"]
            or (token.lower_ in self.gazetteer.words["title_parts"] and token.lower_ not in self.gazetteer.given_names)
        )

    def _capitals(self, doc: Doc, at: int) -> int:
        """Where the run of capitalised words from `at` on ends, "of" and the like inside it included."""
        joiners = self.gazetteer.words["joiners"]
        end = at
        while end < len(doc):
            if self._is_capital(doc[end]) and end not in self.mute and not self._opens_title(doc, end):
                end += 1
                continue
            ahead = end
            while ahead < len(doc) and ahead < end + 2 and doc[ahead].lower_ in joiners:
                ahead += 1
            if (
                end > at
                and ahead > end
                and ahead < len(doc)
                and self._is_capital(doc[ahead])
                and doc[end].lower_ != "the"
                and (
                    doc[end].lower_ in ("and", "&", "/", "de", "du", "del", "des", "la") or self._takes_of(doc[end - 1])
                )
                and (doc[end].lower_ not in ("and", "on") or self._names_one(doc, end, ahead))
            ):
                end = ahead
                continue
            break
        return end

    def _takes_of(self, token: Token) -> bool:
        """Whether a name goes on with "of" or "for" behind this word: "Bank of", "Ministry for"."""
        lists = self.gazetteer.words
        return token.lower_ in lists["org_heads"] or token.lower_ in lists["thing_heads"] or token.ent_type_ == "ORG"

    def _opens_title(self, doc: Doc, at: int) -> bool:
        """Whether a title with a name behind it begins here, which ends the name before: "Senate | Leader Schumer"."""
        return self.titles.begins(doc, at)

    def _names_one(self, doc: Doc, end: int, ahead: int) -> bool:
        """Whether "and" joins words of one name ("Food and Agriculture Organization"), not two names."""
        after = ahead
        while after < len(doc) and self._is_capital(doc[after]):
            after += 1
        last = doc[after - 1].lower_
        return (
            last in self.gazetteer.words["org_heads"] and doc[end - 1].lower_ not in self.gazetteer.words["org_heads"]
        )

    def _is_capital(self, token: Token) -> bool:
        return (
            token.text[0].isupper()
            and token.text[-1] not in ",;:"
            and (token.pos_ in ("PROPN", "NOUN", "ADJ", "X") or token.ent_type_ in ("ORG", "PERSON", "GPE"))
            and token.ent_type_ not in ("DATE", "TIME")
        )

    def _person_end(self, doc: Doc, end: int) -> int:
        """A person's name goes on over a hyphen, an initial, "bin" and the like, and ", Jr."."""
        while end < len(doc):
            word, after = doc[end], doc[end + 1] if end + 1 < len(doc) else None
            if word.text[0].isupper() and word.pos_ == "PROPN" and word.ent_type_ in ("PERSON", ""):
                end += 1
            elif after is not None and self._joins_person(word, after):
                end += 2
            else:
                break
        return end

    def _joins_person(self, word: Token, after: Token) -> bool:
        if word.text == ",":
            return after.lower_ in _GENERATION
        return after.text[0].isupper() and (word.text == "-" or word.lower_ in self.gazetteer.words["particles"])

    def _widened(self, doc: Doc, start: int, taken: dict[int, Name]) -> int:
        while (
            start > 0
            and start - 1 not in taken
            and start - 1 not in self.mute
            and self._is_capital(doc[start - 1])
            and not doc[start].is_sent_start
        ):
            if doc[start - 1].is_sent_start and doc[start - 1].pos_ != "PROPN":
                break
            if doc[start - 1].ent_type_ == "PERSON" or self._is_office(doc[start - 1]):
                break
            start -= 1
        return start

    def _judged(self, words: Span, label: Label) -> Name | None:
        """The name with the label that its own words give it; None for the name of a thing."""
        lists = self.gazetteer.words
        last, first, text = words[-1].lower_, words[0].lower_, words.text
        bracket = next((i for i, t in enumerate(words) if i and t.text in "()"), None)
        if bracket is not None:
            whole = self._judged(words[:bracket], label)
            if whole is None:
                self.things.add(words[bracket + 1 :].text)
            return whole
        if label is not Label.PERSON and (self._office_name(words) or self.titles.begins(words.doc, words.start)):
            return None
        if text.lower() in lists["never"] or not any(c.isalpha() for c in text) or len(text) < 2:
            return None
        if not any(t.text[0].isupper() for t in words) or any(c in "[]{}" for c in text):
            return None
        for i, token in enumerate(words):
            if i and token.lower_ in lists["sure_suffixes"]:
                return Name(words[: i + 1], Label.COMPANY, sure=True)
        if self._thing_follows(words) and label is not Label.PERSON:
            return None
        core = self._core(words)
        if label is not Label.PERSON or len(words) > 3:
            if core in lists["org_heads"] and len(words) > 1:
                company = core in lists["company_suffixes"] and core == last
                return Name(words, Label.COMPANY if company else Label.BODY, sure=True)
            if core in lists["thing_heads"] or last in lists["thing_heads"]:
                return None
        if label is Label.PERSON and len(words) == 1 and first in lists["thing_heads"]:
            return None
        if len(words) > 1 and first in self.gazetteer.given_names and len(words) <= 4 and label is not Label.PERSON:
            return Name(words, Label.PERSON, sure=core not in lists["org_heads"])
        if label is Label.GROUP and (words[-1].pos_ == "ADJ" or words[-1].dep_ in ("amod", "compound")):
            return None
        if label is Label.UNKNOWN and not _ACRONYM.match(text):
            return None
        return Name(words, label)

    def _office_name(self, words: Span) -> bool:
        """Whether the words are a title, or the part of one: "European Commissioner", the "State" of its secretary."""
        offices, before = self.gazetteer.words["offices"], words.doc[max(0, words.start - 2) : words.start]
        if len(words) > 1 and words[-1].lower_ in offices and words[-1].lower_ not in self.gazetteer.words["org_heads"]:
            return True
        return (
            len(before) == 2 and before[0].lower_ in offices and before[1].lower_ in ("of", "for") and len(words) == 1
        )

    def _thing_follows(self, words: Span) -> bool:
        """Whether the next words make a thing of the name: "the EastMed pipeline", "the Moonie oil field"."""
        doc, end = words.doc, words.end
        if end < len(doc) and doc[end].text in ("-", "–") and not doc[end - 1].whitespace_:
            return True
        for token in doc[end : end + 3]:
            if token.pos_ != "NOUN" or token.text[0].isupper():
                return False
            if token.lower_ in self.gazetteer.words["thing_nouns"] and token.lower_ not in ("gas", "oil"):
                return True
        return False

    def _core(self, words: Span) -> str:
        """The head word of a name: the last one before "of", "for" or the like."""
        for i, token in enumerate(words):
            if i and token.lower_ in self.gazetteer.words["joiners"] and token.lower_ not in ("and", "&", "/"):
                return str(words[i - 1].lower_)
        return str(words[-1].lower_)

    # ------------------------------------------------------------------------------------------------ the rest

    def _runs(self, doc: Doc, taken: dict[int, Name]) -> Iterator[Name]:
        """Runs of capitals that nobody has claimed: names by their form, else unknown until the story tells more."""
        at = 0
        while at < len(doc):
            if at in taken or at in self.mute or not self._opens(doc[at]):
                at += 1
                continue
            end = self._capitals(doc, at)
            end = next((i for i in range(at, end) if i in taken), end)
            start, end = self._trimmed(doc, at, end, taken)
            if (
                end - start > 2
                and start > 1
                and doc[start - 1].lower_ in ("of", "for")
                and self._is_office(doc[start - 2])
            ):
                start = end - 2  # "Commissioner for Internal Market Thierry Breton"
            if start < end:
                name = self._judged(doc[start:end], self._guess(doc[start:end]))
                if name is not None:
                    yield name
            at = max(end, at + 1)

    def _is_office(self, token: Token) -> bool:
        return token.lower_ in self.gazetteer.words["offices"]

    def _opens(self, token: Token) -> bool:
        return bool(
            token.text[0].isupper()
            and token.pos_ == "PROPN"
            and token.ent_type_ in ("", "PERSON", "ORG", "GPE", "PRODUCT", "NORP")
        )

    def _guess(self, words: Span) -> Label:
        if words[0].lower_ in self.gazetteer.given_names and len(words) > 1:
            return Label.PERSON
        return Label.UNKNOWN if len(words) == 1 else Label.BODY if self._has_org_head(words) else Label.UNKNOWN

    def _has_org_head(self, words: Span) -> bool:
        return self._core(words) in self.gazetteer.words["org_heads"]
