"""What was taken for the sale in hand so far, and what it comes to."""

from uuid import UUID

from pos.domain.attempt import Attempt
from pos.domain.payment import Settlement, TenderEntry, settle
from pos.domain.pricing import PricingRules


class TendersTaken:
    """The tenders of one sale that is not posted yet.

    Attributes:
        entries: What was taken, in that order.
        settlement: What it comes to.
        attempts: The approved attempts that tenders by card rest on, by their id.
    """

    def __init__(self, total_cents: int, rules: PricingRules) -> None:
        self.total_cents = total_cents
        self.rules = rules
        self.entries: tuple[TenderEntry, ...] = ()
        self.settlement = self.settled_with(())
        self.attempts: dict[UUID, Attempt] = {}

    @property
    def remaining_cents(self) -> int:
        """What is still to be paid."""
        return self.settlement.remaining_cents

    def of_account(self, account_id: UUID) -> int:
        """Return what they take from a gift card or from somebody's credit, in minor units."""
        payments = self.settlement.payments
        return sum(each.amount_cents for each in payments if each.account_id == account_id)

    def find_attempt(self, place: int) -> Attempt | None:
        """Return the attempt that the tender at a place rests on; None: it rests on none."""
        attempt_id = self.entries[place].attempt_id
        return None if attempt_id is None else self.attempts.get(attempt_id)

    def settled_with(self, entries: tuple[TenderEntry, ...]) -> Settlement:
        """Return what other tenders would come to.

        Raises:
            RefusedError: They do not fit together, or not the sale.
        """
        return settle(
            self.total_cents,
            entries,
            cash_step_cents=self.rules.cash_step_cents,
            rounding=self.rules.rounding,
        )
