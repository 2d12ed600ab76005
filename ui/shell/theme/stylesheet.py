"""The style sheet of a theme: set once on the window, it styles by object names and properties.

A widget says what it is (`look`, `voice`, `plane`), never how it is drawn.
"""

from ui.shell.theme.tokens import Tokens


def stylesheet(tokens: Tokens) -> str:
    """Return the whole style sheet of a theme."""
    parts = (_planes, _voices, _buttons, _button_looks, _chips, _rail, _inputs, _lists, _notices)
    return "".join(part(tokens) for part in parts)


def _planes(t: Tokens) -> str:
    return f"""
    QWidget {{ color: {t.text}; }}
    QToolTip {{ background: {t.surface2}; color: {t.text}; border: 1px solid {t.border};
        padding: 4px 8px; }}
    QMainWindow, QWidget[plane="canvas"] {{ background: {t.bg}; }}
    QWidget[plane="surface"] {{ background: {t.surface}; }}
    QWidget[plane="pane"] {{ background: {t.surface}; border-left: 1px solid {t.border}; }}
    QWidget[plane="desk"] {{ background: {t.sunken}; border-left: 1px solid {t.border}; }}
    QWidget[plane="paper"] {{ background: #FFFFFF; border: 1px solid {t.border}; }}
    QWidget[plane="footer"] {{ background: {t.surface2}; border-top: 1px solid {t.border};
        border-left: 1px solid {t.border}; }}
    QWidget[plane="header"] {{ background: {t.surface}; border-bottom: 1px solid {t.border};
        border-left: 1px solid {t.border}; }}
    QWidget[plane="card"] {{ background: {t.surface}; border: 1px solid {t.border};
        border-radius: 14px; }}
    QWidget[plane="box"] {{ background: {t.surface2}; border: 1px solid {t.border};
        border-radius: 12px; }}
    QWidget[plane="scrim"] {{ background: rgba(6, 14, 18, 140); }}
    QWidget[plane="line"] {{ background: {t.border}; }}
    """


def _voices(t: Tokens) -> str:
    sizes = (
        ("caption", 12, 400, t.text3),
        ("status", 12, 500, t.text2),
        ("secondary", 13, 400, t.text2),
        ("label", 13, 500, t.text2),
        ("body", 14, 400, t.text),
        ("strong", 14, 600, t.text),
        ("name", 15, 500, t.text),
        ("amount", 16, 600, t.text),
        ("dialog", 18, 600, t.text),
        ("title", 20, 700, t.text),
        ("total", 30, 700, t.text),
        ("due", 44, 700, t.text),
        ("figure", 13, 500, t.text),
    )
    voices = "".join(
        f'QLabel[voice="{name}"] {{ font-size: {px}px; font-weight: {weight}; color: {colour}; }}'
        for name, px, weight, colour in sizes
    )
    tones = "".join(
        f'QLabel[tone="{name}"] {{ color: {colour}; }}'
        for name, colour in (
            ("text", t.text),
            ("text2", t.text2),
            ("text3", t.text3),
            ("accent_text", t.accent_text),
            ("danger", t.danger),
            ("warn", t.warn),
            ("ok", t.ok),
        )
    )
    cap = f"""
    QLabel[voice="key"] {{ font-size: 11px; font-weight: 600; color: {t.text2};
        background: {t.sunken}; border: 1px solid {t.border}; border-radius: 5px;
        padding: 0px 7px; }}
    QLabel[voice="key-on-accent"] {{ font-size: 11px; font-weight: 600; color: {t.on_accent};
        border: 1px solid {t.on_accent}; border-radius: 5px; padding: 0px 7px; }}
    """
    return voices + tones + cap


def _buttons(t: Tokens) -> str:
    return f"""
    QPushButton {{ background: {t.surface}; color: {t.text}; border: 1px solid {t.border};
        border-radius: 10px; padding: 0px 12px; min-height: 46px;
        font-size: 14px; font-weight: 500; }}
    QPushButton:hover {{ background: {t.surface2}; border-color: {t.border_strong}; }}
    QPushButton:pressed {{ background: {t.sunken}; }}
    QPushButton:disabled {{ color: {t.text3}; background: {t.sunken}; border-color: {t.border}; }}
    QPushButton:focus {{ border: 2px solid {t.focus}; }}
    QPushButton:checked {{ background: {t.accent_soft}; color: {t.accent_text};
        border-color: {t.accent}; }}
    """


