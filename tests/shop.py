"""A small shop in a register's database, for tests that sell, return and count.

Prices contain VAT of 20 % or 10 %. Cashier Ada may do what staff may, manager Grace what managers
may; both have the PIN of their name here.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from argon2 import PasswordHasher

from models.catalogue import BarcodeRow, CategoryRow, ProductRow, VariantRow
from models.fixed_ids import FIRST_LOCATION_ID, FIRST_STORE_ID, STANDARD_TAX_ID
from models.identity import RoleRow, StaffRow, UserRoleRow, UserRow
from models.inventory import InventoryLevelRow, StockMovementRow
from models.operations import SettingRow, StoreRow
from models.pricing import TaxCategoryRow, TaxRateRow
from models.sync import SyncStateRow
from pos import search_index
from pos.domain.cart import Cart, add, set_customer
from pos.domain.cart_pricing import price_cart
from pos.domain.completion import CompletedSale, CompleteSale
from pos.domain.payment import TenderEntry, TenderKind
from pos.identity import CENTRAL_KEY
from pos.queries.customers import find_cart_customer
from pos.queries.items import find_sellable
from pos.queries.store_rules import day_in_store, read_pricing_rules
from pos.services.checkout import complete_sale
from pos.services.installation import FirstManager, SetUpShop, set_up_shop
from pos.services.permissions import Actor
from pos.services.sale_offers import with_offers
from pos.services.shifts import OpenShiftWish, open_shift
from pos.uow import Store, WriteTx

_QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)

ADA_PIN = "1815"
GRACE_PIN = "1906"
SHIRT = "2000000000015"
APPLES = "2000000000022"
CAKE = "2000000000039"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shop:
    """The shop's database and the people in it."""

    store: Store
    ada: UUID
    grace: UUID

    def open_shift(self, float_cents: int = 10_000) -> UUID:
        wish = OpenShiftWish(actor=Actor(staff_id=self.ada), opening_float_cents=float_cents)
        with self.store.write() as tx:
            return open_shift(tx, wish).shift_id

    def belong_to_central(self) -> None:
        """Mark the register as one that has a central to send to."""
        with self.store.write() as tx:
            tx.connection.execute(
                sa.insert(SyncStateRow), {"key": CENTRAL_KEY, "value": {}, "updated_at": tx.now}
            )

    def decide(self, **settings: object) -> None:
        """Write settings of the store into its database, as central does."""
        with self.store.write() as tx:
            row = {"scope": "store", "store_id": tx.register.store_id}
            for key, value in settings.items():
                tx.connection.execute(
                    sa.insert(SettingRow), {**row, "id": tx.new_id(), "key": key, "value": value}
                )

    def cart_of(self, *codes: str, quantity: int | None = None) -> Cart:
        with self.store.write() as tx:
            cart = Cart(cart_id=tx.new_id(), currency="EUR")
            for code in codes:
                item = find_sellable(tx, code, on=day_in_store(tx, tx.now))
                assert item is not None
                cart = add(cart, item, line_id=tx.new_id(), quantity=quantity)
            return cart

    def sale_of(self, cart: Cart, *tenders: TenderEntry) -> CompleteSale:
        with self.store.write() as tx:
            offered = with_offers(tx, cart, at=tx.now)
            total_cents = price_cart(read_pricing_rules(tx), offered).total_cents
            return CompleteSale(
                sale_id=tx.new_id(),
                cart=cart,
                tenders=tenders or (cash(),),
                total_cents=total_cents,
                staff_id=self.ada,
            )

    def sell_to(self, customer_id: UUID, *codes: str) -> CompletedSale:
        with self.store.read() as tx:
            customer = find_cart_customer(tx, customer_id)
        wish = self.sale_of(set_customer(self.cart_of(*codes), customer))
        with self.store.write() as tx:
            return complete_sale(tx, wish)

    def sell(self, *codes: str, quantity: int | None = None) -> CompletedSale:
        wish = self.sale_of(self.cart_of(*codes, quantity=quantity))
        with self.store.write() as tx:
            return complete_sale(tx, wish)


def cash(tendered_cents: int | None = None) -> TenderEntry:
    return TenderEntry(method_code="cash", kind=TenderKind.CASH, tendered_cents=tendered_cents)


def card(amount_cents: int | None = None) -> TenderEntry:
    return TenderEntry(method_code="card", kind=TenderKind.CARD, amount_cents=amount_cents)


def find_shop(store: Store) -> Shop:
    """Find the people of the shop in a database that has it."""
    with store.read() as tx:
        staff = dict(tx.connection.execute(sa.select(StaffRow.employee_no, StaffRow.user_id)).all())
    return Shop(store=store, grace=staff["1"], ada=staff["2"])


