"""Everything a reader can do: the one table that bindings, help, palette and rebinding are made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Where(StrEnum):
    """The groups of the help screen."""

    MOVE = "Moving"
    SHOW = "What is shown"
    MARK = "Marking and keeping"
    STORY = "In a story"
    REST = "The rest"


@dataclass(frozen=True, slots=True)
class Action:
    """`id` is the name of the handler and the name under which its keys can be changed; `keys` are Textual's names."""

    id: str
    keys: tuple[str, ...]
    words: str
    where: Where


ACTIONS = (
    Action("down", ("j", "down"), "move down", Where.MOVE),
    Action("up", ("k", "up"), "move up", Where.MOVE),
    Action("top", ("g", "home"), "go to the top", Where.MOVE),
    Action("bottom", ("G", "end"), "go to the end", Where.MOVE),
    Action("page_down", ("pagedown", "ctrl+d"), "a page down", Where.MOVE),
    Action("page_up", ("pageup", "ctrl+u"), "a page up", Where.MOVE),
    Action("read_on", ("space",), "page the story, then open the next unread", Where.MOVE),
    Action("enter", ("enter",), "open the story, or show an offer's sentence", Where.MOVE),
    Action("back", ("escape",), "go back", Where.MOVE),
    Action("next_story", ("J",), "next story", Where.MOVE),
    Action("previous_story", ("K",), "previous story", Where.MOVE),
    Action("next_unread", ("n",), "next unread story", Where.MOVE),
    Action("previous_unread", ("N",), "previous unread story", Where.MOVE),
    Action("next_pane", ("tab",), "next pane", Where.MOVE),
    Action("previous_pane", ("shift+tab",), "previous pane", Where.MOVE),
    Action("show_all", ("1",), "show all stories", Where.SHOW),
    Action("show_unread", ("2",), "show unread stories", Where.SHOW),
    Action("show_starred", ("3",), "show starred stories", Where.SHOW),
    Action("next_feed", ("]",), "show the next feed alone", Where.SHOW),
    Action("previous_feed", ("[",), "show the previous feed alone", Where.SHOW),
    Action("search", ("/",), "search", Where.SHOW),
    Action("brief", ("S",), "the day's briefing", Where.SHOW),
    Action("ledger", ("L",), "the ledger: who put what to whom", Where.SHOW),
    Action("feeds", ("F",), "how the feeds are doing", Where.SHOW),
    Action("add_feed", ("+",), "add a feed", Where.SHOW),
    Action("sidebar", ("b",), "show or hide the views and feeds", Where.SHOW),
    Action("fold", ("left",), "fold a group of feeds", Where.SHOW),
    Action("unfold", ("right",), "unfold it", Where.SHOW),
    Action("order", ("O",), "choose the order of this view", Where.SHOW),
    Action("hide_read", ("l",), "leave out what was read, or show it", Where.SHOW),
    Action("forget_search", ("delete",), "remove a saved search", Where.SHOW),
    Action("narrower", ("<",), "make this pane narrower", Where.SHOW),
    Action("wider", (">",), "make this pane wider", Where.SHOW),
    Action("refresh_feed", ("r",), "fetch this feed", Where.SHOW),
    Action("refresh_all", ("R",), "fetch all feeds", Where.SHOW),
    Action("toggle_read", ("m",), "mark as read or unread", Where.MARK),
    Action("toggle_star", ("f",), "star, or take the star away", Where.MARK),
    Action("all_read", ("A",), "mark all shown as read", Where.MARK),
    Action("tags", ("t",), "change the tags of the story", Where.MARK),
    Action("undo", ("u",), "undo the last marking", Where.MARK),
    Action("redo", ("U",), "do again what was undone", Where.MARK),
    Action("note", ("a",), "write a note on the story, or on the offer", Where.MARK),
    Action("mark", ("v",), "mark a passage", Where.MARK),
    Action("correct", ("c",), "correct the offer or actor, or name one", Where.MARK),
    Action("save", ("s",), "save the story as Markdown", Where.MARK),
    Action("browse", ("o",), "open the story in the browser", Where.STORY),
    Action("copy", ("y",), "copy the selected words, or the address of the story", Where.STORY),
    Action("copy_more", ("Y",), "copy a quote, an offer or the whole story", Where.STORY),
    Action("full_text", ("x",), "full text from the page, and back to the feed's", Where.STORY),
    Action("enclosures", ("e",), "files of the story: podcasts, papers", Where.STORY),
    Action("links", (";",), "the links of the story", Where.STORY),
    Action("reports", ("C",), "another report of the same thing", Where.STORY),
    Action("pipe", ("|",), "send the story to a program of your own", Where.STORY),
    Action("panel", ("w",), "show or hide the panel beside the story", Where.STORY),
    Action("explain", ("i",), "why the line of the panel is here", Where.STORY),
    Action("next_mention", (")",), "next mention of what is chosen in the panel", Where.STORY),
    Action("previous_mention", ("(",), "previous mention of it", Where.STORY),
    Action("mark_mode", ("H",), "marks in colour, plain, or in strong contrast", Where.STORY),
    Action("layers", ("h",), "show or hide actors, resources, offers", Where.STORY),
    Action("refetch", (), "ask for the page of the story again", Where.REST),
    Action("add_story", (), "save a page by its address as a story", Where.REST),
    Action("import_opml", (), "import feeds from an OPML list", Where.REST),
    Action("export_opml", (), "export the feeds as an OPML list", Where.REST),
    Action("palette", (":", "ctrl+p"), "all commands", Where.REST),
    Action("messages", ("M",), "what was told, to read again", Where.REST),
    Action("help", ("?",), "the keys of where you are, and all others", Where.REST),
    Action("suspend", ("ctrl+z",), "put the reader behind the shell; fg brings it back", Where.REST),
    Action("leave", ("q",), "go back, and quit from the list", Where.REST),
)