def _button_looks(t: Tokens) -> str:
    return f"""
    QPushButton[look="primary"] {{ background: {t.accent}; color: {t.on_accent};
        border: 1px solid {t.accent}; border-radius: 14px; min-height: 62px; font-size: 20px;
        font-weight: 700; }}
    QPushButton[look="primary"][aside="true"] {{ padding-right: 40px; }}
    QPushButton[look="primary"]:hover {{ background: {t.accent_hover};
        border-color: {t.accent_hover}; }}
    QPushButton[look="primary"]:pressed {{ background: {t.accent_press}; }}
    QPushButton[look="primary"]:disabled {{ background: {t.sunken}; color: {t.text3};
        border-color: {t.border}; }}
    QPushButton[look="primary"]:focus {{ border: 2px solid {t.focus}; }}
    QPushButton[look="soft"] {{ background: {t.accent_soft}; color: {t.accent_text};
        border: 1px solid {t.accent}; border-radius: 14px; min-height: 62px; font-weight: 600; }}
    QPushButton[look="soft"]:hover {{ background: {t.row_flash}; }}
    QPushButton[look="soft"]:disabled {{ background: {t.sunken}; color: {t.text3};
        border-color: {t.border}; }}
    QPushButton[look="soft"]:focus {{ border: 2px solid {t.focus}; }}
    QPushButton[look="danger"] {{ color: {t.danger}; }}
    QPushButton[look="danger"]:disabled {{ color: {t.text3}; }}
    QPushButton[look="line"] {{ min-height: 42px; padding: 0px 5px; color: {t.accent_text};
        font-size: 13px; font-weight: 600; }}
    QPushButton[look="line-danger"] {{ min-height: 42px; padding: 0px 5px; color: {t.danger}; }}
    QPushButton[look="tool"] {{ padding: 0px 6px; color: {t.text2}; font-size: 13px; }}
    QPushButton[look="tool"]:disabled {{ color: {t.text3}; background: {t.surface2}; }}
    QPushButton[look="tool-danger"] {{ padding: 0px 6px; color: {t.danger}; font-size: 13px; }}
    QPushButton[look="tool-danger"]:disabled {{ color: {t.text3}; background: {t.surface2}; }}
    QPushButton[look="key"] {{ min-height: 62px; font-size: 20px;
        font-weight: 600; padding: 0px; }}
    QPushButton[look="tender"] {{ min-height: 62px; font-size: 15px; font-weight: 600;
        text-align: left; padding: 0px 16px; }}
    QPushButton[look="money"] {{ min-height: 62px; font-size: 16px; font-weight: 600; }}
    QPushButton[look="card"] {{ border-radius: 12px; text-align: left; padding: 0px 16px;
        min-height: 62px; }}
    QPushButton[look="entry"] {{ border-radius: 12px; text-align: left; padding: 0px 16px;
        min-height: 50px; }}
    QPushButton[look="segment"] {{ min-height: 42px; padding: 0px 16px; border-radius: 10px; }}
    QPushButton[look="link"] {{ background: transparent; border: 0px; color: {t.accent_text};
        font-weight: 600; min-height: 44px; padding: 0px 8px; }}
    """


def _chips(t: Tokens) -> str:
    return f"""
    QPushButton[look="chip"] {{ border-radius: 22px; min-height: 42px; padding: 0px 16px;
        color: {t.text2}; }}
    QPushButton[look="chip"]:checked {{ background: {t.accent_soft}; color: {t.accent_text};
        border: 1px solid {t.accent}; font-weight: 600; }}
    QPushButton[look="chip"]:focus {{ border: 2px solid {t.focus}; }}
    """


def _rail(t: Tokens) -> str:
    return f"""
    QWidget[plane="rail"] {{ background: {t.rail}; }}
    QToolButton[look="nav"] {{ background: transparent; color: {t.rail_text}; border: 0px;
        border-radius: 10px; font-size: 12px; font-weight: 600; padding: 8px 0px 6px 0px; }}
    QToolButton[look="nav"]:hover {{ background: {t.rail_selected}; }}
    QToolButton[look="nav"]:checked {{ background: {t.rail_selected}; color: {t.rail_on}; }}
    QToolButton[look="nav"]:focus {{ border: 2px solid {t.focus}; }}
    QWidget[plane="status"] {{ background: {t.surface}; border-top: 1px solid {t.border}; }}
    """


