"""The text of a YAML file as nodes. It is loaded for a text that was not read before."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import yaml

from briefing.config.garbage import no_search_for_garbage
from briefing.config.yaml_errors import yaml_error
from briefing.config.yaml_nodes import Node
from briefing.core.errors import ConfigError

_NULL = "tag:yaml.org,2002:null"


class Composed:
    """The nodes of a text. `has_copies` tells that a part stands in two places, so that it is larger than its text."""

    def __init__(self, top: yaml.Node | None) -> None:
        self._made: dict[int, Node] = {}
        self.has_copies = False
        self.top = None if top is None else self._node(top)

    def _node(self, node: yaml.Node) -> Node:
        if id(node) in self._made:
            self.has_copies = True
            return self._made[id(node)]
        self._made[id(node)] = made = self._plain(node)
        return made

    def _plain(self, node: yaml.Node) -> Node:
        line = node.start_mark.line + 1
        if isinstance(node, yaml.SequenceNode):
            return Node("list", line, parts=tuple(self._node(part) for part in node.value))
        if isinstance(node, yaml.MappingNode):
            return Node("mapping", line, parts=tuple(self._node(part) for pair in node.value for part in pair))
        return Node("null" if node.tag == _NULL else "scalar", line, node.value, _meant(node))


def compose(text: str, file: Path) -> Composed:
    """What stands in a text. Raises ConfigError, which names the file."""
    try:
        with no_search_for_garbage():
            return Composed(_compose(text))
    except yaml.YAMLError as error:
        raise yaml_error(error, text, file) from None
    except RecursionError:
        raise ConfigError("this YAML is nested too deeply", file) from None


def _compose(text: str) -> yaml.Node | None:
    """What stands in a text. The reader in C is ten times as fast; what it finds wrong the usual one tells in words."""
    fast = getattr(yaml, "CSafeLoader", None)
    if fast is not None:
        with suppress(yaml.YAMLError):
            return yaml.compose(text, Loader=fast)
    return yaml.compose(text, Loader=yaml.SafeLoader)


def _meant(node: yaml.Node) -> bool | int | float | None:
    """A scalar as YAML means it, where that is a number or yes or no; None where it is not what its tag says."""
    if node.tag.rpartition(":")[2] not in ("bool", "int", "float"):
        return None
    try:
        value = yaml.SafeLoader("").construct_object(node)
    except Exception:  # each of YAML's own readers fails in its own way
        return None
    return value if isinstance(value, bool | int | float) else None
