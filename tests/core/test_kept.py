"""Tags out of the words of notes."""

from __future__ import annotations

import pytest

from briefing.core.kept import tags_in


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("ask #Zinc and #tin-prices, #März. (#a/b)", {"zinc", "tin-prices", "märz", "a/b"}),
        ("issue #12, C# and page#anchor, https://x.example/#top", set()),
        ("# A heading\n## Another\n#tag", {"tag"}),
        ("```\n#include\n``` and `#code` #real", {"real"}),
        ("#-no ##no #yes-", {"yes"}),
    ],
)
def test_tags(text: str, tags: set[str]) -> None:
    assert tags_in(text) == tags
