"""How values travel between our processes, and how JSON of servers becomes values: by the fields of dataclasses."""

from __future__ import annotations

import json
import os
from typing import IO, Any, TypeVar

import msgspec

T = TypeVar("T")


class Malformed(ValueError):
    """What came over the wire is not of the kind that was expected."""


def own_output() -> IO[bytes]:
    """The real standard output of this process, for its replies alone.

    Whatever else prints to it goes to standard error from now on.
    """
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return replies


def to_wire(value: object) -> Any:
    """A value of dataclasses, enumerations, tuples and times as plain JSON values."""
    return msgspec.to_builtins(value)


def to_json(value: object) -> bytes:
    """A value as a JSON document."""
    return msgspec.json.encode(value)


def from_json(document: bytes) -> Any:
    """The plain values in a JSON document, read three times as fast as by the standard library. Raises Malformed."""
    try:
        return msgspec.json.decode(document)
    except msgspec.DecodeError as error:
        raise Malformed(str(error)) from None


def from_wire(shape: object, kind: type[T]) -> T:
    """The value of a kind that `to_wire` made; every field is checked for its type. Raises Malformed."""
    try:
        return msgspec.convert(shape, kind)
    except msgspec.ValidationError as error:
        raise Malformed(f"this is no {kind.__name__}: {error}") from None


def decode(body: bytes, kind: type[T]) -> T:
    """The value of a kind in a JSON document of a stranger. Raises Malformed.

    Fields that the kind does not have are not read. Half characters and raw tabs in texts, which many write, are no
    reason to read nothing.
    """
    try:
        return msgspec.json.decode(body, type=kind, strict=False)
    except msgspec.ValidationError as error:
        raise Malformed(str(error)) from None
    except (msgspec.DecodeError, RecursionError, UnicodeError):
        pass
    try:
        shape = json.loads(body.decode("utf-8-sig", "replace"), strict=False)
        return msgspec.convert(shape, kind, strict=False)
    except (ValueError, RecursionError, msgspec.MsgspecError) as error:
        raise Malformed(f"this is not JSON, or cut off ({type(error).__name__})") from None
