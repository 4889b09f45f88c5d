"""The story that an action is about, loaded or by its address."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from briefing.core import clean
from briefing.core.open_story import OpenStory
from briefing.ui.controllers.host import CurrentStory, Messages, Tasks


class AimingHost(Messages, CurrentStory, Protocol):
    """What tells which story is meant."""


class TargetHost(Messages, Tasks, CurrentStory, Protocol):
    """What loading the target needs of the screen."""


def has_target(host: AimingHost) -> bool:
    """Whether there is a story that a key is about; where there is none, a message says so."""
    if not host.target:
        host.show_message("There is no story here.")
    return bool(host.target)


def is_of_target(host: AimingHost) -> bool:
    """Whether the open story is the one that a key is about; where another one is, a message says how to open it.

    For keys that are about what only an open story has: a line, a passage.
    """
    is_another = bool(host.opened and host.target and host.opened.story.id != host.target)
    if is_another:
        host.show_message(f"{host.key('enter')} opens the story under the cursor first.")
    return not is_another


def use_target(host: TargetHost, use: Callable[[OpenStory], None], group: str) -> object:
    """Call `use` with the target story once it is loaded, in the background; where there is none, a message says so.

    What is returned is what keys may wait for.
    """
    return host.run_in_background(_load(host, host.target, use), group) if has_target(host) else None


async def _load(host: TargetHost, story: str, use: Callable[[OpenStory], None]) -> None:
    use(await host.desk.stories.open(story))


def use_address(host: TargetHost, use: Callable[[str], None]) -> object:
    """The same with the web address of the target story; where it has none, a message says so."""

    def use_link(opened: OpenStory) -> None:
        address = clean.address(opened.story.link) if opened.story.link else None
        if address is None:
            host.show_message("This story has no web address.", "warning")
        else:
            use(address)

    return use_target(host, use_link, "address")
