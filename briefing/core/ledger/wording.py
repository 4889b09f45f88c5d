"""What is said of an entry in a few words: between whom, what became of it, how much. `act_words` say what it is."""

from __future__ import annotations

from briefing.core.analysis import Act
from briefing.core.formatting import ARROW, NOBODY
from briefing.core.ledger.entries import Entry, EntryRow, State, Telling

ANSWERED = {Act.ACCEPT: "accepted", Act.REJECT: "rejected", Act.LIFT: "lifted"}
"""What has become of an entry that is answered, by what the answer does."""


def between(row: EntryRow, arrow: str = ARROW, nobody: str = NOBODY) -> str:
    """`proposer → recipient`, as everywhere."""
    proposer = one_line(maker(row)) or nobody
    return f"{proposer} {arrow} {one_line(row.recipient.name)}" if row.recipient else proposer


def maker(row: EntryRow) -> str:
    """Who put it, empty where nobody is named: the side, not who speaks for it.

    To those who are no side, "voters" or "its allies", a person speaks for themselves: a candidate is no state.
    """
    if row.proposer is None:
        return ""
    to_no_side = row.recipient is not None and row.recipient.kind is None and not row.recipient.people
    return (row.act.opens and to_no_side and row.proposer.person) or row.proposer.name


def outcome(row: EntryRow) -> str:
    """What has become of an entry, in a word or two: `accepted`, `lapsed`, `by 3 Dec`; empty where nothing has yet.

    An answer of another than who was asked says whose it is.
    """
    if row.state is State.ANSWERED and row.answered_with is not None:
        answer = ANSWERED.get(row.answered_with, row.state.value)
        is_another = row.answerer and row.recipient is not None and row.answerer != row.recipient.name
        return f"{answer} by {one_line(row.answerer)}" if is_another else answer
    if row.state.is_open and row.deadline is not None:
        return f"by {row.deadline.day} {row.deadline:%b}"
    if row.act.is_answer and row.answers:
        return "an answer"
    return "" if row.state is State.PUT else row.state.value


def short_state(row: EntryRow) -> str:
    """The same; of an entry that only was told so far, how it came: a demand was put, a measure was taken."""
    return outcome(row) or came_as(row.act)


def came_as(act: Act) -> str:
    """How an act comes into the ledger, in a word."""
    return "taken" if act.is_measure else "an answer" if act.is_answer else State.PUT.value


def long_state(row: EntryRow) -> str:
    """The same where the earlier figure does not stand beside it: `changed from 10%`."""
    if row.state is State.CHANGED and row.earlier_quantity:
        return f"changed from {one_line(row.earlier_quantity)}"
    return short_state(row)


def terms_words(row: EntryRow) -> str:
    """The terms on one line, with the quantity where they lack it."""
    terms = one_line(row.terms)
    return f"{terms} ({row.quantity})" if row.quantity and row.quantity not in terms else terms


def tellings_by_terms(entry: Entry) -> list[Telling]:
    """The tellings of an entry, first those in whose words it stands: their quotes say what is shown as its terms.

    Among these, and among the others, what is sure goes before what is less sure.
    """
    terms = one_line(entry.row.terms)
    return sorted(entry.tellings, key=lambda one: (not one_line(one.terms).startswith(terms), not one.shown))


def quantity_words(row: EntryRow, arrow: str, columns: int | None = None) -> str:
    """How much, and how much it was before; where so many columns have no room for both, how much alone."""
    now, before = one_line(row.quantity), one_line(row.earlier_quantity)
    both = f"{before} {arrow} {now}"
    has_room = columns is None or len(both) <= columns
    return both if before and now and before != now and has_room else now


def one_line(text: str) -> str:
    """A text without line breaks."""
    return " ".join(text.split())
