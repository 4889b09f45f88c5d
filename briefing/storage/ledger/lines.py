"""The lines of a story as the ledger takes them, and as they are kept to be compared."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import cast
from zlib import crc32

from briefing.clustering.fingerprint import Fingerprint
from briefing.core.aliases import NO_ALIASES
from briefing.core.analysis import Act, ActorKind
from briefing.core.boilerplate import shape
from briefing.core.corrections import names, shown_name
from briefing.core.feed import Reliability
from briefing.core.ledger.lines import LONGEST, LedgerLine, LineParty, house_of
from briefing.core.ledger.rulings import RulingKind
from briefing.core.party_names import PartyNames, plain_name
from briefing.storage import corrections
from briefing.storage.database import Database
from briefing.storage.ledger import sides, wishes
from briefing.storage.times import from_seconds

_MOST_WORDS = 24
"""Telling words of a story's opening that are kept."""
_MOST_JOINT = 3
"""Further parties that stand with the first one."""
_ORDER = ("ledger_line.at", "ledger_line.story", "offer.part = 'title'", "offer.place")
OLDEST, NEWEST = ", ".join(_ORDER), ", ".join(f"{one} DESC" for one in _ORDER)
"""The lines of an entry by time; of one time, as their stories came in, and what a text tells before its headline."""


def of_story(db: Database, num: int, party_names: PartyNames) -> tuple[LedgerLine, ...]:
    """The lines of a story that stand, with their parties as sides, but without corrections of single lines."""
    story = db.row(
        "SELECT story.sorted, story.feed, story.link, feed.url, feed.reliability"
        " FROM story JOIN feed ON feed.num = story.feed WHERE story.num = ?",
        num,
    )
    rows = db.rows("SELECT * FROM offer WHERE story = ? AND retired = 0 ORDER BY place", num) if story else []
    if story is None or not rows:
        return ()
    goods = {row["id"]: row["name"] for row in _goods(db, num)}
    parties = _parties(db, num, party_names)
    at = cast(datetime, from_seconds(story["sorted"]))
    context = context_of(db, num)
    hide_about = wishes.bounds(db).hide_about
    made = []
    for row in rows:
        quote = _on_one_line(row["quote"])
        made.append(
            LedgerLine(
                row["id"],
                Act(row["act"]),
                _on_one_line(row["terms"]),
                at,
                parties.get((row["id"], "proposer")),
                parties.get((row["id"], "recipient")),
                bool(row["negated"]),
                row["quantity"] or "",
                tuple(goods[one] for one in json.loads(row["resources"]) if one in goods),
                quote,
                row["confidence"],
                False,
                num,
                story["feed"],
                house_of(story["link"], story["url"]),
                context,
                in_title=row["part"] == "title",
                reliability=reliability_of(story),
                withheld=row["matter"] in hide_about,
                repeated=is_repeated(db, story["feed"], shape(quote)),
            )
        )
    return tuple(made)


def _on_one_line(text: str) -> str:
    return " ".join(text.split())[:LONGEST]


def _goods(db: Database, num: int) -> list[sqlite3.Row]:
    """The resources of a story by which acts are compared; money is none of them."""
    return db.rows("SELECT id, name FROM resource WHERE story = ? AND kind <> 'money'", num)


def _parties(db: Database, num: int, party_names: PartyNames) -> dict[tuple[str, str], LineParty]:
    """The parties of a story's lines by line and role, as the reader wants actors to be called.

    For whom its people speak is remembered first: later parties of the story are found by it.
    """
    actors = {row["id"]: row for row in db.rows("SELECT id, name, kind, side FROM actor WHERE story = ?", num)}
    wanted = names(NO_ALIASES, corrections.of_actors(db))

    def shown(name: str) -> str:
        return shown_name(name, wanted) if wanted else name

    people = [
        (shown(row["name"]), shown(row["side"]))
        for row in actors.values()
        if row["side"] and row["kind"] == ActorKind.PERSON
    ]
    sides.remember_people(db, people, party_names)
    told = db.rows(
        "SELECT party.* FROM party JOIN offer ON offer.id = party.offer WHERE offer.story = ? AND offer.retired = 0"
        " AND party.role IN ('proposer', 'recipient') ORDER BY party.id",
        num,
    )
    together: dict[tuple[str, str], list[sqlite3.Row]] = {}
    for row in told:
        together.setdefault((row["offer"], row["role"]), []).append(row)

    def party(first: sqlite3.Row, *others: sqlite3.Row) -> LineParty:
        actor = actors.get(first["actor"] or "")
        name = shown(actor["name"] if actor is not None else first["name"])
        kind = ActorKind(actor["kind"]) if actor is not None else None
        side = shown(actor["side"]) if actor is not None else ""
        joint = tuple(shown(actors[row["actor"]]["name"] if row["actor"] in actors else row["name"]) for row in others)
        return sides.party(db, party_names, name, kind, side, joint)

    return {of: party(*found[: 1 + _MOST_JOINT]) for of, found in together.items()}


