"""Pictures of a story: found by the words that stand for them, each once."""

from __future__ import annotations

from briefing.core.pictures import Picture, pictures_of
from briefing.core.story import Body, Enclosure, Link, Story

TEXT = "A port. [image: Ships at the quay] [image] [video: clips.example] [image: Ships at the quay]"


def _link(words: str, address: str, at: int = 0) -> Link:
    start = TEXT.index(words, at)
    return Link(start, start + len(words), f"https://pictures.example/{address}")


def test_pictures_are_those_of_the_text_and_of_the_feed() -> None:
    links = (
        _link("port", "page"),
        _link("[image: Ships at the quay]", "1.jpg"),
        _link("[image]", "2.jpg"),
        _link("[video: clips.example]", "clip"),
        _link("[image: Ships at the quay]", "1.jpg", 50),
    )
    files = (
        Enclosure("https://pictures.example/3.png", "image/png"),
        Enclosure("https://pictures.example/a", "audio/x"),
    )
    found = pictures_of(Story("s", "Port", Body(TEXT, links=links), enclosures=files))
    assert found == (
        Picture("https://pictures.example/1.jpg", "Ships at the quay"),
        Picture("https://pictures.example/2.jpg"),
        Picture("https://pictures.example/3.png"),
    )


def test_what_describes_a_picture_is_no_word_of_the_standing_text() -> None:
    standing = Body(TEXT).standing
    assert len(standing) == len(TEXT)
    assert standing.replace("\u200b", "") == "A port.  [image]  "
