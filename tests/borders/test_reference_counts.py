"""The window library must not use up None and True: one release of it did, and the till died."""

import subprocess
import sys

CALLS = 20_000
DRIFT_MAX = 50

PROBE = f"""
import sys
from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

class Bell(QObject):
    rung = Signal(bool)

application = QCoreApplication([])
bell, timer, heard = Bell(), QTimer(), []
bell.rung.connect(heard.append)
before = [sys.getrefcount(each) for each in (None, True, False)]
for _ in range({CALLS}):
    timer.setInterval(5)
    bell.rung.emit(True)
    heard.clear()
after = [sys.getrefcount(each) for each in (None, True, False)]
print(*(now - then for now, then in zip(after, before)))
"""


def test_a_day_of_signals_and_calls_leaves_the_constants_of_python_alone():
    # 6.12.0 on Python 3.11 ends with "Fatal Python error: none_dealloc" long before the last call.
    done = subprocess.run(
        [sys.executable, "-c", PROBE], capture_output=True, text=True, timeout=60, check=False
    )

    assert done.returncode == 0, done.stderr
    drifts = [abs(int(drift)) for drift in done.stdout.split()]
    assert len(drifts) == 3
    assert max(drifts) <= DRIFT_MAX
