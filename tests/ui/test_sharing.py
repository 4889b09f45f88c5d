"""What leaves the reader: links and addresses for the browser, texts for the clipboard, stories for programs."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.config.commands import Command
from briefing.core.annotations import NO_ANNOTATIONS
from briefing.core.document import Entry
from briefing.core.headline import Headline
from briefing.core.open_story import OpenStory
from briefing.core.story import Body, Link
from briefing.services.commands import command_input, command_line
from briefing.ui import clipboard
from briefing.ui.browser import CARRIED_OUT, NO_BROWSER, NOT_WEB, Opener, find_opener
from briefing.ui.options import ReaderOptions
from briefing.ui.panes import Pane
from briefing.ui.screens.pick import LETTERS, labels
from tests.support.made import story
from tests.ui.desks import NOW, Shop, entry, fetched, open_shop
from tests.ui.driving import QUIET, Reader, quiet, reading

Program = Callable[..., Path]


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return open_shop(tmp_path, fetched(entry("Egypt and wheat"), entry("No address", hours=2, link="")))


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """Makes programs that note their arguments and their input in a file beside them; nothing else is on the PATH."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER", "WSL_DISTRO_NAME", "TERMUX_VERSION", "TMUX", "STY"):
        monkeypatch.delenv(name, raising=False)

    def make(name: str, end: str = "") -> Path:
        file = folder / name
        noted = folder / f"{name}.noted"
        file.write_text(
            f'#!/bin/sh\n{{ echo "$@"; /bin/cat; }} > "{noted}.part"\n/bin/mv "{noted}.part" "{noted}"\n{end}\n'
        )
        file.chmod(0o755)
        return noted

    return make


