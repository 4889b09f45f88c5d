"""The stored ledger: lines become entries as they come, and entries have a life."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.clustering import choices
from briefing.clustering.compared_line import ComparedLine
from briefing.core.analysis import Act, ActorKind
from briefing.core.corrections import Corrected, Correction
from briefing.core.feed import Feed
from briefing.core.ledger.entries import EntryRow, Move, State
from briefing.core.ledger.rulings import RulingKind
from briefing.core.ledger.search import parse
from briefing.core.query import Key
from briefing.core.visibility import Bounds
from briefing.storage.ledger import candidates, lines, placing, repository
from briefing.storage.ledger.placing import Placer
from briefing.storage.ledger.searching import ORDERS, Conditions
from briefing.storage.library import Library
from tests.support.made import NOON, entry, fetched, hours
from tests.support.negotiations import Said, analyse, tell

OFFER = "Norland offered Sudland two million tonnes of wheat a year."
ALSO = "Norland has offered its neighbour Sudland two million tonnes of wheat each year, officials said."
RAISED = "Norland offered Sudland three million tonnes of wheat a year."
REFUSED = "Sudland rejected the two million tonnes of wheat offered by Norland."
PUT = Said("offer", "Norland", "Sudland", "two million tonnes of wheat a year", OFFER, "two million tonnes", ("wheat",))
AGAIN = Said(
    "offer", "Ada Lis of Norland", "Sudland", "two million tonnes of wheat each year", ALSO, "two million tonnes",
    ("wheat",),
)  # fmt: skip
MORE = Said("offer", "Norland", "Sudland", "three million tonnes of wheat", RAISED, "three million tonnes", ("wheat",))
NO = Said("reject", "Sudland", "Norland", "two million tonnes of wheat", REFUSED, "", ("wheat",))


def found(library: Library, query: str = "") -> tuple[EntryRow, ...]:
    return library.ledger.find(parse(query, NOON + hours(24 * 30))).rows


def test_what_a_story_tells_is_as_old_as_the_date_that_it_gets_later(library: Library) -> None:
    story, _ = tell(library, "gazette", "Wheat for Sudland", OFFER, None, PUT, fetched=NOON)
    link = library.stories.headlines([story])[0].link
    dated = entry("Wheat for Sudland", OFFER, link=link, published=NOON - hours(40))
    library.feeds.store(fetched(dated, feed=Feed("https://gazette.example/rss")))
    library.ledger.process_batch(50, NOON)
    assert [row.moved for row in found(library)] == [NOON - hours(40)]


def test_what_two_papers_tell_is_one_entry_with_its_reasons(library: Library) -> None:
    tell(library, "gazette", "Wheat for Sudland", OFFER, NOON, PUT)
    tell(library, "courier", "Norland offers wheat", ALSO, NOON + hours(3), AGAIN)
    (row,) = found(library)
    assert (row.papers, row.stories, row.state, row.quantity) == (2, 2, State.PUT, "two million tonnes")
    assert row.proposer is not None
    assert (row.proposer.name, row.proposer.people, row.resources) == ("Norland", ("Ada Lis",), ("wheat",))
    entry = library.ledger.open(row.id)
    assert entry is not None
    assert [one.move for one in entry.tellings] == [Move.PUT, Move.TOLD]
    join = entry.tellings[1].join
    assert join is not None
    assert join.chance >= 0.5
    assert "the same proposer and recipient" in join.reasons


def test_a_sentence_that_tells_the_answer_is_no_further_report(library: Library) -> None:
    tell(library, "gazette", "Wheat for Sudland", OFFER, NOON, PUT)
    again = replace(PUT, quote=REFUSED, terms="two million tonnes of wheat offered by Norland")
    tell(library, "courier", "Sudland says no", REFUSED, NOON + hours(90), again, NO)
    answer, put = sorted(found(library), key=lambda row: row.act is Act.OFFER)
    assert (put.papers, put.stories, put.state, answer.answers) == (1, 1, State.ANSWERED, put.id)
    entry = library.ledger.open(put.id)
    assert entry is not None
    assert [(one.source, one.move) for one in entry.tellings] == [("Gazette", Move.PUT), ("Courier", Move.TOLD)]
    library.ledger.unlink_answer(answer.id, NOON)
    (put,) = (row for row in found(library) if row.act is Act.OFFER)
    assert (put.papers, put.stories, put.state) == (2, 2, State.REPEATED)


def test_a_headline_stands_where_its_story_tells_it_in_full(library: Library) -> None:
    title = Said("offer", "Norland", "", "wheat", "Wheat for Sudland", resources=("wheat",), in_title=True)
    tell(library, "gazette", "Wheat for Sudland", OFFER, NOON, title, PUT)
    (row,) = found(library, "sure:all")
    assert (row.terms, row.stories, row.state) == (PUT.terms, 1, State.PUT)
    entry = library.ledger.open(row.id)
    assert entry is not None
    assert {"the headline of the same story"} == {why for one in entry.tellings if one.join for why in one.join.reasons}


def test_of_a_text_and_its_headline_the_text_goes_before(library: Library) -> None:
    for side in ("Ostland", "Uplan", "Marrow", "Quellen", "Tarn", "Veld"):  # ids are drawn, and would decide of some
        title = Said("offer", "Norland", "", "barley", f"Barley for {side}", resources=("barley",), in_title=True)
        text = f"Norland offered {side} three shiploads of barley."
        full = Said("offer", "Norland", side, "three shiploads of barley", text, "three shiploads", ("barley",))
        tell(library, "gazette", title.quote, text, NOON, title, full)
    rows = found(library, "sure:all")
    assert {row.terms for row in rows} == {"three shiploads of barley"}
    entries = [entry for row in rows if (entry := library.ledger.open(row.id)) is not None]
    told = {tuple((one.terms, one.move) for one in entry.tellings) for entry in entries}
    assert told == {(("three shiploads of barley", Move.PUT), ("barley", Move.TOLD))}


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_lines_of_a_story_the_likelier_joins_what_an_older_story_told(library: Library, order: int) -> None:
    tell(library, "gazette", "Wheat for Sudland", OFFER, NOON, PUT)
    more = "Norland pledged Sudland two million tonnes of wheat and goodwill."
    text = " ".join([OFFER, more][::order])
    second = Said("pledge", "Norland", "Sudland", "two million tonnes of wheat and goodwill", more)
    _, lines = tell(library, "courier", "More on wheat", text, NOON + hours(3), *(PUT, second)[::order])
    first, other = (library.ledger.open(line) for line in lines[::order])
    assert first is not None
    assert other is not None
    assert [one.source for one in first.tellings] == ["Gazette", "Courier"]
    assert [one.source for one in other.tellings] == ["Courier"]


def test_a_figure_that_differs_changes_it(library: Library) -> None:
    tell(library, "gazette", "Wheat for Sudland", OFFER, NOON, PUT)
    tell(library, "courier", "Norland raises its offer", RAISED, NOON + hours(30), MORE)
    (row,) = found(library)
    assert (row.state, row.earlier_quantity, row.quantity) == (
        State.CHANGED, "two million tonnes", "three million tonnes",
    )  # fmt: skip
    assert row.moved == row.changed == NOON + hours(30)
    assert row.terms == MORE.terms
    tell(library, "herald", "The offer stands", RAISED, NOON + hours(24 * 9), MORE)
    (row,) = found(library)
    assert (row.moved, row.changed) == (NOON + hours(24 * 9), NOON + hours(30))


def test_what_is_told_days_later_repeats_it(library: Library) -> None:
    tell(library, "gazette", "Wheat for Sudland", OFFER, NOON, PUT)
    tell(library, "courier", "Norland offers wheat", ALSO, NOON + hours(24 * 9), AGAIN)
    (row,) = found(library)
    assert (row.state, row.moved) == (State.REPEATED, NOON + hours(24 * 9))


@pytest.mark.parametrize("order", [(0, 1, 2), (1, 0, 2), (1, 0, 1, 2), (2, 1, 0)])
def test_what_is_put_to_two_sides_is_two_entries_though_a_line_names_neither(
    library: Library, order: tuple[int, ...]
) -> None:
    said = []
    for to, kind in (("Sudland", "Sudland "), ("", ""), ("Westport", "Westport ")):
        quote = f"Norland put a 25% tariff on {kind}steel."
        said.append(Said("impose", "Norland", to, "a 25% tariff on steel", quote, "25%", ("steel",)))
    for number, one in enumerate(order):
        line = said[one]
        tell(library, f"paper{number}", f"Steel {number}", line.quote, NOON + hours(number), line)
    entries = [library.ledger.open(row.id) for row in found(library, "sure:all")]
    sides = [{one.recipient for one in entry.tellings if one.recipient} for entry in entries if entry is not None]
    assert sorted(map(sorted, sides)) == [["Sudland"], ["Westport"]]
    assert max(row.papers for row in found(library, "sure:all")) == len(order) - 1


@pytest.mark.parametrize("answer_first", [False, True])
def test_an_answer_is_linked_whichever_story_comes_first(library: Library, answer_first: bool) -> None:
    def put() -> None:
        tell(library, "gazette", "Wheat for Sudland", OFFER, NOON, PUT)

    def answer() -> None:
        tell(library, "courier", "Sudland says no", REFUSED, NOON + hours(20), NO)

    for work in (answer, put) if answer_first else (put, answer):
        work()
    (offer,) = found(library, "act:offer")
    (refusal,) = found(library, "is:answer")
    assert (offer.state, offer.answered_by, offer.answered_with) == (State.ANSWERED, refusal.id, Act.REJECT)
    assert offer.answerer == refusal.proposer.name
    assert refusal.answers == offer.id
    assert found(library, "is:answered") == found(library, "is:rejected") == (offer,)
    assert found(library, "is:accepted") == found(library, "is:lifted") == ()


@pytest.mark.parametrize(
    ("of", "line"), [(1, replace(NO, negated=True)), (1, replace(NO, act="demand")), (0, replace(PUT, act="accept"))]
)
def test_what_a_later_analysis_says_answers_nothing_is_no_answer(library: Library, of: int, line: Said) -> None:
    put, _ = tell(library, "gazette", "Wheat for Sudland", OFFER, NOON, PUT)
    refusal, _ = tell(library, "courier", "Sudland says no", REFUSED, NOON + hours(20), NO)
    assert State.ANSWERED in {row.state for row in found(library)}
    analyse(library, (put, refusal)[of], line)
    rows = found(library, "sure:all")
    assert {(row.answers, row.answered_by, row.state) for row in rows} == {("", "", State.PUT)}


@pytest.mark.parametrize("line", [replace(NO, negated=True), replace(NO, act="accept", proposer="Norland")])
def test_what_one_story_tells_together_is_no_answer_where_it_says_no_yes_or_no(library: Library, line: Said) -> None:
    offer = "Norland offered Sudland wheat."
    reply = "Sudland spoke of the wheat of Norland."
    line = replace(line, quote=reply, terms="the wheat of Norland", answers="wheat")
    tell(library, "gazette", "Wheat", f"{offer} {reply}", NOON, replace(PUT, terms="wheat", quote=offer), line)
    assert {row.answers for row in found(library, "sure:all")} == {""}


def test_other_rules_say_anew_what_answers_what(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    tell(library, "gazette", "Wheat for Sudland", OFFER, NOON, PUT)
    tell(library, "courier", "Sudland says no", REFUSED, NOON + hours(20), NO)
    bounds, at = Bounds(), NOON + hours(30)
    library.ledger.configure(bounds, ())
    while library.ledger.process_batch(10, at):
        pass
    assert [row.state for row in found(library, "act:offer")] == [State.ANSWERED]
    monkeypatch.setattr(repository, "RULES_OF_ANSWERS", "others")
    for module in (choices, placing):
        monkeypatch.setattr(module, "answer_chance", lambda *_: None)
    library.ledger.configure(bounds, ())
    assert library.ledger.process_batch(10, at) == 1
    assert [(row.state, row.answered_by) for row in found(library, "act:offer")] == [(State.PUT, "")]
    library.ledger.configure(bounds, ())
    assert library.ledger.process_batch(10, at) == 0


def test_what_is_told_of_long_ago_is_background(library: Library) -> None:
    old = f"In 2024, {OFFER}"
    tell(library, "gazette", "The wheat of old", old, NOON, replace(PUT, quote=old))
    (row,) = found(library, "sure:all")
    assert (row.shown, found(library)) == (False, ())
    entry = library.ledger.open(row.id)
    assert entry is not None
    assert [one.less_sure for one in entry.tellings] == ["it tells of long ago"]
    tell(library, "courier", "Norland offers wheat", ALSO, NOON + hours(3), AGAIN)
    tell(library, "tribune", "Wheat again", old, NOON + hours(90), replace(PUT, quote=old))
    (row,) = found(library)
    assert (row.papers, row.stories, row.state, row.moved) == (1, 1, State.PUT, NOON + hours(3))


def test_the_last_answer_is_the_one_that_is_named(library: Library) -> None:
    story = f"{OFFER} {REFUSED}"
    tell(library, "gazette", "Sudland says no", story, NOON, PUT, replace(NO, answers=PUT.terms))
    accepted = "Sudland accepted the two million tonnes of wheat offered by Norland."
    yes = replace(NO, act="accept", quote=accepted)
    tell(library, "courier", "Sudland says yes", accepted, NOON + hours(60), yes)
    tell(library, "tribune", "Sudland had said no", REFUSED, NOON + hours(120), NO)
    (offer,) = found(library, "act:offer")
    (acceptance,) = found(library, "act:accept")
    assert [row.answers for row in found(library, "is:answer")] == [offer.id] * 2
    assert (offer.state, offer.answered_by, offer.answered_with) == (State.ANSWERED, acceptance.id, Act.ACCEPT)


def test_an_act_that_is_put_again_after_its_deadline_waits_for_no_day(library: Library) -> None:
    urgent = replace(PUT, quote=f"{OFFER[:-1]}, by Friday.")
    tell(library, "gazette", "Wheat for Sudland", urgent.quote, NOON, urgent)
    tell(library, "courier", "Norland offers wheat", ALSO, NOON + hours(24 * 9), AGAIN)
    (row,) = found(library)
    assert (row.state, row.deadline) == (State.REPEATED, None)
    assert library.ledger.lapse(NOON + hours(24 * 10)) == 0, "nothing is looked at again and again"


def test_a_headline_that_names_another_recipient_is_told_where_the_words_are_the_same(library: Library) -> None:
    title, text = "Norland opens its canal to Sudland barges", "Norland said it would open its canal to Sudland."
    headline = Said(
        "pledge", "Norland", "Sudland barges", "its canal to Sudland barges", title, confidence=0.8, in_title=True
    )
    other = Said(
        "pledge", "Norland", "Westport", "pave the road to Ost", "It pledged Westport to pave the road to Ost."
    )
    full = Said("pledge", "Norland", "Sudland", "open its canal to Sudland", text)
    tell(library, "gazette", title, f"{other.quote} {text}", NOON, headline, other, full)
    assert {(row.terms, row.stories) for row in found(library)} == {(full.terms, 1), (other.terms, 1)}


def test_sentences_that_say_nearly_the_same_are_one_act_whatever_word_says_it(library: Library) -> None:
    one = "Norland threatened Sudland with revenge for the sinking of the ferry Aurora in the strait of Ost."
    other = "Norland has vowed to punish Sudland for the sinking of the ferry Aurora in the strait of Ost, aides said."
    bridge = "Norland threatened Sudland with a lawsuit over the bridge at Ost."
    for number, (sentence, terms) in enumerate(((one, "revenge"), (other, "punish Sudland"), (bridge, "a lawsuit"))):
        said = Said("threaten", "Norland", "Sudland", terms, sentence)
        tell(library, f"paper{number}", f"News {number}", sentence, NOON + hours(number), said)
    assert sorted(row.papers for row in found(library)) == [1, 2]


def test_a_company_is_one_side_with_its_legal_form_and_without(library: Library) -> None:
    said = "{} offered Sudland two million tonnes of wheat a year."
    for hour, name in enumerate(("Kestrel Group Inc", "Kestrel Group")):
        text = said.format(name)
        put = replace(PUT, proposer=name, quote=text)
        tell(library, f"paper{hour}", f"Wheat {hour}", text, NOON + hours(hour), put, kind=ActorKind.COMPANY)
    for query in ('from:"kestrel group"', 'from:"kestrel group inc"', 'from:"Kestrel Group Inc."', "from:kestrel"):
        (row,) = found(library, query)
        assert row.papers == 2
    assert set(library.ledger.names(Key.FROM)) == {"Kestrel Group Inc"}


def test_nobody_speaks_for_themselves(library: Library) -> None:
    lone, spoken = "Ada Lis demanded that Sudland open its ports.", "Ada Lis of Norland told Sudland: open your ports."
    mine = Said("demand", "Ada Lis", "Sudland", "open its ports", lone)
    theirs = Said("demand", "Ada Lis of Norland", "Sudland", "open your ports", spoken, confidence=0.6)
    tell(library, "gazette", "Ports", lone, NOON, mine, kind=ActorKind.PERSON)
    tell(library, "courier", "Open the ports", spoken, NOON + hours(1), theirs)
    (row,) = found(library)
    assert row.proposer is not None
    assert row.proposer.words == "Ada Lis"


def test_a_line_is_taken_apart_for_good_and_undone(library: Library) -> None:
    tell(library, "gazette", "Wheat for Sudland", OFFER, NOON, PUT)
    story, (line,) = tell(library, "courier", "Norland offers wheat", ALSO, NOON + hours(3), AGAIN)
    assert library.ledger.take_apart(line, NOON) is not None
    assert [row.papers for row in found(library)] == [1, 1]
    analysis = library.analyses.get(story)
    assert analysis is not None
    library.analyses.store(story, analysis)  # another analysis changes nothing of it
    assert len(found(library)) == 2
    library.journal.undo()
    (row,) = found(library)
    assert row.papers == 2


def test_two_entries_are_put_together_by_hand(library: Library) -> None:
    _, (first,) = tell(library, "gazette", "Wheat for Sudland", OFFER, NOON, PUT)
    text = "The cabinet of Norland would like to see a canal dug."
    canal = Said("propose", "Norland", "", "a canal dug", text)
    _, (second,) = tell(library, "courier", "A canal", text, NOON + hours(3), canal)
    assert len(found(library)) == 2
    library.ledger.put_together(second, first, NOON)
    (row,) = found(library)
    entry = library.ledger.open(row.id)
    assert entry is not None
    assert entry.tellings[1].join is not None
    assert entry.tellings[1].join.by_hand
    library.journal.undo()
    assert len(found(library)) == 2


def test_what_is_put_together_stays_so_and_comes_apart_as_it_was(library: Library) -> None:
    wheat, _ = tell(library, "gazette", "Wheat for Sudland", OFFER, NOON, PUT)
    tell(library, "courier", "Norland offers wheat", ALSO, NOON + hours(3), AGAIN)
    text = "The cabinet of Norland would like to see a canal dug."
    canal, (line,) = tell(
        library, "post", "A canal", text, NOON + hours(5), Said("propose", "Norland", "", "a canal dug", text)
    )
    before = {row.id: (row.stories, row.terms) for row in found(library, "sure:all")}
    (joined,) = (one for one in before if one != line)
    library.ledger.put_together(joined, line, NOON)
    assert [row.stories for row in found(library, "sure:all")] == [3]
    for story in (wheat, canal):
        analysis = library.analyses.get(story)
        assert analysis is not None
        library.analyses.store(story, analysis)
    library.ledger.process_batch(10, NOON)
    assert [row.stories for row in found(library, "sure:all")] == [3]
    library.journal.undo()
    assert {row.id: (row.stories, row.terms) for row in found(library, "sure:all")} == before
    library.journal.redo()
    assert [row.stories for row in found(library, "sure:all")] == [3]


def test_what_is_said_last_of_two_lines_counts(library: Library) -> None:
    _, (first,) = tell(library, "gazette", "Wheat for Sudland", OFFER, NOON, PUT)
    _, (second,) = tell(library, "courier", "Norland offers wheat", ALSO, NOON + hours(3), AGAIN)
    library.ledger.take_apart(second, NOON)
    library.ledger.put_together(second, first, NOON)
    assert [row.stories for row in found(library)] == [2]
    library.ledger.take_apart(second, NOON)
    assert [row.stories for row in found(library)] == [1, 1]


def test_a_correction_of_one_line_holds_for_the_entry(library: Library) -> None:
    tell(library, "gazette", "Wheat for Sudland", OFFER, NOON, PUT)
    story, (line,) = tell(library, "courier", "Norland offers wheat", ALSO, NOON + hours(3), AGAIN)
    library.annotations.correct(Correction(line, Corrected.RECIPIENT, "Westport", story=story), NOON)
    (row,) = found(library, "to:westport")
    assert (row.stories, row.confidence) == (2, 1.0)
    assert found(library, "to:sudland") == ()
    library.journal.undo()
    assert len(found(library, "to:sudland")) == 1


@pytest.mark.parametrize(
    ("kind", "left"),
    [
        (RulingKind.NOT_AN_ACT, {"offer", "reject"}),
        (RulingKind.NEVER_SENTENCE, {"reject"}),
        (RulingKind.NEVER_KIND, {"reject"}),
        (RulingKind.NOT_MY_SUBJECT, {"offer"}),
    ],
)
def test_what_is_dismissed_stays_away_until_it_is_undone(library: Library, kind: RulingKind, left: set[str]) -> None:
    _, (line,) = tell(library, "gazette", "Wheat for Sudland", OFFER, NOON, PUT)
    tell(library, "courier", "Sudland says no", REFUSED, NOON + hours(20), NO)
    library.ledger.dismiss(kind, line, NOON)
    # The same sentence and the same kind come again, on another matter and long after.
    text = f"{OFFER} Norland offered Sudland a port."
    port = Said("offer", "Norland", "Sudland", "a port", "Norland offered Sudland a port.")
    tell(library, "gazette", "A port", text, NOON + hours(24 * 100), port)
    boiler = Said("offer", "Norland", "Sudland", PUT.terms, OFFER, "", ())
    tell(library, "gazette", "Once more", OFFER + " Again.", NOON + hours(24 * 200), boiler)
    now = {row.act.value for row in found(library)}
    assert now == left | ({"offer"} if kind is not RulingKind.NEVER_KIND else set())
    assert line not in {row.id for row in found(library)}
    assert line in {row.id for row in found(library, "is:dismissed")}
    library.journal.undo()
    assert line in {row.id for row in found(library)}


def test_the_sentence_that_is_dismissed_is_that_of_the_telling_that_is_meant(library: Library) -> None:
    tell(library, "gazette", "Wheat for Sudland", OFFER, NOON, PUT)
    _, (line,) = tell(library, "courier", "Norland offers wheat", ALSO, NOON + hours(3), replace(AGAIN, confidence=0.7))
    (row,) = found(library)
    step = library.ledger.dismiss(RulingKind.NEVER_SENTENCE, row.id, NOON, line)
    assert step is not None
    assert step.label.startswith("dismissed this sentence in all stories of Courier: Norland → Sudland, offer: two mil")
    assert [one.id for one in found(library)] == [row.id]  # the other paper still tells it
    tell(library, "courier", "Once more", ALSO, NOON + hours(24 * 90), AGAIN)
    assert [one.id for one in found(library)] == [row.id]


def test_what_was_said_of_the_ledger_is_told_in_words(library: Library) -> None:
    tell(library, "gazette", "Wheat for Sudland", OFFER, NOON, PUT)
    _, (line,) = tell(library, "courier", "Norland offers wheat", ALSO, NOON + hours(3), AGAIN)
    _, (no,) = tell(library, "courier", "Sudland says no", REFUSED, NOON + hours(20), NO)
    (row,) = found(library, "act:offer")
    wheat, offer = "two million tonnes of wheat a year", "Norland → Sudland, offer: "
    steps = (
        library.ledger.take_apart(line, NOON),
        library.ledger.put_together(line, row.id, NOON),
        library.ledger.unlink_answer(no, NOON),
        library.ledger.dismiss(RulingKind.NEVER_KIND, row.id, NOON),
        library.ledger.dismiss(RulingKind.NOT_MY_SUBJECT, row.id, NOON),
        library.ledger.dismiss(RulingKind.NOT_AN_ACT, no, NOON),
    )
    assert [step.label if step else "" for step in steps] == [
        f"took a telling out of {offer}{wheat}",
        f"joined {offer}two million tonnes of wheat each year with {offer}{wheat}",
        "parted Sudland → Norland, reject: two million tonnes of wheat from " + offer + wheat,
        "dismissed every “offer” of Gazette",
        "dismissed all on wheat",
        "dismissed Sudland → Norland, reject: two million tonnes of wheat",
    ]


def test_an_entry_is_found_by_each_feed_that_tells_it_and_no_longer_by_one_that_does_not(library: Library) -> None:
    tell(library, "gazette", "Wheat for Sudland", OFFER, NOON, PUT)
    _, (line,) = tell(library, "courier", "Norland offers wheat", ALSO, NOON + hours(3), AGAIN)
    feeds = ("feed:gazette", "feed:courier", "feed:tribune", "-feed:gazette", "feed:gazette sure:all")
    assert [len(found(library, query)) for query in feeds] == [1, 1, 0, 0, 1]
    library.ledger.take_apart(line, NOON)
    assert [len(found(library, query)) for query in feeds] == [1, 1, 0, 1, 1]
    library.journal.undo()
    assert [len(found(library, query)) for query in feeds] == [1, 1, 0, 0, 1]


def test_what_a_feed_tells_is_found_without_a_look_at_every_line(library: Library) -> None:
    for number in range(3):
        tell(library, "gazette", f"Wheat {number}", OFFER, NOON + hours(number), PUT)
    library._db.run("ANALYZE")
    query = parse("feed:gazette since:30d", NOON)
    meant = Conditions(library._db, library._db.names).of(query)
    (first, *_) = library._db.rows(
        f"EXPLAIN QUERY PLAN SELECT num FROM ledger_entry WHERE {meant.sql} ORDER BY {ORDERS[query.order]} LIMIT 100",
        *meant.values,
    )
    assert "COVERING INDEX ledger_entry_moved" in first["detail"]


def test_the_words_of_a_story_make_one_piece_of_the_index(library: Library) -> None:
    def pieces() -> int:
        rows = library._db.rows("SELECT count(DISTINCT segid) AS n FROM search_ledger_idx")
        return int(rows[0]["n"])

    tell(library, "courier", "Canals", "Nothing.", NOON)
    before = pieces()
    said = [
        Said("offer", "Norland", "Sudland", what, f"Norland offered Sudland {what}.")
        for what in ("zinc", "a canal", "a harbour", "wool")
    ]
    tell(library, "gazette", "Four things", " ".join(one.quote for one in said), NOON, *said)
    assert len(found(library)) == 4
    assert pieces() == before + 1


def test_entries_go_with_their_stories(library: Library) -> None:
    story, _ = tell(library, "gazette", "Wheat for Sudland", OFFER, NOON, PUT)
    from briefing.storage.ids import story_num
    from briefing.storage.removal import remove_stories

    with library._db.writing():
        remove_stories(library._db, [story_num(library._db, story)])
    assert found(library) == ()
    for table in ("ledger_entry", "ledger_line", "ledger_text", "ledger_key", "ledger_party"):
        assert library._db.rows(f"SELECT * FROM {table}") == []


def test_the_briefing_has_what_came_in_and_moved_of_late(library: Library) -> None:
    tell(library, "gazette", "Wheat for Sudland", OFFER, NOON - hours(24 * 20), PUT, fetched=NOON - hours(24 * 20))
    tell(library, "courier", "Sudland says no", REFUSED, NOON - hours(3), NO, fetched=NOON - hours(2))
    text = "Norland offered Westport a lighthouse."
    late = Said("offer", "Norland", "Westport", "a lighthouse", text)
    tell(library, "tribune", "A lighthouse", text, NOON - hours(24 * 30), late, fetched=NOON - hours(2))
    entries, total, less_sure = library.ledger.came_in(NOON - hours(24), NOON, NOON - hours(24 * 8), 10)
    assert {entry.row.act for entry in entries} == {Act.OFFER, Act.REJECT}, "the old offer was answered only now"
    assert (total, less_sure) == (2, 0)


def test_what_is_less_sure_answers_nothing_by_default(library: Library) -> None:
    tell(library, "gazette", "Wheat for Sudland", OFFER, NOON, PUT)
    doubted = replace(NO, confidence=0.3)
    tell(library, "courier", "Sudland says no", REFUSED, NOON + hours(20), doubted)
    (offer,) = found(library)
    assert (offer.state, offer.answered_by) == (State.PUT, "")
    entry = library.ledger.open(offer.id)
    assert entry is not None
    assert [row.act for row in entry.answered_by] == [Act.REJECT], "the page of the entry shows it"


def test_a_link_that_is_no_address_keeps_no_line_out(library: Library) -> None:
    said = Said("offer", "Norland", "Sudland", "zinc", "Norland offered Sudland zinc.")
    story, _ = tell(library, "harbour", "Zinc", said.quote, NOON, said)
    library._db.run("UPDATE story SET link = 'http://[x' WHERE id = ?", story)
    num = library._db.row("SELECT num FROM story WHERE id = ?", story)
    assert num is not None
    Placer(library._db, library._db.names).refresh_story(num["num"], NOON)
    assert [row.terms for row in found(library)] == ["zinc"]


def test_the_lines_that_were_compared_are_forgotten_a_few_at_a_time(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(candidates, "_REMEMBERED", 3)
    finder = candidates.CandidateFinder(library._db, library._db.names)
    for number in range(8):
        text = f"Norland offered Sudland {number + 2} million tonnes of wheat a year."
        said = replace(PUT, quote=text, terms=f"{number + 2} million tonnes of wheat a year", quantity="")
        tell(library, f"paper{number}", f"Wheat {number}", text, NOON + hours(50 * number), said)
        (row,) = library._db.rows("SELECT * FROM ledger_line ORDER BY at DESC LIMIT 1")
        line = ComparedLine(lines.from_row(row))
        assert row["entry"] in [one.entry for one in finder.find(line)]
        assert 0 < len(finder._read) <= 3 + 2


def test_a_line_that_is_asked_for_is_there_whether_it_is_to_be_forgotten_or_not(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(candidates, "_REMEMBERED", 1)
    texts = [f"Norland offered Sudland a shipload of {goods}." for goods in ("wheat", "rice")]
    lines = [replace(PUT, quote=text, terms=text) for text in texts]
    told = [tell(library, f"paper{len(one.quote)}", one.quote, one.quote, NOON, one) for one in lines]
    ids = [line for _, lines_of in told for line in lines_of]
    finder = candidates.CandidateFinder(library._db, library._db.names)
    assert [[one.line.id for one in finder.lines(ids)] for _ in range(3)] == [ids] * 3
