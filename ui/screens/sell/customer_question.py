"""What the panel that asks for the customer shows and answers; it names nothing of Qt."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerQuestion:
    """What may be answered.

    Attributes:
        current: Who is named now; empty: nobody.
        search: Looks for words.
        choose: Names a customer.
        add: Writes a new one down by one field.
        take_off: Makes it the sale of nobody.
    """

    current: str
    search: Callable[[str], None]
    choose: Callable[[UUID], None]
    add: Callable[[str], None]
    take_off: Callable[[], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerChoice:
    """One customer to choose, as text."""

    customer_id: UUID
    name: str
    detail: str
