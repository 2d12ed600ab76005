"""What the presenter of the customers screen wants of its view."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from pos.domain.contact import CustomerDetails
from pos.domain.erasure import ErasurePreview, ErasureReason
from pos.domain.family import ChildPurpose
from pos.domain.postal_address import PostalAddress
from pos.domain.stored_value import CreditReason
from ui.screens.customers.state import CustomersState


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeQuestion:
    """Which of two records stays.

    Attributes:
        shown: Name on the record that is shown.
        other: Name on the other one.
    """

    shown: str
    other: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditQuestion:
    """How much store credit is given or taken back.

    Attributes:
        balance_cents: What they have now.
    """

    name: str
    balance_cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditAnswer:
    """How much, in which direction, and why.

    Attributes:
        amount_cents: Above 0, whatever the direction.
    """

    is_given: bool
    amount_cents: int
    reason: CreditReason


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitQuestion:
    """How much a customer may owe.

    Attributes:
        limit_cents: What they may owe now; None: they have no account.
    """

    name: str
    limit_cents: int | None
    owed_cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressQuestion:
    """What an address is.

    Attributes:
        address: As it is known, or the beginning of a new one.
        is_kept: It is known already, so it can be removed.
    """

    title: str
    address: PostalAddress
    is_kept: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildQuestion:
    """What is asked about a child.

    Attributes:
        is_known: Central knows it already, so it can be forgotten.
    """

    title: str
    purpose: ChildPurpose
    is_known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildAnswer:
    """What was typed about a child.

    Attributes:
        month: As it was typed.
        years: For how long it shall be kept.
    """

    month: str
    purpose: ChildPurpose
    years: int
    has_consent: bool


class CustomersView(Protocol):
    """Draws states, and asks what must be known first; answers go to the given functions."""

    def show(self, state: CustomersState) -> None:
        """Draw a state."""
        ...

    def focus_search(self) -> None:
        """Put the cursor into the search field."""
        ...

    def ask_details(
        self, title: str, details: CustomerDetails, *, then: Callable[[CustomerDetails], None]
    ) -> None:
        """Ask what is known of a customer; asked until `close_question`."""
        ...

    def close_question(self) -> None:
        """End that question: the answer was kept."""
        ...

    def show_trouble(self, sentence: str) -> bool:
        """Say in that question what cannot be kept; False when it is not asked any more."""
        ...

    def ask_merge(
        self,
        question: MergeQuestion,
        *,
        keep_shown: Callable[[], None],
        keep_other: Callable[[], None],
    ) -> None:
        """Ask which of two records stays."""
        ...

    def ask_credit(self, question: CreditQuestion, *, then: Callable[[CreditAnswer], None]) -> None:
        """Ask how much credit is given or taken back; asked until `close_question`."""
        ...

    def ask_limit(self, question: LimitQuestion, *, then: Callable[[int | None], None]) -> None:
        """Ask how much they may owe; asked until `close_question`."""
        ...

    def ask_address(
        self,
        question: AddressQuestion,
        *,
        then: Callable[[PostalAddress], None],
        remove: Callable[[], None],
    ) -> None:
        """Ask for an address; asked until `close_question`."""
        ...

    def ask_erasure(
        self, preview: ErasurePreview, *, then: Callable[[ErasureReason], None]
    ) -> None:
        """Say what erasing takes away and ask why; asked until `close_question`."""
        ...

    def ask_child(
        self,
        question: ChildQuestion,
        *,
        then: Callable[[ChildAnswer], None],
        remove: Callable[[], None],
    ) -> None:
        """Ask about a child; asked until `close_question`."""
        ...
