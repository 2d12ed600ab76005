ALTER TABLE shifts ADD COLUMN previous_shift_id BLOB

ALTER TABLE shifts ADD COLUMN opening_expected_cents INTEGER

ALTER TABLE shifts ADD COLUMN opening_detail TEXT

ALTER TABLE shifts ADD COLUMN opening_note TEXT

ALTER TABLE shifts ADD COLUMN first_counted_cents INTEGER

ALTER TABLE shifts ADD COLUMN first_count_detail TEXT

ALTER TABLE shifts ADD COLUMN variance_approval TEXT
  CONSTRAINT ck_shifts_variance_approval_word CHECK (variance_approval IN ('not_needed', 'approved', 'missing'))

ALTER TABLE shifts ADD COLUMN variance_approved_by BLOB

ALTER TABLE shifts ADD COLUMN tender_counts TEXT

CREATE INDEX ix_shifts_variance_approved_by ON shifts (variance_approved_by)