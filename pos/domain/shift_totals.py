"""The figures that a closed shift keeps for ever, as they stood when the drawer was counted."""

from typing import Any

from pos.domain.day_report import DayReport


def frozen_totals(report: DayReport) -> dict[str, Any]:
    """Return the figures that a closed shift keeps for ever."""
    return {
        "sales": report.documents.sales,
        "returns": report.documents.returns,
        "first": report.documents.first,
        "last": report.documents.last,
        "gross_cents": report.gross_cents,
        "discount_cents": report.discount_cents,
        "returns_cents": report.returns_cents,
        "net_cents": report.net_cents,
        "total_cents": report.total_cents,
        "gift_cards_cents": report.gift_cards_cents,
        "tips_cents": report.tips_cents,
        "deposits_taken_cents": report.deposits.taken_cents,
        "deposits_used_cents": report.deposits.used_cents,
        "deposits_given_back_cents": report.deposits.given_back_cents,
        "deposits_owed_cents": report.deposits.owed_cents,
        "opening_cents": report.cash.opening_cents,
        "expected_cents": report.cash.expected_cents,
        "counted_cents": report.cash.counted_cents,
        "difference_cents": report.cash.difference_cents,
        "tenders": [
            {
                "code": each.code,
                "name": each.name,
                "count": each.count,
                "amount_cents": each.amount_cents,
                "counted_cents": each.counted_cents,
            }
            for each in report.tenders
        ],
        "cashiers": [
            {"name": each.name, "count": each.count, "total_cents": each.total_cents}
            for each in report.cashiers
        ],
        "no_sales": report.events.no_sales,
        "voids": report.events.voids,
        "lines_taken_out": report.events.lines_taken_out,
        "discounted": report.events.discounted,
        "overridden": report.events.overridden,
        "taxes": [
            {
                "name": each.name,
                "rate_ppm": each.rate_ppm,
                "base_cents": each.base_cents,
                "tax_cents": each.tax_cents,
            }
            for each in report.taxes
        ],
        "perpetual_cents": report.journal.perpetual_cents if report.journal else 0,
    }
