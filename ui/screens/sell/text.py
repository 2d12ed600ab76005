"""Words of the sell screen."""


def search_hint() -> str:
    return "Search name, SKU or barcode \u2014 or just scan"


def search() -> str:
    return "Search"


def held(count: int) -> str:
    return f"Held  {count}" if count else "Held"


def orders() -> str:
    return "Orders"


def all_categories() -> str:
    return "All"


def categories() -> str:
    return "Categories"


def articles() -> str:
    return "Articles"


def cart() -> str:
    return "Cart"


def current_sale() -> str:
    return "Current sale"


def items(count: str) -> str:
    return "1 item" if count == "1" else f"{count} items"


def no_items() -> str:
    return "No items yet"


def customer() -> str:
    return "Customer"


def customer_says(name: str) -> str:
    return f"Customer: {name}" if name else "Customer"


def discount() -> str:
    return "Discount"


def note() -> str:
    return "Note"


def hold() -> str:
    return "Hold"


def clear() -> str:
    return "Clear"


def exact_cash() -> str:
    return "Exact\ncash"


def exact_cash_says(total: str) -> str:
    return f"Exact cash, {total}"


def pay(total: str) -> str:
    return f"Pay {total}"


def open_register() -> str:
    return "Open register"


def subtotal() -> str:
    return "Subtotal"


def discounts() -> str:
    return "Discounts"


def tax_included(names: str) -> str:
    return f"incl. {names}"


def tax_added(names: str) -> str:
    return names


def total() -> str:
    return "Total"


def each(price: str) -> str:
    return f"{price} each"


def per(price: str, amount: str) -> str:
    return f"{price} / {amount}"


def percent_off(percent: str) -> str:
    return f"{percent} off"


def amount_off(amount: str) -> str:
    return f"{amount} off"


def price_changed() -> str:
    return "price changed"


def age_limit(years: int) -> str:
    return f"{years}+"


def serial(number: str) -> str:
    return f"S/N {number}"


def lot(name: str) -> str:
    return f"Lot {name}"


def use_by(day: str) -> str:
    return f"use by {day}"


def past_its_day(name: str, day: str) -> str:
    return f"{name} should not be sold after {day}. It is in the cart; take it out if it is spoilt."


def beyond_stock(name: str, left: str) -> str:
    return (
        f"By the books there are {left} left of {name}. It is in the sale; have the stock counted."
    )


def sold_out(name: str) -> str:
    return f"{name} is marked as sold out today. It is in the sale all the same."


def type_it() -> str:
    return "Type it in"


def what_is_it() -> str:
    return "What is it, and what does it cost?"


def article_name() -> str:
    return "Name"


def article_price() -> str:
    return "Price of one"


def sell_once() -> str:
    return "Sell once"


def write_down() -> str:
    return "Keep as an article"


def written_down(name: str) -> str:
    return f"{name} is an article of the shop now"


def line_says(quantity: str, name: str, amount: str) -> str:
    return f"{quantity} {name}, {amount}"


def tile_says(name: str, price: str, stock: str) -> str:
    return f"{name}, {price}, {stock}" if stock else f"{name}, {price}"


def price_from(price: str) -> str:
    return f"from {price}"


def left(count: str) -> str:
    return f"{count} left"


def out_of_stock() -> str:
    return "Out of stock"


def empty_cart() -> str:
    return "Scan an item to start"


def empty_cart_hint() -> str:
    return "or tap a product, or press F2"


def no_match(words: str) -> str:
    return f"No match for \u201c{words}\u201d"


def no_match_hint() -> str:
    return "Try fewer letters, the SKU, or the number under the barcode."


def nothing_found(words: str) -> str:
    return f"{no_match(words)}. {no_match_hint()}"


def no_articles() -> str:
    return "Nothing in this category"


def no_articles_hint() -> str:
    return "Choose another one, or search."


def empty_shop() -> str:
    return "This shop has no articles yet"


def empty_shop_hint() -> str:
    return "They stand here as soon as there are some."


def clear_search() -> str:
    return "Clear search"


def unknown_code(code: str) -> str:
    return f"No product for {code}. Search for it by name, or put it aside and scan the next."


def unreadable_code() -> str:
    return "That was not a code. Scan it again."


def misread_code(code: str) -> str:
    return f"{code} was misread: its check digit is wrong. Scan it again."


def empty_label() -> str:
    return "The scale label says nothing was weighed. Weigh it again."


def removed(name: str) -> str:
    return f"Removed \u201c{name}\u201d"


def cleared() -> str:
    return "Cart cleared"


def changed_meanwhile() -> str:
    return "The sale has changed meanwhile, so it stays. Clear it again if you still want to."


def less() -> str:
    return "One less"


def one_more() -> str:
    return "One more"


def quantity() -> str:
    return "Qty"


def price() -> str:
    return "Price"


def line_discount() -> str:
    return "Discount on the line"


def remove() -> str:
    return "Remove the line"
