import contextlib
import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.domain.basket_document import price_document
from pos.domain.payment import OverpaidError
from pos.domain.strict_json import Fault, FieldRefusedError

MS_MAX = 500

BASKET: dict[str, object] = {
    "currency": "EUR",
    "prices_include_tax": True,
    "tax_rounding": "line",
    "rounding": "half_up",
    "cash_step_cents": 5,
    "taxes": {
        "VAT20": {"rate_ppm": 200_000},
        "LUX": {"rate_ppm": 100_000, "compound": True, "included": False},
    },
    "lines": [
        {
            "name": "Shirt",
            "quantity": 3,
            "unit": "each",
            "price_unit_qty": 1,
            "unit_price_cents": 2300,
            "taxes": ["VAT20", "LUX"],
            "discount": {"percent_ppm": 50_000},
            "price_override_cents": None,
        }
    ],
    "order_discount": {"amount_cents": 1500},
    "tenders": [
        {"method": "card", "amount_cents": 1000},
        {"method": "cash", "tendered_cents": 5000},
    ],
}


def a_basket(**changed: object) -> str:
    return json.dumps({**BASKET, **changed})


def a_line(**changed: object) -> list[dict[str, object]]:
    return [{"quantity": 1, "unit_price_cents": 100, **changed}]


def refusal_of(text: str) -> FieldRefusedError:
    with pytest.raises(FieldRefusedError) as refused:
        price_document(text)
    return refused.value


def test_the_basket_of_the_contract_comes_to_its_parts() -> None:
    answer = price_document(a_basket())

    assert answer["lines"] == [
        {
            "gross_cents": 6900,
            "discount_cents": 1845,
            "net_cents": 4212,
            "tax_cents": 1349,
            "total_cents": 5561,
            "taxes": [
                {"code": "VAT20", "base_cents": 4212, "tax_cents": 843},
                {"code": "LUX", "base_cents": 5055, "tax_cents": 506},
            ],
            "trace": [
                {"step": "list", "amount_cents": 6900, "after_cents": 6900},
                {"step": "line_discount", "amount_cents": -345, "after_cents": 6555},
                {"step": "order_discount", "amount_cents": -1500, "after_cents": 5055},
                {"step": "tax_included", "amount_cents": 843, "after_cents": 5055, "code": "VAT20"},
                {"step": "tax_added", "amount_cents": 506, "after_cents": 5561, "code": "LUX"},
            ],
        }
    ]
    assert (answer["due_cents"], answer["rounding_cents"]) == (5560, -1)
    assert (answer["tendered_cents"], answer["change_cents"]) == (6000, 440)


def test_what_is_not_said_has_a_default() -> None:
    answer = price_document(
        '{"currency": "EUR", "prices_include_tax": false, "lines":'
        ' [{"quantity": 2, "unit_price_cents": 50}]}'
    )

    assert (answer["total_cents"], answer["due_cents"], answer["tendered_cents"]) == (100, 100, 0)
    assert answer["remaining_cents"] == 100


def test_a_tax_is_inside_when_prices_include_tax_and_it_does_not_say_otherwise() -> None:
    lines = a_line(taxes=["VAT20"], unit_price_cents=120)

    inside = price_document(a_basket(lines=lines, order_discount=None, tenders=None))
    outside = price_document(
        a_basket(lines=lines, order_discount=None, tenders=None, prices_include_tax=False)
    )

    assert (inside["total_cents"], outside["total_cents"]) == (120, 144)


def test_a_document_is_rounded_once() -> None:
    lines = [{"quantity": 1, "unit_price_cents": 33, "taxes": ["T"]}] * 3
    taxes = {"T": {"rate_ppm": 70_000, "included": False}}

    per_line = price_document(a_basket(lines=lines, taxes=taxes, order_discount=None, tenders=[]))
    once = price_document(
        a_basket(lines=lines, taxes=taxes, order_discount=None, tenders=[], tax_rounding="document")
    )

    assert (per_line["tax_cents"], once["tax_cents"]) == (6, 7)


