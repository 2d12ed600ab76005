"""Codes are tried on the patterns that stand in the form; nothing is kept of that."""

import pytest
import sqlalchemy as sa

from models.catalogue import BarcodeRow
from models.operations import SettingRow
from models.sync import OutboxRow
from pos.domain.check_digit import check_digit
from tests.office import Office
from tests.shop import APPLES, SHIRT, Shop

PATTERNS = "weight 21iiiiivvvvvc 3; price 23iiiiivvvvvc; customer 29*"


@pytest.fixture
def office(shop: Shop) -> Office:
    with shop.store.write() as tx:
        barcodes = BarcodeRow.__table__
        for code, known in (("12345", APPLES), ("54321", SHIRT)):
            row = tx.connection.execute(
                sa.select(barcodes.c.variant_id).where(barcodes.c.code == known)
            ).one()
            values = {"id": tx.new_id(), "variant_id": row.variant_id, "code": code}
            tx.connection.execute(sa.insert(barcodes), values)
    at_work = Office(shop).let_in("1")
    at_work.open("settings", "Codes of scales and cards")
    return at_work


def tried(office: Office, code: str, patterns: str = PATTERNS) -> list[tuple[str, str, bool]]:
    office.presenter.try_out({"value": patterns, "code": code})
    return [(each.title, each.words, each.is_good) for each in office.view.findings]


def label(body: str) -> str:
    return body + check_digit(body)


def test_a_weighed_label_says_what_it_is_and_which_pattern_decided(office: Office) -> None:
    findings = tried(office, label("211234501500"))

    assert findings == [
        ("The till reads", "Apples, article 12345: 1.5\u00a0kg.", True),
        ("weight 21iiiiivvvvvc 3", "Fits, and decides.", True),
        ("price 23iiiiivvvvvc", "Does not fit: at place 2 it wants 3.", False),
        ("customer 29*", "Does not fit: at place 2 it wants 9.", False),
    ]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (label("235432101049"), "Shirt, article 54321: \u20ac10.49."),
        (
            label("210000001500"),
            "A label for 1.5\u00a0kg, but no article has 00000 or 2100000 or 2100000000005.",
        ),
        (
            label("215432101500"),
            "A label for 1.5\u00a0kg of Shirt, which is not sold by weight.",
        ),
        (
            label("211234500000"),
            "A label of article 12345 that says 0\u00a0kg. It is refused: weigh again.",
        ),
        ("2112345015009", "A number with a wrong check digit. It is refused: scan it again."),
        ("29-77", "The card of customer -77."),
        ("R.S1R1-000007", "The receipt S1R1-000007."),
        ("B.7", "The badge of number 7."),
        ("p.ten", "The coupon TEN."),
        ("G.1234567890", "A gift card."),
        (SHIRT, "Shirt."),
        ("NO-SUCH", "A code that no article has: NO-SUCH."),
        ("%B4111111111111111^", "A payment card. Nothing of it is kept."),
        ("caf\u00e9", "Nothing that it knows."),
    ],
)
def test_the_till_says_what_it_takes_a_code_for(office: Office, code: str, words: str) -> None:
    assert tried(office, code)[0][1] == words


def test_patterns_are_tried_before_they_are_saved(office: Office, shop: Shop) -> None:
    findings = tried(office, label("281234500250"), "price 28iiiiivvvvvc")

    assert findings[0] == ("The till reads", "Apples, article 12345: \u20ac2.50.", True)
    with shop.store.read() as tx:
        assert tx.connection.execute(sa.select(SettingRow.key)).all() == []
        assert tx.connection.execute(sa.select(OutboxRow.seq)).all() == []


def test_a_pattern_that_is_none_is_named_as_it_is_typed(office: Office) -> None:
    ((title, words, is_good),) = tried(office, "1", "weigh 21")

    assert (title, is_good) == ("The patterns", False)
    assert words.startswith("\u201cweigh 21\u201d is no pattern")


def test_a_wrong_check_digit_names_the_right_one(office: Office) -> None:
    assert tried(office, "2112345015009")[1] == (
        "weight 21iiiiivvvvvc 3",
        "Decides, but refuses: the check digit should be 2.",
        False,
    )


def test_without_a_code_there_is_nothing_to_say(office: Office) -> None:
    assert tried(office, "  ") == []


def test_the_tried_code_is_not_saved_with_the_patterns(office: Office, shop: Shop) -> None:
    office.fill(value=PATTERNS, code="2112345015002")

    with shop.store.read() as tx:
        table = SettingRow.__table__
        assert tx.connection.execute(sa.select(table.c.key, table.c.value)).all() == [
            ("scan_patterns", PATTERNS)
        ]