def _inputs(t: Tokens) -> str:
    return f"""
    QLineEdit, QPlainTextEdit, QComboBox, QDateEdit {{ background: {t.surface}; color: {t.text};
        border: 1px solid {t.border_strong}; border-radius: 10px; min-height: 46px;
        padding: 0px 12px; font-size: 14px; selection-background-color: {t.accent};
        selection-color: {t.on_accent}; }}
    QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QDateEdit:focus {{
        border: 2px solid {t.focus}; padding: 0px 11px; }}
    QLineEdit:disabled {{ background: {t.sunken}; color: {t.text3}; }}
    QLineEdit[look="search"] {{ font-size: 15px; padding-left: 36px; padding-right: 56px; }}
    QLineEdit[look="search"]:focus {{ padding-left: 35px; padding-right: 55px; }}
    QLineEdit[look="money"] {{ font-size: 20px; font-weight: 600; min-height: 54px; }}
    QLineEdit[look="due"] {{ font-size: 30px; font-weight: 700; min-height: 62px; }}
    QComboBox::drop-down {{ border: 0px; width: 32px; }}
    QComboBox QAbstractItemView {{ background: {t.surface}; color: {t.text};
        border: 1px solid {t.border}; selection-background-color: {t.accent_soft};
        selection-color: {t.accent_text}; }}
    """


def _lists(t: Tokens) -> str:
    return f"""
    QListView, QScrollArea, QTableView {{ background: transparent; border: 0px; outline: 0px; }}
    QScrollArea > QWidget > QWidget {{ background: transparent; }}
    QTableView {{ background: {t.surface}; border: 1px solid {t.border}; border-radius: 12px;
        padding: 1px; gridline-color: transparent;
        selection-background-color: {t.accent_soft}; selection-color: {t.text}; }}
    QTableView::item {{ border-bottom: 1px solid {t.border}; padding: 0px 12px; }}
    QTableView::item:selected {{ background: {t.accent_soft}; color: {t.text}; }}
    QTableView:focus {{ border: 2px solid {t.focus}; padding: 0px; }}
    QHeaderView {{ background: transparent; border: 0px; }}
    QHeaderView::section {{ background: {t.surface2}; color: {t.text3}; border: 0px;
        border-bottom: 1px solid {t.border}; padding: 0px 15px; font-size: 12px;
        font-weight: 600; }}
    QHeaderView::section:first {{ border-top-left-radius: 10px; }}
    QHeaderView::section:last {{ border-top-right-radius: 10px; }}
    QHeaderView::section:only-one {{ border-top-left-radius: 10px; border-top-right-radius: 10px; }}
    QTableCornerButton::section {{ background: {t.surface2}; border: 0px; }}
    QScrollBar:vertical {{ background: transparent; width: 6px; margin: 0px; }}
    QScrollBar::handle:vertical {{ background: {t.border_strong}; border-radius: 3px;
        min-height: 44px; }}
    QScrollBar:horizontal {{ background: transparent; height: 6px; margin: 0px; }}
    QScrollBar::handle:horizontal {{ background: {t.border_strong}; border-radius: 3px;
        min-width: 44px; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0px; height: 0px; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QProgressBar {{ background: {t.sunken}; border: 0px; max-height: 3px; min-height: 3px; }}
    QProgressBar::chunk {{ background: {t.accent}; }}
    """


def _notices(t: Tokens) -> str:
    return f"""
    QWidget[plane="offline"] {{ background: {t.warn_soft}; border-bottom: 1px solid {t.warn}; }}
    QWidget[plane="training"] {{ background: {t.danger}; }}
    QWidget[plane="training"] QLabel {{ color: {t.surface}; font-size: 13px; font-weight: 700; }}
    QWidget[plane="offline"] QLabel {{ color: {t.warn}; font-size: 13px; font-weight: 600; }}
    QWidget[plane="strip-error"] {{ background: {t.danger_soft}; border: 1px solid {t.danger};
        border-radius: 10px; }}
    QWidget[plane="strip-error"] QLabel {{ color: {t.danger}; font-weight: 500; }}
    QWidget[plane="strip-warn"] {{ background: {t.warn_soft}; border: 1px solid {t.warn};
        border-radius: 10px; }}
    QWidget[plane="strip-warn"] QLabel {{ color: {t.warn}; font-weight: 500; }}
    QWidget[plane="strip-error"] QPushButton, QWidget[plane="strip-warn"] QPushButton {{
        background: transparent; min-height: 42px; }}
    QWidget[plane="toast"] {{ background: {t.text}; border-radius: 12px; }}
    QWidget[plane="toast"] QLabel {{ color: {t.bg}; font-size: 14px; }}
    QWidget[plane="toast"] QPushButton {{ background: transparent; border: 0px;
        color: {t.toast_action}; font-weight: 600; min-height: 44px; }}
    """
