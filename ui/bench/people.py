"""Customers in any number: the same names, numbers and addresses for the same seed."""

from random import Random
from uuid import UUID

from pos import customer_index
from pos.demo_shop.chance import stream
from pos.demo_shop.names import FAMILY_NAMES, GIVEN_NAMES
from pos.uow import WriteTx
from ui.bench.raw_rows import insert_into
from ui.bench.rehearsal import driver_of

PHONE_BASE = 33_700_000_000
"""Numbers in one form; nobody is called at them."""


def write_customers(tx: WriteTx, *, seed: int, count: int) -> None:
    """Write customers who can be found at once."""
    chance = stream(seed, "bench", "customers")
    rows = [_customer(chance, number) for number in range(count)]
    driver_of(tx).executemany(insert_into("users", rows[0]), [tuple(row.values()) for row in rows])
    customer_index.rebuild(tx.connection)


def name(number: int) -> str:
    """Return the name of the customer with this number, counted from 0; many have the same."""
    given = GIVEN_NAMES[number % len(GIVEN_NAMES)]
    return f"{given} {FAMILY_NAMES[number // len(GIVEN_NAMES) % len(FAMILY_NAMES)]}"


def phone(number: int) -> str:
    """Return their telephone."""
    return f"+{PHONE_BASE + number * 37}"


def email(number: int) -> str:
    """Return their e-mail address."""
    return f"customer.{number}@example.com"


def card_no(number: int) -> str:
    """Return what is on their card."""
    return f"C{number:07}"


def _customer(chance: Random, number: int) -> dict[str, object]:
    return {
        "id": UUID(int=chance.getrandbits(128)).bytes,
        "name": name(number),
        "phone": phone(number),
        "email": email(number),
        "customer_no": card_no(number),
    }
