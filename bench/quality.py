"""What the analysis finds of the gold: `python -m bench.quality [--errors] [--held] [FILE-OR-STORY…]`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from bench import gold
from bench.report import misses, table
from bench.scoring import Score, judge
from briefing.analysis import pipeline
from briefing.core.story import Body


def measure(stories: Sequence[gold.GoldStory]) -> list[Score]:
    """The score of each story, with the model that ships."""
    nlp = pipeline.load()
    return [judge(story, pipeline.analyse(nlp, "", Body.plain(story.text))) for story in stories]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure the analysis against the gold stories.")
    parser.add_argument("--errors", action="store_true", help="also show what was missed, by story of the tune set")
    parser.add_argument("--held", action="store_true", help="with --errors: the held stories too")
    parser.add_argument("stories", nargs="*", help="only stories whose id begins so, as: energy")
    given = parser.parse_args()
    stories = [story for story in gold.load() if not given.stories or story.id.startswith(tuple(given.stories))]
    scores = measure(stories)
    if given.errors:
        shown = scores if given.held else [score for score in scores if score.story.group == "tune"]
        print("\n".join(misses(shown)), end="\n\n")
    print("\n".join(table(scores)))


if __name__ == "__main__":
    main()
