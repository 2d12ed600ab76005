"""The palette of a theme, for what Qt draws without asking the style sheet."""

from PySide6.QtGui import QColor, QPalette

from ui.shell.theme.tokens import Tokens


def make_palette(tokens: Tokens) -> QPalette:
    """Return the palette that goes with a theme's style sheet."""
    palette = QPalette()
    role = QPalette.ColorRole
    for which, colour in (
        (role.Window, tokens.bg),
        (role.Base, tokens.surface),
        (role.AlternateBase, tokens.surface2),
        (role.Button, tokens.surface),
        (role.WindowText, tokens.text),
        (role.Text, tokens.text),
        (role.ButtonText, tokens.text),
        (role.PlaceholderText, tokens.text3),
        (role.Highlight, tokens.accent),
        (role.HighlightedText, tokens.on_accent),
        (role.Accent, tokens.accent),
        (role.Link, tokens.accent_text),
        (role.ToolTipBase, tokens.surface2),
        (role.ToolTipText, tokens.text),
        (role.Mid, tokens.border),
        (role.Dark, tokens.border_strong),
    ):
        palette.setColor(which, QColor(colour))
    palette.setColor(QPalette.ColorGroup.Disabled, role.Text, QColor(tokens.text3))
    palette.setColor(QPalette.ColorGroup.Disabled, role.ButtonText, QColor(tokens.text3))
    return palette
