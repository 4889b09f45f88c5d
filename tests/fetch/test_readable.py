"""What readability takes for an article, with the parts of it that are ours."""

import pytest
from lxml import html

from briefing.fetch.readable import readable

_PROSE = "The harbour, closed since the storm, opens again on Friday, and the ferries sail as before. " * 4


def _words(body: str) -> str:
    root = html.document_fromstring(f"<html><body>{body}</body></html>")
    return " ".join(readable(root).text_content().split())


def test_text_between_the_blocks_of_an_element_is_read_in_its_order() -> None:
    page = f"<div>Before <b>all</b> else.<p>{_PROSE}</p>Then <i>this</i>.<br>And that.<p>{_PROSE}</p>At last.</div>"
    prose = _PROSE.strip()
    expected = f"Before all else. {prose} Then this. And that. {prose} At last."
    assert _words(page).replace(" ", "") == expected.replace(" ", "")


def test_what_its_name_makes_unlikely_is_left_out_unless_the_article_is_in_it() -> None:
    page = f'<div class="community"><p>Log in. {_PROSE * 3}</p></div><div><p>{_PROSE}</p></div>'
    assert "Log in" not in _words(page)
    held = f'<div class="community"><article><p>Log in. {_PROSE}</p></article></div>'
    assert "Log in" in _words(held)


@pytest.mark.parametrize(
    "line",
    [
        "Chad {} the offer.",
        "{}, says Chad.",
        "In the end <b>Chad</b> {} it.",
    ],
)
def test_no_word_of_a_sentence_is_left_out_for_the_name_of_its_element(line: str) -> None:
    said = line.format('<a class="popup" href="/n">refused</a>')
    assert html.fromstring(f"<p>{said}</p>").text_content() in _words(f"<div><p>{_PROSE}</p><p>{said}</p></div>")
    alone = '<div><p>{}</p><p><a class="popup" href="/n">Subscribe</a></p></div>'
    assert _words(alone.format(_PROSE)) == _PROSE.strip()


def test_a_list_of_links_is_no_article() -> None:
    links = "".join(f'<p><a href="/{number}">{_PROSE}</a></p>' for number in range(9))
    assert _words(f"<div>{links}</div><div><p>{_PROSE}</p></div>") == _PROSE.strip()
