"""Everything a reader can do: the one table behind bindings, help, palette and rebinding."""

from __future__ import annotations

from collections.abc import Mapping, Set
from difflib import get_close_matches
from enum import StrEnum
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from briefing.ui.key_names import key_written, shown_key


class Where(StrEnum):
    """The groups of the help screen."""

    MOVE = "Moving"
    SHOW = "What is shown"
    MARK = "Marking and keeping"
    STORY = "In a story"
    REST = "The rest"


class Action(Struct, frozen=True):
    """`id` is the name under which the keys can be changed; `keys` are Textual's names of them.

    `handler` is what carries the action out: a controller and its method, as `navigation.down`.
    """

    id: str
    keys: tuple[str, ...]
    description: str
    where: Where
    handler: str


ACTIONS = (
    Action("down", ("j", "down"), "move down", Where.MOVE, "navigation.down"),
    Action("up", ("k", "up"), "move up", Where.MOVE, "navigation.up"),
    Action("top", ("g", "home"), "go to the top", Where.MOVE, "navigation.to_top"),
    Action("bottom", ("G", "end"), "go to the end", Where.MOVE, "navigation.to_bottom"),
    Action("page_down", ("pagedown", "ctrl+d"), "page down", Where.MOVE, "navigation.page_down"),
    Action("page_up", ("pageup", "ctrl+u"), "page up", Where.MOVE, "navigation.page_up"),
    Action("read_on", ("space",), "page the story, then open the next unread one", Where.MOVE, "navigation.read_on"),
    Action("enter", ("enter",), "open the story, or show an offer's sentence", Where.MOVE, "navigation.enter"),
    Action("back", ("escape",), "go back", Where.MOVE, "navigation.back"),
    Action("next_story", ("J",), "next story", Where.MOVE, "stepping.next_story"),
    Action("previous_story", ("K",), "previous story", Where.MOVE, "stepping.previous_story"),
    Action("next_day", ("d",), "first story of the next day", Where.MOVE, "stepping.next_day"),
    Action("previous_day", ("p",), "first story of the day, or the day before", Where.MOVE, "stepping.previous_day"),
    Action("next_unread", ("n",), "next unread story, or next hit in the story", Where.MOVE, "stepping.next_unread"),
    Action("previous_unread", ("N",), "previous unread story, or previous hit", Where.MOVE, "stepping.previous_unread"),
    Action("next_pane", ("tab",), "next pane", Where.MOVE, "navigation.next_pane"),
    Action("previous_pane", ("shift+tab",), "previous pane", Where.MOVE, "navigation.previous_pane"),
    Action("show_all", ("1",), "show all stories", Where.SHOW, "views.show_all"),
    Action("show_unread", ("2",), "show unread stories", Where.SHOW, "views.show_unread"),
    Action("show_starred", ("3",), "show starred stories", Where.SHOW, "views.show_starred"),
    Action("next_feed", ("]",), "show only the next feed", Where.SHOW, "views.next_feed"),
    Action("previous_feed", ("[",), "show only the previous feed", Where.SHOW, "views.previous_feed"),
    Action("search", ("/",), "search the list, or in the open story", Where.SHOW, "search.open"),
    Action("widen_search", ("E",), "search all stories instead of this view", Where.SHOW, "search.widen"),
    Action("brief", ("S",), "the day's briefing", Where.SHOW, "overview.show_briefing"),
    Action("ledger", ("L",), "the ledger: who proposed what to whom", Where.SHOW, "overview.show_ledger"),
    Action("since", ("B",), "what moved since you were here", Where.SHOW, "overview.show_since"),
    Action("network", ("P",), "a picture of who deals with whom", Where.SHOW, "overview.show_network"),
    Action("watch", ("W",), "watch this in the ledger, or open a watch", Where.SHOW, "watching.choose"),
    Action("feeds", ("F",), "the feeds: their state, and what to do with them", Where.SHOW, "feed_care.show"),
    Action("add_feed", ("+",), "add a feed", Where.SHOW, "subscriptions.add_feed"),
    Action("groups", ("T",), "choose among the feeds that ship", Where.SHOW, "subscriptions.choose_groups"),
    Action("sidebar", ("b",), "show or hide the sidebar", Where.SHOW, "layout.toggle_sidebar"),
    Action("fold", ("left",), "fold a group of feeds", Where.SHOW, "sidebar.fold"),
    Action("unfold", ("right",), "unfold a group of feeds", Where.SHOW, "sidebar.unfold"),
    Action("order", ("O",), "choose the order of this view", Where.SHOW, "views.choose_order"),
    Action("hide_read", ("l",), "hide read stories, or show them", Where.SHOW, "views.toggle_hide_read"),
    Action("density", ("D",), "one line or two lines a story", Where.SHOW, "layout.toggle_density"),
    Action("forget_search", ("delete",), "remove a saved search", Where.SHOW, "search.remove_search"),
    Action("narrower", ("<",), "make this pane narrower", Where.SHOW, "layout.narrow"),
    Action("wider", (">",), "make this pane wider", Where.SHOW, "layout.widen"),
    Action("refresh_feed", ("r",), "fetch this feed", Where.SHOW, "background.refresh_feed"),
    Action("refresh_all", ("R",), "fetch all feeds", Where.SHOW, "background.refresh_all"),
    Action("toggle_read", ("m",), "mark as read or unread", Where.MARK, "marking.toggle_read"),
    Action("toggle_star", ("f",), "add or remove the star", Where.MARK, "marking.toggle_star"),
    Action("all_read", ("A",), "mark all listed stories as read", Where.MARK, "marking.mark_all_read"),
    Action("above_read", ("^",), "mark all stories above as read", Where.MARK, "marking.mark_above_read"),
    Action("below_read", ("$",), "mark all stories below as read", Where.MARK, "marking.mark_below_read"),
    Action("pick", ("X",), "choose several stories; join two entries of the ledger", Where.MARK, "marking.pick"),
    Action("pick_range", ("V",), "choose several: all up to this story", Where.MARK, "marking.pick_range"),
    Action("tags", ("t",), "change the tags of the story", Where.MARK, "marking.change_tags"),
    Action("undo", ("u",), "undo the last change", Where.MARK, "marking.undo"),
    Action("redo", ("U",), "redo what was undone", Where.MARK, "marking.redo"),
    Action("note", ("a",), "write a note on the story, or on the offer", Where.MARK, "annotations.write_note"),
    Action("mark", ("v",), "mark a passage", Where.MARK, "annotations.mark_passage"),
    Action("correct", ("c",), "correct an offer or actor, or add an actor", Where.MARK, "corrections.correct"),
    Action("save", ("s",), "save the story as Markdown", Where.MARK, "annotations.save_story"),
    Action("browse", ("o",), "open the story in the browser", Where.STORY, "web_links.browse_story"),
    Action("copy", ("y",), "copy the selected words, or the address", Where.STORY, "copying.copy_selection"),
    Action("copy_more", ("Y",), "copy a quote, an offer or the whole story", Where.STORY, "copying.choose_excerpt"),
    Action("full_text", ("x",), "full text of the page, or the feed's text", Where.STORY, "pages.toggle_full_text"),
    Action("enclosures", ("e",), "the files of the story: audio, documents", Where.STORY, "attachments.choose_file"),
    Action("pictures", ("I",), "the pictures of the story", Where.STORY, "pictures.show"),
    Action("links", (";",), "the links of the story", Where.STORY, "web_links.choose_link"),
    Action("reports", ("C",), "other reports of the same event", Where.STORY, "reports.choose_report"),
    Action("pipe", ("|",), "send the story to a program", Where.STORY, "commands.choose_command"),
    Action("panel", ("w",), "show or hide the panel", Where.STORY, "layout.toggle_panel"),
    Action("less_sure", ("z",), "show or hide the less sure lines", Where.STORY, "display.toggle_less_sure"),
    Action("explain", ("i",), "explain why a line is there", Where.STORY, "display.explain"),
    Action("next_mention", (")",), "next mention of the selected item", Where.STORY, "mentions.next_mention"),
    Action("previous_mention", ("(",), "previous mention of it", Where.STORY, "mentions.previous_mention"),
    Action("mark_mode", ("H",), "draw marks in colour, plain, or high contrast", Where.STORY, "display.next_mark_mode"),
    Action("layers", ("h",), "show or hide actors, resources, offers", Where.STORY, "display.choose_layers"),
    Action("refetch", (), "fetch the page of the story again", Where.REST, "pages.refetch_page"),
    Action("add_story", (), "save a page by its address as a story", Where.REST, "pages.add_page"),
    Action("import_opml", (), "import feeds from an OPML list", Where.REST, "subscriptions.import_opml"),
    Action("export_opml", (), "export the feeds as an OPML list", Where.REST, "subscriptions.export_opml"),
    Action("sync", (), "sync your accounts", Where.REST, "syncing.sync_all"),
    Action("accounts", (), "your accounts on servers: add, check, rename, remove", Where.REST, "accounts.show"),
    Action("palette", (":", "ctrl+p"), "all commands", Where.REST, "general.show_palette"),
    Action("messages", ("M",), "earlier messages", Where.REST, "general.show_messages"),
    Action("help", ("?",), "the keys of this pane, and all others", Where.REST, "general.show_help"),
    Action("suspend", ("ctrl+z",), "suspend the reader; fg brings it back", Where.REST, "general.suspend"),
    Action("leave", ("q",), "go back; from the list, quit", Where.REST, "navigation.leave"),
)

