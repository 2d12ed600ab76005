"""Text and controls can be read in both themes (WCAG 2.2: 4.5 for text, 3 for the rest)."""

import pytest

from ui.shell.theme.tokens import THEMES, Tint

TEXT = 4.5
SHAPE = 3.0

GROUNDS = ("bg", "surface", "surface2")
PAIRS = [
    *(
        (text, ground, TEXT)
        for text in ("text", "text2", "text3")
        for ground in (*GROUNDS, "sunken")
    ),
    *(("text", ground, TEXT) for ground in ("accent_soft", "row_flash", "danger_soft")),
    *(("text2", ground, TEXT) for ground in ("accent_soft", "row_flash")),
    ("on_accent", "accent", TEXT),
    ("on_accent", "accent_hover", TEXT),
    ("on_accent", "accent_press", TEXT),
    *(("accent_text", ground, TEXT) for ground in ("surface", "surface2", "accent_soft")),
    *(("danger", ground, TEXT) for ground in ("surface", "surface2", "danger_soft")),
    *(("warn", ground, TEXT) for ground in ("surface", "surface2", "warn_soft")),
    *(("ok", ground, TEXT) for ground in ("surface", "surface2", "ok_soft", "accent_soft")),
    ("rail_text", "rail", TEXT),
    ("rail_on", "rail_selected", TEXT),
    ("rail_text", "rail_selected", TEXT),
    ("logo", "rail", SHAPE),
    ("toast_action", "text", TEXT),
    ("bg", "text", TEXT),
    *(("focus", ground, SHAPE) for ground in GROUNDS),
    *(("border_strong", ground, SHAPE) for ground in GROUNDS),
]


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("front", "ground", "least"), PAIRS)
def test_a_colour_stands_out_from_its_ground(theme, front, ground, least):
    tokens = THEMES[theme]

    assert _contrast(getattr(tokens, front), getattr(tokens, ground)) >= least


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("tint", list(Tint))
def test_the_glyph_of_a_category_stands_out_from_its_tint(theme, tint):
    pair = THEMES[theme].tint(tint)

    assert _contrast(pair.glyph, pair.ground) >= SHAPE
