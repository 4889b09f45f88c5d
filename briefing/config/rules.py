"""Rules of the reader's own, for new stories."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from briefing.config.commands import Command
from briefing.config.yaml_file import Value
from briefing.core.errors import ConfigError, QueryError
from briefing.core.rules import Rule

_FLAGS = ("mark_read", "star", "hide", "notify")
_KEYS = ("query", "name", *_FLAGS, "tag", "run")


def read_rules(value: Value) -> tuple[Rule, ...]:
    """The rules of the settings. Raises ConfigError with the line."""
    return tuple(_rule(item) for item in value.items("rules"))


def check_runs(settings: Value, rules: Sequence[Rule], commands: Sequence[Command]) -> None:
    """Raise ConfigError, with the line, where a rule runs what is no command, or one that needs the screen."""
    if not any(rule.run for rule in rules):
        return
    by_name = {command.name: command for command in commands}
    for rule, item in zip(rules, settings.mapping("the settings")["rules"].items("rules"), strict=True):
        command = by_name.get(rule.run)
        if rule.run and command is None:
            raise item.mapping("a rule")["run"].wrong(f"run: there is no command called {rule.run!r} in commands")
        if command is not None and command.terminal:
            raise item.mapping("a rule")["run"].wrong(f"run: {rule.run} needs the terminal, which a rule does not have")


def _rule(item: Value) -> Rule:
    values = item.mapping("a rule", _KEYS)
    if "query" not in values or not values["query"].text("query").strip():
        raise item.wrong("a rule needs a query")
    rule = Rule(
        query=values["query"].text("query"),
        name=values["name"].text("name") if "name" in values else "",
        run=values["run"].text("run") if "run" in values else "",
        tags=_tags(values["tag"]) if "tag" in values else (),
        **{flag: flag in values and values[flag].boolean(flag) for flag in _FLAGS},
    )
    if not (rule.notify or rule.run or rule.changes("")):
        raise item.wrong(f"this rule does nothing; it needs one of: {', '.join(_KEYS[2:])}")
    try:
        rule.query_at(datetime.now(UTC))
    except QueryError as error:
        raise values["query"].wrong(f"query: {error}") from None
    return rule


def _tags(value: Value) -> tuple[str, ...]:
    try:
        return tuple(item.text("a tag") for item in value.items("tag"))
    except ConfigError:
        return (value.text("tag (one word or more, or a list of them)"),)
