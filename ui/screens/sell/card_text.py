"""Words of paying by card."""

from pos.domain.attempt import Attempt, AttemptState
from pos.terminals import Progress
from ui.screens.sell.card_state import TerminalMode

SECONDS_OF_A_MINUTE = 60


def words_of(mode: TerminalMode, progress: Progress | None) -> str:
    match mode:
        case TerminalMode.READ:
            return "Type this amount on the card terminal, then say what it answered."
        case TerminalMode.UNKNOWN:
            return (
                "We do not know whether the card was charged. Do not charge it again yet: look at "
                "the terminal, or at its last slip."
            )
        case TerminalMode.REVERSE:
            return "Give this amount back on the card terminal, then say that it was done."
        case TerminalMode.CHECKING:
            return (
                "We do not know whether the card was charged. Do not charge it again yet: the "
                "terminal is being asked."
            )
        case TerminalMode.GIVING_BACK:
            return "The terminal is giving the money back."
        case TerminalMode.ASKING:
            return _PROGRESS[progress or Progress.PRESENT_CARD]


_PROGRESS = {
    Progress.PRESENT_CARD: "Ask the customer to present the card.",
    Progress.ENTER_PIN: "The customer is entering the PIN.",
    Progress.CONTACT_BANK: "The terminal is talking to the bank.",
    Progress.TAKE_CARD: "Ask the customer to take the card back.",
}


def elapsed(seconds: int) -> str:
    minutes, rest = divmod(seconds, SECONDS_OF_A_MINUTE)
    return f"{minutes}:{rest:02}"


def nothing_charged(state: AttemptState, message: str) -> str:
    words = _NOT_CHARGED.get(state, "Nothing was charged. Take another payment.")
    return f"{words} ({message})" if message else words


_NOT_CHARGED = {
    AttemptState.DECLINED: "Declined by the bank. Try another card or another payment.",
    AttemptState.CANCELLED: "Cancelled. Nothing was charged.",
    AttemptState.NOT_CHARGED: (
        "The card was not charged. Charge it again, or take another payment."
    ),
    AttemptState.NOT_STARTED: (
        "The terminal is busy or cannot be reached. Nothing was charged: check cable and network."
    ),
}


def late(amount: str) -> str:
    return f"The terminal approved {amount} after all. It is among the payments now."


def stray(amount: str) -> str:
    return (
        f"A card was charged {amount} after its sale was over. Give it back on the terminal, "
        "then say so."
    )


def doubtful_refund(amount: str, card: str) -> str:
    return (
        f"Nobody knows whether {amount} went back to {card}. Look at the terminal's slips, give it "
        "back there if it did not, then say so."
    )


def not_given_back(state: AttemptState) -> str:
    if state is AttemptState.UNKNOWN:
        return "The terminal did not say whether it gave the money back. Look at its last slip."
    return "The terminal did not give it back. Give it back there by hand, or keep the payment."


def approved_by(attempt: Attempt) -> str:
    return f"Approved: {card(attempt.card_brand, attempt.card_last4)}"


def found_charged(amount: str) -> str:
    return f"The terminal says that {amount} was charged."


def card(brand: str | None, last4: str | None) -> str:
    shown = masked(last4) if last4 else ""
    return " ".join(filter(None, (brand, shown)))


def being_asked() -> str:
    return "The card terminal is being asked. Wait for its answer, or cancel."


def approved() -> str:
    return "Approved"


def declined() -> str:
    return "Declined"


def cancel() -> str:
    return "Cancel"


def ask_terminal() -> str:
    return "Ask the terminal"


def was_charged() -> str:
    return "It was charged"


def was_not_charged() -> str:
    return "It was not charged"


def put_aside() -> str:
    return "Hold the sale"


def was_given_back() -> str:
    return "It was given back"


def keep() -> str:
    return "Keep the payment"


def last4() -> str:
    return "Last 4 digits"


def authorisation() -> str:
    return "Approval code"


def waiting(mode: TerminalMode) -> str:
    return "Not known yet" if mode is TerminalMode.UNKNOWN else "Waiting\u2026"


def title() -> str:
    return "Card terminal"


def masked(last4: str) -> str:
    return f"\u2022\u2022\u2022\u2022 {last4}"
