ALTER TABLE shifts
  ADD COLUMN previous_shift_id UUID,
  ADD COLUMN opening_expected_cents BIGINT,
  ADD COLUMN opening_detail JSONB,
  ADD COLUMN opening_note TEXT,
  ADD COLUMN first_counted_cents BIGINT,
  ADD COLUMN first_count_detail JSONB,
  ADD COLUMN variance_approval TEXT,
  ADD COLUMN variance_approved_by UUID,
  ADD COLUMN tender_counts JSONB,
  ADD CONSTRAINT ck_shifts_variance_approval_word CHECK (variance_approval IN ('not_needed', 'approved', 'missing')),
  ADD CONSTRAINT fk_shifts_variance_approved_by FOREIGN KEY(variance_approved_by) REFERENCES users (id) ON DELETE RESTRICT

CREATE INDEX ix_shifts_variance_approved_by ON shifts (variance_approved_by)