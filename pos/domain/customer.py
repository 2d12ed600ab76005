"""What a sale knows of the customer it is for."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class CartCustomer:
    """The customer of a cart, as they were known when they were named.

    Attributes:
        group_ids: The groups of customers they belong to: whose price lists hold for them.
        tax_exempt_no: Why they pay no taxes: a number or a reason; empty: they pay them.
        note: What the shop noted about them, for whoever serves them.
        used_offers: Offers that they have had as often as one customer may.
    """

    customer_id: UUID
    name: str
    group_ids: frozenset[UUID] = frozenset()
    tax_exempt_no: str = ""
    note: str = ""
    used_offers: frozenset[UUID | str] = frozenset()

    @property
    def is_tax_exempt(self) -> bool:
        """Whether they pay no taxes."""
        return bool(self.tax_exempt_no)
