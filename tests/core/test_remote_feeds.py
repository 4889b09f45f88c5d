"""The list of feeds here and on a server: what each side changed is taken to the other, and nothing is removed."""

from __future__ import annotations

from dataclasses import replace

from briefing.core.feed import Feed
from briefing.core.remote import RemoteFeed
from briefing.core.remote_feeds import FeedPlan, KnownFeed, changed, plan_feeds

ADDRESS = "https://harbour.example/rss"
THERE = RemoteFeed("feed/1", ADDRESS, "Harbour", "Ports")
HERE = Feed(ADDRESS, title="Harbour", group="Ports", account="home")
KNOWN = KnownFeed("feed/1", ADDRESS, ADDRESS, "Harbour", "Ports", "Harbour", "Ports")


def planned(feeds: list[Feed], known: list[KnownFeed], remotes: list[RemoteFeed], rename: bool = True) -> FeedPlan:
    """What follows for the feeds of the account `home`."""
    return plan_feeds("home", feeds, known, remotes, rename=rename)


def test_a_feed_is_called_as_here_else_as_there_else_by_its_address() -> None:
    assert replace(KNOWN, our_title="Mine").name == "Mine"
    assert replace(KNOWN, our_title="").name == "Harbour"
    assert "harbour.example" in replace(KNOWN, our_title="", title="").name


def test_a_feed_of_the_server_comes_in_and_one_of_here_is_handed_over() -> None:
    (new,) = planned([], [], [THERE]).take_in
    assert (new.is_new, new.feed) == (True, HERE)
    mine = Feed("http://www.harbour.example/rss/", title="My harbour")
    plan = planned([mine], [], [THERE])
    (handed,) = plan.take_in
    assert (handed.is_new, handed.feed.url, handed.feed.account) == (False, mine.url, "home")
    assert (handed.feed.title, handed.feed.group) == ("My harbour", "Ports")
    assert plan.anew == ["feed/1"]


def test_a_feed_of_another_account_stays_there() -> None:
    plan = planned([Feed(ADDRESS, title="Harbour", account="work")], [], [THERE])
    assert (plan.take_in, plan.elsewhere) == ([], {"work": 1})


def test_two_subscriptions_of_one_feed_are_one_feed_here() -> None:
    plan = planned([HERE], [KNOWN], [THERE, RemoteFeed("feed/2", "http://harbour.example/rss", "Again")])
    assert [one.remote for one in plan.keep] == ["feed/1", "feed/2"]
    assert plan.said == ["Harbour is twice on home: the first decides on title and group"]
    second = replace(KNOWN, remote="feed/2", gone=True)
    there = RemoteFeed("feed/2", "http://harbour.example/rss", "Again")
    plan = planned([HERE], [KNOWN, second], [THERE, there])
    assert (plan.anew, plan.back, plan.change_here) == (["feed/2"], [], {})


def test_a_feed_that_was_removed_here_is_left_out_or_removed_there_as_was_said() -> None:
    plan = planned([], [KNOWN], [THERE])
    assert (plan.left_out, [one.left_out for one in plan.keep]) == ([KNOWN], [True])
    again = planned([], plan.keep, [THERE])
    assert (again.left_out, again.keep) == ([], plan.keep), "said once"
    wanted_away = replace(KNOWN, unsubscribe=True)
    assert planned([], [wanted_away], [THERE]).unsubscribe == [wanted_away]
    assert planned([HERE], [wanted_away], []).drop == ["feed/1"]


def test_a_feed_that_is_gone_there_stays_and_may_come_back() -> None:
    plan = planned([HERE], [KNOWN], [])
    assert (plan.gone, [one.gone for one in plan.keep], plan.subscribe) == ([KNOWN], [True], [])
    again = planned([HERE], plan.keep, [])
    assert (again.gone, again.keep) == ([], plan.keep), "said once"
    back = planned([HERE], plan.keep, [THERE])
    assert (back.back, back.anew, [one.gone for one in back.keep]) == (plan.keep, ["feed/1"], [False])


def test_a_feed_that_was_added_here_is_subscribed_to_there() -> None:
    other = Feed("https://plains.example/rss", account="home")
    assert planned([HERE, other], [KNOWN], [THERE]).subscribe == [other]


def test_a_title_that_the_server_cannot_be_told_stays_here_and_that_is_said() -> None:
    renamed = Feed(ADDRESS, title="Docks", group="Ports", account="home")
    (edit,) = planned([renamed], [KNOWN], [THERE]).edits
    assert (edit.title, edit.group) == ("Docks", None)
    plan = planned([renamed], [KNOWN], [THERE], rename=False)
    assert (plan.edits, [one.our_title for one in plan.keep]) == ([], ["Docks"])
    assert plan.said == ["Docks is changed here alone: home cannot be told"]


def test_what_is_not_as_it_was_is_told_from_the_rest() -> None:
    moved = replace(KNOWN, group="Trade")
    assert changed([KNOWN], [KNOWN, moved]) == [moved]
