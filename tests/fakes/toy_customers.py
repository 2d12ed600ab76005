"""Who buys in the toy shop."""

from uuid import UUID

from pos.domain.customer import CartCustomer
from pos.queries.customers import CustomerListRow

IDA = CartCustomer(customer_id=UUID(int=71), name="Ida Holm", note="Allergic to nuts")
SCHOOL = CartCustomer(customer_id=UUID(int=72), name="Village School", tax_exempt_no="SCHOOL 7")
PHONE_OF_IDA = "+436641234567"
CARD_OF_IDA = "C-1001"


def customer_row(customer: CartCustomer) -> CustomerListRow:
    is_ida = customer is IDA
    return CustomerListRow(
        customer_id=customer.customer_id,
        name=customer.name,
        phone=PHONE_OF_IDA if is_ida else "",
        email="",
        card_no=CARD_OF_IDA if is_ida else "",
        note=customer.note,
    )
