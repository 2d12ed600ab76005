"""What to say when a code is not as it should be; see `ui/text/refusals.py`."""

SCAN_SENTENCES: dict[str, str] = {
    "pos.services.articles.CodeTakenError": (
        "An article has the code {code} already. Scan it again, or search for it."
    ),
    "pos.domain.open_article.NameMissingError": "Type what it is: the receipt needs a name.",
    "pos.domain.barcode.ReservedCodeError": (
        "Codes that begin with {prefixes} are the till's own. Give the article another code."
    ),
    "pos.domain.goods_mark.SerialTwiceError": (
        "{name} with the serial number {serial} is in the sale already. Scan the next piece."
    ),
    "pos.domain.goods_mark.SerialIsOnePieceError": (
        "{name} with the serial number {serial} is one piece. Scan the others one by one."
    ),
    "pos.domain.scan_pattern.ScanPatternError": (
        "“{pattern}” is no pattern for codes. Write it as in weight 21iiiiivvvvvc 3, "
        "price 23iiiiivvvvvc or customer 29*, with a semicolon between two."
    ),
}
