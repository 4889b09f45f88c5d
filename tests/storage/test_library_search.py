"""The query, carried out."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.core.analysis import Act, Analysis, Party
from briefing.core.feed import Feed
from briefing.core.headline import Counts
from briefing.core.journal import Change, Field
from briefing.core.party_names import PartyNames
from briefing.core.query import ALL, UNREAD, AnyOf, Key, Not, Query, Term
from briefing.core.query.parsing import parse
from briefing.core.words import hits, indexed_spellings
from briefing.storage.library import Library
from briefing.storage.search import select_ids
from tests.support.made import FEED, NOON, analysis_of, entry, fetched, hours

OTHER = Feed("https://other.example/rss", title="Other")
HOSTILE = [
    '"',
    "AND",
    "oil*",
    "NEAR(",
    "a OR",
    "^x",
    "col:x",
    "(",
    ")",
    "-",
    "'; DROP TABLE story;--",
    "\0",
    "%",
    "_",
    "\\",
]


@pytest.fixture
def filled(library: Library) -> Library:
    library.feeds.store(
        fetched(
            entry("Oil slides", "Crude oil fell in São Paulo."),
            entry("Rare earth deal", published=NOON - hours(30)),
            entry("100% zinc", "Nothing on crude matters.", published=NOON - hours(80)),
        )
    )
    return library


def titles(library: Library, text: str) -> list[str]:
    return [h.title for h in library.stories.headlines(library.stories.find(parse(text, NOON)))]


def test_a_story_that_changes_while_it_is_stored_is_found_by_its_last_words(library: Library) -> None:
    """The index takes what several feeds brought at once, but before any of it changes."""
    lasting = (
        entry("Harbour closed", "A storm keeps the ferries in."),
        entry("Tram line opened", "It runs on Sunday."),
    )
    edited = entry("Harbour closed", "A storm keeps the ferries in until the lock is mended.")
    moved = entry("Cold spell", "Frost is expected in the valley.", link="https://other.example/cold-spell")
    library.feeds.store_all((fetched(moved, *lasting), fetched(moved, feed=OTHER), fetched(edited, lasting[1])))
    assert titles(library, "ferries") == titles(library, "mended") == ["Harbour closed"]
    assert titles(library, "valley") == ["Cold spell"]
    library._db.run("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")  # raises where one differs


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ["Oil slides", "Rare earth deal", "100% zinc"]),
        ("crude", ["Oil slides", "100% zinc"]),
        ("CRUDE sao", ["Oil slides"]),
        ('"crude oil"', ["Oil slides"]),
        ('"oil crude"', []),
        ("crude -oil", ["100% zinc"]),
        ("-crude", ["Rare earth deal"]),
        ("since:2d", ["Oil slides", "Rare earth deal"]),
        ("before:2026-10-31", ["100% zinc"]),
        ("feed:example", ["Oil slides", "Rare earth deal", "100% zinc"]),
        ("feed:100%", []),
        ("group:ener", ["Oil slides", "Rare earth deal", "100% zinc"]),
        ("is:starred", []),
        ("order:oldest crude", ["100% zinc", "Oil slides"]),
        ("order:length", ["Rare earth deal", "Oil slides", "100% zinc"]),
        ("oil OR matters", ["Oil slides", "100% zinc"]),
        ("crude (oil OR earth)", ["Oil slides"]),
        ("-(oil OR matters)", ["Rare earth deal"]),
        ("title:oil", ["Oil slides"]),
        ("title:crude", []),
        ("crude title:oil fell", ["Oil slides"]),
        ("crude title:zinc fell", []),
        ('"crude oil" slid* -zinc', ["Oil slides"]),
        ("crude AND nothing*", ["100% zinc"]),
        ("slid*", ["Oil slides"]),
        ("slid", []),
        ("-feed:example", []),
        ("-since:2d", ["100% zinc"]),
        ("since:today", ["Oil slides"]),
        ("arrived:1h", ["Oil slides", "Rare earth deal", "100% zinc"]),
        ("-arrived:1h", []),
        ("tag:later", []),
        ("is:updated", []),
        ("lang:en", []),
        ("is:hidden", []),
    ],
)
def test_search(filled: Library, text: str, found: list[str]) -> None:
    assert titles(filled, text) == found


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("feed:example group:ENER lang:en words actor:nobody", ["en"]),
        ("-feed:gazette", ["gazette"]),
        ("tag:none OR (group:coal -category:tin) tag:none", ["none", "coal", "tin"]),
        ("tag:LATER is:starred since:3d", []),
    ],
)
def test_names_that_nothing_goes_by_are_known(filled: Library, text: str, unknown: list[str]) -> None:
    filled.journal.record([Change(filled.stories.find(ALL)[0], Field.TAG, True, "later")], NOON)
    assert [term.value for term in filled.stories.unknown_names(parse(text, NOON).terms)] == unknown


@pytest.mark.parametrize(
    ("text", "looked_up"), [("crude oil", 1), ("crude title:oil slid*", 1), ("crude OR oil", 2), ("crude -oil", 2)]
)
def test_words_side_by_side_are_looked_up_together(text: str, looked_up: int) -> None:
    """A word that stands in every story costs nothing beside a rare one."""
    assert select_ids(parse(text, NOON)).sql.count("MATCH") == looked_up


def test_the_index_has_every_story_as_it_is_now(filled: Library) -> None:
    with filled.together():  # feeds that answer at once, one of them with an edited story
        filled.feeds.store(fetched(entry("Oil slides", "Crude oil fell again in São Paulo.")))
        filled.feeds.store(fetched(entry("Øre mine", "Tin and cobalt."), entry("Tin mine", "Cobalt."), feed=OTHER))
        assert titles(filled, "ore cobalt") == ["Øre mine"]  # within the transaction, as rules search
    filled.feeds.purge(OTHER.url)
    assert titles(filled, "cobalt") == []
    assert titles(filled, "crude again") == ["Oil slides"]
    filled._db.run("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")  # raises where one differs


def test_what_a_briefing_of_before_adds_to_an_upgraded_library_is_found(filled: Library) -> None:
    with filled.together():
        filled._db.run(
            "INSERT INTO story (num, id, feed, title, author, link, fetched, sorted, text_hash, plain_link,"
            " content_key) SELECT 99, 'older01', feed, 'Lithium', '', '', fetched, sorted, '', '', '' FROM story"
            " WHERE num = 1"
        )
        filled._db.run(
            "INSERT INTO body (story, title, text, blocks, links) VALUES (99, 'Lithium', 'Brine.', '[]', '[]')"
        )
    assert titles(filled, "brine") == ["Lithium"]
    filled._db.run("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")  # raises where one differs


def test_what_feeds_say_is_searched(filled: Library) -> None:
    own = {"categories": ("Öl & Gas", "Ports"), "language": "de"}
    filled.feeds.store(fetched(entry("Pipeline", "Neue Leitung im Norden.", **own)))
    assert titles(filled, "category:ports") == titles(filled, 'category:"Öl & Gas"') == ["Pipeline"]
    assert titles(filled, "category:coal") == []
    assert titles(filled, "lang:german") == ["Pipeline"]
    assert filled.stories.term_values(Key.CATEGORY) == ("Ports", "Öl & Gas")
    (story_id,) = filled.stories.find(parse("category:port", NOON))
    (headline,) = filled.stories.headlines([story_id])
    assert headline.language == "de"
    filled.analyses.store(story_id, Analysis(language="en"))
    assert titles(filled, "lang:de") == []
    assert titles(filled, "lang:en") == ["Pipeline"]


@pytest.mark.parametrize("word", HOSTILE)
def test_words_are_words_and_never_syntax(filled: Library, word: str) -> None:
    named = (Key.ACTOR, Key.FROM, Key.TO, Key.RESOURCE, Key.FEED, Key.GROUP, Key.TAG, Key.CATEGORY)
    for key in (Key.WORDS, Key.TITLE, *named):
        filled.stories.find(Query(AnyOf((Term(key, word), Not(Term(key, word))))))
    assert len(filled.stories.find(ALL)) == 3


@pytest.mark.parametrize("signs", ["💩", "*", "title:😀", '"…"', "💩 OR 😀", "% is:unread"])
def test_signs_alone_mean_no_story_and_never_every_one(filled: Library, signs: str) -> None:
    assert titles(filled, signs) == ([] if "is:" not in signs else titles(filled, "is:unread"))
    assert titles(filled, f"crude … {signs}" if "OR" not in signs else "crude … 💩") == titles(filled, "crude")


def test_state_and_offers(filled: Library) -> None:
    deal = filled.stories.find(Query(Term(Key.WORDS, "rare")))[0]
    story = filled.stories.get(deal)
    assert story is not None
    filled.analyses.store(deal, analysis_of(story))
    filled.journal.record([Change(deal, Field.STARRED, True), Change(deal, Field.READ, True)], NOON)
    filled.annotations.set_note(deal, "ask about quotas", NOON)
    for text in ("has:offer", "is:starred", "is:read", "is:noted", "quotas"):
        assert titles(filled, text) == ["Rare earth deal"], text
    assert titles(filled, "is:unread") == ["Oil slides", "100% zinc"]
    assert titles(filled, "-has:offer") == ["Oil slides", "100% zinc"]
    assert filled.stories.count(parse("is:unread", NOON)) == 2
    assert filled.stories.counts() == Counts(3, 2, 1, 1)


def test_offers_that_are_less_sure_do_not_count(filled: Library) -> None:
    (deal,) = filled.stories.find(Query(Term(Key.WORDS, "rare")))
    told = filled.stories.get(deal)
    assert told is not None
    (offer,) = analysis_of(told).offers
    for words, chances in (("rare", (0.2, 0.3)), ("oil", (0.9, 0.2))):
        (found,) = filled.stories.find(Query(Term(Key.WORDS, words)))
        lines = tuple(
            replace(offer, confidence=chance, terms=replace(offer.terms, text=f"{chance} tons")) for chance in chances
        )
        filled.analyses.store(found, Analysis(lines=lines))
    assert titles(filled, "has:offer") == ["Oil slides"]
    assert titles(filled, "oil OR rare order:offers") == ["Oil slides", "Rare earth deal"]
    assert [h.offers for h in filled.stories.headlines(filled.stories.find(parse("oil", NOON)))] == [1]


@pytest.fixture
def dealt(filled: Library) -> Library:
    """The second story holds an offer by Norland to Sudland."""
    deal = filled.stories.find(Query(Term(Key.WORDS, "rare")))[0]
    story = filled.stories.get(deal)
    assert story is not None
    filled.analyses.store(deal, replace(analysis_of(story), language="en"))
    return filled


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("actor:norland", True),
        ("actor:NORLAND", True),
        ("actor:land", False),
        ("actor:zinc", False),
        ("resource:zinc", True),
        ("from:norland to:sudland act:offer", True),
        ("from:sudland", False),
        ("to:norland", False),
        ("act:offer", True),
        ("lang:EN", True),
        ("lang:english", True),
        ("lang:de", False),
        ("act:demand", False),
        ("act:offer -to:sudland", False),
        ("from:norland (to:elsewhere OR act:offer)", True),
    ],
)
def test_who_did_what_to_whom(dealt: Library, text: str, found: bool) -> None:
    assert titles(dealt, text) == (["Rare earth deal"] if found else [])


@pytest.mark.parametrize("typed", ["co2", "CO₂", "co²", "CO2*"])
def test_a_resource_is_found_whatever_the_height_of_its_figures(filled: Library, typed: str) -> None:
    deal = filled.stories.find(Query(Term(Key.WORDS, "rare")))[0]
    story = filled.stories.get(deal)
    assert story is not None
    analysis = analysis_of(story)
    (zinc,) = analysis.resources
    filled.analyses.store(deal, replace(analysis, resources=(replace(zinc, name="CO₂ certificates"),)))
    assert titles(filled, f"resource:{typed}") == ["Rare earth deal"]
    assert titles(filled, "resource:co3") == []


def test_letters_without_their_marks_find_those_with(library: Library) -> None:
    library.feeds.store(
        fetched(
            entry("Søren asks Łukasz", "Die Straße, an ırmak, ﬁnance and gas\u200boil of Malmö."),
            entry("Zelen\u00adskyy waits", "Nothing else."),
        )
    )
    for word in ("soren", "SØREN", "lukasz", "strasse", "Straße", "irmak", "finance", "gasoil", "malmo", "soren asks"):
        assert titles(library, f'"{word}"') == ["Søren asks Łukasz"], word
    assert titles(library, "title:zelenskyy") == ["Zelen\u00adskyy waits"]
    story = library.stories.find(parse("strasse", NOON))[0]
    library.annotations.set_note(story, "ask Jørgen", NOON)
    assert library.stories.find(parse("jorgen", NOON)) == (story,)
    library.annotations.set_note(story, "", NOON)
    assert library.stories.find(parse("jorgen", NOON)) == ()
    assert library.stories.find(parse("strasse", NOON)) == (story,)


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Российский новый суд", ("Российский", "новый", '"новый суд"', "росси*")),
        ("Горбачёв: зелёный", ("Горбачёв", "горбачев", "зеленый", "зелёный")),
        ("Київ їде", ("Київ", "київ", "їде")),
        ("Εξωτερική πολιτική", ("εξωτερική", "εξωτερικη", '"εξωτερικη πολιτικη"', "εξωτ*")),
        ("Η ΕΛΛΑΔΑ", ("Ελλάδα", "ελλαδα")),
        ("إيران الأمم", ("إيران", "ايران", "الامم")),
        ("ايران", ("إيران",)),
        ("Новыи\u0306", ("новый", "новыи\u0306")),
        ("Ǿ, ǡ", ("ǿ", "ǡ")),
        ("한국은 하고", ("한국",)),
    ],
)
def test_what_is_typed_as_it_stands_is_found_in_every_script_and_marked(
    library: Library, text: str, typed: tuple[str, ...]
) -> None:
    library.feeds.store(fetched(entry(text, "Nothing."), entry("Други Αλλα اخر 하고", "か")))
    for words in typed:
        assert titles(library, words) == [text], words
        assert hits(text, [words.strip('"')]), words


def test_a_long_phrase_is_looked_up_in_few_ways(library: Library) -> None:
    long = "α" * 400
    library.feeds.store(fetched(entry(f"{long} ωω", "Nothing.")))
    assert titles(library, f'"{long} ωω"') == [f"{long} ωω"]
    assert len(indexed_spellings(f"{long} ωω")) == 1


def test_figures_are_found_whether_they_stand_high_low_or_on_the_line(library: Library) -> None:
    library.feeds.store(
        fetched(
            entry("Less CO₂ from Kell", "A field of 5 km² took up 10⁶ tonnes."),
            entry("Less CO2 from Orm", "It filled 106 halls of 3 m^2, an area like x^2."),
        )
    )
    kell, orm = "Less CO₂ from Kell", "Less CO2 from Orm"
    wanted = {
        "co2": {kell, orm},
        "CO₂": {kell, orm},
        "title:co2": {kell, orm},
        "co2*": {kell, orm},
        '"less co2"': {kell, orm},
        "km2": {kell},
        "km^2": {kell},
        "m²": {orm},
        "x²": {orm},
        "10⁶": {kell},
        "10^6": {kell},
        "106": {orm},
        "co3": set(),
    }
    for words, found in wanted.items():
        assert set(titles(library, words)) == found, words


def test_actors_are_found_by_other_names_and_without_marks(tmp_path: Path) -> None:
    known = PartyNames([("NL", "Norland"), ("Portby", "Norland"), ("Norland", "Norland")])
    library = Library(tmp_path / "named.db", names=lambda: known)
    library.feeds.store(fetched(entry("Rare earth deal")))
    story = library.stories.get(library.stories.find(ALL)[0])
    assert story is not None
    analysis = analysis_of(story)
    other = replace(analysis.offers[0], act=Act.DEMAND, proposer=Party("Ørsted"), recipient=Party("Škoda"))
    library.analyses.store(story.id, replace(analysis, lines=(*analysis.offers, other)))
    for text in ("from:nl", "from:portby", "actor:nl", "from:orsted to:skoda", "to:ŠKODA act:demand", "from:ørst"):
        assert titles(library, text) == ["Rare earth deal"], text
    for text in ("from:land", "to:nl", "from:zwo", "resource:inc"):
        assert titles(library, text) == [], text
    library.close()


def test_terms_side_by_side_are_about_one_offer(dealt: Library) -> None:
    deal = dealt.stories.find(Query(Term(Key.WORDS, "rare")))[0]
    story = dealt.stories.get(deal)
    assert story is not None
    analysis = analysis_of(story)
    other = replace(analysis.offers[0], act=Act.DEMAND, proposer=Party("Westland"), recipient=Party("Eastland"))
    dealt.analyses.store(deal, replace(analysis, lines=(*analysis.offers, other)))
    assert titles(dealt, "from:westland act:demand") == ["Rare earth deal"]
    assert titles(dealt, "from:westland act:offer") == []
    assert titles(dealt, "from:westland OR act:offer") == ["Rare earth deal"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("rare", "Norland → Sudland · offer: {terms}"),
        ("from:westland", "Westland → Eastland · demand: open the canal"),
        ("(from:westland act:demand) is:unread", "Westland → Eastland · demand: open the canal"),
        ("to:farland", "less sure: Westland → Farland · reject: open the canal"),
        ("to:sudland OR to:eastland", "Norland → Sudland · offer: {terms}"),
        ("from:norland", "Norland → Sudland · offer: {terms}"),
    ],
)
def test_a_list_shows_the_line_that_was_searched_for(dealt: Library, text: str, line: str) -> None:
    deal = dealt.stories.find(Query(Term(Key.WORDS, "rare")))[0]
    story = dealt.stories.get(deal)
    assert story is not None
    analysis = analysis_of(story)
    first = replace(analysis.offers[0], confidence=0.9)
    canal = replace(first.terms, text="open the canal")
    demand = replace(
        first, act=Act.DEMAND, proposer=Party("Westland"), recipient=Party("Eastland"), terms=canal, confidence=0.7
    )
    unsure = replace(demand, act=Act.REJECT, recipient=Party("Farland"), confidence=0.1)
    dealt.analyses.store(deal, replace(analysis, lines=(first, demand, unsure)))
    found_by = parse(text, NOON)
    (headline,) = dealt.stories.headlines(dealt.stories.find(found_by), found_by)
    assert headline.line_words == line.format(terms=first.terms.text)


def test_tags_and_hidden_stories(filled: Library) -> None:
    first = filled.stories.find(ALL)[0]
    filled.journal.record([Change(first, Field.TAG, True, "Later")], NOON)
    assert titles(filled, "tag:later") == ["Oil slides"]
    filled.journal.record([Change(first, Field.TAG, True, "économie")], NOON)
    assert titles(filled, "tag:Économie") == titles(filled, "tag:ÉCONOMIE") == ["Oil slides"]
    assert titles(filled, "-tag:later") == ["Rare earth deal", "100% zinc"]
    filled.journal.record([Change(first, Field.HIDDEN, True)], NOON)
    assert titles(filled, "") == ["Rare earth deal", "100% zinc"]
    assert titles(filled, "oil") == []
    assert titles(filled, "is:hidden") == ["Oil slides"]
    assert titles(filled, "oil (is:hidden OR -is:hidden)") == ["Oil slides"]
    assert filled.stories.counts() == Counts(2, 2, 0, 0)


def test_words_without_spaces_between_them_are_found(library: Library) -> None:
    library.feeds.store(
        fetched(
            entry("中国石油公司提高产量", "埃及向罗马尼亚提供小麦贷款。"),
            entry("ราคาข้าวไทยลดลง", "Rice.", published=NOON - hours(1)),
            entry("Plain", "Nothing of the kind.", published=NOON - hours(2)),
        )
    )
    for word in ("石油", "中国", "小麦", '"石油公司"', "石油 小麦", "title:产量", "中国石油公司提高产量 产量"):
        assert titles(library, word) == ["中国石油公司提高产量"], word
    assert titles(library, "ข้าว") == ["ราคาข้าวไทยลดลง"]
    assert titles(library, "title:小麦") == []
    assert titles(library, "铜") == []


@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.sampled_from(["read", "starred", "hidden", "note", "other"]), st.booleans())
    )
)
@settings(max_examples=40, deadline=None)
def test_tallies_are_what_counting_finds(changes: list[tuple[int, str, bool]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        library = Library(Path(folder) / "briefing.db")
        entries = [entry(f"Story {number}", f"Text {number}.") for number in range(4)]
        ids = library.feeds.store(fetched(*entries)).new_stories
        for number, what, value in changes:
            match what:
                case "note":
                    library.annotations.set_note(ids[number], "mine" if value else "", NOON)
                case "other":
                    library.feeds.store(fetched(entries[number], feed=OTHER))
                case _:
                    library.journal.record([Change(ids[number], Field(what), value)], NOON)
        texts = ("", "is:unread", "is:starred", "is:noted")
        assert library.stories.counts() == Counts(*(library.stories.count(parse(text, NOON)) for text in texts))
        for status in library.feeds.statuses([FEED, OTHER]):
            mine = Query(Term(Key.FEEDS, (status.feed.url,)))
            assert (status.total, status.unread) == (library.stories.count(mine), library.stories.count(mine & UNREAD))
        library.close()
