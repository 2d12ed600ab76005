-- Indexes for look-ups by what the seeds show in another form than it is stored: a text cut to the seed's
-- length, an e-mail address where there is none, a narrower number. Text keys have theirs in keys.sql.

CREATE INDEX IF NOT EXISTS users_email_shown ON public.users (compat.email(email, id));
CREATE INDEX IF NOT EXISTS users_email_s2 ON public.users ((compat.email(email, id)::varchar(255)));
CREATE INDEX IF NOT EXISTS users_phone_s2 ON public.users ((phone::varchar(20)));
CREATE INDEX IF NOT EXISTS products_slug_s2 ON public.products ((slug::varchar(255)));
CREATE INDEX IF NOT EXISTS products_style_code_s2 ON public.products ((style_code::varchar(100)));
CREATE INDEX IF NOT EXISTS orders_number_s2 ON public.orders ((number::varchar(50)));

-- An order without a customer is the walk-in customer's, whose key is written here.
CREATE INDEX IF NOT EXISTS orders_customer ON public.orders
  ((coalesce(user_id, '00000000-0000-7000-8000-000000000001'::uuid)));

-- Newest first, as seed s4 writes a moment.
CREATE INDEX IF NOT EXISTS orders_created_at_utc ON public.orders
  (((created_at AT TIME ZONE 'UTC')::timestamp(3)));

-- The whole numbers of seed s1 are narrower than ours, and PostgreSQL looks for what is written.
CREATE INDEX IF NOT EXISTS orders_integer_id ON public.orders ((int_id::integer));
CREATE INDEX IF NOT EXISTS users_integer_id ON public.users ((int_id::integer));
CREATE INDEX IF NOT EXISTS products_integer_id ON public.products ((int_id::integer));
