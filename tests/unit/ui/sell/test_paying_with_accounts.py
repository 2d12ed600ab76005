"""Gift cards, store credit and references at the pay screen, without a window."""

from uuid import UUID

from pos.domain import cart as carts
from pos.domain.credit import CreditLine
from pos.domain.customer import CartCustomer
from pos.domain.stored_value import OfflineAllowance
from tests.fakes.toy_tenders import gift_card

FLAT_WHITE, CROISSANT = 0, 3
CARD = "G.7731AAKX2040"
MINA = UUID(int=60)


def _five_sixty(counter) -> None:
    counter.tap(FLAT_WHITE)
    counter.tap(CROISSANT)
    counter.presenter.checkout.pay()


def _refusals(counter) -> list[str]:
    return [type(error).__name__ for error in counter.notices.refusals]


def _name_mina(counter) -> None:
    basket = counter.presenter._basket
    mina = CartCustomer(customer_id=MINA, name="Mina Okafor")
    basket.change(carts.set_customer(basket.cart, mina))


def test_a_scanned_gift_card_pays_all_that_is_open(counter):
    counter.shop.gift_cards["2040"] = gift_card("2040", 5_000)
    _five_sixty(counter)

    counter.presenter.scanned(CARD)

    row = counter.pay.tenders[0]
    assert (row.name, row.amount) == ("Gift card", "\u20ac5.60")
    assert row.note == "\u2022\u2022\u2022\u2022 2040 \u00b7 \u20ac44.40 left"
    assert counter.pay.can_complete


def test_a_gift_card_with_less_on_it_pays_what_it_can(counter):
    counter.shop.gift_cards["2040"] = gift_card("2040", 300)
    _five_sixty(counter)

    counter.presenter.scanned(CARD)

    assert counter.pay.tenders[0].amount == "\u20ac3.00"
    assert counter.pay.remaining == "\u20ac2.60"


def test_a_gift_card_is_asked_for_by_its_number(counter):
    counter.shop.gift_cards["2040"] = gift_card("2040", 5_000)
    _five_sixty(counter)

    counter.presenter.checkout.tender("gift_card", cents=200)
    asked = counter.view.asked
    counter.view.answer["then"]("7731 aakx 2040")

    assert asked == ("gift card", "Gift card")
    assert counter.pay.tenders[0].amount == "\u20ac2.00"


def test_more_than_is_on_the_card_is_not_taken_when_it_was_typed(counter):
    counter.shop.gift_cards["2040"] = gift_card("2040", 300)
    _five_sixty(counter)

    counter.presenter.checkout.tender("gift_card", cents=400)
    counter.view.answer["then"](CARD)

    assert _refusals(counter) == ["BalanceTooLowError"]
    assert counter.pay.tenders == ()


def test_a_card_that_was_taken_already_has_only_the_rest(counter):
    counter.shop.gift_cards["2040"] = gift_card("2040", 500)
    _five_sixty(counter)
    counter.presenter.checkout.tender("gift_card", cents=300)
    counter.view.answer["then"](CARD)

    counter.presenter.scanned(CARD)

    assert [row.amount for row in counter.pay.tenders] == ["\u20ac3.00", "\u20ac2.00"]


def test_while_central_is_away_a_card_pays_up_to_the_limit(counter):
    counter.shop.gift_cards["2040"] = gift_card("2040", 5_000)
    counter.shop.allowance = OfflineAllowance(limit_cents=1_000, spent_cents=600)
    _five_sixty(counter)

    counter.presenter.scanned(CARD)
    counter.presenter.scanned(CARD)

    assert [row.amount for row in counter.pay.tenders] == ["\u20ac4.00"]
    assert _refusals(counter) == ["OfflineLimitError"]


def test_an_unknown_card_is_said_to_be_unknown(counter):
    _five_sixty(counter)

    counter.presenter.scanned("G.0000000000")

    assert _refusals(counter) == ["GiftCardUnknownError"]
    assert counter.pay is not None


def test_a_gift_card_scanned_before_paying_says_what_is_on_it(counter):
    counter.shop.gift_cards["2040"] = gift_card("2040", 5_000)

    counter.presenter.scanned(CARD)

    assert counter.notices.toasts[-1] == (
        "Gift card \u2022\u2022\u2022\u2022 2040 holds \u20ac50.00."
    )


