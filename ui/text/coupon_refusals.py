"""Why a coupon is not taken, and what to do about it."""

COUPON_SENTENCES: dict[str, str] = {
    "pos.domain.coupons.CouponUnknownError": (
        "There is no coupon {code}. Look whether it is spelled right."
    ),
    "pos.domain.coupons.CouponTooEarlyError": (
        "Coupon {code} is not valid yet: it begins on {first_day}."
    ),
    "pos.domain.coupons.CouponOverError": (
        "Coupon {code} is over: its last day was {last_day}. The sale goes on without it."
    ),
    "pos.domain.coupons.CouponElsewhereError": (
        "Coupon {code} is not for this store. The sale goes on without it."
    ),
    "pos.domain.coupons.CouponUsedUpError": (
        "Coupon {code} is used up. The sale goes on without it."
    ),
    "pos.domain.coupons.CouponNeedsCustomerError": (
        "Coupon {code} counts for each customer. Name the customer first (F3), then show it again."
    ),
    "pos.domain.coupons.CouponUsedByCustomerError": (
        "{name} has used coupon {code} as often as each customer may."
    ),
    "pos.domain.coupons.CouponNotForTheseGoodsError": (
        "Coupon {code} is not for any of these goods. Scan what it is for, then show it again."
    ),
    "pos.domain.coupons.CouponMinimumError": (
        "Coupon {code} needs goods for {minimum_cents}: {missing_cents} are missing."
    ),
    "pos.domain.coupons.CouponNotCombinableError": (
        "Coupon {code} does not add to the offers and coupons that these goods have already."
    ),
    "pos.domain.coupons.CouponTwiceError": "Coupon {code} is in this sale already.",
    "pos.domain.coupons.TooManyCouponsError": "A sale takes at most {limit} coupons.",
}
