"""Clothes for babies and small children, in European sizes (body height in centimetres)."""

from pos.demo_shop.colours import BRIGHT, EARTHY, SOFT, colour_axis
from pos.demo_shop.shelf import Axis, Choice, Good, Shelf

_BRANDS = ("Wobblekin", "Puddlewump", "Snoffelbear", "Mossy Mouse & Son")
_DEARER_FROM = 98


def _sizes(*heights: int, step_cents: int = 0) -> Axis:
    return Axis(
        name="Size",
        choices=tuple(
            Choice(
                label=str(height),
                code=str(height),
                surcharge_cents=step_cents if height >= _DEARER_FROM else 0,
            )
            for height in heights
        ),
    )


_PRINTS = {
    "Acorn": "nut",
    "Anchor": "anchor",
    "Animal": "paw-print",
    "Badger": "paw-print",
    "Bear": "paw-print",
    "Cherry": "cherry",
    "Cloud": "cloud",
    "Colour-block": "palette",
    "Daisy": "flower-2",
    "Digger": "tractor",
    "Dinosaur": "bone",
    "Down-free": "snowflake",
    "Fern": "leaf",
    "Fox": "paw-print",
    "Hedgehog": "paw-print",
    "Little star": "star",
    "Lobster": "shrimp",
    "Moon": "moon",
    "Mountain": "mountain",
    "Octopus": "fish",
    "Owl": "bird",
    "Padded": "snowflake",
    "Palm": "tree-palm",
    "Poppy": "flower",
    "Puddle": "cloud-rain",
    "Quilted": "snowflake",
    "Rabbit": "rabbit",
    "Rainbow": "rainbow",
    "Reindeer": "snowflake",
    "Rocket": "rocket",
    "Sailboat": "sailboat",
    "Scallop": "shell",
    "Star": "star",
    "Strawberry": "cherry",
    "Tiger": "cat",
    "Train": "train-front",
    "Velvet": "crown",
    "Whale": "fish",
    "Windproof": "wind",
}
"""Glyphs of motifs that have one; all others show the garment."""

_NEWBORN = _sizes(50, 56, 62, 68, 74)
_BABY = _sizes(56, 62, 68, 74, 80, 86)
_CHILD = _sizes(86, 92, 98, 104, 110, 116, step_cents=100)
_CHILD_WARM = _sizes(80, 86, 92, 98, 104, 110, 116, step_cents=300)
_HEADS = Axis(
    name="Size",
    choices=tuple(
        Choice(label=label, code=code)
        for label, code in (("43-45 cm", "S"), ("46-48 cm", "M"), ("49-52 cm", "L"))
    ),
)
_SOCK_SIZES = Axis(
    name="Size",
    choices=tuple(
        Choice(label=label, code=label.replace("-", ""))
        for label in ("15-18", "19-22", "23-26", "27-30")
    ),
)


def _motifs(pattern: str, price_cents: int, look: str, *motifs: str) -> tuple[Good, ...]:
    return tuple((pattern.format(motif), price_cents, _PRINTS.get(motif, look)) for motif in motifs)


