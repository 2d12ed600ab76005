"""A card terminal that answers what a test told it to, and keeps what it was asked."""

from pos.domain.attempt import Answer, AttemptState
from pos.terminals import Progress


class ToldTerminal:
    """Says `answer` when it is asked for money.

    Attributes:
        remembers: What it says when it is asked what became of an attempt.
        reverses: What it says when it is asked to give money back.
        asked: References and amounts, in order.
        was_aborted: Somebody asked it to give up.
    """

    def __init__(self, state: AttemptState = AttemptState.APPROVED, **said) -> None:
        self.answer = Answer(state=state, **said)
        self.remembers = Answer(state=AttemptState.UNKNOWN)
        self.reverses = Answer(state=AttemptState.REVERSED)
        self.asked = []
        self.was_aborted = False

    def pay(self, attempt, on_progress):
        self.asked.append((attempt.attempt_id, attempt.charge_cents))
        on_progress(Progress.ENTER_PIN)
        return self.answer

    def recover(self, _attempt):
        return self.remembers

    def reverse(self, _attempt):
        return self.reverses

    def abort(self, _attempt_id) -> None:
        self.was_aborted = True
