ALTER TABLE journal_entries DROP CONSTRAINT ck_journal_entries_kind_word

ALTER TABLE journal_entries ADD CONSTRAINT ck_journal_entries_kind_word
  CHECK (kind IN ('sale', 'return', 'void', 'reprint', 'no_sale', 'cash_movement', 'shift_open', 'shift_close', 'price_override', 'store_credit', 'setup', 'training'))
