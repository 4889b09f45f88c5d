"""The measures run: small here, and only to see that they do."""

from __future__ import annotations

import json
from pathlib import Path

from bench import growth
from bench.clock import Ratio
from bench.figures import write_figures


def test_where_a_baseline_is_missing_the_row_says_so() -> None:
    assert Ratio("a fetch", "newsboat", 3.0, None).line().endswith("3.0000 s; not here: newsboat")


def test_growth_is_measured() -> None:
    first, _, second, _ = growth.measure(sizes=(50, 100))
    assert first.times == 1
    assert second.what == "50 new stories stored among 100"


def test_what_was_measured_is_kept_as_json_and_as_a_picture(tmp_path: Path) -> None:
    ratios = [Ratio("a <thing>", "another", 3.0, 2.0), Ratio("a thing", "nothing here", 3.0, None)]
    write_figures({"part": ratios}, tmp_path)
    shape = json.loads((tmp_path / "performance.json").read_text(encoding="utf-8"))
    assert [row["ratio"] for row in shape["parts"]["part"]] == [1.5, None]
    picture = (tmp_path / "performance.svg").read_text(encoding="utf-8")
    assert "a &lt;thing&gt;" in picture
    assert "1.50" in picture
