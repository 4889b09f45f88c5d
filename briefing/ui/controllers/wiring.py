"""All controllers of the reading screen, built and joined; and the handler of every action."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from briefing.ui.actions import Action
from briefing.ui.controllers.accounts import Accounts, AccountsHost
from briefing.ui.controllers.annotations import Annotations, AnnotationsHost
from briefing.ui.controllers.attachments import Attachments, AttachmentsHost
from briefing.ui.controllers.background import Background, BackgroundHost
from briefing.ui.controllers.beginning import Beginning, BeginningHost
from briefing.ui.controllers.browsing import Browsing, BrowsingHost
from briefing.ui.controllers.clipping import Clipping, ClippingHost
from briefing.ui.controllers.commands import Commands, CommandsHost
from briefing.ui.controllers.copying import Copying, CopyingHost
from briefing.ui.controllers.corrections import Corrections, CorrectionsHost
from briefing.ui.controllers.display import Display, DisplayHost
from briefing.ui.controllers.feed_care import FeedCare, FeedCareHost
from briefing.ui.controllers.general import General, GeneralHost
from briefing.ui.controllers.layout import Layout
from briefing.ui.controllers.listing import Listing
from briefing.ui.controllers.marking import Marking, MarkingHost
from briefing.ui.controllers.mentions import Mentions, MentionsHost
from briefing.ui.controllers.navigation import Navigation, NavigationHost
from briefing.ui.controllers.opening import Opening, OpeningHost
from briefing.ui.controllers.overview import Overview, OverviewHost
from briefing.ui.controllers.pages import Pages, PagesHost
from briefing.ui.controllers.pictures import Pictures, PicturesHost
from briefing.ui.controllers.reports import Reports, ReportsHost
from briefing.ui.controllers.search import Search, SearchHost
from briefing.ui.controllers.session import Session, SessionHost
from briefing.ui.controllers.sidebar import SidebarController
from briefing.ui.controllers.stepping import Stepping, SteppingHost
from briefing.ui.controllers.subscriptions import Subscriptions, SubscriptionsHost
from briefing.ui.controllers.syncing import Syncing
from briefing.ui.controllers.views import Views
from briefing.ui.controllers.watching import Watching, WatchingHost
from briefing.ui.controllers.web_links import WebLinks, WebLinksHost


class Host(
    AccountsHost, AnnotationsHost, AttachmentsHost, BackgroundHost, BeginningHost, BrowsingHost, ClippingHost,
    CommandsHost, CopyingHost, CorrectionsHost, DisplayHost, FeedCareHost, GeneralHost, MarkingHost, MentionsHost,
    NavigationHost, OpeningHost, OverviewHost, PagesHost, PicturesHost, ReportsHost, SearchHost, SessionHost,
    SteppingHost, SubscriptionsHost, WatchingHost, WebLinksHost, Protocol,
):  # fmt: skip
    """What the reading screen is for its controllers."""

    def draw_since(self, words: str) -> None:
        """Draw the line above the list on what moved since the reader was here; none where there are no words."""


@dataclass(frozen=True, slots=True)
class Controllers:
    """One of each; the first part of an action's handler (`navigation.down`) is the name of a field."""

    accounts: Accounts
    annotations: Annotations
    attachments: Attachments
    background: Background
    commands: Commands
    copying: Copying
    corrections: Corrections
    display: Display
    feed_care: FeedCare
    general: General
    layout: Layout
    listing: Listing
    marking: Marking
    mentions: Mentions
    navigation: Navigation
    opening: Opening
    overview: Overview
    pages: Pages
    pictures: Pictures
    reports: Reports
    search: Search
    session: Session
    sidebar: SidebarController
    stepping: Stepping
    subscriptions: Subscriptions
    syncing: Syncing
    views: Views
    watching: Watching
    web_links: WebLinks

    def handler(self, action: Action) -> Callable[[], Any]:
        """What carries out an action; it may be a coroutine function."""
        controller, _, method = action.handler.partition(".")
        handler: Callable[[], Any] = getattr(getattr(self, controller), method)
        return handler


def build_controllers(host: Host, beginning: Beginning) -> Controllers:
    """All controllers over one screen, joined with those that the first screen was shown with."""
    layout, listing, sidebar, views = beginning.layout, beginning.listing, beginning.sidebar, beginning.views
    browsing, clipping, marking = Browsing(host), Clipping(host), Marking(host)
    annotations = Annotations(host, marking.add_step)
    syncing = Syncing(host, listing)
    accounts = Accounts(host, syncing.sync_account)
    search = Search(host, sidebar, views, marking.add_step)
    mentions = Mentions(host, layout.reveal_story)
    opening = Opening(host, layout, marking, mentions)
    stepping = Stepping(host, opening, views, listing)
    overview = Overview(host, opening.open_at_offer, browsing.start_opener, host.draw_since, listing.redraw)
    background = Background(host, listing, overview.refresh, syncing)
    subscriptions = Subscriptions(host, background.fetch_feeds, listing)
    return Controllers(
        accounts=accounts,
        annotations=annotations,
        attachments=Attachments(host, browsing.browse),
        background=background,
        commands=Commands(host),
        copying=Copying(host, clipping),
        corrections=Corrections(host, annotations.show_changes),
        display=Display(host),
        feed_care=FeedCare(host, views, background.fetch_feeds, accounts.manage),
        general=General(host),
        layout=layout,
        listing=listing,
        marking=marking,
        mentions=mentions,
        navigation=Navigation(host, layout, views, search, mentions, opening, stepping, overview, marking),
        opening=opening,
        overview=overview,
        pages=Pages(host, opening, listing.find_again),
        pictures=Pictures(host, browsing.browse),
        reports=Reports(host, opening.open_story),
        search=search,
        session=Session(host, beginning, opening, background, overview, subscriptions),
        sidebar=sidebar,
        stepping=stepping,
        subscriptions=subscriptions,
        syncing=syncing,
        views=views,
        watching=Watching(host, mentions.search_here, overview.show_page, listing.redraw),
        web_links=WebLinks(host, browsing.browse, clipping.copy_address),
    )
