"""Finds articles and customers by what is typed or scanned into a form."""

from typing import TYPE_CHECKING

from pos.domain.barcode import CustomerScan, ItemScan, LabelScan, ScanReading, read_scan
from pos.domain.errors import RefusedError
from pos.domain.scan_pattern import parse_patterns
from pos.queries.article_names import find_article_name
from pos.queries.customers import find_card_holder, find_customers
from pos.queries.settings import read_settings

if TYPE_CHECKING:
    from pos.uow import ReadTx

SHOWN_MAX = 40


class NoSuchArticleError(RefusedError):
    """No article has this barcode or SKU. Facts: code."""


class NoSuchCustomerError(RefusedError):
    """No customer fits what was typed. Facts: text."""


class SeveralCustomersError(RefusedError):
    """More than one customer fits what was typed. Facts: text, count."""


def find_article(tx: "ReadTx", typed: str) -> tuple[str, str]:
    """Return key and name of the article of a code.

    Raises:
        NoSuchArticleError: None has it.
    """
    scan = _read(tx, typed)
    codes = scan.lookups if isinstance(scan, ItemScan | LabelScan) else (typed,)
    article = find_article_name(tx, codes)
    if article is None:
        raise NoSuchArticleError(code=typed[:SHOWN_MAX])
    return str(article.product_id), article.name


def find_customer(tx: "ReadTx", typed: str) -> tuple[str, str]:
    """Return key and name of the one customer whose card, number, e-mail or name this is.

    Raises:
        NoSuchCustomerError: It is nobody's.
        SeveralCustomersError: It could be more than one's.
    """
    scan = _read(tx, typed)
    if isinstance(scan, CustomerScan):
        holder = find_card_holder(tx, scan.card_no)
        if holder is None:
            raise NoSuchCustomerError(text=typed[:SHOWN_MAX])
        return str(holder.customer_id), holder.name
    found = find_customers(tx, typed)
    if not found:
        raise NoSuchCustomerError(text=typed[:SHOWN_MAX])
    if len(found) > 1:
        raise SeveralCustomersError(text=typed[:SHOWN_MAX], count=len(found))
    return str(found[0].customer_id), found[0].name


def _read(tx: "ReadTx", typed: str) -> ScanReading:
    """Say what a code means by the shop's own patterns, too: they are on its cards and labels."""
    return read_scan(typed, parse_patterns(read_settings(tx).scan_patterns))
