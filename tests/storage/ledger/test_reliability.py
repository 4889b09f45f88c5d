"""What the reader believes of a feed decides what its word does in the ledger, also afterwards."""

from __future__ import annotations

from briefing.core.document import Document, Entry, Fetched
from briefing.core.feed import Feed, FeedState, Reliability
from briefing.core.ledger.entries import Move, State
from briefing.core.story import Body
from briefing.storage.library import Library
from tests.storage.ledger.test_entries import AGAIN, ALSO, MORE, OFFER, PUT, RAISED, found
from tests.support.made import NOON, hours
from tests.support.negotiations import tell


def believe(library: Library, paper: str, how: Reliability) -> None:
    library.feeds.describe(Feed(f"https://{paper}.example/rss", reliability=how))
    library.ledger.process_batch(50, NOON)


def test_a_feed_that_is_hardly_believed_raises_nothing_alone(library: Library) -> None:
    tell(library, "gossip", "Wheat for Sudland", OFFER, NOON, PUT)
    (before,) = found(library)
    believe(library, "gossip", Reliability.LOW)
    assert found(library) == ()
    (row,) = found(library, "sure:all")
    assert row.weight < before.weight - 1
    assert row.papers == 1
    believe(library, "gossip", Reliability.NORMAL)
    assert found(library) == (before,)


def test_beside_others_it_joins_but_moves_nothing(library: Library) -> None:
    tell(library, "gossip", "Wheat for Sudland", OFFER, NOON, PUT)
    tell(library, "courier", "Norland offers wheat", ALSO, NOON + hours(3), AGAIN)
    tell(library, "gossip", "Norland raises its offer", RAISED, NOON + hours(100), MORE)
    believe(library, "gossip", Reliability.LOW)
    (row,) = found(library)
    assert (row.state, row.moved, row.papers) == (State.PUT, NOON + hours(3), 2)
    entry = library.ledger.open(row.id)
    assert entry is not None
    assert [one.move for one in entry.tellings] == [Move.TOLD, Move.PUT, Move.TOLD]


def test_a_feed_that_is_much_believed_makes_surer(library: Library) -> None:
    tell(library, "gazette", "Wheat for Sudland", OFFER, NOON, PUT)
    tell(library, "courier", "Norland offers wheat", ALSO, NOON + hours(3), AGAIN)
    (before,) = found(library)
    believe(library, "courier", Reliability.HIGH)
    (row,) = found(library)
    assert row.confidence > before.confidence
    assert (before.terms, row.terms) == (PUT.terms, AGAIN.terms)


def test_lines_follow_their_story_to_another_feed(library: Library) -> None:
    story, _ = tell(library, "gazette", "Wheat for Sudland", OFFER, NOON, PUT)
    link = library.stories.headlines([story])[0].link
    other = Feed("https://second.example/rss", title="Second", reliability=Reliability.LOW)
    entry = Entry("Wheat for Sudland", Body.plain(OFFER), guid="second", link=link, published=NOON)
    library.feeds.store(Fetched(other, FeedState.NEW, NOON, document=Document("Second", entries=(entry,))))
    assert [row.id for row in found(library, "feed:second")] == []
    library.feeds.purge("https://gazette.example/rss")
    library.ledger.process_batch(50, NOON)
    assert len(found(library, "feed:second sure:all")) == 1
    assert found(library) == ()
