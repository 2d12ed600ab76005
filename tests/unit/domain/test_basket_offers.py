"""A basket document with offers, coupons and price lists."""

import json

import pytest

from pos.domain.basket_document import price_document
from pos.domain.strict_json import Fault, FieldRefusedError

LINES = [
    {"name": "Bear", "quantity": 3, "unit_price_cents": 1_000, "kinds": ["bear", "toys"]},
    {"name": "Bread", "quantity": 1, "unit_price_cents": 400, "kinds": ["food"]},
]
THREE_FOR_TWO = {"name": "3 for 2", "percent_ppm": 1_000_000, "buy": 2, "get": 1, "kinds": ["toys"]}
FIVE = {
    "name": "Five off",
    "code": "FIVE",
    "amount_cents": 500,
    "minimum_cents": 2_000,
    "combinable": True,
}
CLUB = {"name": "Club", "group": "club", "prices": {"bear": 900}}


def price(**facts: object) -> dict[str, object]:
    document = {"currency": "EUR", "prices_include_tax": True, "lines": LINES, **facts}
    return price_document(json.dumps(document))


def refusal_of(**facts: object) -> FieldRefusedError:
    with pytest.raises(FieldRefusedError) as refused:
        price(**facts)
    return refused.value


def test_offers_and_coupons_come_off_by_name() -> None:
    answer = price(offers=[THREE_FOR_TWO], coupons=[FIVE])

    assert answer["offers"] == [
        {"name": "3 for 2", "amount_cents": 1_000},
        {"name": "Five off", "amount_cents": 500, "code": "FIVE"},
    ]
    assert answer["total_cents"] == 1_900


def test_the_trace_of_a_line_names_them() -> None:
    (bear, _) = price(offers=[THREE_FOR_TWO], coupons=[FIVE])["lines"]  # type: ignore[misc]

    assert bear["trace"] == [
        {"step": "list", "amount_cents": 3_000, "after_cents": 3_000},
        {"step": "offer", "amount_cents": -1_000, "after_cents": 2_000, "name": "3 for 2"},
        {
            "step": "coupon",
            "amount_cents": -417,
            "after_cents": 1_583,
            "code": "FIVE",
            "name": "Five off",
        },
    ]


def test_a_price_list_is_for_its_group() -> None:
    assert price(price_lists=[CLUB])["total_cents"] == 3_400
    assert price(price_lists=[CLUB], customer_groups=["club"])["total_cents"] == 3_100


def test_a_price_list_without_a_group_is_for_everybody() -> None:
    sale = {"name": "Sale", "prices": {"bear": 950, "food": 300}}

    assert price(price_lists=[sale, CLUB])["total_cents"] == 3_150


def test_a_coupon_below_its_minimum_takes_nothing_off() -> None:
    answer = price(coupons=[{**FIVE, "minimum_cents": 10_000}])

    assert answer["offers"] == []
    assert answer["total_cents"] == 3_400


@pytest.mark.parametrize(
    ("facts", "path", "fault"),
    [
        ({"offers": [{"name": "No terms"}]}, "offers[0]", Fault.NOT_ONE_OF),
        ({"offers": [{**THREE_FOR_TWO, "code": "X"}]}, "offers[0].code", Fault.UNKNOWN),
        ({"coupons": [{**FIVE, "code": None}]}, "coupons[0].code", Fault.MISSING),
        ({"offers": [{**THREE_FOR_TWO, "buy": -1}]}, "offers[0].buy", Fault.OUT_OF_RANGE),
        (
            {"price_lists": [{**CLUB, "prices": {"bear": -1}}]},
            "price_lists[0].prices.bear",
            Fault.OUT_OF_RANGE,
        ),
        ({"customer_groups": [7]}, "customer_groups[0]", Fault.NOT_TEXT),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(
    facts: dict[str, object], path: str, fault: Fault
) -> None:
    refusal = refusal_of(**facts)

    assert (refusal.path, refusal.facts["fault"]) == (path, fault)
