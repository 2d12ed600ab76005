"""The demo shop itself: its name, where it stands, and what is printed on its receipts."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Storefront:
    """What a shop says about itself.

    Attributes:
        postal_code: 99 is no department of France, so no real street can be meant.
        phone: From the numbers that France keeps for fiction.
        timezone: IANA name.
        cash_step_cents: Smallest coin that is given.
    """

    name: str
    legal_name: str
    tax_id: str
    line1: str
    postal_code: str
    city: str
    country: str
    phone: str
    email: str
    timezone: str
    currency: str
    cash_step_cents: int
    receipt_header: str
    receipt_footer: str


DEMO_STOREFRONT = Storefront(
    name="Puddle & Plum",
    legal_name="Puddle & Plum Demo SARL",
    tax_id="FR00000000000",
    line1="7 rue des Parapluies",
    postal_code="99120",
    city="Port-Aubrelle",
    country="FR",
    phone="+33199000120",
    email="hello@puddle-and-plum.example.com",
    timezone="Europe/Paris",
    currency="EUR",
    cash_step_cents=1,
    receipt_header="Clothes, toys, cakes and groceries",
    receipt_footer="Thank you! Exchange within 30 days with this receipt.",
)
