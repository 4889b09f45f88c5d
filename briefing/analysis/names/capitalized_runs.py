"""Runs of capitalised words: where a name begins and where it ends."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from briefing.analysis import vocabulary
from briefing.analysis.names import gazetteer
from briefing.analysis.names.gazetteer import given_names
from briefing.analysis.names.kind_nouns import kind_before
from briefing.analysis.names.name import Board
from briefing.analysis.names.titles import begins_title

_SYLLABLE = 5
"""Letters of the second half of a given name at most."""
_EDGE = frozenset("'\"“”‘’.,;:()[]<>-–—#@*/|`")
_DASHES = frozenset(("-", "–", "—", "--"))


def trim(board: Board, start: int, end: int) -> tuple[int, int]:
    """The tokens `[start, end)` without articles, titles, quotes and what is taken, at either end."""
    doc = board.doc
    while start < end and _holds_bracket(doc[start]):
        start += 1  # "X)President | Ada Lis"
    end = next((i for i in range(start + 1, end) if _ends_name(doc[i])), end)
    while start < end and (
        not board.free(start)
        or doc[start].text in _EDGE
        or doc[start].pos_ in ("DET", "PUNCT", "SPACE", "NUM", "ADP")
        or doc[start].lower_ in vocabulary.words("syntax.articles")
        or (not doc[start].text[0].isupper() and doc[start].lower_ not in vocabulary.words("names.particles"))
        or (end - start > 1 and (_is_title_word(doc[start]) or _is_page_word(doc[start])))
        or (end - start > 1 and only_opens(doc, start, end))
    ):
        start += 1
    while end > start and (
        not board.free(end - 1)
        or doc[end - 1].text in _EDGE
        or doc[end - 1].text in vocabulary.words("names.possessive_endings")
        or doc[end - 1].lower_ in vocabulary.words("names.joiners")
        or doc[end - 1].pos_ in ("PUNCT", "SPACE")
        or (end - start > 1 and doc[end - 1].lower_ in vocabulary.words("syntax.articles"))
        or (end - start > 1 and doc[end - 1].lower_ in vocabulary.words("names.page_ends"))
    ):
        end -= 1
    return start, end


def _holds_bracket(token: Token) -> bool:
    """Whether a bracket is stuck to a word, where a page lost its spaces."""
    return len(token) > 1 and any(c in "()[]{}" for c in token.text)


def _ends_name(token: Token) -> bool:
    """Whether a name cannot go on with a word: a bracket, or the agency of a picture below which the name stands."""
    return token.text in ("(", ")", "[", "]") or (
        _holds_bracket(token) or token.lower_ in vocabulary.words("text.picture_houses")
    )


def _is_page_word(token: Token) -> bool:
    """ "CLOSE Ada Lis": the button of a picture."""
    return token.text.isupper() and token.lower_ in vocabulary.words("names.page_starts")


def begins_sentence(token: Token) -> bool:
    """Whether a word is the first of its sentence, but for a quotation mark."""
    before = token.nbor(-1) if token.i else None
    return bool(token.is_sent_start or (before is not None and before.is_quote and before.is_sent_start))


def only_opens(doc: Doc, at: int, end: int) -> bool:
    """Whether a word has its capital as the first of a sentence: "Addressing | Ada Lis", "Hopefully | Chile"."""
    first, rest = doc[at], doc[at + 1 : end]
    if not begins_sentence(first):
        return False
    if first.pos_ == "ADV":
        return first.head not in rest
    if first.lower_ in vocabulary.words("names.opening_participles"):
        return len(rest) == 1 or bool(gazetteer.load().side_of_person(rest.text))
    return first.tag_ == "VBG" and rest.root.head == first and rest.root.dep_ in ("dobj", "pobj")


def _is_title_word(token: Token) -> bool:
    return token.ent_type_ == "PERSON" and (
        token.lower_.rstrip(".") in vocabulary.words("names.offices")
        or (token.lower_ in vocabulary.words("names.title_parts") and token.lower_ not in given_names())
    )


def run_end(board: Board, at: int) -> int:
    """Where the run of capitalised words from `at` on ends, "of" and the like inside it included."""
    doc, joiners = board.doc, vocabulary.words("names.joiners")
    end = at
    while end < len(doc):
        if _is_capital(doc[end]) and end not in board.mute and not begins_title(doc, end):
            end += 1
            continue
        if end > at and _plural_owner(doc, end):  # "American Rice Millers' Association"
            end += 2
            continue
        if end > at and (stop := hyphen_end(doc, end)) > end:
            end = stop
            continue
        ahead = end
        while ahead < len(doc) and ahead < end + 2 and doc[ahead].lower_ in joiners:
            ahead += 1
        if (
            end > at
            and ahead > end
            and ahead < len(doc)
            and _is_capital(doc[ahead])
            and doc[end].lower_ not in vocabulary.words("syntax.definite_articles")
            and (
                doc[end].lower_ in vocabulary.words("names.free_joiners")
                or _takes_of(doc[end - 1])
                or kind_before(doc[at:end]) is not None  # "the farmers' union Voice of the Valley"
            )
            and (doc[end].lower_ not in vocabulary.words("names.doubtful_joiners") or _names_one(doc, end, ahead))
        ):
            end = ahead
            continue
        break
    return end


def _plural_owner(doc: Doc, at: int) -> bool:
    after = doc[at + 1] if at + 1 < len(doc) else None
    heads = vocabulary.words("names.org_heads")
    return doc[at].text in ("'", "’") and after is not None and after.text.istitle() and after.lower_ in heads


def _owns(doc: Doc, at: int) -> bool:
    """Whether an apostrophe stands between the owners in a name and the body that is theirs: "Workers' Union"."""
    follows = doc[at + 1].lower_ if at + 1 < len(doc) else ""
    return doc[at].text in vocabulary.words("names.possessive_endings") and follows in vocabulary.words(
        "names.org_heads"
    )


def _takes_of(token: Token) -> bool:
    """Whether a name goes on with "of" or "for" behind this word: "Bank of", "Ministry for"."""
    return (
        token.lower_ in vocabulary.words("names.org_heads")
        or token.lower_ in vocabulary.words("names.thing_heads")
        or token.ent_type_ == "ORG"
    )


def hyphen_end(doc: Doc, at: int) -> int:
    """Where a name goes on over hyphens: "Samar-e-Din", "Baden-Baden"; `at` where it does not."""
    end = at
    while end + 1 < len(doc) and doc[end].text == "-" and not doc[end - 1].whitespace_ and not doc[end].whitespace_:
        end += 2
        if _goes_on_small(doc, end - 2):
            return end
        if doc[end - 1].text[0].isupper():
            return end if doc[end - 1].pos_ != "VERB" else at
    return at


def _names_one(doc: Doc, end: int, ahead: int) -> bool:
    """Whether "and" joins words of one name ("Food and Agriculture Organization"), not two names."""
    after = ahead
    while after < len(doc) and (_is_capital(doc[after]) or _owns(doc, after)):
        after += 1
    last = doc[after - 1].lower_
    if after < len(doc) and after == ahead + 1 and doc[after].lower_ in vocabulary.words("names.office_prepositions"):
        return False  # "Centre for Birds and | Centre for Bees"
    return last in vocabulary.words("names.org_heads") and doc[end - 1].lower_ not in vocabulary.words(
        "names.org_heads"
    )


def _is_capital(token: Token) -> bool:
    return (
        token.text[0].isupper()
        and token.text[-1] not in ",;:"
        and (token.pos_ in ("PROPN", "NOUN", "ADJ", "X") or token.ent_type_ in ("ORG", "PERSON", "GPE"))
        and token.ent_type_ not in ("DATE", "TIME")
    )


def is_dash(token: Token) -> bool:
    """Whether a word is a dash between spaces, which no name goes on over; one without is a hyphen."""
    return token.text in _DASHES and token.i > 0 and bool(token.nbor(-1).whitespace_ and token.whitespace_)


def person_end(doc: Doc, end: int) -> int:
    """A person's name goes on over a hyphen, an initial, "bin" and the like, and ", Jr."."""
    while end < len(doc):
        word, after = doc[end], doc[end + 1] if end + 1 < len(doc) else None
        behind_particle = end > 0 and doc[end - 1].lower_ in vocabulary.words("names.particles")  # "von der | Leyen"
        if word.text[0].isupper() and word.pos_ == "PROPN" and (behind_particle or word.ent_type_ in ("PERSON", "")):
            end += 1
        elif after is not None and (_joins_person(word, after) or _goes_on_small(doc, end)):
            end += 2
        else:
            break
    return end


