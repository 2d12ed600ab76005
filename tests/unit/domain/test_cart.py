from uuid import UUID

import pytest

from pos.domain.cart import (
    Cart,
    LineNotFoundError,
    add,
    change_quantity,
    get_line,
    remove,
    set_customer,
    set_note,
)
from pos.domain.cart_concessions import (
    NotDiscountableError,
    PriceBelowZeroError,
    discount_line,
    discount_order,
    override_price,
)
from pos.domain.cart_pricing import charged, price_cart
from pos.domain.customer import CartCustomer
from pos.domain.discount import Discount
from pos.domain.money import AmountTooLargeError
from pos.domain.pricing import PricingRules, TooManyLinesError
from pos.domain.product import (
    BackorderPolicy,
    OutOfStockError,
    SellableItem,
    SoldOutError,
    StockState,
    check_sellable,
    stock_state,
)
from pos.domain.quantity import QuantityOutOfRangeError, Unit
from pos.domain.tax import TaxRate
from pos.domain.text import CardDataError, ControlCharacterError, TextTooLongError

RULES = PricingRules(currency="EUR", prices_include_tax=True)
EMPTY = Cart(cart_id=UUID(int=99), currency="EUR")
FIRST, SECOND = UUID(int=1), UUID(int=2)


def an_item(price_cents: int = 1000, **other: object) -> SellableItem:
    return SellableItem(
        variant_id=UUID(int=10),
        product_id=UUID(int=11),
        sku="SHIRT-M",
        name="Shirt",
        price_cents=price_cents,
        **other,  # type: ignore[arg-type]
    )


def total(cart: Cart) -> int:
    return price_cart(RULES, cart).total_cents


def test_the_same_article_again_raises_the_quantity_of_its_line() -> None:
    cart = add(add(EMPTY, an_item(), line_id=FIRST), an_item(), line_id=SECOND)

    assert [(line.line_id, line.quantity) for line in cart.lines] == [(FIRST, 2)]
    assert cart.touched_line_id == FIRST


def test_a_line_keeps_the_price_that_the_customer_saw() -> None:
    cart = add(EMPTY, an_item(1000), line_id=FIRST)

    cart = add(cart, an_item(1200), line_id=SECOND)

    assert [line.unit_price_cents for line in cart.lines] == [1000, 1200]
    assert total(cart) == 2200


def test_a_line_with_a_discount_of_its_own_is_left_alone() -> None:
    cart = add(EMPTY, an_item(), line_id=FIRST)
    cart = discount_line(cart, FIRST, discount=Discount(percent_ppm=100_000))

    cart = add(cart, an_item(), line_id=SECOND)

    assert [line.quantity for line in cart.lines] == [1, 1]
    assert total(cart) == 1900


def test_a_line_with_a_price_of_its_own_is_left_alone() -> None:
    cart = add(EMPTY, an_item(), line_id=FIRST)
    cart = override_price(cart, FIRST, price_cents=900, reason="stain")

    cart = add(cart, an_item(), line_id=SECOND)

    assert [line.unit_price_cents for line in cart.lines] == [900, 1000]


def test_a_line_with_a_note_is_left_alone() -> None:
    cart = set_note(add(EMPTY, an_item(), line_id=FIRST), "gift wrap", line_id=FIRST)

    assert len(add(cart, an_item(), line_id=SECOND).lines) == 2


def test_what_was_weighed_starts_a_line_of_its_own() -> None:
    apples = an_item(300, unit=Unit.GRAM, price_unit_qty=1000)

    cart = add(EMPTY, apples, line_id=FIRST, quantity=500)
    cart = add(cart, apples, line_id=SECOND, quantity=250)

    assert [line.quantity for line in cart.lines] == [500, 250]


def test_a_priced_label_costs_what_it_says() -> None:
    cheese = an_item(5000, unit=Unit.GRAM, price_unit_qty=1000)

    cart = add(EMPTY, cheese, line_id=FIRST, quantity=210, fixed_gross_cents=1049)

    assert total(cart) == 1049
    assert total(change_quantity(cart, FIRST, quantity=210)) == 1049
    assert total(change_quantity(cart, FIRST, quantity=420)) == 2100