def test_store_credit_is_for_known_customers(counter):
    _five_sixty(counter)

    counter.presenter.checkout.tender("store_credit")

    assert _refusals(counter) == ["CustomerMissingError"]


def test_store_credit_of_the_customer_pays(counter):
    counter.shop.credits[MINA] = gift_card("", 400, customer_id=MINA)
    counter.tap(FLAT_WHITE)
    _name_mina(counter)
    counter.presenter.checkout.pay()

    counter.presenter.checkout.tender("store_credit")

    row = counter.pay.tenders[0]
    assert (row.amount, row.note) == ("\u20ac3.40", "\u20ac0.60 left")


def test_a_customer_without_credit_hears_so(counter):
    counter.tap(FLAT_WHITE)
    _name_mina(counter)
    counter.presenter.checkout.pay()

    counter.presenter.checkout.tender("store_credit")

    assert _refusals(counter) == ["NoStoreCreditError"]


def test_a_payment_by_telephone_is_found_again_by_its_reference(counter):
    _five_sixty(counter)

    counter.presenter.checkout.tender("upi")
    counter.view.answer["then"](" 3301 AB ")

    assert (counter.pay.tenders[0].note, counter.pay.can_complete) == ("3301 AB", True)


def test_the_number_of_a_payment_card_is_no_reference(counter):
    _five_sixty(counter)

    counter.presenter.checkout.tender("upi")
    counter.view.answer["then"]("4242 4242 4242 4242")

    assert _refusals(counter) == ["CardDataError"]
    assert counter.pay.tenders == ()


def _mina_owes(counter, *, limit_cents: int | None, owed_cents: int) -> None:
    counter.shop.accounts[MINA] = CreditLine(
        customer_name="Mina Okafor", limit_cents=limit_cents, owed_cents=owed_cents
    )
    counter.tap(FLAT_WHITE)
    _name_mina(counter)
    counter.presenter.checkout.pay()


def test_a_customer_with_an_account_pays_later(counter):
    _mina_owes(counter, limit_cents=10_000, owed_cents=9_660)

    counter.presenter.checkout.tender("on_account")

    assert [(row.name, row.amount) for row in counter.pay.tenders] == [("On account", "\u20ac3.40")]
    assert counter.pay.can_complete


def test_nobody_owes_more_than_they_may(counter):
    _mina_owes(counter, limit_cents=10_000, owed_cents=9_700)

    counter.presenter.checkout.tender("on_account")

    assert _refusals(counter) == ["CreditLimitError"]
    assert counter.notices.refusals[0].facts["left_cents"] == 300
    assert counter.pay.tenders == ()


def test_who_has_no_account_pays_now(counter):
    _mina_owes(counter, limit_cents=None, owed_cents=0)

    counter.presenter.checkout.tender("on_account")

    assert _refusals(counter) == ["NoAccountError"]


def _gift_card_tapped(counter) -> None:
    counter.presenter.browsing.search("gift")
    counter.presenter.tapped(UUID(int=971))


def test_a_gift_card_is_sold_by_its_number_and_an_amount(counter):
    _gift_card_tapped(counter)
    counter.view.answer["then"]("7731-AAKX-2040")
    asked = counter.view.asked
    counter.view.answer["then"](2_500)

    line = counter.shop.saved[-1].lines[0]
    assert asked == ("amount", "How much is put on Gift card?")
    assert (counter.cart.total, line.card.last4, line.taxes) == ("\u20ac25.00", "2040", ())


def test_the_same_card_is_not_sold_twice_in_one_sale(counter):
    for _ in range(2):
        _gift_card_tapped(counter)
        counter.view.answer["then"](CARD)
        counter.view.answer["then"](2_500)

    assert _refusals(counter) == ["GiftCardTwiceError"]
    assert counter.cart.total == "\u20ac25.00"


def test_a_card_that_was_never_sold_can_be_sold_as_it_is_scanned(counter):
    counter.presenter.scanned(CARD)
    counter.notices.remedies[0].act()
    asked = counter.view.asked
    counter.view.answer["then"](2_500)

    assert asked == ("amount", "How much is put on Gift card?")
    assert counter.shop.saved[-1].lines[0].card.last4 == "2040"
    assert counter.cart.total == "\u20ac25.00"
