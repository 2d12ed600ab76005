"""An article that was written down at one till is known at all of them."""

from collections.abc import Callable

from pos.services.articles import AddArticle, add_article
from pos.services.permissions import Actor
from tests.sync.branch import Branch, Till

NewTill = Callable[..., Till]
UMBRELLA = "4006381333931"


def write_down(till: Till, name: str) -> None:
    with till.store.write() as tx:
        wish = AddArticle(
            actor=Actor(staff_id=till.shop.grace), code=UMBRELLA, name=name, price_cents=1_250
        )
        add_article(tx, wish)


def test_it_arrives_with_its_sale_and_comes_down_to_the_other_till(
    till: Till, new_till: NewTill, branch: Branch
) -> None:
    other = new_till("R2")
    till.open_shift()
    write_down(till, "Umbrella")
    till.sell(UMBRELLA)

    till.sync()
    other.sync()

    other.open_shift()
    other.sell(UMBRELLA)
    assert branch.rows("SELECT kind FROM sync_conflicts") == [("negative_stock",)]
    assert branch.rows(
        "SELECT name, base_price_cents FROM products WHERE style_code LIKE %s", "%-N%"
    ) == [("Umbrella", 1_250)]


def test_one_code_written_down_at_two_tills_apart_belongs_to_the_first_and_no_sale_is_lost(
    till: Till, new_till: NewTill, branch: Branch
) -> None:
    other = new_till("R2")
    for each, name in ((till, "Umbrella"), (other, "Brolly")):
        each.open_shift()
        write_down(each, name)
        each.sell(UMBRELLA)

    till.sync()
    other.sync()

    assert branch.rows(
        "SELECT p.name FROM barcodes b JOIN variants v ON v.id = b.variant_id"
        " JOIN products p ON p.id = v.product_id WHERE b.code = %s",
        UMBRELLA,
    ) == [("Umbrella",)]
    assert branch.rows("SELECT product_name FROM order_lines ORDER BY product_name") == [
        ("Brolly",),
        ("Umbrella",),
    ]
