"""Shoes from the first steps to school, in European sizes."""

from pos.demo_shop.colours import BRIGHT, EARTHY, SOFT, colour_axis
from pos.demo_shop.shelf import Axis, Choice, Shelf

_BRANDS = ("Hopplefoot", "Trundle & Toe")


def _sizes(first: int, last: int) -> Axis:
    return Axis(
        name="Size",
        choices=tuple(Choice(label=str(n), code=str(n)) for n in range(first, last + 1)),
    )


SHELVES = (
    Shelf(
        category="first-shoes",
        prefix="FST",
        margin_percent=48,
        weight_g=180,
        goods=(
            ("Crawling shoes, soft sole", 2490, "sport-shoe"),
            ("First steps, leather", 4490, "sport-shoe"),
            ("Pre-walker boots", 3990, "footprints"),
            ("Barefoot shoes, wide toe", 4990, "sport-shoe"),
        ),
        axes=(_sizes(18, 23), colour_axis(SOFT, pick=2)),
        brands=_BRANDS,
        stock=(0, 3),
        about="A sole as soft as a foot, and room for five toes to spread.",
    ),
    Shelf(
        category="sneakers",
        prefix="SNK",
        margin_percent=46,
        weight_g=320,
        goods=(
            ("Canvas sneakers", 2990, "sport-shoe"),
            ("Hook-and-loop sneakers", 3990, "sport-shoe"),
            ("Running shoes, light", 4490, "sport-shoe"),
            ("Plimsolls for the gym", 1490, "sport-shoe"),
        ),
        axes=(_sizes(24, 30), colour_axis(BRIGHT, pick=2)),
        brands=_BRANDS,
        stock=(0, 3),
        about="Closes with one hand; the insole shows how much room is left.",
    ),
    Shelf(
        category="boots",
        prefix="BOT",
        margin_percent=47,
        weight_g=520,
        goods=(
            ("Rubber boots", 2290, "footprints"),
            ("Lined rubber boots", 2790, "footprints"),
            ("Winter boots, waterproof", 5990, "footprints"),
            ("Ankle boots, suede", 5490, "footprints"),
        ),
        axes=(_sizes(22, 29), colour_axis(BRIGHT, pick=1)),
        brands=_BRANDS,
        stock=(0, 3),
        about="Natural rubber and a tread that sheds the mud before the doormat.",
    ),
    Shelf(
        category="sandals",
        prefix="SND",
        margin_percent=48,
        weight_g=210,
        goods=(
            ("Beach sandals", 1990, "sun"),
            ("Leather sandals, closed toe", 4290, "sun"),
            ("Water shoes", 1690, "sport-shoe"),
        ),
        axes=(_sizes(21, 28), colour_axis(EARTHY, pick=1)),
        brands=_BRANDS,
        stock=(0, 4),
        about="Adjusts in three places and dries in an afternoon.",
    ),
    Shelf(
        category="slippers",
        prefix="SLI",
        margin_percent=52,
        weight_g=130,
        goods=(
            ("Felt slippers", 2190, "sport-shoe"),
            ("Slipper socks", 1490, "footprints"),
            ("Nursery slippers, elastic", 1790, "sport-shoe"),
        ),
        axes=(_sizes(20, 27), colour_axis(EARTHY, pick=1)),
        brands=_BRANDS,
        stock=(0, 5),
        about="Warm felt with a sole that grips on wooden floors.",
    ),
)
