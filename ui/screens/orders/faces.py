"""Turns an order into what is shown of it. Pure; nothing is computed, amounts come as sold."""

from pos.domain.quantity import Unit, is_measured
from pos.queries.order_detail import OrderLineDetail, StatusStep, TenderDetail
from ui.screens.orders import made_text, text
from ui.screens.orders.order_lines import LineFace
from ui.screens.orders.state import ShownOrder
from ui.shell.theme.tokens import Tone
from ui.text.article_name import full_name
from ui.text.formats import NO_BREAK_SPACE, Formats
from ui.widgets.key_values import KeyValue

_JOIN = f"{NO_BREAK_SPACE} \u00b7 {NO_BREAK_SPACE}"


class Faces:
    """Writes orders the way one shop does."""

    def __init__(self, formats: Formats) -> None:
        self._formats = formats

    def lines(self, shown: ShownOrder) -> tuple[LineFace, ...]:
        """Return the lines as they were sold."""
        return tuple(
            self._line(line, is_marked=line.order_line_id == shown.marked_line_id)
            for line in shown.detail.lines
        )

    def sums(self, shown: ShownOrder) -> tuple[KeyValue, ...]:
        """Return what leads to the total; what is nothing is left out."""
        detail, money = shown.detail, self._formats.money
        rows = [KeyValue(name=text.subtotal(), value=money(detail.subtotal_cents))]
        offers = detail.offers
        rows += [
            _off(text.offer(offer.name, offer.code), money(-offer.amount_cents)) for offer in offers
        ]
        by_people_cents = detail.discount_cents - sum(offer.amount_cents for offer in offers)
        if by_people_cents:
            rows.append(_off(text.discounts(), money(-by_people_cents)))
        if detail.rounding_cents:
            rows.append(KeyValue(name=text.rounding(), value=money(detail.rounding_cents)))
        if detail.row.refunded_cents:
            rows.append(
                KeyValue(
                    name=text.refunded(),
                    value=money(-detail.row.refunded_cents),
                    tone=Tone.WARN,
                    value_tone=Tone.WARN,
                )
            )
        return tuple(rows)

    def tenders(self, shown: ShownOrder) -> tuple[KeyValue, ...]:
        """Return how it was paid, and paid back."""
        return tuple(row for each in shown.detail.tenders for row in self._tender(each))

    def taxes(self, shown: ShownOrder) -> tuple[KeyValue, ...]:
        """Return the tax of each rate."""
        money = self._formats.money
        return tuple(
            KeyValue(name=text.tax_on(tax.name, money(tax.base_cents)), value=money(tax.tax_cents))
            for tax in shown.taxes
        )

    def history(self, shown: ShownOrder) -> tuple[KeyValue, ...]:
        """Return the steps of its life."""
        return tuple(row for step in shown.detail.history for row in self._step(step))

    def _step(self, step: StatusStep) -> tuple[KeyValue, ...]:
        row = KeyValue(name=self._step_name(step), value=self._formats.moment(step.at))
        if not step.note:
            return (row,)
        return (row, KeyValue(name=step.note, value="", tone=Tone.CAPTION))

    def _step_name(self, step: StatusStep) -> str:
        if step.moved is None:
            return text.step_by(text.status_name(step.to_status), step.by)
        short = self._formats.short_day_of_week
        return made_text.moved_step(short(step.moved.before), short(step.moved.after), step.by)

    def _line(self, line: OrderLineDetail, *, is_marked: bool) -> LineFace:
        formats = self._formats
        name = full_name(line)
        back = formats.quantity(line.returned_qty, line.unit)
        details = [self._price(line), *filter(None, [line.price_list_name]), line.sku]
        if line.serial:
            details.append(text.serial(line.serial))
        if line.note:
            details.append(line.note.replace("\n", " "))
        return LineFace(
            quantity=formats.quantity(line.quantity, line.unit),
            name=formats.keep_units(name),
            detail="\n".join([_JOIN.join(details), *self._wishes(line)]),
            amount=formats.money(line.total_cents),
            off=formats.money(-line.discount_cents) if line.discount_cents else "",
            returned=text.line_returned(back) if line.returned_qty else "",
            is_marked=is_marked,
        )

    def _wishes(self, line: OrderLineDetail) -> list[str]:
        """Return the day and all that was wished, each on a line of its own: it is made so."""
        if line.made is None:
            return []
        day = self._formats.day_of_week(line.made.ready_on)
        return [text.ready(day, line.made.message), *map(str, line.made.chosen)]

    def _price(self, line: OrderLineDetail) -> str:
        price = self._formats.money(line.unit_price_cents)
        if is_measured(Unit(line.unit)):
            return text.per(price, self._formats.measure(line.price_unit_qty, line.unit))
        return text.each(price)

    def _tender(self, tender: TenderDetail) -> tuple[KeyValue, ...]:
        money = self._formats.money
        if tender.amount_cents < 0:
            name = text.refund_of(tender.method_name)
        elif tender.card_last4:
            name = text.card_ending(tender.method_name, tender.card_last4)
        elif tender.is_owed:
            name = text.still_owed(tender.method_name)
        else:
            name = tender.method_name
        tone = Tone.WARN if tender.is_owed else Tone.TEXT
        row = KeyValue(name=name, value=money(tender.amount_cents), value_tone=tone)
        if not tender.change_cents:
            return (row,)
        given = text.tendered(money(tender.tendered_cents))
        back = text.change(money(tender.change_cents))
        return (row, KeyValue(name=_JOIN.join((given, back)), value="", tone=Tone.CAPTION))


def _off(name: str, amount: str) -> KeyValue:
    return KeyValue(name=name, value=amount, tone=Tone.OK, value_tone=Tone.OK)
