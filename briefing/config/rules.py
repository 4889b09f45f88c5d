"""Rules of the reader's own, for new stories."""

from __future__ import annotations

from datetime import UTC, datetime

from briefing.config.yamlfile import Value
from briefing.core.errors import ConfigError, QueryError
from briefing.core.rules import Rule

_FLAGS = ("mark_read", "star", "hide", "notify")
_KEYS = ("query", "name", *_FLAGS, "tag")


def read_rules(value: Value) -> tuple[Rule, ...]:
    """The rules of the settings. Raises ConfigError with the line."""
    return tuple(_rule(item) for item in value.items("rules"))


def _rule(item: Value) -> Rule:
    values = item.mapping("a rule", _KEYS)
    if "query" not in values or not values["query"].text("query").strip():
        raise item.wrong("a rule needs a query")
    rule = Rule(
        query=values["query"].text("query"),
        name=values["name"].text("name") if "name" in values else "",
        tags=_tags(values["tag"]) if "tag" in values else (),
        **{flag: flag in values and values[flag].boolean(flag) for flag in _FLAGS},
    )
    if not rule.notify and not rule.changes(""):
        raise item.wrong(f"this rule does nothing; say what: {', '.join(_KEYS[2:])}")
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
