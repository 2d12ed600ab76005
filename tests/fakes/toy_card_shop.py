"""Payments by card in memory, by the rules that the shop's database keeps."""

from dataclasses import replace
from typing import TYPE_CHECKING

from pos.domain.attempt import OPEN_STATES, Attempt, AttemptState, agree, check_step
from pos.domain.permission import Action
from pos.services.permissions import ApprovalNeededError
from pos.terminals import Terminal

if TYPE_CHECKING:
    from uuid import UUID


class ToyCardShop:
    """Keeps attempts in memory, by the rules of `pos.domain.attempt`.

    Attributes:
        attempts: By their id.
        log: What was committed, in order.
        strays: What was charged after its sale was over.
        refuses_to_keep: Raised by the next writing instead.
    """

    def __init__(self) -> None:
        self.chosen = Terminal()
        self.attempts: dict[UUID, Attempt] = {}
        self.log: list[str] = []
        self.strays: list[Attempt] = []
        self.refuses_to_keep = None

    def terminal(self, _tx):
        return self.chosen

    def open_attempts(self, _tx, cart_id):
        found = [each for each in self.attempts.values() if each.cart_id == cart_id]
        return tuple(each for each in found if each.state in OPEN_STATES)

    def stray_attempts(self, _tx):
        return tuple(each for each in self.strays if each.state is AttemptState.APPROVED)

    def doubtful_refunds(self, _tx):
        return ()

    def lose_unanswered(self, _tx):
        return ()

    def begin(self, _tx, wish):
        attempt = Attempt(
            attempt_id=wish.attempt_id,
            cart_id=wish.cart_id,
            sale_id=wish.sale_id,
            method_code=wish.method_code,
            driver=wish.driver,
            amount_cents=wish.amount_cents,
            tip_cents=wish.tip_cents,
            currency="EUR",
            state=AttemptState.SENT,
        )
        return self._keep(attempt)

    def settle(self, _tx, attempt_id, answer):
        attempt = self.attempts[attempt_id]
        answer = agree(attempt, answer)
        if answer.state is attempt.state:
            return attempt
        is_late = check_step(attempt.state, answer.state)
        return self._keep(
            replace(
                attempt,
                state=answer.state,
                is_late=is_late,
                message=answer.message,
                authorisation=answer.authorisation,
                card_last4=answer.card_last4,
            )
        )

    def resolve(self, _tx, actor, attempt_id, *, was_charged):
        if actor.approval_id is None:
            raise ApprovalNeededError(action=Action.RESOLVE_PAYMENT)
        state = AttemptState.APPROVED if was_charged else AttemptState.NOT_CHARGED
        return self._keep(replace(self.attempts[attempt_id], state=state))

    def reverse(self, _tx, _actor, attempt_id):
        self.strays = [each for each in self.strays if each.attempt_id != attempt_id]
        return self._keep(replace(self.attempts[attempt_id], state=AttemptState.REVERSED))

    def _keep(self, attempt):
        if self.refuses_to_keep is not None:
            error, self.refuses_to_keep = self.refuses_to_keep, None
            raise error
        self.attempts[attempt.attempt_id] = attempt
        self.log.append(str(attempt.state))
        return attempt