@pytest.mark.parametrize(
    ("text", "path", "fault"),
    [
        ("", "", Fault.NOT_JSON),
        ("nope", "", Fault.NOT_JSON),
        ("[" * 200_000, "", Fault.TOO_DEEP),
        ("[]", "", Fault.NOT_OBJECT),
        ("{}", "currency", Fault.MISSING),
        (a_basket(currency="eur"), "currency", Fault.NOT_CURRENCY),
        (a_basket(currency=None), "currency", Fault.MISSING),
        (a_basket(prices_include_tax=1), "prices_include_tax", Fault.NOT_SWITCH),
        (a_basket(tax_rounding="never"), "tax_rounding", Fault.NOT_CHOICE),
        (a_basket(rounding="bankers"), "rounding", Fault.NOT_CHOICE),
        (a_basket(cash_step_cents=0), "cash_step_cents", Fault.OUT_OF_RANGE),
        (a_basket(discuont=1), "discuont", Fault.UNKNOWN),
        (a_basket(taxes=[]), "taxes", Fault.NOT_OBJECT),
        (a_basket(taxes={"A": {"rate_ppm": -1}}), "taxes.A.rate_ppm", Fault.OUT_OF_RANGE),
        (a_basket(taxes={"A": {"rate_ppm": 1_000_001}}), "taxes.A.rate_ppm", Fault.OUT_OF_RANGE),
        (a_basket(taxes={"A": {}}), "taxes.A.rate_ppm", Fault.MISSING),
        (a_basket(taxes={"A": 5}), "taxes.A", Fault.NOT_OBJECT),
        (a_basket(lines={}), "lines", Fault.NOT_LIST),
        (a_basket(lines=None), "lines", Fault.MISSING),
        (a_basket(lines=["x"]), "lines[0]", Fault.NOT_OBJECT),
        (a_basket(lines=a_line() * 2001), "lines", Fault.TOO_MANY),
        (a_basket(lines=a_line(quantity=0)), "lines[0].quantity", Fault.OUT_OF_RANGE),
        (a_basket(lines=a_line(quantity=-1)), "lines[0].quantity", Fault.OUT_OF_RANGE),
        (a_basket(lines=a_line(quantity=10_000)), "lines[0].quantity", Fault.OUT_OF_RANGE),
        (a_basket(lines=a_line(quantity=2**64)), "lines[0].quantity", Fault.OUT_OF_RANGE),
        (a_basket(lines=a_line(quantity=1.0)), "lines[0].quantity", Fault.NOT_WHOLE),
        (a_basket(lines=a_line(quantity=True)), "lines[0].quantity", Fault.NOT_WHOLE),
        (a_basket(lines=a_line(quantity="1")), "lines[0].quantity", Fault.NOT_WHOLE),
        (a_basket(lines=a_line(quantity=float("nan"))), "lines[0].quantity", Fault.NOT_WHOLE),
        (a_basket(lines=a_line(quantity=float("inf"))), "lines[0].quantity", Fault.NOT_WHOLE),
        (a_basket(lines=a_line(quantity=[])), "lines[0].quantity", Fault.NOT_WHOLE),
        (a_basket(lines=a_line(unit="kg")), "lines[0].unit", Fault.NOT_CHOICE),
        (a_basket(lines=a_line(unit_price_cents=-1)), "lines[0].unit_price_cents", None),
        (a_basket(lines=a_line(unit_price_cents=10**9)), "lines[0].unit_price_cents", None),
        (a_basket(lines=a_line(price_unit_qty=0)), "lines[0].price_unit_qty", None),
        (a_basket(lines=a_line(price_override_cents=-1)), "lines[0].price_override_cents", None),
        (a_basket(lines=a_line(name=5)), "lines[0].name", Fault.NOT_TEXT),
        (a_basket(lines=a_line(name="a\0b")), "lines[0].name", Fault.NOT_ALLOWED),
        (a_basket(lines=a_line(name="\ud800")), "lines[0].name", Fault.NOT_ALLOWED),
        (a_basket(lines=a_line(name="x" * 201)), "lines[0].name", Fault.NOT_ALLOWED),
        (a_basket(lines=a_line(taxes="VAT20")), "lines[0].taxes", Fault.NOT_LIST),
        (a_basket(lines=a_line(taxes=["VAT20", "NO"])), "lines[0].taxes[1]", Fault.NOT_CHOICE),
        (a_basket(lines=a_line(taxes=["LUX", "LUX"])), "lines[0].taxes[1]", Fault.TWICE),
        (a_basket(lines=a_line(taxes=[1])), "lines[0].taxes[0]", Fault.NOT_TEXT),
        (a_basket(lines=a_line(discount=5)), "lines[0].discount", Fault.NOT_OBJECT),
        (a_basket(lines=a_line(discount={})), "lines[0].discount", Fault.NOT_ONE_OF),
        (
            a_basket(lines=a_line(discount={"percent_ppm": 1_000_001})),
            "lines[0].discount.percent_ppm",
            Fault.OUT_OF_RANGE,
        ),
        (
            a_basket(order_discount={"percent_ppm": 1, "amount_cents": 1}),
            "order_discount",
            Fault.NOT_ONE_OF,
        ),
        (a_basket(order_discount={"amount_cents": -1}), "order_discount.amount_cents", None),
        (a_basket(tenders=[{}]), "tenders[0].method", Fault.MISSING),
        (
            a_basket(tenders=[{"method": "cash", "tendered_cents": -5}]),
            "tenders[0].tendered_cents",
            Fault.OUT_OF_RANGE,
        ),
        (
            a_basket(tenders=[{"method": "card", "amount_cents": 9999}]),
            "tenders[0]",
            Fault.NOT_ALLOWED,
        ),
        (
            a_basket(lines=a_line(quantity=2, unit_price_cents=99_999_999)),
            "lines[0]",
            Fault.NOT_ALLOWED,
        ),
        (a_basket(lines=a_line(unit_price_cents=99_999_999) * 101), "lines", Fault.NOT_ALLOWED),
    ],
)
def test_a_refusal_names_the_place(text: str, path: str, fault: Fault | None) -> None:
    refused = refusal_of(text)

    assert refused.path == path
    assert refused.fault == (fault or Fault.OUT_OF_RANGE)


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        ("1E+1000000", Fault.NOT_WHOLE),
        ("1e5", Fault.NOT_WHOLE),
        ("-0", Fault.OUT_OF_RANGE),
        ("1" * 5000, Fault.OUT_OF_RANGE),
        ("-" + "1" * 500_000, Fault.OUT_OF_RANGE),
        ("NaN", Fault.NOT_WHOLE),
        ("-Infinity", Fault.NOT_WHOLE),
    ],
)
def test_hostile_numbers_are_refused_before_they_are_computed(number: str, fault: Fault) -> None:
    text = a_basket(lines=a_line(quantity=424_242)).replace("424242", number)
    began = time.perf_counter()

    refused = refusal_of(text)

    assert (refused.path, refused.fault) == ("lines[0].quantity", fault)
    assert (time.perf_counter() - began) * 1000 < MS_MAX


