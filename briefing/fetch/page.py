"""A page as the network gave it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """`address` is where the page was found after all redirects; `asked` is what was asked for, or what that led to.

    `moved` says that every redirect on the way was permanent, `private` that the host which was asked first is in the
    reader's own network.
    """

    address: str
    body: bytes
    content_type: str
    asked: str = ""
    moved: bool = False
    private: bool = False

    @property
    def lasting_address(self) -> str:
        """The address to ask from now on."""
        return self.address if self.moved or not self.asked else self.asked
