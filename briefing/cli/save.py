"""`briefing save`: annotated stories as Markdown."""

from __future__ import annotations

import argparse
from contextlib import suppress

from briefing.cli.exit_codes import DONE, IN_PART
from briefing.cli.output import say, tell
from briefing.cli.parser import add_search, path
from briefing.cli.query import query_of
from briefing.cli.session import with_desk
from briefing.core.errors import AnalysisError, UnknownStory, UsageError
from briefing.services.desk import Desk


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options."""
    parser.add_argument("ids", nargs="*", metavar="ID")
    add_search(parser, "--query", metavar="Q", help="save the stories of a search too, such as is:starred")
    parser.add_argument("--out", type=path, metavar="FOLDER", help="the folder (default: save_folder of the settings)")


def run(args: argparse.Namespace) -> int:
    """Run the command; its exit code."""
    return with_desk(args, lambda desk: save(desk, args))


async def save(desk: Desk, args: argparse.Namespace) -> int:
    """Save stories; the path of each on a line."""
    ids = list(args.ids)
    if args.query is not None:
        wanted = query_of(args.query)
        for sentence in await desk.stories.unknown_names(wanted):
            tell(sentence)
        matching = await desk.stories.find(wanted)
        if not matching:
            tell("the search finds no story")
        ids += matching
    elif not ids:
        raise UsageError("say which stories to save, by their ids or with --query")
    ids = list(dict.fromkeys(ids))  # one may be named, and found as well
    known = [headline.id for headline in await desk.stories.headlines(ids)]
    for story_id in ids:
        if story_id not in known:
            tell(str(UnknownStory(story_id)))

    async def analyse(story_id: str) -> None:
        with suppress(AnalysisError):
            await desk.analysis.analyse_story(story_id)

    named = [story_id for story_id in known if story_id in set(args.ids)]
    found = [story_id for story_id in known if story_id not in set(args.ids)]
    for chosen, first in ((named, analyse), (found, None)):
        async for saved in desk.saving.save_all(chosen, args.out, first):
            if saved.notice:
                tell(saved.notice)
            say(str(saved.path), at_once=True)
    return DONE if len(known) == len(ids) else IN_PART
