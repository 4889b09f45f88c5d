"""The tables of an archive, opened for questions: DuckDB over the Parquet files, in memory that is bounded."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
from pyarrow import parquet

from briefing.archive.folder import TABLES, ArchiveFolder
from briefing.archive.scratch import scratch_folder
from briefing.archive.tables import SCHEMAS
from briefing.clustering.events import WITHIN
from briefing.core import clean
from briefing.core.boilerplate import MANY
from briefing.core.errors import StorageError
from briefing.files import replace_whole

MEMORY = "1GB"
"""What DuckDB may take; what needs more is put on the disk meanwhile."""
AT_ONCE = 2_000
"""Rows that are taken from DuckDB at once."""
_OF_LINES = ("offers", "measures")
_REPEATED = pa.schema([("story", pa.string()), ("part", pa.string())])
_PLACES = pa.schema([("part", pa.string()), ("first", pa.int64())])
_BOILERPLATE = pa.schema([("source", pa.string()), ("shape", pa.int64())])


class ArchiveDatabase:
    """The rows that count, as the views `stories`, `actors`, `resources`, `offers`, `measures`, `errors` and `lines`.

    Each view has a column `month`. `lines` are offers and measures together, each with whether it is `repeated`: such
    lines are not `shown`.
    """

    def __init__(self, folder: ArchiveFolder, connection: duckdb.DuckDBPyConnection) -> None:
        self._folder = folder
        self._connection = connection
        self.keys = folder.counting()
        """The keys of the partitions whose rows count."""

    @property
    def state(self) -> str:
        """Changes with what the tables hold."""
        return hashlib.blake2b("\n".join(self.keys).encode(), digest_size=12).hexdigest()

    def rows(self, sql: str, values: Sequence[object] = ()) -> Iterator[dict[str, Any]]:
        """The rows of a question, a few at a time. Raises StorageError."""
        with _sentences(self._folder.path):
            cursor = self._connection.cursor()
            try:
                cursor.execute(sql, list(values))
                names = [column[0] for column in cursor.description or ()]
                while some := cursor.fetchmany(AT_ONCE):
                    for row in some:
                        yield dict(zip(names, row, strict=True))
            finally:
                cursor.close()

    def run(self, sql: str, values: Sequence[object] = ()) -> None:
        """Carry out a statement. Raises StorageError."""
        with _sentences(self._folder.path):
            self._connection.execute(sql, list(values))

    def write(self, sql: str, file: Path) -> None:
        """Write the rows of a question as Parquet. Raises StorageError."""
        with _sentences(self._folder.path):
            self._connection.sql(sql).write_parquet(str(file), compression="zstd")

    def open_views(self) -> None:
        """Make the views."""
        with _sentences(self._folder.path):
            self._add_table("counting", pa.table({"part": pa.array(self.keys, pa.string())}))
            for table in TABLES:
                self._open_view(table)
            repeated = self._kept("repeated", _REPEATED, self._repeated)
            self._add_table("repeated", repeated)
            self._add_table("boilerplate", self._kept("boilerplate", _BOILERPLATE, self._boilerplate))
            for table in TABLES:
                story = "id" if table == "stories" else "story"
                others = (
                    f" ANTI JOIN repeated ON repeated.story = found.{story} AND repeated.part = found.part"
                    if repeated.num_rows
                    else ""
                )
                columns = "found.*"
                if table in _OF_LINES:
                    columns += (
                        " REPLACE (found.shown AND said.shape IS NULL AS shown), said.shape IS NOT NULL AS repeated"
                    )
                    others += (
                        " LEFT JOIN boilerplate AS said ON said.source = found.source AND said.shape = found.shape"
                    )
                self._connection.execute(f"CREATE VIEW {table} AS SELECT {columns} FROM every_{table} AS found{others}")
            self._connection.execute(
                "CREATE VIEW lines AS SELECT * FROM offers UNION ALL BY NAME SELECT * FROM measures"
            )

    def _open_view(self, table: str) -> None:
        files, name = self._folder.files(table), f"files_{table}"
        if files:
            found = self._connection.read_parquet(files, hive_partitioning=True)
            found.create_view(name)
        else:
            empty = SCHEMAS[table].append(pa.field("month", pa.string())).empty_table()
            self._add_table(name, empty)
        self._connection.execute(
            f"CREATE VIEW every_{table} AS SELECT found.* FROM {name} AS found SEMI JOIN counting USING (part)"
        )

    def _add_table(self, name: str, rows: pa.Table) -> None:
        """A table of the database itself: what is merely registered is not seen by its other cursors."""
        self._connection.register("given", rows)
        self._connection.execute(f"CREATE TABLE {name} AS SELECT * FROM given")
        self._connection.unregister("given")

    def _repeated(self) -> pa.Table:
        """Stories that several partitions have, as pairs of story and partition that do not count.

        The newest counts; of one file, whose stories are of one time, the first.
        """
        done = (self._folder.done(key) for key in self.keys)
        places = [{"part": one.key, "first": one.first} for one in done if one is not None]
        self._add_table("places", pa.Table.from_pylist(places, _PLACES))
        return self._connection.sql(
            "SELECT id AS story, part FROM every_stories JOIN places USING (part) WHERE id IN"
            " (SELECT id FROM every_stories GROUP BY id HAVING count(*) > 1)"
            " QUALIFY row_number() OVER (PARTITION BY id ORDER BY fetched DESC, places.first, part) > 1"
        ).to_arrow_table()

    def _boilerplate(self) -> pa.Table:
        """The sentences that a source has in many stories, as pairs of source and the number of its words.

        An archive knows no clusters, but stories that are too far apart for one event report several.
        """
        both = " UNION ALL ".join(
            f"SELECT source, shape, story, CAST(told AS DATE) AS day FROM every_{table} WHERE shape <> 0"
            for table in _OF_LINES
        )
        found = self.rows(
            f"SELECT source, shape, list(DISTINCT day) AS days FROM ({both}) GROUP BY source, shape"
            f" HAVING count(DISTINCT story) >= {MANY}"
        )
        rows = [{"source": row["source"], "shape": row["shape"]} for row in found if _events(row["days"]) >= MANY]
        return pa.Table.from_pylist(rows, _BOILERPLATE)

    def _kept(self, name: str, schema: pa.Schema, find: Callable[[], pa.Table]) -> pa.Table:
        """What was found out of all rows, which is done once."""
        file = self._folder.path / name / f"{self.state}.parquet"
        with suppress(OSError, pa.ArrowException):  # it is not there yet, or damaged: then it is found out again
            known = parquet.read_table(file)
            if known.schema.names == schema.names:
                return known
        found = find()
        with suppress(OSError):  # a folder that may only be read is asked without it
            file.parent.mkdir(exist_ok=True)
            for old in file.parent.iterdir():
                old.unlink()
            sink = pa.BufferOutputStream()
            parquet.write_table(found, sink)
            replace_whole(file, sink.getvalue().to_pybytes())
        return found


def _events(days: Iterable[date]) -> int:
    """How many events stories of these days report at least."""
    count, last = 0, None
    for day in sorted(days):
        if last is None or day - last > WITHIN:
            count, last = count + 1, day
    return count


@contextmanager
def open_database(path: Path) -> Iterator[ArchiveDatabase]:
    """The tables of a folder. Raises StorageError where there is no archive."""
    folder = ArchiveFolder(path)
    folder.check()
    settings = {
        "memory_limit": MEMORY,
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "preserve_insertion_order": "false",
        "python_enable_replacements": "false",
    }
    with scratch_folder("duckdb") as scratch:
        with _sentences(path):
            connection = duckdb.connect(":memory:", config={**settings, "temp_directory": str(scratch)})
        try:
            with _sentences(path):
                connection.execute("SET TimeZone = 'UTC'")
            database = ArchiveDatabase(folder, connection)
            database.open_views()
            yield database
        finally:
            connection.close()


@contextmanager
def _sentences(path: Path) -> Iterator[None]:
    try:
        yield
    except duckdb.OutOfMemoryException as error:
        raise StorageError(
            f"there is too little memory, or room for temporary files, for this: {_line(error)}"
        ) from None
    except duckdb.Error as error:
        raise StorageError(
            f"the tables in {path} cannot be read: {_line(error)}; if a file is damaged, remove it, and give the inputs"
            " to `briefing archive analyze` again: it is made anew then"
        ) from None


def _line(error: Exception) -> str:
    return clean.line(str(error), 300)
