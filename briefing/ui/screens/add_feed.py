"""Adding a feed: an address is typed, what is there is shown, and one is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from briefing.core import clean
from briefing.core.address_input import feed_address
from briefing.core.document import FeedLink
from briefing.core.feed import Feed
from briefing.core.feed_titles import telling_title
from briefing.core.formatting import typed_groups
from briefing.intake.subscriptions import Subscriptions
from briefing.ui.screens.dialog import MessageDialog
from briefing.ui.text import Piece, content, one_line
from briefing.ui.widgets.paragraphs import keys_line
from briefing.ui.widgets.typed_line import TypedLine

CHOOSE = "This page has several feeds. Choose one."


class AddFeedScreen(MessageDialog[Feed]):
    """Asks for an address, of a feed or of a page; answers with the feed once it stands in feeds.yaml."""

    # With priority: keys that are typed right behind Tab would go to the line before.
    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "app.focus_next", show=False, priority=True)]

    def __init__(self, subscriptions: Subscriptions, group: str = "", ellipsis: str = "…") -> None:
        super().__init__()
        self.subscriptions = subscriptions
        self.group = group
        self.ellipsis = ellipsis
        self.found: tuple[FeedLink, ...] = ()

    def compose(self) -> ComposeResult:
        """Two lines to type in, and room for what is found."""
        with Vertical(classes="box wide"):
            yield Static(Content("Add a feed"), classes="title")
            yield TypedLine(placeholder="address of a feed, or of a page with a feed", id="address")
            yield TypedLine(one_line(self.group), placeholder="group, if any; several: Energy; Asia", id="group")
            yield Static(id="message")
            yield OptionList(id="choices", markup=False)
            yield keys_line("Enter adds it", "Tab to the group", "Esc closes")

    def on_mount(self) -> None:
        """Begin with the address."""
        self.query_one("#choices").display = False
        self.set_focus(self.query_one("#address"))

    def take_line(self, line: TypedLine) -> None:
        """Look what is at the address; a second Enter begins anew."""
        address = self.query_one("#address", Input).value.strip()
        if address:
            self.run_in_background(self._look(address), "look")

    @on(Input.Changed, "#address")
    def another_address(self) -> None:
        """What was found belongs to another address."""
        self._show_choices(())
        self.show_message("")

    @on(OptionList.OptionSelected)
    def choose(self, message: OptionList.OptionSelected) -> None:
        """Add the feed that was chosen."""
        message.stop()
        self.run_in_background(self._add(self.found[message.option_index]), "look")

    async def _look(self, address: str) -> None:
        self._show_choices(())
        self.show_message(f"Looking{self.ellipsis}")
        found = await self.subscriptions.find(address)
        if len(found) == 1:
            await self._add(found[0])
        else:
            self.show_message(CHOOSE)
            self._show_choices(found)

    async def _add(self, link: FeedLink) -> None:
        group, *more = typed_groups(clean.line(self.query_one("#group", Input).value)) or ("",)
        title = telling_title(link.title)
        feed = Feed(feed_address(link.address), title, group, private_network=link.private, more_groups=tuple(more))
        added, _ = await self.subscriptions.subscribe([feed])
        if added:
            self.dismiss(feed)
        else:
            self.show_message(
                f"{link.title or clean.shown_address(link.address)} is one of your feeds already.", "warning"
            )

    def _show_choices(self, found: Sequence[FeedLink]) -> None:
        self.found = tuple(found)
        choices = self.query_one("#choices", OptionList)
        choices.clear_options()
        choices.add_options(Option(content(_pieces(link))) for link in found)
        choices.display = bool(found)
        if found:
            choices.highlighted = 0
            choices.focus()


def _pieces(link: FeedLink) -> list[Piece]:
    title = one_line(link.title) or "(no title)"
    return [Piece(title, "bold"), Piece(f"\n  {clean.shown_address(link.address)}")]
