"""The demo shop's people: three who work there, and customers with children and wish lists.

Nobody here lives: family names are made up, telephone numbers come from the range that France
keeps for fiction, e-mail addresses end in example.com or example.org (RFC 2606).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from pos.demo_shop.chance import stream
from pos.demo_shop.names import CHILD_NAMES, FAMILY_NAMES, GIVEN_NAMES, NOTES, STREETS, TOWNS
from pos.demo_shop.slugs import slug_of

CUSTOMERS = 200
EXEMPT = {12: "Consular card 0412"}
"""Who pays no taxes, by number, and why."""

_PHONE_BASE = 33_639_980_000
_DAYS_A_YEAR = 365
_CHILD_DAYS_MAX = 8 * _DAYS_A_YEAR
_EXPECTED_WITHIN_DAYS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffMember:
    """Somebody who works in the shop.

    Attributes:
        roles: Codes of the roles.
        pin: Signs in at the demo's registers; printed by `countertop init --demo`.
        hired_days_ago: Counted back from the shop's last day.
    """

    employee_no: str
    name: str
    title: str
    roles: tuple[str, ...]
    pin: str
    hired_days_ago: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """A customer's child.

    Attributes:
        gender: f, m or None: not told.
    """

    name: str
    birth_date: date
    gender: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where somebody lives."""

    line1: str
    postal_code: str
    city: str
    country: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """A customer with a card.

    Attributes:
        customer_no: Printed on the card.
        phone: E.164; None: not told.
        email: Lower case; None: not told.
        address: None: not told.
        expected_on: When a baby is due; None: no baby is.
        joined_days_ago: Counted back from the shop's last day.
        tax_exempt_no: Why they pay no taxes; None: they pay them.
    """

    customer_no: str
    first_name: str
    last_name: str
    phone: str | None
    email: str | None
    address: Address | None
    children: tuple[Child, ...]
    expected_on: date | None
    note: str | None
    marketing_opt_in: bool
    joined_days_ago: int
    tax_exempt_no: str | None

    @property
    def name(self) -> str:
        """The name as it is shown."""
        return f"{self.first_name} {self.last_name}"


STAFF = (
    StaffMember(
        employee_no="101",
        name="Maya Quillfeather",
        title="Cashier",
        roles=("staff",),
        pin="1001",
        hired_days_ago=420,
    ),
    StaffMember(
        employee_no="102",
        name="Tomas Underbough",
        title="Sales assistant",
        roles=("staff",),
        pin="2002",
        hired_days_ago=130,
    ),
    StaffMember(
        employee_no="103",
        name="Ines Vandermarrow",
        title="Store manager",
        roles=("manager", "admin"),
        pin="3003",
        hired_days_ago=1500,
    ),
)


def build_customers(seed: int, *, last_day: date) -> tuple[Customer, ...]:
    """Return the customers of the shop with this seed, as they are on its last day."""
    chance = stream(seed, "customers")
    names = _distinct_names(chance)
    return tuple(
        _customer(chance, next(names), number=number, last_day=last_day)
        for number in range(1, CUSTOMERS + 1)
    )


def _distinct_names(chance: Random) -> Iterator[tuple[str, str]]:
    pairs = [(given, family) for given in GIVEN_NAMES for family in FAMILY_NAMES]
    chance.shuffle(pairs)
    return iter(pairs)


def _customer(chance: Random, name: tuple[str, str], *, number: int, last_day: date) -> Customer:
    first_name, last_name = name
    expects = chance.randrange(8) == 0
    return Customer(
        customer_no=f"C{number:05}",
        first_name=first_name,
        last_name=last_name,
        phone=f"+{_PHONE_BASE + number * 37}" if chance.randrange(10) else None,
        email=_email(chance, name, number) if chance.randrange(4) else None,
        address=_address(chance) if chance.randrange(3) else None,
        children=_children(chance, last_day),
        expected_on=_soon(chance, last_day) if expects else None,
        note=chance.choice(NOTES) if chance.randrange(15) == 0 else None,
        marketing_opt_in=chance.randrange(3) == 0,
        joined_days_ago=40 + chance.randrange(1100),
        tax_exempt_no=EXEMPT.get(number),
    )


def _email(chance: Random, name: tuple[str, str], number: int) -> str:
    domain = chance.choice(("example.com", "example.org"))
    plain = ".".join(slug_of(part) for part in name)
    return f"{plain}.{number}@{domain}"


def _address(chance: Random) -> Address:
    postal_code, city = chance.choice(TOWNS)
    return Address(
        line1=f"{1 + chance.randrange(88)} {chance.choice(STREETS)}",
        postal_code=postal_code,
        city=city,
        country="FR",
    )


def _children(chance: Random, last_day: date) -> tuple[Child, ...]:
    count = chance.choices((0, 1, 2, 3), weights=(25, 40, 27, 8))[0]
    names = chance.sample(CHILD_NAMES, count)
    return tuple(
        Child(
            name=name,
            birth_date=last_day - timedelta(days=20 + chance.randrange(_CHILD_DAYS_MAX)),
            gender=gender if chance.randrange(6) else None,
        )
        for name, gender in names
    )


def _soon(chance: Random, last_day: date) -> date:
    return last_day + timedelta(days=10 + chance.randrange(_EXPECTED_WITHIN_DAYS))
