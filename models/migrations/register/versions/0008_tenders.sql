CREATE TABLE payment_attempts (
  id BLOB NOT NULL,
  created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  updated_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  cart_id BLOB NOT NULL,
  sale_id BLOB NOT NULL,
  order_id BLOB,
  method_code TEXT NOT NULL,
  driver TEXT NOT NULL,
  amount_cents INTEGER NOT NULL,
  tip_cents INTEGER DEFAULT 0 NOT NULL,
  currency TEXT DEFAULT 'USD' NOT NULL,
  state TEXT DEFAULT 'sent' NOT NULL,
  is_late INTEGER DEFAULT 0 NOT NULL,
  answered_at TEXT,
  message TEXT,
  authorisation TEXT,
  card_last4 TEXT,
  card_brand TEXT,
  staff_id BLOB NOT NULL,
  resolved_by BLOB,
  resolved_at TEXT,
  CONSTRAINT pk_payment_attempts PRIMARY KEY (id),
  CONSTRAINT ck_payment_attempts_amount CHECK (amount_cents > 0),
  CONSTRAINT ck_payment_attempts_card CHECK (length(card_last4) = 4),
  CONSTRAINT ck_payment_attempts_state_word CHECK (state IN ('sent', 'approved', 'declined',
    'cancelled', 'not_started', 'unknown', 'not_charged', 'reversed'))
) STRICT

CREATE INDEX ix_payment_attempts_cart_id ON payment_attempts (cart_id)

CREATE INDEX ix_payment_attempts_state_order_id ON payment_attempts (state, order_id)

ALTER TABLE users ADD COLUMN credit_limit_cents INTEGER
