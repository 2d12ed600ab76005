"""Brings answers of the lanes back to the window's thread, through one queued signal."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from types import MethodType
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, cast

from PySide6.QtCore import QObject, Qt, Signal, Slot

from pos.domain.errors import PosError
from ui.shell.runner import Refused

if TYPE_CHECKING:
    from concurrent.futures import Future

    from pos.runtime.lanes import Lanes
    from pos.uow import ReadTx, WriteTx

T = TypeVar("T")

Question: TypeAlias = tuple[MethodType, MethodType]
"""What is asked, and who gets the answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    """A finished job and whom to tell.

    Attributes:
        question: The same for all that ask the same for the same; None: it is asked once.
        number: Rises with each question.
    """

    tasks: "Tasks"
    future: "Future[Any]"
    then: Callable[[Any], None] | None
    refused: Refused | None
    question: Question | None = None
    number: int = 0


class TaskHub(QObject):
    """Stands in the window's thread and hands out answers there.

    Signals:
        _finished: One `_Answer`; emitted on the thread of a lane.
    """

    _finished = Signal(object)

    def __init__(self, lanes: "Lanes[WriteTx, ReadTx]", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lanes = lanes
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def runner(self, origin: str, complain: Refused) -> "Tasks":
        """Make the runner of one screen.

        Args:
            origin: The screen's id; it is not told of changes that it made itself.
            complain: Shows an error that the screen does not handle.
        """
        return Tasks(self, origin=origin, complain=complain)

    def announce(self, answer: _Answer, _future: "Future[Any]") -> None:
        """Take a finished job from the thread of its lane."""
        self._finished.emit(answer)

    @Slot(object)
    def _deliver(self, answer: _Answer) -> None:
        if not answer.tasks.is_alive or answer.tasks.is_overtaken(answer):
            return
        try:
            result = answer.future.result()
        except PosError as error:
            (answer.refused or answer.tasks.complain)(error)
        else:
            if answer.then is not None:
                answer.then(result)


class Tasks:
    """The runner of one screen (see `ui.shell.runner.Runner`)."""

    def __init__(self, hub: TaskHub, *, origin: str, complain: Refused) -> None:
        self._hub = hub
        self._origin = origin
        self.complain = complain
        self.is_alive = True
        self._asked = 0
        self._answered: dict[Question, int] = {}

    def is_overtaken(self, answer: _Answer) -> bool:
        """Say whether the same question was asked later and answered sooner; note if not."""
        if answer.question is None:
            return False
        if answer.number < self._answered.get(answer.question, 0):
            return True
        self._answered[answer.question] = answer.number
        return False

    def end(self) -> None:
        """Drop all answers that are still to come: the screen is gone."""
        self.is_alive = False

    def do(
        self,
        job: "Callable[[WriteTx], T]",
        *,
        then: Callable[[T], None] | None = None,
        refused: Refused | None = None,
    ) -> None:
        """Run a wish in one write transaction."""
        self._follow(self._hub.lanes.do(job, origin=self._origin), then, refused)

    def ask(
        self,
        job: "Callable[[ReadTx], T]",
        *,
        then: Callable[[T], None],
        refused: Refused | None = None,
    ) -> None:
        """Run a query.

        Two threads read. Where somebody asks the same again, an answer that comes after a newer one
        is dropped, so that nothing that is shown becomes older.
        """
        is_method = isinstance(job, MethodType) and isinstance(then, MethodType)
        question = cast("Question", (job, then)) if is_method else None
        self._follow(self._hub.lanes.ask(job), then, refused, question=question)

    def device(
        self,
        job: Callable[[], T],
        *,
        then: Callable[[T], None] | None = None,
        refused: Refused | None = None,
    ) -> None:
        """Compose paper or talk to a device."""
        self._follow(self._hub.lanes.device(job), then, refused)

    def terminal(
        self,
        job: Callable[[], T],
        *,
        then: Callable[[T], None] | None = None,
        refused: Refused | None = None,
    ) -> None:
        """Ask the card terminal, where a customer may take minutes."""
        self._follow(self._hub.lanes.terminal(job), then, refused)

    def away(
        self,
        job: Callable[[], T],
        *,
        then: Callable[[T], None] | None = None,
        refused: Refused | None = None,
    ) -> None:
        """Ask central something, which may take seconds."""
        self._follow(self._hub.lanes.away(job), then, refused)

    def _follow(
        self,
        future: "Future[T]",
        then: Callable[[T], None] | None,
        refused: Refused | None,
        question: Question | None = None,
    ) -> None:
        self._asked += 1
        answer = _Answer(
            tasks=self,
            future=future,
            then=then,
            refused=refused,
            question=question,
            number=self._asked,
        )
        future.add_done_callback(partial(self._hub.announce, answer))
