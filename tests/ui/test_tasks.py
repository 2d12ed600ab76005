from contextlib import contextmanager
from threading import Event

import pytest

from pos.domain.errors import RefusedError
from pos.runtime.lanes import Lanes
from ui.shell.tasks import TaskHub


class _NoStore:
    """Opens transactions that are only a word."""

    @contextmanager
    def write(self, *, origin=""):
        yield f"written for {origin}"

    @contextmanager
    def read(self):
        yield "read"


@pytest.fixture
def hub(qapp):
    lanes = Lanes(_NoStore())
    yield TaskHub(lanes)
    lanes.close()


def _refuse(_tx):
    raise RefusedError


def _break(_tx):
    raise ZeroDivisionError


def test_an_answer_comes_back_on_the_windows_thread(hub, qtbot):
    answers = []
    runner = hub.runner("sell", complain=answers.append)

    runner.do(lambda tx: tx, then=answers.append)
    runner.ask(lambda tx: tx, then=answers.append)
    runner.device(lambda: "printed", then=answers.append)

    assert answers == []
    qtbot.waitUntil(lambda: len(answers) == 3)
    assert sorted(answers) == ["printed", "read", "written for sell"]


def test_a_refusal_goes_to_who_asked(hub, qtbot):
    refusals, complaints = [], []
    runner = hub.runner("sell", complain=complaints.append)

    runner.do(_refuse, refused=refusals.append)

    qtbot.waitUntil(lambda: len(refusals) == 1)
    assert complaints == []


def test_a_refusal_that_nobody_takes_is_shown_by_the_shell(hub, qtbot):
    complaints = []
    runner = hub.runner("sell", complain=complaints.append)

    runner.do(_refuse)

    qtbot.waitUntil(lambda: len(complaints) == 1)


def test_a_mistake_of_ours_reaches_the_crash_report(hub, qtbot):
    runner = hub.runner("sell", complain=lambda _error: None)

    with qtbot.captureExceptions() as errors:
        runner.ask(_break, then=lambda _answer: None)
        qtbot.waitUntil(lambda: len(errors) == 1)

    assert errors[0][0] is ZeroDivisionError


def test_a_screen_that_is_gone_hears_nothing_any_more(hub, qtbot):
    gone, here = [], []
    left = hub.runner("orders", complain=gone.append)
    stays = hub.runner("sell", complain=here.append)

    left.ask(lambda tx: tx, then=gone.append)
    left.end()
    stays.do(lambda tx: tx, then=here.append)

    qtbot.waitUntil(lambda: len(here) == 1)
    assert gone == []


class _SlowAtFirst:
    """Answers the first question when it is let go, all others at once."""

    def __init__(self) -> None:
        self.go = Event()
        self.told: list[str] = []
        self._asked = 0

    def look(self, _tx) -> str:
        self._asked += 1
        if self._asked > 1:
            return "new"
        self.go.wait()
        return "old"

    def hear(self, answer: str) -> None:
        self.told.append(answer)


def test_an_answer_that_a_newer_one_overtook_is_dropped(hub, qtbot):
    asker = _SlowAtFirst()
    runner = hub.runner("sell", complain=asker.hear)
    runner.ask(asker.look, then=asker.hear)
    runner.ask(asker.look, then=asker.hear)
    qtbot.waitUntil(lambda: asker.told == ["new"])

    asker.go.set()
    ends = []
    runner.do(lambda tx: tx, then=ends.append)

    qtbot.waitUntil(lambda: bool(ends))
    qtbot.wait(20)
    assert asker.told == ["new"]
