"""How values travel between our processes: as JSON with the fields of the domain's own dataclasses."""

from __future__ import annotations

from typing import Any, TypeVar

T = TypeVar("T")


class Malformed(ValueError):
    """What came over the wire is not of the kind that was expected."""


def to_wire(value: object) -> Any:
    """A value of dataclasses, enumerations, tuples and times as plain JSON values."""
    import msgspec  # late, as below: only who has a process to talk to needs it

    return msgspec.to_builtins(value)


def from_wire(shape: object, kind: type[T]) -> T:
    """The value of a kind that `to_wire` made; every field is checked for its type. Raises Malformed."""
    import msgspec

    try:
        return msgspec.convert(shape, kind)
    except msgspec.ValidationError as error:
        raise Malformed(f"this is no {kind.__name__}: {error}") from None
