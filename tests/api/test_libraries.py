"""What a caller has not installed is not asked for."""

from __future__ import annotations

import subprocess
import sys

_WITHOUT_PYARROW = """
import sys
class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "pyarrow":
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Missing())
import duckdb, pandas, polars, yshj
columns = {"target": ["01-mobile-services"], "period": ["2021"], "value": [310], "unit": [None]}
for frame in (pandas.DataFrame(columns), polars.DataFrame(columns), polars.LazyFrame(columns),
              duckdb.sql("SELECT '01-mobile-services' AS target, 2021 AS period, 310 AS value")):
    report = yshj.check(frame, as_of="2021-12-31")
    assert report.finding("01-mobile-services").observed == 310, report.problems
    assert "pyarrow" not in sys.modules
assert yshj.check(pandas.DataFrame(columns)).to_frame().shape == (182, 29)
try:
    report.to_frame("pyarrow")
except yshj.UsageError as fault:
    print(fault)
"""


def test_pandas_polars_and_duckdb_need_no_pyarrow() -> None:
    words = [sys.executable, "-W", "error", "-c", _WITHOUT_PYARROW]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.stdout == "a frame of pyarrow needs pyarrow, which is not installed\n"