def test_a_key_that_is_named_twice_is_refused_where_it_stands() -> None:
    refused = refusal_of(a_basket().replace('"quantity": 3', '"quantity": 3, "quantity": 1'))

    assert (refused.path, refused.fault) == ("lines[0].quantity", Fault.TWICE)


def test_a_rule_of_the_shop_gives_its_own_reason() -> None:
    refused = refusal_of(a_basket(tenders=[{"method": "card", "amount_cents": 9999}]))

    assert isinstance(refused.refusal, OverpaidError)


def test_a_circle_of_taxes_is_refused() -> None:
    taxes = {code: {"rate_ppm": 1, "compound": True, "included": False} for code in ("ONE", "TWO")}
    lines = [*a_line(taxes=["ONE", "TWO"]), *a_line(taxes=["TWO", "ONE"])]

    refused = refusal_of(
        a_basket(taxes=taxes, lines=lines, tax_rounding="document", tenders=[], order_discount=None)
    )

    assert refused.path == "lines"


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(["each", "VAT20", "card"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["quantity", "unit_price_cents", "method", "rate_ppm", "x", "taxes"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=6,
)


@given(st.sampled_from(sorted(BASKET)), VALUES)
def test_no_document_breaks_the_reader(field: str, value: object) -> None:
    with contextlib.suppress(FieldRefusedError):
        answer = price_document(a_basket(**{field: value}))

        assert json.loads(json.dumps(answer)) == answer
