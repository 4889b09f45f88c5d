"""Whether two stories report the same event, and by which keys such stories find each other."""

from __future__ import annotations

from datetime import timedelta

from briefing.clustering.fingerprint import Fingerprint
from briefing.clustering.likeness import chance_same_event
from briefing.clustering.wording import is_same_form, is_same_wording, wording_keys

WITHIN = timedelta(hours=72)
"""Reports that are further apart are of different days of news."""
THRESHOLD = 0.55
"""From this chance on, two stories are joined: 0.89 of the joined pairs are right, 0.73 of the true ones are found.

Cross-validated over events, in eight shuffles (0.86 to 0.90; 0.72 to 0.76), on the labelled pairs with which the
features were chosen: new pairs may give less.
"""

_SHORT_WORDS, _THRESHOLD_OF_SHORT = 60, 0.85
"""The weights were fitted to whole stories. What joins a text of fewer words has to be plainer."""


def keys(story: Fingerprint) -> tuple[int, ...]:
    """Numbers by which reports of one event find each other: the more two share, the likelier it is."""
    return (*wording_keys(story.title, story.text), *(story.keys if story.is_english else ()))


def same_event(one: Fingerprint, other: Fingerprint) -> bool:
    """Whether two stories report one event: by their wording, or by what their words say.

    What fills one form of words is judged by its wording alone, and two stories of one feed never by it: columns and
    market reports come again each day.
    """
    if abs(one.at - other.at) > WITHIN:
        return False
    if is_same_form(one, other):
        return not one.feeds & other.feeds and is_same_wording(one, other)
    is_short = min(len(one.words), len(other.words)) < _SHORT_WORDS
    threshold = _THRESHOLD_OF_SHORT if is_short else THRESHOLD
    return is_same_wording(one, other) or chance_same_event(one, other) >= threshold
