"""What a known customer may owe: a limit that headquarters gives, less what is owed already."""

from dataclasses import dataclass

from pos.domain.errors import RefusedError


class NoAccountError(RefusedError):
    """Nobody said that this customer may pay later. Facts: customer."""


class CreditLimitError(RefusedError):
    """The customer would owe more than they may. Facts: customer, left_cents, limit_cents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditLine:
    """What one customer may still owe, as far as this register knows.

    Attributes:
        limit_cents: None: they have no account.
        owed_cents: Promised and not collected; what came back since is taken off.
    """

    customer_name: str
    limit_cents: int | None
    owed_cents: int

    @property
    def left_cents(self) -> int:
        """What they may still promise; at least 0."""
        return max(0, (self.limit_cents or 0) - self.owed_cents)


def check_credit(line: CreditLine, amount_cents: int) -> None:
    """Refuse a promise that is larger than what is left.

    Raises:
        NoAccountError: They have no account.
        CreditLimitError: They would owe too much.
    """
    if line.limit_cents is None:
        raise NoAccountError(customer=line.customer_name)
    if amount_cents > line.left_cents:
        raise CreditLimitError(
            customer=line.customer_name, left_cents=line.left_cents, limit_cents=line.limit_cents
        )
