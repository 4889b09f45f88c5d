"""The accounts of settings.yaml as a text: only their own lines change, so comments and order stay."""

from __future__ import annotations

import yaml

from briefing.core.account import Account


def _said(account: Account) -> list[str]:
    """The lines of an account, the first one's dash included."""
    values: dict[str, object] = {"name": account.name, "kind": account.kind, "url": account.url}
    if account.user:
        values["user"] = account.user
    if account.password_command:
        values["password_command"] = list(account.password_command)
    if account.api:
        values["api"] = account.api
    if account.insecure:
        values["insecure"] = True
    if account.labels:
        values["labels"] = "all" if account.labels == ("*",) else list(account.labels)
    dumped = yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=10_000, default_flow_style=None)
    return [("- " if i == 0 else "  ") + line for i, line in enumerate(dumped.splitlines(keepends=True))]


def _node(text: str) -> tuple[yaml.Node | None, yaml.Node | None]:
    """The key `accounts` and its value."""
    top = yaml.compose(text, Loader=yaml.SafeLoader)
    pairs = top.value if isinstance(top, yaml.MappingNode) else []
    return next(((key, value) for key, value in pairs if key.value == "accounts"), (None, None))


def with_account(text: str, account: Account) -> str:
    """The text with an account at the end of the list."""
    key, listed = _node(text)
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    if key is None:
        return "".join([*lines, "accounts:\n", *("  " + line for line in _said(account))])
    if isinstance(listed, yaml.SequenceNode) and listed.value and not listed.flow_style:
        end = _end(listed.value[-1])
        indent = " " * listed.start_mark.column
        return "".join([*lines[:end], *(indent + line for line in _said(account)), *lines[end:]])
    first, last = key.start_mark.line, (listed or key).end_mark.line
    after = lines[last + 1 :] if listed is not None and listed.end_mark.line > first else lines[first + 1 :]
    return "".join([*lines[:first], "accounts:\n", *("  " + line for line in _said(account)), *after])


def with_name(text: str, place: int, name: str) -> str:
    """The text with another name for the account at a place of the list, from 0."""
    _, listed = _node(text)
    item = listed.value[place] if isinstance(listed, yaml.SequenceNode) else None
    pairs = item.value if isinstance(item, yaml.MappingNode) else []
    written = next((value for key, value in pairs if key.value == "name"), None)
    if written is None:
        return text
    said = yaml.safe_dump(name, allow_unicode=True, width=10_000, default_flow_style=True).splitlines()[0]
    return text[: written.start_mark.index] + said + text[written.end_mark.index :]


def without_account(text: str, place: int) -> str:
    """The text without the account at a place of the list, from 0."""
    _, listed = _node(text)
    lines = text.splitlines(keepends=True)
    if not isinstance(listed, yaml.SequenceNode) or listed.flow_style:
        return text
    item = listed.value[place]
    rest = [*lines[: item.start_mark.line], *lines[_end(item) :]]
    if len(listed.value) > 1:
        return "".join(rest)
    return "".join("accounts: []\n" if line.rstrip() == "accounts:" else line for line in rest)


def _end(node: yaml.Node) -> int:
    """The line behind the last one on which something of a node stands: its own mark is behind comments, too."""
    if isinstance(node, yaml.MappingNode):
        return max(_end(part) for pair in node.value for part in pair)
    if isinstance(node, yaml.SequenceNode) and node.value and not node.flow_style:
        return max(_end(part) for part in node.value)
    return node.end_mark.line + 1
