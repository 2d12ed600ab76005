"""What a role may do, in words."""

from pos.domain.permission import Action


def action_words(action: Action) -> str:
    return _WORDS[action]


_WORDS = {
    Action.RING_SALE: "ring up sales",
    Action.VOID_SALE: "give up a sale that was begun",
    Action.SELL_BEYOND_STOCK: "sell what is out of stock",
    Action.SELL_OPEN_ARTICLE: "sell what is no article of the shop",
    Action.DISCOUNT_LINE: "discount a line",
    Action.DISCOUNT_ORDER: "discount a sale",
    Action.OVERRIDE_PRICE: "change a price",
    Action.OVERRIDE_BELOW_FLOOR: "set a price below the shop's floor",
    Action.MOVE_PROMISED_DAY: "move a promised day",
    Action.CANCEL_ORDER: "cancel an order that waits",
    Action.ACCEPT_RETURN: "take goods back",
    Action.RETURN_LARGE: "take back goods worth this much",
    Action.RETURN_LATE: "take goods back after the last day",
    Action.RETURN_WITHOUT_RECEIPT: "take goods back without a receipt",
    Action.REFUND_OTHER_TENDER: "give money back in another way",
    Action.OPEN_DRAWER: "open the drawer without a sale",
    Action.MOVE_CASH: "pay cash in or out",
    Action.OPEN_SHIFT: "open a shift",
    Action.CLOSE_SHIFT: "close a shift",
    Action.ACCEPT_VARIANCE: "accept a large cash difference",
    Action.REPRINT_RECEIPT: "print a receipt again",
    Action.COUNT_STOCK: "count stock",
    Action.ADJUST_STOCK: "adjust stock",
    Action.RECEIVE_STOCK: "receive deliveries",
    Action.TRANSFER_STOCK: "move stock between places",
    Action.EDIT_CATALOGUE: "change articles",
    Action.IMPORT_CATALOGUE: "import articles",
    Action.CHANGE_PRICE: "change list prices",
    Action.EDIT_CUSTOMER: "change customers",
    Action.ERASE_CUSTOMER: "erase a customer",
    Action.CREDIT_CUSTOMER: "give store credit or take it back",
    Action.LIMIT_CREDIT: "say how much a customer may owe",
    Action.ISSUE_STORED_VALUE: "sell gift cards",
    Action.RESOLVE_PAYMENT: "say whether a card was charged",
    Action.VIEW_REPORTS: "see reports",
    Action.MANAGE_STAFF: "manage staff",
    Action.CHANGE_SETTINGS: "change settings",
}