def context_of(db: Database, num: int) -> dict[str, float]:
    """The telling words of a story's opening with their weights, computed once."""
    row = db.row("SELECT words FROM ledger_context WHERE story = ?", num)
    if row is not None:
        return _json_floats(row["words"])
    body = db.row("SELECT title, substr(text, 1, 3000) AS text FROM body WHERE story = ?", num)
    if body is None:
        return {}
    opening = Fingerprint(body["title"], body["text"], cast(datetime, from_seconds(0)), "").opening
    best = sorted(opening, key=lambda word: (-opening[word], word))[:_MOST_WORDS]
    words = {word: round(opening[word], 4) for word in best}
    db.run("INSERT OR REPLACE INTO ledger_context (story, words) VALUES (?, ?)", num, json.dumps(words))
    return words


def to_print(line: LedgerLine) -> str:
    """What is compared of a line, as it is kept."""
    return json.dumps(
        [
            line.terms, _party_to_json(line.proposer), _party_to_json(line.recipient), int(line.negated),
            line.quantity, line.resources, line.quote, line.confidence,
        ],
        ensure_ascii=False,
    )  # fmt: skip


def from_row(
    row: sqlite3.Row,
    context: dict[str, float] | None = None,
    reliability: Reliability = Reliability.NORMAL,
    repeated: bool | None = None,
) -> LedgerLine:
    """The line of a row of `ledger_line`; `repeated` says something else than the row of its sentence."""
    terms, proposer, recipient, negated, quantity, resources, quote, confidence = json.loads(row["print"])
    return LedgerLine(
        row["line"], Act(row["act"]), terms, cast(datetime, from_seconds(row["at"])), party_from_json(proposer),
        party_from_json(recipient), bool(negated), quantity, tuple(resources), quote, confidence, False,
        row["story"], row["feed"], row["house"], context or {}, reliability=reliability,
        withheld=bool(row["withheld"]), repeated=bool(row["repeated"] if repeated is None else repeated),
    )  # fmt: skip


def reliability_of(row: sqlite3.Row) -> Reliability:
    """How far the reader believes the feed of this row."""
    said = row["reliability"]
    return Reliability(said) if said in set(Reliability) else Reliability.NORMAL


def is_repeated(db: Database, feed: int, shape: int) -> bool:
    """Whether a sentence is boilerplate of a feed: noticed to be, and not wanted by the reader all the same."""
    if not shape:
        return False
    found = db.rows("SELECT kind FROM ruling WHERE feed = ? AND value = ? AND stands = 1", feed, str(shape))
    return {row["kind"] for row in found} & {RulingKind.REPEATED, RulingKind.KEEP_SENTENCE} == {RulingKind.REPEATED}


def sentence_number(quote: str) -> int:
    """A number for the words of a sentence, by which it is found again in other stories."""
    return crc32(plain_name(quote).encode())


def contexts(db: Database, nums: Sequence[int]) -> dict[int, dict[str, float]]:
    """The telling words of some stories."""
    rows = db.rows(
        "SELECT story, words FROM ledger_context WHERE story IN (SELECT value FROM json_each(?))",
        json.dumps(list(nums)),
    )
    return {row["story"]: _json_floats(row["words"]) for row in rows}


def kept(db: Database, num: int) -> Iterator[sqlite3.Row]:
    """The rows of a story's lines that the ledger has."""
    return iter(db.rows("SELECT * FROM ledger_line WHERE story = ?", num))


def _party_to_json(party: LineParty | None) -> list[object] | None:
    if party is None:
        return None
    return [party.side, party.person, party.kind.value if party.kind else "", list(party.others)]


def party_from_json(shape: list[object] | None) -> LineParty | None:
    """A party of what is compared of a line, as it is kept."""
    if shape is None:
        return None
    side, person, kind, others = cast(tuple[str, str, str, list[str]], tuple(shape))
    return LineParty(side, person, ActorKind(kind) if kind else None, tuple(others))


def _json_floats(text: str) -> dict[str, float]:
    found: dict[str, float] = json.loads(text)
    return found