@pytest.fixture
def browser(program: Program, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the reader's browser notes of what it is called with."""
    monkeypatch.setenv("BROWSER", "mine")
    return program("mine")


async def noted(reader: Reader, file: Path) -> str:
    await reader.until(file.exists, str(file))
    return file.read_text()


# ---------------------------------------------------------------------------------------------------------- the browser


@pytest.mark.parametrize("address", ["file:///etc/passwd", "javascript:alert(1)", "-x", "", "https://a b.example/"])
def test_only_web_addresses_are_opened(address: str) -> None:
    assert find_opener(address) == NOT_WEB


def test_without_a_browser_there_is_a_clear_word(program: Program) -> None:
    program("xdg-open")  # of no use without a window to open
    assert find_opener("https://a.example/") == NO_BROWSER


def test_the_browser_of_the_environment_comes_first(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    program("xdg-open"), program("mine"), program("w3m")
    monkeypatch.setenv("DISPLAY", ":0")
    address = "https://a.example/?q=%s;reboot"
    folder = os.environ["PATH"]
    assert find_opener(address) == Opener((f"{folder}/xdg-open", address))
    monkeypatch.setenv("BROWSER", "gone:mine --new '%s':w3m")
    assert find_opener(address) == Opener(("mine", "--new", address))
    monkeypatch.setenv("BROWSER", "w3m")
    assert find_opener(address) == Opener(("w3m", address), terminal=True)
    monkeypatch.setenv("BROWSER", "'open quote")
    assert find_opener(address) == Opener((f"{folder}/xdg-open", address))
    monkeypatch.setenv("BROWSER", "mine -c \"firefox '%s'\"")
    assert find_opener(address) == Opener((f"{folder}/xdg-open", address))
    monkeypatch.delenv("DISPLAY")
    assert find_opener(address) == CARRIED_OUT
    for line in ("sh", "python3", "perl", "node", "ssh"):
        program(line)
    for line in ("sh -c %s", "sh -c", "sh -ec %s", "python3 -c %s", "perl -e%s", "node --eval=%s", "ssh home w3m %s"):
        monkeypatch.setenv("BROWSER", line)
        assert find_opener("https://a.example/;touch$IFS/tmp/x") == CARRIED_OUT, line
    monkeypatch.setenv("BROWSER", "sh -c 'mine \"$1\"' sh %s")
    assert find_opener(address) == Opener(("sh", "-c", 'mine "$1"', "sh", address))


async def test_an_address_goes_to_the_browser_as_one_argument(shop: Shop, browser: Path) -> None:
    async with reading(shop.desk) as reader:
        await reader.shows("Egypt and wheat")
        await reader.press("o")
        assert await noted(reader, browser) == "https://harbour.example/1\n"
        assert "Opening in the browser: harbour.example" in reader.toasts()


async def test_a_browser_that_fails_is_told(shop: Shop, program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    program("broken", "exit 4")
    monkeypatch.setenv("BROWSER", "broken")
    async with reading(shop.desk) as reader:
        await reader.shows("Egypt and wheat")
        await reader.press("o")
        await reader.until(lambda: "broken could not open the address (exit code 4)" in reader.toasts())


# -------------------------------------------------------------------------------------------------------------- links


@pytest.fixture
def linked(shop: Shop) -> Shop:
    text = "See this and that."
    links = (Link(4, 8, "https://one.example/a"), Link(13, 17, "https://two.example/b"))
    body = Body(text, Body.plain(text).blocks, links)
    shop.library.feeds.store(fetched(Entry("Linked", body, guid="linked", published=NOW)))
    return shop


@pytest.mark.parametrize("keys", [("j", "enter"), ("s", "o"), ("2", "enter"), ("s", "s", "enter")])
async def test_links_are_opened_by_letter_number_or_cursor(linked: Shop, browser: Path, keys: tuple[str, ...]) -> None:
    async with reading(linked.desk) as reader:
        await reader.open_first()
        await reader.shows("See this[1] and that[2].")
        await reader.press("tab", "semicolon")
        await reader.shows("two.example")
        await reader.press(*keys)
        assert await noted(reader, browser) == "https://two.example/b\n"


async def test_a_link_is_copied(linked: Shop) -> None:
    async with reading(linked.desk) as reader:
        await reader.open_first()
        await reader.press("tab", "semicolon")
        await reader.shows("two.example")
        await reader.press("s", "y")
        await reader.until(lambda: reader.app.clipboard == "https://two.example/b")


async def test_a_click_on_the_number_of_a_link_opens_it(linked: Shop, browser: Path) -> None:
    async with reading(linked.desk) as reader:
        await reader.open_first()
        await reader.shows("that[2]")
        y = next(n for n, line in enumerate(reader.text().splitlines()) if "that[2]" in line)
        await reader.pilot.click(offset=(reader.text().splitlines()[y].index("that[2]") + 5, y))
        assert await noted(reader, browser) == "https://two.example/b\n"


async def test_a_story_without_links_says_so(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await reader.until(lambda: reader.screen.list.chosen)
        await reader.press("semicolon")
        await reader.until(lambda: "This story has no links." in reader.toasts())


def test_names_of_lines_are_apart_and_none_is_the_beginning_of_another() -> None:
    for count in (0, 1, len(LETTERS), len(LETTERS) + 1, 300):
        names = labels(count)
        assert len(set(names)) == count
        assert len({len(name) for name in names}) <= 1


# ------------------------------------------------------------------------------------------------------- the clipboard


async def test_addresses_are_copied_and_missing_ones_told(shop: Shop) -> None:
    async with reading(shop.desk) as reader:
        await reader.shows("Egypt and wheat")
        await reader.press("y")
        assert reader.app.clipboard == "https://harbour.example/1"
        await reader.press("G", "y")
        await reader.until(lambda: "This story has no web address." in reader.toasts())


async def test_the_clipboard_of_the_desktop_is_filled_too(
    shop: Shop, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied = program("wl-copy")
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    async with reading(shop.desk) as reader:
        await reader.shows("Egypt and wheat")
        await reader.press("y")
        assert await noted(reader, copied) == "\nhttps://harbour.example/1"


def test_the_next_clipboard_is_tried_where_one_fails(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    assert not clipboard.fill("words")
    program("xclip", "exit 1")
    assert not clipboard.fill("words")
    copied = program("xsel")
    assert clipboard.fill("wörter")
    assert copied.read_text() == "--input --clipboard\nwörter"


def test_in_tmux_its_own_buffer_is_filled(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMUX", "/tmp/somewhere,1,0")
    assert clipboard.is_swallowed()
    copied = program("tmux")
    assert clipboard.fill("wörter") == (clipboard.Place.TMUX,)
    assert copied.read_text() == "load-buffer -w -\nwörter"


def test_an_older_tmux_is_asked_in_its_own_words(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMUX", "/tmp/somewhere,1,0")
    program("tmux", '[ "$2" = - ]')
    assert clipboard.fill("words") == (clipboard.Place.TMUX,)
    program("tmux", "exit 1")
    assert clipboard.fill("words") == ()


@pytest.mark.parametrize(
    ("letter", "copied"),
    [
        ("a", "Egypt and wheat\nHarbour Post, 24 November 2026\nhttps://harbour.example/1"),
        ("s", "“Romania rejected Egypt and its credit, and asked for cash.”"),
        ("d", "Romania → Egypt · reject: and its credit, and asked for cash\n“Romania rejected Egypt"),
        ("f", "WHO PROPOSED WHAT TO WHOM"),
    ],
)
async def test_more_is_copied_by_choice(shop: Shop, letter: str, copied: str) -> None:
    async with reading(shop.desk) as reader:
        await reader.open_first()
        await reader.until(lambda: reader.screen.opened and reader.screen.opened.analysis)
        reader.screen.pane = Pane.PANEL
        await reader.press("j", "Y")
        await reader.shows("the whole story as text")
        await reader.press(letter)
        await reader.until(lambda: copied in reader.app.clipboard)


# ------------------------------------------------------------------------------------------------ programs of one's own


def own(*commands: Command) -> ReaderOptions:
    return quiet(commands=commands)


async def test_a_story_is_sent_to_a_program(shop: Shop, program: Program) -> None:
    got = program("keep")
    sent = Command("bookmark", ("keep", "--add", "{address}", "{title}"), "json")
    async with reading(shop.desk, own(Command("other", ("nothing",)), sent)) as reader:
        await reader.shows("Egypt and wheat")
        await reader.press("|")
        await reader.shows("bookmark")
        await reader.press("s")
        arguments, _, words = (await noted(reader, got)).partition("\n")
        assert arguments == "--add https://harbour.example/1 Egypt and wheat"
        assert json.loads(words)["title"] == "Egypt and wheat"
        await reader.until(lambda: "Sent to bookmark." in reader.toasts())


@pytest.mark.parametrize(
    ("kind", "words"),
    [("text", "WHO PROPOSED"), ("markdown", "---\nid: "), ("address", "https://harbour"), ("nothing", "")],
)
async def test_a_program_gets_what_it_asks_for(shop: Shop, program: Program, kind: str, words: str) -> None:
    got = program("keep")
    async with reading(shop.desk, own(Command("keep", ("keep",), kind))) as reader:
        await reader.open_first()
        await reader.until(lambda: reader.screen.opened and reader.screen.opened.analysis)
        await reader.press("|", "a")
        said = await noted(reader, got)
        assert words in said
        assert (said.strip() == "") is (kind == "nothing")


async def test_programs_that_fail_or_are_missing_are_told(shop: Shop, program: Program) -> None:
    program("bad", "echo 'no [/such] shelf' >&2; exit 3")
    commands = (Command("bad", ("bad",)), Command("missing", ("not-there",)))
    async with reading(shop.desk, own(*commands)) as reader:
        await reader.shows("Egypt and wheat")
        await reader.press("|", "a")
        await reader.until(lambda: "bad failed (exit code 3): no [/such] shelf" in reader.toasts())
        await reader.press("|", "s")
        await reader.until(lambda: "missing could not be started" in reader.toasts())
        await reader.press("G", "|", "a")
        await reader.until(lambda: "This story has no web address." in reader.toasts())


async def test_without_programs_it_is_told_how_to_name_some(shop: Shop) -> None:
    async with reading(shop.desk, QUIET) as reader:
        await reader.press("|")
        assert "`commands:` in settings.yaml" in reader.toasts()


async def test_a_program_that_needs_the_terminal_is_refused_where_there_is_none(shop: Shop, program: Program) -> None:
    program("less")
    async with reading(shop.desk, own(Command("page", ("less",), "text", terminal=True))) as reader:
        await reader.shows("Egypt and wheat")
        await reader.press("|", "a")
        await reader.until(lambda: "has none here" in reader.toasts())


async def test_programs_are_in_the_palette(shop: Shop, program: Program) -> None:
    got = program("keep")
    async with reading(shop.desk, own(Command("my [/shelf]", ("keep",)))) as reader:
        await reader.shows("Egypt and wheat")
        await reader.press("colon")
        await reader.press(*"shelf")
        await reader.shows("send the story to my [/shelf]")
        await reader.press("enter")
        assert "https://harbour.example/1" in await noted(reader, got)


def test_a_title_cannot_become_an_option_or_another_argument() -> None:
    hostile = story("--exec=rm {address}\n-rf", link="https://a.example/")
    assert command_line(Command("x", ("keep", "{title}")), hostile) == ["keep", "exec=rm {address} -rf"]
    for beginning in ("@/home/ann/.ssh/id_rsa", "+/etc/passwd", "-@x", "=cmd", "~/x", "| sh"):
        line = command_line(Command("x", ("curl", "-d", "{title}")), story(beginning))
        assert line[2][0].isalnum()


def test_no_line_of_a_story_is_a_command_of_a_program_for_mail() -> None:
    of = story(text="Read on\n~!id\n.\nand more")
    opened = OpenStory(of, None, NO_ANNOTATIONS, Headline("i1", "T", "News", "", NOW, NOW))
    for kind in ("text", "markdown"):
        words = command_input(Command("mail", ("mail",), kind), opened, lambda: of.body.text)
        assert not [line for line in words.split("\n") if line.startswith("~") or line == "."]
        assert " ~!id" in words