GUESSED = MappingProxyType(
    {
        "star": "toggle_star", "flag": "toggle_star", "favourite": "toggle_star", "favorite": "toggle_star",
        "read": "toggle_read", "mark_read": "toggle_read", "unread": "toggle_read", "toggle_unread": "toggle_read",
        "mark_all_read": "all_read", "mark_above_read": "above_read", "mark_below_read": "below_read",
        "open": "enter", "select": "enter", "quit": "leave", "exit": "leave", "close": "back",
        "find": "search", "filter": "search", "refresh": "refresh_feed", "reload": "refresh_feed",
        "reload_all": "refresh_all", "fetch": "refresh_all", "tag": "tags", "next": "next_story",
        "previous": "previous_story", "prev": "previous_story", "yank": "copy", "browser": "browse",
        "open_in_browser": "browse", "briefing": "brief", "commands": "palette", "keys": "help",
        "fulltext": "full_text", "save_story": "save", "choose": "pick", "link": "links", "one_line": "density",
    }
)  # fmt: skip
"""Names of actions that people guess, and the right ones."""


def shown_keys(action: Action) -> str:
    """The keys of an action as a person reads them."""
    return " ".join(shown_key(key) for key in action.keys)


def key_of(table: tuple[Action, ...], name: str) -> str:
    """The first key of an action as a person reads it; where it has none, how else to do it."""
    keys = next(action.keys for action in table if action.id == name)
    return shown_key(keys[0]) if keys else "the palette"


