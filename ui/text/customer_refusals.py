"""What the till says when it cannot do something about a customer (see `ui.text.refusals`)."""

CUSTOMER_SENTENCES = {
    "pos.domain.phone.PhoneRefusedError": (
        "“{text}” is no telephone number. Type it with the country, such as +43 664 1234567."
    ),
    "pos.domain.contact.EmailRefusedError": (
        "“{text}” is no e-mail address. Type it again, such as name@example.com."
    ),
    "pos.domain.contact.NothingToKnowThemByError": (
        "Type a name, a telephone number, an e-mail address or a card number."
    ),
    "pos.domain.postal_address.AddressIncompleteError": (
        "An address needs a street and a town. Type both."
    ),
    "pos.domain.postal_address.CountryRefusedError": (
        "“{text}” is no country. Choose one from the list."
    ),
    "pos.services.addresses.AddressGoneError": (
        "This address was removed meanwhile. Look at the customer again."
    ),
    "pos.domain.family.BirthMonthError": (
        "Type the month of birth with its year, such as 3/2025; children are under 18."
    ),
    "pos.domain.family.ConsentMissingError": (
        "Nothing is kept of a child unless the parent agrees. Ask, and mark it."
    ),
    "pos.domain.erasure.StillUnsettledError": (
        "Something is still open with {name}. Settle it first, then erase them."
    ),
    "pos.services.customers.CustomerGoneError": (
        "This customer was deleted, or is another customer's record now. Search for them again."
    ),
    "pos.services.customers.TakenByAnotherError": (
        "{value} belongs to {name}. Choose {name}, or make one customer of the two."
    ),
    "pos.services.corrections.NotCorrectableError": (
        "Entry {seq} was booked or corrected meanwhile. Sync, and look at the list again."
    ),
    "pos.services.customer_merge.SamePersonError": (
        "This is one customer already. Choose another one to make one of."
    ),
}
