"""Every action has a handler, and only one."""

from __future__ import annotations

from typing import Any, cast

from briefing.ui.actions import ACTIONS
from briefing.ui.controllers.beginning import build_beginning
from briefing.ui.controllers.general import HELP
from briefing.ui.controllers.wiring import Host, build_controllers
from tests.ui.controllers.fakes import FakeHost, returns


def test_every_action_has_a_handler() -> None:
    host = cast(Host, FakeHost())
    controllers = build_controllers(host, build_beginning(host, returns()))
    for action in ACTIONS:
        handler: Any = controllers.handler(action)
        assert callable(handler), action.id
        assert handler.__doc__ or handler.__func__.__doc__, action.id


def test_no_two_actions_do_the_same() -> None:
    assert len({action.handler for action in ACTIONS}) == len(ACTIONS)
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)


def test_the_help_names_actions_that_there_are() -> None:
    known = {action.id for action in ACTIONS}
    assert all(set(pane.actions) <= known for pane in HELP.values())
