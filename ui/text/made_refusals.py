"""The sentences about what is made to order, and about the days that can be promised for it."""

MADE_SENTENCES: dict[str, str] = {
    "pos.domain.ready_day.ClosedDaysUnreadableError": (
        "“{text}” is no closed day. Write days as mon or 2026-12-25, with a semicolon between them."
    ),
    "pos.domain.ready_day.ReadyTooEarlyError": (
        "It cannot be ready so soon. The first day is {earliest}."
    ),
    "pos.domain.ready_day.ReadyTooLateError": (
        "Nothing is promised so far ahead. Choose a day until {latest}."
    ),
    "pos.domain.ready_day.ClosedThatDayError": "The shop is closed on {day}. Choose another day.",
    "pos.domain.ready_day.DayFullError": (
        "There is room for {left} on {day}, not for more. Choose another day, or fewer pieces."
    ),
    "pos.domain.ready_day.NoDayFreeError": (
        "No day has room for {pieces}. Sell fewer at once, or ask whoever makes them."
    ),
    "pos.domain.product_options.OptionUnreadableError": (
        "“{option}” is no option. Write it as Filling: Vanilla, Chocolate; and the next one."
    ),
    "pos.domain.product_options.TooManyOptionsError": (
        "An article has at most {limit} options. Take some out; what costs more is a variant."
    ),
    "pos.domain.product_options.TooManyChoicesError": (
        "“{option}” has more than {limit} choices. Take some out."
    ),
    "pos.domain.product_options.OptionWordsTooLongError": (
        "“{words}…” is too long. Use at most {limit} characters."
    ),
    "pos.domain.product_options.OptionTwiceError": (
        "“{words}” is there twice. Take it out once, or call it something else."
    ),
    "pos.domain.product_options.OptionNotChosenError": "Choose one of {option} first.",
    "pos.domain.moved_day.MoveNeedsReasonError": "Say why the day is moved.",
    "pos.domain.moved_day.SameDayError": "It is promised for {day} already. Choose another day.",
    "pos.services.returns.NotFetchedError": (
        "It waits to be fetched. Cancel the order {number} under Orders instead."
    ),
    "pos.services.cancelling.CancelNeedsReasonError": "Say why the order is cancelled.",
    "pos.services.cancelling.NothingToCancelError": (
        "This order does not wait to be fetched, or not any more. Look at it again."
    ),
    "pos.services.cancelling.CancelledElsewhereError": (
        "Another register sold it. Cancel it there, or ask headquarters."
    ),
    "pos.services.cancelling.BackChangedError": (
        "{back_cents} goes back now, not {shown_cents}. Look at the order again."
    ),
    "pos.services.handing_over.NothingToHandOverError": (
        "This order does not wait to be fetched, or not any more. Look at it again."
    ),
    "pos.services.handing_over.BalanceOwedError": (
        "{owed_cents} has to be paid before it is handed over."
    ),
    "pos.services.promised_days.NotPromisedThatDayError": (
        "Nothing of this order is promised for {day} any more. Look at the order again."
    ),
}