SHELVES = (
    Shelf(
        category="bodysuits",
        prefix="BDY",
        margin_percent=52,
        weight_g=90,
        goods=(
            *_motifs("{} bodysuit, short sleeve", 990, "baby", "Striped", "Hedgehog", "Plain"),
            *_motifs("{} bodysuit, long sleeve", 1190, "baby", "Cloud", "Fox", "Ribbed"),
            *_motifs("{} wrap bodysuit", 1290, "baby", "Star", "Acorn"),
        ),
        axes=(_NEWBORN, colour_axis(SOFT, pick=3)),
        brands=_BRANDS,
        stock=(1, 9),
        about="Soft organic cotton with press studs along both legs. Washes at 60 °C.",
    ),
    Shelf(
        category="sleepsuits",
        prefix="SLP",
        margin_percent=52,
        weight_g=180,
        goods=(
            *_motifs("{} sleepsuit with feet", 1990, "moon-star", "Moon", "Rabbit", "Whale"),
            *_motifs("{} zip sleepsuit", 2290, "moon-star", "Fern", "Little star"),
            *_motifs("{} pyjamas", 2490, "moon-star", "Owl", "Train", "Strawberry"),
        ),
        axes=(_BABY, colour_axis(SOFT, pick=2)),
        brands=_BRANDS,
        stock=(0, 8),
        about="Brushed cotton jersey that stays warm without scratching.",
    ),
    Shelf(
        category="tops",
        prefix="TSH",
        margin_percent=54,
        weight_g=120,
        goods=(
            *_motifs(
                "{} T-shirt",
                1295,
                "shirt",
                "Dinosaur",
                "Striped",
                "Rocket",
                "Tiger",
                "Daisy",
                "Pocket",
                "Digger",
                "Rainbow",
            ),
            *_motifs(
                "{} long-sleeved top", 1595, "shirt", "Sailboat", "Badger", "Cherry", "Mountain"
            ),
            *_motifs("{} polo shirt", 1895, "shirt", "Piqué"),
        ),
        axes=(_CHILD, colour_axis(BRIGHT, pick=3)),
        brands=_BRANDS,
        stock=(0, 10),
        about="Single jersey from combed cotton, printed with water-based colour.",
    ),
    Shelf(
        category="knitwear",
        prefix="KNT",
        margin_percent=55,
        weight_g=260,
        goods=(
            *_motifs("{} jumper", 2990, "shirt", "Cable-knit", "Reindeer", "Bobble", "Striped"),
            *_motifs("{} cardigan", 3290, "shirt", "Merino", "Wooden-button", "Picot"),
            *_motifs("{} sweatshirt", 2490, "shirt", "Bear", "Colour-block"),
        ),
        axes=(_CHILD, colour_axis(EARTHY, pick=2)),
        brands=_BRANDS,
        stock=(0, 6),
        about="Knitted from fine wool and cotton; with room to grow at cuff and hem.",
    ),
    Shelf(
        category="trousers",
        prefix="TRS",
        margin_percent=53,
        weight_g=210,
        goods=(
            *_motifs("{} leggings", 1290, "shirt", "Ribbed", "Dotted", "Fleece-lined"),
            *_motifs("{} jogging trousers", 1990, "shirt", "Knee-patch", "Soft", "Striped"),
            *_motifs("{} trousers", 2490, "shirt", "Corduroy", "Denim", "Muslin"),
            *_motifs("{} dungarees", 2990, "shirt", "Corduroy", "Jersey"),
            *_motifs("{} shorts", 1490, "sun", "Linen", "Terry", "Cargo"),
        ),
        axes=(_CHILD, colour_axis(EARTHY, pick=2)),
        brands=_BRANDS,
        stock=(0, 8),
        about="Elastic waist with a drawcord inside, seams taped where knees touch the floor.",
    ),
    Shelf(
        category="dresses",
        prefix="DRS",
        margin_percent=56,
        weight_g=190,
        goods=(
            *_motifs(
                "{} dress", 2690, "sparkles", "Poppy", "Gingham", "Twirling", "Smocked", "Pinafore"
            ),
            *_motifs("{} skirt", 1890, "sparkles", "Tulle", "Denim", "Pleated"),
            *_motifs("{} party dress", 3690, "sparkles", "Velvet"),
        ),
        axes=(_CHILD, colour_axis(SOFT, pick=2)),
        brands=_BRANDS,
        stock=(0, 6),
        about="Cotton that moves with the child; pockets in every seam that can hold one.",
    ),
    Shelf(
        category="outdoor",
        prefix="OUT",
        margin_percent=50,
        weight_g=480,
        goods=(
            *_motifs("{} rain jacket", 3990, "umbrella", "Puddle", "Reflective"),
            *_motifs("{} winter coat", 5990, "umbrella", "Quilted", "Down-free"),
            *_motifs("{} fleece jacket", 2990, "umbrella", "Curly", "Hooded"),
            *_motifs("{} snowsuit", 6490, "moon-star", "Windproof", "Padded"),
            *_motifs("{} rain trousers", 2690, "shirt", "Puddle"),
        ),
        axes=(_CHILD_WARM, colour_axis(BRIGHT, pick=2)),
        brands=_BRANDS,
        stock=(0, 4),
        about="Taped seams, reflecting piping, and a name label inside the collar.",
    ),
    Shelf(
        category="swimwear",
        prefix="SWM",
        margin_percent=55,
        weight_g=80,
        goods=(
            *_motifs("{} swimsuit", 1990, "waves-horizontal", "Lobster", "Scallop", "Striped"),
            *_motifs("{} swim shorts", 1690, "sun", "Palm", "Anchor"),
            *_motifs("{} UV shirt", 2190, "shirt", "Octopus", "Wave"),
        ),
        axes=(_CHILD, colour_axis(BRIGHT, pick=1)),
        brands=_BRANDS,
        stock=(0, 6),
        about="Recycled yarn, UPF 50+, dries on the way home.",
    ),
    Shelf(
        category="accessories",
        prefix="HAT",
        margin_percent=58,
        weight_g=60,
        goods=(
            *_motifs("{} hat", 1290, "hat-glasses", "Bobble", "Ear-flap", "Newborn knot"),
            *_motifs("{} sun hat", 1490, "sun", "Bucket", "Neck-flap"),
            *_motifs("{} balaclava", 1690, "hat-glasses", "Merino"),
        ),
        axes=(_HEADS, colour_axis(EARTHY, pick=3)),
        brands=_BRANDS,
        stock=(0, 7),
        about="Sits close without pressing; the ties stay inside.",
    ),
    Shelf(
        category="socks",
        prefix="SOC",
        margin_percent=60,
        weight_g=40,
        goods=(
            *_motifs(
                "{} socks, 3 pairs", 890, "footprints", "Striped", "Animal", "Plain", "Anti-slip"
            ),
            *_motifs("{} tights", 1090, "footprints", "Ribbed", "Dotted", "Cable-knit"),
            *_motifs("{} knee socks", 690, "footprints", "Pointelle"),
        ),
        axes=(_SOCK_SIZES, colour_axis(SOFT, pick=3)),
        brands=_BRANDS,
        stock=(3, 18),
        about="Cotton with flat toe seams and a soft cuff.",
    ),
)
