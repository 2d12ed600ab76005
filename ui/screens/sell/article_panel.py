"""The panel that asks what something is, and what it costs."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit

from pos.domain.open_article import TypedArticle
from pos.domain.text import NAME_CHARS_MAX
from ui.screens.sell import text
from ui.text.formats import Formats
from ui.widgets.button import Button, Look
from ui.widgets.label import PlainLabel
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.panel_card import PanelCard
from ui.widgets.segmented import Segmented


class ArticlePanel(PanelCard):
    """Takes a name, a price, and how it is taxed where there is a choice.

    Signals:
        sold: Sell it this once; a `TypedArticle`.
        kept: Write it down as an article of the shop, and sell it.

    Args:
        code: What was scanned; "" means nothing was.
        kinds: How goods may be taxed, the usual way first.
        keeps: It may be written down.
    """

    sold = Signal(object)
    kept = Signal(object)

    def __init__(
        self, code: str, kinds: Sequence[tuple[UUID, str]], *, formats: Formats, keeps: bool
    ) -> None:
        super().__init__(text.what_is_it(), name="article-panel")
        if code:
            self.body.addWidget(PlainLabel(text.unknown_code(code), voice="secondary"))
        self._name = QLineEdit()
        self._name.setObjectName("article-name")
        self._name.setAccessibleName(text.article_name())
        self._name.setPlaceholderText(text.article_name())
        self._name.setMaxLength(NAME_CHARS_MAX)
        self._price = MoneyEdit(
            name="article-price",
            says=text.article_price(),
            exponent=formats.exponent,
            write=formats.amount,
        )
        self._price.setPlaceholderText(text.article_price())
        self._kinds = Segmented(kinds, chosen=kinds[0][0]) if len(kinds) > 1 else None
        for each in (self._name, self._price, self._kinds):
            if each is not None:
                self.body.addWidget(each)
        self._sell = self.add_button(Button(text.sell_once(), look=Look.PRIMARY, name="confirm"))
        self._keep = Button(text.write_down(), look=Look.LINE, name="keep-article")
        if keeps:
            self.add_button(self._keep)
        self._connect()
        self._look_again()
        self.setFocusProxy(self._name)

    def _connect(self) -> None:
        self._name.textChanged.connect(self._look_again)
        self._name.returnPressed.connect(self._price.setFocus)
        self._price.changed.connect(self._look_again)
        self._price.accepted.connect(self._sell.click)
        self._sell.clicked.connect(self._sell_it)
        self._keep.clicked.connect(self._keep_it)

    @Slot()
    def _look_again(self) -> None:
        is_whole = bool(self._name.text().strip()) and self._price.cents is not None
        self._sell.setEnabled(is_whole)
        self._keep.setEnabled(is_whole)

    @Slot()
    def _sell_it(self) -> None:
        self.sold.emit(self._typed())

    @Slot()
    def _keep_it(self) -> None:
        self.kept.emit(self._typed())

    def _typed(self) -> TypedArticle:
        kind = self._kinds.key if self._kinds is not None else None
        return TypedArticle(
            name=self._name.text().strip(),
            price_cents=self._price.cents or 0,
            tax_category_id=kind if isinstance(kind, UUID) else None,
        )
