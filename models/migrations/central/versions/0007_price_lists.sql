CREATE TABLE customer_groups (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  row_version BIGINT DEFAULT 0 NOT NULL,
  deleted_at TIMESTAMP WITH TIME ZONE,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  CONSTRAINT pk_customer_groups PRIMARY KEY (id),
  CONSTRAINT uq_customer_groups_code UNIQUE (code)
)

CREATE TABLE customer_group_members (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  row_version BIGINT DEFAULT 0 NOT NULL,
  customer_group_id UUID NOT NULL,
  user_id UUID NOT NULL,
  CONSTRAINT pk_customer_group_members PRIMARY KEY (id),
  CONSTRAINT fk_customer_group_members_customer_group_id FOREIGN KEY(customer_group_id) REFERENCES customer_groups (id) ON DELETE CASCADE,
  CONSTRAINT uq_customer_group_members_customer_group_id_user_id UNIQUE (customer_group_id, user_id),
  CONSTRAINT fk_customer_group_members_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE
)

CREATE INDEX ix_customer_group_members_user_id ON customer_group_members (user_id)

CREATE TABLE price_lists (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  row_version BIGINT DEFAULT 0 NOT NULL,
  deleted_at TIMESTAMP WITH TIME ZONE,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  customer_group_id UUID,
  store_id UUID,
  valid_from DATE,
  valid_to DATE,
  is_active BOOLEAN DEFAULT true NOT NULL,
  is_stackable BOOLEAN DEFAULT true NOT NULL,
  CONSTRAINT pk_price_lists PRIMARY KEY (id),
  CONSTRAINT uq_price_lists_code UNIQUE (code),
  CONSTRAINT fk_price_lists_store_id FOREIGN KEY(store_id) REFERENCES stores (id) ON DELETE CASCADE,
  CONSTRAINT fk_price_lists_customer_group_id FOREIGN KEY(customer_group_id) REFERENCES customer_groups (id) ON DELETE CASCADE,
  CONSTRAINT ck_price_lists_period CHECK (valid_to >= valid_from)
)

CREATE INDEX ix_price_lists_customer_group_id ON price_lists (customer_group_id)

CREATE INDEX ix_price_lists_store_id ON price_lists (store_id)

CREATE TABLE price_list_prices (
  id UUID NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  row_version BIGINT DEFAULT 0 NOT NULL,
  price_list_id UUID NOT NULL,
  variant_id UUID NOT NULL,
  price_cents BIGINT NOT NULL,
  prior_price_cents BIGINT,
  CONSTRAINT pk_price_list_prices PRIMARY KEY (id),
  CONSTRAINT fk_price_list_prices_variant_id FOREIGN KEY(variant_id) REFERENCES variants (id) ON DELETE CASCADE,
  CONSTRAINT uq_price_list_prices_price_list_id_variant_id UNIQUE (price_list_id, variant_id),
  CONSTRAINT fk_price_list_prices_price_list_id FOREIGN KEY(price_list_id) REFERENCES price_lists (id) ON DELETE CASCADE,
  CONSTRAINT ck_price_list_prices_price CHECK (price_cents >= 0)
)

CREATE INDEX ix_price_list_prices_variant_id ON price_list_prices (variant_id)

ALTER TABLE promotions ADD COLUMN buy_qty INTEGER

ALTER TABLE promotions ADD COLUMN get_qty INTEGER

ALTER TABLE order_lines ADD COLUMN price_list_name TEXT

ALTER TABLE order_lines ADD COLUMN offers JSONB

ALTER TABLE cart_lines ADD COLUMN special_prices JSONB