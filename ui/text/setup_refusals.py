"""What to say when the shop or its staff cannot be set up so; see `ui/text/refusals.py`."""

SETUP_SENTENCES: dict[str, str] = {
    "pos.services.headquarters.MovedOnError": (
        "Headquarters changed this meanwhile. Look at it again, then change it."
    ),
    "pos.domain.pin.PinTooEasyError": (
        "This PIN cannot be used. Choose one that is not a pattern and not your number."
    ),
    "pos.services.staff.StaffNameMissingError": "Type a name.",
    "pos.services.staff.EmployeeNumberError": (
        "“{employee_no}” cannot stand on a badge. Type 1 to 12 letters, digits or hyphens."
    ),
    "pos.services.staff.EmployeeNumberTakenError": (
        "The number {employee_no} is taken, perhaps by somebody who left. Type another one."
    ),
    "pos.services.staff.OwnRightsError": (
        "Nobody changes what they may do themselves. Ask somebody else who manages the staff."
    ),
    "pos.services.rights.BeyondOwnRightsError": (
        "You may not {action} yourself, so you cannot decide it for others. Ask who may."
    ),
    "pos.services.rights.LastManagerError": (
        "Nobody would be left who may manage the staff. Let somebody else do that first."
    ),
    "pos.services.roles.RoleNameError": (
        "A role needs a name of its own, and “{name}” is none. Type another one."
    ),
    "pos.services.roles.EverythingRoleError": (
        "This role may do everything, and stays so. Choose another role."
    ),
    "pos.services.ways_to_pay.MethodNameError": (
        "A way to pay needs a name of its own, and “{name}” is none. Type another one."
    ),
    "pos.services.ways_to_pay.MethodPositionError": "Type a place from 0 to 999.",
    "pos.services.ways_to_pay.CashNeededError": (
        "A till with a drawer takes cash. Accept another way to pay with cash first."
    ),
    "pos.services.tax_rates.TaxRateOutOfRangeError": (
        "A tax needs a name and a rate from 0 to 100 %. Type both."
    ),
    "pos.services.tax_rates.TaxDayTooEarlyError": (
        "Days with sales keep their taxes. The new rate may begin on {earliest} or later."
    ),
    "pos.services.tax_rates.TaxRateEndedError": (
        "This rate ends on {last_day}; change the one that follows it."
    ),
    "pos.services.money_rules.CashStepError": (
        "There is no such smallest coin. Choose one of {known} cents."
    ),
    "pos.services.registers.RegisterNameMissingError": "Type a name for this register.",
    "pos.domain.offer_terms.OfferNameMissingError": "Type a name, which is printed.",
    "pos.domain.offer_terms.OfferValueError": (
        "An offer takes off a share from 0.0001 to 100 %, or an amount. Type how much."
    ),
    "pos.domain.offer_terms.OfferPiecesError": (
        "Customers buy at least one piece and get at least one. Type two numbers from 1 to {limit}."
    ),
    "pos.domain.offer_terms.OfferMinimumMissingError": ("Type what its goods must cost at least."),
    "pos.domain.offer_terms.OfferLimitError": (
        "A limit is a whole number from 1 to {limit}. Type one, or nothing for no limit."
    ),
    "pos.domain.offer_terms.OfferDaysError": (
        "The last day lies before the first. Type the days again."
    ),
    "pos.domain.offer_terms.OfferGoodsMissingError": (
        "Choose the goods that it is for, or take all."
    ),
    "pos.domain.offer_terms.CouponCodeError": (
        "“{code}” cannot be a code. Type 2 to 24 letters, digits or hyphens."
    ),
    "pos.services.promotions.CouponCodeTakenError": (
        "{code} is or was a coupon already, “{name}”. Type another code."
    ),
    "pos.services.price_lists.PriceListNameMissingError": "Type a name, which is printed.",
    "pos.services.price_lists.PriceListDaysError": (
        "The last day lies before the first. Type the days again."
    ),
    "pos.services.price_lists.EndlessSaleError": (
        "A list for everybody needs a last day: without one, change the shelf price instead."
    ),
    "pos.services.price_lists.ListPriceNotLowerError": (
        "{name} costs {shelf_cents} on the shelf, and a list only lowers prices. Type less."
    ),
    "pos.services.price_lists.ListArticlesMissingError": (
        "Choose at least one article or category that is for sale."
    ),
    "pos.services.price_lists.TooManyListPricesError": (
        "{count} at once are too many; {limit} are the most. Choose fewer."
    ),
    "pos.services.customer_groups.TooManyMembersError": (
        "{count} at once are too many; {limit} are the most. Choose fewer."
    ),
    "ui.screens.setup.finders.NoSuchCustomerError": (
        "No customer fits “{text}”. Type their card number, telephone, e-mail or name."
    ),
    "ui.screens.setup.finders.SeveralCustomersError": (
        "{count} customers fit “{text}”. Type the card number of the one you mean."
    ),
    "ui.screens.setup.finders.NoSuchArticleError": (
        "No article has the barcode or SKU “{code}”. Look it up under Stock."
    ),
    "ui.screens.setup.pin_form.PinsDifferError": (
        "The two PINs are not the same. Type the new one twice."
    ),
    "ui.screens.setup.sections.own_pin.PinMissingError": "Type the PIN that you have until now.",
    "ui.screens.setup.typed_day.DayUnreadableError": (
        "“{text}” is not a day. Type year, month and day, as in 2027-01-31."
    ),
}
