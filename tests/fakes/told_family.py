"""A headquarters that knows children, or does not answer."""

from uuid import UUID

from pos.domain.errors import UnavailableError
from pos.domain.family import FamilyAnswer, KnownChild, NotedChild


class ToldFamily:
    """Answers what it was told to.

    Attributes:
        is_away: It does not answer.
        answer: What it says to a change.
        noted: What it heard of children.
    """

    def __init__(self, *children: KnownChild) -> None:
        self.children = children
        self.is_away = False
        self.answer = FamilyAnswer.DONE
        self.noted: list[NotedChild] = []

    def list_children(self, _customer_id: UUID) -> tuple[KnownChild, ...]:
        self._listen()
        return self.children

    def note_child(self, _customer_id: UUID, child: NotedChild, *, staff_id: UUID) -> FamilyAnswer:
        self._listen()
        if self.answer is FamilyAnswer.DONE:
            self.noted.append(child)
        return self.answer

    def forget_child(self, _customer_id: UUID, _child_id: UUID, *, staff_id: UUID) -> FamilyAnswer:
        self._listen()
        self.children = ()
        return self.answer

    def _listen(self) -> None:
        if self.is_away:
            raise UnavailableError
