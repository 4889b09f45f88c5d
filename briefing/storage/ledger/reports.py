"""The offers of all stories, read in a few statements however many they are."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from typing import cast

from briefing.core.analysis import Act, Offer, Part, Party, Span, Terms
from briefing.core.clean import shown_address
from briefing.core.corrections import Aliases, correct_offer, names, shown_name
from briefing.core.ledger.reports import OfferReport
from briefing.storage import corrections
from briefing.storage.database import Database
from briefing.storage.times import from_seconds, to_seconds


class ReportRepository:
    """The offers of all stories, as the ledger before this one joins them."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def nth_newest(self, n: int, until: datetime | None = None) -> datetime | None:
        """The time of the n-th newest story with offers before `until`; None where there are fewer."""
        before = (1 << 60) if until is None else to_seconds(until)
        row = self._db.row(
            "SELECT sorted FROM story WHERE offers > 0 AND sorted < ? ORDER BY sorted DESC LIMIT 1 OFFSET ?",
            before,
            n - 1,
        )
        return None if row is None else from_seconds(row["sorted"])

    def reports(
        self, since: datetime | None, fetched: bool, aliases: Aliases, until: datetime | None = None
    ) -> tuple[OfferReport, ...]:
        """The offers of stories from a time on: that in which they were published, or that in which they were fetched.

        With `until` only those from before then. They are as the reader wants them: corrected, and with the reader's
        own names for actors.
        """
        column = "story.fetched" if fetched else "story.sorted"
        first, behind = (
            -(1 << 60) if since is None else to_seconds(since),
            (1 << 60) if until is None else to_seconds(until),
        )
        stories = f"story.offers > 0 AND {column} >= {first} AND {column} < {behind}"
        # From the stories to their offers, by their time: a cross join keeps to this order.
        offers = "FROM story CROSS JOIN offer ON offer.story = story.num AND offer.retired = 0"
        parties: dict[str, tuple[str, str | None]] = {
            row["id"]: (row["shown"], row["actor"])
            for row in self._db.rows(
                f"SELECT party.id, coalesce(actor.name, party.name) AS shown, party.actor {offers}"
                " JOIN party ON party.offer = offer.id"
                f" LEFT JOIN actor ON actor.story = offer.story AND actor.id = party.actor WHERE {stories}"
            )
        }
        resources = {
            (row["story"], row["id"]): row["name"]
            for row in self._db.rows(
                f"SELECT story, id, name FROM resource WHERE story IN (SELECT story.num FROM story WHERE {stories})"
            )
        }
        said = corrections.standing(self._db)
        by_offer = {correction.offer for correction in said}
        shown = names(aliases, said)

        def party(offer: str, role: str) -> Party | None:
            name, actor = parties.get(f"{offer}-{role}", ("", None))
            return Party(name, actor) if name else None

        def with_shown_name(one: Party | None) -> Party | None:
            return None if one is None else Party(shown_name(one.name, shown), one.actor)

        found = []
        for row in self._db.rows(
            "SELECT offer.*, story.id AS story_id, story.title, story.link, story.sorted, story.fetched,"
            f" feed.title AS source, feed.url {offers}"
            f" JOIN feed ON feed.num = story.feed WHERE {stories} ORDER BY offer.story, offer.place"
        ):
            span = Span(row["start"], row["end"], Part(row["part"]))
            offer: Offer | None = Offer(
                act=Act(row["act"]),
                terms=Terms(row["terms"], span),
                evidence=(span,),
                proposer=party(row["id"], "proposer"),
                recipient=party(row["id"], "recipient"),
                speaker=party(row["id"], "speaker"),
                negated=bool(row["negated"]),
                resources=tuple(json.loads(row["resources"])),
                quantity=row["quantity"],
                confidence=row["confidence"],
                id=row["id"],
            )
            if offer is not None and offer.id in by_offer:
                offer = correct_offer(offer, said)
            if offer is None:
                continue
            found.append(
                OfferReport(
                    replace(
                        offer,
                        proposer=with_shown_name(offer.proposer),
                        recipient=with_shown_name(offer.recipient),
                        speaker=with_shown_name(offer.speaker),
                    ),
                    row["story_id"],
                    row["title"],
                    row["source"] or shown_address(row["url"]),
                    row["link"],
                    " ".join(row["quote"].split()),
                    cast(datetime, from_seconds(row["sorted"])),
                    cast(datetime, from_seconds(row["fetched"])),
                    tuple(name for one in offer.resources if (name := resources.get((row["story"], one)))),
                )
            )
        return tuple(found)
