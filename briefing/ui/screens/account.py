"""Adding an account on a server: what is needed to log in is typed, tried, and kept where it works."""

from __future__ import annotations

import shlex
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from briefing.core import clean
from briefing.core.account import Account, AccountKind
from briefing.core.errors import UsageError
from briefing.core.hosts import stays_private
from briefing.services.accounts import AccountService, server_address
from briefing.sync.server import Offline, Throttled
from briefing.ui.screens.dialog import MessageDialog
from briefing.ui.text import one_line
from briefing.ui.widgets.paragraphs import keys_line
from briefing.ui.widgets.typed_line import TypedLine

READABLE = (
    "The password would travel so that anybody on the way can read it, for the address is http. Use https; or press"
    " Enter again to send it all the same."
)


ANYWAY = "Ctrl+S adds the account all the same: it is asked again later."


class Kind(NamedTuple):
    """How a kind of server is called, and what it wants for a login."""

    title: str
    address: str
    user: str
    password: str


KINDS: dict[AccountKind, Kind] = {
    "greader": Kind(
        "FreshRSS, or another server with the Google Reader API",
        "https://… as you open it in a browser",
        "user name",
        "the API password of your profile",
    ),
    "miniflux": Kind(
        "Miniflux",
        "https://… as you open it in a browser",
        "user name; empty for an API key",
        "the password, or an API key",
    ),
    "nextcloud": Kind("Nextcloud News", "https://… of your Nextcloud", "user name", "an app password"),
    "fever": Kind(
        "a server with the Fever API",
        "https://… as you open it in a browser",
        "user name",
        "the password of its Fever API",
    ),
}


class Added(NamedTuple):
    """An account that stands in the settings, and whether its server took the login."""

    account: Account
    is_checked: bool


class AccountScreen(MessageDialog[Added]):
    """Asks for a server and a login; answers with the account once it stands in the settings."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "app.focus_next", show=False, priority=True),
        Binding("ctrl+s", "add_anyway", show=False),
    ]

    def __init__(self, accounts: AccountService, kind: AccountKind, name: str, ellipsis: str = "…") -> None:
        """`name` is what the account is called unless another name is typed."""
        super().__init__()
        self.accounts = accounts
        self.kind = kind
        self.account_name = name
        self.ellipsis = ellipsis
        self._agreed_to = ""
        """The address to which a password may travel without https."""
        self._out_of_reach: tuple[Account, str] | None = None
        """What was typed, and its password, where the server did not answer."""

    def compose(self) -> ComposeResult:
        """A line for each thing that is needed."""
        kind = KINDS[self.kind]
        with Vertical(classes="box wide"):
            yield Static(Content(f"Add an account: {kind.title}"), classes="title")
            lines = {
                "Server": TypedLine(placeholder=kind.address, id="address"),
                "User": TypedLine(placeholder=kind.user, id="user"),
                "Program": TypedLine(placeholder="prints the password: pass show reader", id="command"),
                "or password": TypedLine(placeholder=f"{kind.password}, for the keyring", password=True, id="password"),
                "Name": TypedLine(one_line(self.account_name), placeholder="a name of your choice", id="name"),
            }
            for label, line in lines.items():
                with Horizontal(classes="row"):
                    yield Static(Content(label), classes="label")
                    yield line
            yield Static(id="message")
            yield keys_line("Enter logs in", "Tab to the next line", "Esc closes")

    def on_mount(self) -> None:
        """Begin with the address."""
        self.set_focus(self.query_one("#address"))

    def take_line(self, line: TypedLine) -> None:
        """Try what was typed."""
        try:
            account = self._account()
        except UsageError as error:
            self.show_message(str(error), "error")
            return
        if not (stays_private(account.url) or account.insecure):
            self._agreed_to = account.url
            self.show_message(READABLE, "warning")
            return
        self.run_in_background(self._add(account, self._typed("password")), "log in")

    @on(Input.Changed)
    def type_on(self) -> None:
        """What was out of reach is another account now."""
        self._out_of_reach = None

    def action_add_anyway(self) -> None:
        """Add an account whose server did not answer."""
        if self._out_of_reach is not None:
            self.run_in_background(self._add_unchecked(*self._out_of_reach), "log in")

    def _account(self) -> Account:
        """What was typed. Raises UsageError."""
        if not self._typed("address"):
            raise UsageError("Type the address of the server.")
        url = server_address(self._typed("address"))
        try:
            command = tuple(shlex.split(self._typed("command")))
        except ValueError:
            raise UsageError("The program has a quote that is not closed.") from None
        name = clean.line(self._typed("name")) or clean.host(url)
        user = self._typed("user")
        return Account(name, self.kind, url, user, command, insecure=url == self._agreed_to)

    async def _add(self, account: Account, password: str) -> None:
        self.show_message(f"Logging in{self.ellipsis}")
        password = "" if account.password_command else password
        try:
            await self.accounts.add(account, password)
        except (Offline, Throttled) as error:
            self._out_of_reach = account, password
            self.show_message(f"{error}. {ANYWAY}", "error")
        else:
            self.dismiss(Added(account, is_checked=True))

    async def _add_unchecked(self, account: Account, password: str) -> None:
        await self.accounts.add_unchecked(account, password)
        self.dismiss(Added(account, is_checked=False))

    def _typed(self, which: str) -> str:
        return self.query_one(f"#{which}", Input).value.strip()
