CREATE TABLE journal_entries_anew (
  id BLOB NOT NULL,
  created_at TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')) NOT NULL,
  register_id BLOB NOT NULL,
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL,
  receipt_number TEXT,
  order_id BLOB,
  return_id BLOB,
  shift_id BLOB,
  staff_id BLOB,
  occurred_at TEXT NOT NULL,
  payload TEXT NOT NULL,
  prev_hash TEXT NOT NULL,
  hash TEXT NOT NULL,
  CONSTRAINT pk_journal_entries PRIMARY KEY (id),
  CONSTRAINT uq_journal_entries_receipt_number UNIQUE (receipt_number),
  CONSTRAINT uq_journal_entries_hash UNIQUE (hash),
  CONSTRAINT fk_journal_entries_register_id FOREIGN KEY(register_id) REFERENCES registers (id) ON DELETE RESTRICT,
  CONSTRAINT uq_journal_entries_register_id_seq UNIQUE (register_id, seq),
  CONSTRAINT ck_journal_entries_kind_word CHECK (kind IN ('sale', 'return', 'void', 'reprint', 'no_sale', 'cash_movement', 'shift_open', 'shift_close', 'price_override', 'store_credit', 'setup', 'training')),
  CONSTRAINT ck_journal_entries_seq CHECK (seq > 0)
) STRICT

INSERT INTO journal_entries_anew SELECT * FROM journal_entries

DROP TABLE journal_entries

ALTER TABLE journal_entries_anew RENAME TO journal_entries

CREATE INDEX ix_journal_entries_order_id ON journal_entries (order_id)

CREATE INDEX ix_journal_entries_return_id ON journal_entries (return_id)

CREATE INDEX ix_journal_entries_shift_id ON journal_entries (shift_id)

CREATE INDEX ix_journal_entries_staff_id ON journal_entries (staff_id)

CREATE TRIGGER journal_entries_refuse_update BEFORE UPDATE ON journal_entries
BEGIN SELECT RAISE(ABORT, 'journal_entries is posted: it is never altered'); END;

CREATE TRIGGER journal_entries_refuse_delete BEFORE DELETE ON journal_entries
BEGIN SELECT RAISE(ABORT, 'journal_entries is posted: it is never altered'); END;