_SHOWN = {
    "comma": ",",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "escape": "Esc",
    "space": "Space",
    "enter": "Enter",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "home": "Home",
    "end": "End",
    "delete": "Del",
}


def shown_keys(action: Action) -> str:
    """The keys of an action as a person reads them."""
    return " ".join(_shown(key) for key in action.keys)


def key_of(table: tuple[Action, ...], name: str) -> str:
    """The first key of an action as a person reads it; where it has none, how else to do it."""
    keys = next(action.keys for action in table if action.id == name)
    return _shown(keys[0]) if keys else "the palette"


def _shown(key: str) -> str:
    modifier, _, name = key.rpartition("+") if len(key) > 1 else ("", "", key)
    if key in _SHOWN or len(key) == 1:
        return _SHOWN.get(key, key)
    return f"{modifier.title()}+{name.upper()}" if modifier else name.title()


def bound(keys: Mapping[str, tuple[str, ...]]) -> tuple[tuple[Action, ...], tuple[str, ...]]:
    """The table with a reader's own keys, and a sentence for each wish that cannot be met.

    A key that the reader gives to one action is taken from the action that had it.
    """
    known = {action.id for action in ACTIONS}
    problems = []
    owner: dict[str, str] = {}
    for name, wanted in keys.items():
        if name not in known:
            problems.append(f"keys: there is no action called {name!r}; these are: {', '.join(sorted(known))}")
            continue
        for key in map(_named, wanted):
            if key in owner and owner[key] != name:
                problems.append(f"keys: {key!r} is given to both {owner[key]} and {name}; {owner[key]} keeps it")
            owner.setdefault(key, name)
    table = []
    for action in ACTIONS:
        mine = tuple(_named(key) for key in keys.get(action.id, action.keys))
        left = tuple(key for key in mine if key and owner.get(key, action.id) == action.id)
        if action.keys and not left and action.id not in keys:
            problems.append(f"keys: {action.id} has no key left; the palette still has it")
        table.append(Action(action.id, left, action.words, action.where))
    return tuple(table), tuple(problems)


def _named(key: str) -> str:
    """A key as Textual names it; a comma by its name, because commas divide keys there."""
    if len(key.strip()) <= 1:
        return {",": "comma", " ": "space"}.get(key, key.strip())
    return key.strip().lower()
