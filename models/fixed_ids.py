"""The ids of rows that every database has, the same everywhere."""

from uuid import UUID


def fixed_id(group: int, number: int) -> UUID:
    """Return an id of version 7 at time zero, where no writer's clock can be."""
    return UUID(f"00000000-0000-7000-8000-{group:04x}{number:08x}")


WALK_IN_ID = fixed_id(0, 1)
"""The customer of a sale at which nobody said who they are."""

UNCATEGORISED_ID = fixed_id(2, 1)
STANDARD_TAX_ID = fixed_id(3, 1)
MISCELLANEOUS_PRODUCT_ID = fixed_id(4, 1)
MISCELLANEOUS_VARIANT_ID = fixed_id(5, 1)
"""What is sold at a free price."""

FIRST_ADDRESS_ID = fixed_id(7, 1)
FIRST_STORE_ID = fixed_id(8, 1)
FIRST_LOCATION_ID = fixed_id(9, 1)
FIRST_REGISTER_ID = fixed_id(10, 1)
FIRST_STORE_CODE = "S1"
FIRST_REGISTER_CODE = "R1"
