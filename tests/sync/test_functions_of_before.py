"""A central that still has the functions of an older version is set up again."""

from datetime import timedelta
from pathlib import Path

import psycopg
import pytest

from pos.runtime.clock import SystemClock
from sync.central.check import check_central
from sync.central.schema import init_central
from tests.sync.branch import SHIRT, Branch, Till

FUNCTIONS = sorted((Path(__file__).parents[1] / "old_databases").glob("central-*.functions"))

DROP_ALL = """
DO $do$
DECLARE
  v_function regprocedure;
BEGIN
  FOR v_function IN
    SELECT p.oid FROM pg_proc p
    WHERE p.pronamespace IN ('sync'::regnamespace, 'sync_api'::regnamespace, 'shop'::regnamespace)
  LOOP
    EXECUTE format('DROP FUNCTION IF EXISTS %s CASCADE', v_function);
  END LOOP;
END $do$
"""


@pytest.mark.parametrize("old", FUNCTIONS, ids=lambda old: old.stem)
def test_what_has_other_parameters_now_is_made_anew(old: Path, till: Till, branch: Branch) -> None:
    with psycopg.connect(branch.url) as central:
        central.execute(DROP_ALL.encode())
        central.execute("SET check_function_bodies = off")
        for function in old.read_text(encoding="utf-8").splitlines():
            stub = f"CREATE FUNCTION {function} LANGUAGE plpgsql AS 'BEGIN END'"
            central.execute(stub.encode())

    init_central(branch.url)

    patience = timedelta(hours=1)
    assert check_central(branch.url, now=SystemClock().now(), patience=patience).findings == ()
    till.open_shift()
    till.sell(SHIRT)
    assert till.sync().sent == 2
    assert branch.count("orders") == 1
