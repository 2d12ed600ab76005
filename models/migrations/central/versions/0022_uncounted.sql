CREATE TABLE sync.uncounted (
  movement_id UUID NOT NULL,
  variant_id UUID NOT NULL,
  location_id UUID NOT NULL,
  quantity_delta BIGINT NOT NULL,
  CONSTRAINT pk_uncounted PRIMARY KEY (movement_id)
)

CREATE INDEX ix_uncounted_variant_id_location_id ON sync.uncounted (variant_id, location_id)
