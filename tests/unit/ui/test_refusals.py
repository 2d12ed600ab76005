from datetime import date

import pytest

from pos.domain.coupons import CouponOverError
from pos.domain.discount import DiscountOutOfRangeError
from pos.domain.errors import PosError, RefusedError, UnavailableError
from pos.domain.payment import OverpaidError, TenderRefusedError
from pos.domain.permission import Action
from pos.domain.product import SoldOutError
from pos.domain.strict_json import Fault, FieldRefusedError
from ui.text.actions import action_words
from ui.text.basket import field_message
from ui.text.refusals import SENTENCES, sentence


def test_amounts_are_written_as_the_shop_writes_them() -> None:
    error = OverpaidError(index=0, method_code="card", amount_cents=500, due_cents=219)

    assert sentence(error, money=lambda cents: f"€ {cents}").endswith("Take € 219 this way.")


def test_a_new_kind_of_a_known_refusal_borrows_its_sentence() -> None:
    class VoucherExpiredError(TenderRefusedError):
        """A kind that nobody wrote a sentence for."""

    assert sentence(VoucherExpiredError()) == SENTENCES["pos.domain.payment.TenderRefusedError"]


def test_a_fact_that_is_missing_does_not_hide_the_sentence() -> None:
    assert sentence(SoldOutError()).startswith("? is marked as sold out.")


def test_what_a_name_holds_cannot_command_the_terminal() -> None:
    assert "\x1b" not in sentence(SoldOutError(sku="X", name="\x1b[2J"))


@pytest.mark.parametrize("error", [RefusedError(), UnavailableError()])
def test_even_a_nameless_error_is_a_calm_sentence(error: PosError) -> None:
    assert "othing" in sentence(error)


def test_days_are_written_as_people_say_them() -> None:
    over = CouponOverError(code="TEN", last_day=date(2026, 1, 2))

    assert "its last day was 2 Jan 2026." in sentence(over)


def test_shares_are_percentages() -> None:
    error = DiscountOutOfRangeError(percent_ppm=1_250_000, amount_cents=None)

    assert "100 %" in sentence(error)


@pytest.mark.parametrize("action", list(Action))
def test_every_action_has_words(action: Action) -> None:
    assert action_words(action)


@pytest.mark.parametrize("fault", list(Fault))
def test_every_fault_of_a_field_has_a_message(fault: Fault) -> None:
    facts = {
        "fault": fault,
        "path": "lines[0]",
        **dict.fromkeys(("line", "column", "limit", "lowest", "highest", "reason"), 1),
        "choices": tuple("abcdefghijkl"),
    }

    message = field_message(facts, sentence=sentence)

    assert message.endswith(".")
    assert sentence(FieldRefusedError(**facts)) == f"{message} (lines[0])"
