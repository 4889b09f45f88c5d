"""Front matter: written by a YAML library, renewed key by key, so that the reader's keys, comments and values stay."""

from __future__ import annotations

import re
from collections.abc import Mapping

import yaml

from briefing.core.editors import SETTINGS

EDGE = "---"
_KEY = re.compile(r"[^\s#'\"\-][^:#]*:(?=\s|$)")
_ID = re.compile(r"(?:id|#\+briefing_id):\s*(\S.*?)\s*$", re.IGNORECASE)
_LOOKED_AT = 200
_OURS = ("id", "saved")
_LONGEST = 100_000
"""Characters of a key's lines that are read; reading takes long."""
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)[eE][-+]?\d+|0o[0-7]+")
"""What is a number to YAML 1.2, and a text to the library, which reads YAML 1.1: the id `1234e56`."""
_CALL = re.compile(r"<(?=%)|(?<=[%{])%|\{(?=\{)")


def dump(values: Mapping[str, object]) -> str:
    """Values as front matter, with its edges."""
    body = yaml.dump(dict(values), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1_000_000)
    return f"{EDGE}\n{_inert(body)}{EDGE}\n"


def split(text: str) -> tuple[str, str]:
    """The front matter without its edges, and what comes after it; the first is empty where there is none."""
    match = re.match(r"---[ \t]*\r?\n(.*?\n|)---[ \t]*(?:\r?\n|\Z)", text, re.DOTALL)
    return (match[1], text[match.end() :]) if match else ("", text)


def story_id(head: str) -> str:
    """The id of the story that a file is of, from its first lines, or nothing."""
    fields, _ = split(head)
    for line in (fields or head).split("\n")[:_LOOKED_AT]:
        match = _ID.match(line)
        if match and (fields or line.startswith("#+")):
            return match[1].strip("\"'")
    return ""


def update(base: str, theirs: str, ours: str) -> str:
    """The reader's front matter with each key that the reader left alone as it would be written now.

    A key that the reader changed stays as it is, one that the reader took away stays away, one that is new comes last.
    A value that is only written in another way, as programs for notes do, was not changed. `id` and `saved` are always
    ours.
    """
    old, new = dict(_chunks(base)), dict(_chunks(ours))
    kept: list[str] = []
    seen: set[str] = set()
    for key, chunk in _chunks(theirs):
        if key in new and key not in seen and not _is_same(chunk, new[key]):
            is_ours = key in _OURS or _is_same(chunk, old.get(key, new[key]))
            chunk = new[key] if is_ours else chunk
        seen.add(key)
        kept.append(chunk)
    return "".join((*kept, *(chunk for key, chunk in new.items() if key not in seen and key not in old)))


def _is_same(chunk: str, other: str) -> bool:
    """Whether two chunks hold the same, however it is written; comments count."""
    if chunk == other:
        return True
    if "#" in chunk or len(chunk) > _LONGEST:
        return False
    try:
        return bool(yaml.load(chunk, yaml.BaseLoader) == yaml.load(other, yaml.BaseLoader))  # noqa: S506  (only text)
    except (yaml.YAMLError, RecursionError):
        return False


def _chunks(fields: str) -> list[tuple[str, str]]:
    """Each key with its lines, and the lines before the first one under an empty key."""
    found: list[tuple[str, str]] = []
    for line in re.findall(r".*\n|.+", fields):
        match = _KEY.match(line)
        if match:
            found.append((match[0].rstrip(":").strip(), line))
        elif found and not line.startswith("#"):
            found[-1] = (found[-1][0], found[-1][1] + line)
        else:
            found.append(("", line))
    return found


class _Dumper(yaml.SafeDumper):
    """Lists are set in below their key, as programs for notes write them."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Never without indent."""
        super().increase_indent(flow, False)


def _string(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    is_plain = _inert(value) == value and not _NUMBER.fullmatch(value)
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=None if is_plain else '"')


def _inert(text: str) -> str:
    """The text without what templates and editors would take as theirs; YAML reads it as it was where it is quoted."""
    return SETTINGS.sub(r"\1\\x3A", _CALL.sub(lambda found: f"\\x{ord(found[0]):02X}", text))


_Dumper.add_representer(str, _string)
