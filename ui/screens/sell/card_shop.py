"""What paying by card asks of the shop: each a job for a lane (see `ui.screens.sell.shop`)."""

from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from pos.domain.attempt import Answer, Attempt
from pos.queries import attempts as attempt_queries
from pos.queries.card_terminal import read_card_terminal
from pos.services import attempts
from pos.services.attempts import BeginAttempt
from pos.services.permissions import Actor
from pos.terminals import Terminal

if TYPE_CHECKING:
    from pos.uow import ReadTx, WriteTx


class CardShop(Protocol):
    """Jobs of paying by card; each is documented where it is done."""

    def terminal(self, tx: "ReadTx") -> Terminal: ...

    def open_attempts(self, tx: "ReadTx", cart_id: UUID) -> tuple[Attempt, ...]: ...

    def stray_attempts(self, tx: "ReadTx") -> tuple[Attempt, ...]: ...

    def doubtful_refunds(self, tx: "ReadTx") -> tuple[Attempt, ...]: ...

    def lose_unanswered(self, tx: "WriteTx") -> tuple[Attempt, ...]: ...

    def begin(self, tx: "WriteTx", wish: BeginAttempt) -> Attempt: ...

    def settle(self, tx: "WriteTx", attempt_id: UUID, answer: Answer) -> Attempt: ...

    def resolve(
        self, tx: "WriteTx", actor: Actor, attempt_id: UUID, *, was_charged: bool
    ) -> Attempt: ...

    def reverse(self, tx: "WriteTx", actor: Actor, attempt_id: UUID) -> Attempt: ...

    def note_refund(self, tx: "WriteTx", actor: Actor, attempt: Attempt) -> None: ...


class StoreCardShop:
    """Paying by card as the register's database knows it."""

    def terminal(self, tx: "ReadTx") -> Terminal:
        return read_card_terminal(tx)

    def open_attempts(self, tx: "ReadTx", cart_id: UUID) -> tuple[Attempt, ...]:
        return attempt_queries.list_open_attempts(tx, cart_id)

    def stray_attempts(self, tx: "ReadTx") -> tuple[Attempt, ...]:
        return attempt_queries.list_stray_attempts(tx)

    def doubtful_refunds(self, tx: "ReadTx") -> tuple[Attempt, ...]:
        return attempt_queries.list_doubtful_refunds(tx)

    def lose_unanswered(self, tx: "WriteTx") -> tuple[Attempt, ...]:
        return attempts.lose_unanswered(tx)

    def begin(self, tx: "WriteTx", wish: BeginAttempt) -> Attempt:
        return attempts.begin_attempt(tx, wish)

    def settle(self, tx: "WriteTx", attempt_id: UUID, answer: Answer) -> Attempt:
        return attempts.settle_attempt(tx, attempt_id, answer)

    def resolve(
        self, tx: "WriteTx", actor: Actor, attempt_id: UUID, *, was_charged: bool
    ) -> Attempt:
        return attempts.resolve_attempt(tx, actor, attempt_id, was_charged=was_charged)

    def reverse(self, tx: "WriteTx", actor: Actor, attempt_id: UUID) -> Attempt:
        return attempts.note_reversal(tx, actor, attempt_id)

    def note_refund(self, tx: "WriteTx", actor: Actor, attempt: Attempt) -> None:
        attempts.note_refund(tx, attempt, staff_id=actor.staff_id)
