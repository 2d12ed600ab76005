"""What holds for every way to pay, found or added."""

from importlib import import_module
from pkgutil import iter_modules

import pytest

from pos import tenders
from pos.domain.payment import OverpaidError, TenderEntry, TenderKind, settle
from pos.tenders import Ask, TenderType, discover, get_tender_type


@pytest.mark.parametrize("tender", discover(), ids=lambda tender: tender.code)
class TestEveryTender:
    def test_the_file_is_named_for_it(self, tender: TenderType) -> None:
        assert import_module(f"pos.tenders.{tender.code}").TENDER is tender

    def test_it_pays_exactly_what_is_due(self, tender: TenderType) -> None:
        entry = TenderEntry(method_code=tender.code, kind=tender.kind)

        settled = settle(1000, [entry])

        assert (settled.payments[0].amount_cents, settled.remaining_cents) == (1000, 0)

    def test_it_gives_change_as_declared(self, tender: TenderType) -> None:
        entry = TenderEntry(method_code=tender.code, kind=tender.kind, amount_cents=1001)
        handed_over = TenderEntry(method_code=tender.code, kind=tender.kind, tendered_cents=1500)

        with pytest.raises(OverpaidError):
            settle(1000, [entry])
        if tender.gives_change:
            assert settle(1000, [handed_over]).change_cents == 500
        else:
            with pytest.raises(OverpaidError):
                settle(1000, [handed_over])

    def test_it_is_rounded_as_declared(self, tender: TenderType) -> None:
        entry = TenderEntry(method_code=tender.code, kind=tender.kind)

        rounding_cents = settle(1003, [entry], cash_step_cents=5).rounding_cents

        assert rounding_cents == (2 if tender.rounds_to_coin else 0)

    def test_nothing_is_asked_for_twice(self, tender: TenderType) -> None:
        asked = [*tender.required, *tender.optional]

        assert len(set(asked)) == len(asked)

    def test_stored_value_is_asked_for_by_its_owner(self, tender: TenderType) -> None:
        if tender.needs_central:
            assert {Ask.STORED_VALUE_CODE, Ask.CUSTOMER} & set(tender.required)


def test_every_file_declares_a_tender() -> None:
    assert {tender.code for tender in discover()} == {
        module.name for module in iter_modules(tenders.__path__)
    }


@pytest.mark.parametrize("kind", list(TenderKind))
def test_every_kind_has_a_usual_tender(kind: TenderKind) -> None:
    assert get_tender_type("the shop's own", kind=kind).kind is kind


def test_a_code_of_its_own_comes_before_the_kind() -> None:
    assert get_tender_type("on_account", kind=TenderKind.OTHER).code == "on_account"
    assert get_tender_type("visa", kind=TenderKind.CARD).code == "card"


def test_only_cash_opens_the_drawer_and_gives_change() -> None:
    assert [tender.code for tender in discover() if tender.gives_change] == ["cash"]
    assert [tender.code for tender in discover() if tender.opens_drawer] == ["cash"]


def test_what_is_only_promised_is_known() -> None:
    promised = [tender.code for tender in discover() if tender.is_promise]

    assert promised == ["cod", "on_account"]
