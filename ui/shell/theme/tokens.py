"""The colours of the window, light and dark: the one table that everything painted looks up."""

from dataclasses import dataclass
from enum import StrEnum


class Tint(StrEnum):
    """The seven families of colour that a category may wear."""

    TEAL = "teal"
    AMBER = "amber"
    ROSE = "rose"
    BLUE = "blue"
    VIOLET = "violet"
    LIME = "lime"
    SLATE = "slate"


class Tone(StrEnum):
    """What a text or an icon says by its colour; each name is a field of `Tokens`."""

    TEXT = "text"
    SECONDARY = "text2"
    CAPTION = "text3"
    ACCENT = "accent_text"
    ON_ACCENT = "on_accent"
    DANGER = "danger"
    WARN = "warn"
    OK = "ok"
    RAIL = "rail_text"
    RAIL_SELECTED = "rail_on"
    LOGO = "logo"


@dataclass(frozen=True, slots=True, kw_only=True)
class TintPair:
    """A soft ground and the glyph drawn on it."""

    ground: str
    glyph: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """Every colour of one theme, as #RRGGBB."""

    name: str
    bg: str
    surface: str
    surface2: str
    sunken: str
    border: str
    border_strong: str
    text: str
    text2: str
    text3: str
    accent: str
    accent_hover: str
    accent_press: str
    on_accent: str
    accent_soft: str
    accent_text: str
    rail: str
    rail_text: str
    rail_on: str
    rail_selected: str
    logo: str
    danger: str
    danger_soft: str
    warn: str
    warn_soft: str
    ok: str
    ok_soft: str
    focus: str
    row_flash: str
    toast_action: str
    tints: tuple[tuple[Tint, TintPair], ...]

    def tone(self, tone: Tone) -> str:
        """Return the colour of a tone."""
        colour: str = getattr(self, tone.value)
        return colour

    def tint(self, tint: Tint) -> TintPair:
        """Return the ground and glyph colours of a category's tint."""
        return dict(self.tints)[tint]


def _tints(*pairs: tuple[Tint, str, str]) -> tuple[tuple[Tint, TintPair], ...]:
    return tuple((tint, TintPair(ground=ground, glyph=glyph)) for tint, ground, glyph in pairs)


LIGHT = Tokens(
    name="light",
    bg="#F3F5F8",
    surface="#FFFFFF",
    surface2="#F8FAFC",
    sunken="#EBEFF4",
    border="#DFE4EB",
    border_strong="#7D8798",
    text="#111827",
    text2="#475164",
    text3="#626C7D",
    accent="#0F6B5C",
    accent_hover="#0C5A4D",
    accent_press="#094A40",
    on_accent="#FFFFFF",
    accent_soft="#E1F3EF",
    accent_text="#0B5C4F",
    rail="#10231F",
    rail_text="#B5C6C1",
    rail_on="#FFFFFF",
    rail_selected="#23443D",
    logo="#6FE0CA",
    danger="#B42318",
    danger_soft="#FDECEA",
    warn="#8A5300",
    warn_soft="#FFF3DC",
    ok="#14713D",
    ok_soft="#E3F6EA",
    focus="#1D5FD6",
    row_flash="#D7F1EA",
    toast_action="#6FE0CA",
    tints=_tints(
        (Tint.TEAL, "#DDF3EE", "#0F6B5C"),
        (Tint.AMBER, "#FDEFD3", "#8A5300"),
        (Tint.ROSE, "#FCE4E8", "#A32645"),
        (Tint.BLUE, "#E0ECFD", "#1E56B0"),
        (Tint.VIOLET, "#ECE6FC", "#5B3DB3"),
        (Tint.LIME, "#EAF4D6", "#4A6B0B"),
        (Tint.SLATE, "#E8ECF1", "#475164"),
    ),
)

DARK = Tokens(
    name="dark",
    bg="#0E1416",
    surface="#172022",
    surface2="#1C272A",
    sunken="#11191B",
    border="#2A383B",
    border_strong="#6F8286",
    text="#F1F5F5",
    text2="#B4C2C4",
    text3="#8FA0A3",
    accent="#3CC7AC",
    accent_hover="#57D5BD",
    accent_press="#2FAF97",
    on_accent="#05231D",
    accent_soft="#153A34",
    accent_text="#6FE0CA",
    rail="#0A1012",
    rail_text="#93A5A7",
    rail_on="#F1F5F5",
    rail_selected="#17312C",
    logo="#6FE0CA",
    danger="#FF8A80",
    danger_soft="#3B1A18",
    warn="#F4B860",
    warn_soft="#3A2A10",
    ok="#6FD69A",
    ok_soft="#14301F",
    focus="#7FB2FF",
    row_flash="#1D4A42",
    toast_action="#0B5C4F",
    tints=_tints(
        (Tint.TEAL, "#16352F", "#6FE0CA"),
        (Tint.AMBER, "#3A2C12", "#F2C26B"),
        (Tint.ROSE, "#3C1B23", "#FF9DB2"),
        (Tint.BLUE, "#172B47", "#94BEFF"),
        (Tint.VIOLET, "#2A2145", "#C0AAFF"),
        (Tint.LIME, "#26320F", "#BEDD77"),
        (Tint.SLATE, "#232E31", "#B4C2C4"),
    ),
)

THEMES = {theme.name: theme for theme in (LIGHT, DARK)}
