"""Opens the demo shop: in an empty register, and in the central database of that register."""

import sqlalchemy as sa

from models.fixed_ids import FIRST_REGISTER_CODE, FIRST_REGISTER_ID, FIRST_STORE_CODE
from pos.demo_shop.reference import write_reference
from pos.demo_shop.relive import write_history
from pos.demo_shop.shop import DemoShop
from pos.demo_shop.storefront_rows import write_storefront
from pos.runtime.changes import Topic
from pos.services.installation import claim_register
from pos.uow import Store

STORE_CODE = FIRST_STORE_CODE
REGISTER_CODE = FIRST_REGISTER_CODE
"""What the demo shop's store and first register are called in central."""


def fill_register(store: Store, shop: DemoShop) -> None:
    """Make an empty register the first one of the demo shop, with its catalogue, people and past.

    Raises:
        AlreadySetUpError: The database belongs to a register; nothing is written.
    """
    with store.write(origin="demo") as tx:
        write_storefront(tx.connection, shop.storefront)
        claim_register(tx, FIRST_REGISTER_ID)
        write_reference(tx.connection, shop)
        for topic in (Topic.CATALOGUE, Topic.PRICES, Topic.STOCK, Topic.PEOPLE, Topic.SETTINGS):
            tx.touched(topic)
    write_history(store, shop)


def fill_central(connection: sa.Connection, shop: DemoShop) -> None:
    """Give an empty central the same rows, without the past: that comes from the register.

    The caller commits.
    """
    write_storefront(connection, shop.storefront)
    write_reference(connection, shop)
