ALTER TABLE sync.head ADD COLUMN purged_pos BIGINT DEFAULT 0 NOT NULL

ALTER TABLE journal_entries DROP CONSTRAINT uq_journal_entries_register_id_seq

CREATE INDEX ix_journal_entries_register_id_seq ON journal_entries (register_id, seq)

ALTER TABLE shifts DROP CONSTRAINT uq_shifts_register_id_number

CREATE INDEX ix_shifts_register_id_number ON shifts (register_id, number)
