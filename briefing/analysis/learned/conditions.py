"""On which condition something is put: "unless Peru pays", "in exchange for grain"."""

from __future__ import annotations

from briefing.analysis.learned.document import Document
from briefing.analysis.vocabulary import words as listed

Range = tuple[int, int]

_CLAUSES = ("xcomp", "ccomp", "conj", "acl")
"""How a word hangs on a verb whose clause has the word's condition, too: "said that it would [lift] … if …"."""
_MARKS = ("mark", "advmod")
_LONGEST = 30
"""Words of a condition at most: what is longer was parsed wrongly."""


def condition_of(document: Document, word: int, terms: Range) -> Range | None:
    """The words `[first, last)` of the condition on which an act holds, outside of its terms; None where there is none.

    The first one that the sentence of the act's word has.
    """
    heads = _heads(document, word, terms)
    for i in document.sentence(word):
        top = _top_of_clause(document, i) if document.words[i].dep in _MARKS else _top_of_phrase(document, i)
        if top is not None and top not in heads and document.words[top].head in heads:
            found = _words_below(document, top)
            if found[1] - found[0] <= _LONGEST and (found[1] <= terms[0] or terms[1] <= found[0]):
                return found
    return None


def what_hangs_on_it(document: Document, terms: Range) -> Range:
    """What is put on a condition, where the terms are the condition alone: "threatened that if Peru paid, [Fiji …]"."""
    words, (first, last) = document.words, terms
    clause = words[first].head
    main = words[clause].head
    is_lone = words[first].dep == "mark" and words[first].lemma in listed("syntax.condition_conjunctions")
    if not is_lone or words[clause].dep != "advcl" or not first < clause < last <= main:
        return terms
    end = _words_below(document, main)[1]
    while last < end - 1 and words[last].pos in ("PUNCT", "SCONJ", "SPACE"):
        last += 1
    return last, end


def is_conditional(document: Document, word: int) -> bool:
    """Whether the sentence of a word has a condition, whatever it hangs on: "will close the border if …"."""
    said = (document.words[i] for i in document.sentence(word))
    return any(w.dep == "mark" and w.lemma in listed("acts.ifs") for w in said)


def hangs_on_condition(document: Document, verb: int) -> bool:
    """Whether a verb's own clause says on what it hangs: "will [lift] the ban once Peru pays"."""
    words = document.words
    for i in document.sentence(verb):
        top = _top_of_clause(document, i) if words[i].dep in _MARKS else _top_of_phrase(document, i)
        if top is not None and top != verb and words[top].head == verb:
            return True
    return False


def _heads(document: Document, word: int, terms: Range) -> set[int]:
    """What a condition of an act may hang on: its word, the clauses that the word is in, and its terms."""
    return {*range(*terms), *document.upwards(word, *_CLAUSES)}


def _top_of_clause(document: Document, mark: int) -> int | None:
    """The verb of the clause that a word opens as a condition: "unless", "if" but no "even if", "as soon as"."""
    words, top = document.words, document.words[mark].head
    before = words[mark - 1].lemma if mark else ""
    if words[mark].lemma == "as" and before in listed("acts.as_conditions"):
        return mark - 1
    if words[top].dep != "advcl" or mark > top:
        return None
    if words[mark].lemma == "when":
        return top if before == "only" else None
    if words[mark].lemma == "once" and not _is_ahead(document, words[top].head):
        return None  # "lifted the ban once Peru had paid" tells when
    is_condition = words[mark].lemma in listed("syntax.condition_conjunctions")
    return top if is_condition and before not in listed("acts.no_conditions") else None


def _is_ahead(document: Document, verb: int) -> bool:
    """Whether a verb tells what is still to come: "will sell", "agreed to sell"."""
    helpers = [document.words[i] for i in document.children(verb, "aux")]
    return any(w.lemma not in listed("acts.having") for w in helpers)


def _top_of_phrase(document: Document, noun: int) -> int | None:
    """The "in" of "in exchange for …", the "on" of "on condition that …"."""
    words, above = document.words, document.words[noun].head
    if words[noun].dep != "pobj" or words[above].dep != "prep":
        return None
    below = [i for i in document.children(noun) if i > noun]
    if words[noun].lemma in listed("acts.exchanges"):
        return above if any(words[i].lemma == "for" for i in below) else None
    is_condition = words[noun].lemma in listed("acts.provisos") and any(words[i].dep == "acl" for i in below)
    return above if is_condition else None


def _words_below(document: Document, top: int) -> Range:
    """The words from the first to the last that hang on a word, without a comma at the end."""
    below = document.below(top)
    first, last = min(below), max(below) + 1
    while last > first + 1 and document.words[last - 1].pos in ("PUNCT", "SPACE"):
        last -= 1
    return first, last