def open_shop(store: Store) -> None:
    """Set up the shop in an empty database."""
    with store.write() as tx:
        set_up_shop(
            tx,
            SetUpShop(
                store_name="Corner Shop",
                currency="EUR",
                country="AT",
                timezone="Europe/Vienna",
                prices_include_tax=True,
                manager=FirstManager(name="Grace", employee_no="1", pin=GRACE_PIN),
            ),
        )
        _make_verifiers_quick(tx)
        _use_coins_of_five(tx)
        _tax(tx)
        _stock_shelves(tx)
        _hire(tx)


def quick_verifier(pin: str) -> str:
    """Return a verifier that takes no time: what it costs is written in it."""
    return _QUICK.hash(pin)


def _make_verifiers_quick(tx: WriteTx) -> None:
    """Grace's PIN was hashed as slowly as a shop wants it; tests check it hundreds of times."""
    tx.connection.execute(
        sa.update(StaffRow)
        .where(StaffRow.employee_no == "1")
        .values(pin_hash=quick_verifier(GRACE_PIN))
    )


def _use_coins_of_five(tx: WriteTx) -> None:
    tx.connection.execute(
        sa.update(StoreRow).where(StoreRow.id == FIRST_STORE_ID).values(cash_step_cents=5)
    )


def _tax(tx: WriteTx) -> None:
    reduced = tx.new_id()
    tx.connection.execute(sa.delete(TaxRateRow))
    tx.connection.execute(
        sa.insert(TaxCategoryRow), {"id": reduced, "code": "reduced", "name": "Reduced"}
    )
    tx.connection.execute(
        sa.insert(TaxRateRow),
        [
            {
                "id": tx.new_id(),
                "tax_category_id": category,
                "name": name,
                "rate_ppm": rate,
                "is_inclusive": True,
                "valid_from": date(2020, 1, 1),
            }
            for category, name, rate in (
                (STANDARD_TAX_ID, "VAT 20 %", 200_000),
                (reduced, "VAT 10 %", 100_000),
            )
        ],
    )


def _stock_shelves(tx: WriteTx) -> None:
    reduced = tx.connection.execute(
        sa.select(TaxCategoryRow.id).where(TaxCategoryRow.code == "reduced")
    ).scalar_one()
    category = tx.new_id()
    tx.connection.execute(
        sa.insert(CategoryRow), {"id": category, "name": "Everything", "slug": "everything"}
    )
    goods = (
        ("Shirt", "SHIRT-92", SHIRT, 1_990, STANDARD_TAX_ID, "each", 1, 8),
        ("Apples", "APPLES", APPLES, 399, reduced, "g", 1_000, 20_000),
        ("Cake", "CAKE", CAKE, 3_000, reduced, "each", 1, 2),
    )
    products = []
    for name, sku, code, cents, tax, unit, per, on_hand in goods:
        product, variant = tx.new_id(), tx.new_id()
        products.append(product)
        tx.connection.execute(
            sa.insert(ProductRow),
            {
                "id": product,
                "category_id": category,
                "tax_category_id": tax,
                "name": name,
                "slug": sku.lower(),
                "style_code": sku,
                "base_price_cents": cents,
            },
        )
        tx.connection.execute(
            sa.insert(VariantRow),
            {
                "id": variant,
                "product_id": product,
                "sku": sku,
                "is_default": True,
                "price_cents": cents,
                "cost_cents": cents // 2,
                "unit": unit,
                "price_unit_qty": per,
            },
        )
        tx.connection.execute(
            sa.insert(BarcodeRow), {"id": tx.new_id(), "variant_id": variant, "code": code}
        )
        tx.connection.execute(
            sa.insert(StockMovementRow),
            {
                "id": tx.new_id(),
                "variant_id": variant,
                "location_id": FIRST_LOCATION_ID,
                "kind": "opening",
                "quantity_delta": on_hand,
            },
        )
        tx.connection.execute(
            sa.insert(InventoryLevelRow),
            {
                "id": tx.new_id(),
                "variant_id": variant,
                "location_id": FIRST_LOCATION_ID,
                "on_hand": on_hand,
                "low_stock_threshold": 3,
            },
        )
    search_index.refresh(tx.connection, products)


def _hire(tx: WriteTx) -> None:
    staff_role = tx.connection.execute(
        sa.select(RoleRow.id).where(RoleRow.code == "staff")
    ).scalar_one()
    ada = tx.new_id()
    tx.connection.execute(sa.insert(UserRow), {"id": ada, "name": "Ada"})
    tx.connection.execute(
        sa.insert(StaffRow),
        {"user_id": ada, "employee_no": "2", "pin_hash": quick_verifier(ADA_PIN)},
    )
    tx.connection.execute(
        sa.insert(UserRoleRow), {"id": tx.new_id(), "user_id": ada, "role_id": staff_role}
    )