def _joins_person(word: Token, after: Token) -> bool:
    if word.text == ",":
        return after.lower_ in vocabulary.words("names.generations")
    is_hyphen = word.text == "-" and not is_dash(word)
    return after.text[0].isupper() and (is_hyphen or word.lower_ in vocabulary.words("names.particles"))


def _goes_on_small(doc: Doc, at: int) -> bool:
    """Whether a given name behind a family name goes on small over a hyphen: "Han Duck|-soo", not "Ada Lis|-led"."""
    if doc[at].text != "-" or at < 2 or doc[at].whitespace_ or doc[at - 1].whitespace_:
        return False
    named = doc[at - 2].lower_ in vocabulary.words("actors.family_names") and doc[at - 1].text[0].isupper()
    return named and doc[at + 1].is_alpha and len(doc[at + 1]) <= _SYLLABLE and doc[at + 1].pos_ != "VERB"


def run_start(board: Board, start: int) -> int:
    """Where a run of capitals that ends in a name begins: the words before it that belong to it."""
    doc = board.doc
    if start > 1 and doc[start - 1].lower_ in vocabulary.words("syntax.coordinators") and _joint(doc, start):
        start -= 2
    while start > 0 and board.free(start - 1) and _is_capital(doc[start - 1]) and not doc[start].is_sent_start:
        if doc[start - 1].is_sent_start and doc[start - 1].pos_ != "PROPN":
            break
        if doc[start - 1].ent_type_ == "PERSON" or doc[start - 1].lower_ in vocabulary.words("names.offices"):
            break
        start -= 1
    return start


def _joint(doc: Doc, start: int) -> bool:
    """Whether a word and an "and" before a name belong to it: "the Dockers | and Allied Seamen's Union"."""
    first, before = doc[start - 2], doc[start - 3] if start > 2 else None
    end = start
    while end < len(doc) and (_is_capital(doc[end]) or _owns(doc, end)):
        end += 1
    opens = first.is_sent_start or (
        before is not None and before.lower_ in vocabulary.words("syntax.definite_articles")
    )
    whole = doc[end - 1].lower_ in vocabulary.words("names.org_heads") and doc[
        start - 2
    ].lower_ not in vocabulary.words("names.org_heads")
    return _is_capital(first) and opens and whole and end - start > 1
