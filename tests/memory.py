"""Where tests put what they throw away: into memory, if the machine has room for it.

A till waits for the disk at every commit, on purpose. Thousands of shops that live for a moment
need not, and neither need the people who wait for the tests.
"""

import os
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")  # noqa: S108 - each run makes folders with names of its own there
ROOM_BYTES = 8 << 30


def work_in_memory() -> None:
    """Let temporary files of this process and its children lie in memory; TMPDIR overrules it."""
    if "TMPDIR" in os.environ or not MEMORY.is_dir():
        return
    if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free >= ROOM_BYTES:
        os.environ["TMPDIR"] = str(MEMORY)
        tempfile.tempdir = None  # found anew at the next question
