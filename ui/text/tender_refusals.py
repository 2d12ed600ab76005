"""The sentences about money that cannot be taken in the way somebody wished."""

TENDER_SENTENCES: dict[str, str] = {
    "pos.domain.payment.TenderRefusedError": "This tender cannot be taken. Choose another one.",
    "pos.domain.payment.OverpaidError": (
        "Only cash may be more than is due. Take {due_cents} this way."
    ),
    "pos.domain.payment.NothingDueError": "Everything is paid. Complete the sale.",
    "pos.domain.payment.CashTooShortError": (
        "{tendered_cents} is not enough: in cash {due_cents} are due."
    ),
    "pos.domain.payment.TenderAmountError": "Type an amount above 0 for this tender.",
    "pos.domain.payment.TooManyTendersError": (
        "A sale is paid in at most {limit} parts. Remove one and combine."
    ),
    "pos.domain.cart.GiftCardMissingError": (
        "{name} is sold by its number. Scan the card, or tap its tile."
    ),
    "pos.domain.gift_card_lines.GiftCardTwiceError": (
        "The sale puts money on card {last4} already. Change the price of that line instead."
    ),
    "pos.services.gift_cards.GiftCardWorthlessError": (
        "Nothing would be put on card {last4}. Type an amount, or remove the line."
    ),
    "pos.services.sale_payments.MethodNotAcceptedError": (
        "This shop does not take “{method_code}”. Choose another way to pay."
    ),
    "pos.domain.payment.ReferenceMissingError": (
        "{method_name} needs the reference of the payment. Type it."
    ),
    "pos.domain.payment.CustomerMissingError": (
        "{method_name} is for known customers. Name the customer of the sale first."
    ),
    "pos.services.sale_payments.NotTheirCreditError": (
        "This credit belongs to another customer. Take the payment back and choose again."
    ),
    "pos.domain.stored_value.GiftCardCodeError": (
        "A gift card's number has {shortest} to {longest} letters and digits. Type it again."
    ),
    "pos.domain.stored_value.GiftCardUnknownError": (
        "This till knows no gift card with that number. Check the number, or sell the card first."
    ),
    "pos.domain.stored_value.NoStoreCreditError": (
        "{customer} has no store credit. Choose another way to pay."
    ),
    "pos.domain.stored_value.AccountFrozenError": (
        "The card or credit {last4} is frozen. A manager must look at it; take another payment."
    ),
    "pos.domain.stored_value.AccountClosedError": (
        "The card or credit {last4} is closed. Take another payment."
    ),
    "pos.domain.stored_value.AccountExpiredError": (
        "The card or credit {last4} expired on {expired_on}. Take another payment."
    ),
    "pos.domain.stored_value.AccountCurrencyError": (
        "The card or credit {last4} is in {account_currency}, the sale is in {currency}. "
        "Take another payment."
    ),
    "pos.domain.stored_value.BalanceTooLowError": (
        "There are only {balance_cents} on {last4}. Take that much, and the rest another way."
    ),
    "pos.domain.stored_value.OfflineLimitError": (
        "Central is away: at most {limit_cents} of one card may be taken, {left_cents} are left "
        "of that. Take the rest another way."
    ),
    "pos.domain.attempt.AttemptMovedOnError": (
        "The terminal has answered meanwhile ({state}). Look at the payment again."
    ),
    "pos.domain.attempt.AttemptNotUsableError": (
        "A card payment of this sale is not approved any more. Take it back and ask again."
    ),
    "pos.terminals.TerminalUnknownError": (
        "There is no card terminal {driver}. Choose one of {known} as card_terminal in Setup."
    ),
    "pos.terminals.zvt.address.TerminalAddressError": (
        "The card terminal cannot be asked at “{address}”. Write zvt://HOST:20007 in Setup; until "
        "then read it."
    ),
    "pos.domain.credit.NoAccountError": (
        "{customer} has no account to pay later. Choose another way to pay."
    ),
    "pos.domain.credit.CreditLimitError": (
        "{customer} may owe {left_cents} more, of {limit_cents}. Take the rest another way."
    ),
    "pos.services.promises.NothingPromisedError": (
        "Nothing is owed here any more. Look at the order again."
    ),
    "pos.services.promises.BalanceChangedError": (
        "{owed_cents} is owed now, not {shown_cents}. Look at the order again."
    ),
    "pos.services.promises.PromiseForPromiseError": (
        "What was promised is paid now. Choose another way to pay."
    ),
    "pos.services.credit_limit.LimitAmountError": (
        "A limit is between 0 and {limit_cents}. Type another one."
    ),
    "pos.services.store_credit.CreditAmountError": (
        "{amount_cents} is no credit. Type an amount above 0."
    ),
    "pos.domain.tip.TipPercentsUnreadableError": (
        "“{text}” are no tips. Write one to {offered_max} whole percents up to {percent_max}, "
        "with a semicolon between them."
    ),
}