NO_KEY = "keys: {} cannot have {!r}, which is no key; these are: s, Q, ?, ctrl+s, alt+Down, F5, PgDn"


def bind_keys(keys: Mapping[str, tuple[str, ...]]) -> tuple[tuple[Action, ...], tuple[str, ...]]:
    """The table with a reader's own keys, and a sentence for each wish that cannot be met.

    A key that the reader gives to one action is taken from the action that had it.
    """
    known = {action.id for action in ACTIONS}
    problems = []
    wishes: dict[str, tuple[str, ...]] = {}
    owner: dict[str, str] = {}
    for name, wanted in keys.items():
        name = GUESSED.get(name, name)
        if name not in known:
            problems.append(_unknown(name, known))
            continue
        written = [one for one in wanted if one]
        meant = tuple(key for key in map(key_written, written) if key)
        problems += [NO_KEY.format(name, one) for one in written if not key_written(one)]
        if meant or not written:
            wishes[name] = meant
        for key in meant:
            if key in owner and owner[key] != name:
                problems.append(f"keys: {key!r} is given to both {owner[key]} and {name}; {owner[key]} keeps it")
            owner.setdefault(key, name)
    table = []
    for action in ACTIONS:
        mine = wishes.get(action.id, action.keys)
        left = tuple(key for key in mine if owner.get(key, action.id) == action.id)
        if action.keys and not left and action.id not in wishes:
            taken = ", ".join(f"{shown_key(key)} is {owner[key]} now" for key in mine if key in owner)
            problems.append(f"keys: {taken}; {action.id} has no key left, the palette still has it")
        table.append(replace(action, keys=left))
    return tuple(table), tuple(problems)


def _unknown(name: str, known: Set[str]) -> str:
    near = get_close_matches(name, [*known, *GUESSED], n=3, cutoff=0.5)
    meant = tuple(dict.fromkeys(GUESSED.get(one, one) for one in near))
    meant += tuple(action.id for action in ACTIONS if name and name in action.description.split())
    if not meant:
        return f"keys: there is no action called {name!r}; `briefing keys` lists them"
    some = " or ".join(dict.fromkeys(meant[:3]))
    return f"keys: there is no action called {name!r}; {some} may be meant (`briefing keys` lists all)"