def test_a_label_beyond_all_amounts_is_refused() -> None:
    with pytest.raises(AmountTooLargeError):
        add(EMPTY, an_item(), line_id=FIRST, fixed_gross_cents=100_000_000)


def test_the_code_of_a_carton_adds_the_carton() -> None:
    assert add(EMPTY, an_item(pack_qty=12), line_id=FIRST).lines[0].quantity == 12


@pytest.mark.parametrize("quantity", [0, -1, 10_000, 10**9])
def test_a_quantity_that_no_line_may_have_is_refused(quantity: int) -> None:
    with pytest.raises(QuantityOutOfRangeError):
        add(EMPTY, an_item(), line_id=FIRST, quantity=quantity)


def test_the_limit_holds_for_the_line_that_grows() -> None:
    cart = add(EMPTY, an_item(), line_id=FIRST, quantity=9_999)

    with pytest.raises(QuantityOutOfRangeError):
        add(cart, an_item(), line_id=SECOND)


def test_a_cart_has_two_thousand_lines_and_no_more() -> None:
    apples = an_item(unit=Unit.GRAM)
    lines = add(EMPTY, apples, line_id=FIRST).lines * 1999
    full = Cart(cart_id=EMPTY.cart_id, currency="EUR", lines=lines)

    assert len(add(full, apples, line_id=SECOND).lines) == 2000
    with pytest.raises(TooManyLinesError):
        add(add(full, apples, line_id=SECOND), apples, line_id=UUID(int=3))


def test_a_removed_line_is_gone() -> None:
    cart = remove(add(EMPTY, an_item(), line_id=FIRST), FIRST)

    assert (cart.lines, cart.touched_line_id) == ((), None)
    with pytest.raises(LineNotFoundError):
        remove(cart, FIRST)


def test_the_quantity_of_a_line_that_is_gone_cannot_change() -> None:
    with pytest.raises(LineNotFoundError):
        change_quantity(EMPTY, FIRST, quantity=2)


def test_what_is_never_discounted_refuses_a_discount_of_its_own() -> None:
    cart = add(EMPTY, an_item(is_discountable=False), line_id=FIRST)

    with pytest.raises(NotDiscountableError):
        discount_line(cart, FIRST, discount=Discount(percent_ppm=1))
    assert discount_line(cart, FIRST, discount=None) is not cart


def test_an_order_discount_can_be_given_and_taken_off() -> None:
    cart = discount_order(add(EMPTY, an_item(), line_id=FIRST), Discount(amount_cents=100))

    assert total(cart) == 900
    assert total(discount_order(cart, None)) == 1000


def test_an_override_keeps_the_list_price_and_says_why_and_who() -> None:
    cart = add(EMPTY, an_item(), line_id=FIRST)

    line = get_line(
        override_price(cart, FIRST, price_cents=0, reason=" stain ", allowed_by=SECOND), FIRST
    )

    assert (line.list_price_cents, line.unit_price_cents) == (1000, 0)
    assert (line.price_override_reason, line.price_override_by) == ("stain", SECOND)


def test_no_price_is_below_zero_or_beyond_a_line() -> None:
    cart = add(EMPTY, an_item(), line_id=FIRST)

    with pytest.raises(PriceBelowZeroError):
        override_price(cart, FIRST, price_cents=-1, reason="x")
    with pytest.raises(AmountTooLargeError):
        override_price(cart, FIRST, price_cents=100_000_000, reason="x")


def test_notes_are_looked_at_before_they_are_kept() -> None:
    assert set_note(EMPTY, "call at\r\nnoon").note == "call at\nnoon"
    for note, refusal in [
        ("\x1b@", ControlCharacterError),
        ("x" * 1001, TextTooLongError),
        ("4111 1111 1111 1111", CardDataError),
    ]:
        with pytest.raises(refusal):
            set_note(EMPTY, note)


