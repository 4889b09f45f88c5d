"""The list of feeds here and on a server, compared three ways: what each side changed since both were last the same."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

from msgspec import structs

from briefing.core import clean
from briefing.core.feed import Feed
from briefing.core.remote import RemoteFeed

_WIDE = str.maketrans("＆＜＞？＼／，；", "&<>?\\/,;")
"""Signs that some servers put in place of others in the titles that they are given."""


ADDRESS_UNTOLD = ""
"""Of a feed that was just added: a server that follows a page or a detour has it at another address than was asked."""


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

    @property
    def name(self) -> str:
        """How it is called here, else there, else its address."""
        return self.our_title or self.title or clean.shown_address(self.here or self.url)


@dataclass(frozen=True, slots=True)
class Edit:
    """A feed to be renamed or moved on the server; None is left as it is.

    `known` has what the server said last, not what it is to say: if it takes the change, both sides are the same, and
    if not, neither side changed anything since.
    """

    title: str | None
    group: str | None
    known: KnownFeed


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
    anew: list[str] = field(default_factory=list)
    """The ids there of feeds that come to be here, or are wanted again: their stories are asked for, even where they
    were passed over before."""

    elsewhere: dict[str, int] = field(default_factory=dict)
    """How many feeds of the server come from another account, by its name."""

    said: list[str] = field(default_factory=list)


def plan_feeds(
    account: str,
    feeds: Sequence[Feed],
    known: Sequence[KnownFeed],
    remotes: Sequence[RemoteFeed],
    *,
    rename: bool = True,
    move: bool = True,
) -> FeedPlan:
    """What one side changed is taken to the other. Nothing is removed by itself, on either side.

    `rename` and `move` say whether the server can be told of titles and of groups.
    """
    plan = FeedPlan()
    there = {remote.remote: remote for remote in remotes}
    mine = {feed.url: feed for feed in feeds if feed.account == account}
    taken: set[str] = set()  # the feeds here that a subscription stands for
    for one in known:
        if one.remote in there:
            local = mine.get(one.here)
            _plan_known(plan, one, there[one.remote], local, is_second=one.here in taken)
            taken |= set() if local is None else {local.url}
    by_address = {plain_address(feed.url): feed for feed in reversed(feeds)} | {feed.url: feed for feed in feeds}
    tied = {one.remote for one in known}
    for remote in remotes:
        if remote.remote not in tied:
            local = by_address.get(remote.url) or by_address.get(plain_address(remote.url))
            feed = _plan_new(plan, account, remote, local, taken)
            by_address[plain_address(remote.url)] = feed
            taken.add(feed.url)
    for one in known:
        if one.remote not in there:
            _plan_lost(plan, one, None if one.here in taken else mine.get(one.here))
    _keep_untold(plan, account, rename, move)
    here = {one.here for one in (*plan.keep, *(taken.known for taken in plan.take_in))}
    here |= {edit.known.here for edit in plan.edits}
    plan.subscribe = [feed for url, feed in mine.items() if url not in here]
    return plan


def plain_title(title: str) -> str:
    """A title for comparing: with the signs that servers change turned back, and white space made single."""
    return " ".join(title.translate(_WIDE).split())


def plain_address(url: str) -> str:
    """An address for comparing: without the scheme, `www.` and the slash at the end."""
    rest = url.partition("://")[2] or url
    return rest.removeprefix("www.").rstrip("/")


def _plan_known(plan: FeedPlan, one: KnownFeed, there: RemoteFeed, local: Feed | None, *, is_second: bool) -> None:
    """A feed that the server has. A second subscription of one feed brings its stories, and changes nothing."""
    if one.unsubscribe:
        plan.unsubscribe.append(one)
    elif local is None:
        if not one.left_out:
            plan.left_out.append(one)
        plan.keep.append(replace(one, gone=False, left_out=True, url=there.url))
    else:
        if one.gone or one.left_out:
            plan.anew.append(one.remote)
            if not is_second:
                plan.back.append(one)
        if is_second:
            plan.keep.append(_as_now(one, there, local))
        else:
            _compare(plan, one, there, local)


def _plan_lost(plan: FeedPlan, one: KnownFeed, local: Feed | None) -> None:
    """A feed that the server has no more."""
    if one.unsubscribe or local is None:
        plan.drop.append(one.remote)
    else:
        if not one.gone:
            plan.gone.append(one)
        plan.keep.append(replace(one, gone=True))


def _plan_new(plan: FeedPlan, account: str, remote: RemoteFeed, local: Feed | None, taken: Collection[str]) -> Feed:
    """A feed of the server that is not known yet; the feed here that it is."""
    if local is not None and local.account not in ("", account):
        plan.elsewhere[local.account] = plan.elsewhere.get(local.account, 0) + 1
        return local  # a feed belongs to one place
    is_new = local is None
    if local is None:
        local = Feed(remote.url, remote.title, remote.group, account=account)
    elif local.url not in taken:
        local = structs.replace(local, account=account, group=local.group or remote.group)
    known = KnownFeed(remote.remote, local.url, remote.url, remote.title, remote.group, local.title, local.group)
    plan.anew.append(remote.remote)
    if local.url in taken:
        plan.keep.append(known)
        plan.said.append(f"{local.title or remote.title} is twice on {account}: the first decides on title and group")
    else:
        plan.take_in.append(TakenIn(remote, local, is_new, known))
    return local


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
    kept = _as_now(one, there, structs.replace(local, **settings))
    if title_up or group_up:
        plan.edits.append(Edit(local.title if title_up else None, local.group if group_up else None, kept))
    else:
        plan.keep.append(kept)


def _as_now(one: KnownFeed, there: RemoteFeed, local: Feed) -> KnownFeed:
    return KnownFeed(one.remote, one.here, there.url, there.title, there.group, local.title, local.group)


def _keep_untold(plan: FeedPlan, account: str, rename: bool, move: bool) -> None:
    """Leave out of the edits what the server cannot be told; it stays as it is here."""
    edits, plan.edits = plan.edits, []
    for edit in edits:
        told = replace(edit, title=edit.title if rename else None, group=edit.group if move else None)
        if told.title is not None or told.group is not None:
            plan.edits.append(told)
        else:
            plan.keep.append(edit.known)
            plan.said.append(f"{edit.known.name} is changed here alone: {account} cannot be told")


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
