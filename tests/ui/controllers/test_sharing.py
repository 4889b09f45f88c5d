"""Copying, opening and sending a story, without a screen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from textual.app import SuspendNotSupported

from briefing.config.commands import Command
from briefing.config.settings import ReaderSettings
from briefing.core.story import Body, Link
from briefing.ui.clipboard import Place
from briefing.ui.controllers import clipping as clipping_module
from briefing.ui.controllers.browsing import Browsing
from briefing.ui.controllers.clipping import Clipping
from briefing.ui.controllers.commands import NO_COMMANDS, Commands
from briefing.ui.controllers.copying import Copying
from briefing.ui.controllers.reports import NO_OTHERS, Reports
from briefing.ui.controllers.terminal import NO_TERMINAL, run_on_terminal
from briefing.ui.controllers.web_links import WebLinks
from briefing.ui.glyphs import ASCII, UNICODE, Glyphs
from briefing.ui.options import ReaderOptions
from briefing.ui.screens.pick import Picked
from tests.ui.controllers.fakes import TEXT, FakeHost, FakeList, fake_desk, opened, returns


def sharing_host(**more: Any) -> tuple[FakeHost, list[str]]:
    """A screen over one story, and what was copied."""
    copied: list[str] = []
    host = FakeHost(
        list=FakeList.of(s1=False),
        desk=fake_desk(stories__open=returns(opened())),
        app=SimpleNamespace(is_web=True, copy_to_clipboard=copied.append, open_url=copied.append),
        get_selected_text=lambda: None,
        **more,
    )
    return host, copied


async def test_selected_words_go_before_the_address() -> None:
    host, copied = sharing_host()
    host.list.headlines.clear()  # the end of a long list may not be loaded when its keys come
    copying = Copying(cast(Any, host), Clipping(cast(Any, host)))
    copying.copy_selection()
    await host.run()
    host.get_selected_text = lambda: " cheap tea \n"  # type: ignore[attr-defined]
    copying.copy_selection()
    assert copied == ["https://a.example/s1", "cheap tea"]
    assert "no selection" in host.drawn


async def test_the_offer_under_the_cursor_is_copied_with_its_evidence() -> None:
    host, copied = sharing_host(opened=opened())
    Copying(cast(Any, host), Clipping(cast(Any, host))).choose_excerpt()
    await host.run()
    names = [choice.words for choice in host.dialogs[-1][0].choices]
    host.answer(Picked(names.index("the quote of the offer"), "enter"))
    assert copied == ["“Egypt offered Romania tea at last.”"]
    assert host.messages == ["Copied: the quote of the offer"]


@pytest.mark.parametrize(("glyphs", "parties"), [(UNICODE, "Egypt → Romania"), (ASCII, "Egypt -> Romania")])
@pytest.mark.parametrize("name", ["the offer with its evidence", "the whole story as text"])
async def test_lines_are_copied_with_the_arrow_of_the_screen(name: str, glyphs: Glyphs, parties: str) -> None:
    host, copied = sharing_host(opened=opened())
    host.glyphs = glyphs
    Copying(cast(Any, host), Clipping(cast(Any, host))).choose_excerpt()
    await host.run()
    names = [choice.words for choice in host.dialogs[-1][0].choices]
    host.answer(Picked(names.index(name), "enter"))
    assert parties in copied[0]


async def test_the_story_is_copied_with_the_lines_that_the_settings_show() -> None:
    of = opened()
    assert of.analysis is not None
    lines = tuple(replace(line, confidence=0.9) for line in of.analysis.lines)
    host, copied = sharing_host()
    host.desk = fake_desk(stories__open=returns(replace(of, analysis=replace(of.analysis, lines=lines))))
    host.options = ReaderOptions(ReaderSettings(unsure_below=0.95))
    Copying(cast(Any, host), Clipping(cast(Any, host))).choose_excerpt()
    await host.run()
    names = [choice.words for choice in host.dialogs[-1][0].choices]
    host.answer(Picked(names.index("the whole story as text"), "enter"))
    assert copied[0].index("LESS SURE") < copied[0].index("Egypt → Romania")


async def test_the_desktop_is_given_the_text_too(monkeypatch: pytest.MonkeyPatch) -> None:
    filled: list[str] = []

    def fill(text: str) -> tuple[Place, ...]:
        filled.append(text)
        return (Place.DESKTOP,)

    monkeypatch.setattr(clipping_module.clipboard, "fill", fill)
    host, copied = sharing_host()
    host.app.is_web = False
    Clipping(cast(Any, host)).copy_text("tea", "a word")
    await host.run()
    assert copied == filled == ["tea"]
    assert host.messages == ["Copied: a word"]


@pytest.mark.parametrize(
    ("places", "is_swallowed", "told"),
    [
        ((Place.TMUX,), True, "Copied into tmux: a word"),
        ((), True, "may not pass it on"),
        ((), False, "Sent to the terminal's clipboard: a word"),
    ],
)
async def test_it_is_told_what_is_known_to_have_arrived(
    monkeypatch: pytest.MonkeyPatch, places: tuple[Place, ...], is_swallowed: bool, told: str
) -> None:
    monkeypatch.setattr(clipping_module.clipboard, "fill", lambda text: places)
    monkeypatch.setattr(clipping_module.clipboard, "is_swallowed", lambda: is_swallowed)
    host, _ = sharing_host()
    host.app.is_web = False
    Clipping(cast(Any, host)).copy_text("tea", "a word")
    await host.run()
    assert told in host.messages[0]


def test_only_web_addresses_are_opened() -> None:
    host, visited = sharing_host()
    browsing = Browsing(cast(Any, host))
    browsing.browse("javascript:alert(1)")
    assert not visited
    assert "only http and https" in host.messages[0]
    browsing.browse("https://a.example/tea")
    assert visited == ["https://a.example/tea"]


async def test_a_link_is_opened_or_copied_by_the_key_that_answers() -> None:
    host, visited = sharing_host()
    body = Body("one two", links=(Link(0, 3, "https://a.example/1"), Link(4, 7, "https://a.example/2")))
    story = SimpleNamespace(story=SimpleNamespace(body=body))
    host.desk = fake_desk(stories__open=returns(story))
    links = WebLinks(cast(Any, host), visited.append, lambda address: visited.append(f"copied {address}"))
    links.choose_link()  # in the list: those of the story under the cursor
    await host.run()
    host.answer(Picked(1, "o"))
    host.answer(Picked(0, "y"))
    assert visited == ["https://a.example/2", "copied https://a.example/1"]


def test_what_needs_a_terminal_says_so_where_there_is_none() -> None:
    def suspend() -> None:
        raise SuspendNotSupported

    host = FakeHost(app=SimpleNamespace(suspend=suspend))
    run_on_terminal(cast(Any, host), lambda: "")
    assert host.messages == [NO_TERMINAL]


async def test_a_story_is_sent_to_a_command(tmp_path: Path) -> None:
    target = tmp_path / "sent"
    command = Command("keep", ("sh", "-c", f"cat > {target}"), "text")
    host, _ = sharing_host(options=ReaderOptions(ReaderSettings(commands=(command,), refresh_while_open=False)))
    commands = Commands(cast(Any, host))
    commands.choose_command()
    host.answer(Picked(0, "enter"))
    await host.run()
    assert TEXT.split(".")[0] in target.read_text()
    assert host.messages == ["Sent to keep."]


@pytest.mark.parametrize(
    ("run", "problem"),
    [
        (("sh", "-c", "echo no ink >&2; exit 3"), "print failed (exit code 3): no ink"),
        (("/no/such/program",), "print could not be started: No such file or directory: /no/such/program"),
    ],
)
async def test_a_command_that_fails_says_how(run: tuple[str, ...], problem: str) -> None:
    host, _ = sharing_host()
    Commands(cast(Any, host)).send_story(Command("print", run, "text"))
    await host.run()
    assert host.messages == [problem]


def test_without_commands_the_settings_are_named() -> None:
    host, _ = sharing_host()
    Commands(cast(Any, host)).choose_command()
    assert host.messages == [NO_COMMANDS]


@pytest.mark.parametrize(("reports", "opens"), [((), None), (("s2",), "s2"), (("s2", "s3"), "s3")])
async def test_another_report_is_opened_at_once_or_chosen(reports: tuple[str, ...], opens: str | None) -> None:
    visited: list[str] = []
    others = tuple(SimpleNamespace(story=story, source="Post", title="Tea") for story in reports)
    story = SimpleNamespace(annotations=SimpleNamespace(reports=others))
    host = FakeHost(list=FakeList.of(s1=False), desk=fake_desk(stories__open=returns(story)))
    Reports(cast(Any, host), visited.append).choose_report()
    await host.run()
    if len(reports) > 1:
        host.answer(Picked(1, "enter"))
    assert visited == ([opens] if opens else [])
    assert host.messages == ([] if opens else [NO_OTHERS])
