"""Which price a line of the cart has: the shelf's, a price list's, or a person's."""

from uuid import UUID

from pos.domain.cart import Cart, add, change_quantity, set_customer
from pos.domain.cart_concessions import override_price
from pos.domain.cart_pricing import price_cart
from pos.domain.customer import CartCustomer
from pos.domain.pricing import PricingRules
from pos.domain.product import SellableItem
from pos.domain.special_price import SpecialPrice

RULES = PricingRules(currency="EUR", prices_include_tax=True)
EMPTY = Cart(cart_id=UUID(int=99), currency="EUR")
LINE, OTHER_LINE = UUID(int=1), UUID(int=2)
CLUB = UUID(int=50)
MIA = CartCustomer(customer_id=UUID(int=60), name="Mia", group_ids=frozenset({CLUB}))
SHIRT = SellableItem(
    variant_id=UUID(int=10),
    product_id=UUID(int=11),
    category_id=UUID(int=12),
    sku="SHIRT-M",
    name="Shirt",
    price_cents=1_000,
    special_prices=(
        SpecialPrice(name="Spring sale", price_cents=900),
        SpecialPrice(name="Club", price_cents=800, group=CLUB),
    ),
)


def total(cart: Cart) -> int:
    return price_cart(RULES, cart).total_cents


def test_a_sale_price_holds_for_everybody() -> None:
    cart = add(EMPTY, SHIRT, line_id=LINE)

    assert total(cart) == 900
    assert cart.lines[0].list_price_cents == 1_000


def test_a_member_gets_the_lower_price_also_for_what_is_in_the_cart_already() -> None:
    cart = add(EMPTY, SHIRT, line_id=LINE)

    named = set_customer(cart, MIA)

    assert total(named) == 800
    assert set_customer(named, MIA).lines == named.lines
    assert total(set_customer(named, None)) == 900


def test_what_a_member_adds_joins_the_line_that_was_there_before_they_were_known() -> None:
    cart = set_customer(add(EMPTY, SHIRT, line_id=LINE), MIA)

    more = add(cart, SHIRT, line_id=OTHER_LINE)

    assert [(line.quantity, line.unit_price_cents) for line in more.lines] == [(2, 800)]


def test_a_price_that_a_person_set_stays_whoever_the_customer_is() -> None:
    cart = override_price(
        add(EMPTY, SHIRT, line_id=LINE), LINE, price_cents=850, reason="scratched"
    )

    assert total(set_customer(cart, MIA)) == 850
    assert [step.kind for step in price_cart(RULES, cart).lines[0].trace] == ["list", "override"]


def test_a_priced_label_is_its_own_price_until_the_quantity_changes() -> None:
    cart = add(EMPTY, SHIRT, line_id=LINE, fixed_gross_cents=950)

    assert total(cart) == 950
    assert total(change_quantity(cart, LINE, quantity=2)) == 1_800


def test_a_price_list_that_began_later_does_not_reach_a_line_that_is_already_there() -> None:
    before = SellableItem(
        variant_id=SHIRT.variant_id,
        product_id=SHIRT.product_id,
        sku="SHIRT-M",
        name="Shirt",
        price_cents=1_000,
    )

    cart = add(add(EMPTY, before, line_id=LINE), SHIRT, line_id=OTHER_LINE)

    assert [line.unit_price_cents for line in cart.lines] == [1_000, 900]


def test_the_trace_says_whose_price_it_is() -> None:
    cart = set_customer(add(EMPTY, SHIRT, line_id=LINE), MIA)

    steps = price_cart(RULES, cart).lines[0].trace

    assert [(step.kind, step.name, step.after_cents) for step in steps] == [
        ("list", "", 1_000),
        ("special_price", "Club", 800),
    ]
