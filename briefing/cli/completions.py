"""`briefing completions`: completions for a shell, and the names of this library that they offer."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from itertools import chain

from briefing.cli.output import say
from briefing.cli.session import with_desk
from briefing.core.query.hints import written
from briefing.core.query.terms import Key
from briefing.services.desk import Desk

SHELLS = ("bash", "zsh", "fish")
NAMES = {"FEED": "feeds", "GROUP": "groups", "ACCOUNT": "accounts", "WATCH": "watches", "Q": "searches"}
"""By what stands for an argument in the help: what its names are of."""

# What feeds and strangers named is never a word list of `compgen`, which would run what stands in it.
_BASH = r"""
_briefing_names() {
  local name
  while IFS= read -r name; do
    if [[ $2 != [\"\']* ]]; then
      printf -v name %q "$name"
      [[ $name == "$2"* ]] && printf '%s\n' "$name"
    elif [[ $name != *[\"\'\\\$\`!]* && $name == "${2:1}"* ]]; then
      printf '%s\n' "$name"
    fi
  done < <(briefing completions --names "$1" 2>/dev/null)
}"""
# Bash parts words at a colon, and puts what is offered behind the last one. That of macOS (3.2) only does the latter.
_BASH_WHOLE_WORDS = r"""
_briefing_whole_words() {
  local -a words=()
  local at word before= last=-1 current=0
  for at in "${!COMP_WORDS[@]}"; do
    word=${COMP_WORDS[at]}
    if [[ $before == *: || $word == :* ]]; then
      words[last]+=$word
    else
      words[++last]=$word
    fi
    (( at == COMP_CWORD )) && current=$last
    before=$word
  done
  word=${words[current]} before=
  [[ $COMP_WORDBREAKS == *:* && $word != [\"\']* ]] && before=${word%"${word##*:}"}
  local -a COMP_WORDS=("${words[@]}")
  local COMP_CWORD=$current
  _shtab_briefing
  COMPREPLY=("${COMPREPLY[@]#"$before"}")
}
complete -o bashdefault -F _briefing_whole_words briefing"""
_ZSH = r"""
_briefing_names() {
  local -a names=(${(f)"$(briefing completions --names $1 2>/dev/null)"})
  shift
  compadd "$@" -a names
}"""
_FUNCTION = '_briefing_{0}() {{ _briefing_names {0} "$@"; }}'


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options."""
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("shell", nargs="?", choices=SHELLS)
    what.add_argument("--names", choices=tuple(NAMES.values()), help="print the names that completions offer")


def run(args: argparse.Namespace) -> int:
    """Run the command; its exit code."""
    if args.names:
        return with_desk(args, lambda desk: print_names(desk, args.names))
    # Late, as that module names this one. The parser at work has this command alone.
    from briefing.cli.commands import build_parser

    return completions(build_parser(filled=False), args.shell)


def completions(parser: argparse.ArgumentParser, shell: str) -> int:
    """Print the completions of the command line for a shell."""
    import shtab  # late: no other command needs it

    offers = {
        "FILE": shtab.FILE,
        "FILE|URL|-": shtab.FILE,
        "INPUT": shtab.FILE,
        "DIR": shtab.DIRECTORY,
        "FOLDER": shtab.DIRECTORY,
        **{metavar: _offer(kind) for metavar, kind in NAMES.items()},
    }
    for action in _actions(parser):
        if action.metavar in offers:
            action.complete = offers[action.metavar]  # type: ignore[attr-defined]
    say(shtab.complete(parser, shell, preamble=_functions(shell)))
    if shell == "bash":
        say(_BASH_WHOLE_WORDS)
    return 0


def _functions(shell: str) -> str:
    """The functions that give names; fish needs none."""
    common = {"bash": _BASH, "zsh": _ZSH}.get(shell)
    return "\n".join((common, *map(_FUNCTION.format, NAMES.values()))) if common else ""


async def print_names(desk: Desk, kind: str) -> int:
    """Print the names of one kind that this library has, one a line."""
    for name in await _names(desk, kind):
        say(name)
    return 0


async def _names(desk: Desk, kind: str) -> Sequence[str]:
    match kind:
        case "feeds":
            return [status.title for status in await desk.subscriptions.statuses() if status.configured]
        case "groups":
            own = chain.from_iterable(feed.groups for feed in desk.subscriptions.feeds)
            return list(dict.fromkeys((*own, *(group.name for group in await desk.shipped.groups()))))
        case "accounts":
            return [account.name for account in desk.sync.accounts]
        case "watches":
            return [one.watch.name for one in await desk.ledger.watches()]
    values = {key: await desk.stories.term_values(key) for key in (Key.TAG, Key.GROUP, Key.FEED)}
    return [written(key, value) for key, of_key in values.items() for value in of_key if '"' not in value]


def _offer(kind: str) -> dict[str, str]:
    """How each shell gets the names of a kind. Fish takes each line as a word by itself."""
    function = f"_briefing_{kind}"
    return {"bash": function, "zsh": function, "fish": f"(briefing completions --names {kind} 2>/dev/null)"}


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """Every argument of a parser and of its commands."""
    for action in parser._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                command.fill()
                yield from _actions(command)
