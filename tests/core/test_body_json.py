"""The blocks and links of a text, and their way back."""

from __future__ import annotations

import json

from briefing.core.body_json import blocks_to_json, body_from_json, links_to_json
from briefing.core.story import Block, BlockKind, Body, Link


def test_a_body_survives_json() -> None:
    body = Body(
        "Head\n\nwords",
        (Block(BlockKind.HEADING, 0, 4, 2), Block(BlockKind.PARAGRAPH, 6, 11)),
        (Link(6, 11, "http://x.org"),),
    )
    again = body_from_json(body.text, blocks_to_json(body), links_to_json(body))
    assert again == body


def test_labels_and_struck_words_come_through() -> None:
    body = Body("Tar ten", (Block(BlockKind.ITEM, 0, 7, 1, "7.", ((0, 3),)),))
    made = json.loads(json.dumps(blocks_to_json(body)))
    assert made == [["item", 0, 7, 1, "7.", [[0, 3]]]]
    assert body_from_json(body.text, made) == body
    assert blocks_to_json(Body("Tar", (Block(BlockKind.ITEM, 0, 3, 1),))) == [["item", 0, 3, 1]]


def test_lines_of_the_authors_own_come_through_and_older_bodies_have_none() -> None:
    body = Body("Tar\nOrm", (Block(BlockKind.PARAGRAPH, 0, 7, has_lines=True),))
    made = json.loads(json.dumps(blocks_to_json(body)))
    assert made == [["paragraph", 0, 7, 0, "", [], True]]
    assert body_from_json(body.text, made) == body
    for older in (["paragraph", 0, 7, 0], ["paragraph", 0, 7, 0, "", []]):
        assert not body_from_json(body.text, [older]).blocks[0].has_lines
