"""Everything that the customers screen shows, as frozen values."""

from dataclasses import dataclass, field
from enum import Enum

from pos.domain.family import KnownChild
from pos.domain.permission import Action
from pos.queries.customer_details import Customer
from pos.queries.customer_duplicates import Duplicate
from pos.queries.customers import CustomerListRow


class Found(Enum):
    """What the list has to show."""

    LOADING = "still looking"
    SOME = "rows"
    NONE = "nobody fits"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCustomer:
    """The customer beside the list, and the records that may be about them too.

    Attributes:
        country: Of the shop, where most new addresses are.
    """

    customer: Customer
    country: str
    duplicates: tuple[Duplicate, ...]


class Asked(Enum):
    """How far central's answer about the children of the shown customer is."""

    ALONE = "there is no central"
    ASKING = "asked"
    ANSWERED = "it answered"
    AWAY = "it did not answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFamily:
    """What is known of the shown customer's children, for as long as they are shown."""

    asked: Asked = Asked.ALONE
    children: tuple[KnownChild, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomersState:
    """The whole screen.

    Attributes:
        search: Empty: those who came last are listed.
        shown: None until a customer was chosen.
        may: What the person may do here, alone or with an approval.
    """

    search: str = ""
    found: Found = Found.LOADING
    rows: tuple[CustomerListRow, ...] = ()
    shown: ShownCustomer | None = None
    may: frozenset[Action] = frozenset()
    family: ShownFamily = field(default_factory=ShownFamily)

    @property
    def may_edit(self) -> bool:
        """Whether the person may change customers."""
        return Action.EDIT_CUSTOMER in self.may
