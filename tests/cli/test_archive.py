"""`briefing archive` as it is typed."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from briefing.__main__ import main
from briefing.archive import engine, needs
from tests.archive.made import COMMAND, fill, rows, write_lines

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An archive of four stories, the last of which has nothing in it."""
    stories = [*rows(3), {"id": "quiet", "title": "=Quiet\x1b[31m day", "text": "Little happened."}]
    return fill(tmp_path / "out", write_lines(tmp_path / "a.jsonl", stories)).path


def typed(tmp_path: Path, *words: object) -> int:
    (tmp_path / "feeds.yaml").write_text("feeds: []\n")
    places = (
        ("--data-dir", tmp_path / "data"),
        ("--feeds", tmp_path / "feeds.yaml"),
        ("--config", tmp_path / "s.yaml"),
    )
    (tmp_path / "s.yaml").touch()
    return main([str(word) for pair in places for word in pair] + ["archive", *map(str, words)])


def test_a_table_of_stories_and_their_lines(tmp_path: Path, folder: Path, capsys: Capture) -> None:
    assert typed(tmp_path, "query", folder, "order:oldest since:2025 from:norland") == 0
    said = capsys.readouterr()
    assert said.out.splitlines()[:2] == [
        "2025-01-01  Talks 0 · Gazette · story-0",
        "            Norland → Sudland · offer: 0 tons of zinc",
    ]
    assert said.err == "3 of 3 stories\n"


def test_json_for_scripts(tmp_path: Path, folder: Path, capsys: Capture) -> None:
    assert typed(tmp_path, "query", folder, "rye", "--format", "json", "--limit", "1") == 0
    shape: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert shape["total"] == 3
    (story,) = shape["stories"]
    assert (story["id"], story["feed"], story["published"]) == ("story-2", "Gazette", "2025-01-03T02:00:00Z")
    assert [(line["act"], line["proposer"]["name"], line["quote"]) for line in story["lines"]] == [
        ("offer", "Norland", "Norland offered Sudland 2 tons of zinc."),
        ("demand", "Westport", "Westport demanded Norland 2 carts of rye."),
    ]


def test_csv_has_a_row_a_line_and_no_formula(tmp_path: Path, folder: Path, capsys: Capture) -> None:
    assert typed(tmp_path, "query", folder, "", "--format", "csv", "--all") == 0
    found = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert len(found) == 7
    assert [(row["act"], row["recipient"]) for row in found if row["id"] == "story-1"] == [
        ("offer", "Sudland"),
        ("demand", "Norland"),
    ]
    assert [row["title"] for row in found if row["id"] == "quiet"] == ["'=Quiet[31m day"]


def test_the_ledger_is_counted(tmp_path: Path, folder: Path, capsys: Capture) -> None:
    assert typed(tmp_path, "ledger", folder) == 0
    assert "of 6 lines: 0 answers" in capsys.readouterr().out


def test_stories_are_imported(tmp_path: Path, folder: Path, capsys: Capture) -> None:
    for new, known in ((3, 0), (0, 3)):
        assert typed(tmp_path, "import", folder, "--query", "from:norland") == 0
        said = capsys.readouterr().out
        assert said.startswith(f"{new} stories added, {known} were there already")


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("query", "nowhere", "oil"), 1, "nowhere is not an archive; `briefing archive analyze` makes one"),
        (("query", "{folder}", "is:unread"), 2, "is:unread asks for what only the reader's library knows"),
        (("query", "{folder}", "(oil"), 2, "never closed"),
        (("import", "{folder}", "--query", "tag:a"), 2, "tag:a asks for what only"),
        (("analyze", "nowhere.jsonl", "--out", "{folder}"), 1, "there is no file 'nowhere.jsonl'"),
        (("analyze", "{folder}/archive.json", "--out", "{folder}/.."), 1, "not an archive, and it is not empty"),
        (("analyze", "{folder}/archive.json", "--out", "{folder}", "--partition", "0"), 2, "at least one story"),
        (("analyze", "{folder}/archive.json", "--out", "{folder}", "--partition", "9"), 2, "about 5 stories"),
        (("analyze", "{folder}/archive.json", "--out", "{folder}", "--scheduler", "x"), 2, "no Dask scheduler at x"),
    ],
)
def test_what_is_wrong_is_a_sentence(
    tmp_path: Path, folder: Path, capsys: Capture, words: tuple[str, ...], code: int, sentence: str
) -> None:
    assert typed(tmp_path, *(word.format(folder=folder) for word in words)) == code
    assert sentence in capsys.readouterr().err


