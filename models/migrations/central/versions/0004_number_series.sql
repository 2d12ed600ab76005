CREATE TABLE number_series (
  name TEXT NOT NULL,
  last_value BIGINT NOT NULL,
  CONSTRAINT pk_number_series PRIMARY KEY (name)
)
