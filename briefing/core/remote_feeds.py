"""The list of feeds here and on a server, compared three ways: what each side changed since both were last the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from msgspec import structs

from briefing.core.feed import Feed
from briefing.core.remote import RemoteFeed

_WIDE = str.maketrans("＆＜＞？＼／，；", "&<>?\\/,;")
"""Signs that some servers put in place of others in the titles that they are given."""


@dataclass(frozen=True, slots=True)
class KnownFeed:
    """A feed of an account as both sides had it last; `here` is its address in feeds.yaml, empty where it is not there.

    The titles and groups of both sides are kept: they may differ, and only what one side changed since is taken over.
    """

    remote: str
    here: str
    url: str
    title: str = ""
    group: str = ""
    our_title: str = ""
    our_group: str = ""
    gone: bool = False
    left_out: bool = False
    unsubscribe: bool = False


@dataclass(frozen=True, slots=True)
class Edit:
    """A feed to be renamed or moved on the server; None is left as it is. `then` is what is known once it is done."""

    remote: str
    title: str | None
    group: str | None
    then: KnownFeed


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A feed of the server that comes to be here. `feed` is what feeds.yaml says from now on; `is_new` there."""

    remote: RemoteFeed
    feed: Feed
    is_new: bool
    known: KnownFeed


@dataclass(slots=True)
class FeedPlan:
    """What follows for the list of feeds. Sentences in `said` tell a person what is decided for one side."""

    take_in: list[TakenIn] = field(default_factory=list)
    keep: list[KnownFeed] = field(default_factory=list)
    drop: list[str] = field(default_factory=list)
    change_here: dict[str, dict[str, str]] = field(default_factory=dict)
    """New settings of feeds in feeds.yaml, by address."""

    retitle: dict[str, str] = field(default_factory=dict)
    """New titles of feeds that have none of their own in feeds.yaml, by address."""

    edits: list[Edit] = field(default_factory=list)
    subscribe: list[Feed] = field(default_factory=list)
    unsubscribe: list[KnownFeed] = field(default_factory=list)
    gone: list[KnownFeed] = field(default_factory=list)
    back: list[KnownFeed] = field(default_factory=list)
    left_out: list[KnownFeed] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


def plan_feeds(
    account: str, feeds: Sequence[Feed], known: Sequence[KnownFeed], remotes: Sequence[RemoteFeed]
) -> FeedPlan:
    """What one side changed is taken to the other. Nothing is removed by itself, on either side."""
    plan = FeedPlan()
    there = {remote.remote: remote for remote in remotes}
    mine = {feed.url: feed for feed in feeds if feed.account == account}
    tied = set()
    for one in known:
        tied.add(one.remote)
        _plan_known(plan, one, there.get(one.remote), mine)
    by_address = {plain_address(feed.url): feed for feed in reversed(feeds)}
    for remote in remotes:
        if remote.remote not in tied:
            _plan_new(plan, account, remote, by_address.get(plain_address(remote.url)))
    here = {one.here for one in (*plan.keep, *(taken.known for taken in plan.take_in))}
    here |= {edit.then.here for edit in plan.edits}
    plan.subscribe = [feed for url, feed in mine.items() if url not in here]
    return plan


def plain_title(title: str) -> str:
    """A title for comparing: with the signs that servers change turned back, and white space made single."""
    return " ".join(title.translate(_WIDE).split())


def plain_address(url: str) -> str:
    """An address for comparing: without the scheme, `www.` and the slash at the end."""
    rest = url.partition("://")[2] or url
    return rest.removeprefix("www.").rstrip("/")


def _plan_known(plan: FeedPlan, one: KnownFeed, there: RemoteFeed | None, mine: Mapping[str, Feed]) -> None:
    local = mine.get(one.here)
    if one.unsubscribe:
        if there is None:
            plan.drop.append(one.remote)
        else:
            plan.unsubscribe.append(one)
    elif there is None:
        if local is None:
            plan.drop.append(one.remote)  # neither side has it
        else:
            if not one.gone:
                plan.gone.append(one)
            plan.keep.append(replace(one, gone=True))
    elif local is None:
        if not one.left_out:
            plan.left_out.append(one)
        plan.keep.append(replace(one, gone=False, left_out=True, url=there.url))
    else:
        if one.gone or one.left_out:
            plan.back.append(one)
        _compare(plan, replace(one, gone=False, left_out=False, url=there.url), there, local)


def _plan_new(plan: FeedPlan, account: str, remote: RemoteFeed, local: Feed | None) -> None:
    if local is not None and local.account not in ("", account):
        return  # it comes from another account; a feed belongs to one place
    is_new = local is None
    if local is None:
        local = Feed(remote.url, remote.title, remote.group, account=account)
    else:
        local = structs.replace(local, account=account, group=local.group or remote.group)
    known = KnownFeed(remote.remote, local.url, remote.url, remote.title, remote.group, local.title, local.group)
    plan.take_in.append(TakenIn(remote, local, is_new, known))


def _compare(plan: FeedPlan, one: KnownFeed, there: RemoteFeed, local: Feed) -> None:
    """Compare title and group of a feed that both sides have."""
    title_up, title_down = _three_way(local.title, one.our_title, there.title, one.title)
    group_up, group_down = _three_way(local.group, one.our_group, there.group, one.group)
    if title_up and plain_title(there.title) != plain_title(one.title):
        plan.said.append(f"{local.title} was renamed on both sides: the name that it has here is kept")
    if group_up and there.group != one.group:
        plan.said.append(f"{local.title or there.title} was moved on both sides: the group that it has here is kept")
    settings: dict[str, str] = {}
    if title_down and local.title:
        settings["title"] = there.title
    elif title_down:
        plan.retitle[local.url] = there.title
    if group_down:
        settings["group"] = there.group
    if settings:
        plan.change_here[local.url] = settings
    kept = replace(
        one,
        title=there.title,
        group=there.group,
        our_title=settings.get("title", local.title),
        our_group=settings.get("group", local.group),
    )
    if title_up or group_up:
        title, group = (local.title if title_up else None), (local.group if group_up else None)
        then = replace(
            kept, title=local.title if title_up else kept.title, group=local.group if group_up else kept.group
        )
        plan.edits.append(Edit(one.remote, title, group, then))
    else:
        plan.keep.append(kept)


def _three_way(ours: str, our_base: str, theirs: str, their_base: str) -> tuple[bool, bool]:
    """Whether a value goes up, and whether one comes down. What was changed on both sides goes up."""
    if plain_title(ours) == plain_title(theirs):
        return False, False
    if ours != our_base and ours:
        return True, False
    return False, plain_title(theirs) != plain_title(their_base)


def changed(before: Iterable[KnownFeed], after: Iterable[KnownFeed]) -> list[KnownFeed]:
    """Those that are not as they were."""
    known = set(before)
    return [one for one in after if one not in known]