@pytest.mark.parametrize("words", [("query", "x", "oil"), ("analyze", "x", "--out", "y"), ("ledger", "x")])
def test_without_the_extra_it_says_what_to_install(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setattr(needs, "find_spec", lambda library: None if library in ("dask", "duckdb") else object())
    assert typed(tmp_path, *words) == 2
    said = capsys.readouterr().err
    assert "not installed here; install Briefing with the extra `archive`" in said
    assert "pip install 'briefing" not in said  # that is another program


@pytest.fixture
def threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Clusters are threads of this process, and the analysis needs no model."""
    from briefing.archive import cluster

    class Threads(cluster.Cluster):
        def __init__(self, address: str, workers: int) -> None:
            super().__init__(address, workers or 1, processes=False)

    monkeypatch.setattr(cluster, "Cluster", Threads)
    started = engine.AnalysisProcesses
    monkeypatch.setattr(
        engine, "AnalysisProcesses", lambda log, model, command=None: started(log, model, command=COMMAND)
    )


@pytest.mark.usefixtures("threads")
def test_a_run_says_what_it_came_to(tmp_path: Path, capsys: Capture) -> None:
    input_ = write_lines(tmp_path / "a.jsonl", [*rows(3), {"title": "refuse", "text": "x"}])
    assert typed(tmp_path, "analyze", input_.path, "--out", tmp_path / "out") == 0
    said = capsys.readouterr()
    assert said.out == "4 stories: 6 offers, 0 measures, 1 error\n"
    assert "the cluster can be watched at http://" in said.err
    assert f"what went wrong is in {tmp_path / 'out' / 'errors'}" in said.err
    assert typed(tmp_path, "analyze", input_.path, "--out", tmp_path / "out") == 0
    said = capsys.readouterr()
    assert said.out == "4 stories: 6 offers, 0 measures, 1 error\n"
    assert "4 stories were analysed before" in said.err
    write_lines(input_.path, [*rows(3), *rows(3)])
    assert typed(tmp_path, "analyze", input_.path, "--out", tmp_path / "two", "--partition", "2") == 0
    assert capsys.readouterr().out.startswith("3 stories: ")
    write_lines(input_.path, [*rows(3), {"title": "refuse", "text": "x"}])
    spoilt = {"zeros.parquet": bytes(100), "empty.csv": b"", "empty.jsonl": b"", "odd.jsonl": b"no json"}
    for name, content in spoilt.items():
        (tmp_path / name).write_bytes(content)
    inputs = [input_.path, *(tmp_path / name for name in spoilt)]
    assert typed(tmp_path, "analyze", *inputs, "--out", tmp_path / "out") == 1
    said = capsys.readouterr()
    assert said.out == "4 stories: 6 offers, 0 measures, 4 errors\n"
    told = {line.rpartition("/")[2].partition(": ")[0]: line for line in said.err.splitlines() if "no story in" in line}
    assert set(told) == set(spoilt)
    for name, reason in (("empty.csv", "no column"), ("empty.jsonl", "it is empty"), ("odd.jsonl", "not JSON")):
        assert reason in told[name]


def test_a_folder_that_another_run_writes_into_costs_no_cluster(
    tmp_path: Path, folder: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    from briefing.archive import cluster
    from briefing.archive.run import only_run

    monkeypatch.setattr(cluster, "Cluster", lambda *_given: pytest.fail("a cluster was started"))
    with only_run(folder):
        assert typed(tmp_path, "analyze", tmp_path / "a.jsonl", "--out", folder) == 1
    assert "already running" in capsys.readouterr().err


@pytest.mark.usefixtures("threads")
def test_different_stories_under_one_id_are_named(tmp_path: Path, capsys: Capture) -> None:
    one, other = rows(2, link="")
    first = write_lines(tmp_path / "a.jsonl", [{**one, "id": "1"}, {**one, "id": "2"}])
    other_exports = [{**other, "id": "1"}, {**one, "id": "2", "title": "Talks go on"}, {**other, "id": "3"}]
    second = write_lines(tmp_path / "b.jsonl", other_exports)
    assert typed(tmp_path, "analyze", first.path, second.path, "--out", tmp_path / "out") == 0
    said = capsys.readouterr()
    assert said.out.startswith("3 stories: ")
    assert "1 id (1) stands for different stories; of each only the story that was fetched last counts" in said.err


@pytest.mark.usefixtures("threads")
def test_a_newer_text_of_a_story_is_no_other_story(tmp_path: Path, capsys: Capture) -> None:
    before, after = rows(1)[0], {**rows(1)[0], "title": "Talks end", "text": "Norland offered Sudland 9 tons of zinc."}
    write_lines(tmp_path / "a.jsonl", [before])
    write_lines(tmp_path / "b.jsonl", [after])
    assert typed(tmp_path, "analyze", tmp_path / "*.jsonl", "--out", tmp_path / "out") == 0
    said = capsys.readouterr()
    assert said.out.startswith("1 story: ")
    assert "different stories" not in said.err
