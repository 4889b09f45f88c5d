"""Clusters of stories are found behind the storing, a few at a time."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from briefing.storage.library import Library
from tests.clustering.test_events import AGENCY
from tests.storage.test_clusters import TITLES, known_sizes, reports, store
from tests.support.made import NOON, hours

FILLING = (
    "CREATE TABLE unsettled (story INTEGER PRIMARY KEY REFERENCES story); INSERT INTO unsettled SELECT num FROM story"
)


def as_an_older_version_left_it(path: Path) -> None:
    """Take away what the new version found, and take the step again that says what is to be looked at."""
    connection = sqlite3.connect(path)
    connection.executescript(
        f"UPDATE story SET cluster = NULL, cut = 0; DELETE FROM cluster_key; DROP TABLE unsettled; {FILLING}"
    )
    connection.close()


@pytest.fixture
def old(library: Library, tmp_path: Path) -> list[str]:
    ids = [store(library, paper, title, published=NOON + hours(paper)) for paper, title in enumerate(TITLES)]
    as_an_older_version_left_it(tmp_path / "briefing.db")
    assert known_sizes(library, *ids) == [1, 1, 1]
    return ids


def test_they_find_each_other(library: Library, old: list[str]) -> None:
    assert library.backfill.process_batch(10) == 3
    assert known_sizes(library, *old) == [3, 3, 3]
    assert library.backfill.process_batch(10) == 0


def test_it_goes_on_where_it_ended(tmp_path: Path, library: Library, old: list[str]) -> None:
    assert library.backfill.process_batch(2) == 2
    assert known_sizes(library, *old) == [1, 2, 2]
    library.close()
    again = Library(tmp_path / "briefing.db")
    assert again.backfill.process_batch(2) == 1
    assert known_sizes(again, *old) == [3, 3, 3]
    again.close()


def test_new_reports_meet_old_ones_whichever_is_looked_at_first(library: Library, old: list[str]) -> None:
    new = store(library, 3, "Zinc talks end in a deal for Sudland", published=NOON + hours(4))
    assert known_sizes(library, new) == [1]
    library.backfill.process_batch(10)
    assert sorted(reports(library, new)) == sorted(old)


def test_stubs_are_known_as_stubs(library: Library, tmp_path: Path) -> None:
    stub = store(library, 0, "Talks", "The talks went on. Read more")
    whole = store(library, 1, "Harvest", AGENCY * 3)
    as_an_older_version_left_it(tmp_path / "briefing.db")
    assert not library.pages.state(stub).cut
    library.backfill.process_batch(10)
    assert library.pages.state(stub).cut
    assert not library.pages.state(whole).cut


def test_what_was_let_go_is_not_waited_for(library: Library, old: list[str]) -> None:
    library.feeds.purge("https://paper0.example/rss")
    assert library.backfill.process_batch(10) == 2
    assert known_sizes(library, *old[1:]) == [2, 2]
