"""Names that spaCy found, put right where it errs, and runs of capitals that it passed over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from briefing.analysis import vocabulary
from briefing.analysis.names import capitalized_runs
from briefing.analysis.names.classifier import NameClassifier
from briefing.analysis.names.gazetteer import given_names
from briefing.analysis.names.name import Board, Label, Name
from briefing.analysis.names.titles import begins_title

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


@dataclass(frozen=True, slots=True)
class TaggedNames:
    """Finds names that no data knows."""

    classifier: NameClassifier

    def entities(self, board: Board) -> Iterator[Name]:
        """The names that the model tagged, with corrected edges, each classified by its own words."""
        doc = board.doc
        for entity in doc.ents:
            label = _SPACY.get(entity.label_)
            if label is None:
                continue
            stop = next((t.i for t in entity if self._breaks(t, label)), entity.end)
            start, end = capitalized_runs.trim(board, entity.start, stop)  # "Orsova told K2 television" passes for one
            behind = self._behind_title(doc, start, end)
            if behind > start:
                start, label = behind, Label.PERSON
            if start >= end:
                continue
            if label is Label.PERSON and end - start == 1 and self._is_first_name(doc, start - 1):
                start -= 1
            end = (
                max(end, capitalized_runs.run_end(board, end), capitalized_runs.run_end(board, start))
                if label is not Label.PERSON
                else capitalized_runs.person_end(doc, end)
            )
            if label is not Label.PERSON or doc[end - 1].lower_ in vocabulary.words("names.sure_suffixes"):
                start = capitalized_runs.run_start(board, start)
            while end > start and any(i in board.taken for i in range(start, end)):
                end -= 1
            start, end = capitalized_runs.trim(board, start, end)
            if (behind := self._behind_branch(doc, start, end)) > start:
                start, label = behind, Label.PERSON
            if label is Label.PERSON and self._is_with_matter(doc[start:end]):
                end -= 1
            if start < end:
                name = self.classifier.classify(doc[start:end], label)
                if name is not None:
                    yield name

    def _is_with_matter(self, words: Span) -> bool:
        """Whether a title's noun stands behind a family name: "Judge Blocks Trump | Ban"."""
        return (
            len(words) == 2
            and words[1].lower_ in vocabulary.words("names.headline_nouns")
            and words[0].lower_ not in given_names()
        )

    def _breaks(self, token: Token, label: Label) -> bool:
        """Whether a word ends what the model took for one name.

        "Orsova | told K2", "Trump | 's Muslim ban", and behind the place of a report "N.C. | - Opponents".
        """
        owns = label is Label.PERSON and token.i > 0 and token.text in vocabulary.words("names.possessive_endings")
        return owns or capitalized_runs.is_dash(token) or (token.pos_ == "VERB" and token.text.islower())

    def _is_first_name(self, doc: Doc, at: int) -> bool:
        """Whether a word that the model passed over begins a person's name: "Mayor | Rahm Emanuel"."""
        return (
            at > 0
            and self._is_office(doc[at - 1])
            and not self._is_office(doc[at])
            and not doc[at].ent_type_
            and doc[at].pos_ == "PROPN"
            and doc[at].text.istitle()
            and doc[at].dep_ == "compound"
            and doc[at].head.i == at + 1
        )

    def _behind_title(self, doc: Doc, start: int, end: int) -> int:
        """Where the name begins behind a title that the model took for a part of it; the start where there is none."""
        if start >= end or not begins_title(doc, start):
            return start
        at = start
        while at < end and not self._is_office(doc[at]):
            at += 1
        while at < end and (self._is_office(doc[at]) or doc[at].lower_ in vocabulary.words("names.title_parts")):
            at += 1
        return at if at < end and doc[at].pos_ == "PROPN" and doc[at].text[0].isupper() else start

    def _behind_branch(self, doc: Doc, start: int, end: int) -> int:
        """Where a person begins behind what the office is for: "Commissioner for Internal Market | Thierry Breton"."""
        office = (
            end - start > 2
            and start > 1
            and doc[start - 1].lower_ in vocabulary.words("names.office_prepositions")
            and self._is_office(doc[start - 2])
        )
        parts = vocabulary.words("names.title_parts") | vocabulary.words("names.org_heads")
        return end - 2 if office and not any(t.lower_ in parts for t in doc[end - 2 : end]) else start

    def runs(self, board: Board) -> Iterator[Name]:
        """Runs of capitals that nobody has claimed: names by their form, else unknown until the story tells more."""
        doc = board.doc
        at = 0
        while at < len(doc):
            if not board.free(at) or not self._opens(doc[at]):
                at += 1
                continue
            end = capitalized_runs.run_end(board, at)
            end = next((i for i in range(at, end) if i in board.taken), end)
            start, end = capitalized_runs.trim(board, at, end)
            behind = self._behind_branch(doc, start, end)
            if start < end:
                guess = self._guess(doc[start:end]) if behind == start else Label.PERSON
                name = self.classifier.classify(doc[behind:end], guess)
                if name is not None:
                    yield name
            at = max(end, at + 1)

    def _is_office(self, token: Token) -> bool:
        return token.lower_ in vocabulary.words("names.offices")

    def _opens(self, token: Token) -> bool:
        return bool(
            token.text[0].isupper()
            and (token.pos_ == "PROPN" or capitalized_runs.hyphen_end(token.doc, token.i + 1) > token.i + 2)
            and token.ent_type_ in ("", "PERSON", "ORG", "GPE", "PRODUCT", "NORP")
        )

    def _guess(self, words: Span) -> Label:
        behind_office = words.start > 0 and self._is_office(words.doc[words.start - 1])
        is_son = len(words) > 1 and words[-1].lower_ in vocabulary.words("names.sons")
        if behind_office or is_son or (words[0].lower_ in given_names() and len(words) > 1):
            return Label.PERSON
        return Label.UNKNOWN if len(words) == 1 else Label.BODY if self._has_org_head(words) else Label.UNKNOWN

    def _has_org_head(self, words: Span) -> bool:
        return self.classifier.core(words) in vocabulary.words("names.org_heads")