def test_a_customer_comes_and_goes() -> None:
    cart = set_customer(EMPTY, CartCustomer(customer_id=SECOND, name="Ada"))

    assert (cart.customer_id, cart.customer_name) == (SECOND, "Ada")
    assert set_customer(cart, None).customer_name == ""


def test_what_the_shop_does_not_have_is_not_sold() -> None:
    item = an_item(available=2)

    check_sellable(item, 2)
    with pytest.raises(OutOfStockError):
        check_sellable(item, 3)


def test_backorders_and_services_are_sold_without_stock() -> None:
    check_sellable(an_item(backorder_policy=BackorderPolicy.CONTINUE), 3)
    check_sellable(an_item(track_stock=False), 3)


def test_what_is_switched_off_for_today_is_not_sold() -> None:
    with pytest.raises(SoldOutError):
        check_sellable(an_item(available=9, is_available=False), 1)


@pytest.mark.parametrize(
    ("available", "state"),
    [(-1, StockState.OUT), (0, StockState.OUT), (3, StockState.LOW), (4, StockState.ENOUGH)],
)
def test_the_stock_in_one_word(available: int, state: StockState) -> None:
    assert stock_state(an_item(available=available, low_stock_threshold=3)) is state


def test_what_is_not_counted_has_no_stock_to_show() -> None:
    assert stock_state(an_item(track_stock=False)) is StockState.UNTRACKED


def a_school(number: str = "SCHOOL 7") -> CartCustomer:
    return CartCustomer(customer_id=SECOND, name="Village School", tax_exempt_no=number)


VAT = TaxRate(code="VAT", name="VAT 20%", rate_ppm=200_000, is_included=True)
LEVY = TaxRate(code="LEVY", name="Levy", rate_ppm=50_000, is_included=False)


def test_who_is_exempt_pays_shelf_prices_without_the_taxes_in_them() -> None:
    cart = add(EMPTY, an_item(1200, taxes=(VAT, LEVY)), line_id=FIRST, quantity=3)

    exempt = price_cart(RULES, set_customer(cart, a_school()))

    assert (total(cart), price_cart(RULES, cart).tax_cents) == (3750, 750)
    assert (exempt.total_cents, exempt.net_cents, exempt.tax_cents) == (3000, 3000, 0)
    assert exempt.taxes == ()


def test_a_typed_price_is_a_shelf_price_whenever_the_exempt_customer_was_named() -> None:
    cart = add(EMPTY, an_item(1200, taxes=(VAT,)), line_id=FIRST)

    before = override_price(set_customer(cart, a_school()), FIRST, price_cents=600, reason="Old")
    after = set_customer(override_price(cart, FIRST, price_cents=600, reason="Old"), a_school())

    assert total(before) == total(after) == 500


def test_without_the_exempt_customer_the_taxes_are_back() -> None:
    cart = set_customer(add(EMPTY, an_item(1200, taxes=(VAT,)), line_id=FIRST), a_school())

    cart = set_customer(cart, None)

    assert total(cart) == 1200
    assert price_cart(RULES, cart).tax_cents == 200


def test_what_an_exempt_customer_is_charged_is_charged_once() -> None:
    cart = set_customer(add(EMPTY, an_item(1200, taxes=(VAT,)), line_id=FIRST), a_school())

    once = charged(RULES, cart)

    assert charged(RULES, once) == once
    assert (once.lines[0].list_price_cents, once.lines[0].taxes) == (1000, ())


def test_a_label_of_an_exempt_customer_is_worth_what_it_says_without_the_tax() -> None:
    cheese = an_item(1290, unit=Unit.GRAM, price_unit_qty=1000, taxes=(VAT,))
    cart = add(EMPTY, cheese, line_id=FIRST, quantity=813, fixed_gross_cents=1049)

    assert total(set_customer(cart, a_school())) == 874
