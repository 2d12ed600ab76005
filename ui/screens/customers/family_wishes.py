"""What somebody wishes about a customer's children; central alone knows of them."""

from collections.abc import Callable
from datetime import date
from functools import partial
from uuid import UUID

from pos.domain.errors import PosError, RefusedError
from pos.domain.family import (
    ChildPurpose,
    FamilyAnswer,
    KnownChild,
    NotedChild,
    check_child,
    read_birth_month,
)
from ui.screens.customers import family_text
from ui.screens.customers.state import Asked, ShownFamily
from ui.screens.customers.view_protocol import ChildAnswer, ChildQuestion, CustomersView
from ui.screens.customers.wishes import Shown
from ui.shell.desk import Desk
from ui.text.refusals import sentence


class FamilyWishes:
    """The wishes about the shown customer's children.

    Args:
        shown: Who is shown.
        show: Shows what is known of the children.
    """

    def __init__(
        self,
        view: CustomersView,
        *,
        desk: Desk,
        shown: Shown,
        show: Callable[[ShownFamily], None],
    ) -> None:
        self._view = view
        self._desk = desk
        self._shown = shown
        self._show = show
        self._question = 0

    def look(self) -> None:
        """Ask central about the shown customer's children; the newest question wins."""
        shown, family = self._shown(), self._desk.family
        if shown is None or family is None:
            self._show(ShownFamily())
            return
        self._question += 1
        question, customer_id = self._question, shown.customer.customer_id

        def answered(children: tuple[KnownChild, ...]) -> None:
            if question == self._question:
                self._show(ShownFamily(asked=Asked.ANSWERED, children=children))

        def away(_error: PosError) -> None:
            if question == self._question:
                self._show(ShownFamily(asked=Asked.AWAY))

        self._show(ShownFamily(asked=Asked.ASKING))
        self._desk.runner.away(
            lambda: family.list_children(customer_id), then=answered, refused=away
        )

    def add(self) -> None:
        """Ask about another child."""
        shown = self._shown()
        if shown is not None:
            question = ChildQuestion(
                title=family_text.add_title(shown.customer.details.name),
                purpose=ChildPurpose.SIZE_ADVICE,
                is_known=False,
            )
            self._ask(shown.customer.customer_id, question, child_id=self._desk.ids.new_id())

    def change(self, child: KnownChild) -> None:
        """Ask what is different about a child, or whether it shall be forgotten."""
        shown = self._shown()
        if shown is not None:
            age = family_text.age(child.months_from, child.months_to)
            question = ChildQuestion(
                title=family_text.change_title(age), purpose=child.purpose, is_known=True
            )
            self._ask(shown.customer.customer_id, question, child_id=child.child_id)

    def _ask(self, customer_id: UUID, question: ChildQuestion, *, child_id: UUID) -> None:
        self._view.ask_child(
            question,
            then=partial(self._note, customer_id, child_id),
            remove=partial(self._forget, customer_id, child_id),
        )

    def _note(self, customer_id: UUID, child_id: UUID, answer: ChildAnswer) -> None:
        today = self._desk.clock.now().astimezone(self._desk.formats.timezone).date()
        try:
            child = NotedChild(
                child_id=child_id,
                birth_month=read_birth_month(answer.month),
                purpose=answer.purpose,
                keep_until=_years_later(today, answer.years),
                has_consent=answer.has_consent,
            )
            check_child(child, today=today)
        except RefusedError as error:
            self._view.show_trouble(sentence(error))
            return
        family, cashier = self._desk.family, self._desk.session.cashier
        if family is not None and cashier is not None:
            note = partial(family.note_child, customer_id, child, staff_id=cashier.staff_id)
            self._tell(note, said=family_text.noted())

    def _forget(self, customer_id: UUID, child_id: UUID) -> None:
        family, cashier = self._desk.family, self._desk.session.cashier
        if family is not None and cashier is not None:
            forget = partial(family.forget_child, customer_id, child_id, staff_id=cashier.staff_id)
            self._tell(forget, said=family_text.forgotten())

    def _tell(self, job: Callable[[], FamilyAnswer], *, said: str) -> None:
        def answered(answer: FamilyAnswer) -> None:
            if answer is not FamilyAnswer.DONE:
                self._view.show_trouble(family_text.refused(answer))
                return
            self._view.close_question()
            self._desk.notices.toast(said)
            self.look()

        def refused(error: PosError) -> None:
            if not self._view.show_trouble(sentence(error)):
                self._desk.notices.refused(error)

        self._desk.runner.away(job, then=answered, refused=refused)


def _years_later(day: date, years: int) -> date:
    """Return the same day so many years later; the end of February stays that."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
