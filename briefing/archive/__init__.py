"""Archives of any size, analysed on Dask into tables of Parquet, and asked with DuckDB.

An archive is a folder. `planning` divides inputs into partitions, `work` analyses one of them on a worker, `run` drives
a cluster through all of them, and `folder` says what the folder holds: a partition counts from the moment its record
is there. `database` opens the tables to `search`, `ledger` and `importing`. The analysis is that of the reader: the
same process.
"""
