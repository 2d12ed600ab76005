-- Indexes for look-ups by what the seeds show in another form than it is stored: a text cut to the seed's
-- length, an e-mail address where there is none. Text keys have theirs in keys.sql.

CREATE INDEX IF NOT EXISTS users_email_shown ON public.users (compat.email(email, id));
CREATE INDEX IF NOT EXISTS users_email_s2 ON public.users ((compat.email(email, id)::varchar(255)));
CREATE INDEX IF NOT EXISTS users_phone_s2 ON public.users ((phone::varchar(20)));
CREATE INDEX IF NOT EXISTS products_slug_s2 ON public.products ((slug::varchar(255)));
CREATE INDEX IF NOT EXISTS products_style_code_s2 ON public.products ((style_code::varchar(100)));
CREATE INDEX IF NOT EXISTS orders_number_s2 ON public.orders ((number::varchar(50)));
